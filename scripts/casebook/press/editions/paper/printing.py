"""A Typst project → its PDF and what a proof-reader finds in it, in a process of its own.

Typst keeps all that it has laid out until its process ends: half a gigabyte and more for a book, and its Python package
has no way to let go of it. PDFium must not be called from two threads. A process for each edition settles both.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import typst

from casebook.manuscript.diagnostic import Message

from . import NotPrintable
from .proof import Overfull, find_overfull


def print_project(folder: Path, fonts: Sequence[str], *, inside: float, outside: float) -> tuple[bytes, list[Overfull]]:
    """Give the PDF of the project in a folder, and the lines that leave its margins, which are so many points wide.

    Raises:
        NotPrintable: the process was ended from outside, as is done when memory runs out.
    """
    # Not forked: a copy of a process that runs threads can wait for ever for a lock that one of them held.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        try:
            return process.submit(_print, folder, fonts, inside, outside).result()
        except BrokenProcessPool as error:
            raise NotPrintable(
                Message(
                    "the program that sets the pages was ended; a whole book takes about 1 GB of memory for each PDF",
                    "排版程序中途被终止；整本书的每个 PDF 约需 1 GB 内存",
                )
            ) from error


def _print(folder: Path, fonts: Sequence[str], inside: float, outside: float) -> tuple[bytes, list[Overfull]]:
    pdf = typst.compile(
        folder / "main.typ",
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[*fonts]),
        format="pdf",
        pdf_standards=["ua-1"],
    )
    return pdf, find_overfull(pdf, inside=inside, outside=outside)
