"""The record of a translation on the disk: read for one chapter, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from casebook.manuscript import Book, Diagnostic, Text, read_text
from casebook.manuscript.source import Source, split_front_matter
from casebook.translation import Sidecar, propose, read_sidecar, write_sidecar
from casebook.translation.confirming import Texts
from casebook.translation.repairing import Repaired
from casebook.translation.repairing import repair as repair_record
from casebook.translation.starting import begin

from .writing import write_whole


class BrokenRecord(Exception):
    """A record that cannot be read, and where it is broken."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(str(diagnostics[0].place.path))
        self.diagnostics = tuple(diagnostics)


class AlreadyThere(Exception):
    """There is a translation already; nothing is overwritten."""


def record_path(book: Book, slug: str, language: str) -> PurePosixPath:
    """Give the path of a record, from the book's root."""
    return book.chapters[slug].folder / f"{language}.sync.yml"


def read_texts(book: Book, slug: str, language: str) -> Texts | None:
    """Give both texts and their record; None where there is no record yet.

    Raises:
        BrokenRecord: the record cannot be read.
    """
    chapter = book.chapters[slug]
    raw = book.sidecars.get((slug, language))
    if raw is None:
        return None
    sidecar = read_sidecar(record_path(book, slug, language), raw)
    if not isinstance(sidecar, Sidecar):
        raise BrokenRecord(sidecar)
    return Texts(source=chapter.text, target=chapter.translations[language].text, sidecar=sidecar)


def write_record(root: Path, book: Book, slug: str, language: str, sidecar: Sidecar) -> Path:
    """Write a record, and give its file."""
    path = root / record_path(book, slug, language)
    write_whole(path, write_sidecar(sidecar))
    return path


def start(root: Path, book: Book, slug: str, language: str, *, translators: Sequence[str] = ()) -> list[Path]:
    """Write the file with which a translator begins, or the first record of a translation that has none.

    Raises:
        AlreadyThere: there is a translation with a record.
    """
    chapter = book.chapters[slug]
    folder = root / chapter.folder
    path, record = folder / f"{language}.md", folder / f"{language}.sync.yml"
    if record.exists() or (path.exists() and language not in chapter.translations):
        raise AlreadyThere(str(record if record.exists() else path))
    if translation := chapter.translations.get(language):
        write_whole(record, write_sidecar(propose(chapter.text, translation.text)))
        return [record]
    written = begin(chapter, translators=translators)
    write_whole(path, written)
    write_whole(record, write_sidecar(propose(chapter.text, _body(chapter.folder / path.name, written))))
    return [path, record]


def repair(root: Path, book: Book, slug: str, language: str) -> Repaired:
    """Mend a record in which a merge was not finished, and write it."""
    chapter = book.chapters[slug]
    path = record_path(book, slug, language)
    repaired = repair_record(path, book.sidecars[(slug, language)], chapter.text, chapter.translations[language].text)
    write_record(root, book, slug, language, repaired.sidecar)
    return repaired


def _body(path: PurePosixPath, written: str) -> Text:
    cut = split_front_matter(Source(path=path, text=written))
    assert cut is not None
    return read_text(path, cut.body, first_line=cut.body_line)
