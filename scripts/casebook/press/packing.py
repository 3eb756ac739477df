"""The site as one zip file that opens from a folder or a USB stick, without a server and without a network."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from casebook.manuscript import Book, Diagnostic
from casebook.site import read_me

from .indexing import searched_parts
from .mkdocs_plugin import render
from .preparing import prepare
from .progress import progress
from .staging import SHIPPED
from .unserved import as_expression, bare_text, given, unserved_page, unserved_script
from .zipping import put

_INSIDE = "book/"
"""Where the site lies in the zip file."""
_PHOTO = re.compile(r"\.(avif|webp|jpe?g|png|gif|svg)$", re.IGNORECASE)
# Windows counts 260 characters from the drive's letter; this leaves a reader 80 for the folder.
_LONGEST = 180
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ](?=/|$)')
_RESERVED = re.compile(r"(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.[^/]*)?(?=/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What was packed."""

    path: Path
    pages: int
    files: int
    size: int
    """How many bytes the zip file has."""
    unpacked: int
    diagnostics: tuple[Diagnostic, ...]


class NotPortable(Exception):
    """A file's name that Windows cannot unpack; the message is the name."""


class NoSuchLanguage(Exception):
    """A language that the book does not have; the message is its code."""


def pack(root: Path, out: Path | None = None, languages: Collection[str] = ()) -> Packed:
    """Build the site and pack it into `out` (book.zip where none is given), in some of its languages or in all.

    Raises:
        NotPublishable: the book has errors.
        RenderError: the renderer failed.
        NoSuchLanguage: one of `languages` is not the book's.
        NotPortable: a file has a name that could not be unpacked everywhere.
        NotUnserved: a script of the site needs a server.
    """
    prepared = prepare(root)
    book, path = prepared.book, out or root / "book.zip"
    if unknown := sorted(set(languages) - set(book.languages)):
        raise NoSuchLanguage(unknown[0])
    codes = [code for code in book.languages if not languages or code in languages]
    rendered = root / ".build" / "packed"
    shutil.rmtree(rendered, ignore_errors=True)
    with progress("pages", prepared.site.pages) as done:
        render(root, prepared, rendered, on_rendered=done, edition="pack")
    contents = _contents(rendered, book, prepared.site.prefixes, codes)
    files = {f"{_INSIDE}{name}": content for name, content in contents.items()}
    homes = {code: f"{_INSIDE}{prepared.site.prefixes[code]}index.html" for code in codes}
    style = next(name for name in contents if re.fullmatch(r"assets/book\.\w+\.css", name))
    files.update(read_me(book, homes, _INSIDE + style))
    _refuse_unportable(files)
    _write(path, files)
    return Packed(
        path=path,
        pages=sum(name.endswith(".html") for name in contents),
        files=len(files),
        size=path.stat().st_size,
        unpacked=sum(map(len, files.values())),
        diagnostics=prepared.checked.diagnostics,
    )


def _contents(rendered: Path, book: Book, prefixes: Mapping[str, str], codes: Collection[str]) -> dict[str, bytes]:
    """Give every file of the site as it works from a folder, by its path from the site's root."""
    found = {path.relative_to(rendered).as_posix(): path for path in sorted(rendered.rglob("*")) if path.is_file()}
    pages = [name for name in found if name.endswith("/index.html") or name == "index.html"]
    pages = [name for name in pages if _language(name, prefixes) in codes and not _is_about_keeping(name, prefixes)]
    # A page for wrong addresses is a server's; lists for search engines and editions to download have public addresses.
    others = [name for name in found if name.startswith("assets/") or _PHOTO.search(name)]
    names = {*pages, *others}
    contents: dict[str, bytes] = {}
    for name in pages:
        html = found[name].read_text(encoding="utf-8")
        address = name.removesuffix("index.html")
        contents[name] = unserved_page(html, address, names, book.url).encode()
    for name in others:
        content = found[name].read_bytes()
        contents[name] = unserved_script(content.decode(), name).encode() if name.endswith(".js") else content
    contents["assets/packed.js"] = (SHIPPED / "assets" / "pack" / "packed.js").read_bytes()
    for name, value in chain(_lists(rendered, prefixes, codes), _cards(found, prefixes, codes)):
        contents[name] = given(name, as_expression(value)).encode()
    return contents


def _language(name: str, prefixes: Mapping[str, str]) -> str:
    fitting = [code for code, prefix in prefixes.items() if name.startswith(prefix)]
    return max(fitting, key=lambda code: len(prefixes[code]))


def _is_about_keeping(name: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a page is the one about keeping pages in the browser: what is in a folder is kept already."""
    return any(name == f"{prefix}offline/index.html" for prefix in prefixes.values())


def _lists(rendered: Path, prefixes: Mapping[str, str], codes: Collection[str]) -> Iterable[tuple[str, object]]:
    """Give what the search reads, each under the path of its script."""
    texts = {
        url: bare_text(main)
        for url, main in searched_parts(rendered).items()
        if _language(url, prefixes) in codes and not _is_about_keeping(f"{url}index.html", prefixes)
    }
    yield "search/texts.js", texts
    yield "search/pages.json.js", {url: url for url in texts}
    yield "search/words.json.js", json.loads((rendered / "search" / "words.json").read_text(encoding="utf-8"))
    for code in codes:
        name = f"{prefixes[code]}search/catalogue.json"
        catalogue = json.loads((rendered / name).read_text(encoding="utf-8"))
        yield f"{name}.js", _within(catalogue, codes)


def _cards(
    found: Mapping[str, Path], prefixes: Mapping[str, str], codes: Collection[str]
) -> Iterable[tuple[str, object]]:
    """Give what the comparison and the reader's list read of each chapter, under the path of its script."""
    for name, path in found.items():
        if name.endswith("/card.json") and _language(name, prefixes) in codes:
            yield f"{name}.js", json.loads(path.read_bytes())


def _within(catalogue: dict[str, object], codes: Collection[str]) -> dict[str, object]:
    """Give a search catalogue for a site in some of its languages only."""
    entries, facets, prefixes = catalogue["entries"], catalogue["facets"], catalogue["prefixes"]
    assert isinstance(entries, list)
    assert isinstance(facets, dict)
    assert isinstance(prefixes, dict)
    for entry in entries:
        if "l" in entry:
            # A chapter that is in none of them has a page of its own that says so.
            entry["l"] = [code for code in entry["l"] if code in codes]
            if not entry["l"]:
                del entry["l"]
    facets["language"] = {code: name for code, name in facets["language"].items() if code in codes}
    return {**catalogue, "prefixes": {code: prefix for code, prefix in prefixes.items() if code in codes}}


def _refuse_unportable(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if len(name) > _LONGEST or _FORBIDDEN.search(name) or _RESERVED.search(name) or name.lower() in seen:
            raise NotPortable(name)
        seen.add(name.lower())


def _write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a zip file beside its place, and put it there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    with progress("files", len(files)) as done, zipfile.ZipFile(fresh, "w") as archive:
        for name, content in sorted(files.items()):
            put(archive, name, content, is_compressed=_is_compressed(name))
            done()
    fresh.replace(path)


def _is_compressed(name: str) -> bool:
    return bool(_PHOTO.search(name)) and not name.endswith(".svg")
