"""One page as text: a few lines of metadata for the renderer, then HTML, which is Markdown too."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel.core import Locale, UnknownLocaleError, get_global

from .address import Address
from .cards import Card, book_card
from .view import View

_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


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

    def alternates(self, views: Mapping[str, View], kind: str, identity: str) -> tuple[tuple[str, str], ...]:
        """Give the language tags of this page's versions, itself among them, each with its address from the root.

        A page in one language has none; the last is the one for readers of any other language.
        """
        if len(self.languages) < 2:
            return ()
        book = next(iter(views.values())).book
        found = [(book.languages[code].tag, views[code].address(kind, identity).url) for code in self.languages]
        return (*found, ("x-default", views[book.source].address(kind, identity).url))

    def render(self, view: View, views: Mapping[str, View], kind: str, identity: str, *, head: str = "") -> str:
        """Give the page as the renderer reads it: front matter and body. `head` is HTML for the head of the page.

        The front matter carries finished addresses, so that a template needs to know nothing of how the site is laid
        out.
        """
        book = view.book
        canonical = self.canonical or self.address
        meta: dict[str, object] = {
            "title": self.title,
            "description": self.description,
            "kind": self.kind,
            "code": view.code,
            "lang": view.language.tag,
            "root": self.address.to(""),
            "canonical": book.url + canonical.url,
            "alternates": [{"tag": tag, "url": book.url + url} for tag, url in self.alternates(views, kind, identity)],
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
        if head:
            meta["head"] = head
        return f"{front_matter(meta)}{self.body.strip()}\n"


def front_matter(meta: Mapping[str, object]) -> str:
    """Give metadata as the YAML before a text, one line a key: a JSON value is a YAML value.

    YAML (1.2, 5.1) has no place for control characters, which JSON lets stand, so these are escaped.
    """
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
    front = _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", "\n".join(lines))
    return f"---\n{front}\n---\n"


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
