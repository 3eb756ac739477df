"""Chinese copy: full-width punctuation, no typed space, whole dashes and ellipses, Simplified characters.

AutoCorrect (https://github.com/huacnlee/autocorrect) knows when punctuation between Chinese characters is theirs and
when letters are wider than they should be; what it leaves alone, and where the book decided otherwise (no space
between Chinese and Latin), stands here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

import autocorrect_py
import opencc

from .masking import KEPT, ProseLine
from .slip import Kind, Slip

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = r"\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_WIDE = _HAN + _MARKS
HAN = re.compile(f"[{_HAN}]")

_RULES = (
    "space-word", "space-punctuation", "space-bracket", "space-dash", "space-backticks", "space-dollar",
    "no-space-fullwidth-quote", "halfwidth-punctuation", "spellcheck",
)  # fmt: skip
"""What of AutoCorrect is not the book's way, or would look at what is not ours."""

_SPACES = re.compile(
    rf"(?<=[{_WIDE}])[ \t\u00a0\u2002-\u200a\u3000]+(?=[{_WIDE}A-Za-z0-9{KEPT}])"
    rf"|(?<=[A-Za-z0-9{KEPT}])[ \t\u00a0\u2002-\u200a\u3000]+(?=[{_WIDE}])"
)
# "第一章 开头": the space stands for the pause after a number, and the two would run together without it.
_NUMBERED = re.compile(r"第[一二三四五六七八九十百零〇两\d]+[章节回课篇部卷条编讲]$|^[一二三四五六七八九十百\d]+$")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_ELLIPSIS = re.compile(rf"(?:(?<=[{_WIDE}{KEPT}])\.{{3,}}|\.{{3,}}(?=[{_WIDE}]))|。{{3,}}|…(?:…{{2,}})|(?<!…)…(?!…)")
_DASH = re.compile(rf"(?<=[{_WIDE}{KEPT}])-{{2,}}(?=[{_WIDE}{KEPT}A-Za-z0-9])|(?<=[{_HAN}])—(?=[{_HAN}])|—{{3,}}")
_REPEATED = re.compile(r"([！？，、；：])\1+|。。(?!。)(?<!。。。)")
_PUNCTUATION = re.compile(
    rf"(?<=[{_HAN}）》】{KEPT}])[,;:?!](?![,;:?!])(?=[ ]*(?:[{_HAN}（）《》【】A-Za-z0-9{KEPT}]|$))"
)
_MARKS_IN_A_ROW = re.compile(rf"(?<=[{_HAN}）》】{KEPT}])(?:[?!]{{2,}}|([,;:])\1+)")
_STOP = re.compile(rf"(?<=[{_HAN}）》】){KEPT}])\.(?=[ ]*$|[ ]*[{_HAN}{KEPT}])")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_STRAIGHT = re.compile(r"\"([^\"]*)\"")
# Every slip has one of these; most lines have none, and are not looked at more closely.
_SUSPECT = re.compile(
    r"[ \t\u00a0\u2002-\u200b\u2060\u3000\u00ad\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a.,;:?!()…—-]"
    r"|([！？，、；：。])\1"
)
_FULL = str.maketrans(",;:?!.()", "，；：？！。（）")
_LETTERS = {0xFF01 + offset: 0x21 + offset for offset in range(94) if chr(0x21 + offset).isalnum()}


def slips_in_chinese(line: ProseLine) -> Iterator[Slip]:
    """Give what is written otherwise in one line of Chinese, quotations masked; stretches may overlap."""
    text = line.text
    if not _SUSPECT.search(text) or not HAN.search(text):
        return
    for start, end, better, kind in _found(text):
        if (span := line.span(start, end)) and KEPT not in text[start:end]:
            yield Slip(*span, kind, text[start:end], better, is_certain=True)


