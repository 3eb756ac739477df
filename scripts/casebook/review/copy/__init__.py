"""How the book's languages are written: places where a text is written otherwise, and how it would be written.

Rules report what stands here and `casebook fix` mends it, so the two cannot disagree. What a language is like is told
by its tag: Chinese copy for `zh…`, Simplified characters for `zh-Hans`, British spelling for `en-GB`.
"""

from .finding import copy_slips, names_of, protected_names, slips_in
from .masking import without_code
from .mending import mended
from .slip import Kind, Slip

__all__ = ["Kind", "Slip", "copy_slips", "mended", "names_of", "protected_names", "slips_in", "without_code"]
