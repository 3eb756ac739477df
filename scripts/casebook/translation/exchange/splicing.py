"""Changing a part of a file, and no byte beside it: line ends and a byte order mark stay as they are."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


def splice(raw: str, start: int, end: int, new: str) -> str:
    """Put `new` in the place of the characters from `start` to `end` of the file's text.

    Positions count in the text as it is read: without a byte order mark, and with a line feed for every line end.
    """
    head = _BOM if raw.startswith(_BOM) else ""
    text = raw.removeprefix(_BOM)
    ends = list(_LINE_END.finditer(text))
    style = ends[0][0] if ends else "\n"
    here, there = _raw_position(ends, start), _raw_position(ends, end)
    return head + text[:here] + new.replace("\n", style) + text[there:]


def _raw_position(ends: list[re.Match[str]], position: int) -> int:
    shift = 0
    for each in ends:
        # A line end of two characters counts as one; it is passed when the position lies behind it.
        if each.end() - shift - (len(each[0]) - 1) > position:
            break
        shift += len(each[0]) - 1
    return position + shift
