"""Where every page of the site lives, and how one page links to another.

The language of the originals stands at the root, every other one below its code. Links are relative, so that the site
works under any address and from a folder.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath

from casebook.manuscript import TAKEN_ADDRESSES


@dataclass(frozen=True, slots=True)
class Address:
    """A page in one language: `Address("en", "en/", "chapters/letters-home/")`."""

    language: str
    prefix: str
    """What stands before every address of this language: empty for the language of the originals."""
    path: str
    """The page within its language, with a slash at its end; empty for the home page."""

    @property
    def url(self) -> str:
        """The address from the root of the site, without a slash at its beginning."""
        return self.prefix + self.path

    @property
    def staged(self) -> PurePosixPath:
        """The file from which the renderer makes this page."""
        return PurePosixPath(self.language) / self.path / "index.md"

    def to(self, there: Address | str, anchor: str = "") -> str:
        """Give the relative link from this page to another page, or to a file by its address from the root."""
        target = there.url if isinstance(there, Address) else there
        link = posixpath.relpath("/" + target, "/" + self.url)
        if target.endswith("/") or not target:
            link = "./" if link == "." else link + "/"
        return f"{link}#{anchor}" if anchor else link


def path_of(kind: str, identity: str = "") -> str:
    """Give the path of a page within its language, by its kind and id.

    `pages` are hand-written and stand at the top; every other kind has a folder of its own, and without an id the page
    that gathers all of that kind.

    Raises:
        ValueError: the kind is not among the names that are kept from hand-written pages.
    """
    if kind == "home":
        return ""
    if kind == "pages":
        return f"{identity}/"
    if kind not in TAKEN_ADDRESSES:
        raise ValueError(f"'{kind}' is not in TAKEN_ADDRESSES: a hand-written page could be in its place")
    return f"{kind}/{identity}/" if identity else f"{kind}/"
