"""Which stretches of a Markdown text are the author's own prose, and the line of prose without its markup.

What is not ours to change (quotations, code, addresses, names) is masked by characters that no text holds; positions
stay the same. Emphasis and brackets of links are left out of a line, because "他说**好**,走了" reads as if they were
not there; every character remembers where it stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

KEPT = "\ue000"
"""Stands for each character of a quotation, a name or code: a word that may be looked at from outside only."""
WALL = "\ue001"
"""Stands for each character of markup: what is before it and behind it has nothing to do with each other."""
_GONE = "\ue002"

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# "!?[text](target)": the text is prose, the target is not; `](` and `)` go with it.
_TARGET = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)|(?<=\])\[[^\]\n]*\]")
_WALLS = re.compile(
    r"<https?://[^>\s]*>|<[A-Za-z/!][^>\n]*>|\[\^[^\]\n]*\]:?|^ {0,3}\[[^\]\n]*\]:[^\n]*|\{[#.:][^}\n]*\}|&#?\w+;|\\."
    r"|^[ \t]*(?:#{1,6}|[-*+]|\d+[.)]|:)[ \t]+|^[ \t]*\|?[ \t]*:?-{3,}[-:| \t]*$|^(?:[-*_][ \t]*){3,}$|\{\{[^}\n]*\}\}",
    re.MULTILINE,
)
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>，。；：！？、（）《》“”]+")
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BLOCK_QUOTE = re.compile(r"^ {0,3}>.*(?:\n(?![ \t]*$).+)*", re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
# In British English ’ also stands inside words, where it closes nothing.
_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》\n]*》|〈[^〈〉\n]*〉|‘(?:[^‘’]|’(?=\w))*’(?!\w)")
_STRAIGHT = re.compile(r"(?<!\\)\"[^\"\n]*\"")
TRANSPARENT = re.compile(r"\*+|~~|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])|!?\[|\]")

# What must be somewhere in a text before a pattern is worth a walk through it, the pattern, and what covers it.
_BLOCKS = (
    (("```", "~~~"), _FENCE, WALL),
    (("<!--",), _COMMENT, WALL),
    (("`",), _CODE, KEPT),
    ((">",), _BLOCK_QUOTE, WALL),
    (("](", "]["), _TARGET, _GONE),
)
_ADDRESSES = ((("://", "www."), _WEB_ADDRESS, KEPT), (("@",), _MAIL_ADDRESS, KEPT))
_QUOTATIONS = ((("“", "「", "『", "《", "〈", "‘"), _QUOTED, KEPT), (('"',), _STRAIGHT, KEPT))

_MARKED = re.compile(rf"[*~_\[\]{_GONE}]")
_NO_PROSE = f"{KEPT}{WALL}{_GONE} "


@dataclass(frozen=True, slots=True)
class ProseLine:
    """One line as a reader meets it, with the offset in the text of each of its characters."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Give where a stretch of the line stands in the text; None where markup stands inside it."""
        if end <= start or self.offsets[end - 1] - self.offsets[start] != end - 1 - start:
            return None
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=1024)
def masked(markdown: str, names: tuple[str, ...], *, with_quotations: bool = True) -> str:
    """Give a text of the same length in which what is not the author's own prose is masked.

    `with_quotations=False` leaves quotations open, for whoever looks at their marks.
    """
    text = _each(markdown, _BLOCKS)
    text = _covered(text, _WALLS, WALL)
    for name in _longest_first(names):
        if name in text:
            text = text.replace(name, KEPT * len(name))
    text = _each(text, _ADDRESSES)
    return _each(text, _QUOTATIONS) if with_quotations else text


def prose_lines(mask: str) -> Iterator[ProseLine]:
    """Give the lines of a masked text that hold prose, without markup."""
    following = 0
    for line in mask.split("\n"):
        offset, following = following, following + len(line) + 1
        if not line.strip(_NO_PROSE):
            continue
        if not _MARKED.search(line):
            yield ProseLine(line, range(offset, offset + len(line)))
            continue
        transparent = {at for match in TRANSPARENT.finditer(line) for at in range(*match.span())}
        kept = [at for at, sign in enumerate(line) if sign != _GONE and at not in transparent]
        yield ProseLine("".join(line[at] for at in kept), [offset + at for at in kept])


@lru_cache(maxsize=1024)
def _longest_first(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name)))


def _each(text: str, patterns: Sequence[tuple[tuple[str, ...], re.Pattern[str], str]]) -> str:
    for needed, pattern, sign in patterns:
        if any(part in text for part in needed):
            text = _covered(text, pattern, sign)
    return text


def _covered(text: str, pattern: re.Pattern[str], sign: str) -> str:
    return pattern.sub(lambda match: _cover(match[0], sign), text)


def _cover(text: str, sign: str) -> str:
    return re.sub(r"[^\n]", sign, text)
