"""What goes out to somebody who does not use git, and what comes back: the units of one chapter in one language.

Each unit carries what it was made from, as digests of both texts. So a file that comes back can be held against the
book of that day, whatever has happened to the book since, and nothing else needs to be kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from casebook.manuscript import Message

VERSION = "1"
"""The version of what the files say about themselves."""
END = "end"
"""The name of what stands after the last unit of a chapter, where a format has no end of its own."""

_ENDS = re.compile(r"\A(?:[ \t]*\n)+|\s+\Z")
_SPACE = re.compile(r"\s+")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "«": '"', "»": '"'})


class Damaged(Exception):
    """A file that cannot be read as one of ours, whole and unbroken; nothing of it is taken."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.message = Message(en, zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a unit was made from: digests of the original and of the translation on the day of the export."""

    source: str
    target: str
    loose: str
    """The digest of the translation without what word processors change by themselves."""

    def __str__(self) -> str:
        return f"{self.source}/{self.target}/{self.loose}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One passage or one text of the metadata, as it goes out."""

    id: str
    """The id of its group, or `meta:` and the key of the metadata."""
    status: str
    source: str
    target: str
    before: str = ""
    """The original as it was when this was confirmed, where it has changed since."""
    notes: tuple[str, ...] = ()
    """What a translator should know: terms of the glossary, why something was left out."""

    @property
    def base(self) -> Base:
        """What this unit is made from."""
        return Base(source=digest(self.source), target=digest(self.target), loose=digest(loosely(self.target)))

    @property
    def is_doubtful(self) -> bool:
        """Whether there is a translation that nobody stands for today."""
        return bool(self.target) and self.status in ("stale", "unconfirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One chapter in one language, as it goes out."""

    slug: str
    language: str
    source_tag: str
    target_tag: str
    title: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One unit as it came back."""

    id: str
    base: Base
    text: str
    is_finished: bool = True
    """Whether whoever worked on it took the mark off that says otherwise."""

    def is_untouched(self, *, loose: bool) -> bool:
        """Whether the text is the one that went out; loosely, whatever became of its spaces and quotation marks."""
        return digest(self.text) == self.base.target or (loose and digest(loosely(self.text)) == self.base.loose)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedSheet:
    """One chapter in one language, as it came back."""

    slug: str
    language: str
    units: tuple[Returned, ...]
    loose: bool = False
    """Whether it went through a word processor."""


def digest(text: str) -> str:
    """Give twelve hexadecimal digits that change with every character."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def loosely(text: str) -> str:
    """Give a text without what word processors change by themselves: kinds of spaces and of quotation marks."""
    return _SPACE.sub(" ", writable(text).translate(_STRAIGHT)).strip()


def writable(text: str) -> str:
    """Give a text with a mark of replacement for each character that XML cannot carry at all."""
    return _UNWRITABLE.sub("\ufffd", text)


def tidy(text: str) -> str:
    """Give a text with one kind of line end, and without empty lines around it."""
    return _ENDS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def base_of(written: str, where: str) -> Base:
    """Read what a unit was made from.

    Raises:
        Damaged: it is not what was written.
    """
    match = re.fullmatch(r"\s*([0-9a-f]{12})/([0-9a-f]{12})/([0-9a-f]{12})\s*", written)
    if match is None:
        raise Damaged(f"the mark of the unit '{where}' is gone or damaged", f"“{where}”这一单元的标记不见了或已损坏")
    return Base(source=match[1], target=match[2], loose=match[3])


def whole(slug: str, language: str, count: str, units: list[Returned], *, loose: bool = False) -> ReturnedSheet:
    """Give a sheet that came back, if it is all there.

    Raises:
        Damaged: units are missing, or one stands there twice.
    """
    if not count.isdecimal() or int(count) != len(units):
        raise Damaged(
            f"'{slug}' went out with {count} units and has {len(units)}: the file is cut off, or rows were deleted",
            f"“{slug}”导出时有 {count} 个单元，现在有 {len(units)} 个：文件不完整，或有行被删除",
        )
    seen: set[str] = set()
    for unit in units:
        if unit.id in seen:
            raise Damaged(f"the unit '{slug}#{unit.id}' is there twice", f"“{slug}#{unit.id}”这一单元出现了两次")
        seen.add(unit.id)
    return ReturnedSheet(slug=slug, language=language, units=tuple(units), loose=loose)
