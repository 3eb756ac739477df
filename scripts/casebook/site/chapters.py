"""The pages of chapters: each chapter in each language, whatever its state."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.manuscript import Book, BrokenChapter, Chapter, Diagnostic
from casebook.translation import TranslationState

from .address import Address
from .body import in_language, lay_out, notes_of, practice_marks, with_state
from .cards import chapter_card
from .citing import citation_of, cite
from .crediting import reviews_of
from .notes import numbered
from .noticing import behind, notice_of
from .page import Page
from .templating import Pen, write
from .view import View


def chapter_page(view: View, chapter: Chapter) -> Page:
    """Give the page of a chapter that readers may see."""
    here = view.address("chapters", chapter.slug)
    pen = Pen(view, here)
    translated = view.is_translated(chapter)
    translation = chapter.translations.get(view.code)
    state = view.states.get((chapter.slug, view.code))
    source_path = (translation.path if translation else chapter.path).as_posix()
    parts = [
        write(
            "chapter-opening",
            pen,
            chapter=chapter,
            glance=_glance(chapter),
            headings=(chapter.text_in(view.code) or chapter.text).headings,
            headings_lang="" if translated else view.book.languages[chapter.language].tag,
            featured=featured_in(view, chapter),
            notice=notice_of(view, translated=translated, state=state),
            offer=not translated and "translate" in view.book.pages[view.code],
            parallel=here.to(view.address("chapters", f"{chapter.slug}/parallel")) if chapter.translations else "",
        ),
        *_with_notes(view, chapter, _text(view, chapter, state)),
        write(
            "chapter-ending",
            pen,
            chapter=chapter,
            translation=translation,
            confirmed=state.last_confirmation.isoformat() if state and state.last_confirmation else "",
            reviews=reviews_of(translation, state) if translation else [],
            behind=behind(state) if state else 0,
            citations=cite(view, citation_of(view, chapter)),
            related=view.relations.of(chapter.slug),
            edit=edit_address(view.book, source_path),
        ),
    ]
    return Page(
        address=here,
        kind="chapter",
        title=view.plain(chapter.title),
        description=view.plain(chapter.summary),
        body="\n\n".join(parts),
        languages=(chapter.language, *chapter.translations) if translated else (),
        canonical=None if translated else Address(chapter.language, "", here.path),
        indexed=translated and chapter.is_published,
        edit=source_path,
        section="catalogue",
        searched=True,
        scripts=("keep.js",),
        card=chapter_card(view, chapter),
    )


def withdrawn_page(view: View, slug: str) -> Page:
    """Give the page that stands where a withdrawn chapter was; nothing of the chapter is on it."""
    here = view.address("chapters", slug)
    return Page(
        address=here,
        kind="withdrawn",
        title=view.words["withdrawn_title"],
        description=view.words["withdrawn_text"],
        body=write("withdrawn", Pen(view, here)),
        languages=tuple(view.book.languages),
        indexed=False,
        section="catalogue",
    )


def broken_page(view: View, chapter: BrokenChapter, findings: Sequence[Diagnostic]) -> Page:
    """Give the page that a preview shows in place of a chapter with errors."""
    here = view.address("chapters", chapter.slug)
    return Page(
        address=here,
        kind="broken",
        title=view.words["broken_title"],
        description=view.words["broken_text"],
        body=write("broken", Pen(view, here), findings=findings),
        languages=tuple(view.book.languages),
        indexed=False,
        edit=chapter.path.as_posix(),
        section="catalogue",
    )


def edit_address(book: Book, path: str) -> str:
    """Give the address at which an editor changes a file of the book."""
    return f"{book.repository}/edit/{book.branch}/{path}"


def _text(view: View, chapter: Chapter, state: TranslationState | None) -> list[str]:
    here = view.address("chapters", chapter.slug)
    uses = [(use.anchor, use.id, view.plain(view.book.practices[use.id].name)) for use in chapter.practices]
    marks = practice_marks(view, here, uses)
    text = chapter.text_in(view.code)
    if text is None:
        return in_language(
            lay_out(view, chapter.text, here, language=chapter.language, marks=marks),
            view.book.languages[chapter.language].tag,
        )
    blocks = lay_out(view, text, here, language=view.code, marks=marks)
    if state is None or state.is_current:
        return blocks
    return with_state(view, blocks, chapter.text, here, state)


def _with_notes(view: View, chapter: Chapter, blocks: list[str]) -> list[str]:
    here = view.address("chapters", chapter.slug)
    notes = notes_of(view, chapter.text, here, language=chapter.language)
    if translation := chapter.translations.get(view.code):
        notes |= notes_of(view, translation.text, here, language=view.code)
    return numbered(blocks, notes, view.words)


def _glance(chapter: Chapter) -> dict[str, object]:
    glance = chapter.glance
    return {
        "challenge": glance.challenge,
        "response": glance.response,
        "people": glance.people,
        "time": glance.time,
        "result": glance.result,
    }


def featured_in(view: View, chapter: Chapter) -> list[str]:
    """List the ids of people that the text is about, as far as people.yml knows them."""
    found = [view.person_of_name[name] for name in chapter.adults if name in view.person_of_name]
    return [identity for identity in dict.fromkeys(found) if identity not in chapter.authors]
