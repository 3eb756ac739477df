"""Two ways to say that two passages are the same: to the letter, and in what a translator would have to translate.

The strict digest changes with every visible letter. The content digest does not change when lines are wrapped anew,
when emphasis comes or goes, when a link gets a new target or when punctuation changes its width; it does change with
a single character that matters.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

NORM = 1
"""The version of the normalisation; a sidecar says which one its digests were made with."""

_HAN = r"[\u2e80-\u2fff\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_WRAP_IN_HAN = re.compile(rf"(?<={_HAN})[ \t]*\n[ \t]*(?={_HAN})")
_SPACE = re.compile(r"\s+")
_SPACE_AT_HAN = re.compile(rf"(?<={_HAN}) | (?={_HAN})")
_LINK = re.compile(r"(!?\[[^\]]*\])\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w))(?=\S)|(?<=\S)(\*{1,3}|_{1,3}(?!\w))")
_QUOTES = str.maketrans({"“": '"', "”": '"', "「": '"', "」": '"', "『": "'", "』": "'", "‘": "'", "’": "'"})


def strict_digest(markdown: str) -> str:
    """Give eight hexadecimal digits that change with every letter (Unicode NFC, outer white space apart)."""
    return _digest(unicodedata.normalize("NFC", markdown).strip())


def content_digest(markdown: str) -> str:
    """Give eight hexadecimal digits that change only with what a translator would have to translate."""
    text = unicodedata.normalize("NFKC", _WRAP_IN_HAN.sub("", markdown)).translate(_QUOTES)
    text = _EMPHASIS.sub("", _LINK.sub(r"\1", text))
    return _digest(_SPACE_AT_HAN.sub("", _SPACE.sub(" ", text)).strip())


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8"), digest_size=4).hexdigest()
