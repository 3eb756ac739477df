"""What is a heading: by its style, or, where nobody used styles, by how Chinese papers number and print them."""

from __future__ import annotations

import re
from itertools import pairwise

from .cleaning import is_bold, without_start
from .inlines import plain
from .pandoc import Node

_NUMERAL = "一二三四五六七八九十"
_KINDS = (
    re.compile(rf"^第\s*[{_NUMERAL}百\d]+\s*[章节部篇](?:分)?[\s:：、]*"),
    re.compile(rf"^[{_NUMERAL}]{{1,3}}\s*[、.．]\s*"),
    re.compile(rf"^[（(]\s*[{_NUMERAL}]{{1,3}}\s*[)）]\s*"),
    re.compile(r"^\d{1,2}\s*[、.．](?!\d)\s*"),
)
"""From the outermost to the innermost: 第一章, 一、, （一）, 1."""
_LONGEST = 30
_ENDS_SENTENCE = re.compile(r"[。！？；，、,;!?]$")
_TYPED = (0, 1, 2)
"""Kinds that are headings without bold letters, too; "1." is an item of a list far more often."""


def with_headings(blocks: list[Node]) -> list[Node]:
    """Give blocks with their headings on level 2 and below, without the numbers that were typed before them."""
    blocks = [_from_list(block) for block in blocks]
    if not any(block["t"] == "Header" for block in blocks):
        blocks = _guessed(blocks)
    return _levelled(blocks)


def _from_list(block: Node) -> Node:
    """Take a bold paragraph out of a list of its own: it is a heading that Word numbered."""
    if block["t"] == "OrderedList" and len(block["c"][1]) == 1:
        item: list[Node] = block["c"][1][0]
        if len(item) == 1 and is_bold(item[0]) and len(plain(item[0]["c"])) <= _LONGEST:
            return item[0]
        if len(item) == 1 and item[0]["t"] == "Header":
            return item[0]
    return block


def _guessed(blocks: list[Node]) -> list[Node]:
    ranks = [_rank(block) for block in blocks]
    # Two in a row without a word below them are points of a list; only bold ones may stand above one another.
    for position, (one, two) in enumerate(pairwise(list(ranks))):
        if one is not None and one == two and not (is_bold(blocks[position]) and is_bold(blocks[position + 1])):
            ranks[position] = ranks[position + 1] = None
    outermost = min((rank for rank in ranks if rank is not None and rank < len(_KINDS)), default=len(_KINDS))
    found: list[Node] = []
    for block, rank in zip(blocks, ranks, strict=True):
        if rank is None:
            found.append(block)
        else:
            level = 1 + (outermost if rank == len(_KINDS) else rank)
            found.append({"t": "Header", "c": [level, ["", [], []], _words(block)]})
    return found


def _rank(block: Node) -> int | None:
    if block["t"] != "Para" or any(each["t"] in ("Image", "Note") for each in block["c"]):
        return None
    said = plain(block["c"]).strip()
    if not said or len(said) > _LONGEST or _ENDS_SENTENCE.search(said):
        return None
    for rank, pattern in enumerate(_KINDS):
        if (match := pattern.match(said)) and match.end() < len(said):
            return rank if rank in _TYPED or is_bold(block) else None
    return len(_KINDS) if is_bold(block) else None


def _words(block: Node) -> list[Node]:
    return [inner for each in block["c"] for inner in (each["c"] if each["t"] in ("Strong", "Emph") else [each])]


def _levelled(blocks: list[Node]) -> list[Node]:
    levels = sorted({block["c"][0] for block in blocks if block["t"] == "Header"})
    found: list[Node] = []
    for block in blocks:
        if block["t"] != "Header":
            found.append(block)
            continue
        level, attributes, inlines = block["c"]
        said = plain(inlines)
        match = next((match for pattern in _KINDS if (match := pattern.match(said)) and match.end() < len(said)), None)
        words = without_start(inlines, match.end()) if match else inlines
        found.append({"t": "Header", "c": [min(levels.index(level) + 2, 4), attributes, words]})
    return found
