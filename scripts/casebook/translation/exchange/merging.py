"""Three-way: what went out, what came back, and what the book says today."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casebook.manuscript import Message

from .model import Returned, ReturnedSheet, Sheet, Unit, digest, tidy


class Outcome(StrEnum):
    """What becomes of one unit that came back."""

    UNTOUCHED = "untouched"
    """It came back as it went out."""
    ALREADY = "already"
    """The book says the same by now."""
    CHANGED = "changed"
    CONFLICT = "conflict"
    """The book has changed as well since the export."""
    EMPTIED = "emptied"
    """The translation was deleted; what the book has stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One unit that came back, and what becomes of it."""

    id: str
    outcome: Outcome
    text: str
    is_finished: bool
    reason: Message | None = None
    """Why it is a conflict."""


_GONE = Message("this passage is no longer in the chapter", "篇章里已没有这一段")
_SOURCE = Message("the original has changed since the export", "导出之后原文改过")
_TARGET = Message("the translation has changed since the export", "导出之后译文改过")


def merge(ours: Sheet, theirs: ReturnedSheet) -> tuple[Merged, ...]:
    """Say for each unit that came back what becomes of it."""
    today = {unit.id: unit for unit in ours.units}
    return tuple(_merge(today.get(each.id), each, loose=theirs.loose) for each in theirs.units)


def _merge(ours: Unit | None, theirs: Returned, *, loose: bool) -> Merged:
    text = " ".join(theirs.text.split()) if theirs.id.startswith("meta:") else tidy(theirs.text)
    outcome, reason = _outcome(ours, theirs, text, loose=loose)
    return Merged(id=theirs.id, outcome=outcome, text=text, is_finished=theirs.is_finished, reason=reason)


def _outcome(ours: Unit | None, theirs: Returned, text: str, *, loose: bool) -> tuple[Outcome, Message | None]:
    if theirs.is_untouched(loose=loose):
        return Outcome.UNTOUCHED, None
    if ours is None:
        return (Outcome.CONFLICT, _GONE) if text else (Outcome.EMPTIED, None)
    if text == tidy(ours.target):
        # Untouched but for a line end that some program added, or done by somebody else in the meantime.
        same = digest(ours.target) == theirs.base.target
        return (Outcome.UNTOUCHED if same else Outcome.ALREADY), None
    if not text:
        return Outcome.EMPTIED, None
    if digest(ours.source) != theirs.base.source:
        return Outcome.CONFLICT, _SOURCE
    if digest(ours.target) != theirs.base.target:
        return Outcome.CONFLICT, _TARGET
    return Outcome.CHANGED, None
