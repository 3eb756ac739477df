"""Safeguarding: what must not be published about a child, and who answers for what may.

`plain` reads a passage as a reader does, `chinese` and `latin` find names, `numbers` what leads to a person. The rules
stand in `people`, `particulars`, `circumstances`, `consent`, `revealing` and `decisions`.
"""

from . import circumstances, consent, decisions, particulars, people, revealing

RULES = (circumstances, consent, decisions, particulars, people, revealing)
"""The modules that hold rules; importing them registers these."""
__all__ = ["RULES"]
