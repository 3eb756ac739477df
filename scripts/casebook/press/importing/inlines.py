"""Words and their emphasis, freed from what word processors leave: one walk over the inline elements of pandoc."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from casebook.manuscript import Message

from .pandoc import Node

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\t]")
_WIDE = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_UNWRAPPED = frozenset({"Span", "Underline", "SmallCaps", "Quoted", "Cite"})
_SPACE: Node = {"t": "Space"}


def plain(inlines: Iterable[Any]) -> str:
    """Give the words of inline elements, footnotes apart."""
    parts: list[str] = []
    for each in inlines:
        match each["t"]:
            case "Str":
                parts.append(each["c"])
            case "Space" | "SoftBreak" | "LineBreak":
                parts.append(" ")
            case "Code" | "Math":
                parts.append(each["c"][1])
            case "Strong" | "Emph" | "Strikeout":
                parts.append(plain(each["c"]))
            case "Link" | "Span":
                parts.append(plain(each["c"][-2] if each["t"] == "Link" else each["c"][1]))
    return "".join(parts)


def words(text: str) -> list[Node]:
    """Give inline elements for a text."""
    return [_SPACE if part.isspace() else {"t": "Str", "c": part} for part in re.split(r"( +)", text) if part]


@dataclass(slots=True, kw_only=True)
class InlineCleaning:
    """The walk, what it could not carry, and how the blocks of a footnote are cleaned."""

    lost: list[Message]
    blocks: Callable[[list[Node]], list[Node]]
    _told: set[str] = field(default_factory=set)

    def clean(self, inlines: Iterable[Node]) -> list[Node]:
        """Give the same words without debris; line breaks stay."""
        return _trimmed(_merged([each for inline in inlines for each in self._one(inline)]))

    def _tell(self, en: str, zh: str) -> None:
        if en not in self._told:
            self._told.add(en)
            self.lost.append(Message(en, zh))

    def _one(self, inline: Node) -> Iterator[Node]:
        kind: str = inline["t"]
        held: Any = inline.get("c") or []
        if kind == "Str":
            yield from words(_SPACES.sub(" ", _INVISIBLE.sub("", str(held)).replace("\u2011", "-")))
        elif kind in ("Space", "SoftBreak", "LineBreak", "Code"):
            yield inline
        elif kind in _UNWRAPPED:
            yield from self.clean(held if kind in ("Underline", "SmallCaps") else held[1])
        elif kind in ("Strong", "Emph"):
            yield from _outside_in(kind, self.clean(held))
        elif kind in ("Superscript", "Subscript"):
            table = _RAISED if kind == "Superscript" else _LOWERED
            yield from words(plain(self.clean(held)).translate(table))
        elif kind == "Note":
            yield {"t": "Note", "c": self.blocks(held)}
        else:
            yield from self._with_loss(inline)

    def _with_loss(self, inline: Node) -> Iterator[Node]:
        kind: str = inline["t"]
        held: Any = inline.get("c")
        if kind == "Strikeout":
            said = plain(held or [])
            self._tell(f"struck out, left out: {said[:60]}", f"划掉的字，没有带入：{said[:60]}")
        elif kind == "Math" and held:
            yield {"t": "Code", "c": [["", [], []], held[1]]}
        elif kind == "Link" and held:
            target = held[2][0]
            if re.match(r"https?://[^\s/]", target):
                yield {"t": "Link", "c": [["", [], []], self.clean(held[1]), [target, ""]]}
                return
            if not target.startswith("#"):
                self._tell(f"link that leads nowhere on the web: {target[:80]}", f"不通向网页的链接：{target[:80]}")
            yield from self.clean(held[1])
        elif kind == "Image" and held:
            yield {"t": "Image", "c": [["", [], []], words(plain(held[1])), [held[2][0], ""]]}
        elif kind == "RawInline":
            self._tell("HTML or fields in the text, left out", "正文里的 HTML 或域代码，没有带入")


def _outside_in(kind: str, inner: list[Node]) -> Iterator[Node]:
    """Give emphasis around words only: spaces, pictures and footnotes at its edges stand outside."""
    first, last = 0, len(inner)
    outside = ("Space", "SoftBreak", "LineBreak", "Note", "Image")
    while first < last and inner[first]["t"] in outside:
        first += 1
    while last > first and inner[last - 1]["t"] in outside:
        last -= 1
    yield from inner[:first]
    core = inner[first:last]
    if any(each["t"] in outside[2:] for each in core):
        for each in core:
            yield from [each] if each["t"] in outside else [{"t": kind, "c": [each]}]
    elif re.search(r"\w", plain(core)):
        yield {"t": kind, "c": core}
    else:
        yield from core
    yield from inner[last:]


def _merged(inlines: list[Node]) -> list[Node]:
    """Join what was cut into runs: neighbours of one kind, and words between Chinese characters of two lines."""
    found: list[Node] = []
    for each in inlines:
        before: dict[str, Any] | None = found[-1] if found else None
        if before is not None and each["t"] == before["t"] and each["t"] in ("Str", "Strong", "Emph"):
            found[-1] = {"t": each["t"], "c": before["c"] + each["c"]}
        elif before is not None and each["t"] in ("Space", "SoftBreak") and before["t"] in ("Space", "SoftBreak"):
            continue
        else:
            found.append(each)
    return [each for position, each in enumerate(found) if not _is_between_chinese(found, position)]


def _is_between_chinese(inlines: list[Node], position: int) -> bool:
    if inlines[position]["t"] != "SoftBreak":
        return False
    before, after = plain(inlines[:position])[-1:], plain(inlines[position + 1 :])[:1]
    return bool(_WIDE.match(before) and _WIDE.match(after))


def _trimmed(inlines: list[Node]) -> list[Node]:
    spaces = ("Space", "SoftBreak")
    while inlines and inlines[0]["t"] in spaces:
        inlines = inlines[1:]
    while inlines and inlines[-1]["t"] in spaces:
        inlines = inlines[:-1]
    if inlines and inlines[0]["t"] == "Str":
        # An indentation made of full-width spaces.
        begun = str(inlines[0]["c"]).lstrip("\u3000")
        inlines = [{"t": "Str", "c": begun}, *inlines[1:]] if begun else _trimmed(inlines[1:])
    if inlines and inlines[-1]["t"] == "Str":
        ended = str(inlines[-1]["c"]).rstrip("\u3000")
        inlines = [*inlines[:-1], {"t": "Str", "c": ended}] if ended else _trimmed(inlines[:-1])
    return inlines
