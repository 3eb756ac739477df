"""How the translations of a book stand, in figures that add up: what is left to do, and since when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # What is on record from an earlier run is shown without the rooms that worked it out.
    from casebook.manuscript import Text
    from casebook.translation import GroupState, TranslationState

_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+")
_LEFT = ("stale", "missing")


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


def summarise(source: Text, state: TranslationState, *, is_begun: bool) -> Summary:
    """Sum up one chapter in one language."""
    left = [position for each in state.groups if each.status in _LEFT for position in each.source]
    return Summary(
        counts=state.counts,
        words_left=sum(words(source.blocks[position].text) for position in left),
        last_confirmation=max(_days(state.groups), default=None),
        oldest_stale=min(_days(each for each in state.groups if each.status == "stale"), default=None),
        is_begun=is_begun,
    )


def words(text: str) -> int:
    """Count what a translator is paid by: each Chinese character, each word or number of another script."""
    return len(_WORD.findall(text))


def _days(groups: Iterable[GroupState]) -> list[date]:
    return [each.group.confirmed.on for each in groups if each.group and each.group.confirmed]
