"""What is written otherwise in one text, by the language that it is in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from .chinese import slips_in_chinese, straight_quotes, traditional_characters
from .english import american_words, quotes_in_english, slips_in_english
from .masking import masked, prose_lines
from .slip import Slip


@lru_cache(maxsize=4096)
def slips_in(markdown: str, tag: str, names: tuple[str, ...], *, is_chapter: bool = True) -> tuple[Slip, ...]:
    """List what is written otherwise in a Markdown text of a language, by its tag, as it reads; no two overlap."""
    found = sorted(_found(markdown, tag, names, is_chapter=is_chapter), key=lambda slip: (slip.start, -slip.end))
    return tuple(_apart(found))


def _found(markdown: str, tag: str, names: tuple[str, ...], *, is_chapter: bool) -> Iterator[Slip]:
    is_chinese, is_british = tag.split("-", maxsplit=1)[0] == "zh", tag == "en-GB"
    if not is_chinese and not is_british:
        return
    mask = masked(markdown, names)
    american = american_words(mask, is_chapter=is_chapter) if is_british else {}
    for line in prose_lines(mask):
        if is_chinese:
            yield from slips_in_chinese(line)
            if tag in ("zh", "zh-CN", "zh-SG") or "-Hans" in tag:
                yield from traditional_characters(line)
        else:
            yield from slips_in_english(line, american)
    others_are_curly = any(mark in markdown for mark in "“”’")
    if '"' not in markdown and (is_chinese or not others_are_curly or "'" not in markdown):
        return
    for line in prose_lines(masked(markdown, names, with_quotations=False)):
        if is_chinese:
            yield from straight_quotes(line)
        else:
            yield from quotes_in_english(line, others_are_curly=others_are_curly)


def _apart(slips: list[Slip]) -> Iterator[Slip]:
    end = -1
    for slip in slips:
        if slip.start >= end:
            yield slip
            end = slip.end
