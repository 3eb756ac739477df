"""The elements of pandoc's document, each made by one function: an edition is written in them and in nothing else.

Words stay words here: a title with an asterisk in it is no emphasis, and no writer needs to be told.

Source: https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]
"""One element: `t` is its kind, `c` what it holds."""
Nodes: TypeAlias = list[Node]

Attributes: TypeAlias = list[Any]
_SPACES = re.compile(r"[ \t\r\n]+")


def attributes(id_: str = "", classes: Iterable[str] = (), tag: str = "", **others: str) -> Attributes:
    """Give the attributes of an element; `tag` is its language."""
    named = {"lang": tag, **{key.replace("_", "-"): value for key, value in others.items()}}
    return [id_, list(classes), [[key, value] for key, value in named.items() if value]]


def words(text: str) -> Nodes:
    """Give a text as inlines. A space in it stays one: an element for every word makes pandoc three times as slow."""
    spaced = _SPACES.sub(" ", text)
    return [{"t": "Str", "c": spaced}] if spaced else []


SPACE: Node = {"t": "Space"}
LINE_BREAK: Node = {"t": "LineBreak"}
RULE: Node = {"t": "HorizontalRule"}


def emphasis(inlines: Nodes) -> Node:
    """Give emphasised words."""
    return {"t": "Emph", "c": inlines}


def strong(inlines: Nodes) -> Node:
    """Give important words."""
    return {"t": "Strong", "c": inlines}


def code(text: str) -> Node:
    """Give words as they are typed into a machine."""
    return {"t": "Code", "c": [attributes(), text]}


def span(inlines: Nodes, *, classes: Iterable[str] = (), tag: str = "", id_: str = "") -> Node:
    """Give words with a class or a language."""
    return {"t": "Span", "c": [attributes(id_, classes, tag), inlines]}


def link(inlines: Nodes, target: str, title: str = "") -> Node:
    """Give words that lead elsewhere."""
    return {"t": "Link", "c": [attributes(), inlines, [target, title]]}


def image(label: str, target: str, title: str = "") -> Node:
    """Give a picture; `label` is read where it cannot be seen."""
    return {"t": "Image", "c": [attributes(), words(label), [target, title]]}


def note(blocks: Nodes) -> Node:
    """Give a note at the place that refers to it."""
    return {"t": "Note", "c": blocks}


def paragraph(inlines: Nodes) -> Node:
    """Give a paragraph."""
    return {"t": "Para", "c": inlines}


def line(inlines: Nodes) -> Node:
    """Give words without a paragraph around them, for items of lists and cells of tables."""
    return {"t": "Plain", "c": inlines}


def heading(level: int, inlines: Nodes, *, id_: str = "", classes: Iterable[str] = (), tag: str = "") -> Node:
    """Give a heading of a level from 1 to 6."""
    return {"t": "Header", "c": [min(level, 6), attributes(id_, classes, tag), inlines]}


def division(
    blocks: Nodes, *, classes: Iterable[str] = (), tag: str = "", id_: str = "", role: str = "", label: str = ""
) -> Node:
    """Give blocks that belong together."""
    return {"t": "Div", "c": [attributes(id_, classes, tag, role=role, aria_label=label), blocks]}


def quotation(blocks: Nodes) -> Node:
    """Give blocks that somebody else said."""
    return {"t": "BlockQuote", "c": blocks}


def code_block(text: str) -> Node:
    """Give lines as they are typed into a machine."""
    return {"t": "CodeBlock", "c": [attributes(), text]}


def bullets(items: Sequence[Nodes]) -> Node:
    """Give a list whose order says nothing."""
    return {"t": "BulletList", "c": list(items)}


def numbered(items: Sequence[Nodes], *, start: int = 1) -> Node:
    """Give a list in an order."""
    return {"t": "OrderedList", "c": [[start, {"t": "Decimal"}, {"t": "Period"}], list(items)]}


def definitions(entries: Sequence[tuple[Nodes, Nodes]]) -> Node:
    """Give a list of inlines, each with the blocks that explain it."""
    return {"t": "DefinitionList", "c": [[term, [blocks]] for term, blocks in entries]}


def table(head: Sequence[Nodes], rows: Sequence[Sequence[Nodes]], sides: Sequence[str]) -> Node:
    """Give a table of inlines; `sides` are `left`, `center`, `right` or empty, by column."""
    named = {"left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight"}
    columns = [[{"t": named.get(side, "AlignDefault")}, {"t": "ColWidthDefault"}] for side in sides]
    body = [attributes(), 0, [], [_row(cells) for cells in rows]]
    return {
        "t": "Table",
        "c": [attributes(), [None, []], columns, [attributes(), [_row(head)]], [body], [attributes(), []]],
    }


def _row(cells: Sequence[Nodes]) -> Attributes:
    return [attributes(), [[attributes(), {"t": "AlignDefault"}, 1, 1, [line(cell)]] for cell in cells]]
