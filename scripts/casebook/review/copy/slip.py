"""One place where a text is written otherwise than the book writes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is out of order; each kind has its rule."""

    CHINESE_PUNCTUATION = "chinese punctuation"
    CHINESE_SPACE = "chinese space"
    CHINESE_WIDTH = "chinese width"
    CHINESE_DASH = "chinese dash"
    CHINESE_QUOTES = "chinese quotes"
    CHINESE_REPEATED = "chinese repeated"
    CHINESE_TRADITIONAL = "chinese traditional"
    BRITISH = "british"
    ENGLISH_WIDTH = "english width"
    ENGLISH_QUOTES = "english quotes"
    ENGLISH_HAN = "english han"


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of a text, by its offsets, and what should stand there."""

    start: int
    end: int
    kind: Kind
    written: str
    better: str | None
    """What to write instead; None where only a person can tell."""
    is_certain: bool = False
    """Whether it can be mended without judgement."""
