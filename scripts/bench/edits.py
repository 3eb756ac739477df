"""Edits of this book's chapters, as editors make them, each with what is true of every passage afterwards.

The same seed gives the same edits. A passage knows from which passages of the old text it comes, and whether it says
something else now; nothing of that is told to whatever is measured.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from casebook.manuscript import BlockKind, read_text

_HAN = re.compile(r"[\u4e00-\u9fff]")
LONG = 24


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage after an edit."""

    text: str
    origins: tuple[int, ...]
    """The passages of the old text that it is made of; none where it is new."""
    is_changed: bool = False
    """Whether it says something else than they did."""


Edit = Callable[[list[Passage], random.Random], bool]


# ---- edits: each changes the passages in place, or gives False where it has nothing to change


def _plain(passages: list[Passage], *, least: int = LONG) -> list[int]:
    """Give the places of untouched paragraphs of some length."""
    return [
        index
        for index, each in enumerate(passages)
        if len(each.origins) == 1
        and not each.is_changed
        and len(each.text) >= least
        and [block.kind for block in read_text(PurePosixPath(), each.text).blocks] == [BlockKind.PARAGRAPH]
        and sum(each.origins[0] in other.origins for other in passages) == 1
    ]


def _one(passages: list[Passage], voice: random.Random, *, least: int = LONG) -> int | None:
    places = _plain(passages, least=least)
    return voice.choice(places) if places else None


def _cosmetic(passages: list[Passage], voice: random.Random) -> bool:
    index = _one(passages, voice)
    if index is None:
        return False
    text = passages[index].text
    inside = [place for place in range(2, len(text) - 4) if all(map(_HAN.match, text[place - 1 : place + 3]))]
    if not inside:
        return False
    place = voice.choice(inside)
    choices = [
        f"{text[:place]}**{text[place : place + 2]}**{text[place + 2 :]}",
        f"{text[:place]}\n{text[place:]}",
        f"{text[:place]} \r\n  {text[place:]}".replace("\r\n", "\n"),
        f"  {text}  ",
        text.replace("“", "「").replace("”", "」"),
        text.replace("，", ",").replace("：", ":"),
        re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", text),
        re.sub("[0-9]", lambda match: chr(ord(match[0]) + 0xFEE0), text),
    ]
    passages[index] = replace(passages[index], text=voice.choice([each for each in choices if each != text]))
    return True


def _negated(text: str, voice: random.Random) -> str | None:
    """Change one character that turns a sentence round."""
    places = list(re.finditer(r"[没不未]|[一二三四五六七八九十]|\d|[有是会能要在]", text))
    if not places:
        return None
    match = voice.choice(places)
    found = match[0]
    if found in "没不未":
        other = ""
    elif found.isdecimal() and found.isascii():
        other = str((int(found) + 1) % 10)
    elif found in "一二三四五六七八九十":
        other = voice.choice([each for each in "一二三四五六七八九十" if each != found])
    else:
        other = f"没{found}" if found == "有" else f"不{found}"
    return text[: match.start()] + other + text[match.end() :]


def _one_character(passages: list[Passage], voice: random.Random) -> bool:
    index = _one(passages, voice, least=6)
    changed = _negated(passages[index].text, voice) if index is not None else None
    if index is None or changed is None:
        return False
    passages[index] = replace(passages[index], text=changed, is_changed=True)
    return True


def _sentences(text: str) -> list[str]:
    return [each for each in re.findall(r"[^。？！]*[。？！]+”?|[^。？！]+$", text) if each]


def _longer(passages: list[Passage], voice: random.Random) -> bool:
    index = _one(passages, voice)
    if index is None:
        return False
    sentences = _sentences(passages[index].text)
    sentences.insert(
        voice.randint(0, len(sentences)), voice.choice(("这一条后来改过。", "家长也知道。", "老师们商量过几次。"))
    )
    passages[index] = replace(passages[index], text="".join(sentences), is_changed=True)
    return True


def _shorter(passages: list[Passage], voice: random.Random) -> bool:
    places = [index for index in _plain(passages) if len(_sentences(passages[index].text)) > 1]
    if not places:
        return False
    index = voice.choice(places)
    sentences = _sentences(passages[index].text)
    del sentences[voice.randrange(len(sentences))]
    passages[index] = replace(passages[index], text="".join(sentences), is_changed=True)
    return True


