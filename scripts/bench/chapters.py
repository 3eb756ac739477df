"""One generated chapter as text: what it is about, its metadata, and its body in two languages.

Everything comes from a seed and the chapter's number, and a chapter links to earlier ones only: so a large book begins
with the chapters of a small one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bench import words
from bench.words import Pair

LANGUAGES = ("zh", "en")
CHARACTERS = 2500
"""How long the Chinese text is, punctuation included; the English one then has about 1,500 words."""

_BLANK = re.compile(r"\{([a-z]+)(\d?)\}")
_STEP = 2741  # coprime to the number of titles, so that titles repeat as late as they can
_UNTRANSLATED = 20
_KINDS = ("essay", "essay", "illustrative", "case-note", "essay", "illustrative", "essay", "case-note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What other chapters may know of a chapter before its text is written."""

    number: int
    slug: str
    title: Pair
    kind: str
    headings: tuple[tuple[str, str, str], ...]
    """Id, Chinese and English."""
    translated: bool

    def file(self, language: int) -> str:
        """Give the name of the file that readers of a language (0: Chinese, 1: English) are led to."""
        return f"{LANGUAGES[language if self.translated else 0]}.md"


class Voice:
    """Says sentences that mean the same in both languages."""

    def __init__(self, seed: str) -> None:
        # A string as seed is hashed with SHA-512: the same on every machine and in every version of Python.
        self.random = random.Random(seed)  # noqa: S311  # no secret hangs on it

    def pick(self, pairs: Sequence[Pair]) -> Pair:
        """Choose one of a list."""
        return self.random.choice(pairs)

    def sentence(self) -> Pair:
        """Say one sentence."""
        return self.fill(self.pick(words.TEMPLATES))

    def fill(self, template: Pair) -> Pair:
        """Fill in the blanks of a template, alike in both languages and without saying one thing twice."""
        chosen: dict[str, Pair] = {}
        for name, digit in _BLANK.findall(template[0]):
            if name == "n":
                number = str(self.random.randrange(40, 90) if not digit else self.random.randrange(8, 40))
                chosen[name + digit] = (number, number)
            else:
                chosen[name + digit] = self.pick([pair for pair in words.LISTS[name] if pair not in chosen.values()])
        zh = template[0].format_map({key: pair[0] for key, pair in chosen.items()})
        en = template[1].format_map({key: pair[1] for key, pair in chosen.items()})
        return zh, en[0].upper() + en[1:]

    def sentences(self, count: int) -> Pair:
        """Say several sentences in a row."""
        said = [self.fill(template) for template in self.random.sample(words.TEMPLATES, count)]
        return "".join(zh for zh, _ in said), " ".join(en for _, en in said)


