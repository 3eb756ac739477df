"""Names of people in Latin letters: pinyin in any order and spelling, and capitals that nothing else explains.

Pinyin is recognised in every language; what capitals mean is known of English, and of other languages only that a
word in the middle of a sentence has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .characters import SURNAME_SOUNDS
from .english import ADDRESS, COMMON, FIRST_NAMES, KIN, OPENERS, ORDINARY, PLACE_ENDINGS, PLACE_WORDS, PROPER
from .syllables import syllables

_LETTER = "A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff"
_WORD = re.compile(rf"[{_LETTER}](?:[{_LETTER}]|[’'\-‐‑](?=[{_LETTER}]))*")
_UPPER = "".join(filter(str.isupper, map(chr, (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)))))
# The set of characters comes first, which the engine looks for at once; what may not stand before it is asked then.
_CAPITAL = re.compile(rf"[{_UPPER}](?<![{_LETTER}’'-].)(?:[{_LETTER}]|[’'\-‐‑](?=[{_LETTER}]))*")
_OWNED = re.compile(r"[’']s?$")
_OPENS = re.compile(r"(?:^|[.!?:;…。！？：；“\"‘(（\[|—–•\0]|\n|#)[\s“”\"‘’*_>#-]*(?:[-+*]|\d+[.)])?\s*$")
_PLACED = re.compile(
    r"\b(?:in|at|near|around|outside|across|between|through|from|to|of|and|in the|leave|left|visit|visited) $",
    re.IGNORECASE,
)
_TITLE_GOES_ON = re.compile(r"\b[A-Z][\w’']+ (?:of|on|for)(?: the| a)? $")
_CHINESE_PLACE = re.compile("(?:中心)?小学|中学|学校|[村镇乡县市区州省路街河江湖山沟坝]")
_HYPHEN = re.compile("[-‐‑]")
_SHORTENED = re.compile(r"[’'](?:re|ll|ve|d|m|t)$")
_DOTS = re.compile(r"[A-Z](?<![\w.].)(?:\.\s?(?:[A-Z]\.\s?){1,2}(?=\W|$)|[a-z]+ [A-Z]\.)")
_NO_INITIALS = frozenset(
    ("U.S.", "U.K.", "U.N.", "P.E.", "I.T.", "P.S.", "A.D.", "B.C.", "E.U.", "Q.A.", "Q.E.D.", "Ph.D.")
)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    plain: str
    """In lower case, without tones, apostrophes and ’s."""
    sounds: tuple[str, ...]
    """Its syllables, where it is pinyin."""
    is_shouted: bool
    opens: bool
    """Whether a sentence begins here, so that the capital means nothing."""

    @property
    def is_surname(self) -> bool:
        return self.plain in SURNAME_SOUNDS

    @property
    def may_be_given(self) -> bool:
        return 0 < len(self.sounds) < 4 and self.plain not in COMMON


def latin_names(text: str, *, pinyin_only: bool = False, is_foreign: bool = False) -> tuple[tuple[int, int], ...]:
    """Give the spans of a text that name a person in Latin letters, in order and without overlaps.

    In a foreign text, neither English nor Chinese, one word that begins a sentence is not taken for pinyin.
    """
    tokens = _tokens(text)
    found: list[tuple[int, int]] = []
    for start, end in sorted(
        _all(text, tokens, pinyin_only=pinyin_only, is_foreign=is_foreign), key=lambda span: (span[0], -span[1])
    ):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return tuple(found)


@lru_cache(maxsize=16384)
def without_tones(word: str) -> str:
    """Give a word in lower case without tone marks, apostrophes and hyphens; ü as v."""
    spread = unicodedata.normalize("NFD", word.lower().replace("ü", "v"))
    return "".join(letter for letter in spread if letter.isalpha())


@lru_cache(maxsize=8)
def _tokens(text: str) -> tuple[_Token, ...]:
    """Give the words with a capital; no other is part of a name."""
    found: list[_Token] = []
    for match in _CAPITAL.finditer(text):
        start, written = match.start(), match[0]
        if "’" in written or "'" in written:
            written = _OWNED.sub("", written)
            if _SHORTENED.search(written):
                continue
        # After a letter and one space nothing begins; most capitals stand so.
        is_inside = text[start - 1 : start] == " " and text[start - 2 : start - 1].isalpha()
        opens = not is_inside and _OPENS.search(text, max(0, start - 12), start) is not None
        is_shouted = len(written) > 1 and written.isupper()
        lower = written.lower()
        sounds = syllables(lower if lower.isalpha() else _HYPHEN.sub("'", lower))
        found.append(_Token(start, start + len(written), without_tones(written), sounds, is_shouted, opens))
    return tuple(found)


def _all(text: str, tokens: Sequence[_Token], *, pinyin_only: bool, is_foreign: bool) -> Iterator[tuple[int, int]]:
    for match in _DOTS.finditer(text):
        first, _, last = match[0].rpartition(" ")
        is_pair = len(last) == 2 and len(first) > 2 and "." not in first
        if without_tones(first) in SURNAME_SOUNDS if is_pair else match[0].strip() not in _NO_INITIALS:
            yield match.span()
    for run in _runs(text, tokens):
        if is_foreign and len(run) == 1 and run[0].opens:
            continue
        if not any(token.sounds or (not pinyin_only and _may_be_foreign(token)) for token in run):
            continue
        yield from _in_run(text, run, pinyin_only=pinyin_only)


def _runs(text: str, tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Give the stretches of words with capitals that stand side by side."""
    run: list[_Token] = []
    for token in tokens:
        is_next = bool(run) and _is_gap(text[run[-1].end : token.start])
        if run and not is_next:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _is_gap(between: str) -> bool:
    return between.strip(" \n") == "" and 0 < len(between) < 4


