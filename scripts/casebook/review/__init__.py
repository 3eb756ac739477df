"""Book → findings: rules that document and list themselves.

Each module holds rules of one kind; importing them here is what registers them. `review` holds a book against all of
them, and `claims` lists every claim, those of form included, which `manuscript` checks while it reads.
"""

from __future__ import annotations

from casebook.manuscript import FORM, Book, Claim, Diagnostic, in_order
from casebook.translation import Standings, stand

from . import copying, glossary, honesty, linking, naming, photos, recording, safeguarding, structure, translating
from .rule import RULES

__all__ = ["claims", "review"]

_KINDS = (copying, glossary, honesty, linking, naming, photos, recording, *safeguarding.RULES, structure, translating)


def review(book: Book, standings: Standings | None = None) -> list[Diagnostic]:
    """Hold a book against every rule, and list where they do not hold, as the files read.

    `standings` say how its translations stand; without them that is derived once more.
    """
    known = standings or stand(book)
    return in_order([diagnostic for rule in RULES for diagnostic in rule.diagnose(book, known)])


def claims() -> list[Claim]:
    """List everything that must hold of a book: the claims of form first, then the rules, each by id."""
    return [*FORM, *sorted((rule.claim for rule in RULES), key=lambda claim: claim.id)]
