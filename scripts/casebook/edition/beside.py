"""A chapter of a parallel edition: the original and one translation, passage by passage, as the record ties them."""

from __future__ import annotations

from casebook.manuscript import Chapter
from casebook.site import View
from casebook.site.parallel import Row, Side, pair_up
from casebook.translation import Status

from . import elements
from .chapters import chapter_section, ending, opening, with_practices, words_of
from .edition import Section
from .elements import Node, Nodes
from .leading import Holdings, passage_id
from .typesetting import Passage, typeset


def parallel_section(holdings: Holdings, chapter: Chapter, other: View) -> Section:
    """Give a chapter in both languages, the original first; without a translation it stands alone, and says so."""
    view = holdings.view
    state = view.states.get((chapter.slug, other.code))
    if other.code not in chapter.translations or state is None:
        return _alone(holdings, chapter, other)
    languages = (view.book.languages[chapter.language], other.language)
    translation = chapter.translations[other.code]
    original = typeset(holdings, chapter.text, chapter.slug, language=chapter.language)
    translated = typeset(holdings, translation.text, chapter.slug, language=other.code, with_ids=False)
    texts = (with_practices(holdings, chapter, chapter.text, original), translated)
    rows = pair_up(view, chapter, state.groups, texts, languages)
    unchecked = all(group.status is Status.UNCONFIRMED for group in state.groups)
    return Section(
        id=passage_id(chapter.slug),
        kind=chapter.kind,
        title=words_of(view, chapter.title),
        second=words_of(other, chapter.title),
        kicker=view.words[f"kind_{chapter.kind}"],
        slug=chapter.slug,
        content=[
            *opening(holdings, chapter, notice=view.words["unconfirmed_notice"] if unchecked else "", second=other),
            *(pair for row in rows if (pair := _pair(holdings, row))),
            *ending(holdings, chapter, state),
        ],
    )


def _alone(holdings: Holdings, chapter: Chapter, other: View) -> Section:
    alone = chapter_section(holdings, chapter)
    told = elements.paragraph(elements.words(other.words["edition_not_translated"]))
    notice = elements.division([told], classes=("notice",), tag=other.language.tag)
    return Section(
        id=alone.id,
        kind=alone.kind,
        title=alone.title,
        kicker=alone.kicker,
        slug=alone.slug,
        content=[notice, *alone.content],
    )


def _pair(holdings: Holdings, row: Row[Passage]) -> Node | None:
    is_told = any(side.mark for side in row.sides)
    sides = [_side(holdings, side, with_notes=is_told) for side in row.sides]
    if not any(sides):
        return None
    return elements.division(
        [
            elements.division(
                content,
                classes=("side-original" if side.is_original else "side-translation",),
                tag=side.language.tag,
            )
            for side, content in zip(row.sides, sides, strict=True)
            if content
        ],
        classes=("pair", f"pair-{row.status}"),
    )


def _side(holdings: Holdings, side: Side[Passage], *, with_notes: bool) -> Nodes:
    """Give one half; notes stand where they are referred to, and here only where something must be said of them."""
    blocks = [each for passage in side.blocks if with_notes or not passage.is_note for each in passage.content]
    return [_mark(holdings, side), *blocks] if side.mark else blocks


def _mark(holdings: Holdings, side: Side[Passage]) -> Node:
    view = holdings.view
    reason = [elements.span(elements.words(side.reason), tag=side.reason_tag)] if side.reason else []
    told = elements.words(side.mark + (view.words["colon"] if reason else ""))
    return elements.division([elements.paragraph([*told, *reason])], classes=("stale-mark",), tag=view.language.tag)
