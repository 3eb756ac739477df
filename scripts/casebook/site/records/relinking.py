"""The Markdown of a text with links that lead to pages, and words in the place of photos."""

from __future__ import annotations

import re
from collections.abc import Callable

from casebook.manuscript import Text
from casebook.manuscript.reference import ToFile, ToPage, resolve
from casebook.site.body import published_file
from casebook.site.view import View

_AFTER_TARGET = re.compile(
    r""">?(?:\s+(?:"(?P<a>(?:[^"\\]|\\.)*)"|'(?P<b>(?:[^'\\]|\\.)*)'|\((?P<c>[^()]*)\)))?\s*\)(?:\{[^{}\n]*\})?"""
)
"""What may stand behind the target of an image: its title, and attributes, which are not for photos."""


def relinked(view: View, text: Text, show: Callable[[str, str], str]) -> str:
    """Give the Markdown of a text with whole addresses; `show` says what stands for a photo, by its label and title.

    Lines stay lines, so that blocks are found where they were.
    """
    markdown = text.markdown
    starts = [0, *(match.end() for match in re.finditer("\n", markdown))]
    places = {starts[link.place.line - text.first_line] + link.place.column - 1: link for link in text.links}
    # From the last to the first, so that the places of those before stay what they are.
    for at, link in sorted(places.items(), key=lambda item: item[0], reverse=True):
        end = at + len(link.target)
        if markdown[at:end] != link.target:
            continue
        after = _AFTER_TARGET.match(markdown, end) if link.is_image else None
        start = _start_of_image(markdown, at) if link.is_image else None
        if after and start is not None:
            title = after["a"] or after["b"] or after["c"] or ""
            breaks = markdown.count("\n", start, after.end())
            shown = show(" ".join(link.label.split()), title).replace(" ", "\n", breaks)
            markdown = markdown[:start] + shown + markdown[after.end() :]
        else:
            markdown = markdown[:at] + outside(view, text, link.target) + markdown[end:]
    return markdown


def outside(view: View, text: Text, target: str) -> str:
    """Give what a target that stands in a text is for whoever reads it nowhere in particular: a whole address."""
    reference = resolve(view.book, text, target)
    if isinstance(reference, ToPage) and reference.kind != "here":
        address = view.book.url + view.address(reference.kind, reference.id).url
        return f"{address}#{reference.anchor}" if reference.anchor else address
    if isinstance(reference, ToFile):
        return view.book.url + published_file(view, reference.path).as_posix()
    return target


def _start_of_image(markdown: str, target: int) -> int | None:
    """Find the `![` of the image whose target stands there; its label may hold brackets, in pairs."""
    depth = 0
    for at in range(markdown.rfind("](", 0, target), 0, -1):
        depth += (markdown[at] == "]") - (markdown[at] == "[")
        if depth == 0:
            return at - 1 if markdown[at - 1] == "!" else None
    return None
