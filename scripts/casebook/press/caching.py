"""What was made once and need not be made again: bytes under a key, each with a sum of its own.

Nothing rests on it. An entry that is damaged, missing or cannot be written costs time, and changes no result.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_SUM = 16


def digest_of(*parts: bytes | str, size: int = 10) -> str:
    """Give a name for some content: `size` bytes as hexadecimal digits."""
    sum_ = blake2b(digest_size=size)
    for part in parts:
        content = part.encode("utf-8") if isinstance(part, str) else part
        sum_.update(len(content).to_bytes(8, "big") + content)
    return sum_.hexdigest()


class Cache:
    """A folder of things that were made before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Give what was kept under a key, if it is whole."""
        try:
            content = (self._folder / key).read_bytes()
        except OSError:
            return None
        kept = content[_SUM:]
        return kept if content[:_SUM] == _sum(key, kept) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep something; where the disk does not let us, it is made again next time."""
        unfinished = self._folder / f".{key}.{os.getpid()}"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(_sum(key, content) + content)
            unfinished.replace(self._folder / key)

    def keep_only(self, keys: Collection[str]) -> None:
        """Forget everything else, so that the folder does not grow for ever."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in keys:
                    path.unlink(missing_ok=True)


def _sum(key: str, content: bytes) -> bytes:
    return blake2b(content, digest_size=_SUM, key=key.encode("utf-8")[:64]).digest()
