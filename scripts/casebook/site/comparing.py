"""chapters/<slug>/card.json: one chapter on a card, for the pages that readers put together in their own browser.

The comparison and the reader's list fetch the few cards that they show. Read by `docs/assets/cards.js` for
`compare.js` and `list.js`, and nobody else; it may change with them.
"""

from __future__ import annotations

import json

from casebook.manuscript import Chapter, Translations

from .address import Address
from .templating import Pen
from .view import View


def comparable(view: View, chapter: Chapter) -> str:
    """Give the card of a chapter as JSON.

    Keys: `title`, `kind` (the words for it and its note), `places`, `facts`, `summary`, `challenge`, `response`,
    `people`, `cost`, `time`, `result` or `report` (a result as the press has it), and `practices`: each with `id`,
    `name`, `at`, `how`, `hard`, `cost`, `time`. A text in another language than the page is `[text, tag]`; what the
    chapter does not say has no key.
    """
    glance, words = chapter.glance, view.words

    def said(text: Translations) -> str | list[str]:
        plain, code = view.nearest(text)
        return plain if code == view.code else [plain, view.book.languages[code].tag]

    def cost(level: str | None) -> str:
        return words[f"cost_{level}"] if level else ""

    pen = Pen(view, Address(view.code, "", ""))
    facts: dict[str, object] = {
        "title": said(chapter.title),
        "kind": [words[f"kind_{chapter.kind}"], words[f"kind_{chapter.kind}_note"]],
        "places": [said(each) for each in pen.places(chapter)],
        "facts": pen.facts(chapter),
        "summary": said(chapter.summary),
        "challenge": said(glance.challenge),
        "response": said(glance.response),
        "people": said(glance.people),
        "cost": cost(glance.cost),
        "time": said(glance.time),
        "report" if chapter.kind == "case-note" else "result": said(glance.result),
        "practices": [
            _without_nothing(
                {
                    "id": use.id,
                    "name": said(view.book.practices[use.id].name),
                    "at": use.anchor,
                    "how": said(use.how),
                    "hard": said(use.hard),
                    "cost": cost(use.cost or glance.cost),
                    "time": said(use.time or glance.time),
                }
            )
            for use in chapter.practices
        ],
    }
    return json.dumps(_without_nothing(facts), ensure_ascii=False, separators=(",", ":")) + "\n"


def _without_nothing(facts: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in facts.items() if value}
