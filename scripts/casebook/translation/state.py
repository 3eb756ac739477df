"""Where each passage of a translation stands today, derived from the sidecar and the two texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from casebook.manuscript import Block, BlockKind, Text

from .joining import Joined, join
from .normal import strict_digest
from .pairing import is_placeholder, pair
from .sidecar import Sidecar, SyncGroup
from .targets import Place, place

_HAN = re.compile(r"[\u3400-\u9fff]")


class Status(StrEnum):
    """What a group of passages is, seen from the translation."""

    CURRENT = "current"
    COSMETIC = "cosmetic"
    """The original changed in a way that needs no work."""
    STALE = "stale"
    """The original says something else since this was confirmed."""
    MOVED = "moved"
    """The original has this passage in another place, and the translation has not followed."""
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
    """What is on record: groups that the original has joined since are one."""
    source: tuple[int, ...]
    target: tuple[int, ...]
    id: str = ""
    """What people call it by; a group that is not on record is called after its text."""
    parts: tuple[str, ...] = ()
    """The ids of the groups on record that this is made of."""
    is_edited: bool = False
    """Whether the translation changed since this was confirmed."""


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
        """Whether a reader of the translation reads what the original says today, in its order."""
        behind = (Status.STALE, Status.MISSING, Status.MOVED, Status.UNCONFIRMED)
        return not any(each.status in behind for each in self.groups)

    @property
    def last_confirmation(self) -> date | None:
        """The last day on which somebody confirmed a passage."""
        return max(_days(self.groups), default=None)

    @property
    def oldest_stale(self) -> date | None:
        """The day on which the stale passage that was confirmed longest ago was confirmed."""
        return min(_days(each for each in self.groups if each.status is Status.STALE), default=None)

    @property
    def stale_share(self) -> float:
        """The share of groups that say less or other than the original, between 0 and 1."""
        behind = sum(each.status in (Status.STALE, Status.MISSING) for each in self.groups)
        return behind / len(self.groups) if self.groups else 0.0


def _days(groups: Iterable[GroupState]) -> list[date]:
    return [each.group.confirmed.on for each in groups if each.group and each.group.confirmed]


def derive(source: Text, target: Text, sidecar: Sidecar | None) -> TranslationState:
    """Derive how a translation stands. Without a sidecar its passages are paired by structure, and unconfirmed."""
    groups = sidecar.groups if sidecar else ()
    joined = join(groups, [block.text for block in source.blocks])
    places = place(target.blocks, [(each.group.source, each.group.target) for each in joined])
    states = [
        state
        for each, where in zip(joined, places, strict=True)
        if (state := _state(each, where, source.blocks, target.blocks)) is not None
    ]
    states = _with_unrecorded(_with_moves(states, joined), source.blocks, target.blocks)
    used = {group.id for group in groups}
    return TranslationState(groups=tuple(_named(_in_reading_order(states), used, source.blocks, target.blocks)))


def _state(joined: Joined, where: Place, source: Sequence[Block], target: Sequence[Block]) -> GroupState | None:
    """Say how a group on record stands; None where nothing of it is there, or nothing was recorded."""
    group = joined.group
    if not where.positions and not joined.positions:
        return None
    if not group.target and not group.omitted:
        # Nothing was ever tied to this passage, so its record says nothing.
        return None
    blocks = [target[position] for position in where.positions]
    texts = [source[position].text for position in joined.positions]
    return GroupState(
        status=_status(joined, where, blocks, texts),
        group=group,
        source=joined.positions,
        target=tuple(where.positions),
        id=group.id,
        parts=joined.parts,
        is_edited=where.is_edited,
    )


def _status(joined: Joined, where: Place, blocks: Sequence[Block], texts: Sequence[str]) -> Status:
    group = joined.group
    if group.note and not group.source:
        return Status.NOTE
    if group.omitted and not blocks:
        return Status.OMITTED if joined.is_same else Status.STALE
    if not blocks or any(is_placeholder(block) for block in blocks) or _is_left_over(group, blocks, texts):
        return Status.MISSING
    if not joined.is_same:
        return Status.STALE
    if group.confirmed is None or where.is_unsure or not group.target:
        return Status.UNCONFIRMED
    return Status.CURRENT if joined.is_identical else Status.COSMETIC


def _is_left_over(group: SyncGroup | None, blocks: Sequence[Block], texts: Sequence[str]) -> bool:
    """Say whether a heading is still the original's, as a translator was given it."""
    if (group and group.confirmed) or len(blocks) != 1 or len(texts) != 1:
        return False
    return blocks[0].kind is BlockKind.HEADING and blocks[0].text == texts[0] and bool(_HAN.search(texts[0]))


