"""Figures of translations for people (text, Markdown) and for programs (JSON). The day of today comes from outside."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from .surveying import Passages, Surveyed

if TYPE_CHECKING:
    from casebook.translation import GroupState

_NAMES = {
    "current": ("current", "一致"),
    "cosmetic": ("cosmetic", "仅外观"),
    "stale": ("stale", "落后"),
    "moved": ("moved", "移位"),
    "missing": ("missing", "未译"),
    "omitted": ("omitted", "略去"),
    "note": ("note", "译注"),
    "unconfirmed": ("unconfirmed", "待确认"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is shown: chapters, with their groups where those were surveyed, the day, and whoever looks."""

    found: Sequence[Surveyed]
    today: date
    spoken: str


def as_json(shown: Figures) -> str:
    """Give one object: `chapters`, one entry a chapter and language, and `totals`, which are the sums of them."""
    chapters: list[dict[str, Any]] = []
    for each in shown.found:
        entry: dict[str, Any] = {
            "slug": each.slug,
            "lang": each.language,
            "counts": each.summary.counts,
            "total": each.summary.total,
            "words_left": each.summary.words_left,
            "last_confirmation": each.summary.last_confirmation.isoformat() if each.summary.last_confirmation else None,
            "oldest_staleness": _age(each, shown.today),
            "begun": each.summary.is_begun,
        }
        if each.passages:
            entry["groups"] = [_group(each.passages, state) for state in each.passages.state.groups]
        chapters.append(entry)
    return (
        json.dumps({"chapters": chapters, "totals": _totals(shown.found, shown.today)}, ensure_ascii=False, indent=1)
        + "\n"
    )


def as_text(shown: Figures) -> str:
    """Give a table that a terminal shows, the most work first, then the groups."""
    rows = _rows(shown)
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            _pad(cell, width, left=column == 0) for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    for each in _by_work(shown.found):
        if each.passages:
            lines += ["", f"{each.slug} ({each.language})"]
            for state in each.passages.state.groups:
                lines.append(f"  {state.id}  {_NAMES[state.status][shown.spoken == 'zh']}")
                entry = _group(each.passages, state)
                lines += [f"    {line}" for text in entry["source"] for line in text.split("\n")]
                lines += [f"    | {line}" for text in entry["target"] for line in text.split("\n")]
    return "".join(f"{line}\n" for line in lines)


def as_markdown(shown: Figures) -> str:
    """Give a table for a pull request or an issue, the most work first, then the groups."""
    head, *rows = _rows(shown)
    lines = [_row(head), _row(["---", *["---:"] * (len(head) - 1)]), *map(_row, rows)]
    for each in _by_work(shown.found):
        if each.passages:
            lines += ["", f"## {each.slug} ({each.language})", "", _row(_texts_head(shown.spoken)), _row(["---"] * 4)]
            for state in each.passages.state.groups:
                entry = _group(each.passages, state)
                texts = ["<br>".join(entry[side]).replace("\n", "<br>") for side in ("source", "target")]
                lines.append(_row([state.id, _NAMES[state.status][shown.spoken == "zh"], *texts]))
    return "".join(f"{line}\n" for line in lines)


FORMATS: Mapping[str, Callable[[Figures], str]] = {"text": as_text, "json": as_json, "markdown": as_markdown}


def _totals(found: Sequence[Surveyed], today: date) -> dict[str, Any]:
    ages = [age for each in found if (age := _age(each, today)) is not None]
    days = [each.summary.last_confirmation for each in found if each.summary.last_confirmation]
    return {
        "chapters": len(found),
        "counts": {status: sum(each.summary.counts[status] for each in found) for status in _NAMES},
        "total": sum(each.summary.total for each in found),
        "words_left": sum(each.summary.words_left for each in found),
        "last_confirmation": max(days).isoformat() if days else None,
        "oldest_staleness": max(ages, default=None),
    }


def _age(given: Surveyed, today: date) -> int | None:
    """Give the days since the stale passage that waits longest was confirmed: it became stale after that."""
    oldest = given.summary.oldest_stale
    return max(0, (today - oldest).days) if oldest else None


def _group(passages: Passages, state: GroupState) -> dict[str, Any]:
    group = state.group
    return {
        "id": state.id or None,
        "status": state.status.value,
        "source": [passages.source.blocks[position].text for position in state.source],
        "confirmed_source": list(group.source) if group and group.confirmed else [],
        "target": [passages.target.blocks[position].text for position in state.target],
        "confirmed": {"by": group.confirmed.by, "on": group.confirmed.on.isoformat()}
        if group and group.confirmed
        else None,
        "review": {
            duty: {"by": said.by, "on": said.on.isoformat() if said.on else None}
            for duty, said in (group.review if group else ())
        },
        "omitted": group.omitted if group else None,
        "no_change": group.no_change if group else None,
        "waived": group.waived.why if group and group.waived else None,
    }


def _by_work(found: Sequence[Surveyed]) -> list[Surveyed]:
    return sorted(
        found,
        key=lambda each: (-each.summary.words_left, -each.summary.counts["unconfirmed"], each.slug, each.language),
    )


def _rows(figures: Figures) -> list[list[str]]:
    """Give the table, head first and sums last; columns of statuses that no group has are left out."""
    totals = _totals(figures.found, figures.today)
    zh = figures.spoken == "zh"
    shown = [status for status in _NAMES if totals["counts"][status] or status == "current"]
    head = ["篇章", "语言"] if zh else ["chapter", "lang"]
    head += [_NAMES[status][zh] for status in shown]
    head += (
        ["合计", "剩余字数", "最近确认", "最久落后（天）"] if zh else ["all", "words left", "confirmed", "stale, days"]
    )
    rows = [head]
    for each in _by_work(figures.found):
        age = _age(each, figures.today)
        rows.append(
            [
                each.slug,
                each.language,
                *(str(each.summary.counts[status]) for status in shown),
                str(each.summary.total),
                str(each.summary.words_left),
                each.summary.last_confirmation.isoformat() if each.summary.last_confirmation else "–",
                "–" if age is None else str(age),
            ]
        )
    rows.append(
        [
            f"{totals['chapters']} 篇" if zh else f"{totals['chapters']} in all",
            "",
            *(str(totals["counts"][status]) for status in shown),
            str(totals["total"]),
            str(totals["words_left"]),
            totals["last_confirmation"] or "–",
            "–" if totals["oldest_staleness"] is None else str(totals["oldest_staleness"]),
        ]
    )
    return rows


def _texts_head(spoken: str) -> list[str]:
    return ["代号", "状态", "原文", "译文"] if spoken == "zh" else ["group", "status", "original", "translation"]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _pad(text: str, width: int, *, left: bool) -> str:
    blank = " " * (width - _width(text))
    return text + blank if left else blank + text
