"""Pandoc's elements → Typst's source: pandoc writes it, and what pandoc's writer leaves out is said to it first.

That writer drops the language of a phrase, what an image is read as, and every class; each becomes a call of a function
of docs/assets/editions/book.typ. Many passages are written by one run of pandoc, and each is kept by a digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pypandoc

from casebook.edition.document import API_VERSION
from casebook.edition.elements import Node, Nodes
from casebook.press.caching import Cache, digest_of
from casebook.press.pandoc import run

_FORM = "6"
"""Changes with anything below that changes what is written."""
_BETWEEN = "// ── another section ──"
_HELD = {"Table", "Note"}
"""What no note can stand in: there an address follows its words in brackets."""
_IN_PASSING = {"mark", "byline", "entry-line"}
"""Lines that name other places of an edition too often for a page number each."""
_BLOCKS = {
    "Para", "Plain", "Header", "Div", "BlockQuote", "BulletList", "OrderedList", "DefinitionList", "CodeBlock", "Table",
    "HorizontalRule",
}  # fmt: skip
_LONGEST_WHOLE = 750
"""A passage of so many letters takes a third of a page of a parallel edition; a longer one may go on overleaf."""
_SETTINGS = {"Decimal", "Period", "AlignDefault", "AlignLeft", "AlignCenter", "AlignRight", "ColWidthDefault"}
"""What looks like an element and says how one is laid out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Elements that become a file of their own."""

    content: Nodes
    lift: int = 0
    """By how many levels its headings rise."""
    leaders: bool = False
    """Whether a link within the edition is an entry of an index, with dots and a page number at the end of its line."""


def write_sources(passages: Sequence[Passage], cache: Cache) -> list[str]:
    """Give the Typst of each passage."""
    keys = [
        digest_of(_FORM, _version(), f"{each.lift} {each.leaders}", json.dumps(each.content, ensure_ascii=False))
        for each in passages
    ]
    kept = {key: content.decode("utf-8") for key in dict.fromkeys(keys) if (content := cache.get(key)) is not None}
    missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in kept}
    for key, source in zip(missing, _written([*missing.values()]), strict=True):
        cache.put(key, source.encode("utf-8"))
        kept[key] = source
    return [kept[key] for key in keys]


def quoted(text: str) -> str:
    """Give a text as a string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def words_of(content: Any) -> Iterator[str]:
    """Give every word in elements, notes and labels of pictures included."""
    if isinstance(content, list):
        for each in content:
            yield from words_of(each)
    elif isinstance(content, dict):
        if content["t"] == "Str":
            yield content["c"]
        elif content["t"] in {"Code", "CodeBlock"}:
            yield content["c"][1]
        else:
            yield from words_of(content.get("c"))


def _written(passages: Sequence[Passage]) -> list[str]:
    if not passages:
        return []
    blocks: Nodes = []
    for passage in passages:
        blocks += [*_Marker(passage).blocks(passage.content), _raw_block(_BETWEEN)]
    document = {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}
    asked = ["--from=json", "--to=typst-smart", "--wrap=preserve", "--sandbox"]
    written = run(asked, json.dumps(document).encode("utf-8")).decode("utf-8").split(_BETWEEN)
    return [each.strip() + "\n" for each in written[:-1]]


