"""The static interface for programs: one JSON file for each chapter and each practice, and an index of all.

`catalogue.json` has the same facts of all chapters in one file. Values that come from a fixed list are neutral codes,
and `labels` says what readers call them in each language. `VERSION` is in every address: what a file says under one
version stays there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from casebook.manuscript import COSTS, KINDS, PROVINCES, STAGES, Chapter, Practice, PracticeUse
from casebook.site.facets import languages_of
from casebook.site.view import View

from .catalogue import book_facts, chapter_facts, said, urls, withdrawn_facts
from .citation_files import FILES
from .feeds import FEED
from .plain_text import plain_path

VERSION = 1
FOLDER = PurePosixPath("api") / f"v{VERSION}"

Facts = dict[str, object]


def interface(views: Mapping[str, View]) -> Iterator[tuple[PurePosixPath, str]]:
    """Give every file of the interface, by its path from the root of the site."""
    view = next(iter(views.values()))
    shown = [each for each in view.chapters if each.is_published]
    yield FOLDER / "index.json", _written(views, "index", _index(views, shown))
    for chapter in shown:
        yield _path("chapters", chapter.slug), _written(views, "chapter", _chapter(views, chapter))
    for slug in view.book.withdrawn:
        yield _path("chapters", slug), _written(views, "chapter", withdrawn_facts(slug))
    for practice in view.book.practices.values():
        yield _path("practices", practice.id), _written(views, "practice", _practice(views, practice))


def _path(kind: str, identity: str) -> PurePosixPath:
    return FOLDER / kind / f"{identity}.json"


def _written(views: Mapping[str, View], shape: str, facts: Facts) -> str:
    url = next(iter(views.values())).book.url
    head = {"version": VERSION, "schema": f"{url}{FOLDER}/schema/{shape}.schema.json"}
    return json.dumps({**head, **facts}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _index(views: Mapping[str, View], shown: list[Chapter]) -> Facts:
    book = next(iter(views.values())).book
    return said(
        {
            **book_facts(book),
            "labels": {
                "kind": _labels(views, "kind", KINDS),
                "kind_note": {kind: _label(views, f"kind_{kind}_note") for kind in KINDS},
                "stage": _labels(views, "stage", STAGES),
                "boarding": _labels(views, "boarding", ("true", "false")),
                "cost": _labels(views, "cost", COSTS),
                "province": {code: dict(name) for code, name in PROVINCES.items()},
            },
            "groups": [
                {"id": each.id, "name": dict(each.name), "url": urls(views, "groups", each.id)}
                for each in book.groups.values()
            ],
            "problems": [
                {"id": each.id, "name": dict(each.name), "practices": list(each.practices)} for each in book.problems
            ],
            "practices": [
                {"id": each.id, "name": dict(each.name), "api": _address(views, "practices", each.id)}
                for each in book.practices.values()
            ],
            "chapters": [
                *(
                    {
                        "slug": each.slug,
                        "status": each.status,
                        "kind": each.kind,
                        "title": dict(each.title),
                        "api": _address(views, "chapters", each.slug),
                    }
                    for each in sorted(shown, key=lambda each: each.slug)
                ),
                *(
                    {**withdrawn_facts(slug), "api": _address(views, "chapters", slug)}
                    for slug in sorted(book.withdrawn)
                ),
            ],
            "feeds": {code: f"{book.url}{view.address('home').url}{FEED}" for code, view in views.items()},
        }
    )


def _chapter(views: Mapping[str, View], chapter: Chapter) -> Facts:
    book = next(iter(views.values())).book
    school = chapter.school
    read = {code: views[code] for code in languages_of(chapter)}
    return {
        **chapter_facts(views, chapter),
        "labels": said(
            {
                "kind": _label(views, f"kind_{chapter.kind}"),
                "kind_note": _label(views, f"kind_{chapter.kind}_note"),
                "cost": _label(views, f"cost_{chapter.glance.cost}") if chapter.glance.cost else None,
                "stage": _label(views, f"stage_{school.stage}") if school and school.stage else None,
                "province": dict(PROVINCES[school.province]) if school and school.province else None,
                "practices": {each.id: dict(book.practices[each.id].name) for each in chapter.practices},
            }
        ),
        "text": {code: f"{book.url}{plain_path(view, chapter.slug)}" for code, view in read.items()},
        "citation": {
            code: {
                name.rpartition(".")[2].replace("json", "csl-json"): f"{url}{name}"
                for name in FILES
                for url in (book.url + view.address("chapters", chapter.slug).url,)
            }
            for code, view in read.items()
        },
        "passages_withdrawn": sorted({each.on.isoformat() for each in chapter.withdrawals}),
    }


def _practice(views: Mapping[str, View], practice: Practice) -> Facts:
    view = next(iter(views.values()))
    book = view.book
    group = book.groups[practice.group]
    return said(
        {
            "id": practice.id,
            "group": {"id": group.id, "name": dict(group.name)},
            "name": dict(practice.name),
            "definition": dict(practice.definition),
            "synonyms": {code: list(words) for code, words in practice.synonyms.items() if words},
            "caution": dict(practice.caution),
            "related": list(practice.related),
            "url": urls(views, "practices", practice.id),
            "feed": {code: f"{url}{FEED}" for code, url in urls(views, "practices", practice.id).items()},
            "chapters": [
                _use(views, chapter, use) for chapter, use in view.by_practice[practice.id] if chapter.is_published
            ],
        }
    )


def _use(views: Mapping[str, View], chapter: Chapter, use: PracticeUse) -> Facts:
    """Give one school's version of a practice, as the page of the practice shows it."""
    return {
        "slug": chapter.slug,
        "kind": chapter.kind,
        "title": dict(chapter.title),
        "url": {code: f"{url}#{use.anchor}" for code, url in urls(views, "chapters", chapter.slug).items()},
        "how": dict(use.how),
        "hard": dict(use.hard),
        "cost": use.cost or chapter.glance.cost,
        "time": dict(use.time or chapter.glance.time),
        "api": _address(views, "chapters", chapter.slug),
    }


def _address(views: Mapping[str, View], kind: str, identity: str) -> str:
    return f"{next(iter(views.values())).book.url}{_path(kind, identity)}"


def _labels(views: Mapping[str, View], facet: str, values: tuple[str, ...]) -> Facts:
    return {value: _label(views, f"{facet}_{value}") for value in values}


def _label(views: Mapping[str, View], key: str) -> dict[str, str]:
    return {code: view.words[key] for code, view in views.items()}
