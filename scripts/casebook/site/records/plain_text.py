"""A chapter as plain Markdown, for programs that read texts and for people who want one without a page around it.

Its head says what kind of text it is and how its translation stands; links lead to pages by their whole addresses; a
photo is what its alternative text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from casebook.manuscript import Block, BlockKind, Chapter, Text
from casebook.manuscript.text import without_heading_ids
from casebook.site.page import front_matter
from casebook.site.templating import Pen
from casebook.site.view import View, names
from casebook.translation import Status, TranslationState

from .relinking import outside, relinked
from .standing import translation_state

PLAIN = "index.md"
"""What the file beside a chapter's page is called."""
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)


def plain_text(view: View, chapter: Chapter) -> str:
    """Give a chapter in this view's language as Markdown with a head of YAML; it must be translated."""
    text = chapter.text_in(view.code)
    assert text is not None
    state = view.states.get((chapter.slug, view.code)) if view.code in chapter.translations else None
    parts = [
        f"# {view.plain(chapter.title)}",
        f"> {view.words[f'kind_{chapter.kind}']}{view.words['colon']}{view.words[f'kind_{chapter.kind}_note']}",
        *_blocks(view, text, state),
    ]
    return front_matter(_head(view, chapter, state)) + "\n" + "\n\n".join(parts) + "\n"


def _head(view: View, chapter: Chapter, state: TranslationState | None) -> dict[str, object]:
    book = view.book
    here = view.address("chapters", chapter.slug)
    translation = chapter.translations.get(view.code)
    pen = Pen(view, here)
    school = [chapter.school.name] if chapter.school and chapter.school.name else []
    head: dict[str, object] = {
        "title": view.plain(chapter.title),
        "summary": view.plain(chapter.summary),
        "kind": chapter.kind,
        "kind_note": view.words[f"kind_{chapter.kind}_note"],
        "book": view.plain(book.title),
        "url": book.url + here.url,
        "language": view.language.tag,
        "authors": names(view, chapter.authors),
        "school": view.words["place_comma"].join(view.plain(each) for each in (*school, *pen.places(chapter))),
        "written": chapter.written,
        "practices": [book.practices[each.id].name.nearest(view.code, book.source)[0] for each in chapter.practices],
        "sources": [each.url for each in chapter.sources],
        "licence": chapter.licence,
    }
    if translation:
        # The original's language stands at the root of the site.
        head["translation_of"] = book.url + here.path
        head["translators"] = names(view, translation.translators)
        head["translation"] = translation_state(state)
    return {key: value for key, value in head.items() if value}


def _blocks(view: View, text: Text, state: TranslationState | None) -> Iterator[str]:
    """Give the blocks as they are published; what stands where a translation is missing is the original's, and left."""
    waiting = {
        position
        for group in (state.groups if state else ())
        if group.status is Status.MISSING
        for position in group.target
    }
    lines = relinked(view, text, lambda label, title: _photo(view, label, title)).split("\n")
    for position, block in enumerate(text.blocks):
        if position not in waiting and (bare := _bare(block, "\n".join(lines[block.first : block.last]))):
            yield bare
    for each in text.definitions:
        title = f' "{each.title}"' if each.title else ""
        yield f"[{each.label}]: <{outside(view, text, each.target)}>{title}"


def _bare(block: Block, written: str) -> str:
    """Give a block without what only the pages need."""
    if block.kind is BlockKind.HEADING:
        return without_heading_ids(written)
    return written if block.kind is BlockKind.CODE else _COMMENT.sub("", written).strip()


def _photo(view: View, label: str, title: str) -> str:
    words = view.words.join(part for part in (label, title) if part)
    return f"[{view.words['plain_photo']}{view.words['colon']}{words}]"


def plain_path(view: View, slug: str) -> PurePosixPath:
    """Give where the Markdown of a chapter lies, from the root of the site."""
    return PurePosixPath(view.address("chapters", slug).url) / PLAIN
