"""What an author, editor or translator got wrong: where, which claim does not hold, and what to type instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath


class Severity(StrEnum):
    """How much a finding weighs: an error stops a build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence to a person, in English and in Chinese."""

    en: str
    zh: str

    def within(self, language: str) -> str:
        """Give the sentence in Chinese for any Chinese language tag, in English for every other."""
        return self.zh if language.lower().startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Correction(Message):
    """A hint that a program can carry out: these words, in the place of those that the finding points at."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file of the book; line and column count from 1, columns in characters."""

    path: PurePosixPath
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that should hold of a book, under an id that is never renamed."""

    id: str
    severity: Severity
    summary: Message
    """The claim in one sentence."""
    bad: str
    """An example for which it does not hold."""
    good: str
    """The same example, mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One place where a claim does not hold."""

    place: Place
    claim: Claim
    message: Message
    hint: Message | None = None

    @property
    def is_error(self) -> bool:
        """Whether it stops a build."""
        return self.claim.severity is Severity.ERROR

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key by which findings are sorted: as the files read, then by claim."""
        return (str(self.place.path), self.place.line, self.place.column, self.claim.id, self.message.en)


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Sort findings as the files read and drop exact repetitions."""
    return sorted(set(diagnostics), key=lambda diagnostic: diagnostic.order)
