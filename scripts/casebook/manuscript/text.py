"""The body of a chapter, read as CommonMark: its blocks, headings, links and images, each with its place.

It is the only reader of Markdown in this house: rules point at a line of what it found, translations are followed by
its blocks, and pages and editions are written from its tokens. Tables and footnotes are read as GitHub writes them,
heading ids as Python-Markdown does (`## First week {#first-week}`), and emphasis as Chinese is written (`emphasis.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from .diagnostic import Place
from .emphasis import emphasis_in_chinese

HEADING_ID = re.compile(r"\s*\{\s*#([^\s{}]+)\s*\}\s*$")
"""The explicit id at the end of a heading, with its braces."""
_HEADING_LINE = re.compile(r"^(#{1,6}\s+.*?)\s*\{\s*#[^\s{}]+\s*\}\s*#*\s*$")

_OPENINGS = ("](", "](<", "<")
_DEFINED = ("]: ", "]: <", "]:", "]:<", "\n", "\n<", " ", " <")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
HREF = re.compile(
    r"""(?P<opening><a\s(?:[^<>]*?\s)?href\s*=\s*(?P<quote>["'])?)(?P<target>(?(quote)[^"'<>]+|[^\s"'<>]+))""",
    re.IGNORECASE,
)
"""A link in HTML, as far as the end of its target."""


class BlockKind(StrEnum):
    """What a top-level block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    HTML = "html"
    RULE = "rule"
    FOOTNOTE = "footnote"


