"""Recorded decisions: what a person looked at and answers for, tied to the words that they looked at.

A decision carries the mark of its passage, which changes whenever the passage says something else. So it never covers
what was written later, and it repeats nothing of what it is about.

A decision on the original holds for the same passage of a translation, so that nobody decides twice: for the value
under the same key, and for the blocks that the record ties to it, as long as somebody confirmed that they say what the
original says today and neither has changed since. It covers what was at stake in the original and no more: a
translation that speaks of abuse where the original speaks of a quarrel is asked about again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from casebook.manuscript import Book, Chapter, Message, Translation
from casebook.review.rule import Finding
from casebook.translation import Sidecar, Status, derive, read_sidecar

from .concern import Concern

Looking = Callable[[Chapter, Book], Iterator[Concern]]

DECIDABLE: dict[str, Looking] = {}
"""What a recorded decision can clear, by the id of its rule."""

_CONFIRMED = (Status.CURRENT, Status.COSMETIC, Status.MOVED)


def decidable(rule: str) -> Callable[[Looking], Looking]:
    """Let recorded decisions clear what a function finds for a rule."""

    def register(look: Looking) -> Looking:
        DECIDABLE[rule] = look
        return look

    return register


def undecided(rule: str, chapter: Chapter, book: Book) -> Iterator[Finding]:
    """Give the findings of a rule on which nobody has decided yet."""
    decided = {decision.mark for decision in chapter.safeguarding if decision.rule == rule}
    concerns = list(DECIDABLE[rule](chapter, book))
    settled = [each for each in concerns if decided and each.spot.passage.mark in decided]
    original = [each for each in settled if each.language == chapter.language]
    for concern in concerns:
        if concern in settled or (original and _is_carried(concern, original, chapter, book)):
            continue
        yield Finding(concern.spot.place, concern.message, _hint(rule, concern, chapter))


def _hint(rule: str, concern: Concern, chapter: Chapter) -> Message:
    how = f"safeguarding: [{{rule: {rule}, mark: {concern.spot.passage.mark}, why: …, by: …, on: …}}]"
    if concern.language == chapter.language:
        return Message(
            f"{concern.hint.en}; if it must stand, record who decided so and why: {how}",
            f"{concern.hint.zh}；一定要保留，就记下是谁决定的、为什么：{how}",
        )
    return Message(
        f"{concern.hint.en}; a decision on the original holds here once this passage is confirmed; if only the "
        f"translation says so, record who decided that it may and why: {how}",
        f"{concern.hint.zh}；原文的决定，在这一段译文确认以后也管这里；只有译文这样写，又一定要保留，"
        f"就记下是谁决定的、为什么：{how}",
    )


def _is_carried(concern: Concern, decided: Sequence[Concern], chapter: Chapter, book: Book) -> bool:
    """Say whether what was decided on the original covers a concern in a translation."""
    translation = chapter.translations.get(concern.language)
    if translation is None:
        return False
    passage = concern.spot.passage
    if passage.block is None:
        same = [each for each in decided if passage.key and each.spot.passage.key == passage.key]
    else:
        blocks = _originals(passage.block, chapter, translation, book)
        same = [each for each in decided if each.spot.passage.block in blocks]
    return bool(same) and concern.about <= frozenset[str]().union(*(each.about for each in same))


def _originals(block: int, chapter: Chapter, translation: Translation, book: Book) -> tuple[int, ...]:
    """Give the blocks of the original of which somebody confirmed that a block of a translation says the same."""
    content = book.sidecars.get((chapter.slug, translation.language))
    record = read_sidecar(chapter.folder / f"{translation.language}.sync.yml", content) if content else None
    if not isinstance(record, Sidecar):
        return ()
    for group in derive(chapter.text, translation.text, record).groups:
        if block in group.target:
            return group.source if group.status in _CONFIRMED and not group.is_edited else ()
    return ()
