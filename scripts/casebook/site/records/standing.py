"""How a translation stands, in one neutral word for programs."""

from __future__ import annotations

from casebook.site.noticing import behind
from casebook.translation import Status, TranslationState

STATES = ("current", "behind", "unconfirmed", "missing")


def translation_state(state: TranslationState | None) -> str:
    """Give one of `STATES`."""
    if state is None:
        return "missing"
    if behind(state):
        return "behind"
    return "unconfirmed" if state.counts[Status.UNCONFIRMED] else "current"
