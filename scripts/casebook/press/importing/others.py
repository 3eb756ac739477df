"""What only the files themselves tell, of OpenDocument and of RTF: what pandoc passes over there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from casebook.manuscript import Message

from .opening import written_xml, xml_of

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_LIST_TEXT = re.compile(rb"\{\\(?:\*\\)?(?:listtext|pntext)\b([^{}]*)\}")
_HIDDEN_NOTE = re.compile(rb"\{\\\*\\footnote\b")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d+)")
_DOUBLE_BYTES = {b"936": "gbk", b"54936": "gb18030", b"950": "cp950"}
_BYTES = re.compile(rb"\\uc(?P<skip>\d) ?|(?P<unicode>\\u-?\d+ ?)?(?P<bytes>(?:\\'[0-9A-Fa-f]{2})+)")
_LIST_MARKS = re.compile(rb"\\(?:ls|ilvl)\d+ ?")
_CONTROL = re.compile(rb"\\[a-z]+-?\d* ?|\\'[0-9a-f]{2}")
_PARAGRAPHS = (f"{{{_NAMES['text']}}}p", f"{{{_NAMES['text']}}}h")


def cleaned_opendocument(parts: Mapping[str, bytes]) -> tuple[bytes, list[Message]]:
    """Give an .odt for pandoc to read, text boxes turned into paragraphs, and what cannot be carried over."""
    root = xml_of(parts["content.xml"])
    lost: list[Message] = []
    for box in list(root.iter(f"{{{_NAMES['draw']}}}text-box")):
        if any(True for _ in box.iter(f"{{{_NAMES['draw']}}}image")):
            continue
        _out_of_its_box(box)
        _tell_once(lost, "text boxes, now paragraphs of the text; see whether they stand in the right place",
               "文本框，已变成正文段落，请看位置对不对")  # fmt: skip
    for comment in list(root.iter(f"{{{_NAMES['office']}}}annotation")):
        said = "".join(str(part) for each in comment.iter(*_PARAGRAPHS) for part in each.itertext()).strip()
        by = "".join(each.text or "" for each in comment.iter(f"{{{_NAMES['dc']}}}creator"))
        lost.append(Message(f"comment, left out: {by}: {said[:200]}", f"批注，没有带入：{by}：{said[:200]}"))
    if any(True for _ in root.iter(f"{{{_NAMES['text']}}}changed-region")):
        lost.append(
            Message(
                "tracked changes, all accepted; see that this is what the author wants",
                "修订，已全部接受，请和作者核对",
            )
        )
    for contents in list(root.iter(f"{{{_NAMES['text']}}}table-of-content")):
        _drop(contents)
        lost.append(Message("the table of contents, left out: the site makes one", "目录，没有带入：网站会自己生成"))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, written_xml(root) if name == "content.xml" else part)
    return written.getvalue(), lost


def cleaned_rtf(content: bytes) -> bytes:
    """Give an RTF file for pandoc to read, without what it takes otherwise than word processors mean it.

    Lists become paragraphs with their numbers before them, since pandoc would put them elsewhere; a footnote that
    LibreOffice and WPS hide from old readers is shown; and Chinese that Word writes in its code page is written out.
    """
    content = _HIDDEN_NOTE.sub(rb"{\\footnote", _LIST_MARKS.sub(b"", _LIST_TEXT.sub(_typed, content)))
    page = _CODE_PAGE.search(content)
    encoding = _DOUBLE_BYTES.get(page[1]) if page else None
    return _in_unicode(content, encoding) if encoding else content


def _in_unicode(content: bytes, encoding: str) -> bytes:
    skipped = 1

    def written(match: re.Match[bytes]) -> bytes:
        nonlocal skipped
        if match["skip"]:
            skipped = int(match["skip"])
            return match[0]
        given = bytes.fromhex(match["bytes"].replace(b"\\'", b"").decode())
        # Behind \u stand bytes for old readers, as many as \uc says.
        kept = match["bytes"][: 4 * skipped] if match["unicode"] else b""
        try:
            said = given[len(kept) // 4 :].decode(encoding)
        except UnicodeDecodeError:
            return match[0]
        units = said.encode("utf-16-le")
        numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
        fallback = b"?" * skipped or b" "
        return (match["unicode"] or b"") + kept + b"".join(b"\\u%d%b" % (number, fallback) for number in numbers)

    return _BYTES.sub(written, content)


def _typed(group: re.Match[bytes]) -> bytes:
    number = re.search(rb"(?<![\w\\'-])\d{1,2}(?=[.)])", _CONTROL.sub(b" ", group[1]))
    # In braces, so that it is no parameter of the control word before it.
    return b"{" + (number[0] + b". " if number else b"\\u8226? ") + b"}"


def losses_of_rtf(content: bytes, footnotes: int) -> list[Message]:
    """Give what an RTF file holds that was not read; `footnotes` is how many of them were."""
    lost: list[Message] = []
    missing = len(re.findall(rb"\\footnote\b", content)) - footnotes
    comments = len(re.findall(rb"\\\*\\annotation\b", content))
    if missing > 0:
        lost.append(Message(f"footnotes, left out: {missing}", f"脚注，没有带入：{missing} 处"))
    if comments:
        lost.append(Message(f"comments, left out: {comments}", f"批注，没有带入：{comments} 处"))
    if deleted := len(re.findall(rb"\\deleted\b", content)):
        lost.append(
            Message(
                f"tracked changes, of which the words taken out may still be there: {deleted}",
                f"修订，删掉的字可能还在正文里：{deleted} 处",
            )
        )
    if re.search(rb"\\shptxt\b", content):
        lost.append(Message("text boxes; see whether their text is there", "文本框，请看里面的文字在不在"))
    if missing > 0 or lost:
        lost.append(
            Message("saved as .docx, more of it could be carried", "用 Word 或 WPS 另存为 .docx，可以带入得更多")
        )
    return lost


def _tell_once(lost: list[Message], en: str, zh: str) -> None:
    if Message(en, zh) not in lost:
        lost.append(Message(en, zh))


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _out_of_its_box(box: etree._Element) -> None:
    holder = next((each for each in box.iterancestors(*_PARAGRAPHS)), None)
    if holder is None or (parent := holder.getparent()) is None:
        return
    at = parent.index(holder)
    for offset, child in enumerate(list(box), start=1):
        parent.insert(at + offset, child)
    _drop(box)
