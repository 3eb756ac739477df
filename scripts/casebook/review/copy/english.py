"""English copy: British spelling with -ise, half-width punctuation, one style of quotation marks, marked Chinese.

The spellings are those of Breame (https://github.com/cdpierse/breame), without words that are good British as they
stand, with what the list lacks, and with the -ise that the book chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from .chinese import HAN
from .masking import KEPT, TRANSPARENT, ProseLine
from .slip import Kind, Slip

_WORD = re.compile(r"(?<![\w@/.-])[A-Za-z]+(?:-[A-Za-z]+)*(?![\w@/])")
_WIDE_MARKS = re.compile(r"[ ]*[，。；：？！（）、]+[ ]*")
_HALF = str.maketrans("，。；：？！（）、", ",.;:?!(),")
_WIDE_LETTERS = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff][\u3400-\u9fff\uf900-\ufaff·、，。！？]*")
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")

_BRITISH_TOO = frozenset(
    """
    ax axes almanac balk balked balking balks banister banisters bevy bevies biased biasing caliper calipers chimera
    chimeras connection connections disk disks draft drafts drafted drafting draftsman draftsmen encyclopedia
    encyclopedias encyclopedic eon eons fetid filet filets filter filters gage gaged gages gaging gasses gluing gram
    grams grays griffin griffins groin groins gypsies inflection inflections install installs judgment judgments
    kilogram kilograms license licensed licenses licensing medieval meter meters metering micrometer micrometers
    milligram milligrams misspelled omelet omelets phony practice practices primeval program programs programing
    pummel sheik siphon siphoned siphoning siphons tire tired tires tiring ton tons yogurt yogurts binging dispatch
    dispatched dispatches dispatching
    """.split()  # noqa: SIM905  # read and kept as running words
)
"""Words of the list that are good British in one of their senses, or altogether."""
_SENSES = {
    "program": "programme",
    "programs": "programmes",
}
"""American in the sense of a school's programme; for computers the British write it so too."""
_LACKING = {
    "acknowledgment": "acknowledgement",
    "acknowledgments": "acknowledgements",
    "enrollment": "enrolment",
    "enrollments": "enrolments",
    "fulfillment": "fulfilment",
    "fueled": "fuelled",
    "fueling": "fuelling",
    "gotten": "got",
    "grade-schooler": "primary pupil",
    "math": "maths",
    "mom": "mum",
    "mommy": "mummy",
    "moms": "mums",
    "skillful": "skilful",
    "skillfully": "skilfully",
    "toward": "towards",
    "snowplow": "snowplough",
    "willful": "wilful",
    "willfully": "wilfully",
    "afterward": "afterwards",
    "schoolyard": "playground",
}
# -ize where nothing else is possible in either English: these are no verbs in -ise.
_ALWAYS_Z = re.compile(
    r"(?:pri|si|sei|mai|ga|gla|fri|bree|snee|free|squee|whee|boo|do|oo|coxswai|cap?si|resi|outsi|downsi|oversi|assi)z"
)
_IZE = re.compile(r"^([a-z]{3,}i)z(e|ed|es|er|ers|ing|able|ation|ations|ational)$")


def american_words(mask: str, *, is_chapter: bool) -> Mapping[str, str]:
    """Give each word of a masked text that is spelt as Americans do, with its British spelling.

    `is_chapter` tells a story of a school from a page about the site, where a program runs on a computer.
    """
    # Markup inside a word is no part of it: **organ**ize.
    shown = TRANSPARENT.sub("", mask) if "*" in mask or "_" in mask or "~" in mask else mask
    words = {word: british(word) for word in set(_WORD.findall(shown))}
    if is_chapter:
        words.update({word: _like(word, _SENSES[word.lower()]) for word in words if word.lower() in _SENSES})
    return {word: better for word, better in words.items() if better}


