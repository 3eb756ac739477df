"""Names of people in Chinese text, found by word boundaries, surnames and the characters that names are made of.

A surname alone with a title (王老师, 老王, 张师傅) is no name here: it points at an adult, as one speaks to them. What
a masked name still shows (王某, 王×明) is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .characters import AMBIGUOUS, COMPOUND, GIVEN, IN_NAMES_ONLY, MOSTLY_WORDS, NOT_GIVEN, REPEATED_PLAINLY, SINGLE
from .cues import (
    ADVERBS,
    AT_HOME,
    BEGINS_SURNAME,
    BESIDE,
    CALLED_OUT,
    CLASSMATE,
    DOTS,
    DOTTED,
    EVERYDAY,
    FAMILIAR,
    FAMILIAR_GIVEN,
    FOND,
    HAN_AT_ALL,
    HAS_MASK,
    HAS_NICKNAME,
    KIN,
    MASKED,
    MAY_BE_GIVEN,
    NAMES_NO_PERSON,
    NICKNAMED,
    NO_NAME,
    NO_PET,
    ORDINARY,
    OWN_WORK,
    PET,
    PLACE,
    SMALL_THINGS,
    TITLE_OF_BOOK,
    TITLED,
    TRANSLITERATED,
    TWICE,
    TWO_GIVEN,
)
from .plain import EDGE
from .words import Sentence, cut_into_words


@dataclass(frozen=True, slots=True)
class _Guess:
    start: int
    end: int
    is_sure: bool = True
    """Else it is a name only beside another one: 乐乐和童童."""


def chinese_names(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of a text that name a person, in order and without overlaps; the longer of two is given."""
    if not HAN_AT_ALL.search(text):
        return ()
    sentence = cut_into_words(text)
    titles = [match.span() for match in TITLE_OF_BOOK.finditer(text) if not _is_own_work(text, match)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(_believed(text, list(_all(sentence))), key=lambda span: (span[0], -span[1])):
        if found and start < found[-1][1]:
            continue
        if not any(first <= start < last for first, last in titles):
            found.append((start, end))
    return tuple(found)


def _believed(text: str, guesses: list[_Guess]) -> set[tuple[int, int]]:
    """Keep the sure ones, and whoever stands beside one of them."""
    sure = {(guess.start, guess.end) for guess in guesses if guess.is_sure}
    starts, ends = {start for start, _ in sure}, {end for _, end in sure}
    for guess in guesses:
        is_before = guess.end + 1 in starts and text[guess.end] in BESIDE
        is_after = guess.start - 1 in ends and text[guess.start - 1] in BESIDE
        if is_before or is_after:
            sure.add((guess.start, guess.end))
            starts.add(guess.start)
            ends.add(guess.end)
    return sure


def _is_own_work(text: str, match: re.Match[str]) -> bool:
    """Say whether a title is that of something that a child wrote or drew."""
    before = text[max(0, match.start() - 6) : match.start()].rpartition(EDGE)[2]
    after = text[match.end() : match.end() + 8].partition(EDGE)[0]
    return OWN_WORK.search(f"{before}{match[0]}{after}") is not None


def _all(sentence: Sentence) -> Iterator[_Guess]:
    text = sentence.text
    # What costs little is asked first; most chapters hold none of the three.
    if any(dot in text for dot in DOTS):
        for match in DOTTED.finditer(text):
            yield _Guess(*_trimmed(sentence, match))
    is_masked, has_classmates = HAS_MASK.search(text) is not None, "同学" in text
    for pattern, may_be in ((MASKED, is_masked), (CLASSMATE, has_classmates), (TRANSLITERATED, True)):
        for match in pattern.finditer(text) if may_be else ():
            if not sentence.is_inside_word(*match.span()):
                yield _Guess(*match.span())
    if HAS_NICKNAME.search(text):
        yield from _nicknamed(text)
    for start, end in _surnames(text):
        yield from _full(sentence, start, end)
    yield from _familiar(sentence)
    yield from _fondly(sentence)
    yield from _without_surname(sentence)


def _nicknamed(text: str) -> Iterator[_Guess]:
    """Find what somebody is said to be called, and the same words wherever else they stand."""
    names = {match["name"] for match in NICKNAMED.finditer(text)} - KIN
    for name in sorted(names):
        for match in re.finditer(name, text):
            yield _Guess(*match.span())


def _trimmed(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """Take the words of the dictionary that stand before a name with dots off it, and what follows its last part."""
    start, end = match.span()
    dots = [start + position for position, letter in enumerate(match[0]) if letter in DOTS]
    while (word := sentence.word(start)).is_known and not word.is_name and word.end < dots[0]:
        start = word.end
    last = sentence.word(dots[-1] + 1)
    while last.end < end and (last.is_name or not last.is_known) and sentence.word(last.end).text not in NOT_GIVEN:
        last = sentence.word(last.end)
    return start, min(end, last.end)


def _surnames(text: str) -> Iterator[tuple[int, int]]:
    """Find the surnames after which a given name can stand."""
    after = 0
    for match in BEGINS_SURNAME.finditer(text):
        start = match.start()
        if text[start : start + 2] in COMPOUND:
            after = start + 2
            yield start, after
        elif start >= after and text[start] in SINGLE and _may_be_given(text[start + 1 : start + 2]):
            yield start, start + 1


def _full(sentence: Sentence, start: int, given: int) -> Iterator[_Guess]:
    """Find the name that begins with a surname."""
    text = sentence.text
    if TITLED.match(text, given):
        return
    for length, is_name in ((2, _is_name_of_three), (1, _is_name_of_two)):
        end = given + length
        if end > len(text) or not _may_be_given(text[given:end]) or sentence.cuts(start, end):
            continue
        if PLACE.match(text, end) and not sentence.acts(start, end):
            continue
        if is_name(sentence, start, given, end) and text[start:end] not in NO_NAME:
            yield _Guess(start, end)
            return
        if all(letter in GIVEN for letter in text[given:end]) and not sentence.is_counted(start):
            yield _Guess(start, end, is_sure=False)


def _may_be_given(given: str) -> bool:
    return MAY_BE_GIVEN.fullmatch(given) is not None


def _is_name_of_three(sentence: Sentence, start: int, given: int, end: int) -> bool:
    surname, name = sentence.text[start:given], sentence.text[given:end]
    first, rest = sentence.word(start), sentence.word(given)
    fit = sum(letter in GIVEN for letter in name)
    if first.start == start and first.end == end:
        return first.is_name or (not first.is_known and fit == 2 and surname not in MOSTLY_WORDS)
    if len(surname) > 1:
        return fit == 2 or sentence.acts(start, end)
    if first.is_known or surname in MOSTLY_WORDS or sentence.is_counted(start):
        return fit == 2 and sentence.acts(start, end) and not sentence.is_counted(start)
    if surname not in AMBIGUOUS:
        return fit == 2 or rest.is_name or (fit == 1 and not rest.is_known and sentence.is_person(start, end))
    is_guessed = (rest.is_name or not rest.is_known or first.is_name) and (rest.start, rest.end) == (given, end)
    return fit == 2 and (is_guessed or sentence.is_person(start, end) or sentence.is_clear(start, end))


def _is_name_of_two(sentence: Sentence, start: int, given: int, end: int) -> bool:
    surname, name = sentence.text[start:given], sentence.text[given:end]
    first = sentence.word(start)
    if len(surname) > 1:
        return name in GIVEN or sentence.acts(start, end)
    if name not in GIVEN or sentence.is_counted(start):
        return False
    is_common = surname not in AMBIGUOUS
    if (first.start, first.end) == (start, end):
        if first.is_known:
            is_trusted = is_common and not name.endswith(NAMES_NO_PERSON) and sentence.text[start:end] not in ORDINARY
            return sentence.speaks(start, end) or (first.is_name and (is_trusted or sentence.acts(start, end)))
        return is_common or sentence.is_person(start, end) or first.is_name
    if first.is_known:
        return False
    if is_common:
        return not name.endswith(NAMES_NO_PERSON) or sentence.is_person(start, end)
    return sentence.acts(start, end) or sentence.is_clear(start, end)


def _familiar(sentence: Sentence) -> Iterator[_Guess]:
    """Find what is said at home with 小 or 阿 before it: 小明, 阿明."""
    text = sentence.text
    for match in FAMILIAR.finditer(text):
        start, end = match.span()
        if match[0][1] not in FAMILIAR_GIVEN or sentence.cuts(start, end) or sentence.is_counted(start):
            continue
        has_kin = match[0][1] not in SINGLE and sentence.has_kin(end)
        if TITLED.match(text, end) and not has_kin:
            continue
        if has_kin or (match[0][0] == "阿" and not sentence.is_inside_word(start, end) and match[0] not in AT_HOME):
            yield _Guess(start, end)
            continue
        word = sentence.word(start)
        is_whole = (word.start, word.end) == (start, end)
        if is_whole and word.is_known:
            is_thing = match[0][1] in SMALL_THINGS or not word.is_name
            yield _Guess(start, end, not is_thing or sentence.acts(start, end))
        else:
            is_sure = sentence.is_person(start, end) or sentence.is_clear(start, end) or (is_whole and word.is_name)
            yield _Guess(start, end, is_sure)


def _fondly(sentence: Sentence) -> Iterator[_Guess]:
    """Find pet names: 童童, 二妞, 燕儿."""
    text = sentence.text
    for match in TWICE.finditer(text):
        start, end = match.span()
        if sentence.cuts(start, end) or sentence.is_counted(start):
            continue
        if match[0] in ADVERBS:
            is_called = CALLED_OUT.search(text, max(0, start - 2), start) is not None
            yield _Guess(start, end, is_called or sentence.speaks(start, end))
        else:
            yield _Guess(start, end, match[1] in REPEATED_PLAINLY or sentence.acts(start, end))
    for match in (*PET.finditer(text), *FOND.finditer(text)):
        start, end = match.span()
        if not sentence.cuts(start, end) and not sentence.is_counted(start):
            yield _Guess(start, end, match[0] not in NO_PET or sentence.acts(start, end))


def _without_surname(sentence: Sentence) -> Iterator[_Guess]:
    """Find given names of two characters that stand alone: 梦瑶, 子涵."""
    for match in TWO_GIVEN.finditer(sentence.text):
        start, name = match.start(), match[1]
        end = start + 2
        word, last = sentence.word(start), sentence.word(end - 1)
        if word.start != start or last.end != end or name[0] == name[1] or sentence.is_counted(start):
            continue
        is_whole = word.end == end
        if name in NO_NAME or (name[0] in "小老阿" and TITLED.match(sentence.text, end)):
            continue
        if not is_whole and EVERYDAY.issuperset(name):
            continue
        if is_whole and word.is_known:
            is_plain = name in ORDINARY or name.endswith(NAMES_NO_PERSON)
            is_trusted = not is_plain or sentence.acts(start, end) or sentence.has_kin(end)
            is_like_a_name = word.is_name or not IN_NAMES_ONLY.isdisjoint(name)
            is_sure = sentence.speaks(start, end) or (is_like_a_name and is_trusted)
        else:
            is_guessed = is_whole or sentence.is_clear(start, end)
            is_rare = is_guessed and not EVERYDAY.intersection(name) and name not in ORDINARY
            is_sure = is_rare or sentence.has_kin(end) or (is_whole and word.is_name) or sentence.acts(start, end)
        yield _Guess(start, end, is_sure)
