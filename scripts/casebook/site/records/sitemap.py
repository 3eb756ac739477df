"""What search engines read: the list of pages with their alternates, and where it is (sitemaps.org, RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from casebook.manuscript import Book


def sitemap_xml(book: Book, pages: Iterable[tuple[str, tuple[tuple[str, str], ...]]]) -> str:
    """Give the sitemap.

    `pages` are addresses from the root, each with the language tags and addresses of its alternates. No page has a
    `lastmod`: a book does not record when a text was changed, and search engines want that day exactly or not at all.
    """
    rows: list[str] = []
    for url, alternates in pages:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(book.url + other)}/>'
            for tag, other in alternates
        )
        rows.append(f"<url><loc>{escape(book.url + url)}</loc>{links}</url>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "\n".join(rows)
        + "\n</urlset>\n"
    )


def robots_txt(book: Book) -> str:
    """Give robots.txt: everybody may read everything, and the sitemap is here."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {book.url}sitemap.xml\n"