def slips_in_english(line: ProseLine, american: Mapping[str, str]) -> Iterator[Slip]:
    """Give what is written otherwise in one line of British English, quotations masked."""
    text = line.text
    for match in _WORD.finditer(text) if american else ():
        better = american.get(match[0])
        if better and not _is_name(text, match) and (span := line.span(*match.span())):
            yield Slip(*span, Kind.BRITISH, match[0], better)
    if text.isascii():
        return
    yield from _width(line)
    aside = [match.span() for match in _IN_BRACKETS.finditer(text)]
    for match in _HAN_RUN.finditer(text):
        is_marked = any(start < match.start() and match.end() <= end for start, end in aside)
        if not is_marked and (span := line.span(*match.span())):
            yield Slip(*span, Kind.ENGLISH_HAN, match[0], None)


def quotes_in_english(line: ProseLine, *, others_are_curly: bool) -> Iterator[Slip]:
    """Give the straight quotation marks and apostrophes of a line, where the text has curly ones too."""
    if not others_are_curly:
        return
    for match in re.finditer(r"\"|(?<=\w)'(?=\w)", line.text):
        if span := line.span(*match.span()):
            is_opening = not line.text[: match.start()].strip() or line.text[match.start() - 1] in " (—\u2009"
            better = "’" if match[0] == "'" else "“" if is_opening else "”"
            yield Slip(*span, Kind.ENGLISH_QUOTES, match[0], better)


@lru_cache(maxsize=65536)
def british(word: str) -> str | None:
    """Give the British spelling of a word that is written as Americans do; None for every other word.

    >>> british("Organized"), british("prize"), british("color")
    ('Organised', None, 'colour')
    """
    if "-" in word and word.lower() not in _LACKING:
        parts = [(part, british(part)) for part in word.split("-")]
        return "-".join(better or part for part, better in parts) if any(better for _, better in parts) else None
    lower = word.lower()
    if better := _LACKING.get(lower) or _spellings().get(lower):
        return _like(word, better)
    if (match := _IZE.match(lower)) and not _ALWAYS_Z.search(lower):
        return _like(word, f"{match[1]}s{match[2]}")
    return None


@cache
def _spellings() -> Mapping[str, str]:
    from breame.data.spelling_constants import (  # noqa: PLC0415  # 3400 words, for books in English only
        AMERICAN_ENGLISH_SPELLINGS,
        BRITISH_ENGLISH_SPELLINGS,
    )

    # A spelling that the list gives for both is no slip.
    return {
        american: british_one
        for american, british_one in AMERICAN_ENGLISH_SPELLINGS.items()
        if american not in BRITISH_ENGLISH_SPELLINGS and american not in _BRITISH_TOO
    }


def _like(word: str, better: str | None) -> str | None:
    if better is None:
        return None
    if word.isupper() and len(word) > 1:
        return better.upper()
    return better[0].upper() + better[1:] if word[0].isupper() else better


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Say whether a word is part of a name: a capital inside a sentence, beside another capital."""
    if not match[0][0].isupper():
        return False
    before = re.search(r"([^\W\d_][\w’'-]*)[ ]+$", text[: match.start()])
    after = re.match(r"[ ]+([^\W\d_])", text[match.end() :])
    return bool((before and before[1][0].isupper()) or (after and after[1].isupper()))


def _width(line: ProseLine) -> Iterator[Slip]:
    text = line.text
    for match in _WIDE_MARKS.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        if (
            HAN.match(before)
            or HAN.match(after)
            or KEPT in (before, after)
            or not (before.isascii() and after.isascii())
        ):
            continue
        marks = match[0].strip().translate(_HALF)
        better = f" {marks}" if marks[0] == "(" else f"{marks} " if after and after.isalnum() else marks
        if span := line.span(*match.span()):
            yield Slip(*span, Kind.ENGLISH_WIDTH, match[0], better if before else better.lstrip())
    for match in _WIDE_LETTERS.finditer(text):
        if span := line.span(*match.span()):
            better = "".join(chr(ord(sign) - 0xFEE0) for sign in match[0])
            yield Slip(*span, Kind.ENGLISH_WIDTH, match[0], better)
