"""The site as files that need no server: for a folder, a USB stick, or an archive that an offline reader opens."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .indexing import searched_parts
from .mkdocs_plugin import render
from .preparing import Prepared
from .progress import progress
from .staging import SHIPPED
from .unserved import as_expression, bare_text, given, unserved_page, unserved_script

PHOTO = re.compile(r"\.(avif|webp|jpe?g|png|gif|svg)$", re.IGNORECASE)
"""How the name of a picture ends."""

_Catalogue = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portable:
    """The site in some of its languages, as files whose links and scripts work without a server."""

    files: Mapping[str, bytes]
    """Every file by its path from the root of the site."""
    homes: Mapping[str, str]
    """The path of the home page in each language, that of the originals first."""
    titles: Mapping[str, str]
    """The pages that the site's own search finds by their title, by path."""
    texts: Mapping[str, str]
    """What a full-text search reads of each page that it finds, as bare HTML, by path."""

    @property
    def pages(self) -> int:
        """How many pages there are, all languages together."""
        return sum(name.endswith(".html") for name in self.files)


class NoSuchLanguage(Exception):
    """A language that the book does not have; the message is its code."""


def make_portable(root: Path, prepared: Prepared, languages: Collection[str] = ()) -> Portable:
    """Render a prepared book for reading without a server, in some of its languages or in all.

    Raises:
        RenderError: the renderer failed.
        NoSuchLanguage: one of `languages` is not the book's.
        NotUnserved: a script of the site needs a server.
    """
    book, prefixes = prepared.book, prepared.site.prefixes
    if unknown := sorted(set(languages) - set(book.languages)):
        raise NoSuchLanguage(unknown[0])
    codes = [code for code in book.languages if not languages or code in languages]
    rendered = root / ".build" / "packed"
    shutil.rmtree(rendered, ignore_errors=True)
    with progress("pages", prepared.site.pages) as done:
        render(root, prepared, rendered, on_rendered=done, edition="pack")
    catalogues = {code: _catalogue(rendered, prefixes[code], codes) for code in codes}
    texts = {
        url: bare_text(main)
        for url, main in searched_parts(rendered).items()
        if _language(url, prefixes) in codes and not _is_about_keeping(f"{url}index.html", prefixes)
    }
    files = _pages_and_assets(rendered, book.url, prefixes, codes)
    given_to_scripts = chain(_lists(rendered, prefixes, catalogues, texts), _cards(rendered, prefixes, codes))
    files.update((name, given(name, as_expression(value)).encode()) for name, value in given_to_scripts)
    return Portable(
        files=files,
        homes={code: f"{prefixes[code]}index.html" for code in sorted(codes, key=lambda code: code != book.source)},
        titles={name: title for code in codes for name, title in _titles(code, prefixes[code], catalogues[code])},
        texts={f"{url}index.html": text for url, text in texts.items()},
    )


def _pages_and_assets(
    rendered: Path, public: str, prefixes: Mapping[str, str], codes: Collection[str]
) -> dict[str, bytes]:
    found = {path.relative_to(rendered).as_posix(): path for path in sorted(rendered.rglob("*")) if path.is_file()}
    pages = [name for name in found if name.endswith("/index.html") or name == "index.html"]
    pages = [name for name in pages if _language(name, prefixes) in codes and not _is_about_keeping(name, prefixes)]
    # A page for wrong addresses is a server's; lists for search engines and editions to download have public addresses.
    others = [name for name in found if name.startswith("assets/") or PHOTO.search(name)]
    names = {*pages, *others}
    contents: dict[str, bytes] = {}
    for name in pages:
        html = found[name].read_text(encoding="utf-8")
        address = name.removesuffix("index.html")
        contents[name] = unserved_page(html, address, names, public).encode()
    for name in others:
        content = found[name].read_bytes()
        contents[name] = unserved_script(content.decode(), name).encode() if name.endswith(".js") else content
    contents["assets/packed.js"] = (SHIPPED / "assets" / "pack" / "packed.js").read_bytes()
    return contents


def _language(name: str, prefixes: Mapping[str, str]) -> str:
    fitting = [code for code, prefix in prefixes.items() if name.startswith(prefix)]
    return max(fitting, key=lambda code: len(prefixes[code]))


def _is_about_keeping(name: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a page is the one about keeping pages in the browser: what is in a folder is kept already."""
    return any(name == f"{prefix}offline/index.html" for prefix in prefixes.values())


def _lists(
    rendered: Path, prefixes: Mapping[str, str], catalogues: Mapping[str, _Catalogue], texts: Mapping[str, str]
) -> Iterable[tuple[str, object]]:
    """Give what the search reads, each under the path of its script."""
    yield "search/texts.js", texts
    yield "search/pages.json.js", {url: url for url in texts}
    yield "search/words.json.js", json.loads((rendered / "search" / "words.json").read_text(encoding="utf-8"))
    for code, catalogue in catalogues.items():
        yield f"{prefixes[code]}search/catalogue.json.js", catalogue


def _cards(rendered: Path, prefixes: Mapping[str, str], codes: Collection[str]) -> Iterable[tuple[str, object]]:
    """Give what the comparison and the reader's list read of each chapter, under the path of its script."""
    for path in sorted(rendered.rglob("card.json")):
        name = path.relative_to(rendered).as_posix()
        if _language(name, prefixes) in codes:
            yield f"{name}.js", json.loads(path.read_bytes())


def _catalogue(rendered: Path, prefix: str, codes: Collection[str]) -> _Catalogue:
    """Give the search catalogue of a language for a site in some of its languages only."""
    catalogue = json.loads((rendered / f"{prefix}search" / "catalogue.json").read_text(encoding="utf-8"))
    for entry in catalogue["entries"]:
        if "l" in entry:
            # A chapter that is in none of them has a page of its own that says so.
            entry["l"] = [code for code in entry["l"] if code in codes]
            if not entry["l"]:
                del entry["l"]
    for part in (catalogue["prefixes"], catalogue["facets"]["language"]):
        for code in set(part) - set(codes):
            del part[code]
    return catalogue  # type: ignore[no-any-return]  # what we wrote ourselves, in site/search.py


def _titles(code: str, prefix: str, catalogue: _Catalogue) -> Iterable[tuple[str, str]]:
    """Give the path and title of each entry of a catalogue; a chapter has its title where it can be read."""
    entries = catalogue["entries"]
    assert isinstance(entries, list)
    for entry in entries:
        if code in entry.get("l", [code]):
            yield f"{prefix}{entry['u']}index.html", entry["t"]
