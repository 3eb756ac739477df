"""One page as text: a few lines of metadata for the renderer, then HTML, which is Markdown too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from babel.core import Locale, UnknownLocaleError, get_global

from .address import Address
from .cards import Card, book_card
from .view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page in one language, ready to be written."""

    address: Address
    kind: str
    """Which sort of page it is: `home`, `chapter`, `practice` …; templates and styles go by it."""
    title: str
    description: str
    body: str
    kicker: str = ""
    """A word beside the title in lists and previews, such as the kind of a text."""
    languages: tuple[str, ...] = ()
    """The languages in which this page truly exists; they are each other's alternates."""
    canonical: Address | None = None
    """The page that search engines should show instead, where this one is only a stand-in."""
    indexed: bool = True
    """Whether search engines may list it."""
    edit: str = ""
    """The path of the file that an editor would change."""
    section: str = ""
    """Which entry of the main navigation it belongs to."""
    searched: bool = False
    """Whether its text is to be found."""
    styles: tuple[str, ...] = ()
    """The stylesheets that it needs besides the book's own."""
    scripts: tuple[str, ...] = ()
    """The scripts that it needs besides the book's own; they run when the page is there, in this order."""
    card: Card | None = None
    """The picture that others show for it; without one, that of the book."""

    def render(self, view: View, views: Mapping[str, View], kind: str, identity: str) -> str:
        """Give the page as the renderer reads it: front matter and body.

        The front matter carries finished addresses, so that a template needs to know nothing of how the site is laid
        out.
        """
        book = view.book
        canonical = self.canonical or self.address
        alternates = [
            {"tag": book.languages[code].tag, "url": book.url + views[code].address(kind, identity).url}
            for code in self.languages
        ]
        if len(alternates) > 1:
            source = views[book.source].address(kind, identity).url
            alternates.append({"tag": "x-default", "url": book.url + source})
        meta: dict[str, object] = {
            "title": self.title,
            "description": self.description,
            "kind": self.kind,
            "code": view.code,
            "lang": view.language.tag,
            "root": self.address.to(""),
            "canonical": book.url + canonical.url,
            "alternates": alternates if len(alternates) > 1 else [],
            "switch": [
                {
                    "name": other.language.name,
                    "tag": other.language.tag,
                    "href": self.address.to(other.address(kind, identity)),
                }
                for code, other in views.items()
                if code != view.code
            ],
        }
        if not view.preview:
            card = self.card or book_card(view)
            meta["card"] = {
                "url": book.url + card.path.as_posix(),
                "alt": ". ".join(filter(None, (card.book, card.title))),
            }
            meta["locale"] = locale_of(view.language.tag)
        if not self.indexed:
            meta["robots"] = "noindex"
        if self.edit:
            meta["edit"] = f"{book.repository}/edit/{book.branch}/{self.edit}"
        if self.section:
            meta["section"] = self.section
        if self.searched and self.indexed:
            meta["searched"] = True
        if self.styles:
            meta["styles"] = self.styles
        if self.scripts:
            meta["scripts"] = self.scripts
        # A JSON value is a YAML value, and one line a key keeps the file readable.
        front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
        return f"---\n{front}\n---\n{self.body.strip()}\n"


def locale_of(tag: str) -> str:
    """Give a language tag in the form of the Open Graph protocol, with a territory: `zh_CN` for zh-Hans.

    Where the tag names no territory, it is the most likely one (Unicode CLDR); a language that CLDR does not know stays
    as it is.
    """
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    likely = get_global("likely_subtags").get(str(locale)) or get_global("likely_subtags").get(locale.language, "")
    territory = locale.territory or str(likely).rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else locale.language
