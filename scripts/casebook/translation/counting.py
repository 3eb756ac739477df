"""How much there is to translate, in what translators are paid by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.manuscript import Block

from .state import Status, TranslationState

_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+")
_UNSAID = re.compile(r"\{[#.][^{}\n]*\}|\]\([^()\n]*\)")
"""Ids of headings and targets of links, which are the same in every language."""


def words(text: str) -> int:
    """Count each Chinese character, and each word or number of another script, that a translator translates."""
    return len(_WORD.findall(_UNSAID.sub("]", text)))


def words_left(blocks: Sequence[Block], state: TranslationState | None) -> int:
    """Count what waits in an original: its stale and missing passages, and all of it without a translation."""
    if state is None:
        return sum(words(block.text) for block in blocks)
    waiting = [each for each in state.groups if each.status in (Status.STALE, Status.MISSING)]
    return sum(words(blocks[position].text) for each in waiting for position in each.source)
