"""The text of a chapter → pandoc's elements, block by block, so that passages of two languages can be told apart.

It is read by the same parser as everywhere in this house. Notes stand at the place that refers to them; headings get
ids that are unique in the edition; Chinese in a text of another language carries its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.tree import SyntaxTreeNode

from casebook.manuscript import BlockKind, Text
from casebook.manuscript.text import HEADING_ID, tokens_of
from casebook.site.han import HAN, HAN_RUN

from . import elements
from .elements import Node, Nodes
from .leading import Holdings, passage_id
from .markup import inlines_of

_HAN_RUNS = re.compile(f"({HAN_RUN})")
_WRAP_IN_HAN = re.compile(rf"[{HAN}]")
_ATTRIBUTES = re.compile(r"^\{[^{}\n]*\}")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of a text, in pandoc's elements."""

    content: Nodes
    is_note: bool
    """Whether it stands at the place that refers to it, and not where it was written."""


def typeset(
    holdings: Holdings,
    text: Text,
    slug: str,
    *,
    language: str,
    marks: Mapping[int, Nodes] | None = None,
    with_ids: bool = True,
) -> list[Passage]:
    """Give each block of a text, in the order of `text.blocks`.

    `language` is the code of the text's; `marks` are put before blocks, by their position, notes included. Without ids
    a second text can stand beside the first.
    """
    setter = _Setter(holdings, text, slug, language, marks or {}, with_ids=with_ids)
    return [
        Passage(content=setter.block(position), is_note=block.kind is BlockKind.FOOTNOTE)
        for position, block in enumerate(text.blocks)
    ]


@lru_cache(maxsize=1024)
def _tree(markdown: str) -> SyntaxTreeNode:
    """Read a text once, however many editions it stands in."""
    return SyntaxTreeNode(tokens_of(markdown))


