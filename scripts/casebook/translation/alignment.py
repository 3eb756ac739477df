"""Which passages of a text are which passages of its later version.

Passages with equal content are anchors. Between two anchors, dynamic programming pairs what is alike, one or two to one
or two; what was moved is looked for apart. Where nothing is alike enough, or two choices are as good as each other,
nothing is paired: a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from .likeness import is_same, joined, likeness, shape_of, share_within
from .normal import content

ALIKE = 0.4
"""From here on two passages between the same neighbours are one, changed."""
ALIKE_ALONE = 0.2
"""The same where each is the only one between these neighbours."""
ALIKE_ELSEWHERE = 0.6
"""The same where the passage also stands in another place."""
MARGIN = 0.1
"""By how much a choice must be better than the next."""
_TIE = 0.05
_PART = 0.8
"""A passage that holds more of another is not a part of it, but another version."""
_SIZES = ((1, 1, 0.0), (1, 2, 0.3), (2, 1, 0.3), (2, 2, 0.6), (1, 3, 0.6), (3, 1, 0.6))
"""How many old and new passages may be one, and what that costs; three only where the text is the same."""
_LARGEST = 250_000
"""Beyond so many possible pairs a text is another text, and comparing would take seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Passages of the old text, by position, and what they are in the new one."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def align(old: Sequence[str], new: Sequence[str]) -> list[Link]:
    """Link the passages of two versions of a text; what is in no link was taken out or put in."""
    if list(old) == list(new):
        return [Link(old=(index,), new=(index,)) for index in range(len(old))]
    keys, fresh = [content(text) for text in old], [content(text) for text in new]
    anchors = common_order(keys, fresh)
    links = [Link(old=(ours,), new=(theirs,)) for ours, theirs in anchors]
    free_old = set(range(len(old))) - {ours for ours, _ in anchors}
    free_new = set(range(len(new))) - {theirs for _, theirs in anchors}
    exact = moves(keys, fresh, free_old, free_new)
    for ours, theirs in exact:
        links.append(Link(old=(ours,), new=(theirs,), moved=True))
        free_old.discard(ours)
        free_new.discard(theirs)
    for link in _recut_elsewhere(old, new, sorted(free_old), sorted(free_new)):
        if free_old.issuperset(link.old) and free_new.issuperset(link.new):
            links.append(link)
            free_old.difference_update(link.old)
            free_new.difference_update(link.new)
    for gap_old, gap_new in gaps(anchors, len(old), len(new)):
        left, right = [each for each in gap_old if each in free_old], [each for each in gap_new if each in free_new]
        for link in _between(old, new, left, right):
            links.append(link)
            free_old.difference_update(link.old)
            free_new.difference_update(link.new)
    links.extend(_alike_elsewhere(old, new, sorted(free_old), sorted(free_new)))
    return sorted(links, key=lambda link: link.old)


