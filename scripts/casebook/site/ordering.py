"""How titles are put in order: Chinese ones by their sound, as a Chinese reader looks them up."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casebook.manuscript import PROVINCES, Chapter

from .view import View

# An English reader looks under the first word that says something.
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_NOWHERE = len(PROVINCES)


def pinyin(chinese: str) -> str:
    """Give the pinyin of Chinese characters without tones, syllables apart; anything else stays as it is."""
    # It reads its dictionaries when it is imported, which takes a quarter of a second: `check` need not wait for that.
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # its tables take a while: only who asks for sounds waits

    return " ".join(lazy_pinyin(chinese))


def ranks(view: View, chapters: Iterable[Chapter]) -> dict[str, tuple[int, int]]:
    """Give each chapter's place in the order by province and in that by title, by slug.

    `chapters` come newest first, which is the order of chapters that are equal; whoever names no province comes last.
    """
    listed = list(chapters)
    by_province = sorted(listed, key=_province)
    by_title = sorted(listed, key=lambda each: _title(view, each))
    title = {chapter.slug: rank for rank, chapter in enumerate(by_title)}
    return {chapter.slug: (rank, title[chapter.slug]) for rank, chapter in enumerate(by_province)}


def _province(chapter: Chapter) -> int:
    province = chapter.school.province if chapter.school else None
    return list(PROVINCES).index(province) if province else _NOWHERE


def _title(view: View, chapter: Chapter) -> str:
    title, code = view.nearest(chapter.title)
    if view.book.languages[code].tag.startswith("en"):
        title = _ARTICLE.sub("", title)
    return pinyin(title).casefold()
