"""The cover of an edition: its title in the book's own letters, above contour lines that level out into a path."""

from __future__ import annotations

from PIL import Image, ImageDraw

from casebook.edition import Edition
from casebook.press.drawing import ACCENT, INK, MUTED, PINE, Field, as_png, contour_lines
from casebook.press.lettering import Hand, title_lines

SIZE = (1200, 1800)
_FIELD = Field(size=SIZE, top=1180, height=460)
_MARGIN = 110
_TITLES = ((132, 3), (108, 4), (88, 5), (72, 6))
"""Sizes of the title, each with the most lines that it may take."""
_BASELINE = 430


def draw_cover(edition: Edition, motif: str) -> bytes:
    """Give the cover as PNG. Where the font lacks a letter it has no words, and so nothing that is wrong."""
    layers = {colour: Image.new("L", SIZE) for colour in (INK, MUTED)}
    layers.update({colour: lines.copy() for colour, lines in contour_lines(motif, _FIELD).items()})
    words = [edition.title, *(each for each in (edition.subtitle, edition.book) if each)]
    if Hand(edition.tag, 40, 400).can_write("".join(each.text for each in words) + _languages(edition)):
        _write(edition, {colour: ImageDraw.Draw(layer) for colour, layer in layers.items()})
    return as_png(layers)


def _write(edition: Edition, on: dict[str, ImageDraw.ImageDraw]) -> None:
    width = SIZE[0] - 2 * _MARGIN
    if edition.book:
        _lines(on[PINE], Hand(edition.book.tag, 46, 600), edition.book.text, 210)
    hand, lines = title_lines(edition.title.tag, edition.title.text, width, _TITLES)
    step = round(hand.size * 1.22)
    for number, line in enumerate(lines):
        hand.write(on[INK], (_MARGIN, _BASELINE + number * step), line)
    bottom = _BASELINE + (len(lines) - 1) * step
    if edition.subtitle:
        _lines(on[MUTED], Hand(edition.subtitle.tag, 50, 400), edition.subtitle.text, bottom + 110)
    if languages := _languages(edition):
        Hand(edition.tag, 42, 600).write(on[ACCENT], (_MARGIN, 1110), languages)


def _lines(draw: ImageDraw.ImageDraw, hand: Hand, text: str, baseline: int) -> None:
    for number, line in enumerate(hand.even_lines(text, SIZE[0] - 2 * _MARGIN)):
        hand.write(draw, (_MARGIN, baseline + number * round(hand.size * 1.35)), line)


def _languages(edition: Edition) -> str:
    return " · ".join(each.name for each in edition.spoken)
