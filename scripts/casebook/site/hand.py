"""Pages written by hand, and what the site adds to them."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.manuscript import Chapter, HandPage, Language
from casebook.translation import Status, TranslationState

from .body import lay_out
from .page import Page
from .templating import Pen, write
from .view import View


@dataclass(frozen=True, slots=True)
class StateRow:
    """How one chapter stands in one language."""

    chapter: Chapter
    language: Language
    state: str
    left: int
    """How many passages wait for a translator."""


def hand_page(view: View, page: HandPage) -> Page:
    """Give a hand-written page; the one for translators ends with the state of every translation."""
    here = view.address("pages", page.name)
    parts = [
        write("page-opening", Pen(view, here), page=page, headings=page.text.headings, headings_lang=""),
        *lay_out(view, page.text, here, language=page.language),
    ]
    if page.name == "translate":
        parts.append(write("state", Pen(view, here), rows=translation_rows(view)))
    return Page(
        address=here,
        kind="page",
        title=page.title,
        description=page.description,
        body="\n\n".join(parts),
        languages=tuple(code for code, pages in view.book.pages.items() if page.name in pages),
        edit=page.text.path.as_posix(),
        searched=True,
        section="about" if page.name == "about" else "",
    )


def translation_rows(view: View) -> list[StateRow]:
    """List how each published chapter stands in each language but its own: the most work first, then by slug."""
    rows: list[StateRow] = []
    for chapter in view.book.published():
        for code, language in view.book.languages.items():
            if code != chapter.language:
                rows.append(_row(chapter, language, view.states.get((chapter.slug, code))))
    return sorted(rows, key=lambda row: (-row.left, row.chapter.slug, row.language.code))


def _row(chapter: Chapter, language: Language, state: TranslationState | None) -> StateRow:
    if state is None:
        return StateRow(chapter, language, "missing", len(chapter.text.blocks))
    counts = state.counts
    behind = counts[Status.STALE] + counts[Status.MISSING]
    if behind:
        return StateRow(chapter, language, "behind", behind)
    if counts[Status.UNCONFIRMED]:
        return StateRow(chapter, language, "unconfirmed", counts[Status.UNCONFIRMED])
    return StateRow(chapter, language, "current", 0)
