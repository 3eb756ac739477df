"""What a translation says more than its original: a name, a school, a place, an age, a date, a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.manuscript import Chapter, Language

from .latin import latin_names, without_tones
from .numbers import particulars
from .passages import Reading, Spot
from .permitted import readings
from .plain import HAN
from .quantities import english_quantities, quantities
from .syllables import syllables

_PLACE = re.compile(
    r"[A-Z](?<!\w.)([\w’'-]+(?: [A-Z][\w’'-]+)?) (?:[Cc]entral )?(?:[Vv]illage|[Cc]ounty|[Tt]own(?:ship)?|"
    r"[Pp]rimary [Ss]chool|[Mm]iddle [Ss]chool"
    r"|[Ss]econdary [Ss]chool|[Dd]istrict|[Pp]refecture|[Hh]amlet)\b"
)

_HAN = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surplus:
    """Something in a translation that the original does not say."""

    spot: Spot
    words: str
    is_name: bool
    """Else it is a number."""


@dataclass(frozen=True, slots=True)
class _Original:
    """What an original says: its Chinese characters, its Latin letters in one piece, and its numbers."""

    han: str
    latin: str
    quantities: frozenset[float]


def surplus(
    text: Reading, original: Reading, *, chapter: Chapter, languages: Mapping[str, Language]
) -> Iterator[Surplus]:
    """Find what an English text says and its Chinese original does not; of other languages nothing is known."""
    if not languages[text.language].tag.startswith("en") or not languages[original.language].tag.startswith("zh"):
        return
    said = _original(original.text, chapter)
    for start, name in _named(text.text):
        if _is_pinyin(name) and not _is_said(name, said):
            yield Surplus(spot=text.spot(start), words=name, is_name=True)
    # What leads to a person is told by its own rule, which does not repeat it.
    private = [(each.start, each.end) for each in particulars(text.text)]
    for found in english_quantities(text.text):
        is_private = any(start <= found.start < end for start, end in private)
        if not is_private and not found.values & said.quantities:
            yield Surplus(spot=text.spot(found.start), words=found.words, is_name=False)


def _named(text: str) -> Iterator[tuple[int, str]]:
    for start, end in latin_names(text, pinyin_only=True):
        yield start, text[start:end]
    for match in _PLACE.finditer(text):
        yield match.start(), text[match.start() : match.end(1)]


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


def _original(text: str, chapter: Chapter) -> _Original:
    pupils = str(chapter.school.pupils or "") if chapter.school else ""
    everything = "\n".join((text, pupils, *chapter.pseudonyms))
    latin = "".join(without_tones(word) for word in re.findall(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+", everything))
    return _Original("".join(_HAN.findall(everything)), latin, frozenset(quantities(everything)))