def _in_run(text: str, run: list[_Token], *, pinyin_only: bool) -> Iterator[tuple[int, int]]:
    while len(run) > 1 and run[0].opens and run[0].plain in OPENERS:
        if run[0].plain in ("a", "an", "the") and not any(token.sounds for token in run[1:]):
            return
        run = run[1:]
    words = {token.plain for token in run}
    if run[0].plain in ADDRESS:
        # Ms Wang, Principal Li, Old Wang: nobody is named by a surname and a title.
        if len(run) == 2 and (run[1].is_surname or pinyin_only):
            return
        run = run[1:]
    if not run or _is_place(text, run) or words & PLACE_WORDS:
        return
    if span := _familiar(run) or _full(run):
        yield span
        return
    for token in run:
        if token.is_shouted:
            continue
        if _is_given_alone(text, token) or (not pinyin_only and _is_unexplained(text, run, token)):
            yield token.start, token.end


def _may_be_foreign(token: _Token) -> bool:
    """Say whether a word can be a name although it is no pinyin."""
    return (not token.opens and len(token.plain) > 2) or token.plain in FIRST_NAMES


def _is_place(text: str, run: Sequence[_Token]) -> bool:
    if _CHINESE_PLACE.match(text, run[-1].end):
        return True
    following = _WORD.match(text, min(run[-1].end + 1, len(text)))
    if following and following[0].lower() in PLACE_WORDS:
        return True
    is_placed = _PLACED.search(text, max(0, run[0].start - 10), run[0].start) is not None
    # Where a sentence begins nothing tells places from people but their length: Wangjiagou, Meiling.
    syllables_of_place = 2 if is_placed else 3 if run[0].opens else 9
    ends = run[-1].plain.endswith(PLACE_ENDINGS) and len(run[-1].sounds) >= syllables_of_place
    named = without_tones("".join(token.plain for token in run))
    return named in PROPER or (ends and len(run) == 1)


def _familiar(run: Sequence[_Token]) -> tuple[int, int] | None:
    """Find Little Ming, Ah Qiang, Er Niu."""
    for first, second in pairwise(run):
        if first.plain in KIN and second.may_be_given and second.plain not in ORDINARY:
            return first.start, second.end
    return None


def _full(run: Sequence[_Token]) -> tuple[int, int] | None:
    """Find a surname with a given name after it, of one word or of two, or before it."""
    for position, token in enumerate(run):
        rest = run[position + 1 : position + 3]
        if token.is_surname and rest and rest[0].may_be_given and token.plain not in COMMON:
            both = len(rest) == 2 and len(rest[0].sounds) == len(rest[1].sounds) == 1 and rest[1].may_be_given
            return token.start, rest[1 if both else 0].end
        if position and token.is_surname and token.plain not in COMMON:
            before = run[position - 1]
            if before.may_be_given and (len(before.sounds) > 1 or not before.opens) and before.plain not in ORDINARY:
                return before.start, token.end
    return None


def _is_given_alone(text: str, token: _Token) -> bool:
    """Say whether a word is a given name of two syllables or more: Xiaoming, Mengyao."""
    if len(token.sounds) < 2 or token.plain in ORDINARY or token.plain in PROPER or token.plain in COMMON:
        return False
    return len(token.plain) > 3 or not token.opens


def _is_unexplained(text: str, run: Sequence[_Token], token: _Token) -> bool:
    """Say whether a capital has no other reason than that this is somebody's name."""
    if token.plain in FIRST_NAMES:
        return True
    if token.opens or len(run) > 2 or len(token.plain) < 3:
        return False
    if _TITLE_GOES_ON.search(text, max(0, run[0].start - 30), run[0].start):
        return False
    if any(each.plain in PROPER or each.plain in ADDRESS for each in run):
        return False
    return not (token.plain in COMMON or token.plain in ORDINARY or token.plain.rstrip("s") in PROPER)
