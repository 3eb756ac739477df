"""Recorded decisions: what a person looked at and answers for, tied to the words that they looked at.

A decision carries the mark of its passage, which changes whenever the passage says something else. So it never covers
what was written later, and it repeats nothing of what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casebook.manuscript import Book, Chapter, Message
from casebook.review.rule import Finding

from .passages import Passage


@dataclass(frozen=True, slots=True)
class Concern:
    """Something in a passage that a person must look at."""

    passage: Passage
    position: int
    message: Message
    hint: Message


Looking = Callable[[Chapter, Book], Iterator[Concern]]

DECIDABLE: dict[str, Looking] = {}
"""What a recorded decision can clear, by the id of its rule."""


def decidable(rule: str) -> Callable[[Looking], Looking]:
    """Let recorded decisions clear what a function finds for a rule."""

    def register(look: Looking) -> Looking:
        DECIDABLE[rule] = look
        return look

    return register


def undecided(rule: str, chapter: Chapter, book: Book) -> Iterator[Finding]:
    """Give the findings of a rule on which nobody has decided yet."""
    decided = {decision.mark for decision in chapter.safeguarding if decision.rule == rule}
    for concern in DECIDABLE[rule](chapter, book):
        mark = concern.passage.mark
        if mark in decided:
            continue
        how = f"safeguarding: [{{rule: {rule}, mark: {mark}, why: …, by: …, on: …}}]"
        yield Finding(
            concern.passage.place(concern.position),
            concern.message,
            Message(
                f"{concern.hint.en}; if it must stand, record who decided so and why: {how}",
                f"{concern.hint.zh}；一定要保留，就记下是谁决定的、为什么：{how}",
            ),
        )
