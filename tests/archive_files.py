"""What is in a file that is packed: what a reader of it would find, not its bytes."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator

import pypdfium2
from libzim.reader import Archive

_BEGINNING = 40
"""What was kept for the next build has a sum before it, which readers of archives pass over."""


def unpacked(content: bytes) -> bytes:
    """Give what is in a file packed with gzip, a zip file or the words of a PDF; any other file as it is."""
    if content.startswith(b"\x1f\x8b\x08"):
        return gzip.decompress(content)
    if b"PK\x03\x04" in content[:_BEGINNING]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"\n".join(map(archive.read, archive.namelist()))
    if (start := content.find(b"%PDF-", 0, _BEGINNING)) >= 0:
        return _words_of_pdf(content[start:]).encode("utf-8")
    return content


def _words_of_pdf(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        said = [*document.get_metadata_dict().values(), *(each.get_title() for each in document.get_toc())]
        for page in document:
            text = page.get_textpage()
            said.append(text.get_text_bounded())
            text.close()
            page.close()
    return "\n".join(said)


def names(archive: Archive) -> Iterator[str]:
    """Give the path of every entry that readers can reach."""
    for number in range(archive.entry_count):
        yield archive._get_entry_by_id(number).path


def content(archive: Archive, name: str) -> bytes:
    return bytes(archive.get_entry_by_path(name).get_item().content)


def contents(archive: Archive) -> Iterator[bytes]:
    for name in names(archive):
        yield content(archive, name)
