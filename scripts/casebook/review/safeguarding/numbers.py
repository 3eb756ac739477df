"""Numbers and addresses that lead to a person: what they look like, whatever stands between their digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from stdnum import luhn
from stdnum.cn import ric

from casebook.manuscript import Message

from .plain import around

_N = "[0-9一二三四五六七八九十百零〇]"
_DATE = r"(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}})"
_PROVINCES = frozenset(
    (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82)
)
"""The first two digits of an identity number (GB/T 2260)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of number, and how it is told from others of the same length."""

    name: Message
    pattern: re.Pattern[str]
    clues: tuple[re.Pattern[str], ...]
    """Without one of these nothing of the kind is there; they cost little to look for."""
    holds: Callable[[str], bool] = bool
    """Whether what was found, without spaces and hyphens, is one of this kind."""


@dataclass(frozen=True, slots=True)
class Particular:
    """A number or address in a text."""

    start: int
    end: int
    kind: Message


@lru_cache(maxsize=8)
def particulars(text: str) -> tuple[Particular, ...]:
    """Find what leads to a person, each place once, by the first kind that fits."""
    found: list[Particular] = []
    there = {clue: _passages(text, clue) for clue in _CLUES}
    for kind in _KINDS:
        for passage in sorted({each for clue in kind.clues for each in there[clue]}):
            for match in kind.pattern.finditer(text, *passage):
                start, end = match.span()
                if any(start < each.end and each.start < end for each in found):
                    continue
                if kind.holds(re.sub(r"[\s-]", "", match[0])):
                    found.append(Particular(start, end, kind.name))
    return tuple(found)


def _passages(text: str, clue: re.Pattern[str]) -> set[tuple[int, int]]:
    """Give where the passages that hold a clue begin and end."""
    return {around(text, match.start()) for match in clue.finditer(text)}


def _is_identity(number: str) -> bool:
    """Say whether 15 or 18 digits are a resident identity number (GB 11643): a province, a day, a check digit.

    A wrong check digit does not save it: somebody may have mistyped a real one.
    """
    digits = number.upper()
    if int(digits[:2]) not in _PROVINCES:
        return False
    born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    return _is_day(born) or (len(digits) == 18 and ric.calc_check_digit(digits) == digits[-1])


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year > 1900
    except ValueError:
        return False


# Each clue begins with one set of characters, or with letters in every alternative: what the engine looks for at once.
_DIGITS = (
    re.compile("[0-9](?:[ -]?[0-9]){6}"),
    re.compile("[()（）-][0-9]{4}"),
    re.compile("[一二三四五六七八九零〇幺][一二三四五六七八九零〇幺]{10}"),
)
_KINDS = (
    Kind(
        Message("an identity number", "身份证号码"),
        re.compile(
            r"(?<![A-Za-z\d.])\d(?:[ -]?\d){16}[ -]?[\dXx](?![A-Za-z\d])|(?<![A-Za-z\d.])\d(?:[ "
            r"-]?\d){14}(?![A-Za-z\d]| ?\d)"
        ),
        _DIGITS,
        _is_identity,
    ),
    Kind(
        Message("a bank card number", "银行卡号"),
        re.compile(r"(?<![A-Za-z\d.])[3-6]\d{3}(?:[ -]?\d){12,15}(?![A-Za-z\d])"),
        _DIGITS,
        luhn.is_valid,
    ),
    Kind(
        Message("a mobile phone number", "手机号码"),
        re.compile(
            r"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?!\d)|"
            r"(?<![一二三四五六七八九零〇幺])[一幺][三四五六七八九]"
            r"[一二三四五六七八九零〇幺]{9}(?![一二三四五六七八九零〇幺])"
        ),
        _DIGITS,
    ),
    Kind(
        Message("a telephone number", "电话号码"),
        re.compile(r"(?<![\d.-])(?:\+?86[ -]?)?[(（]?0\d{2,3}[)）]?[ -—–]?[2-8]\d{2,3}[ -]?\d{4}(?!\d)"),
        _DIGITS,
    ),
    Kind(
        Message("an e-mail address", "电子邮箱"),
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII),
        (re.compile("@"),),
    ),
    Kind(
        Message("a WeChat or QQ number", "微信号或QQ号"),
        re.compile(
            r"(?:微信|企鹅号|扣扣|QQ|WeChat|Weixin|\bVX|\bwx)[ ]?(?:号码?|ID|number|account|群)?[ ]?(?:是|为|"
            r"is)?[ ]?[:：]?[ ]?"
            r"(?=[\w-]*\d)[A-Za-z0-9][\w-]{4,19}",
            re.IGNORECASE | re.ASCII,
        ),
        (
            re.compile(
                "微信|企鹅号|扣扣|QQ|Qq|qq|WeChat|Wechat|wechat|WECHAT|WeiXin|Weixin|weixin|WEIXIN|VX|Vx|vx|WX|Wx|wx"
            ),
        ),
    ),
    Kind(
        Message("a vehicle’s number plate", "车牌号"),
        re.compile(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. "
            r"-]?(?=[A-Z\d]*\d)[A-HJ-NP-Z\d]{5,6}(?![A-Za-z\d])"
        ),
        (re.compile("[A-HJ-NP-Z][^a-z]?[A-HJ-NP-Z0-9]{5}"),),
    ),
    Kind(
        Message("a home address", "家庭住址"),
        re.compile(
            rf"[村屯寨](?:第)?{_N}{{1,3}}(?:村民小组|[组队社])(?![长员])(?:{_N}{{1,4}}号)?|(?:路|街|巷|弄|村|"
            rf"组|胡同){_N}{{1,4}}号"
            rf"|{_N}{{1,3}}(?:栋|幢|号楼){_N}{{1,2}}?(?:单元)?{_N}{{1,4}}[室号]"
            r"|\b(?:No\.? ?)?\d{1,4},? (?:[A-Z][a-z]+ ){1,2}(?:Road|Street|Lane)\b|\bGroup \d{1,2},? "
            r"[A-Z][a-z]+ [Vv]illage"
        ),
        (re.compile(f"{_N}(?:村民小组|[组队社号栋幢])"), re.compile("Road|Street|Lane|Group [0-9]")),
    ),
    Kind(
        Message("a date of birth", "出生日期"),
        re.compile(
            rf"(?:生于|出生于|出生日期|出生年月日?|生日)[是为:： "
            rf"]{{0,3}}(?:农历)?(?:{_DATE}|{_N}{{1,4}}年?{_N}{{1,3}}月{_N}{{1,3}}[日号])"
            rf"|(?:{_DATE}[日号]?|[一二三四五六七八九〇零]{{4}}年{_N}{{1,3}}月{_N}{{1,3}}[日号])(?:出生|生[，。])"
            rf"|(?:\bborn on|date of birth|birthday is|birthday:)[: ]{{0,2}}(?:the )?(?:{_DAY}|{_DATE})",
            re.IGNORECASE,
        ),
        (re.compile("生于|生日|生，|生。|出生|born|Born|BORN|birth|Birth|BIRTH"),),
    ),
)
_CLUES = frozenset(clue for kind in _KINDS for clue in kind.clues)
