"""Drawing the pictures that messengers and networks show for a page: the contour lines, and the words of the page.

A palette of few colours keeps a card at some 20 kB. Each is drawn once, and kept by its words, the font and the library
that drew it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path, PurePosixPath

import PIL
from PIL import Image, ImageDraw

from casebook.site import Card

from .caching import Cache, digest_of
from .lettering import FONT, Hand

_SIZE = (1200, 630)
_MARGIN = 80
_DESIGN = "1"
"""Changes with anything below that changes how a card looks."""
_PAPER, _INK, _PINE, _ACCENT, _MUTED = "#fbf8f2", "#1f2421", "#1d5743", "#ab3f18", "#5a605b"
"""The light palette of docs/assets/book.css."""
_LEVELS = 15
"""Steps from paper to each colour, for smooth edges."""
_TITLES = ((84, 2), (66, 3), (54, 3), (44, 4))
"""Sizes of the title, each with the most lines that it may take."""
_MOTIF_TOP, _MOTIF_HEIGHT = 448, 190
_SMOOTH = 2
_WORKERS = 2

Layers = dict[str, Image.Image]


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
    layers = {colour: Image.new("L", _SIZE) for colour in (_INK, _MUTED)}
    for colour, lines in _motif(motif).items():
        layers[colour] = lines.copy()
    plain = Hand(card.tag, 32, 400)
    if plain.can_write(card.book + card.kicker + card.title + card.detail):
        _write(card, {colour: ImageDraw.Draw(layer) for colour, layer in layers.items()})
    return _as_png(layers)


def _write(card: Card, on: dict[str, ImageDraw.ImageDraw]) -> None:
    small, strong = Hand(card.tag, 32, 400), Hand(card.tag, 30, 600)
    width = _SIZE[0] - 2 * _MARGIN
    strong.write(on[_PINE], (_MARGIN, 86), card.book)
    strong.write(on[_ACCENT], (_MARGIN, 148), card.kicker)
    hand, lines = _title(card, width)
    step = round(hand.size * 1.25)
    baseline = (168 if card.kicker else 120) + round(hand.size * 1.1)
    for number, line in enumerate(lines):
        hand.write(on[_INK], (_MARGIN, baseline + number * step), line)
    if card.detail:
        line = _shortened(card.detail, small, width)
        small.write(on[_MUTED], (_MARGIN, baseline + (len(lines) - 1) * step + 60), line)


def _title(card: Card, width: int) -> tuple[Hand, list[str]]:
    """Give the largest letters in which the title fits; one that fits in none is cut, with an ellipsis."""
    for size, most in _TITLES:
        hand = Hand(card.tag, size, 600)
        lines = hand.lines(card.title, width)
        if len(lines) <= most and all(hand.width(line) <= width for line in lines):
            return hand, hand.even_lines(card.title, width)
    kept = [_shortened(line, hand, width) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _shortened(kept[-1] + "……" if card.tag.startswith("zh") else kept[-1] + "…", hand, width)
    return hand, kept


def _shortened(line: str, hand: Hand, width: int) -> str:
    while hand.width(line) > width:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line


# ---- the contour lines


@cache
def _motif(svg: str) -> Layers:
    """Draw the lines of the motif: curves in pine, and the path that they level out into in the accent."""
    wide = (_SIZE[0] * _SMOOTH, _SIZE[1] * _SMOOTH)
    layers = {colour: Image.new("L", wide) for colour in (_PINE, _ACCENT)}
    for element in re.findall(r"<path[^>]*>", svg):
        found = re.search(r'\bd="([^"]*)"', element)
        is_path = "motif-path" in element
        if found:
            draw = ImageDraw.Draw(layers[_ACCENT if is_path else _PINE])
            width, fill = (4, 255) if is_path else (2, 130)
            draw.line(list(_points(found[1])), fill=fill, width=width * _SMOOTH, joint="curve")
    return {colour: layer.resize(_SIZE, Image.Resampling.BOX) for colour, layer in layers.items()}


def _points(path: str) -> Iterator[tuple[float, float]]:
    """Follow a path of absolute cubic curves (SVG 1.1, 8.3.6), which is all that the motif is drawn with."""
    numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", path)]
    points = [
        (x * _SMOOTH, (_MOTIF_TOP + y * _MOTIF_HEIGHT / 300) * _SMOOTH)
        for x, y in zip(numbers[::2], numbers[1::2], strict=False)
    ]
    yield from points[:1]
    for first in range(0, len(points) - 3, 3):
        a, b, c, d = points[first : first + 4]
        for step in range(1, 9):
            t = step / 8
            s = 1 - t
            yield (
                s**3 * a[0] + 3 * s * s * t * b[0] + 3 * s * t * t * c[0] + t**3 * d[0],
                s**3 * a[1] + 3 * s * s * t * b[1] + 3 * s * t * t * c[1] + t**3 * d[1],
            )


# ---- few colours


def _as_png(layers: Layers) -> bytes:
    """Put the layers on paper; every colour has its own steps of a palette, so that nothing need be counted."""
    card = Image.new("P", _SIZE)
    palette = list(_rgb(_PAPER))
    for number, (colour, layer) in enumerate(layers.items()):
        first = 1 + number * _LEVELS
        steps = layer.point([0, *(first + (value - 1) * _LEVELS // 255 for value in range(1, 256))])
        card.paste(steps, mask=steps.point([0] + [255] * 255))
        for level in range(1, _LEVELS + 1):
            palette += [
                round(paper + (ink - paper) * level / _LEVELS)
                for paper, ink in zip(_rgb(_PAPER), _rgb(colour), strict=True)
            ]
    card.putpalette(palette)
    written = io.BytesIO()
    card.save(written, "PNG", compress_level=7)
    return written.getvalue()


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
