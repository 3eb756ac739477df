"""A record in which a merge was not finished → one record again, from both of its sides and the texts.

What one side confirmed is kept where it still fits the texts. Where both fit equally well and say different things, the
group is kept without a confirmation, and somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from casebook.manuscript import Text

from .normal import content_digest, strict_digest
from .recording import propose
from .sidecar import Sidecar, SyncGroup, read_sidecar, with_reviews
from .texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A record that can be read, and what a person must look at."""

    sidecar: Sidecar
    kept: int
    """How many groups both sides had alike, or one side had rightly."""
    unconfirmed: tuple[str, ...]
    """The ids of groups on which the sides differ."""
    is_new: bool
    """Whether neither side could be read, so that the record was made anew from the texts."""


def repair(path: PurePosixPath, content: bytes, source: Text, target: Text) -> Repaired:
    """Make one record of both sides of an unfinished merge."""
    sides = [
        sidecar
        for text in both_sides(content.decode("utf-8", "replace").replace("\r\n", "\n"))
        if isinstance(sidecar := read_sidecar(path, text.encode("utf-8")), Sidecar)
    ]
    if not sides:
        return Repaired(sidecar=propose(source, target), kept=0, unconfirmed=(), is_new=True)
    original = {content_digest(block.text) for block in source.blocks}
    translated = {strict_digest(block.text) for block in target.blocks}
    groups: list[SyncGroup] = []
    doubtful: list[str] = []
    for ours, theirs in _paired(sides[0].groups, sides[-1].groups):
        chosen = _choose(ours, theirs, original, translated)
        if chosen is None:
            doubtful.append(ours.id)
            chosen = replace(ours, confirmed=None, review=(), no_change=None, waived=None)
        groups.append(chosen)
    sidecar = _in_order(Sidecar(groups=tuple(groups), norm=sides[0].norm), source, target)
    return Repaired(sidecar=sidecar, kept=len(groups) - len(doubtful), unconfirmed=tuple(doubtful), is_new=False)


def both_sides(text: str) -> tuple[str, str]:
    """Give the two texts of which an unfinished merge is made; what git shows of their ancestor is left out."""
    ours: list[str] = []
    theirs: list[str] = []
    side = "both"
    for line in text.split("\n"):
        mark = line.rstrip("\r")
        if mark.startswith("<<<<<<< ") and side == "both":
            side = "ours"
        elif mark.startswith("||||||| ") and side == "ours":
            side = "ancestor"
        elif mark == "=======" and side in ("ours", "ancestor"):
            side = "theirs"
        elif mark.startswith(">>>>>>> ") and side == "theirs":
            side = "both"
        else:
            if side in ("both", "ours"):
                ours.append(line)
            if side in ("both", "theirs"):
                theirs.append(line)
    return "\n".join(ours), "\n".join(theirs)


def _paired(ours: Iterable[SyncGroup], theirs: Iterable[SyncGroup]) -> list[tuple[SyncGroup, SyncGroup | None]]:
    """Pair groups by id, in the order of ours; what only the other side has follows what stands before it there."""
    others = {group.id: group for group in theirs}
    pairs: list[tuple[SyncGroup, SyncGroup | None]] = [(group, others.get(group.id)) for group in ours]
    before: str | None = None
    for identity, group in others.items():
        places = [group.id for group, _ in pairs]
        if identity not in places:
            pairs.insert(places.index(before) + 1 if before in places else 0, (group, None))
        before = identity
    return pairs


def _choose(ours: SyncGroup, theirs: SyncGroup | None, original: set[str], translated: set[str]) -> SyncGroup | None:
    """Give the side that fits today's texts better; None where both fit as well and say different things."""
    if theirs is None or ours == theirs:
        return ours
    if (ours.source, ours.target, ours.omitted, ours.note) == (
        theirs.source,
        theirs.target,
        theirs.omitted,
        theirs.note,
    ):
        return _later(ours, theirs)
    fit = [
        all(content_digest(text) in original for text in side.source)
        + all(digest in translated for digest in side.target)
        for side in (ours, theirs)
    ]
    if fit[0] == fit[1]:
        return None
    return ours if fit[0] > fit[1] else theirs


def _later(ours: SyncGroup, theirs: SyncGroup) -> SyncGroup:
    """Both sides recorded the same texts: keep the later confirmation, and every review."""
    if ours.confirmed is None or (theirs.confirmed and theirs.confirmed.on > ours.confirmed.on):
        ours, theirs = theirs, ours
    return replace(ours, review=with_reviews(theirs.review, ours.review))


def _in_order(sidecar: Sidecar, source: Text, target: Text) -> Sidecar:
    """Put the groups in reading order, without those of which neither text has anything."""
    groups = {group.id: group for group in sidecar.groups}
    state = Texts(source=source, target=target, sidecar=sidecar).state
    order = [part for each in state.groups for part in each.parts]
    return replace(sidecar, groups=tuple(groups[identity] for identity in dict.fromkeys(order)))
