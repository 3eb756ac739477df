"""Reading an EPUB as a reading system does: its package file, its files in reading order, its contents."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import urldefrag

from lxml import etree

NAMESPACES = {
    "x": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
TYPE = f"{{{NAMESPACES['epub']}}}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Epub:
    """An EPUB file, opened."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.entries = archive.infolist()
            self.files = {each.filename: archive.read(each) for each in self.entries}

    @cached_property
    def package(self) -> etree._Element:
        return etree.fromstring(self.files["EPUB/package.opf"])

    @cached_property
    def pages(self) -> dict[str, etree._Element]:
        """The XHTML files in reading order, by name."""
        hrefs = {each.get("id"): each.get("href") for each in self.package.iterfind(".//opf:item", NAMESPACES)}
        order = [hrefs[each.get("idref")] for each in self.package.iterfind(".//opf:itemref", NAMESPACES)]
        return {f"EPUB/{href}": etree.fromstring(self.files[f"EPUB/{href}"]) for href in order}

    @cached_property
    def text(self) -> str:
        """All that is read, in order."""
        return " ".join(words(page.find("x:body", NAMESPACES)) for page in self.pages.values())

    def meta(self, name: str) -> list[str]:
        """What the package file says of a property."""
        return [each.text for each in self.package.iterfind(f".//opf:meta[@property='{name}']", NAMESPACES)]

    def nav(self, kind: str) -> etree._Element:
        (found,) = self.pages["EPUB/contents.xhtml"].xpath(f"//x:nav[@epub:type='{kind}']", namespaces=NAMESPACES)
        return found

    def page_with(self, id_: str) -> etree._Element:
        """The file that has an id."""
        (found,) = (page for page in self.pages.values() if page.xpath(f"//*[@id='{id_}']"))
        return found

    def links(self) -> Iterator[tuple[str, str, etree._Element]]:
        """Every link: the file and the id that it leads to, both empty for one that leads out of the book."""
        for name, page in self.pages.items():
            for link in page.iterfind(".//x:a", NAMESPACES):
                target, anchor = urldefrag(link.get("href", ""))
                if "://" in target:
                    yield "", "", link
                else:
                    yield (
                        posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) if target else name,
                        anchor,
                        link,
                    )


def words(element: etree._Element) -> str:
    """The words in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def language_of(element: etree._Element) -> str:
    """The language that an element is in."""
    return next(each.get(XML_LANG) for each in [element, *element.iterancestors()] if each.get(XML_LANG))
