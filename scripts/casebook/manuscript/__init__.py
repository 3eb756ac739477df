"""Text → Book: the format that editors and translators write, read with every mistake at its line and column.

`gather` is the way in: files as bytes enter, a `Book` and its `Diagnostic`s leave. Nothing here touches the disk, the
clock or the environment, and nothing here knows how the book is shown.
"""

from .book import (
    Book,
    BrokenChapter,
    Chapter,
    CitedSource,
    Decision,
    Glance,
    Group,
    HandPage,
    Language,
    Person,
    Practice,
    PracticeUse,
    Problem,
    School,
    Term,
    Translation,
    Translations,
    Withdrawal,
    WithdrawnChapter,
)
from .claims import FORM
from .diagnostic import Claim, Correction, Diagnostic, Message, Place, Severity, in_order
from .gathering import Gathered, gather
from .picture import Picture, Trace, Trouble
from .text import Block, BlockKind, Heading, Link, Text, read_text
from .vocabulary import COSTS, KINDS, PROVINCES, ROLES, STAGES, STATUSES, TAKEN_ADDRESSES, nearest

__all__ = [
    "COSTS",
    "FORM",
    "KINDS",
    "PROVINCES",
    "ROLES",
    "STAGES",
    "STATUSES",
    "TAKEN_ADDRESSES",
    "Block",
    "BlockKind",
    "Book",
    "BrokenChapter",
    "Chapter",
    "CitedSource",
    "Claim",
    "Correction",
    "Decision",
    "Diagnostic",
    "Gathered",
    "Glance",
    "Group",
    "HandPage",
    "Heading",
    "Language",
    "Link",
    "Message",
    "Person",
    "Picture",
    "Place",
    "Practice",
    "PracticeUse",
    "Problem",
    "School",
    "Severity",
    "Term",
    "Text",
    "Trace",
    "Translation",
    "Translations",
    "Trouble",
    "Withdrawal",
    "WithdrawnChapter",
    "gather",
    "in_order",
    "nearest",
    "read_text",
]
