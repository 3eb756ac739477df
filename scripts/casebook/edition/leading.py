"""Where links lead in an edition: to what it holds itself, and for everything else to its full address on the web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.manuscript import Chapter, Text
from casebook.manuscript.reference import ToFile, ToOtherSite, ToPage, resolve
from casebook.site import View
from casebook.site.pictures import Rendition, renditions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What stands in an edition, for those who link to it."""

    view: View
    chapters: Mapping[str, Chapter]
    """By slug, in the order of the edition."""
    practices: frozenset[str]
    """Those with an entry in the index of practices."""
    people: frozenset[str]
    """Those with an entry in the list of people."""
    groups: frozenset[str]
    """Those that are parts."""

    def page(self, kind: str, identity: str = "", anchor: str = "") -> str:
        """Give the target of a link to a page of the site."""
        held = {"practices": self.practices, "people": self.people, "groups": self.groups}.get(kind, ())
        if kind == "chapters" and identity in self.chapters:
            return f"#{passage_id(identity, anchor)}"
        if identity in held:
            return f"#{entry_id(kind, identity)}"
        address = self.view.book.url + self.view.address(kind, identity).url
        return f"{address}#{anchor}" if anchor else address

    def target(self, text: Text, slug: str, written: str) -> str:
        """Give the target of a link that stands in a text of a chapter; empty for one that leads nowhere."""
        match resolve(self.view.book, text, written):
            case ToPage(kind="here", anchor=anchor):
                return f"#{passage_id(slug, anchor)}"
            case ToPage(kind=kind, id=identity, anchor=anchor):
                return self.page(kind, identity, anchor)
            case ToFile(path=path):
                picture = self.view.book.pictures.get(path)
                return self.view.book.url + (renditions_of(path, picture)[-1].path if picture else path).as_posix()
            case ToOtherSite(url=url):
                return url
        return ""

    def photo(self, text: Text, written: str) -> Rendition | None:
        """Give the copy of a photo that an edition shows: the largest that every program can read."""
        reference = resolve(self.view.book, text, written)
        picture = self.view.book.pictures.get(reference.path) if isinstance(reference, ToFile) else None
        if picture is None or not isinstance(reference, ToFile):
            return None
        return [each for each in renditions_of(reference.path, picture) if each.format != "AVIF"][-1]


def passage_id(slug: str, anchor: str = "") -> str:
    """Give the id of a chapter, or of a heading in it; no slug holds an underscore, so that none can be another's."""
    return f"{slug}_{anchor}" if anchor else f"chapter-{slug}"


def entry_id(kind: str, identity: str) -> str:
    """Give the id of a part or of an entry of the back matter."""
    return f"{kind.removesuffix('s') if kind != 'people' else 'person'}-{identity}"
