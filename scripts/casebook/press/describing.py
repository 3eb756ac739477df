"""The JSON Schemas of a book's files, written where its editors' programs look for them."""

from __future__ import annotations

from pathlib import Path

from casebook.manuscript import Diagnostic, gather
from casebook.site import schemas

from .reading import read_files


class NoBook(Exception):
    """The files that hold the book together cannot be read, and why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(f"{len(diagnostics)} findings")
        self.diagnostics = diagnostics


def write_schemas(root: Path) -> list[Path]:
    """Write the schemas into docs/schema/, and give the files that are new or have changed.

    Raises:
        NoBook: there is no book to describe.
    """
    files = read_files(root)
    gathered = gather(files.texts, files.others)
    if gathered.book is None:
        raise NoBook(gathered.diagnostics)
    written: list[Path] = []
    for path, text in sorted(schemas(gathered.book).items()):
        target = root / "docs" / path
        content = text.encode("utf-8")
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            written.append(target)
    return written
