"""A new chapter's folder, written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from casebook.manuscript import Book, Message
from casebook.manuscript.folders import CHAPTERS, is_slug


def taken(root: Path, book: Book) -> set[str]:
    """Give every address that a new chapter cannot have: folders that are there, and earlier addresses of chapters."""
    return {
        *(path.name.casefold() for path in (root / CHAPTERS).iterdir()),
        *(alias for chapter in book.chapters.values() for alias in chapter.aliases),
    }


def why_not(root: Path, book: Book, slug: str) -> Message | None:
    """Say why a new chapter cannot have an address; None where it can."""
    if not is_slug(slug) or len(slug) > 80:
        return Message(
            f"'{slug}' cannot be an address; use lower-case letters, digits and single hyphens",
            f"“{slug}”不能用作网址；请只用小写字母、数字和单个连字符",
        )
    if slug in taken(root, book):
        return Message(f"'{slug}' is taken; nothing is overwritten", f"“{slug}”已经用了；不会覆盖任何文件")
    return None


def write_folder(root: Path, slug: str, files: Mapping[PurePosixPath, bytes]) -> None:
    """Write the files of a new chapter, by their paths in the book; the folder appears when all of them are there."""
    folder = CHAPTERS / slug
    waiting = Path(tempfile.mkdtemp(dir=root / CHAPTERS, prefix=f".{slug}."))
    try:
        for path, content in files.items():
            target = waiting / path.relative_to(folder)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
        # mkdtemp makes folders for the owner alone; a chapter is for everybody.
        waiting.chmod(0o755)
        waiting.rename(root / folder)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
