"""What an edition is: everything between two covers, in order, before any program makes a file of it.

Contents are elements of pandoc's document (`elements.py`). Headings inside a chapter begin at level 3 and inside a
section at level 2, for a part and a section are of level 1 and a chapter is of level 2. Ids are unique in the whole
edition, and every link leads to one of them or to a full address on the web.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casebook.manuscript import Language
from casebook.site import Rendition, Wording

from .elements import Nodes


class Scope(StrEnum):
    """How much of the book an edition holds."""

    WHOLE = "whole"
    PRACTICE = "practice"
    CHAPTERS = "chapters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of an edition and the language that they are in."""

    text: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody who made the texts of an edition what they are."""

    name: Words
    family: str
    """Which part of the name is the family name; empty for a body, or where nobody said."""
    orcid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the front or back, or a chapter."""

    id: str
    kind: str
    """`about`, `kinds`, `glossary`, `people`, `practices` or `rights`; of a chapter the kind of its text."""
    title: Words
    content: Nodes
    """Everything below the title, which the content does not repeat."""
    kicker: str = ""
    """The kind of a chapter's text in words, to stand beside its title wherever that stands, contents included."""
    second: Words | None = None
    """The title in the other language of a parallel edition."""
    slug: str = ""
    """The chapter's; empty for other sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Chapters that belong together, and a word on what they share."""

    id: str
    title: Words
    content: Nodes
    chapters: tuple[Section, ...]
    second: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A book, a pack of one practice, or chosen chapters, in one language or in two beside each other."""

    stem: str
    """The name of its file without an ending: `letters-home.zh`, `secret-letter-box.en`, `letters-home.zh-en`."""
    scope: Scope
    parallel: bool
    code: str
    tag: str
    """The language of the edition; of a parallel one that of the originals."""
    spoken: tuple[Language, ...]
    """Every language that it is written in, that of the edition first."""
    title: Words
    subtitle: Words | None
    book: Words | None
    """The title of the whole book, where the edition's own is another."""
    note: str
    """What must be said of the title, such as that the book's in this language is unknown; often empty."""
    creators: tuple[Contributor, ...]
    translators: tuple[Contributor, ...]
    licence: str
    url: str
    """Where readers find what the edition was made from, and today's state of it."""
    date: date
    """The last day on which anything in it was written, read or confirmed, as the book says; never the clock's."""
    front: tuple[Section, ...]
    parts: tuple[Part, ...]
    back: tuple[Section, ...]
    photos: tuple[Rendition, ...]
    """Each picture that it shows, once; images in contents have its `path` as target."""
    fonts: Mapping[str, Mapping[str, str]]
    """The book's own choice of fonts by language tag and by what they set."""
    words: Wording
    """The words of the book's own site in the edition's language, for what a writer has to say itself."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the languages that it is written in, that of the edition first."""
        return tuple(each.tag for each in self.spoken)

    @property
    def chapters(self) -> tuple[Section, ...]:
        """Every chapter, in the order of the edition."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)
