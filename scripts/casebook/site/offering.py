"""What the site offers to take along: files of the whole book, with their size and the day of their content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from .view import View
from .wording import Wording

FOLDER = PurePosixPath("editions")
"""Where the files stand, from the root of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file of an edition of the whole book."""

    path: PurePosixPath
    """From the root of the site."""
    form: str
    """`epub` or `pdf`."""
    size: int
    """In bytes."""
    codes: tuple[str, ...]
    """The languages that it is written in: two for one that has them side by side."""
    date: str
    """The day of its content, as `2026-11-24`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An edition in each of its forms."""

    codes: tuple[str, ...]
    date: str
    offers: tuple[Offer, ...]


def for_readers_of(view: View, offers: Iterable[Offer]) -> list[Offered]:
    """Group offers by edition: that in the language of the view first, then those side by side with it, then others."""

    def rank(offer: Offer) -> tuple[bool, bool, int, tuple[str, ...]]:
        return (offer.codes != (view.code,), view.code not in offer.codes, -len(offer.codes), offer.codes)

    grouped = groupby(sorted(offers, key=lambda each: (rank(each), each.form)), key=lambda each: each.codes)
    found = [(codes, tuple(each)) for codes, each in grouped]
    return [Offered(codes=codes, date=each[0].date, offers=each) for codes, each in found]


def size_of(words: Wording, size: int) -> str:
    """Give a number of bytes as readers are told it: in kilobytes, from one megabyte on in megabytes."""
    if size < 1_000_000:
        return words.say("size_kb", n=max(1, round(size / 1000)))
    return words.say("size_mb", n=f"{size / 1_000_000:.1f}")