def common_order(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pair equal items in an order that both have, so that as much as possible is paired; long items count more."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    ours, theirs = old[start : len(old) - end], new[start : len(new) - end]
    pairs = [(index, index) for index in range(start)]
    pairs += [(start + left, start + right) for left, right in _heaviest(ours, theirs)]
    return pairs + [(len(old) - end + index, len(new) - end + index) for index in range(end)]


def _heaviest(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Give the heaviest common subsequence."""
    if not set(ours) & set(theirs):
        return []
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for left in range(len(ours) - 1, -1, -1):
        weight = 1 + min(len(ours[left]), 50) / 50
        row, below = best[left], best[left + 1]
        for right in range(len(theirs) - 1, -1, -1):
            row[right] = max(below[right], row[right + 1])
            if ours[left] == theirs[right]:
                row[right] = max(row[right], below[right + 1] + weight)
    pairs: list[tuple[int, int]] = []
    left = right = 0
    while left < len(ours) and right < len(theirs):
        weight = 1 + min(len(ours[left]), 50) / 50
        if ours[left] == theirs[right] and best[left][right] == best[left + 1][right + 1] + weight:
            pairs.append((left, right))
            left, right = left + 1, right + 1
        elif best[left][right] == best[left + 1][right]:
            left += 1
        else:
            right += 1
    return pairs


def moves(old: Sequence[str], new: Sequence[str], free_old: set[int], free_new: set[int]) -> list[tuple[int, int]]:
    """Pair equal items among those that are free, where there are as many in the one as in the other."""
    places: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for index in sorted(free_old):
        places[old[index]][0].append(index)
    for index in sorted(free_new):
        places[new[index]][1].append(index)
    return [
        pair for ours, theirs in places.values() if len(ours) == len(theirs) for pair in zip(ours, theirs, strict=True)
    ]


def gaps(anchors: Sequence[tuple[int, int]], old: int, new: int) -> Iterator[tuple[range, range]]:
    """Give the stretches between anchors where something stands on either side."""
    before = (-1, -1)
    for after in (*anchors, (old, new)):
        ours, theirs = range(before[0] + 1, after[0]), range(before[1] + 1, after[1])
        if ours or theirs:
            yield ours, theirs
        before = after


def _between(old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]) -> list[Link]:
    """Pair what is alike between two anchors, in order."""
    if not left or not right or len(left) * len(right) > _LARGEST:
        return []
    links: list[Link] = []
    row = column = 0
    for ours, theirs in _best_steps([old[each] for each in left], [new[each] for each in right]):
        if ours and theirs:
            links.append(Link(old=tuple(left[row : row + ours]), new=tuple(right[column : column + theirs])))
        row, column = row + ours, column + theirs
    return _without_ties(old, new, links, left, right)


def _best_steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Say how many of each side are one, step by step, so that as much as possible is as alike as possible."""
    least = ALIKE_ALONE if len(old) == len(new) == 1 else ALIKE
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(old), -1, -1):
        for column in range(len(new), -1, -1):
            # Of two choices that are worth the same, the first and simpler stays.
            for ours, theirs, cost in ((1, 0, 0.0), (0, 1, 0.0), *_SIZES):
                if row + ours > len(old) or column + theirs > len(new):
                    continue
                value = best[row + ours][column + theirs]
                if ours and theirs:
                    alike = _alike(old[row : row + ours], new[column : column + theirs], least)
                    if not alike:
                        continue
                    value += (ours + theirs) * alike - cost
                if (row, column) not in step or value > best[row][column]:
                    best[row][column], step[row, column] = value, (ours, theirs)
    steps: list[tuple[int, int]] = []
    row = column = 0
    while (row, column) in step:
        steps.append(step[row, column])
        row, column = row + steps[-1][0], column + steps[-1][1]
    return steps


def _alike(before: Sequence[str], now: Sequence[str], least: float) -> float:
    """Give how alike some passages are, or 0 where they cannot be one."""
    if len(before) == len(now) == 1:
        found = likeness(shape_of(before[0]), shape_of(now[0]))
        return found if found >= least else 0.0
    if _is_recut(before, now):
        return 1.0
    if len(before) + len(now) > 4 or (len(before) == 2 and len(now) == 2):
        # Two changed passages are paired each with its own; together they would hide which of them changed.
        return 0.0
    ours, theirs = joined(before), joined(now)
    if ours.is_heading or theirs.is_heading:
        return 0.0
    if any(share_within(shape_of(text), theirs) < 0.5 for text in before):
        return 0.0
    if any(share_within(shape_of(text), ours) < 0.5 for text in now):
        return 0.0
    if max(share_within(ours, shape_of(text)) for text in now) > _PART and len(now) > 1:
        return 0.0
    if max(share_within(theirs, shape_of(text)) for text in before) > _PART and len(before) > 1:
        return 0.0
    found = likeness(ours, theirs)
    return found if found >= least else 0.0


def _is_recut(before: Sequence[str], now: Sequence[str]) -> bool:
    """Say whether the same text was only cut into other paragraphs."""
    if any(text.startswith("#") for text in (*before, *now)):
        return False
    ours, theirs = sum(map(len, before)), sum(map(len, now))
    return abs(ours - theirs) <= 0.2 * max(ours, theirs) + 4 and is_same(before, now)


def _recut_elsewhere(old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]) -> list[Link]:
    """Link what was moved and joined, or moved and split, to the letter."""
    if len(left) * len(right) > _LARGEST // 100:
        return []
    links = [
        Link(old=(ours,), new=(one, other), moved=True)
        for one, other in pairwise(right)
        if other == one + 1
        for ours in left
        if _is_recut([old[ours]], [new[one], new[other]])
    ]
    links += [
        Link(old=(one, other), new=(theirs,), moved=True)
        for theirs in right
        for one, other in permutations(left, 2)
        if content(new[theirs]).startswith(content(old[one])) and _is_recut([old[one], old[other]], [new[theirs]])
    ]
    return links


def _without_ties(
    old: Sequence[str], new: Sequence[str], links: list[Link], left: list[int], right: list[int]
) -> list[Link]:
    """Drop each pair for which a passage that stays alone would have been as good."""
    alone_old = set(left) - {each for link in links for each in link.old}
    alone_new = set(right) - {each for link in links for each in link.new}
    kept: list[Link] = []
    for link in links:
        if len(link.old) == len(link.new) == 1:
            ours, theirs = shape_of(old[link.old[0]]), shape_of(new[link.new[0]])
            found = likeness(ours, theirs)
            rivals = [likeness(ours, shape_of(new[each])) for each in alone_new]
            rivals += [likeness(shape_of(old[each]), theirs) for each in alone_old]
            if any(rival >= found - _TIE for rival in rivals):
                continue
        kept.append(link)
    return kept


def _alike_elsewhere(old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]) -> list[Link]:
    """Pair what was moved and changed, where each is clearly the best for the other."""
    if not left or not right or len(left) * len(right) > _LARGEST:
        return []
    shapes, fresh = [shape_of(old[each]) for each in left], [shape_of(new[each]) for each in right]
    table = [[likeness(ours, theirs) for theirs in fresh] for ours in shapes]
    links: list[Link] = []
    for row, values in enumerate(table):
        column = max(range(len(values)), key=values.__getitem__)
        found = values[column]
        rivals = [value for other, value in enumerate(values) if other != column]
        rivals += [other[column] for index, other in enumerate(table) if index != row]
        if found >= ALIKE_ELSEWHERE and all(rival <= found - MARGIN for rival in rivals):
            links.append(Link(old=(left[row],), new=(right[column],), moved=True))
    return links
