"""Rules about recorded decisions: they clear something that can be cleared, and somebody answers for them."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.manuscript import Book, Chapter, Message, nearest
from casebook.review.rule import ERROR, Finding, chapter_rule

from .deciding import DECIDABLE


@chapter_rule(severity=ERROR, zh="safeguarding里的每个决定都放行了现在文中的一处，由people.yml里的人写明理由。")
def decision_clears_something(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A recorded decision clears a passage of today, under a rule that lets it; a known person gives the reason.

    Bad:   safeguarding: [{rule: no-number-leads-to-a-person, mark: p00000000, why: "-", by: nobody, on: 2026-11-24}]
    Good:  safeguarding: [{rule: risk-near-a-child-is-decided, mark: p5f3a9c1b, why: …, by: editors, on: 2026-11-24}]
    """
    for index, decision in enumerate(chapter.safeguarding):
        if decision.by not in book.people and decision.by not in book.broken_names:
            yield Finding(
                chapter.place("safeguarding", index, "by"),
                Message(f"no person is called '{decision.by}'", f"没有名为“{decision.by}”的人物"),
                nearest(decision.by, book.people),
            )
        if not any(letter.isalnum() for letter in decision.why):
            yield Finding(
                chapter.place("safeguarding", index, "why"),
                Message(f"'{decision.why}' is no reason", f"“{decision.why}”什么理由也没有说"),
                Message("say it in a few words", "请用几个字写明理由"),
            )
        look = DECIDABLE.get(decision.rule)
        if look is None:
            yield Finding(
                chapter.place("safeguarding", index, "rule"),
                Message(f"no decision clears '{decision.rule}'", f"“{decision.rule}”不能用决定来放行"),
                nearest(decision.rule, DECIDABLE)
                or Message(
                    f"it can clear: {', '.join(sorted(DECIDABLE))}", f"能放行的有：{'、'.join(sorted(DECIDABLE))}"
                ),
            )
        elif not any(concern.spot.passage.mark == decision.mark for concern in look(chapter, book)):
            yield Finding(
                chapter.place("safeguarding", index, "mark"),
                Message(
                    f"nothing under '{decision.rule}' has the mark {decision.mark}: the passage has changed or gone",
                    f"“{decision.rule}”下没有标记为{decision.mark}的地方：那一段改过，或者已经不在",
                ),
                Message(
                    "look at the passage again and decide anew, or delete this", "请重看那一段再决定，或删去这一条"
                ),
            )
