"""Names of people in a text of any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .chinese import chinese_names
from .latin import latin_names
from .passages import Reading, Spot
from .plain import EDGE, IS_HAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name of somebody in a passage."""

    spot: Spot
    language: str
    name: str


def named(text: Reading, tag: str) -> Iterator[Named]:
    """Find who is named in a text, by what is known of its language (BCP 47)."""
    for start, end in names(text.text, tag):
        yield Named(spot=text.spot(start), language=text.language, name=text.text[start:end])


def names(text: str, tag: str, *, pinyin_only: bool = False) -> list[tuple[int, int]]:
    """Give the spans of a plain text that name somebody, by what is known of its language (BCP 47)."""
    chinese = chinese_names(text) if IS_HAN.search(text) else ()
    if pinyin_only or not tag.startswith("en"):
        return sorted((*chinese, *latin_names(text, pinyin_only=True, is_foreign=not tag.startswith(("zh", "en")))))
    mixed, english = _apart(text) if IS_HAN.search(text) else ("", text)
    return sorted((*chinese, *latin_names(mixed, pinyin_only=True), *latin_names(english)))


def _apart(text: str) -> tuple[str, str]:
    """Give the passages of a text that hold Chinese, and the others, each where it stands among blanks.

    Beside Chinese a capital says less: a passage that explains a term is full of them.
    """
    mixed, english = [], []
    for passage in text.split(EDGE):
        blank = " " * len(passage)
        has_han = IS_HAN.search(passage) is not None
        mixed.append(passage if has_han else blank)
        english.append(blank if has_han else passage)
    return EDGE.join(mixed), EDGE.join(english)


def masked(name: str) -> str:
    """Give a name of which only the first letter of each part shows: reports are read in public."""
    if IS_HAN.search(name):
        return name[0] + "×" * (len(name) - 1)
    return " ".join(f"{word[0]}…" for word in name.split())
