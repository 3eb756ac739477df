"""Everything that readers will see, passage by passage, and in one piece to be looked through at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from casebook.manuscript import Chapter, Place, Text, Translation, Translations
from casebook.translation import content_digest

from .plain import EDGE, Plain, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of a text, or a value of the metadata."""

    markdown: str
    start: Place
    block: int | None = None
    """The number of the block in its text, from 0; None for metadata, whose place is that of its value."""
    key: tuple[str | int, ...] = ()
    """Where metadata stand in the original."""

    @property
    def mark(self) -> str:
        """What decisions know it by: it changes whenever the passage says something else, and is no number in YAML."""
        return f"p{content_digest(self.markdown)}"

    def place(self, origin: int) -> Place:
        """Give the place of a character of the Markdown."""
        if self.block is None:
            return self.start
        line = self.markdown.count("\n", 0, origin)
        column = origin - (self.markdown.rfind("\n", 0, origin) + 1) + 1
        return Place(self.start.path, self.start.line + line, column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A character of a passage."""

    passage: Passage
    origin: int
    """Where it stands in the Markdown of the passage."""

    @property
    def place(self) -> Place:
        """Where it stands in its file."""
        return self.passage.place(self.origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Passages of one language as a reader reads them, in one piece."""

    language: str
    values: Sequence[Passage]
    """Metadata, which come first."""
    body: Text | None
    plain: Plain
    starts: Sequence[int]
    """Where each passage begins in the Markdown of all of them."""
    lower: str
    """The text in lower case, each character where it stands."""

    @property
    def text(self) -> str:
        """All of it without markup, with an edge between passages."""
        return self.plain.text

    def spot(self, position: int) -> Spot:
        """Give the passage, and the character in it, that a character of the text is."""
        origin = self.plain.origin(position)
        number = bisect_right(self.starts, origin) - 1
        return Spot(passage=self._passage(number), origin=origin - self.starts[number])

    def _passage(self, number: int) -> Passage:
        if number < len(self.values):
            return self.values[number]
        assert self.body is not None
        block = number - len(self.values)
        found = self.body.blocks[block]
        return Passage(markdown=found.text, start=self.body.place_of_line(found.first), block=block)


def reading(language: str, values: Iterable[Passage], body: Text | None = None) -> Reading:
    """Read passages: metadata first, then the blocks of a text."""
    first = tuple(values)
    written = [*(value.markdown for value in first), *(block.text for block in (body.blocks if body else ()))]
    starts = (0, *accumulate(len(each) + len(EDGE) for each in written))
    shown = plain(EDGE.join(written))
    return Reading(
        language=language, values=first, body=body, plain=shown, starts=starts[:-1], lower=_lower(shown.text)
    )


def _lower(text: str) -> str:
    lower = text.lower()
    # A few capitals (İ) become two letters.
    return lower if len(lower) == len(text) else "".join(letter.lower()[0] for letter in text)


def readings(chapter: Chapter) -> Iterator[Reading]:
    """Read a chapter in every language: the original first."""
    yield read_original(chapter)
    for translation in chapter.translations.values():
        yield read_translation(chapter, translation)


def read_original(chapter: Chapter) -> Reading:
    """Read the original: metadata, cited titles, names of photos, text."""
    return reading(chapter.language, _original_values(chapter), chapter.text)


def read_translation(chapter: Chapter, translation: Translation) -> Reading:
    """Read one translation: metadata, then text."""
    code = translation.language
    values = [
        Passage(markdown=text, start=translation.place(*_translated(path, chapter, translation)), key=path)
        for path, words in _words(chapter)
        if (text := words.get(code))
    ]
    return reading(code, values, translation.text)


def _original_values(chapter: Chapter) -> Iterator[Passage]:
    for path, words in _words(chapter):
        if text := words.get(chapter.language):
            yield Passage(markdown=text, start=chapter.place(*path), key=path)
    for index, source in enumerate(chapter.sources):
        path = ("sources", index, "title")
        yield Passage(markdown=source.title, start=chapter.place(*path), key=path)
    for photo in chapter.photos:
        yield Passage(markdown=photo.stem, start=Place(photo), key=("photos", photo.name))


def _words(chapter: Chapter) -> Iterable[tuple[tuple[str | int, ...], Translations]]:
    """Give the worded metadata that a reader sees, by its path in the original."""
    glance, school = chapter.glance, chapter.school
    yield ("title",), chapter.title
    yield ("summary",), chapter.summary
    if school:
        yield ("school", "name"), school.name
        yield ("school", "county"), school.county
        yield ("school", "prefecture"), school.prefecture
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
