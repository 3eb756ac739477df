"""How the translations of a book stand, in figures that add up: what is left to do, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How one chapter stands in one language."""

    counts: dict[str, int]
    """How many groups there are of each status, all statuses listed."""
    words_left: int
    """Chinese characters, and words of other scripts, in passages of today that are stale or missing."""
    last_confirmation: date | None
    oldest_stale: date | None
    """The day on which the stale passage that was confirmed longest ago was confirmed."""
    is_begun: bool
    """Whether there is a file of the translation at all."""

    @property
    def total(self) -> int:
        """How many groups there are."""
        return sum(self.counts.values())