class _Setter:
    """Sets one text."""

    def __init__(
        self,
        holdings: Holdings,
        text: Text,
        slug: str,
        language: str,
        marks: Mapping[int, Nodes],
        *,
        with_ids: bool,
    ) -> None:
        self._holdings = holdings
        self._text = text
        self._slug = slug
        self._is_chinese = holdings.view.book.languages[language].tag.startswith("zh")
        self._marks = marks
        self._with_ids = with_ids
        self._positions = {block.first: position for position, block in enumerate(text.blocks)}
        self._tops: dict[int, SyntaxTreeNode] = {}
        self._notes: dict[str, SyntaxTreeNode] = {}
        for node in _tree(text.markdown).children:
            if node.type == "footnote_block":
                for each in node.children:
                    self._notes[each.meta["label"]] = each
                    self._tops.update({child.map[0]: child for child in each.children if child.map})
            elif node.map:
                self._tops[node.map[0]] = node

    def block(self, position: int) -> Nodes:
        """Give a top-level block with its mark."""
        return [*self._marks.get(position, ()), *self._block(self._tops[self._text.blocks[position].first])]

    # ---- blocks

    def _blocks(self, nodes: list[SyntaxTreeNode], *, is_tight: bool = False) -> Nodes:
        return [each for node in nodes for each in self._block(node, is_tight=is_tight)]

    def _block(self, node: SyntaxTreeNode, *, is_tight: bool = False) -> Nodes:
        match node.type:
            case "paragraph":
                inlines = self._inlines(node)
                return [elements.line(inlines) if is_tight or node.hidden else elements.paragraph(inlines)]
            case "heading":
                return [self._heading(node)]
            case "blockquote":
                return [elements.quotation(self._blocks(node.children))]
            case "bullet_list":
                return [elements.bullets([self._blocks(item.children) for item in node.children])]
            case "ordered_list":
                items = [self._blocks(item.children) for item in node.children]
                return [elements.numbered(items, start=int(node.attrs.get("start", 1)))]
            case "fence" | "code_block":
                return [elements.code_block(node.content.rstrip("\n"))]
            case "table":
                return [self._table(node)]
            case "hr":
                return [elements.RULE]
            case "html_block":
                inlines = inlines_of(_COMMENT.sub("", node.content).strip())
                return [elements.paragraph(inlines)] if inlines else []
        return self._blocks(node.children)

    def _heading(self, node: SyntaxTreeNode) -> Node:
        # The site's pages begin at level 2 below the title of the chapter, and an edition has parts above its chapters.
        level = int(node.tag[1]) + 1
        found = HEADING_ID.search(node.children[0].content) if node.children else None
        id_ = passage_id(self._slug, found[1]) if found and self._with_ids else ""
        return elements.heading(max(level, 3), self._inlines(node), id_=id_)

    def _table(self, node: SyntaxTreeNode) -> Node:
        head, *bodies = node.children
        (names,) = head.children
        sides = [str(cell.attrs.get("style", "")).removeprefix("text-align:") for cell in names.children]
        return elements.table(
            [self._inlines(cell) for cell in names.children],
            [[self._inlines(cell) for cell in row.children] for body in bodies for row in body.children],
            sides,
        )

    # ---- inlines

    def _inlines(self, node: SyntaxTreeNode) -> Nodes:
        children = [each for inline in node.children for each in inline.children]
        return _trimmed([each for child in self._joined(children) for each in child])

    def _joined(self, nodes: list[SyntaxTreeNode]) -> Iterator[Nodes]:
        """Give the inlines of each node; a wrapped line in Chinese leaves no space behind."""
        for position, node in enumerate(nodes):
            before = nodes[position - 1] if position else None
            after = nodes[position + 1] if position + 1 < len(nodes) else None
            if node.type == "softbreak":
                is_in_han = _ends(before, -1) and _ends(after, 0)
                yield [] if is_in_han else [elements.SPACE]
            elif node.type == "text":
                yield self._words(node.content, after_image=before is not None and before.type == "image")
            else:
                yield self._inline(node)

    def _words(self, text: str, *, after_image: bool) -> Nodes:
        if after_image:
            text = _ATTRIBUTES.sub("", text)
        text = HEADING_ID.sub("", text)
        if self._is_chinese:
            return elements.words(text)
        pieces = _HAN_RUNS.split(text)
        return [
            each
            for number, piece in enumerate(pieces)
            for each in ([elements.span(elements.words(piece), tag="zh-Hans")] if number % 2 else elements.words(piece))
        ]

    def _inline(self, node: SyntaxTreeNode) -> Nodes:
        inner = [each for child in self._joined(node.children) for each in child]
        match node.type:
            case "em":
                return [elements.emphasis(inner)]
            case "strong":
                return [elements.strong(inner)]
            case "code_inline":
                return [elements.code(node.content)]
            case "hardbreak":
                return [elements.LINE_BREAK]
            case "link":
                target = self._holdings.target(self._text, self._slug, str(node.attrs.get("href", "")))
                return [elements.link(inner, target)] if target else inner
            case "image":
                return self._image(node)
            case "footnote_ref":
                definition = self._notes.get(node.meta["label"])
                return [elements.note(self._note(definition))] if definition else []
        # Tags in the middle of a line leave their words, which are nodes of their own; the anchor of a note is nothing.
        return inner

    def _image(self, node: SyntaxTreeNode) -> Nodes:
        photo = self._holdings.photo(self._text, str(node.attrs.get("src", "")))
        title = str(node.attrs.get("title", ""))
        return [elements.image(node.content, photo.path.as_posix(), title)] if photo else []

    def _note(self, definition: SyntaxTreeNode) -> Nodes:
        found: Nodes = []
        for child in definition.children:
            position = self._positions.get(child.map[0]) if child.map else None
            found += self._marks.get(position, ()) if position is not None else ()
            found += self._block(child)
        return found


def _ends(node: SyntaxTreeNode | None, at: int) -> bool:
    """Say whether the words of a node begin (0) or end (-1) in Chinese."""
    return bool(node and node.content and _WRAP_IN_HAN.match(node.content[at]))


def _trimmed(inlines: Nodes) -> Nodes:
    while inlines and inlines[-1] == elements.SPACE:
        inlines = inlines[:-1]
    return inlines
