"""The book as every other room sees it: checked, immutable, in every language.

Words that exist in several languages are `Translations`; what a translation leaves out is simply not in them, and the
reader's page falls back to the original and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from types import MappingProxyType

from .diagnostic import Place
from .picture import Picture
from .saying import Saying
from .text import Text
from .yamltext import YamlText

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Translations(Mapping[str, str]):
    """One thing said in one or more languages, by language code."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str | None] = _NOTHING) -> None:
        self._words = {code: text for code, text in words.items() if text}

    def __getitem__(self, code: str) -> str:
        return self._words[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __hash__(self) -> int:
        return hash(tuple(self._words.items()))

    def __repr__(self) -> str:
        return f"Translations({self._words!r})"

    def nearest(self, code: str, source: str) -> tuple[str, str]:
        """Give the words for a reader of `code`, and their language; ("", code) where nothing was said at all."""
        for language in (code, source, *self._words):
            if text := self._words.get(language):
                return text, language
        return "", code


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the book."""

    code: str
    """As folders and files name it: `zh`, `en`, `pt-BR`."""
    name: str
    """As its own readers call it."""
    tag: str
    """BCP 47, for `lang` attributes: `zh-Hans`, `en-GB`."""


@dataclass(frozen=True, slots=True)
class TaxonomyPlace:
    """Where an entry of practices.yml stands, and each of its values."""

    path: tuple[str | int, ...]
    places: Mapping[tuple[str | int, ...], Place] = field(compare=False, repr=False)

    def of(self, *key: str | int) -> Place:
        """Give the place of a value of the entry, or of the nearest part around it."""
        return _nearest_place(self.places, (*self.path, *key), PurePosixPath("chapters/practices.yml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of practices."""

    id: str
    name: Translations
    definition: Translations
    place: TaxonomyPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Something that schools do, under one id in every language."""

    id: str
    """Kebab case; becomes the page's address and never changes."""
    group: str
    name: Translations
    definition: Translations
    synonyms: Mapping[str, tuple[str, ...]]
    """Other words that a search for this practice must find, by language."""
    caution: Translations
    """What children and staff must know before they begin; empty where nothing particular is needed."""
    related: tuple[str, ...]
    place: TaxonomyPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem in the words of an educator, and the practices that answer it."""

    id: str
    name: Translations
    practices: tuple[str, ...]
    place: TaxonomyPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the glossary, as translators use it."""

    id: str
    name: Translations
    accept: tuple[str, ...]
    avoid: Mapping[str, tuple[str, ...]]
    severity: str
    gloss: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An author, translator, reviewer, or somebody whom a case note is about."""

    id: str
    name: Translations
    family: Translations
    """Which part of the name is the family name, as citations need it; empty for a body, or where nobody said."""
    role: str
    school: Translations
    note: Translations
    orcid: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """The school of a chapter, as far as it may be known."""

    name: Translations
    county: Translations
    prefecture: Translations
    province: str | None
    stage: str | None
    boarding: bool | None
    pupils: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeUse:
    """One practice as one school does it."""

    id: str
    anchor: str
    """The id of the heading under which the chapter tells it, without '#'."""
    how: Translations
    hard: Translations
    cost: str | None
    time: Translations
    place: Place
    """Where the chapter names the practice."""
    anchor_place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The chapter at a glance."""

    challenge: Translations
    response: Translations
    people: Translations
    cost: str | None
    time: Translations
    result: Translations


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Ids of consent records that are kept elsewhere."""

    author: str
    school: str
    children: str
    photos: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Somebody’s decision to keep a passage that a rule of safeguarding asks about."""

    rule: str
    mark: str
    """The mark of the passage, which changes when it says something else."""
    why: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """A public source, and the day on which it was read."""

    title: str
    url: str
    read: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That something of a chapter, or all of it, was taken back; why is between the editors."""

    on: date
    by: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One translation of one chapter: its text, its people, and where its file stands."""

    language: str
    path: PurePosixPath
    text: Text
    title: str
    translators: tuple[str, ...]
    reviewers: Mapping[str, str]
    """Person id by duty: `fidelity`, `style`."""
    practices: tuple[str, ...]
    """The practices that it has words for."""
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict, compare=False)

    def place(self, *path: str | int) -> Place:
        """Give the place of a value of its metadata, or of the nearest part around it."""
        return _nearest_place(self.places, path, self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One chapter: the original, and every translation of it."""

    slug: str
    path: PurePosixPath
    """The file of the original."""
    language: str
    kind: str
    status: str
    title: Translations
    summary: Translations
    authors: tuple[str, ...]
    school: School | None
    practices: tuple[PracticeUse, ...]
    glance: Glance
    written: str
    consent: Consent
    adults: tuple[str, ...]
    pseudonyms: tuple[str, ...]
    safeguarding: tuple[Decision, ...]
    sources: tuple[CitedSource, ...]
    aliases: tuple[str, ...]
    withdrawals: tuple[Withdrawal, ...]
    """What was taken back of it while the rest stayed."""
    licence: str
    text: Text
    translations: Mapping[str, Translation]
    photos: tuple[PurePosixPath, ...]
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict, compare=False)

    @property
    def folder(self) -> PurePosixPath:
        """The chapter's folder."""
        return self.path.parent

    @property
    def is_published(self) -> bool:
        """Whether readers may see it."""
        return self.status == "published"

    def place(self, *path: str | int) -> Place:
        """Give the place of a value of its metadata, or of the nearest part around it."""
        return _nearest_place(self.places, path, self.path)

    @property
    def people(self) -> frozenset[str]:
        """The ids of everybody who wrote, translated or reviewed it."""
        others = (
            identity
            for translation in self.translations.values()
            for identity in (*translation.translators, *translation.reviewers.values())
        )
        return frozenset((*self.authors, *others))

    def text_in(self, code: str) -> Text | None:
        """Give the text in a language, or None where it is not translated."""
        if code == self.language:
            return self.text
        translation = self.translations.get(code)
        return translation.text if translation else None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandPage:
    """A page written by hand in one language: about, how to contribute, and so on."""

    name: str
    language: str
    title: str
    description: str
    text: Text
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict, compare=False)

    def place(self, *path: str | int) -> Place:
        """Give the place of a value of its metadata, or of the nearest part around it."""
        return _nearest_place(self.places, path, self.text.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnChapter:
    """A chapter that was taken back: its address stays and says so, and nothing of it is in the book."""

    slug: str
    path: PurePosixPath
    aliases: tuple[str, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenChapter:
    """A chapter that could not be read; a preview shows what is wrong in its place."""

    slug: str
    path: PurePosixPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything that was read, in the order in which readers meet it."""

    title: Translations
    subtitle: Translations
    source: str
    """The code of the language of the originals."""
    languages: Mapping[str, Language]
    url: str
    """Where the site lives, with a slash at its end."""
    repository: str
    branch: str
    licence: str
    stale_share: float
    stale_days: int
    fonts: Mapping[str, Mapping[str, str]]
    """Families for print by language and by what they set (`text`, `heading`, `quotation`)."""
    featured: tuple[str, ...]
    safeguarding: tuple[Decision, ...]
    """Decisions on what stands outside the chapters."""
    groups: Mapping[str, Group]
    practices: Mapping[str, Practice]
    problems: tuple[Problem, ...]
    terms: tuple[Term, ...]
    people: Mapping[str, Person]
    chapters: Mapping[str, Chapter]
    withdrawn: Mapping[str, WithdrawnChapter]
    broken: tuple[BrokenChapter, ...]
    broken_names: frozenset[str]
    """Ids of people, and `language/name` of hand-written pages, whose own entry or file has a mistake of form: whoever
    names them is not to blame."""
    bodies: tuple[Text, ...]
    """Every text that was read, those of broken chapters and pages included."""
    metadata: tuple[YamlText, ...] = field(compare=False, repr=False)
    """The metadata of every file that could be read, as they are written."""
    photos: frozenset[PurePosixPath]
    """Every photo in a chapter's folder, by its path."""
    pictures: Mapping[PurePosixPath, Picture]
    """What is known of each photo that somebody looked into."""
    pages: Mapping[str, Mapping[str, HandPage]]
    """Hand-written pages by language and name."""
    sidecars: Mapping[tuple[str, str], bytes]
    """The raw translation records, by slug and language."""
    wording: Mapping[str, bytes]
    """The raw words of the site's own pages, by language."""
    sayings: tuple[Saying, ...]
    """What the tables of the book and its words for the site say to readers, by file and line."""
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict, compare=False)

    def place(self, *path: str | int) -> Place:
        """Give the place of a value of chapters/book.yml."""
        return _nearest_place(self.places, path, PurePosixPath("chapters/book.yml"))

    def published(self) -> list[Chapter]:
        """List the chapters that readers may see, by slug."""
        return [chapter for chapter in self.chapters.values() if chapter.is_published]

    def without(self, slugs: set[str]) -> Book:
        """Give the book without some chapters, which are then listed as broken."""
        if not slugs:
            return self
        gone = tuple(
            BrokenChapter(slug=slug, path=chapter.path) for slug, chapter in self.chapters.items() if slug in slugs
        )
        return replace(
            self,
            chapters={slug: chapter for slug, chapter in self.chapters.items() if slug not in slugs},
            broken=tuple(sorted((*self.broken, *gone), key=lambda chapter: chapter.slug)),
        )


def _nearest_place(
    places: Mapping[tuple[str | int, ...], Place], path: tuple[str | int, ...], file: PurePosixPath
) -> Place:
    for length in range(len(path), -1, -1):
        if found := places.get(path[:length]):
            return found
    return Place(file)
