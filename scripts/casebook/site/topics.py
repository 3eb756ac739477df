"""Texts → the things that they speak of: words that can stand after “both speak of …” and say something.

In Chinese these are the nouns of the segmenter's dictionary; in English, where no dictionary is at hand, words that
stand alone between an article and the end of their phrase ("the telephone.", "her grandmother and"), which is a noun
nearly always; in other languages, long words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NO_TEXT = re.compile(r"\{#[^}]*\}|\]\([^)]*\)|^\[\^[^]]*\]|https?://\S+", re.MULTILINE)
"""Addresses and ids, which are not words of a text."""

_TWICE = 2
# Nouns that any text about any school may hold; to share one of them says nothing.
_SAYS_NOTHING = frozenset(
    re.findall(
        r"\w+",
        """
        人数 办法 原因 名字 大家 学校 学生 小学 孩子 意思 日子 时候 校长 样子 编者 编辑 老师 问题
        adult adults back child children class classes couple days editor editors evening first half hours lesson
        lessons list minutes month months morning name names night number others pair part parts people person place
        places principal pupil pupils question questions reason report reports school schools second sentence
        teacher teachers term thing things time times week weeks whole word words work year years
        """,
    )
)
_ENGLISH_NOUN = re.compile(
    r"\b(?:an?|the|their|her|his|our|its|every|each|no|one|two|three)\s+([a-z]{4,})"
    r"(?=[.,;:!?”’)]|\s+(?:of|in|on|at|to|and|is|are|was|were|who|that|which|for|with|from|by|had|has|have|or|as|when|where|until|before|after|because|but)\b)",
    re.IGNORECASE,
)
_ENGLISH_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{7,}")


def topics(markdown: str, tag: str, *, but: Collection[str] = ()) -> frozenset[str]:
    """Give the things that a text names at least twice, in a language by its tag; none of them is in `but`."""
    text = NO_TEXT.sub(" ", markdown)
    if tag.startswith("zh"):
        counts = Counter(word for word, kind in _segmenter()(text) if kind == "n" and len(word) > 1)
    elif tag.startswith("en"):
        nouns = {match.lower() for match in _ENGLISH_NOUN.findall(text)}
        counts = Counter(word for each in _ENGLISH_WORD.findall(text) if (word := each.lower()) in nouns)
    else:
        counts = Counter(_LONG_WORD.findall(text.casefold()))
    return frozenset(
        word for word, count in counts.items() if count >= _TWICE and word not in but and word not in _SAYS_NOTHING
    )


@cache
def _segmenter() -> Callable[[str], list[tuple[str, str]]]:
    import rjieba  # noqa: PLC0415  # its dictionary takes 0.14 s to load, and `check` shows no related chapters

    return rjieba.tag
