"""Book → findings: rules that document and list themselves.

Each module holds rules of one kind; importing them here is what registers them. `review` holds a book against all of
them, and `claims` lists every claim, those of form included, which `manuscript` checks while it reads.
"""

from __future__ import annotations

from casebook.manuscript import FORM, Book, Claim, Diagnostic, in_order

from . import honesty, linking, naming, structure
from .rule import RULES

__all__ = ["claims", "review"]

_KINDS = (honesty, linking, naming, structure)


def review(book: Book) -> list[Diagnostic]:
    """Hold a book against every rule, and list where they do not hold, as the files read."""
    return in_order([diagnostic for rule in RULES for diagnostic in rule.diagnose(book)])


def claims() -> list[Claim]:
    """List everything that must hold of a book: the claims of form first, then the rules, each by id."""
    return [*FORM, *sorted((rule.claim for rule in RULES), key=lambda claim: claim.id)]
