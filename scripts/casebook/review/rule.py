"""A rule is a generator function: its name is the id, its docstring the help, and what it yields are the findings.

The docstring opens with the claim in one sentence; then `Bad:` and `Good:` show an example on both sides of it. So a
rule documents and lists itself, and `casebook rules` prints what stands here.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from casebook.manuscript import Book, Chapter, Claim, Diagnostic, Message, Place, Severity, Translation
from casebook.translation import Sidecar, Standings, TranslationState

ERROR = Severity.ERROR
WARNING = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule does not hold."""

    place: Place
    message: Message
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Translated:
    """One translation with its chapter, how it stands, and the book around it."""

    chapter: Chapter
    translation: Translation
    state: TranslationState
    book: Book

    @property
    def command(self) -> str:
        """What stands after `casebook translate` and the command's name."""
        return f"{self.chapter.slug} --to {self.translation.language}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One record of a translation, with its file, and the book around it."""

    path: PurePosixPath
    content: bytes
    sidecar: Sidecar
    book: Book


ChapterCheck: TypeAlias = Callable[[Chapter, Book], Iterator[Finding]]
BookCheck: TypeAlias = Callable[[Book], Iterator[Finding]]
RecordCheck: TypeAlias = Callable[[Recorded], Iterator[Finding]]
TranslationCheck: TypeAlias = Callable[[Translated], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A claim together with the function that looks for places where it does not hold."""

    claim: Claim
    check: Callable[[Book, Standings], Iterator[Finding]]

    def diagnose(self, book: Book, standings: Standings) -> Iterator[Diagnostic]:
        """Hold the book, and how its translations stand, against the claim."""
        for finding in self.check(book, standings):
            yield Diagnostic(place=finding.place, claim=self.claim, message=finding.message, hint=finding.hint)


RULES: list[Rule] = []


def chapter_rule(*, severity: Severity, zh: str) -> Callable[[ChapterCheck], ChapterCheck]:
    """Register a rule that looks at one chapter at a time; `zh` is the claim in Chinese."""

    def register(check: ChapterCheck) -> ChapterCheck:
        def every_chapter(book: Book, standings: Standings) -> Iterator[Finding]:
            for chapter in book.chapters.values():
                yield from check(chapter, book)

        RULES.append(Rule(_claim(check, severity, zh), every_chapter))
        return check

    return register


def book_rule(*, severity: Severity, zh: str) -> Callable[[BookCheck], BookCheck]:
    """Register a rule that looks at the book as a whole; `zh` is the claim in Chinese."""

    def register(check: BookCheck) -> BookCheck:
        def whole_book(book: Book, standings: Standings) -> Iterator[Finding]:
            return check(book)

        RULES.append(Rule(_claim(check, severity, zh), whole_book))
        return check

    return register


def translation_rule(*, severity: Severity, zh: str) -> Callable[[TranslationCheck], TranslationCheck]:
    """Register a rule that looks at one translation at a time."""

    def register(check: TranslationCheck) -> TranslationCheck:
        def every_translation(book: Book, standings: Standings) -> Iterator[Finding]:
            broken = {diagnostic.place.path for diagnostic in standings.diagnostics}
            for chapter in book.chapters.values():
                for code, translation in chapter.translations.items():
                    state = standings.states.get((chapter.slug, code))
                    # A record that cannot be read is an error already, and everything else would follow from it.
                    is_broken = chapter.folder / f"{code}.sync.yml" in broken
                    if state is not None and not is_broken:
                        yield from check(Translated(chapter, translation, state, book))

        RULES.append(Rule(_claim(check, severity, zh), every_translation))
        return check

    return register


def record_rule(*, severity: Severity, zh: str) -> Callable[[RecordCheck], RecordCheck]:
    """Register a rule that looks at one record of a translation at a time."""

    def register(check: RecordCheck) -> RecordCheck:
        def every_record(book: Book, standings: Standings) -> Iterator[Finding]:
            for (slug, code), sidecar in standings.records.items():
                path = book.chapters[slug].folder / f"{code}.sync.yml"
                yield from check(Recorded(path, book.sidecars[(slug, code)], sidecar, book))

        RULES.append(Rule(_claim(check, severity, zh), every_record))
        return check

    return register


def _claim(check: Callable[..., Iterator[Finding]], severity: Severity, zh: str) -> Claim:
    help_text = inspect.cleandoc(check.__doc__ or "")
    match = re.fullmatch(r"(?P<summary>.+?)\n\nBad:\s*(?P<bad>.+?)\nGood:\s*(?P<good>.+)", help_text, re.DOTALL)
    if match is None:
        raise TypeError(f"the docstring of rule {check.__name__} needs a claim, a 'Bad:' and a 'Good:' example")
    return Claim(
        id=check.__name__.replace("_", "-"),
        severity=severity,
        summary=Message(" ".join(match["summary"].split()), zh),
        bad=inspect.cleandoc(match["bad"]),
        good=inspect.cleandoc(match["good"]),
    )
