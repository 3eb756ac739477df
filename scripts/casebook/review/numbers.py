"""Numbers of a Chinese passage that its English does not have, in digits or in words.

It passes over what English says in another way: dates and times, ten thousands, percentages in Chinese characters, and
whatever stands in an address.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<![A-Za-z\d.])(\d+(?:[.,:：]\d+)*)")
# 2019年12月5日, 3点, 5万, 3成: a date, a time or a unit that English turns into other words or other digits.
_CONVERTED = re.compile(r"\s*(?:[-–—~～至到]\s*\d+\s*)?(?:多|余|来|几)?[年月日号时点分秒万亿千百成折周岁级班]")
_ADDRESS = re.compile(r"\]\([^)]*\)|<[^>]*>|https?://\S+|\{#[^}]*\}|`[^`]*`|\[\^[^\]]*\]|^[ \t]*\d+[.)] ", re.MULTILINE)
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
_ORDINALS = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}
_OTHERS = {1: ("once", "an", "a", "single"), 2: ("twice", "both", "pair", "couple"), 12: ("dozen",)}


def missing_numbers(chinese: str, english: str) -> list[str]:
    """List the numbers of the Chinese that are not in the English, in order, each once."""
    said = _plain(_ADDRESS.sub(" ", english))
    words = set(re.findall(r"[a-z]+(?:-[a-z]+)*", said.lower()))
    words |= {part for word in words for part in word.split("-")}
    digits = set(re.findall(r"\d+", said))
    lost: list[str] = []
    text = _ADDRESS.sub(" ", chinese)
    for match in _NUMBER.finditer(text):
        if _CONVERTED.match(text, match.end()):
            continue
        number = match[1]
        parts = re.findall(r"\d+", _plain(number))
        if not all(part in digits or part.lstrip("0") in digits or _in_words(part, words) for part in parts):
            lost.append(number)
    return list(dict.fromkeys(lost))


def _plain(text: str) -> str:
    """Take the commas and spaces out of large numbers: 1,500 and 1 500 are 1500."""
    return re.sub(r"(?<=\d)[,\u202f\u00a0](?=\d{3}(?!\d))", "", text)


def _in_words(part: str, words: set[str]) -> bool:
    number = int(part)
    if number in _OTHERS and words & set(_OTHERS[number]):
        return True
    if number >= 100:
        head, hundreds = divmod(number, 100)
        return hundreds == 0 and bool(words & {"hundred", "thousand", "million"}) and (head in (1, 10) or head < 100)
    if number < 20:
        name = _ONES[number]
        return bool(words & {name, _ORDINALS.get(number, f"{name}th")})
    tens, ones = number // 10 * 10, number % 10
    if ones == 0:
        return bool(words & {_TENS[tens], f"{_TENS[tens][:-1]}ieth"})
    return _TENS[tens] in words and bool(words & {_ONES[ones], _ORDINALS.get(ones, f"{_ONES[ones]}th")})
