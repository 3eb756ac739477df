"""How a host is to serve the site: what a page may load, what it tells others, and how long a browser may keep a file.

One table, in three forms. `headers_file` is what Netlify, Cloudflare Pages and others read from the root of a site;
`nginx_conf` is a piece of configuration; `page_policy` stands in every page, for hosts that cannot set a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from casebook.manuscript import Book

# Content Security Policy Level 3. Everything comes from the site itself, and nothing that stands in a page is run.
_POLICY = {
    "default-src": "'none'",
    # The engine of the full-text search is WebAssembly; this allows that, and no eval().
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
_HEADERS = {
    # What a page may be framed in counts in a header only.
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items())
    + "; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Which page about a child's trouble somebody came from is nobody's business.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"
_DIGESTED = (PurePosixPath("assets"), PurePosixPath("pagefind/fragment"), PurePosixPath("pagefind/index"))
"""The folders in which the name of every file has a digest of its content."""

TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".epub": "application/epub+zip",  # which a phone opens in its reader
    ".md": "text/markdown; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
"""What hosts may not know by the ending of a name, or not know to be UTF-8."""
_TYPED = ("llms.txt", "feed.atom", "cite.bib", "cite.ris", "index.md")
"""The names of such files; they stand at the home page of a language, or two folders below it."""
_PACKED = (
    *("text/css", "text/javascript", "application/javascript", "application/json", "application/manifest+json"),
    *("application/xml", "image/svg+xml", "application/atom+xml", "text/markdown", "application/x-bibtex"),
    "application/x-research-info-systems",
)


def page_policy() -> str:
    """Give the policy as a page can say it of itself."""
    return ";".join(f"{name} {value}" for name, value in _POLICY.items())


def headers_file(files: Iterable[PurePosixPath]) -> str:
    """Give the file `_headers` of a site with these files, by their paths from its root.

    Hosts join the values of all the rules that fit an address, so for one header one rule fits each.
    """
    every = tuple(files)
    lines = ["/*", *(f"  {name}: {value}" for name, value in _HEADERS.items())]
    for place, value in sorted(_kept(every, PurePosixPath())):
        lines += [f"/{place}", f"  Cache-Control: {value}"]
    for pattern in sorted({_typed_place(file) for file in every if file.name in _TYPED or file.suffix == ".epub"}):
        lines += [f"/{pattern}", f"  Content-Type: {TYPES[pattern.suffix]}"]
    return "\n".join(lines) + "\n"


def _typed_place(file: PurePosixPath) -> PurePosixPath:
    """Give the pattern for a file and those like it: `chapters/:id/index.md` for one beside each chapter's page.

    A placeholder stands for one part of an address; a `*` in the middle is not understood by every host.
    """
    return file if len(file.parts) < 3 else file.parent.with_name(":id") / file.name


def _kept(files: Iterable[PurePosixPath], folder: PurePosixPath) -> Iterator[tuple[str, str]]:
    """Give patterns for what is in a folder, each with how long it may be kept; none of them overlap."""
    depth = len(folder.parts)
    below: dict[str, list[PurePosixPath]] = {}
    for file in files:
        below.setdefault(file.parts[depth], []).append(file)
    for name, inside in below.items():
        path = folder / name
        if inside == [path]:
            yield path.as_posix(), _ASK_FIRST
            if name == "index.html":
                yield f"{folder}/" if folder.parts else "", _ASK_FIRST
        elif path in _DIGESTED:
            yield f"{path}/*", _FOR_EVER
        elif any(path in digested.parents for digested in _DIGESTED):
            yield from _kept(inside, path)
        else:
            yield f"{path}/*", _ASK_FIRST


def nginx_conf(book: Book) -> str:
    """Give the same for nginx, to be included in a server block that says `root`."""
    base = urlsplit(book.url).path or "/"
    lines = [
        "# Made by every build. Include it in a server block whose `root` is the folder above the site's address.",
        "index index.html;",
        "charset utf-8;",
        "absolute_redirect off;",
        "gzip on;",
        "gzip_vary on;",
        f"gzip_types {' '.join(_PACKED)};",
        r"location ~ /(\.(?!well-known/)|_headers$) { return 404; }",
        *_location(base, _ASK_FIRST, missing=f"{base}404.html"),
    ]
    for suffix, kind in TYPES.items():
        place = rf"~ ^{re.escape(base)}.*\{suffix}$"
        lines += _location(place, _ASK_FIRST, missing=f"{base}404.html", kind=kind)
    for code in book.languages:
        if code != book.source:
            lines += _location(f"{base}{code}/", _ASK_FIRST, missing=f"{base}{code}/404.html")
    for folder in _DIGESTED:
        lines += _location(f"{base}{folder}/", _FOR_EVER, missing=f"{base}404.html")
    return "\n".join(lines) + "\n"


def _location(place: str, kept: str, *, missing: str, kind: str = "") -> list[str]:
    # A header set for a place takes away all that were set around it, so each place sets all of them.
    headers = {**_HEADERS, "Cache-Control": kept}
    return [
        f"location {place} {{",
        f"    error_page 404 {missing};",
        *([f'    types {{ }} default_type "{kind}";'] if kind else []),
        *(f'    add_header {name} "{value}" always;' for name, value in headers.items()),
        "}",
    ]
