"""The groups on record, each with the passages of today's original that it is about.

Where the original has joined passages that stood in two groups, the groups are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .alignment import Link, align
from .likeness import is_same
from .normal import strict_digest
from .sidecar import Confirmation, Review, SyncGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """One group, or several that the original has joined, and where today's original has it."""

    group: SyncGroup
    parts: tuple[str, ...]
    positions: tuple[int, ...]
    """Passages of today, in the order of the record."""
    is_same: bool
    """Whether the original says what it said."""
    is_identical: bool
    """Whether it does so to the letter, in the same paragraphs."""
    is_moved: bool


def join(groups: Sequence[SyncGroup], today: Sequence[str]) -> list[Joined]:
    """Find each group's passages in today's original."""
    owners = [index for index, group in enumerate(groups) for _ in group.source]
    old = [text for group in groups for text in group.source]
    links = align(old, today)
    together = list(range(len(groups)))
    for link in links:
        for entry in link.old[1:]:
            _unite(together, owners[link.old[0]], owners[entry])
    of_root: dict[int, list[Link]] = {}
    for link in links:
        of_root.setdefault(_root(together, owners[link.old[0]]), []).append(link)
    members: dict[int, list[SyncGroup]] = {}
    for index, group in enumerate(groups):
        members.setdefault(_root(together, index), []).append(group)
    return [_joined(members[root], of_root.get(root, []), old, today) for root in members]


def _joined(groups: list[SyncGroup], links: list[Link], old: Sequence[str], today: Sequence[str]) -> Joined:
    merged = groups[0] if len(groups) == 1 else _merge(groups)
    positions = tuple(position for link in links for position in link.new)
    is_whole = sum(len(link.old) for link in links) == len(merged.source) and _agree(groups)
    pairs = [([old[each] for each in link.old], [today[each] for each in link.new]) for link in links]
    return Joined(
        group=merged,
        parts=tuple(group.id for group in groups),
        positions=positions,
        is_same=is_whole and all(is_same(before, now) for before, now in pairs),
        is_identical=len(groups) == 1
        and all(
            before == now or list(map(strict_digest, before)) == list(map(strict_digest, now)) for before, now in pairs
        ),
        # Passages of one group that changed places among themselves have moved too.
        is_moved=any(link.moved for link in links) or list(positions) != sorted(positions),
    )


def _agree(groups: list[SyncGroup]) -> bool:
    """Say whether groups can be one: a passage that is left out and one that is translated cannot."""
    return len({bool(group.omitted) for group in groups}) == 1


def _merge(groups: list[SyncGroup]) -> SyncGroup:
    """Make one record of several, which claims no more than each of them did."""
    confirmations: list[Confirmation] = [group.confirmed for group in groups if group.confirmed]
    return SyncGroup(
        id=groups[0].id,
        source=tuple(text for group in groups for text in group.source),
        target=tuple(digest for group in groups for digest in group.target),
        confirmed=min(confirmations, key=lambda each: each.on) if len(confirmations) == len(groups) else None,
        review=_reviews(groups),
        omitted=groups[0].omitted if _agree(groups) else None,
    )


def _reviews(groups: list[SyncGroup]) -> tuple[tuple[str, Review], ...]:
    """Give the reviews that one person did of all of them, each as of the day on which they had read the first."""
    found: list[tuple[str, Review]] = []
    for duty, first in groups[0].review:
        said = [dict(group.review).get(duty) for group in groups]
        if all(each and each.by == first.by for each in said):
            days = [each.on for each in said if each and each.on]
            found.append((duty, Review(by=first.by, on=min(days) if len(days) == len(said) else None)))
    return tuple(found)


def _root(together: list[int], index: int) -> int:
    while together[index] != index:
        index = together[index]
    return index


def _unite(together: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(together, one), _root(together, other)))
    together[second] = first