class _Marker:
    """Puts calls of functions where pandoc would write nothing."""

    def __init__(self, passage: Passage) -> None:
        self._lift = passage.lift
        self._style = "leader" if passage.leaders else "page"
        self._terms = "terms"

    def blocks(self, nodes: Nodes, *, held: bool = False) -> Nodes:
        """Give blocks with calls in them; `held`: they stand where no note can."""
        return [each for node in nodes for each in self._block(node, held=held)]

    def _block(self, node: Node, *, held: bool) -> Nodes:
        match node["t"]:
            case "Para" if [each["t"] for each in node["c"]] == ["Image"]:
                return [_raw_block(_photo(node["c"][0]))]
            case "Header":
                level, (id_, classes, named), inlines = node["c"]
                # Pandoc leaves a heading out of the contents only if it has no number either.
                classes = [*classes, "unnumbered"] if "unlisted" in classes else classes
                held_inlines = self._inlines(inlines, held=True)
                return [{"t": "Header", "c": [level - self._lift, [id_, classes, named], held_inlines]}]
            case "DefinitionList":
                return self._definitions(node, held=held)
            case "Div":
                return self._division(node, held=held)
        return [self._inside(node, held=held)]

    def _division(self, node: Node, *, held: bool) -> Nodes:
        (id_, classes, named), inner = node["c"]
        tag = dict(named).get("lang", "")
        if "pair" in classes:
            return self._pair(inner)
        before = self._style, self._terms
        self._style = "none" if _IN_PASSING.intersection(classes) else self._style
        self._terms = "facts" if "glance" in classes else "terms"
        call = f"#division({quoted(' '.join(classes))}, tag: {quoted(tag)}, id: {quoted(id_)})["
        found = [_raw_block(call), *self.blocks(inner, held=held), _raw_block("]")]
        self._style, self._terms = before
        return found

    def _definitions(self, node: Node, *, held: bool) -> Nodes:
        """Give terms with what explains them on their own lines; pandoc's writer begins a new line for it."""
        found = [_raw_block(f"#{self._terms}(")]
        for term, (explained, *_) in node["c"]:
            first, *rest = explained
            # A space before its first word would stand there in print.
            begun = self._inlines(first["c"], held=held) if first["t"] == "Para" else []
            call = [_raw("terms.item(["), *self._inlines(term, held=True), _raw("], ["), *begun]
            rest = [_raw_block("#parbreak()"), *rest] if begun and rest else rest if begun else explained
            found += [{"t": "Plain", "c": call}, *self.blocks(rest, held=held), _raw_block("]),")]
        return [*found, _raw_block(")")]

    def _pair(self, sides: Nodes) -> Nodes:
        """Give a row of a parallel edition; a side that has nothing leaves its column empty."""
        by_side = {each["c"][0][1][0]: each for each in sides}
        is_heading = any(block["t"] == "Header" for side in sides for block in side["c"][1])
        is_whole = max(_length(each) for each in sides) <= _LONGEST_WHOLE
        call = f"#pair(holds-heading: {str(is_heading).lower()}, whole: {str(is_whole).lower()})["
        found = [_raw_block(call)]
        for number, side in enumerate(("side-original", "side-translation")):
            found += [_raw_block("][")] if number else []
            found += self._division(by_side[side], held=False) if side in by_side else []
        return [*found, _raw_block("]")]

    def _inline(self, node: Node, *, held: bool) -> Nodes:
        match node["t"]:
            case "Span":
                (id_, classes, named), inner = node["c"]
                tag = dict(named).get("lang", "")
                call = f"#phrase({quoted(' '.join(classes))}, tag: {quoted(tag)}, id: {quoted(id_)})["
                return [_raw(call), *self._inlines(inner, held=held), _raw("]")]
            case "Image":
                return [_raw(_picture(node))]
            case "Link":
                return self._link(node, held=held)
        return [self._inside(node, held=held)]

    def _link(self, node: Node, *, held: bool) -> Nodes:
        _, inner, (target, _title) = node["c"]
        said = self._inlines(inner, held=held)
        if target.startswith("#"):
            call = f"#within({quoted(target[1:])}, {quoted(self._style)})["
        elif "".join(words_of(inner)) in {target, target.removeprefix("mailto:")}:
            return [_raw(f"#link({quoted(target)})")]
        else:
            call = f"#{'web-here' if held else 'web'}({quoted(target)})["
        return [_raw(call), *said, _raw("]")]

    def _inlines(self, nodes: Nodes, *, held: bool) -> Nodes:
        return [each for node in nodes for each in self._inline(node, held=held)]

    def _inside(self, node: Node, *, held: bool) -> Node:
        return {"t": node["t"], "c": self._content(node["c"], held=held or node["t"] in _HELD)} if "c" in node else node

    def _content(self, content: Any, *, held: bool) -> Any:
        """Give what an element holds with every element in it marked; attributes and numbers stay as they are."""
        if not isinstance(content, list):
            return content
        marked: list[Any] = []
        for each in content:
            if not (isinstance(each, dict) and "t" in each) or each["t"] in _SETTINGS:
                marked.append(self._content(each, held=held))
            elif each["t"] in _BLOCKS:
                marked += self._block(each, held=held)
            else:
                marked += self._inline(each, held=held)
        return marked


def _length(side: Node) -> int:
    """Give how long the words of one side are, in Latin letters."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for word in words_of(side) for letter in word)


def _photo(node: Node) -> str:
    _, label, (target, title) = node["c"]
    caption = f", caption: {quoted(title)}" if title else ""
    return f"#photo({quoted('/' + target)}, {quoted(_label(label))}{caption})"


def _picture(node: Node) -> str:
    _, label, (target, _title) = node["c"]
    return f"#picture({quoted('/' + target)}, {quoted(_label(label))})"


def _label(inlines: Nodes) -> str:
    return "".join(each["c"] if each["t"] == "Str" else " " for each in inlines)


def _raw(source: str) -> Node:
    return {"t": "RawInline", "c": ["typst", source]}


def _raw_block(source: str) -> Node:
    return {"t": "RawBlock", "c": ["typst", source]}


@cache
def _version() -> str:
    return str(pypandoc.get_pandoc_version())