_KINDS = {
    "paragraph_open": BlockKind.PARAGRAPH,
    "heading_open": BlockKind.HEADING,
    "bullet_list_open": BlockKind.LIST,
    "ordered_list_open": BlockKind.LIST,
    "blockquote_open": BlockKind.QUOTE,
    "table_open": BlockKind.TABLE,
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "html_block": BlockKind.HTML,
    "hr": BlockKind.RULE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A top-level block: the lines of the body that it takes, first included, last excluded, counted from 0."""

    kind: BlockKind
    first: int
    last: int
    text: str
    """The Markdown as it was written, without blank lines at its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, its level from 1 to 6, and its explicit id if it has one."""

    title: str
    level: int
    id: str | None
    line: int
    """The line of the body, counted from 0."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link or an image, with its target as it was written."""

    target: str
    label: str
    """The text of a link, or the alternative text of an image."""
    is_image: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """Where a text says once where a name leads that its links are called by: `[box]: ../letter-box/zh.md "Box"`."""

    label: str
    """The name, as names are compared."""
    target: str
    title: str
    place: Place
    """Where the target stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A body in Markdown, and what stands in it."""

    path: PurePosixPath
    first_line: int
    """The line of the file on which the body begins, counted from 1."""
    markdown: str
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    """Links and images, also those in HTML (`<a href>`) and those by a name, which stand where the name is defined."""
    definitions: tuple[Definition, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The explicit ids of the headings, in order."""
        return tuple(heading.id for heading in self.headings if heading.id)

    def place_of_line(self, line: int) -> Place:
        """Give the place of a line of the body, counted from 0."""
        return Place(self.path, self.first_line + line)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin).use(emphasis_in_chinese)
    # Targets stay as written, so that a finding shows what the author typed, whatever it is.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # the name is the interface's
    return parser


def tokens_of(markdown: str, known: dict[str, Any] | None = None) -> list[Token]:
    """Give the parser's tokens of a body, for those who write it out anew; `known` is given what it defines."""
    return _parser().parse(markdown, known)


def read_text(path: PurePosixPath, markdown: str, *, first_line: int = 1) -> Text:
    """Read a body that begins on `first_line` of its file."""
    lines = markdown.split("\n")
    known: dict[str, Any] = {}
    tokens = tokens_of(markdown, known)
    defined = _definitions(known, lines, path, first_line)
    named = {each.target: each.place for each in reversed(defined)}
    blocks: list[Block] = []
    headings: list[Heading] = []
    links: list[Link] = []
    in_footnotes = False
    innermost: list[int] = [0, 0]
    for position, token in enumerate(tokens):
        if token.type == "footnote_block_open":
            in_footnotes = True
        if token.map is not None:
            innermost = token.map
        top = token.level == 0 or (in_footnotes and token.level == 1)
        if top and token.map is not None and token.type in _KINDS:
            kind = BlockKind.FOOTNOTE if in_footnotes else _KINDS[token.type]
            blocks.append(_block(kind, token.map, lines))
        if token.type == "heading_open" and token.map is not None:
            headings.append(_heading(token, tokens[position + 1], path, first_line))
        if (
            token.type == "inline"
            and token.children
            and ("](" in token.content or "<" in token.content or "]" in token.content)
        ):
            links.extend(_links(token.children, _Region(token.map or innermost, lines, path, first_line), named))
        elif token.type == "html_block" and token.map is not None and "href" in token.content:
            links.extend(_links([token], _Region(token.map, lines, path, first_line), named))
    blocks.sort(key=lambda block: block.first)
    return Text(
        path=path,
        first_line=first_line,
        markdown=markdown,
        blocks=tuple(blocks),
        headings=tuple(headings),
        links=tuple(links),
        definitions=tuple(defined),
    )


def _block(kind: BlockKind, span: list[int], lines: list[str]) -> Block:
    first, last = span
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    return Block(kind=kind, first=first, last=last, text="\n".join(lines[first:last]))


def _heading(token: Token, inline: Token, path: PurePosixPath, first_line: int) -> Heading:
    assert token.map is not None
    match = HEADING_ID.search(inline.content)
    title = inline.content[: match.start()] if match else inline.content
    return Heading(
        title=title.strip(),
        level=int(token.tag[1]),
        id=match[1] if match else None,
        line=token.map[0],
        place=Place(path, first_line + token.map[0]),
    )


class _Region:
    """The lines of a block, read on from the last link that was found: the parser does not tell where one stands."""

    def __init__(self, span: Sequence[int], lines: Sequence[str], path: PurePosixPath, first_line: int) -> None:
        self._text = "\n".join(lines[span[0] : span[1]])
        self._line = first_line + span[0]
        self._path = path
        self._at = 0

    def seek(self, target: str, openings: Sequence[str]) -> Place | None:
        """Give the place of the next target after one of these openings."""
        found = [at + len(opening) for opening in openings if (at := self._text.find(opening + target, self._at)) >= 0]
        if not found:
            return None
        place = self.place(min(found))
        self._at = min(found) + len(target)
        return place

    def place(self, at: int | None = None) -> Place:
        """Give the place of a character, or of the last one that was found."""
        at = self._at if at is None else at
        return Place(self._path, self._line + self._text.count("\n", 0, at), at - self._text.rfind("\n", 0, at))

    def pass_code(self, marks: str) -> None:
        """Go on behind the next code between these backticks."""
        pattern = rf"(?<!`){marks}(?!`)"
        opening = re.compile(pattern).search(self._text, self._at)
        closing = re.compile(pattern).search(self._text, opening.end()) if opening else None
        self._at = closing.end() if closing else self._at


def _links(children: Sequence[Token], region: _Region, named: Mapping[str, Place]) -> list[Link]:
    """List the links of one block, in the order in which they end: an image inside a link comes before it."""
    found: list[Link] = []
    opened: list[tuple[str, int]] = []
    for position, child in enumerate(children):
        if child.type == "link_open":
            opened.append((str(child.attrs.get("href", "")), position))
            continue
        if child.type == "code_inline":
            region.pass_code(child.markup)
            continue
        if child.type in ("html_inline", "html_block"):
            # A comment may hold a whole passage that waits for its translator.
            for match in HREF.finditer(_COMMENT.sub("", child.content)):
                place = region.seek(match["target"], [match["opening"]]) or region.place()
                found.append(Link(target=match["target"], label="", is_image=False, place=place))
            continue
        if child.type == "image":
            target, label = str(child.attrs.get("src", "")), child.content
        elif child.type == "link_close" and opened:
            target, start = opened.pop()
            label = "".join(each.content for each in children[start + 1 : position])
        else:
            continue
        place = region.seek(target, _OPENINGS) or named.get(target) or region.place()
        found.append(Link(target=target, label=label, is_image=child.type == "image", place=place))
    return found


def _definitions(
    known: Mapping[str, Any], lines: Sequence[str], path: PurePosixPath, first_line: int
) -> list[Definition]:
    found = []
    for label, each in known.get("references", {}).items():
        region = _Region(each["map"], lines, path, first_line)
        place = region.seek(each["href"], _DEFINED) or region.place()
        found.append(Definition(label=label, target=each["href"], title=each["title"], place=place))
    return found


def without_heading_ids(markdown: str) -> str:
    """Give a heading line without its explicit id, as a reader sees it."""
    match = _HEADING_LINE.match(markdown)
    return match[1] if match else markdown
