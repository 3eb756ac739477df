"""What the head of a page tells programs about it: JSON-LD, tags for reference managers, and its other forms.

Sources: the meta tags that Google Scholar and Zotero read (`citation_*`, of HighWire Press); Dublin Core in HTML
(DCMI, 2008).
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from casebook.site.citing import Citation, citation_of
from casebook.site.page import Page
from casebook.site.view import View

from .feeds import FEED
from .linked_data import (
    Node,
    as_json_ld,
    chapter_nodes,
    home_nodes,
    list_nodes,
    practice_nodes,
    practices_nodes,
)

_UNDER = {"catalogue": "", "facet": "catalogue", "group": "practices", "province": "provinces", "provinces": ""}
"""The pages that list chapters, and the page above each of them."""


def described(view: View, identity: str, page: Page) -> str:
    """Give the lines of HTML that stand in the head of a page; nothing for a page of which no form speaks."""
    lines = [*_feeds(view, page)]
    if page.kind == "chapter":
        chapter = view.book.chapters[identity]
        lines += _tags(citation_of(view, chapter))
        if chapter.is_published and view.is_translated(chapter):
            lines.append(_alternate("text/markdown", view.book.url + page.address.url + "index.md"))
    if nodes := _nodes(view, identity, page):
        lines.append(f'<script type="application/ld+json">{as_json_ld(nodes)}</script>')
    return "\n".join(lines)


def _nodes(view: View, identity: str, page: Page) -> list[Node]:
    match page.kind:
        case "home":
            return home_nodes(view)
        case "chapter":
            return chapter_nodes(view, view.book.chapters[identity])
        case "practice":
            return practice_nodes(view, view.book.practices[identity])
        case "practices":
            return practices_nodes(view)
        case kind if kind in _UNDER:
            return list_nodes(view, page.address, page.title, _UNDER[kind])
        case _:
            return []


def _feeds(view: View, page: Page) -> Iterator[str]:
    """Name the feeds of the language, and of the practice that the page is about."""
    if page.kind == "practice":
        yield _alternate("application/atom+xml", view.book.url + page.address.url + FEED, page.title)
    if page.kind in ("home", "catalogue", "chapter", "practices", "practice"):
        home = view.book.url + view.address("home").url
        yield _alternate("application/atom+xml", home + FEED, view.words["feed_title"])


def _alternate(kind: str, url: str, title: str = "") -> str:
    name = f' title="{escape(title)}"' if title else ""
    return f'<link rel="alternate" type="{kind}" href="{escape(url)}"{name}>'


def _tags(citation: Citation) -> Iterator[str]:
    authors = [each.inverted for each in citation.authors]
    tags = [
        ("citation_title", citation.title),
        *(("citation_author", name) for name in authors),
        ("citation_publication_date", citation.written.replace("-", "/")),
        ("citation_language", citation.tag),
        ("citation_public_url", citation.url),
        ("DC.title", citation.title),
        *(("DC.creator", name) for name in authors),
        *(("DC.contributor", each.inverted) for each in citation.translators),
        ("DC.date", citation.written),
        ("DC.language", citation.tag),
        ("DC.type", "Text"),
        ("DC.rights", citation.licence),
        ("DC.identifier", citation.url),
    ]
    yield from (f'<meta name="{name}" content="{escape(text)}">' for name, text in tags if text)
