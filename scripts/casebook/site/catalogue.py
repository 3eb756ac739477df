"""catalogue.json: every chapter with its metadata in every language, for programs.

The format is described for its users on the page `data`. `VERSION` grows when a key is removed or changes its
meaning; new keys may come at any time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from casebook.manuscript import Chapter
from casebook.translation import Status, TranslationState

from .view import View

VERSION = 1


def catalogue_json(views: Mapping[str, View]) -> str:
    """Give the catalogue of a book as JSON, chapters by slug.

    A withdrawn chapter has a slug and a status, and nothing else. What a manuscript does not say has no key.
    """
    view = next(iter(views.values()))
    book = view.book
    shown = {chapter.slug for chapter in view.chapters if chapter.is_published}
    chapters: list[dict[str, object]] = []
    for slug in sorted({*shown, *book.withdrawn}):
        if slug in shown:
            chapters.append(_chapter(views, book.chapters[slug]))
        else:
            chapters.append({"slug": slug, "status": "withdrawn"})
    return (
        json.dumps(
            {
                "version": VERSION,
                "book": {
                    "title": dict(book.title),
                    "subtitle": dict(book.subtitle),
                    "source": book.source,
                    "url": book.url,
                    "licence": book.licence,
                },
                "languages": {code: {"name": each.name, "tag": each.tag} for code, each in book.languages.items()},
                "groups": [{"id": each.id, "name": dict(each.name)} for each in book.groups.values()],
                "practices": [
                    {
                        "id": each.id,
                        "group": each.group,
                        "name": dict(each.name),
                        "definition": dict(each.definition),
                        "url": _urls(views, "practices", each.id),
                    }
                    for each in book.practices.values()
                ],
                "chapters": chapters,
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _chapter(views: Mapping[str, View], chapter: Chapter) -> dict[str, object]:
    view = next(iter(views.values()))
    school = chapter.school
    facts: dict[str, object] = {
        "slug": chapter.slug,
        "status": chapter.status,
        "kind": chapter.kind,
        "url": _urls(views, "chapters", chapter.slug),
        "title": dict(chapter.title),
        "summary": dict(chapter.summary),
        "authors": [{"id": each, "name": dict(view.book.people[each].name)} for each in chapter.authors],
        "school": {
            "name": dict(school.name),
            "county": dict(school.county),
            "prefecture": dict(school.prefecture),
            "province": school.province,
            "stage": school.stage,
            "boarding": school.boarding,
            "pupils": school.pupils,
        }
        if school
        else None,
        "practices": [
            {
                "id": each.id,
                "at": f"#{each.anchor}",
                "how": dict(each.how),
                "hard": dict(each.hard),
                "cost": each.cost,
                "time": dict(each.time),
            }
            for each in chapter.practices
        ],
        "glance": {
            "challenge": dict(chapter.glance.challenge),
            "response": dict(chapter.glance.response),
            "people": dict(chapter.glance.people),
            "cost": chapter.glance.cost,
            "time": dict(chapter.glance.time),
            "result": dict(chapter.glance.result),
        },
        "written": chapter.written,
        "translations": {
            code: _translation(view.states.get((chapter.slug, code))) for code in views if code != chapter.language
        },
        "licence": chapter.licence,
        "sources": [{"title": each.title, "url": each.url, "read": each.read.isoformat()} for each in chapter.sources],
    }
    return {key: kept for key, value in facts.items() if (kept := _said(value)) is not None}


def _said(value: object) -> object:
    """Drop what was not said: keys without a value, words in no language."""
    if isinstance(value, dict):
        return {key: kept for key, part in value.items() if (kept := _said(part)) is not None} or None
    if isinstance(value, list):
        return [_said(part) for part in value]
    return value


def _translation(state: TranslationState | None) -> dict[str, object]:
    if state is None:
        return {"state": "missing"}
    counts = state.counts
    behind = counts[Status.STALE] + counts[Status.MISSING]
    name = "behind" if behind else "unconfirmed" if counts[Status.UNCONFIRMED] else "current"
    return {"state": name, "passages": counts}


def _urls(views: Mapping[str, View], kind: str, identity: str) -> dict[str, str]:
    return {code: view.book.url + view.address(kind, identity).url for code, view in views.items()}
