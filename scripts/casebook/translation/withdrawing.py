"""A passage that is taken back: which blocks go, in the original and in every translation, and out of the records.

Privacy comes before completeness. Where a passage of a translation stands for the withdrawn blocks and for others too,
all of it goes, and what was good of it has to be translated again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from casebook.manuscript import Block, BlockKind, Text

from .sidecar import Sidecar, SyncGroup
from .state import GroupState, Status, derive

_TELLING = 12
"""From how many characters on a piece of a withdrawn block is taken for it; a heading of two words is anybody's."""
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetCut:
    """What goes out of one translation."""

    blocks: frozenset[int]
    sidecar: Sidecar | None
    """The record without the passage; None where there was none."""
    shared: frozenset[int]
    """Blocks that went although they also stood for something that stays."""
    unsure: frozenset[int]
    """Blocks that nobody had confirmed to be those of the passage."""


def blocks_holding(text: Text, words: str) -> frozenset[int]:
    """Give the positions of the blocks that hold these words, whatever white space stands between them."""
    wanted = _squeezed(words)
    return frozenset(at for at, block in enumerate(text.blocks) if wanted and wanted in _squeezed(block.text))


def section_of(text: Text, heading: str) -> frozenset[int]:
    """Give the positions of a heading and of all that stands below it, up to the next one that is not lower."""
    start = next((each for each in text.headings if each.id == heading), None)
    if start is None:
        return frozenset()
    ends = [each.line for each in text.headings if each.line > start.line and each.level <= start.level]
    end = min(ends, default=len(text.markdown))
    return frozenset(
        at
        for at, block in enumerate(text.blocks)
        if start.line <= block.first < end and block.kind is not BlockKind.FOOTNOTE
    )


def with_footnotes(text: Text, gone: Collection[int]) -> frozenset[int]:
    """Add the footnotes that only these blocks refer to."""
    kept = {label for at, block in enumerate(text.blocks) if at not in gone for label in _references(block)}
    lost = {label for at in gone for label in _references(text.blocks[at])} - kept
    notes = {
        at
        for at, block in enumerate(text.blocks)
        if block.kind is BlockKind.FOOTNOTE and any(block.text.startswith(f"[^{label}]:") for label in lost)
    }
    return frozenset(gone) | notes


def sources_of(source: Text, target: Text, sidecar: Sidecar | None, blocks: Collection[int]) -> frozenset[int]:
    """Give the positions in the original that stand behind blocks of a translation."""
    groups = derive(source, target, sidecar).groups
    return frozenset(at for each in groups if set(each.target) & set(blocks) for at in each.source)


def cut_target(
    source: Text, target: Text, sidecar: Sidecar | None, gone: Collection[int], own: Collection[int] = ()
) -> TargetCut:
    """Say what goes out of a translation with `gone` of its original; `own` are blocks of its own that go as well."""
    groups = [each for each in derive(source, target, sidecar).groups if _is_touched(each, gone, own)]
    blocks = with_footnotes(target, {*own, *(at for each in groups for at in each.target)})
    return TargetCut(
        blocks=blocks,
        sidecar=_without(sidecar, {name for each in groups for name in (each.id, *each.parts)}, source, gone),
        shared=frozenset(at for each in groups if set(each.source) - set(gone) for at in each.target),
        unsure=frozenset(at for each in groups if each.status is Status.UNCONFIRMED for at in each.target),
    )


def without_blocks(text: Text, gone: Collection[int]) -> str:
    """Give a body without some of its blocks and the blank lines before them."""
    lines = text.markdown.split("\n")
    drop: set[int] = set()
    for at in gone:
        first, last = text.blocks[at].first, text.blocks[at].last
        while first > 0 and not lines[first - 1].strip():
            first -= 1
        drop.update(range(first, last))
    kept = "\n".join(line for number, line in enumerate(lines) if number not in drop)
    return kept.lstrip("\n").rstrip("\n") + "\n"


def _is_touched(group: GroupState, gone: Collection[int], own: Collection[int]) -> bool:
    return bool(set(group.source) & set(gone)) or bool(set(group.target) & set(own))


def _without(sidecar: Sidecar | None, names: Collection[str], source: Text, gone: Collection[int]) -> Sidecar | None:
    """Leave out these groups, and every other one whose kept original is, or holds, a withdrawn block."""
    if sidecar is None:
        return None
    withdrawn = [_squeezed(source.blocks[at].text) for at in gone]

    def stays(group: SyncGroup) -> bool:
        held = _squeezed("".join(group.source))
        is_part = len(held) >= _TELLING and any(held in each for each in withdrawn)
        return group.id not in names and not is_part and not any(each and each in held for each in withdrawn)

    return replace(sidecar, groups=tuple(group for group in sidecar.groups if stays(group)))


def _references(block: Block) -> Iterator[str]:
    text = block.text
    if block.kind is BlockKind.FOOTNOTE:
        text = text.partition(":")[2]
    return (match[1] for match in _FOOTNOTE.finditer(text))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s>*_`]+", "", text)
