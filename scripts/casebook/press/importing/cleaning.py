"""The document as pandoc read it → the few kinds of blocks that a chapter has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from casebook.manuscript import Message

from .inlines import InlineCleaning, plain
from .pandoc import Node

_ITEM = re.compile(r"^\s*(?:[（(](\d{1,2})[)）]|(\d{1,2})(?:[.．、]|[)）])(?!\d))\s*")
_BULLET = re.compile(r"^\s*[●•·◆■□▪➢★※○◇▲△✓√]\s*")
_ATTRIBUTES: list[Any] = ["", [], []]
_LISTS = ("BulletList", "OrderedList")
_NUMBERED: list[Any] = [{"t": "Decimal"}, {"t": "Period"}]


def cleaned(blocks: list[Node]) -> tuple[list[Node], list[Message]]:
    """Give the blocks of a chapter, and what could not be carried."""
    cleaning = _Cleaning()
    found = _with_lists(cleaning.blocks(blocks))
    return found, cleaning.lost


class _Cleaning:
    """One walk over the blocks of a document."""

    def __init__(self) -> None:
        self.lost: list[Message] = []
        self.inlines = InlineCleaning(lost=self.lost, blocks=self.blocks)

    def blocks(self, blocks: list[Node]) -> list[Node]:
        return [each for block in blocks for each in self._one(block)]

    def _one(self, block: Node) -> Iterator[Node]:
        kind, held = block["t"], block.get("c") or []
        if kind in ("Para", "Plain"):
            yield from self._paragraphs(held)
        elif kind == "Header":
            if inner := self.inlines.clean(_without_breaks(held[2])):
                yield {"t": "Header", "c": [held[0], _ATTRIBUTES, _unbold(inner)]}
        elif kind in ("BulletList", "OrderedList", "DefinitionList"):
            yield from self._lists(kind, held)
        elif kind == "Table":
            yield from self._table(held)
        elif kind == "CodeBlock":
            yield {"t": "CodeBlock", "c": [_ATTRIBUTES, held[1]]}
        elif kind == "HorizontalRule":
            yield block
        elif kind == "RawBlock":
            self._tell_once("HTML, left out", "一段HTML，没有带入")
        else:
            yield from self._wrapped(kind, held)

    def _lists(self, kind: str, held: Any) -> Iterator[Node]:
        if kind == "DefinitionList":
            for term, definitions in held:
                yield from self._paragraphs([{"t": "Strong", "c": term}])
                for each in definitions:
                    yield from self.blocks(each)
        elif items := [inner for item in (held if kind == "BulletList" else held[1]) if (inner := self.blocks(item))]:
            if all([each["t"] for each in item if each["t"] not in _LISTS] == ["Para"] for item in items):
                items = [[_tight(each) for each in item] for item in items]
            yield (
                {"t": "BulletList", "c": items}
                if kind == "BulletList"
                else {"t": "OrderedList", "c": [[held[0][0], *_NUMBERED], items]}
            )

    def _paragraphs(self, inlines: list[Node]) -> Iterator[Node]:
        """Give a paragraph for each line: a break with the shift key is how many people begin a new one."""
        line: list[Node] = []
        for each in [*self.inlines.clean(inlines), {"t": "LineBreak"}]:
            if each["t"] != "LineBreak":
                line.append(each)
                continue
            if inner := self.inlines.clean(line):
                yield {"t": "Para", "c": inner}
            line = []

    def _wrapped(self, kind: str, held: Any) -> Iterator[Node]:
        if kind == "Div":
            yield from self.blocks(held[1])
        elif kind == "LineBlock":
            for line in held:
                yield from self._paragraphs(line)
        elif kind == "Figure":
            inner, caption = self.blocks(held[2]), self.blocks(held[1][1])
            alternatives = {plain(each["c"][1]) for block in inner for each in _images(block)}
            yield from inner
            yield from (each for each in caption if plain(each.get("c", [])) not in alternatives)
        elif inner := self.blocks(held):
            yield {"t": "BlockQuote", "c": inner}

    def _table(self, held: Any) -> Iterator[Node]:
        """Give a table that Markdown can write: one line a cell, the first row its head."""
        rows = [*held[3][1], *(row for body in held[4] for row in [*body[2], *body[3]]), *held[5][1]]
        lines = [[cell for each in row[1] for cell in self._cells(each)] for row in rows]
        width = max(map(len, lines), default=0)
        lines = [[*line, *[[]] * (width - len(line))] for line in lines if any(line)]
        if not lines:
            return
        if width == 1:
            # One column is a frame around text, and no table.
            for line in lines:
                yield {"t": "Para", "c": line[0]}
            return
        head, *body = [[_ATTRIBUTES, [_cell(inner) for inner in line]] for line in lines]
        columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * width
        yield {
            "t": "Table",
            "c": [
                _ATTRIBUTES,
                [None, []],
                columns,
                [_ATTRIBUTES, [head]],
                [[_ATTRIBUTES, 0, [], body]],
                [_ATTRIBUTES, []],
            ],
        }

    def _cells(self, cell: Any) -> Iterator[list[Node]]:
        if cell[2] > 1 or cell[3] > 1:
            self._tell_once(
                "merged cells of a table, now single ones; see the table", "表格里合并的单元格，已拆开，请看一下"
            )
        lines: list[list[Node]] = []
        for block in self.blocks(cell[4]):
            lines += self._lines(block)
        joined: list[Node] = []
        for line in lines:
            joined += [{"t": "RawInline", "c": ["html", "<br>"]}] if joined else []
            joined += line
        yield joined
        yield from [[] for _ in range(cell[3] - 1)]

    def _lines(self, block: Node) -> Iterator[list[Node]]:
        held = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield held or []
            case "Header":
                yield (held or [])[2]
            case "BulletList":
                for item in held or []:
                    yield from (line for inner in item for line in self._lines(inner))
            case "OrderedList":
                for number, item in enumerate((held or [0, []])[1], start=1):
                    lines = [line for inner in item for line in self._lines(inner)]
                    yield from (
                        [{"t": "Str", "c": f"{number}. "}, *line] if not at else line for at, line in enumerate(lines)
                    )
            case "Table":
                self._tell_once("a table inside a table, now lines of its cell", "表格里的表格，已变成单元格里的几行")
                for row in [*(held or [])[3][1], *(row for body in (held or [])[4] for row in body[3])]:
                    words = [cell["c"] for each in row[1] for cell in each[4] if cell["t"] == "Plain"]
                    yield [
                        part
                        for at, inner in enumerate(words)
                        for part in ([{"t": "Str", "c": "，"}] if at else []) + inner
                    ]

    def _tell_once(self, en: str, zh: str) -> None:
        if Message(en, zh) not in self.lost:
            self.lost.append(Message(en, zh))


def _tight(block: Node) -> Node:
    return {"t": "Plain", "c": block["c"]} if block["t"] == "Para" else block


def _cell(inner: list[Node]) -> list[Any]:
    return [_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": inner}]]


def _images(block: Node) -> Iterator[Node]:
    if block["t"] in ("Para", "Plain"):
        yield from (each for each in block["c"] if each["t"] == "Image")


def _without_breaks(inlines: list[Node]) -> list[Node]:
    return [{"t": "Space"} if each["t"] == "LineBreak" else each for each in inlines]


def _unbold(inlines: list[Node]) -> list[Node]:
    return [inner for each in inlines for inner in (each["c"] if each["t"] in ("Strong", "Emph") else [each])]


def is_bold(block: Node) -> bool:
    """Say whether a paragraph is bold from end to end, and holds nothing but words."""
    return block["t"] == "Para" and bool(block["c"]) and all(each["t"] in ("Strong", "Space") for each in block["c"])


def without_start(inlines: list[Node], length: int) -> list[Node]:
    """Give inline elements without their first characters, which are a number or a sign for an item."""
    found = list(inlines)
    while length > 0 and found:
        first = found[0]
        if first["t"] == "Str":
            taken = min(length, len(first["c"]))
            found[0:1] = [{"t": "Str", "c": first["c"][taken:]}] if taken < len(first["c"]) else []
            length -= taken
        elif first["t"] in ("Strong", "Emph"):
            said = len(plain(first["c"]))
            inner = without_start(first["c"], length)
            found[0:1] = [{"t": first["t"], "c": inner}] if inner else []
            length -= min(length, said)
        else:
            found.pop(0)
            length -= 1
    return found


def _with_lists(blocks: list[Node]) -> list[Node]:
    """Give lists where somebody typed their numbers or dots by hand, two items in a row or more."""
    found: list[Node] = []
    position = 0
    while position < len(blocks):
        items = _typed_items(blocks, position)
        if len(items) >= 2:
            found.append(_list(items, is_numbered=bool(_ITEM.match(plain(blocks[position]["c"])))))
            position += len(items)
        else:
            found.append(blocks[position])
            position += 1
    return found


def _typed_items(blocks: list[Node], position: int) -> list[list[Node]]:
    items: list[list[Node]] = []
    for block in blocks[position:]:
        said = plain(block["c"]) if block["t"] == "Para" else ""
        match = _ITEM.match(said)
        is_next = match is not None and int(match[1] or match[2]) == len(items) + 1
        if not is_next:
            match = _BULLET.match(said) if not items or _BULLET.match(plain(blocks[position]["c"])) else None
        if match is None or is_bold(block):
            break
        items.append(without_start(block["c"], match.end()))
    return items


def _list(items: list[list[Node]], *, is_numbered: bool) -> Node:
    held = [[{"t": "Plain", "c": item}] for item in items]
    if is_numbered:
        return {"t": "OrderedList", "c": [[1, *_NUMBERED], held]}
    return {"t": "BulletList", "c": held}
