"""Units ↔ XLIFF 2.0, for translation programs such as OmegaT, memoQ or Trados.

Source: OASIS, XLIFF Version 2.0, http://docs.oasis-open.org/xliff/xliff-core/v2.0/os/xliff-core-v2.0-os.html
It is written and read with the standard library: only translate-toolkit knows version 2, and that is under the GPL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from .markup import read_xml
from .model import VERSION, Damaged, Returned, ReturnedSheet, Sheet, Unit, base_of, whole

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_IN = f"{{{_NAMESPACE}}}"
# What XML 1.0 cannot carry, and what a parser would change: a carriage return becomes a line feed.
_UNSAFE = re.compile("([\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff])")
_STATES = {"current": "final", "cosmetic": "final", "omitted": "final", "note": "final", "unconfirmed": "translated"}
_TEXTS = ("source", "target", "note")


def write(sheets: list[Sheet]) -> bytes:
    """Give the sheets, all into one language, as an XLIFF document."""
    root = Element(
        "xliff",
        {"xmlns": _NAMESPACE, "version": "2.0", "srcLang": sheets[0].source_tag, "trgLang": sheets[0].target_tag},
    )
    for sheet in sheets:
        file = SubElement(root, "file", {"id": sheet.slug, "original": f"chapters/{sheet.slug}"})
        _note(SubElement(file, "notes"), "casebook", f"{VERSION} {sheet.language} {len(sheet.units)}")
        for number, unit in enumerate(sheet.units, start=1):
            _unit(file, unit, number)
    _indent(root, 0)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def read(content: bytes) -> list[ReturnedSheet]:
    """Read an XLIFF document that came back.

    Raises:
        Damaged: it is not one of ours, or not all of it.
    """
    root = read_xml(content, "XLIFF")
    if root.tag != f"{_IN}xliff":
        raise Damaged("it is no XLIFF 2 document", "这不是 XLIFF 2 文件")
    sheets: list[ReturnedSheet] = []
    for file in root.findall(f"{_IN}file"):
        slug = file.get("id", "")
        said = _notes(file, "casebook")
        match = re.fullmatch(r"\s*(\S+) (\S+) (\d+)\s*", said[0]) if said else None
        if match is None or match[1] != VERSION:
            raise Damaged(f"'{slug}' has lost its mark", f"“{slug}”的标记不见了")
        units = [_returned(each, slug) for each in file.iter(f"{_IN}unit")]
        sheets.append(whole(slug, match[2], match[3], units))
    if not sheets:
        raise Damaged("there is no chapter in it", "文件里没有篇章")
    return sheets


def _unit(file: Element, unit: Unit, number: int) -> None:
    # An id must be a name token in XML; a group's own id stands in `name`, which may be any text.
    element = SubElement(file, "unit", {"id": f"u{number}", "name": unit.id})
    notes = SubElement(element, "notes")
    _note(notes, "casebook", str(unit.base))
    if unit.before:
        _note(notes, "previous-source", unit.before)
    for note in unit.notes:
        _note(notes, "glossary" if note.startswith("glossary") else "remark", note)
    # Without a target a segment is in its initial state, whatever was decided about it (4.3.1.25).
    state = {"state": _STATES.get(unit.status, "initial") if unit.target else "initial"}
    if unit.is_doubtful:
        state = {"state": "initial", "subState": f"casebook:{unit.status}"}
    segment = SubElement(element, "segment", state)
    _fill(SubElement(segment, "source", {"xml:space": "preserve"}), unit.source)
    if unit.target:
        _fill(SubElement(segment, "target", {"xml:space": "preserve"}), unit.target)


def _note(parent: Element, category: str, text: str) -> None:
    # A note cannot hold <cp>; it is for reading, or holds plain letters.
    SubElement(parent, "note", {"category": category}).text = _UNSAFE.sub("\ufffd", text)


def _fill(element: Element, text: str) -> None:
    """Put a text into an element, its control characters as the specification wants them (4.2.3.1, <cp>)."""
    first, *rest = _UNSAFE.split(text)
    element.text = first
    for character, after in zip(rest[::2], rest[1::2], strict=True):
        SubElement(element, "cp", {"hex": f"{ord(character):04X}"}).tail = after


def _returned(unit: Element, slug: str) -> Returned:
    identity = unit.get("name", "")
    where = f"{slug}#{identity}"
    marks = _notes(unit, "casebook")
    # A program may have cut a unit into several segments; what stands between them is part of the text.
    parts = [each for each in unit if each.tag in (f"{_IN}segment", f"{_IN}ignorable")]
    texts: list[str] = []
    for part in parts:
        written = part.find(f"{_IN}target")
        if written is None and part.tag == f"{_IN}ignorable":
            written = part.find(f"{_IN}source")
        texts.append("".join(_text(written, where)) if written is not None else "")
    doubtful = any(
        part.get("state") == "initial" and part.get("subState", "").startswith("casebook:") for part in parts
    )
    return Returned(
        id=identity, base=base_of(marks[0] if marks else "", where), text="".join(texts), is_finished=not doubtful
    )


def _text(element: Element, where: str) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_IN}cp":
            code = child.get("hex", "")
            if (
                not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code)
                or int(code, 16) > 0x10FFFF
                or 0xD800 <= int(code, 16) < 0xE000
            ):
                raise Damaged(f"'{where}' holds a broken <cp>", f"“{where}”里的 <cp> 已损坏")
            yield chr(int(code, 16))
        else:
            yield from _text(child, where)
        yield child.tail or ""


def _notes(element: Element, category: str) -> list[str]:
    return [each.text or "" for each in element.findall(f"{_IN}notes/{_IN}note") if each.get("category") == category]


def _indent(element: Element, depth: int) -> None:
    """Give every element a line of its own, and leave texts as they are."""
    if element.tag in _TEXTS or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth
