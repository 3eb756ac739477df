"""Drawing with few colours: the contour lines of the book, and layers of ink put on paper.

What is drawn is a layer for each colour, as dark as the ink is thick there; a palette of few colours keeps a picture
small.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw

PAPER, INK, PINE, ACCENT, MUTED = "#fbf8f2", "#1f2421", "#1d5743", "#ab3f18", "#5a605b"
"""The light palette of docs/assets/book.css."""
_LEVELS = 15
"""Steps from paper to each colour, for smooth edges."""
_SMOOTH = 2
_MOTIF_UNITS = (1200, 300)
"""The size in which the motif is drawn."""

Layers = dict[str, Image.Image]


@dataclass(frozen=True, slots=True)
class Field:
    """Where on a picture the contour lines stand, in pixels."""

    size: tuple[int, int]
    """Width and height of the whole picture."""
    top: int
    height: int


@cache
def contour_lines(svg: str, field: Field) -> Layers:
    """Draw the lines of the motif across a picture: curves in pine, the path they level out into in the accent."""
    wide = (field.size[0] * _SMOOTH, field.size[1] * _SMOOTH)
    layers = {colour: Image.new("L", wide) for colour in (PINE, ACCENT)}
    for element in re.findall(r"<path[^>]*>", svg):
        found = re.search(r'\bd="([^"]*)"', element)
        is_path = "motif-path" in element
        if found:
            draw = ImageDraw.Draw(layers[ACCENT if is_path else PINE])
            width, fill = (4, 255) if is_path else (2, 130)
            draw.line(list(_points(found[1], field)), fill=fill, width=width * _SMOOTH, joint="curve")
    return {colour: layer.resize(field.size, Image.Resampling.BOX) for colour, layer in layers.items()}


def _points(path: str, field: Field) -> Iterator[tuple[float, float]]:
    """Follow a path of absolute cubic curves (SVG 1.1, 8.3.6), which is all that the motif is drawn with."""
    numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", path)]
    across, down = field.size[0] / _MOTIF_UNITS[0], field.height / _MOTIF_UNITS[1]
    points = [
        (x * across * _SMOOTH, (field.top + y * down) * _SMOOTH)
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


def as_png(layers: Layers) -> bytes:
    """Put the layers on paper; every colour has its own steps of a palette, so that nothing need be counted."""
    picture = Image.new("P", next(iter(layers.values())).size)
    palette = list(_rgb(PAPER))
    for number, (colour, layer) in enumerate(layers.items()):
        first = 1 + number * _LEVELS
        steps = layer.point([0, *(first + (value - 1) * _LEVELS // 255 for value in range(1, 256))])
        picture.paste(steps, mask=steps.point([0] + [255] * 255))
        for level in range(1, _LEVELS + 1):
            palette += [
                round(paper + (ink - paper) * level / _LEVELS)
                for paper, ink in zip(_rgb(PAPER), _rgb(colour), strict=True)
            ]
    picture.putpalette(palette)
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=7)
    return written.getvalue()


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
