"""What is written otherwise in one text of the book, by the language that it is in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from casebook.manuscript import Book, Chapter, Text

from .chinese import slips_in_chinese, straight_quotes, traditional_characters
from .english import quotes_in_english, slips_in_english
from .masking import masked, prose_lines
from .slip import Slip


def names_of(book: Book) -> tuple[str, ...]:
    """List the names of people, in every language: they are written as their owners write them."""
    return tuple(
        sorted({name for person in book.people.values() for name in (*person.name.values(), *person.school.values())})
    )


def protected_names(chapter: Chapter, people: tuple[str, ...]) -> tuple[str, ...]:
    """List the names that a chapter may not be corrected in: people, pseudonyms, its school, titles of its sources."""
    school = chapter.school
    places = (
        chain.from_iterable(each.values() for each in (school.name, school.county, school.prefecture)) if school else ()
    )
    sources = (source.title for source in chapter.sources)
    return tuple(sorted({*people, *chapter.adults, *chapter.pseudonyms, *places, *sources}))


def copy_slips(text: Text, tag: str, names: tuple[str, ...]) -> tuple[Slip, ...]:
    """List what is written otherwise in a text of a language, by its tag, as it reads; no two stretches overlap."""
    return _slips(text.markdown, tag, names, text.path.parts[0] == "chapters")


@lru_cache(maxsize=2048)
def _slips(markdown: str, tag: str, names: tuple[str, ...], is_chapter: bool) -> tuple[Slip, ...]:  # noqa: FBT001  # a part of the key
    return tuple(
        _apart(sorted(_found(markdown, tag, names, is_chapter=is_chapter), key=lambda slip: (slip.start, -slip.end)))
    )


def slips_in(markdown: str, tag: str, names: tuple[str, ...]) -> tuple[Slip, ...]:
    """List what is written otherwise in a Markdown body of a chapter."""
    return _slips(markdown, tag, names, True)  # noqa: FBT003  # a cache keys on positions


def _found(markdown: str, tag: str, names: tuple[str, ...], *, is_chapter: bool) -> Iterator[Slip]:
    is_chinese, is_british = tag.split("-", maxsplit=1)[0] == "zh", tag == "en-GB"
    if not is_chinese and not is_british:
        return
    for line in prose_lines(masked(markdown, names)):
        if is_chinese:
            yield from slips_in_chinese(line)
            if tag in ("zh", "zh-CN", "zh-SG") or "-Hans" in tag:
                yield from traditional_characters(line)
        else:
            yield from slips_in_english(line, is_chapter=is_chapter)
    others_are_curly = any(mark in markdown for mark in "“”’")
    if '"' not in markdown and (is_chinese or not others_are_curly or "'" not in markdown):
        return
    for line in prose_lines(masked(markdown, names, with_quotations=False)):
        if is_chinese:
            yield from straight_quotes(line)
        else:
            yield from quotes_in_english(line, others_are_curly=others_are_curly)


def _apart(slips: list[Slip]) -> Iterator[Slip]:
    end = -1
    for slip in slips:
        if slip.start >= end:
            yield slip
            end = slip.end
