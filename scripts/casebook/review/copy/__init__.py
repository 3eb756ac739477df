"""How the book's languages are written: places where a text is written otherwise, and how it would be written.

Rules report what stands here and `casebook fix` mends it, so the two cannot disagree. What a language is like is told
by its tag: Chinese copy for `zh…`, Simplified characters for `zh-Hans`, British spelling for `en-GB`.
"""

from .mending import mended
from .prose import Prose, language_of, names_of, prose_of, protected_names, words_of
from .slip import Kind, Slip

__all__ = [
    "Kind",
    "Prose",
    "Slip",
    "language_of",
    "mended",
    "names_of",
    "prose_of",
    "protected_names",
    "words_of",
]
