"""What is in an archive for Kiwix, whatever pages lead to it."""

from __future__ import annotations

from collections.abc import Iterator

from libzim.reader import Archive


def names(archive: Archive) -> Iterator[str]:
    """Give the path of every entry that readers can reach."""
    for number in range(archive.entry_count):
        yield archive._get_entry_by_id(number).path


def content(archive: Archive, name: str) -> bytes:
    return bytes(archive.get_entry_by_path(name).get_item().content)


def contents(archive: Archive) -> Iterator[bytes]:
    for name in names(archive):
        yield content(archive, name)