def _with_moves(states: Sequence[GroupState], joined: Sequence[Joined]) -> list[GroupState]:
    """Mark what the original has moved, as far as the translation has it in another order."""
    moved = {each.group.id for each in joined if each.is_moved}
    if not moved:
        return list(states)
    still = [each for each in states if each.source and each.target and each.id not in moved]
    result: list[GroupState] = []
    for each in states:
        if each.id in moved and each.status in (Status.CURRENT, Status.COSMETIC) and each.target:
            others = still or [other for other in states if other.source and other.target and other is not each]
            if any((each.source < other.source) != (each.target < other.target) for other in others):
                each = replace(each, status=Status.MOVED)  # noqa: PLW2901  # the same group, seen in its order
        result.append(each)
    return result


def _with_unrecorded(
    states: Sequence[GroupState], source: Sequence[Block], target: Sequence[Block]
) -> list[GroupState]:
    """Pair what is on no record: by its place between groups on record, and inside that by structure.

    A passage that has lost its translation, and a translation that has lost its original and was edited since, are
    looked at again in the same way; they stay what they were on record as.
    """
    widowed = {each.source: each for each in states if each.status is Status.MISSING and not each.target}
    orphaned = {each.target: each for each in states if not each.source and each.group and each.is_edited}
    kept = [each for each in states if widowed.get(each.source) is not each and orphaned.get(each.target) is not each]
    free_source = _free(len(source), (each.source for each in kept))
    free_target = _free(len(target), (each.target for each in kept))
    for ours, theirs in _stretches(kept, free_source, free_target):
        for left, right in pair([source[each] for each in ours], [target[each] for each in theirs]):
            positions, places = tuple(ours[each] for each in left), tuple(theirs[each] for each in right)
            before = widowed.get(positions) or orphaned.get(places)
            if before and not (positions and places):
                kept.append(before)
            else:
                kept.append(_paired(positions, places, before, source, target))
    return kept


def _paired(
    positions: tuple[int, ...],
    places: tuple[int, ...],
    before: GroupState | None,
    source: Sequence[Block],
    target: Sequence[Block],
) -> GroupState:
    blocks, texts = [target[each] for each in places], [source[each].text for each in positions]
    status: Status = before.status if before else Status.UNCONFIRMED
    if status is Status.MISSING:
        status = Status.UNCONFIRMED
    if positions and (not blocks or any(map(is_placeholder, blocks)) or _is_left_over(None, blocks, texts)):
        status = Status.MISSING
    return GroupState(
        status=status,
        group=before.group if before else None,
        source=positions,
        target=places,
        id=before.id if before else "",
        parts=before.parts if before else (),
        is_edited=True,
    )


def _free(length: int, taken: Iterable[tuple[int, ...]]) -> list[int]:
    used = {position for positions in taken for position in positions}
    return [index for index in range(length) if index not in used]


def _stretches(
    states: Sequence[GroupState], free_source: list[int], free_target: list[int]
) -> list[tuple[list[int], list[int]]]:
    """Give what is free on both sides between the same neighbours on record."""
    if not free_source and not free_target:
        return []
    fixed = _increasing(sorted((each.source[0], each.target[0]) for each in states if each.source and each.target))
    stretches: dict[int, tuple[list[int], list[int]]] = {}
    for side, free in enumerate((free_source, free_target)):
        for position in free:
            key = sum(each[side] < position for each in fixed)
            stretches.setdefault(key, ([], []))[side].append(position)
    return [stretches[key] for key in sorted(stretches)]


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the longest part of pairs, sorted by the first, in which the second rises too."""
    tails: list[int] = []
    before = [-1] * len(pairs)
    for index, (_, value) in enumerate(pairs):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if pairs[tails[middle]][1] < value else (low, middle)
        before[index] = tails[low - 1] if low else -1
        tails[low : low + 1] = [index]
    kept: list[tuple[int, int]] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        kept.append(pairs[index])
        index = before[index]
    return kept[::-1]


def _in_reading_order(states: Sequence[GroupState]) -> list[GroupState]:
    """Sort by the original; what has no place in it follows what stands before it in the translation."""
    ordered = sorted((each for each in states if each.source), key=lambda each: each.source)
    for state in sorted((each for each in states if not each.source), key=lambda each: each.target):
        after = -1
        nearest = -1
        for index, other in enumerate(ordered):
            if other.target and nearest < other.target[0] < state.target[0]:
                after, nearest = index, other.target[0]
        ordered.insert(after + 1, state)
    return ordered


def _named(
    states: Sequence[GroupState], used: set[str], source: Sequence[Block], target: Sequence[Block]
) -> list[GroupState]:
    """Give each group an id of its own; one that is not on record is called after its text."""
    named: list[GroupState] = []
    for state in states:
        if not state.id:
            block = source[state.source[0]] if state.source else target[state.target[0]]
            state = replace(state, id=fresh_id(block.text, used))  # noqa: PLW2901  # the same group with its name
        named.append(state)
    return named


def fresh_id(text: str, used: set[str]) -> str:
    """Give a short id that comes from the passage itself, so that the same record is made in every place."""
    counter = 0
    while True:
        identity = "g" + strict_digest(text if not counter else f"{text}\0{counter}")
        if identity not in used:
            used.add(identity)
            return identity
        counter += 1
