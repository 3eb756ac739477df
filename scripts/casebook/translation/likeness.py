"""How alike two passages are, by the pairs of neighbouring characters that they share.

That is enough to pair them, and never enough to call one current.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .normal import content

_HEADING = re.compile(r"#{1,6}\s.*?(?:\{\s*#([^\s{}]+)\s*\})?\s*$")
_ENOUGH = 8
"""Below so many bigrams, one text lying within another says little."""
_WITHIN = 0.9
"""What lying wholly within the other is worth, where being the same is worth 1."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is compared of a passage, or of some in a row."""

    bigrams: frozenset[str]
    is_heading: bool
    anchor: str | None
    """The id of a heading."""


@lru_cache(maxsize=16384)
def shape_of(text: str) -> Shape:
    """Give what is compared of one passage."""
    padded = f"\x02{content(text)}\x03"
    match = _HEADING.match(text.split("\n", 1)[0]) if text.startswith("#") else None
    return Shape(
        bigrams=frozenset(padded[index : index + 2] for index in range(len(padded) - 1)),
        is_heading=match is not None,
        anchor=match[1] if match else None,
    )


def joined(texts: Sequence[str]) -> Shape:
    """Give what is compared of passages in a row."""
    shapes = [shape_of(text) for text in texts]
    if len(shapes) == 1:
        return shapes[0]
    return Shape(
        bigrams=frozenset().union(*(shape.bigrams for shape in shapes)),
        is_heading=any(shape.is_heading for shape in shapes),
        anchor=None,
    )


def likeness(ours: Shape, theirs: Shape) -> float:
    """Give 0 for nothing in common to 1 for the same; a heading is like headings only.

    Dice's measure on sets of bigrams; a passage that was cut or extended is like its whole.
    """
    if ours.is_heading != theirs.is_heading:
        return 0.0
    shared = len(ours.bigrams & theirs.bigrams)
    fewer = min(len(ours.bigrams), len(theirs.bigrams))
    found = 2 * shared / (len(ours.bigrams) + len(theirs.bigrams))
    if fewer >= _ENOUGH:
        found = max(found, _WITHIN * shared / fewer)
    if ours.anchor and ours.anchor == theirs.anchor:
        found = max(found, _WITHIN)
    return found


def share_within(part: Shape, whole: Shape) -> float:
    """Give the share of a passage, between 0 and 1, that stands in another."""
    return len(part.bigrams & whole.bigrams) / len(part.bigrams)


def is_same(before: Sequence[str], now: Sequence[str]) -> bool:
    """Say whether passages say the same, however they are cut into paragraphs."""
    if len(before) == len(now) == 1:
        return before[0] == now[0] or content(before[0]) == content(now[0])
    return content("\n".join(before)) == content("\n".join(now))
