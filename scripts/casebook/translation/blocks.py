"""The blocks of a text, read fast: the same as `read_text` gives, without its links and headings.

Most passages are plain: a paragraph or a heading between blank lines, which no neighbour can change. Only what lies
between them is parsed. The status of hundreds of chapters needs nothing but blocks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from casebook.manuscript import Block, BlockKind, Text, read_text

# What may reach over a blank line, or depends on the rest of the text: fences, HTML, footnotes of more than a line.
_FAR = re.compile(r"```|~~~|^[ \t>*+\-\d.)]*<|\t|\0", re.MULTILINE)
_FAR_BESIDE_FOOTNOTES = re.compile(r"^ |[`\\<]|!\[|\[\^[^\]\n]*\]\(|\[[^\]\n]*\[\^", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^([A-Za-z0-9]+)\]: (?=[^\W\d_])[^\n]*")
_REFERENCE = re.compile(r"\[\^([A-Za-z0-9]+)\](?!:)")
_HEADING = re.compile(r"#{1,6} [^\n]*")
_SIMPLE = (
    (re.compile(r"- (?:[^\W\d_]|[“”‘’《（])"), BlockKind.LIST),
    (re.compile(r"\d{1,9}\. [^\W\d_]"), BlockKind.LIST),
    (re.compile(r"> (?:[^\W\d_]|[“”‘’《（])"), BlockKind.QUOTE),
)
_LETTER = re.compile(r"[^\W\d_]|[“”‘’《（(\"']")


def read_blocks(path: PurePosixPath, markdown: str, *, first_line: int = 1) -> Text:
    """Read the blocks of a body that begins on `first_line` of its file; `headings` and `links` stay empty."""
    has_notes = "[^" in markdown
    if _FAR.search(markdown) or (has_notes and not _has_plain_notes(markdown)):
        return replace(read_text(path, markdown, first_line=first_line), headings=(), links=())
    lines = markdown.split("\n")
    blocks: list[Block] = []
    odd: list[tuple[int, int]] = []
    for first, last in _chunks(lines):
        if kind := _plain(lines[first:last], has_notes=has_notes):
            blocks.extend(_between(path, lines, odd))
            odd = []
            blocks.append(Block(kind=kind, first=first, last=last, text="\n".join(lines[first:last])))
        else:
            odd.append((first, last))
    blocks.extend(_between(path, lines, odd))
    return Text(path=path, first_line=first_line, markdown=markdown, blocks=tuple(blocks), headings=(), links=())


def _chunks(lines: list[str]) -> list[tuple[int, int]]:
    """Give the stretches of lines between blank ones."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    for number, line in enumerate(lines):
        if line.strip(" \t"):
            first = number if first is None else first
        elif first is not None:
            found.append((first, number))
            first = None
    if first is not None:
        found.append((first, len(lines)))
    return found


def _has_plain_notes(markdown: str) -> bool:
    """Say whether each footnote is one line of its own, defined once and referred to from a plain passage."""
    if _FAR_BESIDE_FOOTNOTES.search(markdown):
        return False
    referred: set[str] = set()
    defined: list[str] = []
    for stretch in markdown.split("\n\n"):
        if match := _FOOTNOTE.fullmatch(stretch.strip("\n")):
            defined.append(match[1])
        elif _LETTER.match(stretch.lstrip("\n")) and "\n[" not in stretch:
            referred.update(_REFERENCE.findall(stretch))
        elif "[^" in stretch:
            return False
    return len(set(defined)) == len(defined) and referred == set(defined)


def _plain(lines: list[str], *, has_notes: bool) -> BlockKind | None:
    """Give the kind of a stretch that is what it is whatever stands around it; None of any other."""
    if len(lines) == 1 and _HEADING.fullmatch(lines[0]):
        return BlockKind.HEADING
    if has_notes and len(lines) == 1 and _FOOTNOTE.fullmatch(lines[0]):
        return BlockKind.FOOTNOTE
    return BlockKind.PARAGRAPH if all(_LETTER.match(line) for line in lines) else None


def _between(path: PurePosixPath, lines: list[str], odd: list[tuple[int, int]]) -> list[Block]:
    """Give the blocks between two plain ones: a simple list or quotation alone, else whatever is parsed."""
    if not odd:
        return []
    first, last = odd[0][0], odd[-1][1]
    rows = lines[first:last]
    if len(odd) == 1:
        for mark, kind in _SIMPLE:
            if all(mark.match(row) for row in rows):
                return [Block(kind=kind, first=first, last=last, text="\n".join(rows))]
    read = read_text(path, "\n".join(rows))
    return [replace(block, first=block.first + first, last=block.last + first) for block in read.blocks]
