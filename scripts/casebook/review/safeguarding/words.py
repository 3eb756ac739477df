"""A Chinese text cut into words (rjieba), and what stands around a stretch of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from .cues import CALLED, CLEAR_AFTER, CLEAR_BEFORE, COUNTED, KIN_AFTER, PERSON_AFTER, PERSON_BEFORE, SPEAKS


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the segmenter cut it."""

    start: int
    end: int
    text: str

    @property
    def is_known(self) -> bool:
        """Whether the dictionary has it; else it is a guess from its characters."""
        return len(self.text) > 1 and _is_in_dictionary(self.text)

    @property
    def is_name(self) -> bool:
        """Whether the dictionary calls it the name of a person."""
        return _is_name(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its words, and where each begins."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]

    def word(self, position: int) -> Word:
        """Give the word in which a character stands."""
        number = bisect_right(self.starts, position) - 1
        start, word = self.starts[number], self.words[number]
        return Word(start, start + len(word), word)

    def cuts(self, start: int, end: int) -> bool:
        """Say whether a span cuts a word of the dictionary in two."""
        first, last = self.word(start), self.word(end - 1)
        # 小明说 is cut into 小 and 明说.
        is_said = self.text[last.end - 1] in "说问答叫喊哭笑"
        return (first.start < start and first.is_known) or (last.end > end and last.is_known and not is_said)

    def is_called(self, start: int) -> bool:
        """Say whether somebody is called what follows."""
        return CALLED.search(self.text, max(0, start - 5), start) is not None

    def is_person(self, start: int, end: int) -> bool:
        """Say whether what stands around a span is said of people."""
        before = PERSON_BEFORE.search(self.text, max(0, start - 5), start)
        return bool(before) or PERSON_AFTER.match(self.text, end) is not None

    def has_kin(self, end: int) -> bool:
        """Say whether somebody of the family follows: 梦瑶奶奶."""
        return KIN_AFTER.match(self.text, end) is not None

    def acts(self, start: int, end: int) -> bool:
        """Say whether what follows is said of people, or somebody is called so."""
        return PERSON_AFTER.match(self.text, end) is not None or self.is_called(start)

    def is_inside_word(self, start: int, end: int) -> bool:
        """Say whether a span is a part of a word of the dictionary that is no name."""
        word = self.word(start)
        return word.is_known and not word.is_name and (word.start < start or word.end > end)

    def speaks(self, start: int, end: int) -> bool:
        """Say whether what follows is hardly ever said of anything but people."""
        return SPEAKS.match(self.text, end) is not None or self.is_called(start)

    def is_clear(self, start: int, end: int) -> bool:
        """Say whether a span stands free: at an edge, or between words of grammar."""
        before = CLEAR_BEFORE.search(self.text, max(0, start - 1), start)
        return before is not None and CLEAR_AFTER.match(self.text, end) is not None

    def is_counted(self, start: int) -> bool:
        """Say whether a number stands before."""
        return COUNTED.search(self.text, max(0, start - 1), start) is not None


def cut_into_words(text: str) -> Sentence:
    """Cut a plain Chinese text into words."""
    import rjieba  # noqa: PLC0415  # its dictionary takes 0.14 s to load, and a book in other languages needs none

    words = rjieba.cut(text)
    return Sentence(text, words, (0, *accumulate(map(len, words))))


@lru_cache(maxsize=32768)
def _is_in_dictionary(word: str) -> bool:
    import rjieba  # noqa: PLC0415  # as above

    return bool(rjieba.has_word(word))


@lru_cache(maxsize=32768)
def _is_name(word: str) -> bool:
    """Say whether the dictionary calls a word the name of a person; tagging whole texts costs four times as much."""
    import rjieba  # noqa: PLC0415  # as above

    return [tag[:2] for _, tag in rjieba.tag(word)] == ["nr"]
