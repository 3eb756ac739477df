"""Mending what needs no judgement: Chinese copy, ids of headings, the order of metadata, an alias for a moved folder.

Every file is computed before one is written, and a text is mended only where a translator would have to translate the
same as before; records of translations follow, so that what was confirmed stays confirmed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from casebook.manuscript import Book, Text, read_text
from casebook.manuscript.folders import CHAPTERS
from casebook.manuscript.form import Form, HandPageForm, OriginalForm, TranslationForm
from casebook.manuscript.key_order import with_keys_in_order
from casebook.manuscript.mending import with_alias, with_heading_ids
from casebook.manuscript.scalar import value_at, with_values
from casebook.manuscript.source import FrontMatter, Source, read_source, split_front_matter
from casebook.manuscript.yamltext import Path as KeyPath
from casebook.manuscript.yamltext import YamlText, read_yaml
from casebook.review.copy import language_of, mended, names_of, protected_names, words_of
from casebook.translation import content_digest

from .changing import Change, contents, joined, replace_files
from .following import followed
from .history import moved_by_hand
from .reading import Files


def mend(root: Path, files: Files, book: Book, slugs: Collection[str] = ()) -> list[Change]:
    """List what can be mended in some chapters, or in all chapters and hand-written pages; nothing is written."""
    moved = moved_by_hand(root, files, book)
    mending = _Mending(files=files, book=book, people=names_of(book), moved=moved)
    found = [each for path in _in_order(files.texts, book, slugs) if (each := mending.file(path))]
    return [*found, *followed(files, found)]


def write(root: Path, files: Files, found: Collection[Change]) -> None:
    """Write mended files."""
    replace_files(root, contents(files.texts, found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mending:
    """One walk over the files of a book, originals first: translations take the ids of their headings from them."""

    files: Files
    book: Book
    people: tuple[str, ...]
    moved: Mapping[str, str]
    originals: dict[tuple[str, str], Text] = field(default_factory=dict)

    def file(self, path: PurePosixPath) -> Change | None:
        source = read_source(path, self.files.texts[path])
        if not isinstance(source, Source):
            return None
        after = self._metadata(path, source.text) if path.suffix == ".yml" else self._text(path, source)
        return Change(path=path, before=source.text, after=after) if after != source.text else None

    def _text(self, path: PurePosixPath, source: Source) -> str:
        cut = split_front_matter(source)
        if cut is None:
            return source.text
        body = self._copy(path, self._with_ids(path, cut))
        yaml = with_keys_in_order(self._metadata(path, cut.yaml), self._form(path))
        if path.parts[0] == "chapters" and language_of(path) == self.book.source and path.parts[1] in self.moved:
            yaml = with_alias(yaml, self.moved[path.parts[1]])
        return joined(source.text, cut, yaml, body)

    def _with_ids(self, path: PurePosixPath, cut: FrontMatter) -> str:
        work = _work(path)
        text = read_text(path, cut.body)
        if language_of(path) != self.book.source:
            return with_heading_ids(text, self.originals[work]) if work in self.originals else cut.body
        body = with_heading_ids(text)
        self.originals[work] = read_text(path, body)
        return body

    def _copy(self, path: PurePosixPath, body: str) -> str:
        names = self._names(path)
        if names is None:
            return body
        better = mended(body, self.book.languages[language_of(path)].tag, names)
        return better if content_digest(better) == content_digest(body) else body

    def _metadata(self, path: PurePosixPath, text: str) -> str:
        yaml, names = read_yaml(path, text), self._names(path)
        if isinstance(yaml, list) or names is None:
            return text
        better: dict[KeyPath, str] = {}
        for words in words_of(yaml, self.book.languages):
            tag = self.book.languages[words.language].tag
            better |= words.changed(mended(words.markdown, tag, names))
        same = {path: text for path, text in better.items() if content_digest(text) == _digest_at(yaml, path)}
        return with_values(yaml, same)

    def _names(self, path: PurePosixPath) -> tuple[str, ...] | None:
        """Give the names that are not ours to change; None where the metadata that list them cannot be read."""
        if path.parts[0] != "chapters" or len(path.parts) == 2:
            return self.people
        chapter = self.book.chapters.get(path.parts[1])
        return protected_names(chapter, self.people) if chapter else None

    def _form(self, path: PurePosixPath) -> type[Form]:
        if path.parts[0] != "chapters":
            return HandPageForm
        return OriginalForm if language_of(path) == self.book.source else TranslationForm


def _digest_at(yaml: YamlText, path: KeyPath) -> str:
    return content_digest(str(value_at(yaml, path)))


def _work(path: PurePosixPath) -> tuple[str, str]:
    """Give what a file and its translations have in common: the chapter, or the name of the page."""
    return (path.parts[0], path.parts[1] if path.parts[0] == "chapters" else path.stem)


def _in_order(texts: Mapping[PurePosixPath, bytes], book: Book, slugs: Collection[str]) -> list[PurePosixPath]:
    pages = [path for path in texts if path.suffix == ".md" and len(path.parts) == 3]
    ours = [path for path in pages if language_of(path) in book.languages]
    asked = [path for path in ours if not slugs or (path.parts[0] == "chapters" and path.parts[1] in slugs)]
    shared = [] if slugs else [path for path in texts if path.parent == CHAPTERS and path.suffix == ".yml"]
    return [*sorted(shared), *sorted(asked, key=lambda path: (language_of(path) != book.source, path))]
