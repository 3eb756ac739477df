"""Several files of a book, changed together: whatever fails while they are prepared, none has changed."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from casebook.manuscript.source import FrontMatter


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file as it is and as it would be, with LF line ends and without a byte order mark."""

    path: PurePosixPath
    before: str
    after: str

    def diff(self) -> Iterator[str]:
        """Give the lines of a unified difference, without line ends."""
        yield from difflib.unified_diff(
            self.before.split("\n"), self.after.split("\n"), f"a/{self.path}", f"b/{self.path}", n=0, lineterm=""
        )


def joined(text: str, cut: FrontMatter, yaml: str, body: str) -> str:
    """Put a file together again from its text, cut in two, with other metadata and another body."""
    lines = text.split("\n")
    between = [yaml] if yaml or cut.body_line > 3 else []
    return "\n".join([lines[0], *between, lines[cut.body_line - 2], body])


def contents(texts: Mapping[PurePosixPath, bytes], changes: Collection[Change]) -> dict[PurePosixPath, bytes]:
    """Give the bytes of changed files; line ends and a byte order mark stay as each file had them."""
    return {change.path: _encoded(texts[change.path], change.after) for change in changes}


@contextmanager
def prepared(root: Path, fresh: Mapping[PurePosixPath, bytes]) -> Iterator[list[tuple[Path, Path]]]:
    """Write files beside their places, and give each with its place; what is not moved there goes again."""
    beside: list[tuple[Path, Path]] = []
    try:
        for path, content in fresh.items():
            target = root / path
            waiting = target.with_name(f".{target.name}.new")
            beside.append((waiting, target))
            waiting.write_bytes(content)
        yield beside
    finally:
        for waiting, _ in beside:
            waiting.unlink(missing_ok=True)


def replace_files(root: Path, fresh: Mapping[PurePosixPath, bytes]) -> None:
    """Write files of a book: first each beside its place, then all of them into their places."""
    with prepared(root, fresh) as waiting:
        for beside, target in waiting:
            beside.replace(target)


def _encoded(before: bytes, after: str) -> bytes:
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return mark + after.replace("\n", "\r\n" if b"\r\n" in before else "\n").encode("utf-8")