def _found(text: str) -> Iterator[tuple[int, int, str, Kind]]:
    for match in _ELLIPSIS.finditer(text):
        yield *match.span(), "……", Kind.CHINESE_DASH
    for match in _DASH.finditer(text):
        yield *match.span(), "——", Kind.CHINESE_DASH
    for match in _REPEATED.finditer(text):
        yield *match.span(), match[0][0], Kind.CHINESE_REPEATED
    for match in _INVISIBLE.finditer(text):
        yield *match.span(), "", Kind.CHINESE_SPACE
    for match in _SPACES.finditer(text):
        if not _NUMBERED.search(text[: match.start()]):
            yield *match.span(), "", Kind.CHINESE_SPACE
    for match in _MARKS_IN_A_ROW.finditer(text):
        once = re.sub(r"(.)\1+", r"\1", match[0])
        kind = Kind.CHINESE_PUNCTUATION if once == match[0] else Kind.CHINESE_REPEATED
        yield *match.span(), once.translate(_FULL), kind
    for pattern in (_PUNCTUATION, _STOP):
        for match in pattern.finditer(text):
            yield *match.span(), match[0].translate(_FULL), Kind.CHINESE_PUNCTUATION
    yield from _brackets(text)
    yield from _by_autocorrect(text)


def _brackets(text: str) -> Iterator[tuple[int, int, str, Kind]]:
    for match in _BRACKETS.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        around = [bool(HAN.match(each)) or each in (KEPT, *"，。；：？！、）") for each in (before, after) if each]
        if (HAN.search(match[1]) and (any(around) or not around)) or (around and all(around)):
            yield match.start(), match.start() + 1, "（", Kind.CHINESE_PUNCTUATION
            yield match.end() - 1, match.end(), "）", Kind.CHINESE_PUNCTUATION


def _by_autocorrect(text: str) -> Iterator[tuple[int, int, str, Kind]]:
    _load()
    # A masked stretch is a word of Chinese to its neighbours.
    shown = text.replace(KEPT, "口")
    corrected = autocorrect_py.format(shown)
    if corrected == shown:
        return
    for tag, start, end, first, last in SequenceMatcher(None, shown, corrected, autojunk=False).get_opcodes():
        better = corrected[first:last]
        if tag == "equal" or not shown[start:end].strip():
            continue
        if better == shown[start:end].translate(_LETTERS):
            yield start, end, better, Kind.CHINESE_WIDTH
        elif better.rstrip() == shown[start:end].rstrip().translate(_FULL):
            # The space behind it is a slip of its own.
            yield start, start + len(better.rstrip()), better.rstrip(), Kind.CHINESE_PUNCTUATION


@cache
def _load() -> None:
    autocorrect_py.load_config(json.dumps({"rules": dict.fromkeys(_RULES, 0)}))  # type: ignore[attr-defined]  # its stub leaves it out


def straight_quotes(line: ProseLine) -> Iterator[Slip]:
    """Give the straight quotation marks of a line of Chinese in which quotations are open; what they hold stays."""
    text = line.text
    if '"' not in text or not HAN.search(text):
        return
    sure = text.count('"') % 2 == 0 and "“" not in text and "”" not in text
    pairs = [match.span() for match in _STRAIGHT.finditer(text) if HAN.search(match[0]) or _touches_han(text, match)]
    for start, end in pairs:
        for at, mark in ((start, "“"), (end - 1, "”")):
            if span := line.span(at, at + 1):
                yield Slip(*span, Kind.CHINESE_QUOTES, '"', mark, is_certain=sure)


def _touches_han(text: str, match: re.Match[str]) -> bool:
    return bool(HAN.match(text[: match.start()][-1:]) or HAN.match(text[match.end() :][:1]))


def traditional_characters(line: ProseLine) -> Iterator[Slip]:
    """Give the Traditional characters of a line of Simplified Chinese, words taken whole: 乾隆 stays, 乾燥 does not."""
    if not HAN.search(line.text):
        return
    simplified = _to_simplified(line.text)
    if simplified == line.text or len(simplified) != len(line.text):
        return
    for at, (written, better) in enumerate(zip(line.text, simplified, strict=True)):
        if written != better and (span := line.span(at, at + 1)):
            yield Slip(*span, Kind.CHINESE_TRADITIONAL, written, better)


def _to_simplified(text: str) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
