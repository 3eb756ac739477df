"""The files that pandoc set, with what it leaves unsaid: what each is, what it is called, and its languages."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from casebook.edition import Edition

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
TYPE = f"{{{OPS}}}type"
LANG = f"{{{XML}}}lang"
_STYLE = "../styles/book.css"

_SECTIONS: Mapping[str, tuple[str, str]] = {
    # What a section is: its word in EPUB's vocabulary, and the role that screen readers know it by (DPUB-ARIA 1.1).
    "part": ("part", "doc-part"),
    "chapter": ("chapter", "doc-chapter"),
    "about": ("preface", "doc-preface"),
    "kinds": ("introduction", "doc-introduction"),
    "glossary": ("glossary", "doc-glossary"),
    "people": ("appendix", "doc-appendix"),
    "practices": ("index", "doc-index"),
    "rights": ("copyright-page", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One file of an EPUB."""

    name: str
    """Its path from the package file."""
    id: str
    """The id of its section."""
    level: int
    place: str
    """`frontmatter`, `bodymatter` or `backmatter`."""
    heading: etree._Element
    """What it is called, as in its heading."""
    kicker: str
    document: etree._Element

    def as_bytes(self) -> bytes:
        """Give the file."""
        return xhtml_bytes(self.document)


def leaf_of(edition: Edition, name: str, content: bytes) -> Leaf:
    """Read a file that pandoc set, and complete it."""
    document = etree.fromstring(content, etree.XMLParser(remove_blank_text=False, resolve_entities=False))
    head, body = document.find(f"{{{XHTML}}}head"), document.find(f"{{{XHTML}}}body")
    assert head is not None
    assert body is not None
    section = body.find(f"{{{XHTML}}}section")
    assert section is not None
    level = int(section.get("class", "").split()[0].removeprefix("level"))
    heading = section.find(f"{{{XHTML}}}h{level}")
    assert heading is not None
    id_ = section.get("id", "")
    kinds = _kinds(edition)
    place, kind = kinds.get(id_, ("backmatter", ""))
    del body.attrib[TYPE]
    body.set(TYPE, place)
    word, role = _SECTIONS.get(kind, ("", ""))
    if word:
        section.set(TYPE, word)
    if role:
        section.set("role", role)
    _complete_head(head, text_of(heading))
    _complete_languages(document)
    _lead_back(body, edition.words["edition_note_back"])
    kickers = {chapter.id: chapter.kicker for chapter in edition.chapters}
    return Leaf(
        name=name,
        id=id_,
        level=level,
        place=place,
        heading=deepcopy(heading),
        kicker=kickers.get(id_, ""),
        document=document,
    )


def text_of(element: etree._Element) -> str:
    """Give the words in an element, without its mark-up."""
    return "".join(str(each) for each in element.itertext())


def xhtml_bytes(document: etree._Element) -> bytes:
    """Give an XHTML document as a file."""
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8", doctype="<!DOCTYPE html>") + b"\n"


def _kinds(edition: Edition) -> dict[str, tuple[str, str]]:
    """Say of every section by its id where it stands, and what it is."""
    return {
        **{each.id: ("frontmatter", each.kind) for each in edition.front},
        **{each.id: ("bodymatter", "part") for each in edition.parts},
        **{each.id: ("bodymatter", "chapter") for each in edition.chapters},
        **{each.id: ("backmatter", each.kind) for each in edition.back},
    }


def _complete_head(head: etree._Element, title: str) -> None:
    for element in list(head):
        if element.tag != f"{{{XHTML}}}title" and element.get("charset") is None:
            head.remove(element)
        elif element.tag == f"{{{XHTML}}}title":
            element.text = title
    etree.SubElement(head, f"{{{XHTML}}}link", rel="stylesheet", type="text/css", href=_STYLE)


def _complete_languages(document: etree._Element) -> None:
    """Say every language in both ways: `lang` is what HTML asks for, `xml:lang` is what EPUB asks for."""
    for element in document.iter(f"{{{XHTML}}}*"):
        if language := element.get("lang"):
            element.set(LANG, language)


def _lead_back(body: etree._Element, label: str) -> None:
    """Give every note a link to the place that refers to it, for programs that do not show it there."""
    for note in body.iter(f"{{{XHTML}}}aside"):
        if note.get("role") == "doc-footnote" and len(note):
            last = note[-1] if note[-1].tag == f"{{{XHTML}}}p" else etree.SubElement(note, f"{{{XHTML}}}p")
            number = note.get("id", "").removeprefix("fn")
            link = etree.SubElement(last, f"{{{XHTML}}}a", href=f"#fnref{number}", role="doc-backlink")
            link.set("aria-label", label)
            link.text = "\u21a9\ufe0e"
