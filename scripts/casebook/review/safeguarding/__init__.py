"""Safeguarding: what must not be published about a child, and who answers for what may.

`passages` gathers what readers will see and `plain` reads it as they do. `looking` looks through a chapter once:
`naming` (`chinese`, `latin`) finds names, `numbers` what leads to a person, `circumstances` what surrounds a child,
`surplus` what a translation says more. The rules ask what was found: `people`, `particulars`, `hurting`, `revealing`,
`elsewhere` (what stands outside the chapters), `consent` and `decisions`.
"""

from . import consent, decisions, elsewhere, hurting, particulars, people, revealing

RULES = (consent, decisions, elsewhere, hurting, particulars, people, revealing)
"""The modules that hold rules; importing them registers these."""
__all__ = ["RULES"]
