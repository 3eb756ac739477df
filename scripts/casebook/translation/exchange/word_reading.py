"""A Word document that came back → units: the right-hand column, whatever a word processor has done to it.

Formatting and runs do not count. Tracked changes are taken as accepted: what was inserted is text, what was deleted is
not. Nothing of the package is read before its size is known, and no entity is ever followed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .markup import read_xml
from .model import VERSION, Damaged, Returned, ReturnedSheet, base_of, whole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST_BYTES = 64 * 1024 * 1024
_MOST_PARTS = 2000
_DROPPED = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "delText", "instrText", "txbxContent")}
) | {_FALLBACK}
_LETTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEAD = re.compile(r"casebook (\S+) (\S+) (\d+) (\S+)")
_ROW = re.compile(r"([^#\s]+)#(.+) ([0-9a-f]{12}/[0-9a-f]{12}/[0-9a-f]{12})")
_ITEM = re.compile(r"(?:[-*+] |\d{1,9}[.)] |> ?|\|)")
_LINK_TITLE = re.compile(r"(\]\([^()\s]*\s+)[“”„«»\"]([^“”\"\n]*)[“”„«»\"](\s*\))")
_TAG = re.compile(r"<[A-Za-z/][^<>\n]*>|\{[:#.][^{}\n]*\}")


def read(content: bytes) -> list[ReturnedSheet]:
    """Read a Word document that came back.

    Raises:
        Damaged: it is not one of ours, not all of it, or built to do harm.
    """
    body, bullets = _document(content)
    sheets: list[tuple[str, str, str, list[Returned]]] = []
    for row in body.iter(f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells = [_cell(cell, bullets) for cell in _children(row, f"{_W}tc")]
        mark = " ".join(cells[0].split()) if cells else ""
        if head := _HEAD.fullmatch(mark):
            if head[1] != VERSION:
                raise Damaged(f"it is of version {head[1]}", f"版本不符：{head[1]}")
            if not sheets or sheets[-1][0] != head[4]:
                sheets.append((head[4], head[2], head[3], []))
            continue
        match = _ROW.fullmatch(mark)
        if match is None:
            if any(cell.strip() for cell in cells):
                said = next(cell for cell in reversed(cells) if cell.strip())[:60]
                raise Damaged(
                    f"a row has lost its grey mark, so nobody knows where it belongs: '{said}'",
                    f"有一行的灰色标记不见了，无法放回原处：“{said}”",
                )
            continue
        if not sheets or sheets[-1][0] != match[1] or len(cells) < 3:
            raise Damaged(
                f"the table around '{match[1]}#{match[2]}' is broken", f"“{match[1]}#{match[2]}”一行的表格已损坏"
            )
        base = base_of(match[3], match[2])
        sheets[-1][3].append(Returned(id=match[2], base=base, text=_mended(cells[-1])))
    if not sheets:
        raise Damaged("there is no table of ours in it", "文件里没有本书导出的表格")
    return [whole(slug, language, count, units, loose=True) for slug, language, count, units in sheets]


def _document(content: bytes) -> tuple[Element, dict[str, str]]:
    """Give the text of a package and the marks of its lists, after a look at what unpacking would cost."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise Damaged("unpacked it would be far too large", "解压后过大，已拒绝读取")
            if any(entry.flag_bits & 1 for entry in entries):
                raise Damaged("it is protected by a password", "文件有密码保护")
            if bad := package.testzip():
                raise Damaged(f"its part {bad} is damaged", f"其中的 {bad} 已损坏")
            name = _main_part(package)
            return _plain(read_xml(package.read(name), name)), _bullets(package, posixpath.dirname(name))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError) as error:
        raise Damaged(
            f"it is no whole Word document (.docx): {error}", f"这不是完整的 Word 文件（.docx）：{error}"
        ) from error


def _main_part(package: zipfile.ZipFile) -> str:
    for each in read_xml(package.read("_rels/.rels"), "_rels/.rels").iter(_RELATIONSHIP):
        if each.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(each.get("Target", "")).lstrip("/")
    raise Damaged("it is no Word document", "这不是 Word 文件")


def _bullets(package: zipfile.ZipFile, folder: str) -> dict[str, str]:
    """Give what stands before the items of each list that a word processor made of typed hyphens and numbers."""
    name = f"{folder}/numbering.xml"
    if name not in package.namelist():
        return {}
    root = _plain(read_xml(package.read(name), name))
    numbered = {
        each.get(f"{_W}abstractNumId")
        for each in root.iter(f"{_W}abstractNum")
        if (form := each.find(f"{_W}lvl/{_W}numFmt")) is not None and form.get(f"{_W}val") != "bullet"
    }
    marks: dict[str, str] = {}
    for each in root.iter(f"{_W}num"):
        kind = each.find(f"{_W}abstractNumId")
        is_numbered = kind is not None and kind.get(f"{_W}val") in numbered
        marks[each.get(f"{_W}numId", "")] = "1. " if is_numbered else "- "
    return marks


def _plain(root: Element) -> Element:
    """Give a document of the strict kind of ISO 29500 in the names of the other."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith(_STRICT):
            element.tag = _W + element.tag.removeprefix(_STRICT)
        for key in [key for key in element.attrib if key.startswith(_STRICT)]:
            element.set(_W + key.removeprefix(_STRICT), element.attrib.pop(key))
    return root


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Give the nearest elements of a kind, through content controls and such, but not those inside one another."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _DROPPED:
            yield from _children(child, tag)


def _cell(cell: Element, bullets: dict[str, str]) -> str:
    """Give the text of a cell, an empty line between its paragraphs; items of a list stand together."""
    text, joins_next = "", True
    previous = ""
    for paragraph in cell.iter(f"{_W}p"):
        written = "".join(_letters(paragraph))
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None and written and not _ITEM.match(written):
            written = bullets.get(number.get(f"{_W}val", ""), "") + written
        if joins_next:
            text += written
        else:
            listed = _ITEM.match(written) and _ITEM.match(previous)
            text += ("\n" if listed else "\n\n") + written
        previous = written
        # A paragraph whose mark was deleted runs on into the next one.
        joins_next = paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None
    return text


def _letters(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _LETTERS:
            yield _LETTERS[child.tag]
        elif child.tag not in _DROPPED and child.tag != f"{_W}p":
            yield from _letters(child)


def _mended(text: str) -> str:
    """Set straight the quotation marks inside of markup, which typing turned."""
    return _TAG.sub(lambda match: _straight(match[0]), _LINK_TITLE.sub(r'\1"\2"\3', text))


def _straight(markup: str) -> str:
    for turned, plain in (("“", '"'), ("”", '"'), ("„", '"'), ("‘", "'"), ("’", "'")):
        markup = markup.replace(turned, plain)
    return markup
