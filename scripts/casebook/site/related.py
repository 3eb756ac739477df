"""Which chapters, and which practices, a reader may want next, and why: a reason stands beside each.

Chapters are related by practices that both tell of, then by a problem that both answer, then by province, then by
what both speak of. Whatever two chapters have in common, each has it with the other; only the number that a page shows
makes lists differ. Lists of candidates are cut at a fixed length, newest first, so that the cost is linear in the
number of chapters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from casebook.manuscript import Book, Chapter, Practice

from .topics import topics

_CANDIDATES = 40
"""How many chapters of one practice, problem or province are looked at."""
_RARE = 12
"""In how many chapters a word may stand and still tell them from others."""
_WORDS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What two chapters have in common, each list in the order of the book."""

    practices: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """Problems that both answer."""
    province: str | None = None
    words: tuple[str, ...] = ()
    """What both speak of, the rarest first."""

    def __bool__(self) -> bool:
        return bool(self.practices or self.problems or self.province or len(self.words) > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedPractice:
    """A practice to read next, and why: chapters that tell of both, the editors' word, or the same group."""

    practice: Practice
    together: int = 0
    is_suggested: bool = False


@dataclass(slots=True)
class _Traits:
    practices: tuple[str, ...]
    problems: frozenset[str]
    province: str | None
    words: frozenset[str]


@dataclass(slots=True)
class Relations:
    """What the chapters that one language's readers see have in common. `chapters` come newest first."""

    book: Book
    code: str
    chapters: Sequence[Chapter]
    _traits: dict[str, _Traits] = field(init=False)
    _holding: dict[str, list[str]] = field(init=False)
    """The first chapters that have a trait, by its name."""
    _writing: dict[str, list[str]] = field(init=False)
    """The chapters that speak of a word, of words that few speak of."""

    def __post_init__(self) -> None:
        answers: dict[str, set[str]] = {}
        for problem in self.book.problems:
            for practice in problem.practices:
                answers.setdefault(practice, set()).add(problem.id)
        writing: dict[str, list[str]] = {}
        spoken = {}
        for chapter in self.chapters:
            spoken[chapter.slug] = self._spoken(chapter)
            for word in spoken[chapter.slug]:
                writing.setdefault(word, []).append(chapter.slug)
        rarest = min(_RARE, max(2, len(self.chapters) // 4))
        self._writing = {word: slugs for word, slugs in writing.items() if 1 < len(slugs) <= rarest}
        self._traits, self._holding = {}, {}
        for chapter in self.chapters:
            practices = tuple(dict.fromkeys(use.id for use in chapter.practices))
            traits = self._traits[chapter.slug] = _Traits(
                practices,
                frozenset(problem for practice in practices for problem in answers.get(practice, ())),
                chapter.school.province if chapter.school else None,
                frozenset(word for word in spoken[chapter.slug] if word in self._writing),
            )
            for trait in _names(traits):
                holders = self._holding.setdefault(trait, [])
                if len(holders) < _CANDIDATES:
                    holders.append(chapter.slug)

    def _spoken(self, chapter: Chapter) -> frozenset[str]:
        """Give what a chapter speaks of; people are not things, and a child's name is nobody's topic."""
        language = self.code if chapter.text_in(self.code) else chapter.language
        text = chapter.text_in(language) or chapter.text
        people = {*chapter.adults, *chapter.pseudonyms}
        return topics(text.markdown, self.book.languages[language].tag, but=people)

    def common(self, one: str, other: str) -> Common:
        """Say what two chapters have in common, by their slugs; the same whichever comes first."""
        mine, theirs = self._traits[one], self._traits[other]
        shared = set(mine.practices) & set(theirs.practices)
        words = sorted(mine.words & theirs.words, key=lambda word: (len(self._writing[word]), word))
        return Common(
            practices=tuple(each for each in self.book.practices if each in shared),
            problems=tuple(each.id for each in self.book.problems if each.id in mine.problems & theirs.problems),
            province=mine.province if mine.province == theirs.province else None,
            words=tuple(words[:_WORDS_SHOWN]),
        )

    def of(self, slug: str, *, most: int = 4) -> list[tuple[Chapter, Common]]:
        """Give the chapters to read after this one, nearest first, with what they have in common with it."""
        traits = self._traits[slug]
        near: dict[str, int] = {}
        for trait in _names(traits):
            near.update(dict.fromkeys(self._holding[trait], 0))
        for word in sorted(traits.words):
            holders = self._writing[word]
            for other in holders:
                near[other] = near.get(other, 0) + 1000 // len(holders)
        near.pop(slug, None)
        found = [(other, self._closeness(traits, other, weight)) for other, weight in near.items()]
        found.sort(key=lambda item: (*(-part for part in item[1]), item[0]))
        related = ((self.book.chapters[other], self.common(slug, other)) for other, _ in found)
        return [pair for pair, _ in zip((pair for pair in related if pair[1]), range(most), strict=False)]

    def _closeness(self, mine: _Traits, other: str, weight: int) -> tuple[int, int, int, int]:
        theirs = self._traits[other]
        return (
            len(set(mine.practices) & set(theirs.practices)),
            len(mine.problems & theirs.problems),
            int(mine.province is not None and mine.province == theirs.province),
            weight,
        )


def _names(traits: _Traits) -> Iterable[str]:
    """Give the traits that many chapters have, as keys of one dictionary."""
    yield from (f"practice {each}" for each in traits.practices)
    yield from sorted(f"problem {each}" for each in traits.problems)
    if traits.province:
        yield f"province {traits.province}"


def related_practices(
    practice: Practice, practices: Mapping[str, Practice], chapters: Iterable[Chapter], *, most: int = 6
) -> list[RelatedPractice]:
    """Give the practices to read after one: those that its `chapters` also tell of, the editors' choice, its group."""
    together: dict[str, int] = {}
    for chapter in chapters:
        for identity in {use.id for use in chapter.practices} - {practice.id}:
            together[identity] = together.get(identity, 0) + 1
    found = [
        RelatedPractice(practice=each, together=together.get(each.id, 0), is_suggested=each.id in practice.related)
        for each in practices.values()
        if each.id != practice.id
        and (each.id in together or each.id in practice.related or each.group == practice.group)
    ]
    # Sorting is stable, so that equals stand in the order of the file.
    return sorted(found, key=lambda each: (-each.together, not each.is_suggested))[:most]
