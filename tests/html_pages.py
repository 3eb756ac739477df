"""Reading a built site as browsers and search engines do; the standard library's parser is enough for what we write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from archive_files import unpacked

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "path", "source", "use", "wbr")
)


@dataclass(eq=False)
class Element:
    tag: str
    attrs: dict[str, str]
    lang: str
    """The language that it is in, by its own attribute or the nearest around it."""
    text: str = ""


@dataclass(eq=False)
class Page(HTMLParser):
    """A page: its elements in order, and its text in pieces, each with the language that it is in."""

    html: str = field(repr=False)
    url: str
    elements: list[Element] = field(default_factory=list, repr=False)
    runs: list[tuple[str, str]] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        around = self._open[-1].lang if self._open else ""
        self.elements.append(Element(tag, given, given.get("lang", around)))
        if tag not in _VOID:
            self._open.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        while any(each.tag == tag for each in self._open) and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = {each.tag for each in self._open}
        if data.strip() and "body" in inside and not inside & {"script", "style"}:
            # zxx: no language. What stands in <code> is for machines.
            self.runs.append((" ".join(data.split()), "zxx" if "code" in inside else self._open[-1].lang))
        for each in self._open:
            each.text += data

    def all(self, tag: str, **attrs: str) -> list[Element]:
        return [each for each in self.elements if each.tag == tag and attrs.items() <= each.attrs.items()]

    def one(self, tag: str, **attrs: str) -> Element:
        (found,) = self.all(tag, **attrs)
        return found

    @cached_property
    def text(self) -> str:
        return " ".join(run for run, _ in self.runs)

    @cached_property
    def ids(self) -> list[str]:
        return [each.attrs["id"] for each in self.elements if "id" in each.attrs]

    @cached_property
    def links(self) -> dict[str, str]:
        """The text of each link by the address to which it leads."""
        links = (each for each in self.all("a") if "href" in each.attrs)
        return {urljoin(self.url, each.attrs["href"]): " ".join(each.text.split()) for each in links}

    @cached_property
    def alternates(self) -> dict[str, str]:
        """The addresses of this page in other languages as search engines see them, by language tag."""
        links = self.all("link", rel="alternate")
        return {each.attrs["hreflang"]: each.attrs["href"] for each in links if "hreflang" in each.attrs}

    @property
    def is_indexed(self) -> bool:
        return not any("noindex" in each.attrs["content"] for each in self.all("meta", name="robots"))

    def addresses(self) -> Iterator[tuple[Element, str]]:
        """Give every address that it names, with the element that names it."""
        for each in self.elements:
            named = [each.attrs[name] for name in ("href", "src", "poster", "data", "action") if name in each.attrs]
            named += [
                candidate.split()[0] for candidate in each.attrs.get("srcset", "").split(",") if candidate.strip()
            ]
            named += re.findall(r"url\(['\"]?([^'\")]+)", each.attrs.get("style", ""))
            if each.attrs.get("http-equiv") == "refresh":
                named.append(each.attrs["content"].split("url=")[1])
            yield from ((each, urljoin(self.url, address)) for address in named if not address.startswith("data:"))


class Site:
    """A built site, at its address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
        }
        self.catalogue = json.loads(self.files["catalogue.json"])
        self.url: str = self.catalogue["book"]["url"]
        self.pages: dict[str, Page] = {}
        for name, content in self.files.items():
            if name.endswith(".html"):
                # A host shows the page for wrong addresses at any address.
                shown_at = name.replace("404.html", "no/such/page/").removesuffix("index.html")
                self.pages[name] = Page(content.decode("utf-8"), self.url + shown_at)

    def at(self, address: str) -> Page:
        """Give the page at an address, with or without that of the site."""
        return self.pages[address.removeprefix(self.url) + "index.html"]

    @property
    def real_pages(self) -> list[Page]:
        """The pages that readers are meant to find: no redirects, and not those for wrong addresses."""
        shown = [page for name, page in self.pages.items() if not name.endswith("404.html")]
        return [page for page in shown if not page.all("meta", **{"http-equiv": "refresh"})]

    def dead_links(self) -> list[str]:
        """List every address of this site that a page names and that has no file, or no element for its anchor."""
        return [
            f"{name}: <{element.tag}> {address}"
            for name, page in self.pages.items()
            for element, address in page.addresses()
            if address.startswith(self.url) and not self._is_there(page, *urldefrag(unquote(address)))
        ]

    def _is_there(self, page: Page, address: str, anchor: str) -> bool:
        if address != page.url:
            name = address.removeprefix(self.url)
            name = f"{name}index.html" if name.endswith("/") or not name else name
            if name not in self.files or not anchor:
                return name in self.files
            page = self.pages[name]
        return not anchor or anchor in page.ids

    def holding(self, words: str) -> list[str]:
        """List the files that hold these words, in name or text, packed or spaced for the search."""
        forms = [form.encode("utf-8") for form in (words, " ".join(words))]
        return [
            name
            for name, content in self.files.items()
            if words in name or any(form in unpacked(content) for form in forms)
        ]
