"""A book of one chapter, read without the disk, for tests of how files are read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from casebook.manuscript import Book, Chapter, Diagnostic, Gathered, gather
from conftest import BOOK, ORIGINAL, TRANSLATION

ZH, EN, FR = "chapters/letters-home/zh.md", "chapters/letters-home/en.md", "chapters/letters-home/fr.md"
PRACTICES, SETTINGS = "chapters/practices.yml", "chapters/book.yml"

Files = dict[str, str | bytes]
Place = tuple[int, int, str]


def read(files: Files | None = None, photos: Iterable[str] = ()) -> Gathered:
    """Read the small book with its chapter, some files replaced or added."""
    everything: Files = {**BOOK, ZH: ORIGINAL, EN: TRANSLATION, **(files or {})}
    texts = {PurePosixPath(path): text.encode() if isinstance(text, str) else text for path, text in everything.items()}
    return gather({path: text for path, text in texts.items() if len(path.parts) > 1}, [*map(PurePosixPath, photos)])


def whole(files: Files | None = None, photos: Iterable[str] = ()) -> Book:
    """Give the book, which must be without a mistake."""
    gathered = read(files, photos)
    assert gathered.diagnostics == ()
    assert gathered.book is not None
    return gathered.book


def chapter(files: Files | None = None) -> Chapter:
    return whole(files).chapters["letters-home"]


def places(found: Iterable[Diagnostic]) -> list[Place]:
    return [(each.place.line, each.place.column, each.claim.id) for each in found]


def mistakes(files: Files) -> list[Place]:
    """List what is wrong with a book: line, column and claim."""
    return places(read(files).diagnostics)


def changed(text: str, **lines: str) -> str:
    """Give a chapter in which, for each key, its whole line is replaced."""
    for key, line in lines.items():
        start = text.index(f"{key}:")
        text = text[:start] + line + text[text.index("\n", start) :]
    return text
