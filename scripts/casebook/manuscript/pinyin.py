"""Chinese words → an address: what a chapter's folder and a heading's id can be called.

Words are told apart and each is written by its sound, so that a person can read it aloud: 走廊尽头的信箱 becomes
`zoulang-jintou-xinxiang`. Little words that carry no meaning are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_LITTLE = frozenset("的了着过吗呢吧啊和与及在是也就都把被让给从到对为以而之其这那个们地得一有我你他她它")
_LITTLE_ENGLISH = frozenset({"a", "an", "the", "of", "and", "in", "on", "at", "to", "for", "is", "are"})
_NUMBERED = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+[章节部分篇]+[\s、：:]*|[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]")


def kebab(words: str, *, most: int = 5, taken: Collection[str] = (), otherwise: str = "section") -> str:
    """Give an id of at most `most` words for a title in any language, one that is not taken yet.

    A title without any word that can be written in letters is called `otherwise`.
    """
    said = _NUMBERED.sub("", words) or words
    parts = [part for part in _parts(said) if part]
    meaning = [latin for written, latin in parts if written not in _LITTLE and latin not in _LITTLE_ENGLISH]
    chosen = (meaning or [latin for _, latin in parts])[:most]
    base = "-".join(chosen)[:60].strip("-") or otherwise
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _parts(words: str) -> list[tuple[str, str]]:
    if not _HAN.search(words):
        return [(word, latin) for word in re.split(r"[^\w]+|_", words.replace("’", "")) if (latin := _latin(word))]
    import rjieba  # noqa: PLC0415  # its dictionary takes 0.14 s to load
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # its tables take a while: only who asks for sounds waits

    return [
        (word, latin)
        for word in rjieba.cut(words)
        if (latin := _latin("".join(lazy_pinyin(word)) if _HAN.search(word) else word))
    ]


def _latin(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.replace("ü", "v")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "", plain.lower())


def person_id(name: str) -> str:
    """Give the id that a person's entry in people.yml can have: 杨惠 is `yang-hui`, Yang Hui too."""
    if not _HAN.search(name):
        return kebab(name, otherwise="author")
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # its tables take a while: only who asks for sounds waits

    family, *given = [_latin(each) for each in lazy_pinyin(_NOT_HAN.sub("", name))]
    # Of a rare character the sound may not be known.
    return "-".join(part for part in (family, "".join(given)) if part) or "author"
