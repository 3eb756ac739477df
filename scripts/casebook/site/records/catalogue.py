"""catalogue.json: every chapter with its metadata in every language, for programs.

The format is described for its users on the page `data`. `VERSION` grows when a key is removed or changes its
meaning; new keys may come at any time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from casebook.manuscript import Book, Chapter
from casebook.site.view import View

from .standing import translation_state

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
            chapters.append(chapter_facts(views, book.chapters[slug]))
        else:
            chapters.append(withdrawn_facts(slug))
    return (
        json.dumps(
            {
                "version": VERSION,
                **book_facts(book),
                "groups": [{"id": each.id, "name": dict(each.name)} for each in book.groups.values()],
                "practices": [
                    {
                        "id": each.id,
                        "group": each.group,
                        "name": dict(each.name),
                        "definition": dict(each.definition),
                        "url": urls(views, "practices", each.id),
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


def book_facts(book: Book) -> dict[str, object]:
    """Give the book and its languages."""
    return {
        "book": {
            "title": dict(book.title),
            "subtitle": dict(book.subtitle),
            "source": book.source,
            "url": book.url,
            "licence": book.licence,
        },
        "languages": {code: {"name": each.name, "tag": each.tag} for code, each in book.languages.items()},
    }


def withdrawn_facts(slug: str) -> dict[str, object]:
    """Give all that is known of a chapter that was taken back."""
    return {"slug": slug, "status": "withdrawn"}


def chapter_facts(views: Mapping[str, View], chapter: Chapter) -> dict[str, object]:
    """Give the metadata of a published chapter in every language; what the manuscript does not say has no key."""
    view = next(iter(views.values()))
    school = chapter.school
    facts: dict[str, object] = {
        "slug": chapter.slug,
        "status": chapter.status,
        "kind": chapter.kind,
        "url": urls(views, "chapters", chapter.slug),
        "title": dict(chapter.title),
        "summary": dict(chapter.summary),
        "authors": _people(view.book, chapter.authors),
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
        "translations": {code: _translation(view, chapter, code) for code in views if code != chapter.language},
        "licence": chapter.licence,
        "sources": [{"title": each.title, "url": each.url, "read": each.read.isoformat()} for each in chapter.sources],
    }
    return said(facts)


def said(facts: Mapping[str, object]) -> dict[str, object]:
    """Drop what was not said: keys without a value, words in no language."""
    return {key: kept for key, value in facts.items() if (kept := _said(value)) is not None}


def _said(value: object) -> object:
    if isinstance(value, dict):
        return said(value) or None
    if isinstance(value, list):
        return [_said(part) for part in value]
    return value


def _translation(view: View, chapter: Chapter, code: str) -> dict[str, object]:
    state, translation = view.states.get((chapter.slug, code)), chapter.translations.get(code)
    if state is None or translation is None:
        return {"state": "missing"}
    return {
        "state": translation_state(state),
        "passages": state.counts,
        "translators": _people(view.book, translation.translators),
        "confirmed": state.last_confirmation.isoformat() if state.last_confirmation else None,
    }


def _people(book: Book, identities: Iterable[str]) -> list[dict[str, object]]:
    return [{"id": each, "name": dict(book.people[each].name)} for each in identities if each in book.people]


def urls(views: Mapping[str, View], kind: str, identity: str) -> dict[str, str]:
    """Give the address of a page by language."""
    return {code: view.book.url + view.address(kind, identity).url for code, view in views.items()}
