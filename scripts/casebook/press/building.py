"""Building the site: into a folder of its own, which takes the place of the last one only when it is whole."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from casebook.manuscript import Diagnostic

from .mkdocs_plugin import render
from .preparing import prepare
from .progress import progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made."""

    folder: Path
    chapters: int
    languages: int
    pages: int
    editions: int
    """How many files of the whole book the site offers."""
    diagnostics: tuple[Diagnostic, ...]


def build(root: Path, out: Path | None = None, *, editions: bool = True) -> Built:
    """Build the site of a book into `out` (site/ where none is given), with files of the whole book unless told not to.

    Raises:
        NotPublishable: the book has errors; what stood in `out` still stands there.
        RenderError: the renderer failed; what stood in `out` still stands there.
        PandocFailed: an edition could not be made; what stood in `out` still stands there.
        UnsafeOutput: `out` is not a folder that a build may replace.
    """
    folder = (out or root / "site").resolve()
    _refuse_unsafe(root.resolve(), folder)
    _recover(folder)
    prepared = prepare(root, editions=editions)
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    with progress("pages", prepared.site.pages) as done:
        render(root, prepared, fresh, on_rendered=done)
    _take_place(fresh, folder)
    return Built(
        folder=folder,
        chapters=len(prepared.book.published()),
        languages=len(prepared.book.languages),
        pages=prepared.site.pages,
        editions=len(prepared.editions),
        diagnostics=prepared.checked.diagnostics,
    )


class UnsafeOutput(Exception):
    """A folder that a build must not replace."""


def _refuse_unsafe(root: Path, folder: Path) -> None:
    if (
        folder == root
        or folder in root.parents
        or folder.is_relative_to(root / "chapters")
        or folder.is_relative_to(root / "docs")
    ):
        raise UnsafeOutput(f"{folder} holds the book itself")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "catalogue.json").is_file():
        raise UnsafeOutput(f"{folder} is not empty and holds no site that was built before")
    if folder.exists() and not folder.is_dir():
        raise UnsafeOutput(f"{folder} is a file")


def _recover(folder: Path) -> None:
    """Bring the last good site back where an earlier build was stopped between its two renames."""
    old = folder.with_name(f".{folder.name}.old")
    if old.is_dir() and not folder.exists():
        old.rename(folder)


def _take_place(fresh: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if (folder / ".git").exists():
        # A checkout of the branch that a host publishes from keeps its history.
        (folder / ".git").rename(fresh / ".git")
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
