"""What changed between two versions of a passage, word by word.

Chinese has no spaces, so its words come from a segmenter; a difference by characters would cut words in two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from html import escape
from typing import Literal

_PIECE = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\W\u3400-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

Kind = Literal["same", "old", "new"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some words: the same in both versions, only in the old one, or only in the new one."""

    kind: Kind
    text: str


def difference(before: str, now: str) -> list[Part]:
    """Give the parts of two versions, in reading order: what is not new is the old one, what is not old the new one."""
    old, new = split_words(before), split_words(now)
    parts: list[Part] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part("same", "".join(old[old_from:old_to])))
            continue
        if old_from < old_to:
            parts.append(Part("old", "".join(old[old_from:old_to])))
        if new_from < new_to:
            parts.append(Part("new", "".join(new[new_from:new_to])))
    return parts


def split_words(text: str) -> list[str]:
    """Cut a text into words, punctuation marks and white space; joined, they are the text again."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        found.extend(_segmenter()(piece) if _HAN.match(piece) else [piece])
    return found


@cache
def _segmenter() -> Callable[[str], list[str]]:
    import rjieba  # noqa: PLC0415  # its dictionary takes 0.14 s to load, and most commands show no difference

    return rjieba.cut


def as_text(parts: Sequence[Part]) -> str:
    """Write a difference as `git diff --word-diff` does: [-old-]{+new+}."""
    marks = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(f"{marks[part.kind][0]}{part.text}{marks[part.kind][1]}" for part in parts)


def as_html(parts: Sequence[Part]) -> str:
    """Write a difference as HTML on one line; line ends of the text become <br>."""
    tags = {"same": ("", ""), "old": ("<del>", "</del>"), "new": ("<ins>", "</ins>")}
    return "".join(
        f"{tags[part.kind][0]}{escape(part.text, quote=False).replace(chr(10), '<br>')}{tags[part.kind][1]}"
        for part in parts
    )
