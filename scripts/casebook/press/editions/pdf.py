"""An edition as PDF: typeset by Typst for A4 sheets, and tagged for those who listen.

Equal editions give equal bytes: nothing asks the clock or looks for fonts of the computer.

Sources: https://www.w3.org/TR/clreq/, ISO 14289-1 (PDF/UA-1)
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from casebook.edition import Edition
from casebook.manuscript.diagnostic import Message
from casebook.press.caching import Cache
from casebook.press.drawing import ACCENT, PINE
from casebook.press.photographing import make_renditions
from casebook.press.staging import SHIPPED, motif_of

from .paper import NotPrintable
from .paper.faces import Faces, faces_of
from .paper.printing import print_project
from .paper.project import margins_of, pieces_of, project_of
from .paper.proof import Overfull
from .paper.source import words_of

STYLES = (SHIPPED / "assets" / "editions" / "book.typ",)
"""The files, besides the program, that a PDF is made with."""
_POINTS = 72 / 25.4
_MOST = 5
"""How many faults one message names."""


def write_pdf(edition: Edition, root: Path, target: Path) -> None:
    """Write an edition of the book in `root` as a PDF file.

    Raises:
        NotPrintable: a font that the book names is missing, a letter is in no font, a line is wider than its place,
            or memory ran out.
        PandocFailed: pandoc gave up.
    """
    faces = faces_of(root, edition.fonts)
    _refuse_missing_letters(edition, faces)
    files = {
        "book.typ": STYLES[0].read_bytes(),
        "motif.svg": _drawing(motif_of(root)),
        **project_of(edition, faces, Cache(root / ".build" / "typst")),
        **{path.as_posix(): content for path, content in make_renditions(root, edition.photos, forget_others=False)},
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        margins = margins_of(edition)
        inside, outside = margins["inside"] * _POINTS, margins["outside"] * _POINTS
        pdf, strays = print_project(Path(folder), faces.folders, inside=inside, outside=outside)
    _refuse(strays)
    target.write_bytes(pdf)


def _refuse_missing_letters(edition: Edition, faces: Faces) -> None:
    found = []
    for piece in pieces_of(edition):
        missing = faces.missing(piece.title + "".join(words_of(piece.passage.content)))
        if missing:
            named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing)
            found.append(f"{piece.title}: {named}")
    if found:
        raise NotPrintable(
            Message(
                _listed("no font can write these letters; write them another way, or put a font into fonts/", found),
                _listed("现有字体没有这些字；请换一种写法，或在 fonts/ 里放入有这些字的字体", found),
            )
        )


def _refuse(strays: list[Overfull]) -> None:
    if strays:
        found = [f"{each.where}, p. {each.page}: {each.words}" for each in strays]
        raise NotPrintable(
            Message(
                _listed("these lines are too long for their place; shorten what cannot be broken", found),
                _listed("这些行超出版心；请缩短其中不能断开的文字", found),
            )
        )


def _listed(problem: str, found: list[str]) -> str:
    more = [f"… {len(found) - _MOST}"] if len(found) > _MOST else []
    return "\n  ".join([f"{problem}:", *found[:_MOST], *more])


def _drawing(motif: str) -> bytes:
    """Give the contour lines as a file of their own, with the colours that a page gives them."""
    drawing = motif.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    drawing = re.sub(r'(class="motif-path".*?stroke=")currentColor', rf"\g<1>{ACCENT}", drawing)
    return drawing.replace("currentColor", PINE).encode("utf-8")
