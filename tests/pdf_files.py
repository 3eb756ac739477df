"""Reading a PDF as its readers do: by eye, page by page and line by line, and by ear, along its tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw


@dataclass(frozen=True)
class Line:
    """Words on a page that stand beside each other; measured in points from the left and from the foot."""

    text: str
    left: float
    foot: float


class Pdf:
    """A PDF file, opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content = path.read_bytes()
        self.file = pikepdf.open(path)
        self.root: Any = self.file.Root

    @cached_property
    def pages(self) -> list[list[Line]]:
        with pypdfium2.PdfDocument(self.content) as document:
            return [list(_lines(page)) for page in document]

    @cached_property
    def labels(self) -> list[str]:
        """The page numbers that readers see."""
        with pypdfium2.PdfDocument(self.content) as document:
            return [document.get_page_label(number) for number in range(len(document))]

    @cached_property
    def texts(self) -> list[str]:
        """What a reader would copy from each page, without any white space."""
        with pypdfium2.PdfDocument(self.content) as document:
            return [squeezed(page.get_textpage().get_text_bounded()) for page in document]

    @cached_property
    def text(self) -> str:
        return "".join(self.texts)

    def dots(self, page: int) -> int:
        """How many dots are drawn on a page."""
        with pypdfium2.PdfDocument(self.content) as document:
            drawn = [each.get_bounds() for each in document[page].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
        return sum(1 < right - left < 3 and 1 < top - foot < 3 for left, foot, right, top in drawn)

    @cached_property
    def bookmarks(self) -> list[tuple[int, str]]:
        with pypdfium2.PdfDocument(self.content) as document:
            return [(each.level, each.get_title()) for each in document.get_toc(max_depth=9)]

    @cached_property
    def fonts(self) -> dict[str, Any]:
        found = (each for each in self.file.objects if isinstance(each, pikepdf.Dictionary))
        return {str(each.BaseFont): each for each in found if each.get("/Type") == "/Font"}

    def page_of(self, words: str, *, after: int = 0) -> int:
        """The first page from `after` on that has some words, counted from 0."""
        return next(number for number in range(after, len(self.texts)) if squeezed(words) in self.texts[number])

    def elements(self) -> Iterator[Any]:
        """Give the elements of the tag tree in the order in which they are read."""
        yield from _below(self.root.StructTreeRoot)

    def named(self, kind: str) -> list[Any]:
        return [each for each in self.elements() if each.get("/S") == f"/{kind}"]


def squeezed(text: str) -> str:
    return "".join(text.split())


def _below(element: Any) -> Iterator[Any]:
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _below(child)


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    text = page.get_textpage()
    for index in range(text.count_rects()):
        left, foot, right, top = text.get_rect(index)
        yield Line(text.get_text_bounded(left, foot, right, top), left, foot)
