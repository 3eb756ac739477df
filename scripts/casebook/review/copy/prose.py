"""What is looked at: every text of a book that readers will see, in its body or in its metadata, and its language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import PurePosixPath

from casebook.manuscript import Book, Chapter, Language, Place, Text
from casebook.manuscript.scalar import origins, value_at
from casebook.manuscript.yamltext import Path as KeyPath
from casebook.manuscript.yamltext import YamlText

from .chinese import HAN
from .finding import slips_in
from .slip import Slip

_IN_A_CHAPTER = re.compile(
    r"(?:title|summary|practices\.\d+\.(?:how|hard|time)|glance\.(?:challenge|response|people|time|result))"
)
_LATIN = re.compile(r"[^\W\d_\u3400-\u9fff]")
_ON_A_PAGE = re.compile(r"title|description")
# Names of people and schools are written as their owners write them, synonyms as readers type them, and what the
# glossary avoids stands there because it is wrong.
_BY_LANGUAGE = {
    "book.yml": re.compile(r"(?:title|subtitle)\.(?P<code>[A-Za-z-]+)"),
    "practices.yml": re.compile(
        r"(?:groups|practices|problems)\.\d+\.(?:(?:name|definition|caution)[._])?(?P<code>[A-Za-z-]+)"
    ),
    "glossary.yml": re.compile(r"terms\.\d+\.(?:name\.)?(?P<code>[A-Za-z-]+)"),
    "people.yml": re.compile(r"[^.]+\.note\.(?P<code>[A-Za-z-]+)"),
}


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a chapter or of a page."""

    text: Text
    language: str

    @property
    def path(self) -> PurePosixPath:
        """The file."""
        return self.text.path

    @property
    def markdown(self) -> str:
        """What is read."""
        return self.text.markdown

    def place(self, offset: int) -> Place:
        """Give the place of a character."""
        before = self.text.markdown[:offset]
        line = self.text.place_of_line(before.count("\n"))
        return Place(line.path, line.line, offset - before.rfind("\n"))


@dataclass(frozen=True, slots=True)
class Words:
    """What the metadata of a file say in one language: a line a value, or more where the value has more."""

    yaml: YamlText
    language: str
    values: tuple[tuple[KeyPath, str], ...]

    @property
    def path(self) -> PurePosixPath:
        """The file."""
        return self.yaml.path

    @property
    def markdown(self) -> str:
        """What is read."""
        return "\n".join(value for _, value in self.values)

    def place(self, offset: int) -> Place:
        """Give the place of a character; that of its value where the value is written in a way that hides it."""
        starts = [0, *accumulate(len(value) + 1 for _, value in self.values)]
        index = bisect_right(starts, offset) - 1
        path, _ = self.values[index]
        places = origins(self.yaml, path)
        return self.yaml.place_at(places[offset - starts[index]]) if places else self.yaml.place(*path)

    def changed(self, markdown: str) -> dict[KeyPath, str]:
        """Give the values that another text, of as many lines, says otherwise."""
        lines = markdown.split("\n")
        result: dict[KeyPath, str] = {}
        for path, value in self.values:
            count = value.count("\n") + 1
            better, lines = "\n".join(lines[:count]), lines[count:]
            if better != value:
                result[path] = better
        return result


Prose = Body | Words


def words_of(yaml: YamlText, languages: Mapping[str, Language]) -> Iterator[Words]:
    """Give what readers see of the metadata of a file, by language; what waits for its translator is left out."""
    parts = yaml.path.parts
    if len(parts) == 2:
        pattern, own = _BY_LANGUAGE.get(parts[1]), None
    else:
        pattern, own = (_IN_A_CHAPTER, yaml.path.stem) if parts[0] == "chapters" else (_ON_A_PAGE, parts[1])
    if pattern is None:
        return
    found: dict[str, list[tuple[KeyPath, str]]] = {code: [] for code in languages}
    for path in yaml.spans:
        match = pattern.fullmatch(".".join(map(str, path)))
        value = value_at(yaml, path) if match else None
        if match and isinstance(value, str) and (code := own or match["code"]) in found:
            is_waiting = not languages[code].tag.startswith("zh") and HAN.search(value) and not _LATIN.search(value)
            if not is_waiting:
                found[code].append((path, value))
    for code, values in found.items():
        if values:
            yield Words(yaml, code, tuple(values))


def prose_of(book: Book) -> Iterator[tuple[Prose, tuple[Slip, ...]]]:
    """Give every text that can be looked at, with what is written otherwise in it.

    A chapter whose metadata cannot be read is left out: they say which names are written as they are.
    """
    people = names_of(book)
    names = {slug: protected_names(chapter, people) for slug, chapter in book.chapters.items()}
    found: list[Prose] = [Body(text, language_of(text.path)) for text in book.bodies]
    found += chain.from_iterable(words_of(yaml, book.languages) for yaml in book.metadata)
    for each in found:
        language, is_ours = book.languages.get(each.language), each.path.parts[0] == "chapters"
        kept = names.get(each.path.parts[1]) if is_ours and len(each.path.parts) == 3 else people
        if language is not None and kept is not None:
            yield each, slips_in(each.markdown, language.tag, kept, is_chapter=is_ours)


def language_of(path: PurePosixPath) -> str:
    """Give the code of a text's language: a chapter's file is named after it, a page's folder too."""
    return path.stem if path.parts[0] == "chapters" else path.parts[1]


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
