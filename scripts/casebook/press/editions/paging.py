"""Page numbers for an EPUB, which has no pages: so that a class can be told where to look, whatever its devices.

No printed book stands behind them. Every file begins a page; a further one begins at the first paragraph after as much
text as a printed page of this size holds, counted so that a Chinese character is as much as three letters.

Source: https://www.w3.org/TR/epub-a11y-11/#sec-page-nav
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from .leaves import TYPE, XHTML, Leaf, text_of

_LETTERS = 1_800
"""How many letters a page holds."""
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_WEIGHT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedPage:
    """A page and where it begins."""

    number: int
    leaf: str
    id: str


def number_pages(leaves: Sequence[Leaf]) -> list[NumberedPage]:
    """Mark in every file where its pages begin, and list them."""
    pages: list[NumberedPage] = []
    for leaf in leaves:
        section = leaf.document.find(f"{{{XHTML}}}body/{{{XHTML}}}section")
        assert section is not None
        places = [section, *_later_places(section)]
        for place in places:
            number = len(pages) + 1
            mark = etree.Element(f"{{{XHTML}}}span", id=f"page-{number}", role="doc-pagebreak")
            mark.set(TYPE, "pagebreak")
            mark.set("aria-label", str(number))
            mark.tail, place.text = place.text, None
            place.insert(0, mark)
            pages.append(NumberedPage(number=number, leaf=leaf.name, id=f"page-{number}"))
    return pages


def _later_places(section: etree._Element) -> list[etree._Element]:
    """Give the paragraphs that begin a page, but for the first; notes stand apart from the text and begin none."""
    places: list[etree._Element] = []
    filled = 0
    for paragraph in section.iter(f"{{{XHTML}}}p", f"{{{XHTML}}}li"):
        if any(each.get("role") == "doc-footnote" for each in paragraph.iterancestors()):
            continue
        if paragraph.tag == f"{{{XHTML}}}p" and filled >= _LETTERS:
            places.append(paragraph)
            filled = 0
        if paragraph.tag == f"{{{XHTML}}}p" or paragraph.find(f"{{{XHTML}}}p") is None:
            filled += _weight(text_of(paragraph))
    return places


def _weight(text: str) -> int:
    return len(text) + (_WEIGHT - 1) * len(_HAN.findall(text))
