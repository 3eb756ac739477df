"""Something in a passage that a person must look at."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.manuscript import Message

from .passages import Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something in a passage that a person must look at, and can decide to keep."""

    spot: Spot
    language: str
    about: frozenset[str]
    """What is at stake, so that a decision on the original covers the same in a translation and no more."""
    message: Message
    hint: Message
