"""What formats without an escape for it can hold: no control characters, and where it matters no line breaks."""

from __future__ import annotations

import re

# XML 1.0, 2.2; the C1 controls and noncharacters that it only discourages say nothing to anybody either.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def without_controls(text: str) -> str:
    """Give a text without what XML, BibTeX and RIS cannot hold."""
    return _NOT_TEXT.sub("", text)


def one_line(text: str) -> str:
    """Give a text on one line, its white space single."""
    return " ".join(without_controls(text).split())
