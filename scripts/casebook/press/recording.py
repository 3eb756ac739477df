"""Writing the record of a translation beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casebook.manuscript import Book
from casebook.translation import Confirmation, record, write_sidecar


def confirm(root: Path, book: Book, slug: str, language: str, *, by: str, on: date) -> Path:
    """Record that a whole translation says what its original says today; give the sidecar that was written.

    Raises:
        Unpairable: the blocks of the two texts do not pair one to one.
    """
    chapter = book.chapters[slug]
    translation = chapter.translations[language]
    sidecar = record(
        chapter.text,
        translation.text,
        confirmed=Confirmation(by=by, on=on),
        review=tuple(sorted(translation.reviewers.items())),
    )
    path = root / translation.path.with_name(f"{language}.sync.yml")
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(write_sidecar(sidecar), encoding="utf-8", newline="\n")
    fresh.replace(path)
    return path
