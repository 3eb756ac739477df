"""What stands at the head of a chapter when its text is not what a reader would take it for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from casebook.translation import Status, TranslationState

from .view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One sentence or two, and from which day on they are due.

    A page does not know the day on which it is read, and the same book must give the same page. So it says on which day
    its notice is due, and the reader's browser keeps it back until then; without scripts it is always there.
    """

    text: str
    due: str = ""
    """A day as `2026-11-24`; empty for a notice that is always due."""


def notice_of(view: View, *, translated: bool, state: TranslationState | None) -> Notice | None:
    """Say how the text of a chapter stands; None where all is well."""
    if not translated:
        return Notice(text=view.words["fallback_notice"])
    if state is None:
        return None
    if state.counts[Status.UNCONFIRMED] == len(state.groups):
        return Notice(text=view.words["unconfirmed_notice"])
    if not behind(state):
        return None
    oldest = state.oldest_stale
    text = _text(view, state, oldest)
    if state.stale_share >= view.book.stale_share:
        return Notice(text=text)
    return Notice(text=text, due=(oldest + timedelta(days=view.book.stale_days)).isoformat()) if oldest else None


def behind(state: TranslationState) -> int:
    """Say how many passages say less or other than the original."""
    return state.counts[Status.STALE] + state.counts[Status.MISSING]


def _text(view: View, state: TranslationState, oldest: date | None) -> str:
    counts, words = state.counts, view.words
    text = words.say(
        "stale_notice", total=len(state.groups), stale=counts[Status.STALE], missing=counts[Status.MISSING]
    )
    return text + words.say("stale_since", date=words.date(oldest.isoformat())) if oldest else text
