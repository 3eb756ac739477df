"""Where each passage of a translation stands today, derived from the sidecar and the two texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from casebook.manuscript import Block, Text

from .normal import content_digest, strict_digest
from .sidecar import Sidecar, SyncGroup


class Status(StrEnum):
    """What a group of passages is, seen from the translation."""

    CURRENT = "current"
    COSMETIC = "cosmetic"
    """The original changed in a way that needs no work."""
    STALE = "stale"
    """The original says something else since this was confirmed."""
    MISSING = "missing"
    """The original has this passage, and the translation does not."""
    OMITTED = "omitted"
    NOTE = "note"
    UNCONFIRMED = "unconfirmed"
    """Nobody has recorded that this says what the original says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupState:
    """One group and how it stands; positions count the blocks of today's texts from 0."""

    status: Status
    group: SyncGroup | None
    source: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationState:
    """How one translation stands: every passage of both texts is in exactly one group."""

    groups: tuple[GroupState, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many groups there are of each status, all statuses listed."""
        counted = Counter(each.status for each in self.groups)
        return {status.value: counted[status] for status in Status}

    @property
    def is_current(self) -> bool:
        """Whether a reader of the translation reads what the original says today."""
        return not any(each.status in (Status.STALE, Status.MISSING, Status.UNCONFIRMED) for each in self.groups)

    @property
    def stale_share(self) -> float:
        """The share of groups that say less or other than the original, between 0 and 1."""
        behind = sum(each.status in (Status.STALE, Status.MISSING) for each in self.groups)
        return behind / len(self.groups) if self.groups else 0.0


def derive(source: Text, target: Text, sidecar: Sidecar | None) -> TranslationState:
    """Derive how a translation stands. Without a sidecar every passage of it is unconfirmed."""
    if sidecar is None:
        return TranslationState(
            groups=tuple(
                GroupState(status=Status.UNCONFIRMED, group=None, source=(), target=(index,))
                for index in range(len(target.blocks))
            )
        )
    found = _source_positions(source.blocks, sidecar.groups)
    targets = _target_positions(target.blocks, sidecar.groups)
    groups = [
        GroupState(
            status=_status(group, found[index], source.blocks),
            group=group,
            source=found[index] or (),
            target=targets[index],
        )
        for index, group in enumerate(sidecar.groups)
    ]
    taken = {position for state in groups for position in state.source}
    gained = [index for index in range(len(source.blocks)) if index not in taken]
    placed = {position for state in groups for position in state.target}
    extra = [index for index in range(len(target.blocks)) if index not in placed]
    groups = _with_gained(groups, gained)
    groups.extend(GroupState(status=Status.UNCONFIRMED, group=None, source=(), target=(index,)) for index in extra)
    return TranslationState(groups=tuple(groups))


def _status(group: SyncGroup, found: tuple[int, ...] | None, blocks: tuple[Block, ...]) -> Status:
    if group.note:
        return Status.NOTE
    now = tuple(blocks[position].text for position in found or ())
    if not now or [content_digest(text) for text in now] != [content_digest(text) for text in group.source]:
        return Status.STALE
    if group.omitted:
        return Status.OMITTED
    if group.confirmed is None:
        return Status.UNCONFIRMED
    if [strict_digest(text) for text in now] != [strict_digest(text) for text in group.source]:
        return Status.COSMETIC
    return Status.CURRENT


def _source_positions(blocks: tuple[Block, ...], groups: tuple[SyncGroup, ...]) -> list[tuple[int, ...] | None]:
    """Find today's blocks for each group: equal content is an anchor; a gap of equal length pairs in order.

    Where a gap has other numbers of old and new blocks, nothing is guessed: its groups keep no block of today.
    """
    old = [(index, content_digest(text)) for index, group in enumerate(groups) for text in group.source]
    new = [content_digest(block.text) for block in blocks]
    positions: list[list[int]] = [[] for _ in groups]
    matcher = SequenceMatcher(None, [digest for _, digest in old], new, autojunk=False)
    for tag, old_first, old_last, new_first, new_last in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and old_last - old_first == new_last - new_first):
            for offset in range(old_last - old_first):
                positions[old[old_first + offset][0]].append(new_first + offset)
    return [tuple(found) if found else None for found in positions]


def _target_positions(blocks: tuple[Block, ...], groups: tuple[SyncGroup, ...]) -> list[tuple[int, ...]]:
    """Find today's blocks of the translation for each group; an edit in place keeps its group."""
    old = [(index, digest) for index, group in enumerate(groups) for digest in group.target]
    new = [strict_digest(block.text) for block in blocks]
    positions: list[list[int]] = [[] for _ in groups]
    matcher = SequenceMatcher(None, [digest for _, digest in old], new, autojunk=False)
    for tag, old_first, old_last, new_first, new_last in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and old_last - old_first == new_last - new_first):
            for offset in range(old_last - old_first):
                positions[old[old_first + offset][0]].append(new_first + offset)
    return [tuple(found) for found in positions]


def _with_gained(groups: list[GroupState], gained: list[int]) -> list[GroupState]:
    """Put passages that the original has gained where a reader of the original meets them."""
    result = list(groups)
    for position in gained:
        after = max(
            (index for index, state in enumerate(result) if state.source and max(state.source) < position), default=-1
        )
        missing = GroupState(status=Status.MISSING, group=None, source=(position,), target=())
        result.insert(after + 1, missing)
    return result
