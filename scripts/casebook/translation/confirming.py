"""What people say of a translation → its record: confirmed, reviewed, left out, a note, no work needed.

Each function gives the record with what was said put in, and every other group as it was. What cannot be said is
refused as a whole, with all reasons at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from casebook.manuscript import Message, nearest

from .sidecar import Confirmation, Review, Sidecar, SyncGroup, Waiver, with_reviews
from .state import GroupState, Status, TranslationState
from .targets import is_cut_off
from .texts import Refused, Texts, UnknownGroup, about

__all__ = ["Refused", "Texts", "UnknownGroup", "confirm", "cut_off", "forget", "leave_out", "note", "review", "waive"]

_CUT_OFF = Message(
    "its translation looks cut off: it is very short, or ends within a sentence",
    "译文像是没有写完：太短，或者停在半句话上",
)


def confirm(texts: Texts, wanted: Collection[str], confirmed: Confirmation, *, no_change: str | None = None) -> Sidecar:
    """Record that groups say today what the original says today; none named are all that need it.

    What is missing stays missing. A translation that has not changed since the original did needs `no_change`, the
    reason why it need not.

    Raises:
        UnknownGroup: a name that no group has.
        Refused: a group that nobody can confirm as it is.
    """
    state = texts.state
    chosen = _chosen(state, wanted)
    if not wanted:
        chosen = [each for each in chosen if _needs_confirmation(each)]
    refusals = [(each, reason) for each in chosen if (reason := _why_not(texts, each, no_change))]
    if refusals:
        raise Refused(
            [reason for _, reason in refusals],
            needs_reason=any(_needs_reason(each, no_change) for each, _ in refusals),
        )

    def make(each: GroupState) -> SyncGroup:
        original, digests = texts.original(each), texts.digests(each)
        if each.status is Status.CURRENT and not each.is_edited and each.group:
            return each.group
        is_as_reviewed = each.status in (Status.CURRENT, Status.COSMETIC, Status.MOVED) and not each.is_edited
        return SyncGroup(
            id=each.id,
            source=original,
            target=digests,
            confirmed=confirmed,
            review=each.group.review if each.group and is_as_reviewed else (),
            omitted=each.group.omitted if each.group and not digests else None,
            no_change=no_change if each.status is Status.STALE and not each.is_edited else None,
        )

    return _with(texts, state, chosen, make, is_whole=not wanted)


def review(texts: Texts, wanted: Collection[str], duty: str, said: Review) -> Sidecar:
    """Record that somebody read groups, against the original (`fidelity`) or as a text of its own (`style`).

    Raises:
        UnknownGroup: a name that no group has.
        Refused: a group that is not confirmed as it stands today.
    """
    state = texts.state
    ready = (Status.CURRENT, Status.COSMETIC, Status.MOVED)
    chosen = _chosen(state, wanted)
    if not wanted:
        chosen = [each for each in chosen if each.status in ready]
    reasons = [
        about(each, texts, "it is not confirmed as it stands; confirm it first", "目前的样子还没有确认；请先确认")
        for each in chosen
        if each.status not in ready or each.is_edited
    ]
    if reasons:
        raise Refused(reasons)

    def make(each: GroupState) -> SyncGroup:
        assert each.group is not None
        return replace(each.group, review=with_reviews(each.group.review, [(duty, said)]))

    return _with(texts, state, chosen, make)


def waive(texts: Texts, wanted: Collection[str], waiver: Waiver) -> Sidecar:
    """Record that changes of the original need no work: the stale groups follow today's original, with the reason.

    Raises:
        UnknownGroup: a name that no group has.
        Refused: a group that is not stale, or whose original is gone.
    """
    state = texts.state
    chosen = _chosen(state, wanted)
    if not wanted:
        chosen = [each for each in chosen if each.status is Status.STALE and each.source]
    reasons = [
        about(each, texts, f"it is {each.status}, not stale", f"状态是 {each.status}，并不落后")
        if each.status is not Status.STALE
        else _gone(each, texts)
        for each in chosen
        if each.status is not Status.STALE or not each.source
    ]
    if reasons:
        raise Refused(reasons)

    def make(each: GroupState) -> SyncGroup:
        assert each.group is not None
        return replace(each.group, source=texts.original(each), waived=waiver)

    return _with(texts, state, chosen, make)


def forget(texts: Texts, wanted: Collection[str]) -> Sidecar:
    """Take what the original said and no longer says out of the record; none named are all groups that keep such words.

    They follow the texts of today and are unconfirmed: what was confirmed is not known any more.

    Raises:
        UnknownGroup: a name that no group has.
    """
    state = texts.state
    chosen = [each for each in _chosen(state, wanted) if each.group and each.group.source != texts.original(each)]
    gone = {part for each in chosen for part in each.parts if not (each.source and each.target)}
    sidecar = _with(
        texts,
        state,
        [each for each in chosen if each.source and each.target],
        lambda each: SyncGroup(id=each.id, source=texts.original(each), target=texts.digests(each)),
        is_whole=not wanted,
    )
    return replace(sidecar, groups=tuple(group for group in sidecar.groups if group.id not in gone))


def leave_out(texts: Texts, wanted: Collection[str], confirmed: Confirmation, reason: str) -> Sidecar:
    """Record that the translation leaves passages out on purpose.

    Raises:
        UnknownGroup: a name that no group has.
        Refused: a group that has a translation.
    """
    state = texts.state
    chosen = _chosen(state, wanted)
    reasons = [
        about(each, texts, "it has a translation; delete that first", "它有译文；请先删去译文")
        for each in chosen
        if each.target or not each.source
    ]
    if reasons or not wanted:
        raise Refused(reasons or [Message("name the groups that are left out", "请写明略去的是哪些段")])
    return _with(
        texts,
        state,
        chosen,
        lambda each: SyncGroup(id=each.id, source=texts.original(each), target=(), confirmed=confirmed, omitted=reason),
    )


def note(texts: Texts, wanted: Collection[str], confirmed: Confirmation) -> Sidecar:
    """Record that passages of the translation are the translator's own notes.

    Raises:
        UnknownGroup: a name that no group has.
        Refused: a group that has an original.
    """
    state = texts.state
    chosen = _chosen(state, wanted)
    reasons = [
        about(each, texts, "it has an original, so it is no note", "它有原文，不是译者注")
        for each in chosen
        if each.source or not each.target
    ]
    if reasons or not wanted:
        raise Refused(reasons or [Message("name the groups that are notes", "请写明哪些段是译者注")])
    return _with(
        texts,
        state,
        chosen,
        lambda each: SyncGroup(id=each.id, source=(), target=texts.digests(each), confirmed=confirmed, note=True),
    )


def cut_off(texts: Texts) -> list[Message]:
    """List the groups whose translation looks cut off, whether or not somebody confirmed them."""
    return [
        about(each, texts, _CUT_OFF.en, _CUT_OFF.zh)
        for each in texts.state.groups
        if each.source and each.target and _looks_cut_off(texts, each)
    ]


def _chosen(state: TranslationState, wanted: Collection[str]) -> list[GroupState]:
    known = {each.id: each for each in state.groups}
    # A group that the original has joined to another still answers to its old name.
    known.update({part: each for each in state.groups for part in each.parts})
    for identity in wanted:
        if identity not in known:
            raise UnknownGroup(identity, nearest(identity, known))
    if not wanted:
        return list(state.groups)
    named = {known[identity].id for identity in wanted}
    return [each for each in state.groups if each.id in named]


def _needs_confirmation(state: GroupState) -> bool:
    if state.status in (Status.MISSING, Status.OMITTED):
        return False
    return state.status not in (Status.CURRENT, Status.NOTE) or state.is_edited


def _needs_reason(state: GroupState, no_change: str | None) -> bool:
    return state.status is Status.STALE and bool(state.source) and not state.is_edited and not no_change


def _why_not(texts: Texts, state: GroupState, no_change: str | None) -> Message | None:
    """Say why a group cannot be confirmed as it is; None where it can."""
    if state.status is Status.NOTE:
        return None
    if not state.source:
        if state.group and state.group.source:
            return _gone(state, texts)
        return about(
            state,
            texts,
            "it has no original; delete it, or record it with --note",
            "它没有原文；请删去，或用 --note 记为译者注",
        )
    if state.status is Status.MISSING or (not state.target and not (state.group and state.group.omitted)):
        return about(
            state,
            texts,
            "it is not translated; translate it, or record with --omit why it is left out",
            "还没有译文；请译出，或用 --omit 写明为什么略去",
        )
    if state.target and state.is_edited and _looks_cut_off(texts, state):
        return about(state, texts, _CUT_OFF.en, _CUT_OFF.zh)
    if _needs_reason(state, no_change):
        return about(
            state,
            texts,
            "the original has changed and the translation has not",
            "原文改了，译文没有改",
        )
    return None


def _looks_cut_off(texts: Texts, state: GroupState) -> bool:
    return is_cut_off(texts.original(state), [texts.target.blocks[position] for position in state.target])


def _gone(state: GroupState, texts: Texts) -> Message:
    return about(
        state,
        texts,
        "its original is gone; delete the translation too",
        "原文已经删去；请把译文也删去",
    )


def _with(
    texts: Texts,
    state: TranslationState,
    chosen: list[GroupState],
    make: Callable[[GroupState], SyncGroup],
    *,
    is_whole: bool = False,
) -> Sidecar:
    """Put each new group behind the one after which a reader meets it: where the old one stood, unless it moved."""
    groups = list(texts.sidecar.groups)
    if is_whole:
        # What neither text has any more needs no record.
        alive = {part for each in state.groups for part in each.parts}
        groups = [group for group in groups if group.id in alive]
    marked = {each.id for each in chosen}
    before: list[str] = []
    for each in state.groups:
        if each.id in marked:
            fresh = make(each)
            groups = [group for group in groups if group.id not in each.parts]
            known = [place for place, group in enumerate(groups) if group.id in before[-1:]]
            groups.insert(known[0] + 1 if known else 0, fresh)
            before.append(fresh.id)
        elif each.parts:
            before.append(each.parts[-1])
    return replace(texts.sidecar, groups=tuple(groups))
