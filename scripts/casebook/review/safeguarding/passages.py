"""Everything of a chapter that readers will see, passage by passage, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.manuscript import Block, Chapter, Place, Text, Translation, Translations
from casebook.translation import content_digest

from .plain import Plain, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of a text, or a value of the metadata."""

    language: str
    markdown: str
    start: Place
    block: Block | None = None
    """None for metadata, whose place is that of its value."""

    @property
    def plain(self) -> Plain:
        """How it reads without markup."""
        return plain(self.markdown)

    @property
    def mark(self) -> str:
        """What decisions know it by: it changes whenever the passage says something else, and is no number in YAML."""
        return f"p{content_digest(self.markdown)}"

    def place(self, position: int) -> Place:
        """Give the place of a character of the plain text."""
        if self.block is None:
            return self.start
        origin = self.plain.origin(position)
        line = self.markdown.count("\n", 0, origin)
        column = origin - (self.markdown.rfind("\n", 0, origin) + 1) + 1
        return Place(self.start.path, self.start.line + line, column)


def passages(chapter: Chapter) -> Iterator[Passage]:
    """Give every passage of a chapter in every language: the original first."""
    yield from original_passages(chapter)
    for translation in chapter.translations.values():
        yield from translated_passages(chapter, translation)


def original_passages(chapter: Chapter) -> Iterator[Passage]:
    """Give every passage of the original: metadata, names of photos, text."""
    code = chapter.language
    for path, words in _words(chapter):
        if text := words.get(code):
            yield Passage(language=code, markdown=text, start=chapter.place(*path))
    for index, source in enumerate(chapter.sources):
        yield Passage(language=code, markdown=source.title, start=chapter.place("sources", index, "title"))
    for photo in chapter.photos:
        yield Passage(language=code, markdown=photo.stem, start=Place(photo))
    yield from text_passages(chapter.text, code)


def translated_passages(chapter: Chapter, translation: Translation) -> Iterator[Passage]:
    """Give every passage of one translation: metadata, then text."""
    code = translation.language
    for path, words in _words(chapter):
        if text := words.get(code):
            yield Passage(
                language=code, markdown=text, start=translation.place(*_translated(path, chapter, translation))
            )
    yield from text_passages(translation.text, code)


def text_passages(text: Text, language: str) -> Iterator[Passage]:
    """Give the blocks of a text."""
    for block in text.blocks:
        yield Passage(language=language, markdown=block.text, start=text.place_of_line(block.first), block=block)


def _words(chapter: Chapter) -> Iterable[tuple[tuple[str | int, ...], Translations]]:
    """Give the worded metadata that a reader sees, by its path in the original."""
    glance = chapter.glance
    yield ("title",), chapter.title
    yield ("summary",), chapter.summary
    for index, use in enumerate(chapter.practices):
        yield ("practices", index, "how"), use.how
        yield ("practices", index, "hard"), use.hard
        yield ("practices", index, "time"), use.time
    yield ("glance", "challenge"), glance.challenge
    yield ("glance", "response"), glance.response
    yield ("glance", "people"), glance.people
    yield ("glance", "time"), glance.time
    yield ("glance", "result"), glance.result


def _translated(path: tuple[str | int, ...], chapter: Chapter, translation: Translation) -> tuple[str | int, ...]:
    """Give the path of a value in a translation, whose practices may stand in another order."""
    if path[0] != "practices" or not isinstance(path[1], int):
        return path
    identity = chapter.practices[path[1]].id
    earlier = sum(use.id == identity for use in chapter.practices[: path[1]])
    same = [index for index, each in enumerate(translation.practices) if each == identity]
    return ("practices", same[earlier], path[2]) if earlier < len(same) else ("practices",)
