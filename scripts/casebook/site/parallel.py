"""Parallel reading: a chapter and one translation of it, passage beside passage, as the record ties them.

It is a view of the chapter and no text of its own: search engines are led to the chapter, and our search leaves it
out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import escape

from casebook.manuscript import BlockKind, Chapter, Language, Text
from casebook.translation import GroupState, Status

from .address import Address
from .body import Setting
from .cards import chapter_card
from .page import Page
from .pictures import PAIR
from .templating import Pen, write
from .view import View

_HAN = re.compile(r"[\u3400-\u9fff]")
_PARAGRAPH = re.compile(r"^(?:<p>)?")
_DEFINITION = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*")
_LABEL = re.compile(r"[^\w-]+")


Laid = TypeVar("Laid")
"""A block as it is laid out: Markdown for a page, or what an edition is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side(Generic[Laid]):
    """One half of a row: blocks, and what their readers must know of them."""

    language: Language
    is_original: bool
    blocks: tuple[Laid, ...]
    mark: str = ""
    """What is to be said above the text, in the language of the page; or in its place."""
    reason: str = ""
    """Why somebody left the passage out, in their own words."""
    reason_tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Generic[Laid]):
    """One passage in both languages."""

    id: str
    more_ids: tuple[str, ...]
    """Ids of further headings in it."""
    status: str
    sides: tuple[Side[Laid], Side[Laid]]
    """In the order in which this page's readers read them."""


def partner_of(view: View, chapter: Chapter) -> str:
    """Give the language that stands beside the original for this view's readers; empty where there is none."""
    if view.code in chapter.translations:
        return view.code
    return next((code for code in view.book.languages if code in chapter.translations), "")


def parallel_page(view: View, chapter: Chapter) -> Page:
    """Give the page of a chapter that has a translation."""
    partner = partner_of(view, chapter)
    original, other = view.book.languages[chapter.language], view.book.languages[partner]
    here = view.address("chapters", f"{chapter.slug}/parallel")
    chapter_here = view.address("chapters", chapter.slug)
    state = view.states.get((chapter.slug, partner))
    translation = chapter.translations[partner].text
    groups = state.groups if state else ()
    texts = (_blocks(view, chapter.text, here, original), _blocks(view, translation, here, other))
    rows = pair_up(view, chapter, groups, texts, (original, other))
    shown = chapter.text_in(view.code) or chapter.text
    unchecked = sum(group.status is Status.UNCONFIRMED for group in groups)
    body = write(
        "parallel",
        Pen(view, here),
        chapter=chapter,
        rows=rows,
        languages=(original, other) if view.code == chapter.language else (other, original),
        original=original,
        headings=shown.headings,
        headings_lang="" if view.is_translated(chapter) else original.tag,
        notice=view.words["unconfirmed_notice"] if groups and unchecked == len(groups) else "",
    )
    translated = view.is_translated(chapter)
    title = view.words.say("parallel_title", title=view.plain(chapter.title))
    return Page(
        address=here,
        kind="parallel",
        title=title,
        description=view.words.say("parallel_description", title=view.plain(chapter.title)),
        body=body,
        canonical=chapter_here if translated else Address(chapter.language, "", chapter_here.path),
        indexed=False,
        section="catalogue",
        card=chapter_card(view, chapter),
    )


def pair_up(
    view: View,
    chapter: Chapter,
    groups: Sequence[GroupState],
    texts: tuple[Sequence[Laid], Sequence[Laid]],
    languages: tuple[Language, Language],
) -> list[Row[Laid]]:
    """Give the passages of a chapter and of one translation row by row.

    `texts` are the laid-out blocks of the two, and `languages` theirs, the original's first.
    """
    original, other = languages
    translation = chapter.translations[other.code].text
    all_unchecked = all(group.status is Status.UNCONFIRMED for group in groups)
    used: set[str] = set()
    rows: list[Row[Laid]] = []
    for group in groups:
        ids = _fresh(used, [*_ids(chapter.text, group.source), *_ids(translation, group.target)])
        left: Side[Laid] = Side(
            language=original,
            is_original=True,
            blocks=tuple(texts[0][position] for position in group.source),
            mark="" if group.source else _absent(view, group),
        )
        right = _translated(view, group, other, texts[1], is_said=not all_unchecked)
        rows.append(
            Row(
                id=ids[0] if ids else "",
                more_ids=tuple(ids[1:]),
                status=group.status.value,
                sides=(left, right) if view.code == chapter.language else (right, left),
            )
        )
    return rows


def _translated(
    view: View, group: GroupState, language: Language, blocks: Sequence[Laid], *, is_said: bool
) -> Side[Laid]:
    """Give the half of the translation, with how it stands in words where that is not simply well."""
    reason = group.group.omitted if group.group and group.status is Status.OMITTED else None
    mark = view.words[f"parallel_{group.status}"] if f"parallel_{group.status}" in view.words.words else ""
    if group.status is Status.UNCONFIRMED and not (is_said and group.source):
        mark = ""
    if group.status is Status.NOTE:
        mark = ""
    return Side(
        language=language,
        is_original=False,
        # What only holds the place of a translation is not shown.
        blocks=() if group.status is Status.MISSING else tuple(blocks[position] for position in group.target),
        mark=mark,
        reason=reason or "",
        reason_tag=_tag_of(view, reason or ""),
    )


def _absent(view: View, group: GroupState) -> str:
    """Say why a passage of the translation has no original beside it."""
    if group.status is Status.NOTE:
        return view.words["parallel_note"]
    return view.words["parallel_gone" if group.group and group.group.source else "parallel_extra"]


def _tag_of(view: View, words: str) -> str:
    """Give the language of words that somebody wrote in the record, as far as their script tells it."""
    is_chinese = bool(_HAN.search(words))
    tags = [each.tag for each in view.book.languages.values() if each.tag.startswith("zh") is is_chinese]
    return tags[0] if tags else view.language.tag


def _blocks(view: View, text: Text, here: Address, language: Language) -> list[str]:
    """Lay out the blocks of a text so that two can stand on one page: no id comes twice, and each note is a row."""
    setting = _BesideAnother(view, text, here, language.code, sizes=PAIR)
    laid: list[str] = []
    told = ""
    for passage in view.proses.of(text, language.code):
        written = setting.fill(passage)
        if passage.note and passage.note != told:
            written = _PARAGRAPH.sub(rf"\g<0><sup>{escape(passage.note)}</sup> ", written, count=1)
        told = passage.note
        laid.append(written)
    return laid


class _BesideAnother(Setting):
    """A text beside another one: its row has the id of a heading, and the heading one that nobody links to."""

    def anchor(self, identity: str) -> str:
        return f"_{self.language}-{identity}"

    def note_mark(self, label: str) -> str:
        return f'<sup><a href="#{_note_id(label)}">{escape(label)}</a></sup>'


def _ids(text: Text, positions: Sequence[int]) -> list[str]:
    """Give the ids that lead to these passages: those of headings, and of notes."""
    found: list[str] = []
    for position in positions:
        block = text.blocks[position]
        found += [each.id for each in text.headings if each.id and block.first <= each.line < block.last]
        if block.kind is BlockKind.FOOTNOTE and (match := _DEFINITION.match(block.text)):
            found.append(_note_id(match[1]))
    return found


def _note_id(label: str) -> str:
    return f"_note-{_LABEL.sub('-', label)}"


def _fresh(used: set[str], ids: list[str]) -> list[str]:
    fresh = [each for each in dict.fromkeys(ids) if each not in used]
    used.update(fresh)
    return fresh
