"""What was worked out before, kept in `.build/`: it saves time, and what is shown never depends on it.

Each result is kept under a digest of everything that it was worked out from, this program and its libraries included,
so nothing in here can be out of date. A file that is gone, cut off or damaged is an empty one.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

_FOLDER = ".build"
_PROGRAM = Path(__file__).resolve().parents[1]


class Memory:
    """Results of earlier runs for one book, by key; JSON values."""

    def __init__(self, root: Path, name: str) -> None:
        self._path = root / _FOLDER / f"{name}.json"
        self._before = _read(self._path)
        self._now: dict[str, Any] = {}

    def recall(self, key: str) -> Any:
        """Give what is kept under a key, or None; what is recalled is kept on."""
        found = self._now.get(key, self._before.get(key))
        if found is not None:
            self._now[key] = found
        return found

    def keep(self, key: str, value: Any) -> None:
        """Keep a value that is not None."""
        self._now[key] = value

    def save(self, *, also_unused: bool = False) -> None:
        """Write what was kept or recalled in this run, and what was not only if asked to."""
        kept = {**self._before, **self._now} if also_unused else self._now
        if kept == self._before:
            return
        try:
            _write(self._path, kept)
        except OSError:
            # A folder that nobody may write to, or a full disk: the next run takes longer, and that is all.
            return


def key_of(*parts: bytes | None) -> str:
    """Give the key of what is worked out from these parts by this program; None is another part than nothing at all."""
    digest = blake2b(_program(), digest_size=16)
    for part in parts:
        digest.update(b"-" if part is None else b"%d:" % len(part))
        digest.update(part or b"")
    return digest.hexdigest()


@cache
def _program() -> bytes:
    """Give a digest of every module of this program, and of the names and versions of what is installed beside it."""
    digest = blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(_PROGRAM.glob("*/**/*.py")):
        digest.update(path.read_bytes())
    for name in sorted(_installed()):
        digest.update(name.encode())
    return digest.digest()


def _installed() -> Iterable[str]:
    for folder in sys.path:
        if Path(folder).is_dir():
            yield from (each.name for each in Path(folder).iterdir() if each.suffix in (".dist-info", ".egg-info"))


def _read(path: Path) -> dict[str, Any]:
    try:
        check, _, text = path.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if check != _check(text):
        return {}
    kept: dict[str, Any] = json.loads(text)
    return kept


def _check(text: bytes) -> bytes:
    return blake2b(text, digest_size=16).hexdigest().encode()


def _write(path: Path, kept: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    # Whatever the book's own settings of git say, nothing in this folder belongs to its history.
    ignored = path.parent / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")
    text = json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_check(text) + b"\n" + text)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
