"""Who may be named in a chapter: its authors and others of people.yml, `adults`, `pseudonyms`, and cited titles.

A name counts in any order and spelling: 李建国 permits "Li Jianguo", "Jianguo Li" and "Jianguo".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from casebook.manuscript import Book, Chapter

from .characters import COMPOUND
from .identity import Itself
from .latin import without_tones
from .plain import HAN, IS_HAN

_PARTS = re.compile(f"[{HAN}]|[A-Za-z\u00c0-\u024f\u1e00-\u1eff’'-]+")
_READINGS = 32
"""How many readings of one name are tried; more would be a sentence and no name."""


@dataclass(frozen=True, slots=True)
class Permitted:
    """The names of a chapter that may stand in it."""

    names: frozenset[str]
    """People, and schools and places of the metadata, as they are written."""
    sounds: frozenset[str]
    """Every spelling of them in Latin letters, in lower case and one piece."""
    titles: tuple[str, ...]
    """Titles of cited sources, in lower case."""

    def allows(self, name: str) -> bool:
        """Say whether a name that was found may stand."""
        if any(name.lower() in title for title in self.titles):
            return True
        if IS_HAN.search(name):
            return any(name in known or (known in name and "·" in known) for known in self.names)
        return without_tones(name) in self.sounds


def permitted(chapter: Chapter, book: Book) -> Permitted:
    """Give who and what may be named in a chapter."""
    everywhere = permitted_in_book(book)
    places: set[str] = set()
    if school := chapter.school:
        places = {name for words in (school.name, school.county, school.prefecture) for name in words.values()}
    own = frozenset((*places, *chapter.adults, *chapter.pseudonyms))
    sounds = frozenset(spelling for name in own for spelling in spellings(name))
    titles = tuple(source.title.lower() for source in chapter.sources)
    return Permitted(everywhere.names | own, everywhere.sounds | sounds, titles)


def permitted_in_book(book: Book) -> Permitted:
    """Give who may be named anywhere: everybody in people.yml."""
    return _permitted_in(Itself(book))


@lru_cache(maxsize=1)
def _permitted_in(book: Itself[Book]) -> Permitted:
    names = frozenset(name for person in book.it.people.values() for name in person.name.values())
    return Permitted(names, frozenset(spelling for name in names for spelling in spellings(name)), ())


@lru_cache(maxsize=4096)
def spellings(name: str) -> frozenset[str]:
    """Give every way in which a name, or a part of it, stands in Latin letters: lower case, no tones, in one piece."""
    found: set[str] = set()
    for parts in _readings(name):
        for start in range(len(parts)):
            found.update("".join(parts[start:end]) for end in range(start + 1, len(parts) + 1))
        surname = 2 if name[:2] in COMPOUND else 1
        found.add("".join((*parts[surname:], *parts[:surname])))
        found.add("".join(reversed(parts)))
    return frozenset(found)


def _readings(name: str) -> Iterable[list[str]]:
    """Give the syllables of a name in every way in which it can be read; Latin words in it stay as they are."""
    parts = [readings(part) if IS_HAN.match(part) else (without_tones(part),) for part in _PARTS.findall(name)]
    return [list(each) for each in islice(product(*parts), _READINGS)]


@lru_cache(maxsize=8192)
def readings(letter: str) -> tuple[str, ...]:
    """Give every sound of a Chinese character, without tones; ü as v."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  # its tables take a fifth of a second; most texts need none

    return tuple(dict.fromkeys(without_tones(each) for each in pinyin(letter, style=Style.NORMAL, heteronym=True)[0]))
