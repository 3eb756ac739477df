"""Rules about what a translation says more than its original: a name, a school, a place, an age, a date, a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casebook.manuscript import Book, Chapter, Message, Translation
from casebook.review.rule import ERROR, WARNING, Finding, chapter_rule

from .latin import latin_names, without_tones
from .numbers import particulars
from .passages import original_passages, translated_passages
from .people import masked
from .permitted import readings
from .plain import IS_HAN
from .quantities import english_quantities, quantities
from .syllables import syllables

_PLACE = re.compile(
    r"\b([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:[Cc]entral )?(?:[Vv]illage|[Cc]ounty|[Tt]own(?:ship)?|"
    r"[Pp]rimary [Ss]chool|[Mm]iddle [Ss]chool"
    r"|[Ss]econdary [Ss]chool|[Dd]istrict|[Pp]refecture|[Hh]amlet)\b"
)


@dataclass(frozen=True, slots=True)
class _Original:
    """What an original says: its Chinese characters, its Latin letters in one piece, and its numbers."""

    han: str
    latin: str
    quantities: frozenset[float]


@chapter_rule(
    severity=ERROR,
    zh="译文不写出原文没有写的人名、校名和地名。"
    "依据：《个人信息保护法》第二十八条、第三十一条，《未成年人保护法》第四条、第七十二条。",
)
def translation_names_no_more(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A translation names no person, school or place that its original keeps back, not in pinyin either.

    Sources: Personal Information Protection Law of the PRC, art. 28 and 31; Law on the Protection of Minors, art. 4
    and 72.

    Bad:   zh.md: 我们村的小学    en.md: Shipo Primary School
    Good:  zh.md: 我们村的小学    en.md: our village school
    """
    if not _is_chinese(chapter, book):
        return
    said: _Original | None = None
    for translation in _translations(chapter, book):
        for passage in translated_passages(chapter, translation):
            text = passage.plain.text
            named = [(span, text[span[0] : span[1]]) for span in latin_names(text, pinyin_only=True)]
            placed = [(match.span(1), match[1]) for match in _PLACE.finditer(text)]
            for (start, _), name in (*named, *placed):
                if not _is_pinyin(name):
                    continue
                said = said or _original(chapter)
                if not _is_said(name, said):
                    yield Finding(
                        passage.place(start),
                        Message(f"the original does not name '{masked(name)}'", f"原文没有写出“{masked(name)}”"),
                        Message("translate what the original says, and no more", "原文怎么写就怎么译，不多写"),
                    )


@chapter_rule(
    severity=WARNING,
    zh="译文不写出原文没有的年龄、日期和数字。"
    "依据：《个人信息保护法》第二十八条，《未成年人保护法》第四条、第七十二条。",
)
def translation_counts_no_more(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A translation gives no age, date or number that its original does not give.

    Sources: Personal Information Protection Law of the PRC, art. 28; Law on the Protection of Minors, art. 4 and 72.

    Bad:   zh.md: 一个孩子    en.md: a 9-year-old child
    Good:  zh.md: 一个孩子    en.md: a child
    """
    if not _is_chinese(chapter, book):
        return
    said: _Original | None = None
    for translation in _translations(chapter, book):
        for passage in translated_passages(chapter, translation):
            text = passage.plain.text
            # What leads to a person is told by its own rule, which does not repeat it.
            private = [(each.start, each.end) for each in particulars(text)]
            for found in english_quantities(text):
                if any(start <= found.start < end for start, end in private):
                    continue
                said = said or _original(chapter)
                if not found.values & said.quantities:
                    yield Finding(
                        passage.place(found.start),
                        Message(f"the original does not say '{found.words}'", f"原文没有说“{found.words}”"),
                        Message("translate what the original says, and no more", "原文怎么写就怎么译，不多写"),
                    )


def _is_chinese(chapter: Chapter, book: Book) -> bool:
    return book.languages[chapter.language].tag.startswith("zh")


def _translations(chapter: Chapter, book: Book) -> list[Translation]:
    return [each for each in chapter.translations.values() if book.languages[each.language].tag.startswith("en")]


def _is_pinyin(name: str) -> bool:
    return all(syllables(re.sub(r"[-‐‑]", "'", word.lower())) for word in re.split(r"\s+", name.rstrip(" .")))


def _is_said(name: str, said: _Original) -> bool:
    words = [without_tones(word) for word in name.split()]
    orders = {"".join(words), "".join((*words[1:], words[0])), "".join((words[-1], *words[:-1]))}
    return any(order in said.latin for order in orders) or any(_sounds_like(said.han, order) for order in orders)


def _sounds_like(han: str, sounds: str) -> bool:
    """Say whether some characters in a row can be read so."""
    return any(_reads(han, position, sounds) for position in range(len(han)))


def _reads(han: str, position: int, sounds: str) -> bool:
    if not sounds:
        return True
    if position == len(han):
        return False
    return any(
        sounds.startswith(reading) and _reads(han, position + 1, sounds[len(reading) :])
        for reading in readings(han[position])
    )


@lru_cache(maxsize=64)
def _read(text: str) -> _Original:
    latin = "".join(without_tones(word) for word in re.findall(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+", text))
    return _Original("".join(IS_HAN.findall(text)), latin, frozenset(quantities(text)))


def _original(chapter: Chapter) -> _Original:
    texts = [passage.plain.text for passage in original_passages(chapter)]
    if school := chapter.school:
        texts += [words.get(chapter.language, "") for words in (school.name, school.county, school.prefecture)]
        texts.append(str(school.pupils or ""))
    return _read("\n".join((*texts, *chapter.pseudonyms)))
