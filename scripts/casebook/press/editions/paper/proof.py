"""What a proof-reader sees on the pages of a PDF: lines that leave their place, or run into each other.

Typst says nothing of a line that is too long for its place. So the pages are read back: where each run of words
stands, and which thin rules stand between columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

_HANGING = 5.0
"""Points by which a line may pass its margin: a full stop or a hyphen at its end hangs out, as good books have it."""
_TOUCHING = 1.5
"""Points by which the boxes of two runs may overlap; a note's number is set close to what it belongs to."""
_RULE = (2.0, 6.0)
"""A path narrower than the one and higher than the other, in points, is a rule between columns."""
_DEPTH = 8
"""More levels than an edition has headings; pypdfium2 prints a warning for what lies deeper."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overfull:
    """Words that leave their place."""

    page: int
    """Of the file, from 1."""
    where: str
    """The chapter or section, as the bookmarks call it."""
    words: str


def find_overfull(pdf: bytes, *, inside: float, outside: float) -> list[Overfull]:
    """List the lines that leave their place on pages whose margins are so many points wide; the cover has none."""
    with pypdfium2.PdfDocument(pdf) as document:
        titles = [(target.get_index() or 0, item.get_title()) for item, target in _bookmarks(document)]
        found: list[Overfull] = []
        for number in range(1, len(document)):
            left, right = (inside, outside) if number % 2 == 0 else (outside, inside)
            where = next((title for first, title in reversed(titles) if first <= number), "")
            strays = _straying(document, number, left, right)
            found += [Overfull(page=number + 1, where=where, words=words) for words in strays]
        return found


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[tuple[pypdfium2.PdfBookmark, pypdfium2.PdfDest]]:
    for item in document.get_toc(max_depth=_DEPTH):
        if item.level < 2 and (target := item.get_dest()) is not None:
            yield item, target


def _straying(document: pypdfium2.PdfDocument, number: int, left: float, outer: float) -> list[str]:
    """List the runs of a page that leave their place, between a left and a right margin."""
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        right = page.get_width() - outer
        boxes: list[Box] = sorted((text.get_rect(index) for index in range(text.count_rects())), key=lambda box: box[1])
        paths = [each.get_bounds() for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
        rules = [each for each in paths if each[2] - each[0] < _RULE[0] and each[3] - each[1] > _RULE[1]]
        return [
            text.get_text_bounded(*box).strip()
            for index, box in enumerate(boxes)
            if box[0] < left - _HANGING
            or box[2] > right + _HANGING
            or any(_crosses(box, rule) for rule in rules)
            or _meets_another(boxes, index)
        ]


def _crosses(box: Box, rule: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return rule[1] < middle < rule[3] and box[0] < rule[0] - _TOUCHING and box[2] > rule[2] + _TOUCHING


def _meets_another(boxes: Sequence[Box], index: int) -> bool:
    """Say whether a run lies across one that begins no deeper on the page; `boxes` are sorted by their feet."""
    left, bottom, right, top = boxes[index]
    for other in boxes[index + 1 :]:
        if other[1] > top:
            return False
        is_beside = min(right, other[2]) - max(left, other[0]) <= _TOUCHING
        if not is_beside and min(top, other[3]) - other[1] > (top - bottom) / 2:
            return True
    return False
