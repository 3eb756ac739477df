"""Where emphasis begins and ends in Chinese, which puts no spaces around words.

CommonMark asks for a space or a punctuation mark outside of `**` where there is a punctuation mark inside of it, so
that `他说：**“好。”**然后` would show its asterisks. Beside a Chinese character or its punctuation only white space
decides.

Source: https://github.com/tats-u/markdown-cjk-friendly (the fault, https://github.com/commonmark/commonmark-spec/issues/650)
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

_CHINESE = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…\U00020000-\U0003ffff]")


def emphasis_in_chinese(parser: MarkdownIt) -> None:
    """Make a parser read `*` and `**` between Chinese characters as their writers mean them."""
    parser.inline.ruler.at("emphasis", _delimit)


def _delimit(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the interface of markdown-it's rules
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    opens, closes = scanned.can_open, scanned.can_close
    end = state.pos + scanned.length
    before, after = state.src[state.pos - 1 : state.pos], state.src[end : end + 1]
    if marker == "*" and (_CHINESE.match(before) or _CHINESE.match(after)):
        opens, closes = bool(after.strip()), bool(before.strip())
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        delimiter = Delimiter(
            marker=ord(marker),
            length=scanned.length,
            token=len(state.tokens) - 1,
            end=-1,
            open=opens,
            close=closes,
        )
        state.delimiters.append(delimiter)
    state.pos = end
    return True
