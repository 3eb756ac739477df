"""Which passages of a translation stand for which of its original, where nobody has said so: by structure alone.

Heading ids are anchors. Inside a section the kinds of passages and their lengths decide (after W. Gale and K. Church,
"A program for aligning sentences in bilingual corpora", 1993). It is a proposal and never counts as confirmed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import PurePosixPath

from casebook.manuscript import Block, BlockKind, read_text

from .alignment import common_order, gaps
from .likeness import shape_of

PLACEHOLDER = "<!-- untranslated"
"""How the comment begins in which a translator finds the original of a passage, to put the translation in its place."""

Pair = tuple[tuple[int, ...], tuple[int, ...]]

_SIZES = ((1, 1, 0.0), (1, 2, 0.5), (2, 1, 0.5), (2, 2, 0.9))
_ALONE = 1.2
"""What it costs to leave a passage without a partner."""


def pair(source: Sequence[Block], target: Sequence[Block]) -> list[Pair]:
    """Propose pairs in reading order; each passage of both is in exactly one, which may be one-sided."""
    anchors = common_order(_anchors(source, "source"), _anchors(target, "target"))
    pairs: list[Pair] = [((ours,), (theirs,)) for ours, theirs in anchors]
    sections = list(gaps(anchors, len(source), len(target)))
    ratio = _ratio(source, target, sections)
    for ours, theirs in sections:
        pairs.extend(_section(source, target, ours, theirs, ratio))
    return sorted(pairs, key=lambda each: (each[0] or (_before(each[1], pairs),), each[1]))


def _before(positions: tuple[int, ...], pairs: Sequence[Pair]) -> float:
    """Give a place in the source for passages that have none: just after what stands before them."""
    return max(
        (ours[-1] + 0.5 for ours, theirs in pairs if ours and theirs and theirs[-1] < positions[0]), default=-1.0
    )


def is_placeholder(block: Block) -> bool:
    """Say whether a passage is only the original in a comment, put there for a translator to replace."""
    return block.kind is BlockKind.HTML and block.text.startswith(PLACEHOLDER)


def kind_of(block: Block) -> BlockKind:
    """Give the kind of a passage of a translation; one that waits for a translator is of its original's kind."""
    if not is_placeholder(block):
        return block.kind
    waiting = read_text(PurePosixPath(), block.text.partition("\n")[2].removesuffix("-->")).blocks
    # A footnote on its own belongs to nothing, and is read as nothing.
    return waiting[0].kind if waiting else BlockKind.FOOTNOTE


def _anchors(blocks: Sequence[Block], side: str) -> list[str]:
    found = [shape_of(block.text).anchor if block.kind is BlockKind.HEADING else None for block in blocks]
    # What is no anchor must equal nothing on the other side.
    return [f"#{anchor}" if anchor else f"{side} {index}" for index, anchor in enumerate(found)]


def _ratio(source: Sequence[Block], target: Sequence[Block], sections: Sequence[tuple[range, range]]) -> float:
    """Give how many characters of the translation stand for one of the original, from sections that pair throughout."""
    whole = [each for each in sections if _kinds(source, each[0]) == _kinds(target, each[1])]
    before = sum(len(source[each].text) for ours, _ in whole or sections for each in ours)
    after = sum(len(target[each].text) for _, theirs in whole or sections for each in theirs)
    return (after or 1) / (before or 1)


def _kinds(blocks: Sequence[Block], positions: range) -> list[BlockKind]:
    return [kind_of(blocks[position]) for position in positions]


def _section(source: Sequence[Block], target: Sequence[Block], ours: range, theirs: range, ratio: float) -> list[Pair]:
    kinds, others = _kinds(source, ours), _kinds(target, theirs)
    if kinds == others:
        return [((left,), (right,)) for left, right in zip(ours, theirs, strict=True)]
    lengths = [len(source[each].text) * ratio for each in ours], [float(len(target[each].text)) for each in theirs]
    steps = _cheapest(kinds, others, *lengths)
    pairs: list[Pair] = []
    row = column = 0
    for left, right in steps:
        pairs.append((tuple(ours[row : row + left]), tuple(theirs[column : column + right])))
        row, column = row + left, column + right
    return pairs


def _cheapest(
    kinds: list[BlockKind], others: list[BlockKind], wanted: list[float], given: list[float]
) -> list[tuple[int, int]]:
    """Say how many of each side go together, step by step, so that kinds agree and lengths fit best."""
    best = [[math.inf] * (len(others) + 1) for _ in range(len(kinds) + 1)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    best[-1][-1] = 0.0
    for row in range(len(kinds), -1, -1):
        for column in range(len(others), -1, -1):
            for left, right, cost in ((1, 0, _ALONE), (0, 1, _ALONE), *_SIZES):
                if row + left > len(kinds) or column + right > len(others):
                    continue
                if len({*kinds[row : row + left], *others[column : column + right]}) > 1:
                    continue
                apart = 0.0
                if left and right:
                    length = sum(given[column : column + right])
                    apart = abs(math.log((length + 8) / (sum(wanted[row : row + left]) + 8)))
                value = apart + cost + best[row + left][column + right]
                if value < best[row][column]:
                    best[row][column], step[row, column] = value, (left, right)
    steps: list[tuple[int, int]] = []
    row = column = 0
    while (row, column) in step:
        steps.append(step[row, column])
        row, column = row + steps[-1][0], column + steps[-1][1]
    return steps
