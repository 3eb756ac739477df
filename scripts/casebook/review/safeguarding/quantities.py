"""Numbers as Chinese and English write them, by what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "幺": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
_IN_CHINESE = re.compile("[零〇一二两三四五六七八九十百千万亿半]+")
_IN_DIGITS = re.compile(r"(\d+(?:[,，]\d{3})*(?:\.\d+)?)\s*([万亿千百])?")
_MORE = re.compile("[多余来几](?<=[0-9十百千万].)(?=[十百千万亿])")
"""20多万, 三十几万: more than the number, which English says in another way."""
_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
)
_WORDS = {word: value for value, word in enumerate(_NUMBERS)}
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTHS = {month: value for value, month in enumerate(_MONTH_NAMES, start=1)}
# The sets of characters come first, which the engine looks for at once.
_FIGURES = re.compile(
    # A time, as 11.40, is told in other ways in Chinese.
    r"[0-9](?<![\w.,:/-].)(?!\d?[.:]\d\d(?!\d))\d*(?:,\d{3})*(?:\.\d+)?"
    r"(?:\s+(?P<scale>million|thousand|hundred|billion))?"
)
_OLD = re.compile(r"years?[ -]old\b")
_YEARS = re.compile(rf"\b({'|'.join(_WORDS)})[ -]$")
_AGED = re.compile(rf"aged ({'|'.join(_WORDS)})\b")
_MONTH = re.compile(rf"(?:{'|'.join(_MONTHS)})\b")
_IN_MONTH = re.compile(r"\b(?:in|on|since|until|of|by|from|to|\d{1,2}) $")
_PERCENT = re.compile(r"\s?(?:%|per ?cent)")
_SCALE_WORDS = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in an English text."""

    start: int
    words: str
    values: frozenset[float]
    """What it may be worth: 1990s are also the nineties, 30 % three tenths."""


def quantities(text: str) -> Iterator[float]:
    """Give what the numbers of a Chinese text are worth, each in every way in which it can be read."""
    text = _MORE.sub("", text)
    for match in _IN_DIGITS.finditer(text):
        value = float(re.sub("[,，]", "", match[1]))
        yield value
        if match[2]:
            yield value * (_UNITS | _SCALES)[match[2]]
    for match in set(_IN_CHINESE.findall(text)):
        written = match.replace("半", "")
        if written and not set(written) & {*_UNITS, *_SCALES}:
            yield float("".join(str(_ONES[digit]) for digit in written))
            yield from (float(_ONES[digit]) for digit in written)
        elif written:
            yield float(_worth(written))


def _worth(written: str) -> int:
    total = part = digit = 0
    for letter in written:
        if letter in _ONES:
            digit = _ONES[letter]
        elif letter in _UNITS:
            part += (digit or 1) * _UNITS[letter]
            digit = 0
        else:
            total = (total + part + digit or 1) * _SCALES[letter]
            part = digit = 0
    return total + part + digit


def english_quantities(text: str) -> Iterator[Quantity]:
    """Find the numbers in digits, the ages and the months of an English text."""
    for match in _FIGURES.finditer(text):
        yield _figure(text, match)
    years = (_YEARS.search(text, max(0, old.start() - 10), old.start()) for old in _OLD.finditer(text))
    for word in (*years, *_AGED.finditer(text)):
        if word:
            yield Quantity(word.start(1), word[1], frozenset((float(_WORDS[word[1]]),)))
    for match in _MONTH.finditer(text):
        if _IN_MONTH.search(text, max(0, match.start() - 7), match.start()):
            yield Quantity(match.start(), match[0], frozenset((float(_MONTHS[match[0]]),)))


def _figure(text: str, match: re.Match[str]) -> Quantity:
    digits = re.match(r"[\d,.]*\d", match[0])
    assert digits is not None
    value = float(digits[0].replace(",", "")) * _SCALE_WORDS.get(match["scale"] or "", 1)
    values = {value}
    if _PERCENT.match(text, match.end()):
        values.add(value / 10)
    elif text.startswith("s", match.end()):
        values.add(value % 100)
    return Quantity(match.start(), match[0], frozenset(values))
