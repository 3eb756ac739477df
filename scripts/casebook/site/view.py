"""The book as readers of one language meet it: addresses, words, and who belongs to what, looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from casebook.manuscript import PROVINCES, Book, Chapter, Language, Practice, PracticeUse, Translations
from casebook.translation import TranslationState

from .address import Address, path_of
from .prose import Proses
from .related import Relations
from .sharing import short_codes
from .wording import Wording, wording_of


class View:
    """One language's view of the book. `preview` also shows drafts."""

    def __init__(
        self,
        book: Book,
        code: str,
        states: Mapping[tuple[str, str], TranslationState],
        *,
        preview: bool = False,
        proses: Proses | None = None,
    ) -> None:
        self.book = book
        self.code = code
        self.states = states
        self.preview = preview
        self.proses = Proses(book) if proses is None else proses
        """The texts of the book as HTML; views of one book share them."""

    @cached_property
    def language(self) -> Language:
        """The language of this view."""
        return self.book.languages[self.code]

    @cached_property
    def words(self) -> Wording:
        """The site's own words."""
        return wording_of(self.book, self.code)

    @property
    def prefix(self) -> str:
        """What stands before every address of this language."""
        return "" if self.code == self.book.source else f"{self.code}/"

    def address(self, kind: str, identity: str = "") -> Address:
        """Give the address of a page in this language."""
        return Address(self.code, self.prefix, path_of(kind, identity))

    @cached_property
    def short_codes(self) -> Mapping[tuple[str, str], str]:
        """The code of each chapter and practice in its short address, the same in every language."""
        book = self.book
        shown = [name for each in book.chapters.values() for name in (each.slug, *each.aliases)]
        gone = [name for each in book.withdrawn.values() for name in (each.slug, *each.aliases)]
        return short_codes(
            [*(("chapters", name) for name in (*shown, *gone)), *(("practices", name) for name in book.practices)]
        )

    def short_address(self, kind: str, identity: str) -> Address:
        """Give the address by which a page can be typed from paper; it leads on to the page."""
        return Address(self.code, self.prefix, path_of("s", self.short_codes[kind, identity]))

    def nearest(self, words: Translations) -> tuple[str, str]:
        """Give words for this view's readers, and the language that they are in."""
        return words.nearest(self.code, self.book.source)

    def plain(self, words: Translations) -> str:
        """Give words for this view's readers, whatever language they are in."""
        return self.nearest(words)[0]

    # ---- what is shown

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The chapters that are shown, newest first; equally old ones by slug."""
        shown = [
            each
            for each in self.book.chapters.values()
            if each.is_published or (self.preview and each.status == "draft")
        ]
        return sorted(sorted(shown, key=lambda each: each.slug), key=lambda each: each.written, reverse=True)

    @cached_property
    def featured(self) -> list[Chapter]:
        """The chapters that editors chose for the home page."""
        shown = {each.slug: each for each in self.chapters}
        return [shown[slug] for slug in self.book.featured if slug in shown]

    @cached_property
    def by_practice(self) -> Mapping[str, list[tuple[Chapter, PracticeUse]]]:
        """For each practice, each chapter's version of it."""
        found: dict[str, list[tuple[Chapter, PracticeUse]]] = {identity: [] for identity in self.book.practices}
        for chapter in self.chapters:
            for use in chapter.practices:
                if use.id in found:
                    found[use.id].append((chapter, use))
        return found

    @cached_property
    def by_province(self) -> Mapping[str, list[Chapter]]:
        """The chapters of each province that has one, in the order of the provinces' codes."""
        found: dict[str, list[Chapter]] = {}
        for chapter in self.chapters:
            if chapter.school and chapter.school.province:
                found.setdefault(chapter.school.province, []).append(chapter)
        return {identity: found[identity] for identity in PROVINCES if identity in found}

    @cached_property
    def person_of_name(self) -> Mapping[str, str]:
        """The id of each known person, by every name that a text may use."""
        return {name: each.id for each in self.book.people.values() for name in each.name.values()}

    @cached_property
    def by_person(self) -> Mapping[str, Involvement]:
        """What each person has to do with the chapters that are shown."""
        found = {identity: Involvement({}, {}, {}, {}) for identity in self.book.people}
        for chapter in self.chapters:
            for identity in chapter.authors:
                found[identity].wrote[chapter.slug] = chapter
            for name in chapter.adults:
                if (known := self.person_of_name.get(name)) and known not in chapter.authors:
                    found[known].featured[chapter.slug] = chapter
            for translation in chapter.translations.values():
                for identity in translation.translators:
                    found[identity].translated[chapter.slug] = chapter
                for identity in translation.reviewers.values():
                    found[identity].reviewed[chapter.slug] = chapter
        return found

    def practices_of(self, group: str) -> list[Practice]:
        """The practices of a group in the order of the file."""
        return [each for each in self.book.practices.values() if each.group == group]

    @cached_property
    def relations(self) -> Relations:
        """What the chapters that are shown have in common."""
        return Relations(book=self.book, code=self.code, chapters=self.chapters)

    def is_translated(self, chapter: Chapter) -> bool:
        """Whether this view's readers read the chapter in their own language."""
        return self.code == chapter.language or self.code in chapter.translations


@dataclass(frozen=True, slots=True)
class Involvement:
    """The chapters that a person wrote, is told of in, translated and reviewed, each by slug."""

    wrote: dict[str, Chapter]
    featured: dict[str, Chapter]
    translated: dict[str, Chapter]
    reviewed: dict[str, Chapter]

    def __bool__(self) -> bool:
        return any((self.wrote, self.featured, self.translated, self.reviewed))


def views_of(
    book: Book, states: Mapping[tuple[str, str], TranslationState], *, preview: bool = False
) -> dict[str, View]:
    """Give a view for every language of the book."""
    proses = Proses(book)
    return {code: View(book, code, states, preview=preview, proses=proses) for code in book.languages}


def names(view: View, identities: Iterable[str]) -> list[str]:
    """Give the names of people for this view's readers."""
    return [view.plain(view.book.people[identity].name) for identity in identities if identity in view.book.people]
