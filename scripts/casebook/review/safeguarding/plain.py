"""Markdown as a reader sees it, with the way back to where each character was written.

A name may be broken over two lines, spaced out, half in bold, in full-width letters or in look-alikes; here it is one
run of characters. What no reader sees as text (addresses, ids of headings) is blank.

Texts may be many in one piece, with `EDGE` between them: nothing reaches over an edge, and looking once through a
chapter costs a tenth of looking through each of its paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
EDGE = "\0"
"""Stands between texts; no manuscript holds one (`text-is-utf8`)."""
# A link keeps its title: ](photos/box.jpg "The box"). Every alternative begins with one character that the engine looks
# for at once.
_UNSEEN = re.compile(
    r"\]\(\s*<?[^\s()<>\0]*|<https?://[^\s<>，。；、）」”\0]+>?|h(?<!\w.)ttps?://[^\s<>，。；、）」”\0]+>?|"
    r"\{#[^}\s\0]*\}|\[\^[^\]\s\0]*\]:?|</?[A-Za-z][\w-]*"
)
_INVISIBLE = frozenset("*_~`\\\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_ODD = re.compile(
    r"[*_~`\\\n\t\u00a0\u3000\u00ad\u200b-\u200f\u2060\ufeff\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a"
    rf"\uff41-\uff5a＠－．]|[ ](?:(?=[ \t\n\u3000\u00a0])|(?<=[*_~{HAN}] ))"
)
_WRAP = re.compile(r"[ \t]*\n[ \t>]*")
_SPACE = re.compile(r"[ \t\u3000\u00a0]+")
IS_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without markup, and where its pieces stood in the Markdown."""

    text: str
    starts: tuple[int, ...]
    """Where each piece begins in the text."""
    origins: tuple[int, ...]
    """Where it was written."""

    def origin(self, position: int) -> int:
        """Give where a character was written."""
        piece = bisect_right(self.starts, position) - 1
        return position - self.starts[piece] + self.origins[piece]


@lru_cache(maxsize=64)
def plain(markdown: str) -> Plain:
    """Read a passage of Markdown, or several with edges between them, as a reader does."""
    shown = _UNSEEN.sub(lambda match: " " * len(match[0]), markdown)
    kept: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    position = length = 0
    while (match := _ODD.search(shown, position)) is not None:
        odd = match.start()
        end, letter = _as_read(shown, odd)
        for piece, origin in ((shown[position:odd], position), (letter, odd)):
            if piece:
                kept.append(piece)
                starts.append(length)
                origins.append(origin)
                length += len(piece)
        position = end
    kept.append(shown[position:])
    return Plain("".join(kept), (*starts, length), (*origins, position))


def around(text: str, position: int) -> tuple[int, int]:
    """Give where the passage of a character begins and ends in a plain text."""
    end = text.find(EDGE, position)
    return text.rfind(EDGE, 0, position) + 1, len(text) if end < 0 else end


def _as_read(text: str, position: int) -> tuple[int, str]:
    """Give what an odd character, or the gap that begins there, is read as, and where it ends."""
    letter = text[position]
    if letter in _INVISIBLE:
        return position + 1, ""
    if letter in "\n \t\u3000\u00a0":
        match = _WRAP.match(text, position) or _SPACE.match(text, position)
        end = match.end() if match else position + 1
        return end, _gap(text, position, end)
    return position + 1, _narrow(letter)


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
