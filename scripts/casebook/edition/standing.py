"""A translation that is behind its original, told plainly at the passage itself, as on its page of the site."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casebook.manuscript import Chapter, Text
from casebook.site.body import missing_after
from casebook.translation import Status, TranslationState

from . import elements
from .elements import Node, Nodes
from .leading import Holdings
from .typesetting import Passage, typeset

Marking = Callable[[Sequence[Passage]], list[Passage]]


def with_state(holdings: Holdings, chapter: Chapter, text: Text, state: TranslationState, marked: Marking) -> Nodes:
    """Give the text of a translation with what its readers must know: what is stale, and what is not there yet.

    `marked` adds to the passages of the translation whatever else is to stand there.
    """
    source = typeset(holdings, chapter.text, chapter.slug, language=chapter.language, with_ids=False)
    waiting = {position for group in state.groups if group.status is Status.MISSING for position in group.target}
    passages = marked(typeset(holdings, text, chapter.slug, language=holdings.view.code, marks=_marks(holdings, state)))
    after = missing_after(state)
    found = [_untranslated(holdings, chapter, source[position]) for position in after.get(-1, ())]
    for position, passage in enumerate(passages):
        # What waits for a translator is shown in the original, and not as the comment that it stands in.
        if position not in waiting and not passage.is_note:
            found += passage.content
        found += [_untranslated(holdings, chapter, source[missing]) for missing in after.get(position, ())]
    return found


def mark(holdings: Holdings, key: str) -> Node:
    """Give a line that says how a passage stands, in the language of the edition."""
    view = holdings.view
    told = elements.paragraph(elements.words(view.words[key]))
    return elements.division([told], classes=("stale-mark",), tag=view.language.tag)


def _marks(holdings: Holdings, state: TranslationState) -> dict[int, Nodes]:
    stale = (group.target[0] for group in state.groups if group.status is Status.STALE and group.target)
    return {position: [mark(holdings, "stale_mark")] for position in stale}


def _untranslated(holdings: Holdings, chapter: Chapter, passage: Passage) -> Node:
    tag = holdings.view.book.languages[chapter.language].tag
    inner = elements.division(passage.content, tag=tag)
    return elements.division([mark(holdings, "missing_mark"), inner], classes=("untranslated",))
