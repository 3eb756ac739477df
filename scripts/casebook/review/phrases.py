"""Words of the glossary in running text: what counts as a use of one, and which stretches are not ours to change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_PLURALS = {"child": "children", "man": "men", "woman": "women", "person": "people"}
_SINGULARS = {plural: single for single, plural in _PLURALS.items()}
_OWNED = re.compile(r"\w+(?:['’]s|s['’]) \w+ \w")
_ASIDE = re.compile(r"\s*[（(][^）)]*[）)]\s*")
# In British English ’ also stands inside words, where it closes nothing.
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"|‘(?:[^‘’]|’(?=\w))*’|「[^「」]*」|『[^『』]*』")
_NOT_WORDS = re.compile(
    r"`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+|\{#[^}]*\}|^>.*$|^<!--.*?-->", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a phrase in a text, by its position."""

    start: int
    end: int
    phrase: str


@lru_cache(maxsize=4096)
def forms(written: str) -> tuple[str, ...]:
    """Give the phrases of an entry: "township (乡); town (镇)" are two, and what stands in brackets is an aside."""
    return tuple(phrase for part in re.split(r"[;、]", _ASIDE.sub(" ", written)) if (phrase := part.strip()))


def own_words(text: str) -> str:
    """Give a text of the same length in which quotations, code and addresses are blank."""
    for pattern in (_NOT_WORDS, _QUOTED):
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def uses(phrases: Iterable[str], text: str) -> list[Use]:
    """Find English phrases, inflected or not, capitals or not; where two overlap, the longer one is used."""
    found: list[Use] = []
    taken: list[tuple[int, int]] = []
    for phrase in sorted(set(possible(phrases, text.lower())), key=lambda each: (-len(each), each)):
        for match in _pattern(phrase).finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append(Use(match.start(), match.end(), phrase))
    return sorted(found, key=lambda use: use.start)


def uses_in_chinese(phrases: Iterable[str], text: str) -> list[Use]:
    """Find Chinese phrases anywhere; where two overlap, the longer one is used."""
    found: list[Use] = []
    taken: list[tuple[int, int]] = []
    for phrase in sorted({each for each in phrases if each in text}, key=lambda each: (-len(each), each)):
        for match in re.finditer(re.escape(phrase), text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append(Use(match.start(), match.end(), phrase))
    return sorted(found, key=lambda use: use.start)


def is_name(text: str, use: Use) -> bool:
    """Say whether a use is part of a proper name: capitals throughout, and not because a sentence begins."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text[use.start : use.end])
    if not words or not all(word[0].isupper() for word in words):
        return False
    before = re.search(r"([^\W\d_][\w’'-]*)[ ]+$", text[: use.start])
    return len(words) > 1 or bool(before and before[1][0].isupper())


@lru_cache(maxsize=4096)
def _letters(phrase: str) -> tuple[str, ...]:
    """Give what stands in every inflection of a phrase, to look for before anything else."""
    words = [re.sub(r"['’].*$", "", word) for word in re.split(r"[\s-]+", phrase.lower())]
    last = words.pop()
    if last in _PLURALS or last in _SINGULARS:
        last = last[:1]
    # "bodies" has no "body" in it, and "parents meetings" are met where "parents' meeting" is asked for.
    return (*(word.rstrip("s") for word in words), last.rstrip("s").removesuffix("y"))


def possible(phrases: Iterable[str], lower: str) -> list[str]:
    """Keep the phrases that may stand in a text in lower-case letters; no other does."""
    return [phrase for phrase in phrases if all(letters in lower for letters in _letters(phrase))]


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = re.split(r"[\s-]+", phrase.replace("’", "'"))
    written = r"[\s-]+".join([*map(_word, words[:-1]), _inflected(words[-1])])
    return re.compile(rf"(?<![\w-]){written}(?!\w)", re.IGNORECASE)


def _word(word: str) -> str:
    # "parents' meeting" is also a "parent's meeting" and a "parents meeting"; "lead teachers" has an inner plural too.
    return re.escape(word.rstrip("'")).replace("'", "['’]?") + "(?:['’]?s?['’]?)"


def _inflected(word: str) -> str:
    lower = word.lower()
    other = _PLURALS.get(lower) or _SINGULARS.get(lower)
    stem = re.escape(lower).replace("'", "['’]")
    choices = [rf"{stem}(?:s|es|ed|d|ing|['’]s|s['’])?"]
    if other:
        choices.append(rf"{other}(?:['’]s)?")
    if lower.endswith("y"):
        choices.append(rf"{re.escape(lower[:-1])}(?:ies|ied)")
    if lower.endswith("s") and not lower.endswith("ss"):
        choices.append(rf"{re.escape(lower[:-1])}(?:['’]s)?")
    return f"(?:{'|'.join(choices)})"


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Give the line of an offset, from 0, and its column, from 1."""
    return text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1) + 1


def used(phrases: Iterable[str], text: str) -> list[str]:
    """Give the English phrases that a whole text uses: a fast look before a thorough one."""
    return [phrase for phrase in possible(phrases, text.lower()) if _pattern(phrase).search(text)]


def any_use(phrases: Sequence[str], text: str) -> bool:
    """Say whether one of some English phrases is used; whose it is ("teachers' …") may be said in another way."""
    without_owner = [phrase.partition(" ")[2] for phrase in phrases if _OWNED.match(phrase)]
    return any(_pattern(phrase).search(text) for phrase in possible((*phrases, *without_owner), text.lower()))
