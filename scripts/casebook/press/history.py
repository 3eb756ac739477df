"""What git remembers of the folders of chapters: which one was called otherwise when it was last committed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

from casebook.manuscript import Book
from casebook.manuscript.source import Source, read_source, split_front_matter
from casebook.manuscript.yamltext import read_yaml

from .reading import Files

_LIKENESS = 0.6
"""From what share of equal lines on two originals are one that was moved; git itself asks for half."""


def moved_by_hand(root: Path, files: Files, book: Book) -> Mapping[str, str]:
    """Give the earlier slug of each folder that was renamed since the last commit, and whose readers know the old one.

    Outside a repository, and before its first commit, nothing was moved.
    """
    committed = {
        path.name
        for line in _git(root, "ls-tree", "-z", "--name-only", "HEAD", "chapters/")
        if (path := PurePosixPath(line))
    }
    present = {path.parts[1] for path in files.texts if path.parts[0] == "chapters" and len(path.parts) > 2}
    gone = sorted(each for each in committed - present if "." not in each)
    fresh = sorted(present - committed)
    if not committed or not gone or not fresh:
        return {}
    moved: dict[str, str] = {}
    known = {alias for chapter in book.chapters.values() for alias in chapter.aliases}
    for old in gone:
        was = "".join(_git(root, "show", f"HEAD:./chapters/{old}/{book.source}.md"))
        if old in known or not _is_published(was):
            continue
        likeness, new = max((_likeness(was, files, slug, book.source), slug) for slug in fresh)
        if likeness >= _LIKENESS:
            moved[new] = old
    return moved


def _likeness(was: str, files: Files, slug: str, source: str) -> float:
    now = files.texts.get(PurePosixPath("chapters", slug, f"{source}.md"), b"").decode("utf-8", "replace")
    return SequenceMatcher(None, was.splitlines(), now.splitlines(), autojunk=False).ratio()


def _is_published(text: str) -> bool:
    source = read_source(PurePosixPath("then"), text.encode("utf-8"))
    cut = split_front_matter(source) if isinstance(source, Source) else None
    read = read_yaml(PurePosixPath("then"), cut.yaml) if cut else []
    return not isinstance(read, list) and isinstance(read.value, dict) and read.value.get("status") == "published"


def _git(root: Path, *arguments: str) -> list[str]:
    """Run git in the book's folder, and give what it printed, cut at NUL; nothing where it fails or is not there."""
    git = shutil.which("git")
    if git is None:
        return []
    # A book may come from anywhere; no program that its settings name is started by these commands.
    done = subprocess.run(  # noqa: S603  # the arguments are ours; a slug comes from git itself
        [git, "-C", str(root), "-c", "core.fsmonitor=false", *arguments], capture_output=True, check=False, timeout=60
    )
    return [part for part in done.stdout.decode("utf-8", "replace").split("\0") if part] if done.returncode == 0 else []
