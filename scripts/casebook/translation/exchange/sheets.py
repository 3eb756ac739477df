"""A chapter and how its translation stands → the units that go out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.manuscript import Book, Chapter, Term, Text, Translations, read_text
from casebook.translation.state import GroupState, Status, TranslationState, derive

from .model import Sheet, Unit

_HAN = re.compile(r"[\u3400-\u9fff]")
GLANCE = ("challenge", "response", "people", "time", "result")
SCHOOL = ("name", "county", "prefecture")
USE = ("how", "hard", "time")


def sheet_of(book: Book, chapter: Chapter, language: str, state: TranslationState | None) -> Sheet:
    """Give everything of a chapter that a translator into `language` works on, the metadata first."""
    translation = chapter.translations.get(language)
    text = translation.text if translation else None
    units = [
        Unit(
            id=identity,
            status="current" if (said := _said_in(words, chapter.language, language)) else "missing",
            source=words[chapter.language],
            target=said,
            notes=_terms(book.terms, chapter.language, language, words[chapter.language]),
        )
        for identity, words in metadata_of(chapter)
    ]
    for passage in passages_of(chapter, language, state):
        source = joined(chapter.text, passage.source)
        units.append(
            Unit(
                id=passage.id,
                status=passage.status.value,
                source=source,
                # What only holds the place of a translation is none.
                target="" if passage.status is Status.MISSING else joined(text, passage.target),
                before=_before(passage),
                notes=(*_said(passage), *_terms(book.terms, chapter.language, language, source)),
            )
        )
    return Sheet(
        slug=chapter.slug,
        language=language,
        source_tag=book.languages[chapter.language].tag,
        target_tag=book.languages[language].tag,
        title=chapter.title[chapter.language],
        units=tuple(units),
    )


def passages_of(chapter: Chapter, language: str, state: TranslationState | None) -> tuple[GroupState, ...]:
    """List the passages of a chapter and how they stand; where there is no translation, all of them are missing."""
    if state is None:
        nothing = read_text(chapter.folder / f"{language}.md", "")
        state = derive(chapter.text, nothing, None)
    return state.groups


def metadata_of(chapter: Chapter) -> Iterator[tuple[str, Translations]]:
    """Give every text of the metadata that is translated, with its unit's id, as far as the original has it."""
    found: list[tuple[str, Translations]] = [("meta:title", chapter.title), ("meta:summary", chapter.summary)]
    if chapter.school:
        found += [(f"meta:school.{key}", getattr(chapter.school, key)) for key in SCHOOL]
    seen: dict[str, int] = {}
    for use in chapter.practices:
        seen[use.id] = seen.get(use.id, 0) + 1
        name = use.id if seen[use.id] == 1 else f"{use.id}.{seen[use.id]}"
        found += [(f"meta:practices.{name}.{key}", getattr(use, key)) for key in USE]
    found += [(f"meta:glance.{key}", getattr(chapter.glance, key)) for key in GLANCE]
    return ((identity, words) for identity, words in found if chapter.language in words)


def _said_in(words: Translations, source: str, language: str) -> str:
    """Give the words in a language; what is still the original's, as a translator was given it, is none."""
    said = words.get(language, "")
    return "" if said == words[source] and _HAN.search(said) else said


def joined(text: Text | None, positions: Sequence[int]) -> str:
    """Give blocks of a text as one, as they would stand in a file of their own."""
    return "\n\n".join(text.blocks[position].text for position in positions) if text else ""


def _before(passage: GroupState) -> str:
    return "\n\n".join(passage.group.source) if passage.group and passage.status is Status.STALE else ""


def _said(passage: GroupState) -> Iterator[str]:
    if passage.group and passage.group.omitted:
        yield f"left out on purpose / 有意不译：{passage.group.omitted}"
    if not passage.source:
        yield "in the translation only / 只见于译文"


def _terms(terms: Sequence[Term], source: str, target: str, text: str) -> tuple[str, ...]:
    """Say what the glossary has on the terms of a text, the longest where several stand in one place."""
    notes: list[str] = []
    rest = text
    for term in sorted(terms, key=lambda each: -len(each.name.get(source, ""))):
        name = term.name.get(source)
        if not name or name not in rest or target not in term.name:
            continue
        rest = rest.replace(name, "\0" * len(name))
        said = f"{name} = {term.name[target]}"
        if term.accept and target == "en":
            said += f"; also/也可: {', '.join(term.accept)}"
        if avoid := term.avoid.get(target):
            said += f"; not/不用: {', '.join(avoid)}"
        notes.append(f"glossary/译名: {said}")
    return tuple(notes)
