"""Pages written by hand, and what the site adds to them."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.manuscript import Chapter, HandPage, Language
from casebook.translation import Status, TranslationState
from casebook.translation.counting import words_left

from .body import lay_out, notes_of
from .notes import numbered
from .noticing import behind
from .page import Page
from .templating import Pen, write
from .view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """How one chapter stands in one language."""

    chapter: Chapter
    language: Language
    state: str
    left: int
    """How many passages wait for a translator."""
    words: int
    """How many characters, or words of other scripts, stand in them."""
    confirmed: str
    """The last day on which a passage was confirmed; empty where none was."""
    start: str
    """Where a translator begins: the file, open to be edited; empty where nothing is left."""


def hand_page(view: View, page: HandPage) -> Page:
    """Give a hand-written page; the one for translators ends with the state of every translation."""
    here = view.address("pages", page.name)
    parts = [
        write("page-opening", Pen(view, here), page=page, headings=page.text.headings, headings_lang=""),
        *numbered(
            lay_out(view, page.text, here, language=page.language),
            notes_of(view, page.text, here, language=page.language),
            view.words,
        ),
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
    rows = [
        _row(view, chapter, language)
        for chapter in view.book.published()
        for code, language in view.book.languages.items()
        if code != chapter.language
    ]
    return sorted(rows, key=lambda row: (-row.left, row.chapter.slug, row.language.code))


def _row(view: View, chapter: Chapter, language: Language) -> StateRow:
    state = view.states.get((chapter.slug, language.code))
    name, left = _named(chapter, language.code, state)
    path, book = chapter.folder.as_posix(), view.book
    file = f"{language.code}.md"
    start = f"edit/{book.branch}/{path}/{file}" if state else f"new/{book.branch}/{path}?filename={file}"
    return StateRow(
        chapter=chapter,
        language=language,
        state=name,
        left=left,
        words=words_left(chapter.text.blocks, state),
        confirmed=state.last_confirmation.isoformat() if state and state.last_confirmation else "",
        start=f"{book.repository}/{start}" if left else "",
    )


def _named(chapter: Chapter, code: str, state: TranslationState | None) -> tuple[str, int]:
    """Say in a word how a translation stands, and how many passages wait."""
    if state is None:
        return "missing", len(chapter.text.blocks)
    waiting = behind(state)
    if code not in chapter.translations:
        return "begun", waiting
    if waiting:
        return "behind", waiting
    unconfirmed = state.counts[Status.UNCONFIRMED]
    return ("unconfirmed", unconfirmed) if unconfirmed else ("current", 0)
