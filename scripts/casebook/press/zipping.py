"""Putting files into a zip file so that equal files give equal bytes, on whatever system."""

from __future__ import annotations

import zipfile

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can name."""


def put(archive: zipfile.ZipFile, name: str, content: bytes, *, is_compressed: bool) -> None:
    """Put a file into an archive; one that is compressed already is stored as it is."""
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    # Whatever system packs it, the file says the same of itself.
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    entry.compress_type = zipfile.ZIP_STORED if is_compressed else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content, compresslevel=9)
