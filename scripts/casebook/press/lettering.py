"""Words as pixels: the right glyphs for a language, and lines that break where a typesetter would break them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import manimgx_fonts_cjk
import rjieba
from fontTools.ttLib import TTFont
from PIL import ImageDraw, ImageFont

FONT = f"manimgx-fonts-cjk {version('manimgx-fonts-cjk')}"
"""Noto Sans CJK, variable, as a wheel: the same glyphs on every computer."""

_FILE = next(Path(manimgx_fonts_cjk.__file__).parent.glob("*.ttc"))
_FACES = {"ja": 0, "ko": 1, "zh": 2, "zh-Hant": 3, "zh-TW": 3, "zh-HK": 4}
_LATIN_FACE = 1
"""The Korean face is the one whose quotation marks are as narrow as Latin letters expect them."""

_HAN = re.compile(r"([\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)")
_HAN_PUNCTUATED = re.compile(r"([\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+)")
_ENDS = frozenset("、，。．！？；：）》〉」』】〕”’…—～·,.;:!?)]}%")
"""What never begins a line (W3C CLREQ, 3.1.5)."""
_BEGINS = frozenset("（《〈「『【〔“‘([{")
"""What never ends a line."""
_HALF_BLANK = re.compile(r"(?<=[、，。：；”’）》〉」』】])(?=[、，。：；！？”’）》〉」』】“‘（《〈「『【])")
"""Between two marks that leave half of their square blank: one blank of the two is enough (W3C CLREQ, 3.1.6)."""
_GAP = 0.15
"""The space between Chinese and Latin, of the size of the type; nobody types it."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Letters of one size and weight for one language."""

    tag: str
    size: int
    weight: int

    def can_write(self, text: str) -> bool:
        """Whether the font has every letter."""
        return all(ord(letter) in _letters() for letter in text if not letter.isspace())

    def width(self, text: str) -> float:
        """Give how wide a line is, in pixels."""
        return sum(gap + font.getlength(run) for run, font, gap in self._runs(text))

    def write(self, draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str) -> None:
        """Draw a line whose letters stand on the given baseline."""
        x, baseline = at
        for run, font, gap in self._runs(text):
            draw.text((x + gap, baseline), run, font=font, fill=255, anchor="ls")
            x += gap + font.getlength(run)

    def lines(self, text: str, width: float) -> list[str]:
        """Break a text into as few lines as fit the width; a word that is wider has a line of its own."""
        return self._fill(list(_words(text)), width)

    def even_lines(self, text: str, width: float) -> list[str]:
        """Break a text into as few lines as fit the width, and those as even as can be."""
        words = list(_words(text))
        best = self._fill(words, width)
        narrow, wide = width / 2, width
        while wide - narrow > self.size / 3:
            middle = (narrow + wide) / 2
            lines = self._fill(words, middle)
            if len(lines) > len(best) or any(self.width(line) > middle for line in lines):
                narrow = middle
            else:
                wide, best = middle, lines
        return best

    def _fill(self, words: list[str], width: float) -> list[str]:
        lines = [""]
        for word in words:
            if lines[-1] and self.width((lines[-1] + word).rstrip()) > width:
                lines.append("")
            lines[-1] += word
        return [line.rstrip() for line in lines]

    def _runs(self, text: str) -> Iterator[tuple[str, ImageFont.FreeTypeFont, float]]:
        """Give the pieces of a line, each with its font and the gap before it, which may be negative."""
        is_chinese = self.tag.startswith(("zh", "ja"))
        before = ""
        for script in (_HAN if is_chinese else _HAN_PUNCTUATED).split(text):
            for run in _HALF_BLANK.split(script) if is_chinese else [script]:
                if run:
                    face = _face_of(self.tag) if is_chinese or _HAN_PUNCTUATED.match(run) else _LATIN_FACE
                    yield run, _font(face, self.size, self.weight), self.size * self._gap(before, run[0])
                    before = run[-1]

    def _gap(self, before: str, after: str) -> float:
        """Give the gap between two letters, in sizes of the type, where Chinese typesetting asks for one."""
        if not self.tag.startswith(("zh", "ja")):
            return 0.0
        if not before:
            # An opening mark hangs out of the line, so that what it opens stands under the rest.
            return -0.5 if after in _BEGINS and not after.isascii() else 0.0
        if before.isalnum() and after.isalnum():
            return _GAP
        return -0.5 if _HALF_BLANK.search(before + after) else 0.0


def title_lines(tag: str, text: str, width: int, sizes: Sequence[tuple[int, int]]) -> tuple[Hand, list[str]]:
    """Give the largest letters in which a title fits, and its lines; one that fits in none is cut, with an ellipsis.

    `sizes` are sizes of letters, from large to small, each with the most lines that the title may take in it.
    """
    for size, most in sizes:
        hand = Hand(tag, size, 600)
        lines = hand.lines(text, width)
        if len(lines) <= most and all(hand.width(line) <= width for line in lines):
            return hand, hand.even_lines(text, width)
    kept = [shortened(line, hand, width) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = shortened(kept[-1] + ("……" if tag.startswith("zh") else "…"), hand, width)
    return hand, kept


def shortened(line: str, hand: Hand, width: int) -> str:
    """Give a line cut to a width, with an ellipsis where something is cut."""
    while hand.width(line) > width:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line


def _words(text: str) -> Iterator[str]:
    """Give the pieces between which a line may break: words, with what must stay at them."""
    held = ""
    for piece in rjieba.cut(text):
        is_bound = piece.isspace() or piece[0] in _ENDS
        if held and not is_bound and held[-1] not in _BEGINS and not _is_inside_word(held[-1], piece[0]):
            yield held
            held = ""
        held += piece
    if held:
        yield held


def _is_inside_word(before: str, after: str) -> bool:
    """Whether two letters stand in one Latin word, which the segmenter may have cut at an apostrophe or a hyphen."""
    is_chinese = _HAN_PUNCTUATED.match(before) or _HAN_PUNCTUATED.match(after)
    return not (is_chinese or before.isspace() or after.isspace() or before in "-–")


def _face_of(tag: str) -> int:
    return _FACES.get(tag, _FACES.get(tag.split("-", maxsplit=1)[0], _FACES["zh"]))


@cache
def _font(face: int, size: int, weight: int) -> ImageFont.FreeTypeFont:
    # The basic layout asks nothing of libraries that a computer may or may not have.
    font = ImageFont.truetype(_FILE, size, index=face, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@cache
def _letters() -> frozenset[int]:
    with TTFont(_FILE, fontNumber=_FACES["zh"], lazy=True) as font:
        return frozenset(font.getBestCmap())
