"""Where the passages of a translation are today, found by their digests; what was edited is found by its place.

The record holds digests of the translation and not its text, so an edit in place can only be told from its neighbours:
where they leave a choice, nothing is paired.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casebook.manuscript import Block, BlockKind

from .alignment import common_order, gaps, moves
from .likeness import shape_of
from .normal import strict_digest

_ENDED = re.compile(r"[。！？…”’」』）.!?\"')\]*_:：;；]\s*$")
_CUT = re.compile(r"[A-Za-z0-9,\-–—]\s*$")
_LONG = 40
_SHORTEST = 0.8
"""An English passage has two to four times as many characters as its Chinese."""


@dataclass(slots=True)
class Place:
    """Where one group's passages are, and whether that is beyond doubt."""

    positions: list[int]
    is_edited: bool = False
    is_unsure: bool = False
    """Whether it may be another passage, or a part of one: a person must look."""


def place(blocks: Sequence[Block], recorded: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[Place]:
    """Find the passages of each group; `recorded` are its originals, as texts, and its digests."""
    owners = [index for index, (_, digests) in enumerate(recorded) for _ in digests]
    old = [digest for _, digests in recorded for digest in digests]
    new = [strict_digest(block.text) for block in blocks]
    found: dict[int, int] = dict(common_order(old, new))
    anchors = sorted(found.items())
    free_old, free_new = set(range(len(old))) - set(found), set(range(len(new))) - set(found.values())
    found.update(moves(old, new, free_old, free_new))
    edited = _edited(blocks, recorded, owners, found, anchors)
    places = [Place([]) for _ in recorded]
    for entry, owner in enumerate(owners):
        if (position := found.get(entry)) is not None:
            places[owner].positions.append(position)
        elif entry in edited:
            places[owner].positions.extend(edited[entry])
            places[owner].is_edited = True
            places[owner].is_unsure |= len(edited[entry]) != 1
        else:
            places[owner].is_edited = True
    for each, (texts, digests) in zip(places, recorded, strict=True):
        each.positions.sort()
        if each.is_edited and each.positions:
            each.is_unsure |= len(each.positions) != len(digests)
            each.is_unsure |= is_cut_off(texts, [blocks[position] for position in each.positions])
    return places


def _edited(
    blocks: Sequence[Block],
    recorded: Sequence[tuple[Sequence[str], Sequence[str]]],
    owners: Sequence[int],
    found: dict[int, int],
    anchors: Sequence[tuple[int, int]],
) -> dict[int, list[int]]:
    """Pair what was edited between two anchors, where there is one way to do it."""
    taken = set(found.values())
    edited: dict[int, list[int]] = {}
    for gap_old, gap_new in gaps(anchors, len(owners), len(blocks)):
        old = [each for each in gap_old if each not in found]
        new = [each for each in gap_new if each not in taken]
        if not old or not new:
            continue
        if len(old) == len(new):
            for entry, position in zip(old, new, strict=True):
                if _is_heading(recorded[owners[entry]][0]) == (blocks[position].kind is BlockKind.HEADING):
                    edited[entry] = [position]
        elif len({owners[entry] for entry in old}) == 1:
            edited[old[0]] = new
    return edited


def _is_heading(texts: Sequence[str]) -> bool:
    return len(texts) == 1 and shape_of(texts[0]).is_heading


def is_cut_off(source: Sequence[str], target: Sequence[Block]) -> bool:
    """Say whether a translation looks as if its end were missing: too short by far, or ending within a sentence."""
    before, after = "".join(source).strip(), "".join(block.text for block in target).strip()
    if not after:
        return True
    if target[-1].kind is not BlockKind.PARAGRAPH:
        return False
    if len(before) >= _LONG and len(after) < _SHORTEST * len(before):
        return True
    return bool(len(before) >= _LONG / 2 and _ENDED.search(before) and _CUT.search(after))