def outline(number: int, seed: int) -> Outline:
    """Give the outline of a chapter by its number, counted from 0."""
    voice = Voice(f"outline {seed} {number}")
    total = len(words.SEASONS) * len(words.THINGS) * len(words.OWNERS)
    position, season = divmod((seed + number * _STEP) % total, len(words.SEASONS))
    thing, owner = words.THINGS[position % len(words.THINGS)], words.OWNERS[position // len(words.THINGS)]
    when = words.SEASONS[season]
    name = re.sub(r"[^a-z0-9]+", "-", f"{thing[1]} {owner[1]} {when[1]}".lower())
    return Outline(
        number=number,
        slug=f"{name}-{number:04}",
        title=(f"{when[0]}，{owner[0]}的{thing[0]}", f"{when[1]}: the {thing[1]} {owner[1]}"),
        kind=_KINDS[number % len(_KINDS)],
        headings=tuple(voice.random.sample(words.HEADINGS, voice.random.randint(5, 8))),
        translated=number % _UNTRANSLATED != _UNTRANSLATED - 1,
    )


def compose(chapter: Outline, earlier: Sequence[Outline], seed: int) -> Pair:
    """Write the body of a chapter in both languages, block for block the same."""
    voice = Voice(f"body {seed} {chapter.number}")
    blocks: list[Pair] = [voice.sentences(3)]
    features = _features(voice, len(chapter.headings), table=chapter.number % 3 == 0)
    share = CHARACTERS / len(chapter.headings)
    for position, (anchor, zh, en) in enumerate(chapter.headings):
        blocks.append((f"## {zh} {{#{anchor}}}", f"## {en} {{#{anchor}}}"))
        target = sum(len(block[0]) for block in blocks) + share - 70
        if position == 0:
            target -= len(blocks[0][0])
        for feature in features[position]:
            # A sentence before each keeps two lists in a row apart.
            blocks.extend((voice.sentence(), _FEATURES[feature](voice)))
        while sum(len(block[0]) for block in blocks) < target:
            blocks.append(voice.sentences(voice.random.randint(2, 4)))
        if earlier and position % 3 == 1:
            blocks.append(_link(voice, voice.random.choice(earlier)))
    if chapter.number % 2 == 0:
        blocks.extend(_footnote(voice, blocks))
    return "\n\n".join(zh for zh, _ in blocks) + "\n", "\n\n".join(en for _, en in blocks) + "\n"


def _features(voice: Voice, sections: int, *, table: bool) -> list[list[str]]:
    """Say which section begins with a list, a quotation or a table."""
    chosen: list[list[str]] = [[] for _ in range(sections)]
    for feature in ("bullets", "steps", "quotation", *(["table"] if table else [])):
        chosen[voice.random.randrange(sections)].append(feature)
    return chosen


def _bullets(voice: Voice) -> Pair:
    return _list([("- ", each) for each in voice.random.sample(words.TASKS, voice.random.randint(3, 5))])


def _steps(voice: Voice) -> Pair:
    tasks = voice.random.sample(words.TASKS, voice.random.randint(3, 6))
    return _list([(f"{number}. ", each) for number, each in enumerate(tasks, start=1)])


def _list(items: list[tuple[str, Pair]]) -> Pair:
    zh = "\n".join(f"{mark}{task[0]}。" for mark, task in items)
    en = "\n".join(f"{mark}{task[1]}." for mark, task in items)
    return zh, en


def _quotation(voice: Voice) -> Pair:
    zh, en = voice.fill(("{lesson}，{lesson2}。{outcome}。", "{lesson}, and {lesson2}. That year {outcome}."))
    return f"> “{zh}”", f"> “{en}”"


def _table(voice: Voice) -> Pair:
    rows = [(voice.pick(words.TIMES), voice.pick(words.PEOPLE), voice.pick(words.TASKS)) for _ in range(4)]
    zh = ["| 时间 | 谁 | 做什么 |", "| --- | --- | --- |", *(f"| {a[0]} | {b[0]} | {c[0]} |" for a, b, c in rows)]
    en = ["| When | Who | What |", "| --- | --- | --- |", *(f"| {a[1]} | {b[1]} | {c[1]} |" for a, b, c in rows)]
    return "\n".join(zh), "\n".join(en)


_FEATURES = {"bullets": _bullets, "steps": _steps, "quotation": _quotation, "table": _table}


def _link(voice: Voice, other: Outline) -> Pair:
    anchor = f"#{other.headings[0][0]}" if other.number % 2 else ""
    zh, en = voice.sentence()
    return (
        f"{zh}另一所学校的做法见[{other.title[0]}](../{other.slug}/{other.file(0)}{anchor})。",
        f"{en} Another school tells of it in [{other.title[1]}](../{other.slug}/{other.file(1)}{anchor}).",
    )


def _footnote(voice: Voice, blocks: list[Pair]) -> list[Pair]:
    """Put a footnote's mark at the end of the opening, and give the footnote itself."""
    zh, en = voice.pick(words.NOTES)
    blocks[0] = (f"{blocks[0][0]}[^1]", f"{blocks[0][1]}[^1]")
    return [(f"[^1]: {zh}", f"[^1]: {en}")]
