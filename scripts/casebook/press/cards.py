"""Drawing the pictures that messengers and networks show for a page: the contour lines, and the words of the page.

A card has some 20 kB. Each is drawn once, and kept by its words, the font and the library that drew it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import PIL
from PIL import Image, ImageDraw

from casebook.site import Card

from .caching import Cache, digest_of
from .drawing import ACCENT, INK, MUTED, PINE, Field, as_png, contour_lines
from .lettering import FONT, Hand, shortened, title_lines

_SIZE = (1200, 630)
_MARGIN = 80
_DESIGN = "1"
"""Changes with anything below that changes how a card looks."""
_TITLES = ((84, 2), (66, 3), (54, 3), (44, 4))
"""Sizes of the title, each with the most lines that it may take."""
_FIELD = Field(size=_SIZE, top=448, height=190)
_WORKERS = 2


def make_cards(root: Path, cards: Sequence[Card], motif: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Give each card with where it is published; `motif` is the SVG of the contour lines."""
    cache = Cache(root / ".build" / "cards")
    keys = {card: digest_of(card.path.name, _DESIGN, FONT, PIL.__version__, motif) for card in cards}
    missing: list[Card] = []
    for card in cards:
        kept = cache.get(keys[card])
        if kept is None:
            missing.append(card)
        else:
            yield card.path, kept
    with ThreadPoolExecutor(_WORKERS) as workers:
        for card, content in zip(missing, workers.map(lambda card: draw_card(card, motif), missing), strict=True):
            cache.put(keys[card], content)
            yield card.path, content
    cache.keep_only(keys.values())


def draw_card(card: Card, motif: str) -> bytes:
    """Give a card as PNG. Where the font lacks a letter it has no words, and so nothing that is wrong."""
    layers = {colour: Image.new("L", _SIZE) for colour in (INK, MUTED)}
    for colour, lines in contour_lines(motif, _FIELD).items():
        layers[colour] = lines.copy()
    plain = Hand(card.tag, 32, 400)
    if plain.can_write(card.book + card.kicker + card.title + card.detail):
        _write(card, {colour: ImageDraw.Draw(layer) for colour, layer in layers.items()})
    return as_png(layers)


def _write(card: Card, on: dict[str, ImageDraw.ImageDraw]) -> None:
    small, strong = Hand(card.tag, 32, 400), Hand(card.tag, 30, 600)
    width = _SIZE[0] - 2 * _MARGIN
    strong.write(on[PINE], (_MARGIN, 86), card.book)
    strong.write(on[ACCENT], (_MARGIN, 148), card.kicker)
    hand, lines = title_lines(card.tag, card.title, width, _TITLES)
    step = round(hand.size * 1.25)
    baseline = (168 if card.kicker else 120) + round(hand.size * 1.1)
    for number, line in enumerate(lines):
        hand.write(on[INK], (_MARGIN, baseline + number * step), line)
    if card.detail:
        line = shortened(card.detail, small, width)
        small.write(on[MUTED], (_MARGIN, baseline + (len(lines) - 1) * step + 60), line)
