"""Markdown as a reader sees it, with the way back to where each character was written.

A name may be broken over two lines, spaced out, half in bold, in full-width letters or in look-alikes; here it is one
run of characters. What no reader sees as text (addresses, ids of headings) is blank.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
# A link keeps its title: ](photos/box.jpg "The box").
_UNSEEN = re.compile(
    r"\]\(\s*<?(?P<target>[^\s()<>]*)|<?\bhttps?://[^\s<>，。；、）」”]+>?|\{#[^}\s]*\}|\[\^[^\]\s]*\]:?|"
    r"</?[A-Za-z][\w-]*"
)
_ODD = re.compile(
    r"[*_~`\\\n\u00ad\u200b-\u200f\u2060\ufeff\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a＠－．]"
    rf"|[{HAN}][ \t\u3000\u00a0]+[{HAN}]"
)
_INVISIBLE = frozenset("*_~`\\\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_WRAP = re.compile(r"[ \t]*\n[ \t>]*")
_SPACE = re.compile(r"[ \t\u3000\u00a0]+")
IS_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without markup, and for each of its characters where it stood in the Markdown."""

    text: str
    offsets: tuple[int, ...] | None
    """None where every character stands where it stood."""

    def origin(self, position: int) -> int:
        """Give where a character was written."""
        return position if self.offsets is None else self.offsets[position]


@lru_cache(maxsize=8192)
def plain(markdown: str) -> Plain:
    """Read a passage of Markdown as a reader does."""
    shown = _UNSEEN.sub(lambda match: " " * len(match[0]), markdown)
    if not _ODD.search(shown):
        return Plain(shown, None)
    kept: list[str] = []
    offsets: list[int] = []
    position = 0
    while position < len(shown):
        letter = shown[position]
        end = position + 1
        if letter in _INVISIBLE:
            letter = ""
        elif letter == "\n" or letter in " \t\u3000\u00a0":
            match = _WRAP.match(shown, position) or _SPACE.match(shown, position)
            end = match.end() if match else end
            letter = _gap(shown, position, end)
        elif ord(letter) > 0x2E7F:
            letter = _narrow(letter)
        if letter:
            kept.append(letter)
            offsets.append(position)
        position = end
    return Plain("".join(kept), tuple(offsets))


def _gap(text: str, start: int, end: int) -> str:
    """Give what a gap is read as: nothing where Han characters are spaced out or only go on in the next line."""
    before = text[max(0, start - 4) : start].rstrip("*_~")[-1:]
    after = text[end : end + 4].lstrip("*_~")[:1]
    if not (before and after and IS_HAN.match(before) and IS_HAN.match(after)):
        return "\n" if "\n" in text[start:end] and not (before.isalpha() and after.isalpha()) else " "
    if "\n" in text[start:end]:
        return ""
    alone = not IS_HAN.match(text[start - 2 : start - 1] or " ") or not IS_HAN.match(text[end + 1 : end + 2] or " ")
    return "" if alone else " "


def _narrow(letter: str) -> str:
    """Give the everyday form of a full-width letter or digit, a radical or a compatibility character."""
    folded = unicodedata.normalize("NFKC", letter)
    return folded if len(folded) == 1 and (folded.isalnum() or letter in "＠－．") else letter
