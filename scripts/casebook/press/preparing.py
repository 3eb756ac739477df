"""A book on the disk → its site as text, through every layer, with everything that was found on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.manuscript import Book, Diagnostic, gather, in_order
from casebook.review import review
from casebook.site import Site, publish
from casebook.translation import Standings, stand

from .editions.binding import Bound, bind, whole_editions
from .photographing import examine_photos
from .reading import read_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A book and what is wrong with it. Without a book, the files that hold it together could not be read."""

    book: Book | None
    standings: Standings | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> list[Diagnostic]:
        """The findings that stop a build."""
        return [each for each in self.diagnostics if each.is_error]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A checked book and its site as text."""

    checked: Checked
    book: Book
    site: Site
    editions: Sequence[Bound]
    """The files that the site offers."""


class NotPublishable(Exception):
    """The book has errors; they are in `checked`."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(f"{len(checked.errors)} errors")
        self.checked = checked


def check(root: Path, *, remember: bool = False) -> Checked:
    """Read a book and hold it against everything that should hold of it.

    Nothing is written, unless what was seen of photos is to be remembered for the next time.
    """
    files = read_files(root)
    gathered = gather(files.texts, files.others, examine_photos(root, files.photos, remember=remember))
    if gathered.book is None:
        return Checked(book=None, standings=None, diagnostics=gathered.diagnostics)
    standings = stand(gathered.book)
    found = [*gathered.diagnostics, *standings.diagnostics, *review(gathered.book, standings)]
    return Checked(book=gathered.book, standings=standings, diagnostics=tuple(in_order(found)))


def prepare(root: Path, *, preview: bool = False, editions: bool = False) -> Prepared:
    """Give the site of a book as text.

    A preview leaves chapters with errors out and shows their findings instead. `editions` are files of the whole book;
    they are made before the pages that offer them, so that the pages can say how large they are.

    Raises:
        NotPublishable: there are errors; in a preview, only such as are not those of single chapters.
        PandocFailed: an edition could not be made.
    """
    checked = check(root, remember=True)
    book, standings = checked.book, checked.standings
    if book is None or standings is None or (checked.errors and not preview):
        raise NotPublishable(checked)
    broken = {each.place.path.parts[1] for each in checked.errors if _is_in_chapter(each)}
    if not all(_is_in_chapter(each) for each in checked.errors):
        raise NotPublishable(checked)
    book = book.without(broken)
    bound = bind(root, whole_editions(book, standings.states), forget_others=True) if editions else []
    site = publish(
        book,
        standings.states,
        preview=preview,
        findings=checked.diagnostics,
        offers=[each.offer for each in bound],
    )
    return Prepared(checked=checked, book=book, site=site, editions=bound)


def _is_in_chapter(diagnostic: Diagnostic) -> bool:
    parts = diagnostic.place.path.parts
    return len(parts) > 2 and parts[0] == "chapters"
