"""The file with which a translator begins: structure, heading ids, keys, and the original to be replaced."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from casebook.manuscript import Block, BlockKind, Chapter, Translations

from .pairing import PLACEHOLDER

_HAN = re.compile(r"[\u3400-\u9fff]")
_WRITTEN_IN_HAN = ("zh", "yue", "nan", "hak", "wuu", "lzh", "ja")
_COPIED = (BlockKind.HEADING, BlockKind.RULE)
"""Kinds of passages that stand in the file as they are; a heading keeps its id, and its words are replaced."""


def begin(chapter: Chapter, *, translators: Sequence[str] = ()) -> str:
    """Give the file of a translation in which nothing is translated: it can be read, and all of it is missing."""
    said = chapter.language
    lines = [
        "---",
        f"title: {_quoted(chapter.title, said)}",
        f"summary: {_quoted(chapter.summary, said)}",
        *_keys("school", _school(chapter), said),
        "practices:",
    ]
    for use in chapter.practices:
        lines.append(f"  - id: {use.id}")
        lines.extend(
            f"    {key}: {_quoted(words, said)}"
            for key, words in (("how", use.how), ("hard", use.hard), ("time", use.time))
            if said in words
        )
    glance = chapter.glance
    lines += _keys(
        "glance",
        {
            "challenge": glance.challenge,
            "response": glance.response,
            "people": glance.people,
            "time": glance.time,
            "result": glance.result,
        },
        said,
    )
    lines += [f"translators: [{', '.join(translators)}]", "---"]
    return "\n".join(lines) + "\n" + "\n\n".join(_passage(block) for block in chapter.text.blocks) + "\n"


def is_left(words: Translations, code: str, *, source: str, tag: str) -> bool:
    """Say whether what is given in a language, whose tag is `tag`, is still the original, as `begin` writes it.

    A name in Latin letters or a number may well be the same in both; so may Chinese in a language that is written so.
    """
    if tag.partition("-")[0] in _WRITTEN_IN_HAN or code not in words:
        return False
    return words[code] == words.get(source) and bool(_HAN.search(words[code]))


def _passage(block: Block) -> str:
    if block.kind in _COPIED:
        return block.text
    # A comment ends at the first "-->", wherever it stands.
    return f"{PLACEHOLDER}\n{block.text.replace('-->', '-- >')}\n-->"


def _school(chapter: Chapter) -> dict[str, Translations]:
    school = chapter.school
    if school is None:
        return {}
    return {"name": school.name, "county": school.county, "prefecture": school.prefecture}


def _keys(name: str, words: Mapping[str, Translations], said: str) -> list[str]:
    lines = [f"  {key}: {_quoted(text, said)}" for key, text in words.items() if said in text]
    return [f"{name}:", *lines] if lines else []


def _quoted(words: Translations, said: str) -> str:
    return json.dumps(words[said], ensure_ascii=False)
