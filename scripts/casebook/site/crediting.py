"""Who made a translation what it is, and when: translators, the two reviewers, and the days that the record gives."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.manuscript import Translation
from casebook.translation import TranslationState

DUTIES = ("fidelity", "style")
"""The two readings of a translation: against the original, and as a text of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Who read a translation for one duty."""

    duty: str
    people: tuple[str, ...]
    on: str
    """The last day on which one of its passages was read; empty where the record does not say."""


def reviews_of(translation: Translation, state: TranslationState | None) -> list[Reviewed]:
    """List who read a translation: whom its metadata names, and then whoever else is on record."""
    found: list[Reviewed] = []
    for duty in DUTIES:
        groups = [each.group for each in state.groups if each.group] if state else []
        said = [review for group in groups for each, review in group.review if each == duty]
        named = [translation.reviewers[duty]] if duty in translation.reviewers else []
        people = tuple(dict.fromkeys([*named, *(each.by for each in said)]))
        days = [each.on for each in said if each.on]
        if people:
            found.append(Reviewed(duty=duty, people=people, on=max(days).isoformat() if days else ""))
    return found
