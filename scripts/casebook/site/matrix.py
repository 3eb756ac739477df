"""The picture of the catalogue: practices down, provinces across, and in each cell the number of chapters.

It is laid out here in pixels, and drawn by a template as SVG that takes its colours from the page; the table beside it
says the same in words. No map: borders are law in one country and in dispute elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casebook.manuscript import PROVINCES, Practice, Translations

from .view import View

CELL = 30
"""The width of a column, and the least height of a row."""
_LINE = 16
_LINE_UNITS = 22
"""How much of a practice's name stands on one line, in widths of a Latin letter; a Chinese character takes two."""
_UNIT = 7.2
_STEPS = (1, 2, 4, 8)
"""From how many chapters on a cell is darker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many chapters of one province tell of a practice; there is no cell for none."""

    province: str
    x: int
    count: int
    shade: int
    """From 1 to 4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A practice."""

    practice: Practice
    lines: tuple[str, ...]
    """Its name, broken into lines."""
    y: int
    height: int
    cells: tuple[Cell, ...]
    counts: tuple[int, ...]
    """One number for each column."""
    begins_group: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The whole picture. The names stand in a picture of their own, so that they stay while the cells scroll."""

    columns: tuple[tuple[str, str], ...]
    """Id and name of each province that a chapter is about, in the order of the provinces' codes."""
    rows: tuple[Row, ...]
    head: int
    """The height of the names of provinces."""
    names_width: int
    width: int
    height: int
    placeless: int
    """How many chapters name no province."""


def matrix(view: View) -> Matrix:
    """Lay out the picture of a book; without a chapter that names a province it has no columns."""
    columns = tuple((each, view.plain(Translations(PROVINCES[each]))) for each in view.by_province)
    head = round(max((_units(name) for _, name in columns), default=0) * _UNIT) + 12
    rows: list[Row] = []
    y, group = head, ""
    for practice in view.book.practices.values():
        row = _row(view, practice, columns, y, begins_group=practice.group != group)
        rows.append(row)
        y, group = y + row.height, practice.group
    return Matrix(
        columns=columns,
        rows=tuple(rows),
        head=head,
        names_width=round(max((_units(line) for row in rows for line in row.lines), default=0) * _UNIT) + 8,
        width=len(columns) * CELL + 1,
        height=y + 1,
        placeless=len(view.chapters) - sum(map(len, view.by_province.values())),
    )


def _row(view: View, practice: Practice, columns: Sequence[tuple[str, str]], y: int, *, begins_group: bool) -> Row:
    counts = dict.fromkeys((province for province, _ in columns), 0)
    for chapter, _ in view.by_practice[practice.id]:
        if chapter.school and chapter.school.province:
            counts[chapter.school.province] += 1
    lines = _lines(view.plain(practice.name))
    return Row(
        practice=practice,
        lines=lines,
        y=y,
        height=max(CELL, len(lines) * _LINE + 8),
        cells=tuple(
            Cell(province=province, x=at * CELL, count=count, shade=sum(count >= step for step in _STEPS))
            for at, (province, count) in enumerate(counts.items())
            if count
        ),
        counts=tuple(counts.values()),
        begins_group=begins_group,
    )


def _units(text: str) -> int:
    return sum(1 if ord(sign) < 0x2E80 else 2 for sign in text)


def _lines(name: str) -> tuple[str, ...]:
    """Break a name between words, and within Chinese between characters, into lines that are not too long."""
    lines = [""]
    for word in name.split(" "):
        for part in [word] if _units(word) == len(word) else word:
            space = " " if lines[-1] and part is word else ""
            if lines[-1] and _units(lines[-1] + space + part) > _LINE_UNITS:
                lines.append(part)
            else:
                lines[-1] += space + part
    return tuple(lines)
