"""The JSON Schemas of what is published for programs: the catalogue and every file of the interface.

They are open: a key that they do not name may come at any time. `site.schemas` has those of what people write.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from casebook.manuscript import COSTS, KINDS, PROVINCES, STAGES, Book

from .api import FOLDER, VERSION
from .standing import STATES

Schema = dict[str, object]

_TEXT: Schema = {"type": "string", "minLength": 1}
_SLUG: Schema = {"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}
_URL: Schema = {"type": "string", "format": "uri", "pattern": "^https?://"}
_DAY: Schema = {"type": "string", "format": "date"}
_WRITTEN: Schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_WORDS: Schema = {"$ref": "#/$defs/words"}
_ADDRESSES: Schema = {"$ref": "#/$defs/addresses"}


def shapes(book: Book) -> list[tuple[PurePosixPath, str]]:
    """Give every schema as JSON (draft 2020-12), by its path on the site.

    Source: https://json-schema.org/draft/2020-12
    """
    found = []
    for name, (explained, shape) in _SHAPES.items():
        path = FOLDER / "schema" / f"{name}.schema.json"
        head = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"{book.url}{path}",
            "description": explained,
        }
        schema = {**head, **shape, "$defs": {"words": _by_language(_TEXT), "addresses": _by_language(_URL)}}
        found.append((path, json.dumps(schema, ensure_ascii=False, indent=1) + "\n"))
    return found


def _object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    return {"type": "object", "required": list(required), "properties": {**required, **(optional or {})}}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(values: tuple[str, ...]) -> Schema:
    return {"enum": list(values)}


def _by_language(value: Schema) -> Schema:
    """Keys are codes of languages, as the files of a book name them."""
    return _by_code(value, r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")


def _by_code(value: Schema, pattern: str) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": pattern}, "additionalProperties": value}


_HEAD: Mapping[str, Schema] = {"version": {"const": VERSION}, "schema": _URL}
_PERSON = _object({"id": _SLUG, "name": _WORDS})
_BOOK: Mapping[str, Schema] = {
    "book": _object(
        {"title": _WORDS, "source": _TEXT, "url": _URL, "licence": _TEXT},
        {"subtitle": _WORDS},
    ),
    "languages": _by_language(_object({"name": _TEXT, "tag": _TEXT})),
}
_NAMED: Mapping[str, Schema] = {"id": _SLUG, "name": _WORDS}
_COST = _one_of(COSTS)
_SCHOOL = _object(
    {},
    {
        "name": _WORDS,
        "county": _WORDS,
        "prefecture": _WORDS,
        "province": _one_of(tuple(PROVINCES)),
        "stage": _one_of(STAGES),
        "boarding": {"type": "boolean"},
        "pupils": {"type": "integer", "minimum": 1},
    },
)
_USE = _object(
    {"id": _SLUG, "at": {"type": "string", "pattern": "^#"}, "how": _WORDS},
    {"hard": _WORDS, "cost": _COST, "time": _WORDS},
)
_TRANSLATION = _object(
    {"state": _one_of(STATES)},
    {
        "passages": _by_code({"type": "integer", "minimum": 0}, "^[a-z]+$"),
        "translators": _list(_PERSON),
        "confirmed": _DAY,
    },
)
_GLANCE = _object({}, {**dict.fromkeys(("challenge", "response", "people", "time", "result"), _WORDS), "cost": _COST})
_FACTS: Mapping[str, Schema] = {
    "slug": _SLUG,
    "status": {"const": "published"},
    "kind": _one_of(KINDS),
    "url": _ADDRESSES,
    "title": _WORDS,
    "summary": _WORDS,
    "authors": _list(_PERSON),
    "practices": _list(_USE),
    "glance": _GLANCE,
    "written": _WRITTEN,
    "licence": _TEXT,
    "sources": _list(_object({"title": _TEXT, "url": _URL, "read": _DAY})),
}
_MAY: Mapping[str, Schema] = {"school": _SCHOOL, "translations": _by_language(_TRANSLATION)}
_WITHDRAWN: Mapping[str, Schema] = {"slug": _SLUG, "status": {"const": "withdrawn"}}
_FILES = _object({"bib": _URL, "ris": _URL, "csl-json": _URL})
_CHAPTER_LABELS = _object(
    {"kind": _WORDS, "kind_note": _WORDS},
    {"cost": _WORDS, "stage": _WORDS, "province": _WORDS, "practices": _by_code(_WORDS, r"^[a-z0-9-]+$")},
)
_LABELS = _object(
    dict.fromkeys(
        ("kind", "kind_note", "stage", "boarding", "cost", "province"), _by_code(_WORDS, "^[a-z]+(-[a-z]+)*$")
    )
)
_CATALOGUE_PRACTICE = _object({**_NAMED, "group": _SLUG, "definition": _WORDS, "url": _ADDRESSES})
_ONE_VERSION = _object(
    {"slug": _SLUG, "kind": _one_of(KINDS), "title": _WORDS, "url": _ADDRESSES, "how": _WORDS, "api": _URL},
    {"hard": _WORDS, "cost": _COST, "time": _WORDS},
)

_SHAPES: Mapping[str, tuple[str, Schema]] = {
    "catalogue": (
        "catalogue.json: the metadata of every chapter\n全部篇目的元数据",
        _object(
            {
                "version": {"const": VERSION},
                **_BOOK,
                "groups": _list(_object(_NAMED)),
                "practices": _list(_CATALOGUE_PRACTICE),
                "chapters": _list({"oneOf": [_object(_FACTS, _MAY), _object(_WITHDRAWN)]}),
            }
        ),
    ),
    "index": (
        "index.json: what there is, and what codes mean\n有哪些文件，各代码是什么意思",
        _object(
            {
                **_HEAD,
                **_BOOK,
                "labels": _LABELS,
                "groups": _list(_object({**_NAMED, "url": _ADDRESSES})),
                "problems": _list(_object({**_NAMED, "practices": _list(_SLUG)})),
                "practices": _list(_object({**_NAMED, "api": _URL})),
                "chapters": _list(
                    {
                        "oneOf": [
                            _object(
                                {
                                    "slug": _SLUG,
                                    "status": {"const": "published"},
                                    "kind": _one_of(KINDS),
                                    "title": _WORDS,
                                    "api": _URL,
                                }
                            ),
                            _object({**_WITHDRAWN, "api": _URL}),
                        ]
                    }
                ),
                "feeds": _ADDRESSES,
            }
        ),
    ),
    "chapter": (
        "chapters/<slug>.json: one chapter; a withdrawn one has its slug and status only\n一篇；撤下的只有代号和状态",
        {
            "oneOf": [
                _object(
                    {
                        **_HEAD,
                        **_FACTS,
                        "labels": _CHAPTER_LABELS,
                        "text": _ADDRESSES,
                        "citation": _by_language(_FILES),
                        "passages_withdrawn": _list(_DAY),
                    },
                    _MAY,
                ),
                _object({**_HEAD, **_WITHDRAWN}),
            ]
        },
    ),
    "practice": (
        "practices/<id>.json: one practice, with every school’s version of it\n一种实践，以及各校的做法",
        _object(
            {
                **_HEAD,
                **_NAMED,
                "group": _object(_NAMED),
                "definition": _WORDS,
                "url": _ADDRESSES,
                "feed": _ADDRESSES,
                "related": _list(_SLUG),
                "chapters": _list(_ONE_VERSION),
            },
            {"synonyms": _by_language(_list(_TEXT)), "caution": _WORDS},
        ),
    ),
}
