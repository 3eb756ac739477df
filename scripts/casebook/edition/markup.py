"""The site's own words with their mark-up → pandoc's inlines.

What the site says of languages, citations and names it says as a little HTML; an edition says the same, so it reads
that and does not say it anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

from .elements import LINE_BREAK, Node, Nodes, code, emphasis, link, span, strong, words

_EMPTY = ("br", "img", "hr", "wbr")


def inlines_of(markup: str) -> Nodes:
    """Give HTML as inlines. Elements that have no counterpart leave their words behind, and comments nothing."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, Mapping[str, str | None], Nodes]] = [("", {}, [])]

    def finished(self) -> Nodes:
        """Give everything that was read, with what somebody left open closed."""
        while len(self._open) > 1:
            self._close()
        return self._open[0][2]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._open[-1][2].append(LINE_BREAK)
        elif tag not in _EMPTY:
            self._open.append((tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        if any(each[0] == tag for each in self._open[1:]):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1][2].extend(words(data))

    def _close(self) -> str:
        tag, attributes, inlines = self._open.pop()
        self._open[-1][2].extend(_element(tag, attributes, inlines))
        return tag


def _element(tag: str, attributes: Mapping[str, str | None], inlines: Nodes) -> list[Node]:
    language = attributes.get("lang") or ""
    match tag:
        case "cite" | "em" | "i":
            inner = emphasis(inlines)
        case "strong" | "b":
            inner = strong(inlines)
        case "code" | "kbd":
            inner = code("".join(each.get("c", " ") for each in inlines))
        case "a" if target := attributes.get("href"):
            inner = link(inlines, target)
        case _:
            return [span(inlines, tag=language)] if language else inlines
    return [span([inner], tag=language)] if language else [inner]
