"""How every translation of a book on the disk stands, without reading more of the book than that takes.

`casebook check` reads everything and says what is wrong with it. Here a chapter is two texts and a record, so that the
state of hundreds of chapters is there before anybody wonders.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from casebook.manuscript import Diagnostic, Text
from casebook.manuscript.form import BookForm
from casebook.manuscript.intake import Intake
from casebook.manuscript.source import Source, read_source, split_front_matter
from casebook.translation import Sidecar, derive, read_sidecar
from casebook.translation.blocks import read_blocks
from casebook.translation.summary import Summary, summarise

_WITHDRAWN = re.compile(r"^status:[ \t]*[\"']?withdrawn\b", re.MULTILINE)
_SETTINGS = PurePosixPath("chapters/book.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """How the translations stand, and which files could not be counted."""

    source: str
    """The language of the originals."""
    languages: tuple[str, ...]
    """The languages of translations."""
    found: tuple[Summary, ...]
    """By slug and language."""
    uncounted: tuple[PurePosixPath, ...]
    """Texts that cannot be read; `casebook check` says why."""
    unread: tuple[PurePosixPath, ...]
    """Records that cannot be read, so that their translations count as unconfirmed."""


class Unreadable(Exception):
    """The settings of the book cannot be read, and why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(f"{len(diagnostics)} findings")
        self.diagnostics = diagnostics


def survey(root: Path, language: str | None = None) -> Survey:
    """Derive how every chapter that is not withdrawn stands, in one language or in all.

    Raises:
        Unreadable: chapters/book.yml is missing or broken.
    """
    settings = root / _SETTINGS
    intake = Intake(texts={_SETTINGS: settings.read_bytes()} if settings.is_file() else {})
    form = intake.form_file(_SETTINGS, BookForm)
    if form is None:
        raise Unreadable(tuple(intake.found))
    book = form[0]
    languages = tuple(code for code in book.languages if code != book.source)
    found: list[Summary] = []
    uncounted: list[PurePosixPath] = []
    unread: list[PurePosixPath] = []
    for folder in sorted(path for path in (root / _SETTINGS.parent).iterdir() if path.is_dir()):
        original = folder / f"{book.source}.md"
        if folder.name.startswith(".") or not original.is_file():
            continue
        source, front = _read(root, original)
        if source is None:
            uncounted.append(_relative(root, original))
        elif not _WITHDRAWN.search(front):
            codes = languages if language is None else (language,)
            found.extend(_one(root, folder, code, source, uncounted, unread) for code in codes)
    return Survey(
        source=book.source,
        languages=languages,
        found=tuple(found),
        uncounted=tuple(uncounted),
        unread=tuple(unread),
    )


def _one(
    root: Path, folder: Path, code: str, source: Text, uncounted: list[PurePosixPath], unread: list[PurePosixPath]
) -> Summary:
    path, record = folder / f"{code}.md", folder / f"{code}.sync.yml"
    target = _read(root, path)[0] if path.is_file() else None
    if target is None and path.is_file():
        uncounted.append(_relative(root, path))
    sidecar = read_sidecar(_relative(root, record), record.read_bytes()) if target and record.is_file() else None
    if isinstance(sidecar, list):
        unread.append(_relative(root, record))
    known = sidecar if isinstance(sidecar, Sidecar) else None
    empty = read_blocks(_relative(root, path), "")
    state = derive(source, target or empty, known)
    return summarise(folder.name, code, source, target or empty, state, is_begun=target is not None)


def _read(root: Path, path: Path) -> tuple[Text | None, str]:
    """Read the blocks of a text, and its metadata as it is written."""
    source = read_source(_relative(root, path), path.read_bytes())
    cut = split_front_matter(source) if isinstance(source, Source) else None
    if cut is None:
        return None, ""
    return read_blocks(_relative(root, path), cut.body, first_line=cut.body_line), cut.yaml


def _relative(root: Path, path: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(root).as_posix())
