"""Two ways to say that two passages are the same: to the letter, and in what a translator would have to translate.

The strict digest changes with every visible letter. The content digest does not change when lines are wrapped anew,
when emphasis comes or goes, when a link gets a new target or when punctuation changes its width; it does change with
a single character that matters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from hashlib import blake2b

from markdown_it import MarkdownIt
from markdown_it.token import Token

NORM = 1
"""The version of the normalisation; a sidecar says which one its digests were made with."""

_WIDE = (
    "\u2e80-\u303f\u3041-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_CURLY = "“”‘’…—·"
_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")
_SPACE_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}]) | (?=[{_WIDE}])|(?<=[{_CURLY}]) (?=[{_CURLY}])")
# In a Chinese passage marks are half-width only by mistake, and so is the space beside one, or beside a link.
_SPACE_AT_MARK = re.compile('(?<=[,;:?!.()…—"\ue000\ue001]) | (?=[,;:?!.()…—"\ue000\ue001])')
_HAN = re.compile(r"[\u3400-\u9fff]")
_QUOTES = str.maketrans({"“": '"', "”": '"', "「": '"', "」": '"', "『": "'", "』": "'", "‘": "'", "’": "'"})
# Full-width forms of ASCII; NFKC would fold 10² into 102 as well.
_WIDTH = str.maketrans({0xFF01 + offset: 0x21 + offset for offset in range(94)})
_WIDE_LETTERS = {code: narrow for code, narrow in _WIDTH.items() if chr(narrow).isalnum()}
# CommonMark leaves a marker between a quotation mark and a Han character as it stands; the renderer reads it as bold.
# "..." is "……" typed in haste, and "！！" is "！"; 。 is no full-width form of a full stop, but stands for one.
_ELLIPSIS = re.compile(r"(?:…|\.{3,}|。{3,})+")
_DASH = re.compile("—+|-{2,}")
_REPEATED = re.compile(r"([!?,;:.])\1+")
_HEADING_ID = re.compile(r"\s*\{\s*#[^\s{}]+\s*\}\s*$")
_STRONG_LEFT = re.compile(r"\*\*(?=\S)([^*]+?)(?<=\S)\*\*")
_MARKS = {
    "blockquote_open": "\n> ",
    "td_open": "\n| ",
    "th_open": "\n| ",
    "tr_close": "\n",
    "hr": "\n---\n",
    "paragraph_close": "\n",
}
_OPEN, _CLOSE, _CODE, _BREAK = "\ue000", "\ue001", "\ue002", "\ue003"


def strict_digest(markdown: str) -> str:
    """Give eight hexadecimal digits that change with every letter (Unicode NFC, outer white space apart)."""
    return _digest(unicodedata.normalize("NFC", markdown).strip())


def content_digest(markdown: str) -> str:
    """Give eight hexadecimal digits that change only with what a translator would have to translate."""
    return _digest(content(markdown))


@lru_cache(maxsize=16384)
def content(markdown: str) -> str:
    """Give what a translator would have to translate: words and structure, without what only looks different."""
    text = unicodedata.normalize("NFC", markdown).strip()
    read = _read(text) if any(mark in text for mark in "*_[`<&\\!|~\n") or not text[:1].isalpha() else text
    # A passage that is nothing but markup must not equal another one that is.
    # Letters and digits first: between "CCTV" and "２０１６" a space parts two words, as between "CCTV" and "2016".
    folded = _SPACE_IN_CHINESE.sub("", _SPACE.sub(" ", (read or text).translate(_WIDE_LETTERS)))
    folded = _DASH.sub("—", _ELLIPSIS.sub("…", folded.translate(_QUOTES).translate(_WIDTH)))
    if _HAN.search(folded):
        folded = _SPACE_AT_MARK.sub("", folded)
    return _REPEATED.sub(r"\1", folded.replace("。", ".")).strip()


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8"), digest_size=4).hexdigest()


@cache
def _parser() -> MarkdownIt:
    # A footnote ("[^1]: …") on its own would be read as the definition of a link, and vanish.
    return MarkdownIt("commonmark").enable("table").disable("reference")


def _read(markdown: str) -> str:
    return _STRONG_LEFT.sub(r"\1", "".join(_said(_parser().parse(markdown))).strip())


def _said(tokens: list[Token]) -> list[str]:
    parts: list[str] = []
    in_heading = False
    for token in tokens:
        in_heading = token.type == "heading_open" or (in_heading and token.type != "heading_close")
        match token.type:
            case "inline" if in_heading:
                # An id stands for an address: no translator has work from it, and a rule of its own compares ids.
                parts.append(_HEADING_ID.sub("", "".join(_words(token.children or []))))
            case "inline":
                parts.extend(_words(token.children or []))
            case "heading_open":
                parts.append(f"{token.markup if token.markup.startswith('#') else token.tag} ")
            case "ordered_list_open":
                parts.append(f"\n{token.attrGet('start') or 1}. ")
            case "list_item_open":
                parts.append("\n+ " if token.info else "\n- ")
            case "fence" | "code_block":
                parts.append(f"{_CODE}{token.info}\n{token.content.rstrip()}{_CODE}")
            case "html_block":
                parts.append(token.content)
            case other:
                parts.append(_MARKS.get(other, ""))
    return parts


def _words(children: list[Token]) -> list[str]:
    parts: list[str] = []
    for token in children:
        match token.type:
            case "text" | "html_inline" | "text_special":
                parts.append(token.content)
            case "code_inline":
                parts.append(f"{_CODE}{token.content}{_CODE}")
            case "softbreak":
                parts.append("\n")
            case "hardbreak":
                parts.append(_BREAK)
            case "link_open":
                parts.append(_OPEN)
            case "link_close":
                parts.append(_CLOSE)
            case "image":
                parts.append(f"{_OPEN}!{token.content}{_CLOSE}")
    return parts
