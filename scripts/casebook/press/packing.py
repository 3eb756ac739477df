"""The site as one file for schools without a network: a zip file for a folder or a stick, or an archive for Kiwix."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.manuscript import Book, Diagnostic
from casebook.site import archive_facts, read_me

from .portable import PHOTO, Portable, make_portable
from .preparing import prepare
from .progress import progress
from .staging import motif_of
from .zim import write_zim
from .zipping import put

FORMS = ("zip", "zim")
"""What the site can be packed into; also how the name of the file ends."""
_INSIDE = "book/"
"""Where the site lies in the zip file."""
# Windows counts 260 characters from the drive's letter; this leaves a reader 80 for the folder.
_LONGEST = 180
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ](?=/|$)')
_RESERVED = re.compile(r"(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.[^/]*)?(?=/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What was packed."""

    path: Path
    pages: int
    size: int
    """How many bytes the file has."""
    unpacked: int
    """How many bytes the files in it have."""
    diagnostics: tuple[Diagnostic, ...]


class NotPortable(Exception):
    """A file's name that Windows cannot unpack; the message is the name."""


def pack(root: Path, out: Path | None = None, languages: Collection[str] = (), *, form: str = "zip") -> Packed:
    """Build the site and pack it into `out`, in some of its languages or in all.

    `form` is one of `FORMS`; where no `out` is given, the file is book.zip or book.zim at the root of the book.

    Raises:
        NotPublishable: the book has errors.
        RenderError: the renderer failed.
        NoSuchLanguage: one of `languages` is not the book's.
        NotPortable: a file has a name that could not be unpacked everywhere.
        NotUnserved: a script of the site needs a server.
        NotArchived: an archive could not be written.
    """
    prepared = prepare(root)
    path = out or root / f"book.{form}"
    portable = make_portable(root, prepared, languages)
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "zim":
        unpacked = sum(map(len, portable.files.values()))
        facts = archive_facts(prepared.book, tuple(portable.homes), prepared.site.changed)
        write_zim(path, portable, facts, motif_of(root))
    else:
        files = _unpacked(prepared.book, portable)
        _refuse_unportable(files)
        _write_zip(path, files)
        unpacked = sum(map(len, files.values()))
    return Packed(
        path=path,
        pages=portable.pages,
        size=path.stat().st_size,
        unpacked=unpacked,
        diagnostics=prepared.checked.diagnostics,
    )


def _unpacked(book: Book, portable: Portable) -> dict[str, bytes]:
    """Give every file that somebody has who unpacks the zip file: the site, and what to open first beside it."""
    style = next(name for name in portable.files if re.fullmatch(r"assets/book\.\w+\.css", name))
    homes = {code: _INSIDE + home for code, home in portable.homes.items()}
    site = {_INSIDE + name: content for name, content in portable.files.items()}
    return site | read_me(book, homes, _INSIDE + style)


def _refuse_unportable(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if len(name) > _LONGEST or _FORBIDDEN.search(name) or _RESERVED.search(name) or name.lower() in seen:
            raise NotPortable(name)
        seen.add(name.lower())


def _write_zip(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a zip file beside its place, and put it there when it is whole."""
    fresh = path.with_name(f".{path.name}.new")
    with progress("files", len(files)) as done, zipfile.ZipFile(fresh, "w") as archive:
        for name, content in sorted(files.items()):
            put(archive, name, content, is_compressed=_is_compressed(name))
            done()
    fresh.replace(path)


def _is_compressed(name: str) -> bool:
    return bool(PHOTO.search(name)) and not name.endswith(".svg")
