"""What there is to ask about in a chapter: one look through its texts, for all rules of safeguarding.

What is found depends on the chapter alone (its texts and metadata in every language) and on the tags of the book's
languages; who may be named, and what was decided, is asked of it later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from casebook.manuscript import Book, Chapter, Language, Message

from .circumstances import risks, together
from .concern import Concern
from .identity import Itself
from .naming import Named, named
from .numbers import particulars
from .passages import Reading, Spot, read_original, read_translation
from .surplus import Surplus, surplus


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """Something that leads to a person, and what it is."""

    spot: Spot
    kind: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one chapter holds, in every language: the original first."""

    named: tuple[Named, ...]
    private: tuple[Private, ...]
    together: tuple[Concern, ...]
    risks: tuple[Concern, ...]
    surplus: tuple[Surplus, ...]
    """What translations say more than the original."""


def look(chapter: Chapter, book: Book) -> Look:
    """Look through a chapter of a book, once however many rules ask."""
    kept = _kept(Itself(book))
    if chapter.slug not in kept:
        kept[chapter.slug] = look_at(chapter, book.languages)
    return kept[chapter.slug]


@lru_cache(maxsize=1)
def _kept(book: Itself[Book]) -> dict[str, Look]:
    """Give what is known of the chapters of the book that is being reviewed, to be filled."""
    return {}


def look_at(chapter: Chapter, languages: Mapping[str, Language]) -> Look:
    """Look through a chapter."""
    original = read_original(chapter)
    translations = [read_translation(chapter, each) for each in chapter.translations.values()]
    texts = (original, *translations)
    return Look(
        named=tuple(each for text in texts for each in named(text, languages[text.language].tag)),
        private=tuple(each for text in texts for each in private_in(text)),
        together=tuple(each for text in texts for each in together(text, chapter.school)),
        risks=tuple(each for text in texts for each in risks(text)),
        surplus=tuple(
            each for text in translations for each in surplus(text, original, chapter=chapter, languages=languages)
        ),
    )


def private_in(text: Reading) -> list[Private]:
    """Find what leads to a person in a text."""
    return [Private(spot=text.spot(each.start), kind=each.kind) for each in particulars(text.text)]
