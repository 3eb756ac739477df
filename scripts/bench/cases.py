"""Chapters of this book after edits: what a way of telling the state of a translation is held against."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bench.edits import EDITS, LONG, Passage, rewrite
from casebook.manuscript import Block, Text, read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A chapter, and the same chapter after one edit or some."""

    slug: str
    kinds: tuple[str, ...]
    before: tuple[str, ...]
    target: tuple[str, ...]
    now: tuple[Passage, ...]

    @property
    def stale_targets(self) -> set[int]:
        """The passages of the translation whose original says something else now, or is gone."""
        alive = {origin for passage in self.now if not passage.is_changed for origin in passage.origins}
        changed = {origin for passage in self.now if passage.is_changed for origin in passage.origins}
        return {index for index in range(len(self.target)) if index not in alive or index in changed}

    @property
    def stale_sources(self) -> set[int]:
        """The passages of the new text that no translation says."""
        behind = self.stale_targets
        return {
            index
            for index, passage in enumerate(self.now)
            if passage.is_changed or not passage.origins or behind & set(passage.origins)
        }


def cases(chapters: Path, count: int, seed: int) -> list[Case]:
    """Make so many cases from the chapters that are translated passage by passage."""
    pairs = _chapters(chapters)
    pool = [block for _, source, _ in pairs for block in source if len(block) > LONG]
    voice = random.Random(seed)  # noqa: S311  # no secret
    made: list[Case] = []
    names = list(EDITS)
    while len(made) < count:
        slug, source, target = pairs[len(made) % len(pairs)]
        before, english = _with_twins(source, target, voice) if len(made) % 4 == 3 else (source, target)
        others = [each for each in pool if each not in before]
        passages = [Passage(text, (index,)) for index, text in enumerate(before)]
        wanted = [names[len(made) % len(names)], *voice.choices(names, k=voice.choice((0, 0, 1, 2)))]
        done = [name for name in wanted if EDITS[name](passages, voice) or rewrite(name, passages, voice, others)]
        if done and _is_whole([each.text for each in passages]):
            made.append(
                Case(slug=slug, kinds=tuple(done), before=tuple(before), target=tuple(english), now=tuple(passages))
            )
    return made


def _is_whole(passages: Sequence[str]) -> bool:
    """Say whether the passages, put together, are read as these passages."""
    return [block.text.strip() for block in text_of(passages, "zh.md").blocks] == [each.strip() for each in passages]


def _chapters(folder: Path) -> list[tuple[str, list[str], list[str]]]:
    pairs: list[tuple[str, list[str], list[str]]] = []
    for place in sorted(folder.iterdir()):
        if (place / "en.md").is_file():
            source, target = (_blocks(place / f"{code}.md") for code in ("zh", "en"))
            if [block.kind for block in source] == [block.kind for block in target]:
                pairs.append((place.name, [block.text for block in source], [block.text for block in target]))
    return pairs


def _blocks(path: Path) -> tuple[Block, ...]:
    return read_text(PurePosixPath(path.name), path.read_text(encoding="utf-8").split("---\n", 2)[2]).blocks


def text_of(passages: Sequence[str], name: str) -> Text:
    """Give passages as a text."""
    return read_text(PurePosixPath(name), "\n\n".join(passages) + "\n")


def _with_twins(source: list[str], target: list[str], voice: random.Random) -> tuple[list[str], list[str]]:
    """Put two equal short paragraphs into a chapter."""
    ours, theirs = list(source), list(target)
    for place in sorted(voice.sample(range(1, len(ours)), 2), reverse=True):
        ours.insert(place, "谢谢。")
        theirs.insert(place, "Thanks.")
    return ours, theirs
