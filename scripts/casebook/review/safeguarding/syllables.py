"""The syllables of Hanyu Pinyin without tones (GB/T 16159), and words cut into them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FINALS = {
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve yu",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve yu",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_OPEN = "a ai an ang ao e ei en er o ou"
"""Syllables without a consonant; inside a word an apostrophe stands before them."""
_CLOSED = sorted(
    {initial + final for initial, finals in _FINALS.items() for final in finals.split()}, key=len, reverse=True
)
_ONE = f"(?:{'|'.join(_CLOSED)})"
_FREE = f"(?:{'|'.join(sorted([*_CLOSED, *_OPEN.split()], key=len, reverse=True))})"
_WHOLE = re.compile(rf"{_FREE}(?:{_ONE}|['’]{_FREE}){{0,3}}")
_EACH = re.compile(rf"['’]?({_FREE})")


@lru_cache(maxsize=16384)
def syllables(word: str) -> tuple[str, ...]:
    """Cut a word in lower case into syllables, tones or not; () where it is no pinyin.

    Which cut is chosen where there are two does not matter here: how many there are hardly ever differs.
    """
    if len(word) > 20:
        return ()
    spread = unicodedata.normalize("NFD", word.replace("ü", "v"))
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    if not _WHOLE.fullmatch(bare):
        return ()
    return tuple(_EACH.findall(bare))
