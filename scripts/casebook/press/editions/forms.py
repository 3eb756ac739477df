"""The forms in which an edition can be had, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from casebook.edition import Edition

from . import epub, pdf
from .paper.faces import FOLDER

MADE = "editions"
"""The folder of a book in which its editions are put where nobody says another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A kind of file."""

    write: Callable[[Edition, Path, Path], None]
    """Writes an edition of the book in a folder into a file."""
    styles: tuple[Path, ...]
    """The files, besides the program, that it is made with."""
    folder: str = ""
    """The folder of the book, if any, whose files it is made with too."""


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "epub": Form(write=epub.write_epub, styles=epub.STYLES),
        "pdf": Form(write=pdf.write_pdf, styles=pdf.STYLES, folder=FOLDER),
    }
)
"""By the ending of their files."""