def rewrite(name: str, passages: list[Passage], voice: random.Random, pool: list[str]) -> bool:
    """Put a paragraph about something else in place of one."""
    index = _one(passages, voice) if name == "rewrite" else None
    if index is None:
        return False
    passages[index] = Passage(voice.choice(pool), (), is_changed=True)
    return True


def _nothing(passages: list[Passage], voice: random.Random) -> bool:  # noqa: ARG001  # as every edit is called
    return False


def _split(passages: list[Passage], voice: random.Random) -> bool:
    places = [index for index in _plain(passages) if len(_sentences(passages[index].text)) > 1]
    if not places:
        return False
    index = voice.choice(places)
    sentences = _sentences(passages[index].text)
    cut = voice.randint(1, len(sentences) - 1)
    parts = ["".join(sentences[:cut]), "".join(sentences[cut:])]
    passages[index : index + 1] = [replace(passages[index], text=part) for part in parts]
    return True


def _merged(passages: list[Passage], voice: random.Random) -> bool:
    places = [index for index in _plain(passages) if index + 1 in _plain(passages)]
    if not places:
        return False
    index = voice.choice(places)
    one, other = passages[index : index + 2]
    passages[index : index + 2] = [Passage(one.text + other.text, (*one.origins, *other.origins))]
    return True


def _moved(passages: list[Passage], voice: random.Random) -> bool:
    index = _one(passages, voice)
    if index is None:
        return False
    passage = passages.pop(index)
    places = [place for place in range(len(passages) + 1) if abs(place - index) > 2]
    passages.insert(voice.choice(places), passage)
    return True


def _swapped(passages: list[Passage], voice: random.Random) -> bool:
    places = [index for index in _plain(passages, least=2) if index + 1 in _plain(passages, least=2)]
    if not places:
        return False
    index = voice.choice(places)
    passages[index], passages[index + 1] = passages[index + 1], passages[index]
    return True


def _inserted(passages: list[Passage], voice: random.Random) -> bool:
    words = ("这一年雨水多，操场上总有积水，孩子们改在走廊里跳绳。", "校门口的路修好了，校车可以开进来。", "谢谢。")
    passages.insert(voice.randint(0, len(passages)), Passage(voice.choice(words[:2]), ()))
    return True


def _deleted(passages: list[Passage], voice: random.Random) -> bool:
    index = _one(passages, voice, least=3)
    if index is None:
        return False
    del passages[index]
    return True


def _contradicted(passages: list[Passage], voice: random.Random) -> bool:
    """Put a passage that says the opposite beside one that looks the same."""
    index = _one(passages, voice)
    opposite = _negated(passages[index].text, voice) if index is not None else None
    if index is None or opposite is None:
        return False
    passages.insert(index + voice.randint(0, 1), Passage(opposite, ()))
    return True


def _moved_and_changed(passages: list[Passage], voice: random.Random) -> bool:
    index = _one(passages, voice)
    changed = _negated(passages[index].text, voice) if index is not None else None
    if index is None or changed is None:
        return False
    passage = replace(passages.pop(index), text=changed, is_changed=True)
    passages.insert(voice.randint(0, len(passages)), passage)
    return True


def _split_and_changed(passages: list[Passage], voice: random.Random) -> bool:
    places = [index for index in _plain(passages) if len(_sentences(passages[index].text)) > 1]
    if not places:
        return False
    index = voice.choice(places)
    changed = _negated(passages[index].text, voice)
    if changed is None or len(_sentences(changed)) < 2:
        return False
    sentences = _sentences(changed)
    cut = voice.randint(1, len(sentences) - 1)
    parts = ["".join(sentences[:cut]), "".join(sentences[cut:])]
    passages[index : index + 1] = [replace(passages[index], text=part, is_changed=True) for part in parts]
    return True


EDITS: dict[str, Edit] = {
    "cosmetic": _cosmetic,
    "one character": _one_character,
    "longer": _longer,
    "shorter": _shorter,
    "rewrite": _nothing,
    "split": _split,
    "merge": _merged,
    "move": _moved,
    "swap": _swapped,
    "insert": _inserted,
    "delete": _deleted,
    "contradict": _contradicted,
    "move and change": _moved_and_changed,
    "split and change": _split_and_changed,
}
"""What editors do, by name; a rewrite needs other chapters, and is done apart."""
