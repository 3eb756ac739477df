"""The site as a ZIM archive, which Kiwix reads on phones and computers and gives out in schools without a network.

What Kiwix finds: by title, every page that the site's own search finds by its title, from any part of a Chinese title
and from the beginnings of English words; by full text, every chapter, practice and hand-written page. Chinese is found
by any run of characters, also from the middle of a word or across two; English by words, in the singular and plural
alike (`letters` finds `letter`).

What it does not find: irregular forms (`child` does not find `children`), a word with a slip of the pen, Chinese by its
sound or in Traditional characters, and Chinese characters in another order than that of the text, unless a space parts
them. The site's own search, which is in the archive as well, does.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import re
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from mimetypes import MimeTypes
from pathlib import Path

import lxml.html
from libzim.writer import ContentProvider, Creator, Hint, IndexData, Item, StringProvider

from casebook.translation.counting import words

from .drawing import Field, as_png, contour_lines
from .portable import PHOTO, Portable

_ICON = 48
"""The side of the picture that readers show beside an archive, in pixels."""
_TYPES = MimeTypes()
# Some versions of Python call it application/javascript.
_TYPES.add_type("text/javascript", ".js")
_TYPES.add_type("image/webp", ".webp")
_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "th", "td", "dt", "dd", "div", "section", "summary", "br")
_LEFT_OUT = "//nav | //footer | //*[@data-search-ignore]"
_UUID = 16
_HEAD_UUID = 8
"""Where the head of an archive has its UUID (https://wiki.openzim.org/wiki/ZIM_file_format)."""
_XAPIAN = re.compile(rb"\x0f\rXapian Glass..", re.DOTALL)
"""What a database of the search begins with; its UUID comes next."""
_SUM = 16
"""The MD5 of all that is before it ends an archive."""


class NotArchived(Exception):
    """The library could not write the archive; the message is its own."""


def write_zim(path: Path, portable: Portable, facts: Mapping[str, str], motif: str) -> None:
    """Write an archive beside its place, and put it there when it is whole; equal files give equal bytes.

    `facts` is what the archive says of itself, by name; `motif` is the SVG of the contour lines.

    Raises:
        NotArchived: the archive could not be written, for want of room or otherwise.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        fresh = Path(folder) / "book.zim"
        try:
            with _quiet():
                _fill(fresh, portable, facts, motif)
        except RuntimeError as error:
            # Every fault of libzim comes as one, a full disk included.
            raise NotArchived(str(error)) from error
        _settle(fresh)
        fresh.replace(path)


def _fill(path: Path, portable: Portable, facts: Mapping[str, str], motif: str) -> None:
    creator = Creator(path).config_nbworkers(1)
    with creator.config_indexing(True, _stemmed(facts["Language"])):  # noqa: FBT003  # libzim takes it by place only
        creator.set_mainpath(next(iter(portable.homes.values())))
        creator.add_illustration(_ICON, _icon(motif))
        for name, value in facts.items():
            creator.add_metadata(name, value)
        for name, content in sorted(portable.files.items()):
            creator.add_item(_File(name, content, portable.titles.get(name), portable.texts.get(name)))


def _stemmed(languages: str) -> str:
    """Give the language whose endings the search sees through; Chinese words have none, so another one is chosen."""
    codes = languages.split(",")
    return next((code for code in codes if code != "zho"), codes[0])


class _File(Item):
    """A file of the site, found by its title and its text if it has any."""

    def __init__(self, name: str, content: bytes, title: str | None, text: str | None) -> None:
        super().__init__()
        self.name, self.content, self.title, self.text = name, content, title, text

    def get_path(self) -> str:
        return self.name

    def get_title(self) -> str:
        return self.title or ""

    def get_mimetype(self) -> str:
        return _TYPES.guess_type(self.name)[0] or "application/octet-stream"

    def get_contentprovider(self) -> ContentProvider:
        return StringProvider(self.content)

    def get_hints(self) -> dict[Hint, int]:
        is_packed = bool(PHOTO.search(self.name)) and not self.name.endswith(".svg")
        hints = Hint.FRONT_ARTICLE, Hint.COMPRESS  # type: ignore[misc]  # its stubs declare a value as one of a value
        return dict(zip(hints, (self.title is not None, not is_packed), strict=True))

    def get_indexdata(self) -> IndexData:
        return _Searched(self.title or "", bare_words(self.text) if self.text else "")


class _Searched(IndexData):
    """What the full-text search reads of a page; nothing of any other file, which libzim would index by itself."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.title, self.text = title, text

    def has_indexdata(self) -> bool:
        return bool(self.text)

    def get_title(self) -> str:
        return self.title

    def get_content(self) -> str:
        return self.text

    def get_keywords(self) -> str:
        return ""

    def get_wordcount(self) -> int:
        return words(self.text)

    def get_geoposition(self) -> tuple[float, float] | None:
        return None


def bare_words(html: str) -> str:
    """Give the words of a text in HTML that a search may find; no word goes on from one block to the next."""
    tree = lxml.html.fragment_fromstring(html)
    for element in tree.xpath(_LEFT_OUT):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.tail = f"\n{element.tail or ''}"
    return " ".join(tree.text_content().split())


def _icon(motif: str) -> bytes:
    """Draw the contour lines, larger and then brought down: at this size their strokes would be all there is."""
    wide = Field(size=(3 * _ICON, 3 * _ICON), top=3 * _ICON // 4, height=3 * _ICON // 2)
    return as_png({colour: lines.resize((_ICON, _ICON)) for colour, lines in contour_lines(motif, wide).items()})


def _settle(path: Path) -> None:
    """Let the UUIDs of an archive and of the databases in it follow from the content, and sum it up again.

    libzim draws them at random; nothing else in an archive differs from one run to the next.
    """
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as content:
        places = [_HEAD_UUID, *(found.end() for found in _XAPIAN.finditer(content))]
        for place in places:
            content[place : place + _UUID] = bytes(_UUID)
        digest = hashlib.sha256(content[:-_SUM]).hexdigest()
        for place in places:
            content[place : place + _UUID] = uuid.uuid5(uuid.NAMESPACE_OID, f"{digest} {place}").bytes
        content[-_SUM:] = hashlib.md5(content[:-_SUM], usedforsecurity=False).digest()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep off the terminal what libzim prints of its progress, past Python and without a way to stop it."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = {number: os.dup(number) for number in (1, 2)}
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for number in kept:
            os.dup2(nowhere, number)
        yield
    finally:
        for number, copy in kept.items():
            os.dup2(copy, number)
            os.close(copy)
        os.close(nowhere)
