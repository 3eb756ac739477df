"""The book as its readers have it: what a translator has begun and not yet put into words is not there.

A translation that somebody started holds the original's words until they are replaced. Its page would be the original
under the name of another language, so until it says something it is no translation for readers, for search engines or
for our search; and a single line that is still the original's is shown as that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from casebook.manuscript import BlockKind, Book, Chapter, Glance, PracticeUse, School, Text, Translations
from casebook.translation import Status, TranslationState, is_left


def as_readers_have_it(book: Book, states: Mapping[tuple[str, str], TranslationState]) -> Book:
    """Give the book without translations that say nothing yet, and without words that still wait for a translator."""
    return replace(book, chapters={slug: _chapter(book, each, states) for slug, each in book.chapters.items()})


def says_something(state: TranslationState | None, text: Text) -> bool:
    """Say whether any passage of a translation is in its language; a line across the page is in none."""
    if state is None:
        return any(block.kind is not BlockKind.RULE for block in text.blocks)
    return any(
        text.blocks[position].kind is not BlockKind.RULE
        for group in state.groups
        if group.status is not Status.MISSING
        for position in group.target
    )


def _chapter(book: Book, chapter: Chapter, states: Mapping[tuple[str, str], TranslationState]) -> Chapter:
    if not chapter.translations:
        return chapter
    kept = {
        code: each
        for code, each in chapter.translations.items()
        if not _is_left(book, chapter.title, code) and says_something(states.get((chapter.slug, code)), each.text)
    }
    gone = chapter.translations.keys() - kept.keys()
    return replace(
        chapter,
        translations=kept,
        title=_said(book, chapter.title, gone),
        summary=_said(book, chapter.summary, gone),
        school=_school(book, chapter.school, gone),
        practices=tuple(_use(book, each, gone) for each in chapter.practices),
        glance=_glance(book, chapter.glance, gone),
    )


def _school(book: Book, school: School | None, gone: Collection[str]) -> School | None:
    return school and replace(
        school,
        name=_said(book, school.name, gone),
        county=_said(book, school.county, gone),
        prefecture=_said(book, school.prefecture, gone),
    )


def _use(book: Book, use: PracticeUse, gone: Collection[str]) -> PracticeUse:
    return replace(
        use, how=_said(book, use.how, gone), hard=_said(book, use.hard, gone), time=_said(book, use.time, gone)
    )


def _glance(book: Book, glance: Glance, gone: Collection[str]) -> Glance:
    return replace(
        glance,
        challenge=_said(book, glance.challenge, gone),
        response=_said(book, glance.response, gone),
        people=_said(book, glance.people, gone),
        time=_said(book, glance.time, gone),
        result=_said(book, glance.result, gone),
    )


def _said(book: Book, words: Translations, gone: Collection[str]) -> Translations:
    """Give words without those of languages that are gone, and without those that wait for a translator."""
    waiting = {code for code in words if code in gone or _is_left(book, words, code)}
    return Translations({code: text for code, text in words.items() if code not in waiting}) if waiting else words


def _is_left(book: Book, words: Translations, code: str) -> bool:
    return code != book.source and is_left(words, code, source=book.source, tag=book.languages[code].tag)
