"""The lines with which a text opens and closes: its title, who wrote it, and when; they belong into the metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .cleaning import is_bold
from .inlines import plain
from .pandoc import Node

_TITLE = re.compile(r"^(?:标题|题目|题名|Title)\s*[:：]\s*(\S.*)$", re.IGNORECASE)
_AUTHOR = re.compile(
    r"^(?:作\s*者|撰\s*稿(?:人)?|执\s*笔|署\s*名|文|By|Author)\s*(?:[:：/／|｜]|\s(?=\S))\s*(\S.*)$", re.IGNORECASE
)
_SCHOOL_AND_NAME = re.compile(
    r"^\S{2,30}(?:小学|中学|学校|幼儿园|教学点|学区)(?:校长)?[\s\u3000]+([\u4e00-\u9fff·]{2,5})$"
)
_NAME_IN_BRACKETS = re.compile(r"^(.{2,20}?)\s*[（(].*[)）]$")
_DATE = re.compile(r"^[（(]?(\d{4})\s*[年.\-/]\s*(\d{1,2})(?:\s*[月.\-/]\s*(?:\d{1,2}\s*日?)?)?[)）]?$")
_NO_TITLE = re.compile(r"^(?:microsoft word|新建|文档|未命名|无标题|document|untitled|doc)", re.IGNORECASE)
_LONGEST_TITLE = 80
_ENDS_SENTENCE = re.compile(r"[。！？；，,;]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the first and last lines and the properties of a document say, and the text without those lines."""

    blocks: list[Node]
    title: str
    author: str
    written: str
    """A year and month, or nothing."""
    is_dated_by_text: bool


def read_opening(blocks: list[Node], meta: Mapping[str, Any], properties: Mapping[str, str], name: str) -> Opening:
    """Take title, author and date out of a text; what it does not say, the file's properties do, and then its name."""
    rest = list(blocks)
    title = plain_meta(meta.get("title")) or _first_title(rest)
    subtitle = plain_meta(meta.get("subtitle"))
    if not subtitle and title and rest and rest[0]["t"] == "Para" and plain(rest[0]["c"]).strip().startswith("——"):
        subtitle = plain(rest.pop(0)["c"]).strip()
    if subtitle and len(title) + len(subtitle) < _LONGEST_TITLE:
        title = f"{title}{'' if subtitle.startswith('—') else '：'}{subtitle}"
    author = plain_meta(meta.get("author")) or _first_author(rest)
    written = _date(plain(rest[-1]["c"]).strip()) if rest and rest[-1]["t"] == "Para" else ""
    if written:
        rest.pop()
    if not title:
        told = properties.get("title", "")
        title = told if told and not _NO_TITLE.match(told) else name
    by_property = (properties.get("modified") or properties.get("created") or "")[:7]
    return Opening(
        blocks=rest,
        title=title.strip()[:_LONGEST_TITLE],
        author=author or properties.get("creator", ""),
        written=written or (by_property if re.fullmatch(r"\d{4}-\d{2}", by_property) else ""),
        is_dated_by_text=bool(written),
    )


def plain_meta(value: Any) -> str:
    """Give the words of a value of pandoc's metadata; of a list, the first."""
    if not isinstance(value, dict):
        return ""
    if value["t"] == "MetaList":
        return plain_meta(value["c"][0]) if value["c"] else ""
    if value["t"] == "MetaInlines":
        return plain(value["c"]).strip()
    if value["t"] == "MetaBlocks":
        return "".join(plain(each["c"]) for each in value["c"] if each["t"] in ("Para", "Plain")).strip()
    return str(value["c"]) if value["t"] == "MetaString" else ""


def _first_title(blocks: list[Node]) -> str:
    if not blocks:
        return ""
    first = blocks[0]
    if first["t"] == "Header":
        is_alone = sum(each["t"] == "Header" and each["c"][0] == first["c"][0] for each in blocks) == 1
        return plain(blocks.pop(0)["c"][2]).strip() if is_alone else ""
    if first["t"] != "Para":
        return ""
    said = plain(first["c"]).strip()
    if match := _TITLE.match(said):
        blocks.pop(0)
        return match[1]
    is_title = len(said) <= 30 and not _ENDS_SENTENCE.search(said) and not _AUTHOR.match(said)
    if is_title and (is_bold(first) or (len(blocks) > 1 and _author(blocks[1]))):
        blocks.pop(0)
        return said
    return ""


def _first_author(blocks: list[Node]) -> str:
    for position, block in enumerate(blocks[:3]):
        if author := _author(block):
            blocks.pop(position)
            return author
    return ""


def _author(block: Node) -> str:
    if block["t"] != "Para":
        return ""
    said = plain(block["c"]).strip()
    match = _AUTHOR.match(said) if len(said) <= 40 else None
    if match is None and (match := _SCHOOL_AND_NAME.match(said)) is None:
        return ""
    name = match[1].strip()
    if bracketed := _NAME_IN_BRACKETS.match(name):
        name = bracketed[1]
    if in_line := _SCHOOL_AND_NAME.match(name):
        name = in_line[1]
    return "" if _ENDS_SENTENCE.search(name) or len(name) > 20 else name


def _date(said: str) -> str:
    match = _DATE.match(said)
    return f"{match[1]}-{int(match[2]):02}" if match and 1 <= int(match[2]) <= 12 else ""
