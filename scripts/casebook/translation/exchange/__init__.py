"""Work that goes out to people who do not use git, and comes back: PO, XLIFF 2, and a Word document of two columns.

The files carry work in and out and are never the master. What comes back is merged three ways: a text that has changed
in the book since the export is a conflict, and nobody's work is written over.
"""

from . import po, word, word_reading, xliff
from .merging import Merged, Outcome, merge
from .model import Damaged, ReturnedSheet, Sheet
from .placing import Placed, Unplaceable, place
from .sealing import can_be_sealed, seal
from .sheets import passages_of, sheet_of

__all__ = [
    "Damaged",
    "Merged",
    "Outcome",
    "Placed",
    "ReturnedSheet",
    "Sheet",
    "Unplaceable",
    "can_be_sealed",
    "merge",
    "passages_of",
    "place",
    "po",
    "seal",
    "sheet_of",
    "word",
    "word_reading",
    "xliff",
]
