"""Rules about recorded decisions: they clear something that can be cleared, and somebody answers for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial

from casebook.manuscript import Book, Chapter, Decision, Message, Place, nearest
from casebook.review.rule import ERROR, Finding, book_rule

from .deciding import DECIDABLE
from .elsewhere import CONCERNS


@book_rule(severity=ERROR, zh="safeguarding里的每个决定都放行了现在文中的一处，由people.yml里的人写明理由。")
def decision_clears_something(book: Book) -> Iterator[Finding]:
    """A recorded decision clears a passage of today, under a rule that lets it; a known person gives the reason.

    Bad:   safeguarding: [{rule: no-number-leads-to-a-person, mark: p00000000, why: "-", by: nobody, on: 2026-11-24}]
    Good:  safeguarding: [{rule: risk-near-a-child-is-decided, mark: p5f3a9c1b, why: …, by: editors, on: 2026-11-24}]
    """
    for chapter in book.chapters.values():
        for index, decision in enumerate(chapter.safeguarding):
            place = partial(chapter.place, "safeguarding", index)
            yield from _wrong(decision, book, place, DECIDABLE, partial(_in_chapter, chapter, book))
    for index, decision in enumerate(book.safeguarding):
        place = partial(book.place, "safeguarding", index)
        yield from _wrong(decision, book, place, CONCERNS, partial(_in_book, book))


def _in_chapter(chapter: Chapter, book: Book, rule: str) -> set[str]:
    return {concern.spot.passage.mark for concern in DECIDABLE[rule](chapter, book)}


def _in_book(book: Book, rule: str) -> set[str]:
    return {concern.spot.passage.mark for concern in CONCERNS[rule](book)}


def _wrong(
    decision: Decision,
    book: Book,
    place: Callable[[str], Place],
    rules: Collection[str],
    marks: Callable[[str], set[str]],
) -> Iterator[Finding]:
    """Say what is wrong with a decision: who made it, why, and whether there is anything that it clears."""
    if decision.by not in book.people and decision.by not in book.broken_names:
        yield Finding(
            place("by"),
            Message(f"no person is called '{decision.by}'", f"没有名为“{decision.by}”的人物"),
            nearest(decision.by, book.people),
        )
    if not any(letter.isalnum() for letter in decision.why):
        yield Finding(
            place("why"),
            Message(f"'{decision.why}' is no reason", f"“{decision.why}”什么理由也没有说"),
            Message("say it in a few words", "请用几个字写明理由"),
        )
    if decision.rule not in rules:
        yield Finding(
            place("rule"),
            Message(f"no decision clears '{decision.rule}'", f"“{decision.rule}”不能用决定来放行"),
            nearest(decision.rule, rules)
            or Message(f"it can clear: {', '.join(sorted(rules))}", f"能放行的有：{'、'.join(sorted(rules))}"),
        )
    elif decision.mark not in marks(decision.rule):
        yield Finding(
            place("mark"),
            Message(
                f"nothing under '{decision.rule}' has the mark {decision.mark}: the passage has changed or gone",
                f"“{decision.rule}”下没有标记为{decision.mark}的地方：那一段改过，或者已经不在",
            ),
            Message("look at the passage again and decide anew, or delete this", "请重看那一段再决定，或删去这一条"),
        )
