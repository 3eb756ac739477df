"""A text as HTML, block by block, with everything left open that depends on the page.

One text stands on several pages: its own, and beside its translation in each language. What is the same on all of them
is written once, from the tokens of the reader that the checks use; a page fills in where its links lead and what its
photos, headings and notes look like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import TypeAlias

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from casebook.manuscript import Book, Text
from casebook.manuscript.text import HEADING_ID, HREF, tokens_of

from .han import HAN, HAN_RUN


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, as it was written."""

    written: str


@dataclass(frozen=True, slots=True)
class Photo:
    """An image, with its target as it was written."""

    written: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """The id of a heading."""

    id: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place in a text that refers to a note."""

    label: str


@dataclass(frozen=True, slots=True)
class TableName:
    """What a table is called where its edges are announced."""


Part: TypeAlias = str | Target | Photo | Anchor | NoteMark | TableName


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of a text: HTML, and what a page has to fill in."""

    parts: tuple[Part, ...]
    note: str = ""
    """The label of the note that it belongs to."""


def prose_of(text: Text, *, is_chinese: bool) -> tuple[Passage, ...]:
    """Give each block of a text, in the order of `text.blocks`. Chinese in a text that is not carries its `lang`."""
    positions = {block.first: position for position, block in enumerate(text.blocks)}
    passages: dict[int, Passage] = {}
    writer = _Writer()
    tokens = tokens_of(text.markdown)
    note, depth, start = "", 0, 0
    for position, token in enumerate(tokens):
        if token.type == "footnote_open":
            note = str(token.meta["label"])
        if token.type.startswith("footnote_"):
            continue
        if depth == 0:
            start = position
        depth += token.nesting
        opening = tokens[start]
        if depth == 0 and opening.map is not None and opening.map[0] in positions:
            html = writer.write(tokens[start : position + 1], is_chinese=is_chinese)
            passages[positions[opening.map[0]]] = Passage(parts=html, note=note)
    nothing = Passage(parts=("",))
    return tuple(passages.get(position, nothing) for position in range(len(text.blocks)))


class Proses:
    """The texts of a book as HTML, each written when it is first asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[tuple[str, str], tuple[Passage, ...]] = {}

    def of(self, text: Text, language: str) -> tuple[Passage, ...]:
        """Give each block of a text in that language, in the order of `text.blocks`."""
        key = (text.path.as_posix(), language)
        if key not in self._known:
            is_chinese = self._book.languages[language].tag.startswith("zh")
            self._known[key] = prose_of(text, is_chinese=is_chinese)
        return self._known[key]


_OPEN = re.compile("\x00(\\d+)\x00")
"""Where a page fills something in, while the rest is written; no text holds the character (CommonMark 0.31, 2.3)."""
_BESIDE = re.compile(rf"[{HAN}]")
_BESIDE_IN_CHINESE = re.compile(rf"[{HAN}“”‘’—…]")
_WRAP_IN_HAN = re.compile(rf"(?<=[{HAN}])\n(?=[{HAN}])")
_AFTER_PHOTO = re.compile(r"^\{[^{}\n]*\}")


class _Writer(RendererHTML):
    """Writes the tokens of a block; what a page fills in is numbered in the text and kept in order."""

    def write(self, tokens: Sequence[Token], *, is_chinese: bool) -> tuple[Part, ...]:
        """Give the HTML of a block."""
        env: dict[str, object] = {"open": [], "chinese": is_chinese}
        html = self.render(tokens, _OPTIONS, env).strip()
        kept = _opened(env)
        pieces = _OPEN.split(html)
        parts: list[Part] = [kept[int(each)] if number % 2 else each for number, each in enumerate(pieces)]
        return tuple(part for part in parts if part != "")

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Words, with the language of those that are not in the text's."""
        content = tokens[idx].content
        if idx and tokens[idx - 1].type == "image":
            content = _AFTER_PHOTO.sub("", content)
        escaped = escapeHtml(content)
        return escaped if env["chinese"] else _HAN_RUN.sub(r'<span lang="zh-Hans">\g<0></span>', escaped)

    def softbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The end of a line, which is nothing between Chinese characters."""
        beside = _BESIDE_IN_CHINESE if env["chinese"] else _BESIDE
        before = next((each.content[-1] for each in reversed(tokens[:idx]) if each.content), "")
        after = next((each.content[0] for each in tokens[idx + 1 :] if each.content), "")
        return "" if beside.match(before) and beside.match(after) else "\n"

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The beginning of a heading; the id behind its words goes into it."""
        token, inline = tokens[idx], tokens[idx + 1]
        match = HEADING_ID.search(inline.content)
        if match is None or not inline.children:
            return f"<{token.tag}>"
        last = inline.children[-1]
        last.content = HEADING_ID.sub("", last.content)
        return f"<{token.tag}{_leave_open(env, Anchor(match[1]))}>"

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The beginning of a link, without its target."""
        token = tokens[idx]
        title = f' title="{escapeHtml(str(token.attrs["title"]))}"' if token.attrs.get("title") else ""
        return f'<a href="{_leave_open(env, Target(str(token.attrs.get("href", ""))))}"{title}>'

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """HTML as it was written, without the targets of its links."""
        return HREF.sub(
            lambda found: found["opening"] + _leave_open(env, Target(unescape(found["target"]))), tokens[idx].content
        )

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The same for whole blocks."""
        return self.html_inline(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A photo, all of it left to the page."""
        token = tokens[idx]
        label = _WRAP_IN_HAN.sub("", self.renderInlineAsText(token.children, options, env))
        return _leave_open(env, Photo(str(token.attrs.get("src", "")), label, str(token.attrs.get("title", ""))))

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The beginning of a table. A wide one scrolls by itself, and the keyboard reaches it (WCAG 2.1.1)."""
        name = _leave_open(env, TableName())
        return f'<div class="scroll" role="group" aria-label="{name}" tabindex="0">\n<table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The end of a table."""
        return "</table>\n</div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A cell; its alignment is a class, because the policy of our pages allows no style of its own."""
        return _cell(tokens[idx])

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The same in the body of a table."""
        return _cell(tokens[idx])

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The place that refers to a note."""
        return _leave_open(env, NoteMark(str(tokens[idx].meta["label"])))

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """The way back from a note, which the page writes."""
        return ""


_OPTIONS = OptionsDict(
    {
        "maxNesting": 20,
        "html": True,
        "linkify": False,
        "typographer": False,
        "quotes": "",
        "xhtmlOut": False,
        "breaks": False,
        "langPrefix": "language-",
        "highlight": None,
    }
)
_HAN_RUN = re.compile(HAN_RUN)
_ALIGNED = re.compile(r"text-align:(\w+)")


def _cell(token: Token) -> str:
    aligned = _ALIGNED.search(str(token.attrs.get("style", "")))
    return f'<{token.tag} class="to-{aligned[1]}">' if aligned else f"<{token.tag}>"


def _opened(env: EnvType) -> list[Part]:
    kept: list[Part] = env["open"]
    return kept


def _leave_open(env: EnvType, part: Part) -> str:
    kept = _opened(env)
    kept.append(part)
    return f"\x00{len(kept) - 1}\x00"
