"""Bytes of a file → text that the other rooms can trust, with its front matter and its body told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from . import claims
from .diagnostic import Diagnostic, Message, Place

_CONFLICT = re.compile(r"^(<{7} |\|{7}( |$)|={7}$|>{7} )", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A readable text file: line ends are LF, and a byte order mark is gone."""

    path: PurePosixPath
    text: str

    def place_of(self, offset: int) -> Place:
        """Give the line and column of a character offset in the text."""
        line_start = self.text.rfind("\n", 0, offset) + 1
        return Place(self.path, self.text.count("\n", 0, offset) + 1, offset - line_start + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """A text cut in two: YAML metadata, and the body with the line on which it begins."""

    yaml: str
    body: str
    body_line: int


def read_source(path: PurePosixPath, content: bytes) -> Source | list[Diagnostic]:
    """Decode a file, or say what makes it unreadable: encoding, NUL characters, unfinished merges."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(path, before.count(b"\n") + 1, len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1)
        return [
            Diagnostic(
                place=place,
                claim=claims.TEXT_IS_UTF8,
                message=Message(
                    f"byte 0x{content[error.start]:02x} is not UTF-8",
                    f"字节 0x{content[error.start]:02x} 不是 UTF-8",
                ),
                hint=Message("save the file as UTF-8 and try again", "请把文件另存为 UTF-8 编码"),
            )
        ]
    source = Source(path=path, text=text.replace("\r\n", "\n").replace("\r", "\n"))
    found: list[Diagnostic] = []
    if (nul := source.text.find("\0")) >= 0:
        found.append(
            Diagnostic(
                place=source.place_of(nul),
                claim=claims.TEXT_IS_UTF8,
                message=Message("there is a NUL character here", "这里有一个空字符（NUL）"),
                hint=Message("is this really a text file?", "这真的是文本文件吗？"),
            )
        )
    if any(marker in source.text for marker in ("<<<<<<<", "|||||||", ">>>>>>>")):
        found.extend(_unfinished(source, match) for match in _CONFLICT.finditer(source.text))
    return found or source


def _unfinished(source: Source, match: re.Match[str]) -> Diagnostic:
    marker = match[0].strip()
    return Diagnostic(
        place=source.place_of(match.start()),
        claim=claims.MERGE_IS_FINISHED,
        message=Message(
            f"the marker '{marker}' of an unfinished merge stands here", f"这里有未解决的合并冲突标记“{marker}”"
        ),
        hint=Message(
            "keep one of the two versions and delete the three marker lines", "保留其中一个版本，并删除三行标记"
        ),
    )


def split_front_matter(source: Source) -> FrontMatter | None:
    """Cut metadata from body, or give None where the text does not open with a closed block of metadata."""
    lines = source.text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return FrontMatter(
                yaml="\n".join(lines[1:number]),
                body="\n".join(lines[number + 1 :]),
                body_line=number + 2,
            )
    return None
