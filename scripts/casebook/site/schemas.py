"""JSON Schemas of every YAML format of the book, made from the forms that read it.

An editor's program that knows JSON Schema completes keys, explains them and shows mistakes while somebody types. The
schemas say what the forms say: what has no value counts as not there, and keys that end in a language stand for one
key with words in several. What only the whole book can tell (whether a practice is known, whether a heading is there)
is left to the rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from casebook.manuscript import Book
from casebook.manuscript.form import (
    BookForm,
    Form,
    GlossaryForm,
    HandPageForm,
    OriginalForm,
    PersonForm,
    TaxonomyForm,
    TranslationForm,
    WithdrawnForm,
)
from casebook.manuscript.gathering import FIELDS_BY_LANGUAGE, REGROUPED
from casebook.manuscript.yamltext import YamlText, read_yaml
from casebook.translation import SidecarForm

from .wording import shipped_keys

Schema = dict[str, Any]
"""A JSON Schema as plain values."""

FOLDER = PurePosixPath("schema")
"""Where the schemas lie on the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One YAML format of the book."""

    name: str
    form: type[Form] | None
    """The form that reads it; None for the words of the site, whose keys are those that the site asks for."""
    files: str
    """Which files are written in it, as a pattern from the book's root."""
    regrouped: tuple[str, ...] = ()
    """The lists in which keys end in a language: `definition_zh` for `definition` in `zh`."""
    by_id: bool = False
    """Whether the file maps ids to forms, as people.yml does."""

    @property
    def published(self) -> PurePosixPath:
        """The schema's path on the site."""
        return FOLDER / f"{self.name}.schema.json"


FORMATS = (
    Format(name="chapter", form=OriginalForm, files="chapters/*/{source}.md"),
    Format(name="withdrawn", form=WithdrawnForm, files="chapters/*/{source}.md"),
    Format(name="translation", form=TranslationForm, files="chapters/*/{other}.md"),
    Format(name="sync", form=SidecarForm, files="chapters/*/*.sync.yml"),
    Format(name="book", form=BookForm, files="chapters/book.yml"),
    Format(name="practices", form=TaxonomyForm, files="chapters/practices.yml", regrouped=REGROUPED["practices.yml"]),
    Format(name="glossary", form=GlossaryForm, files="chapters/glossary.yml", regrouped=REGROUPED["glossary.yml"]),
    Format(name="people", form=PersonForm, files="chapters/people.yml", by_id=True),
    Format(name="page", form=HandPageForm, files="docs/*/*.md"),
    Format(name="wording", form=None, files="docs/*/wording.yml"),
)


def schemas(book: Book) -> dict[PurePosixPath, str]:
    """Give every schema as JSON, by its path on the site."""
    return {each.published: schema_json(each, book.languages, book.url) for each in FORMATS}


def schema_json(written: Format, languages: Iterable[str], url: str) -> str:
    """Give the schema of a format as JSON (draft 2020-12), for a book in these languages.

    Source: https://json-schema.org/draft/2020-12
    """
    schema = _wording_schema() if written.form is None else _form_schema(written, tuple(languages))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{url}{written.published}"}
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=1) + "\n"


def _wording_schema() -> Schema:
    text = {"type": ["string", "number", "boolean", "null"]}
    return {
        "description": _explained("WordingFile"),
        "type": "object",
        "properties": dict.fromkeys(sorted(shipped_keys()), text),
        "additionalProperties": False,
    }


def _form_schema(written: Format, languages: tuple[str, ...]) -> Schema:
    assert written.form is not None
    schema: Schema = written.form.model_json_schema()
    forms: dict[str, Schema] = schema.pop("$defs", {})
    root = schema.pop("title")
    forms[root] = schema
    by_language = {schema["properties"][key]["items"]["$ref"].rpartition("/")[2] for key in written.regrouped}
    for name, form in forms.items():
        explained = _as_people_write_it(name, form)
        forms[name] = _with_languages(explained, languages) if name in by_language else explained
    top = forms.pop(root)
    if written.by_id:
        slug = r"^[a-z0-9]+(-[a-z0-9]+)*$"
        forms[root] = top
        top = {
            "description": _explained("PeopleFile"),
            "type": ["object", "null"],
            "propertyNames": {"pattern": slug},
            "additionalProperties": {"$ref": f"#/$defs/{root}"},
        }
    return {**top, "$defs": dict(sorted(forms.items()))} if forms else top


def _as_people_write_it(name: str, form: Schema) -> Schema:
    """Explain every key in both languages, and let a key that need not be there stand without a value."""
    required = set(form.get("required", ()))
    properties: dict[str, Schema] = {}
    for key, given in form["properties"].items():
        value = {part: content for part, content in given.items() if part not in {"title", "default"}}
        if "patternProperties" in value:
            value["additionalProperties"] = False
        if key not in required:
            value = _or_empty(value)
        properties[key] = {"description": _explained(f"{name}.{key}", key), **value}
    kept = {part: content for part, content in form.items() if part not in {"title", "properties", "description"}}
    return {"description": _explained(name), **kept, "properties": properties}


def _or_empty(value: Schema) -> Schema:
    if {"type": "null"} in value.get("anyOf", ()):
        return value
    return {"anyOf": [value, {"type": "null"}]}


def _with_languages(form: Schema, languages: tuple[str, ...]) -> Schema:
    """Put `definition_zh`, `definition_en` … in the place of `definition`, and `zh`, `en` in that of `name`."""
    properties: dict[str, Schema] = {}
    required = set(form.get("required", ()))
    any_of: list[Schema] = []
    targets = {target: start for start, target in FIELDS_BY_LANGUAGE.items()}
    for key, given in form["properties"].items():
        if key not in targets:
            properties[key] = given
            continue
        start = targets[key]
        names = [f"{start}_{code}" if start else code for code in languages]
        inner = _words_of(given)
        properties.update({name: {"description": given["description"], **inner} for name in names})
        if key in required:
            required.discard(key)
            any_of.append({"anyOf": [{"required": [name]} for name in (*names, key)]})
        properties[key] = {"doNotSuggest": True, **given}
    result = {**form, "properties": properties, "required": sorted(required)}
    if any_of:
        result["allOf"] = any_of
    return result


def _words_of(given: Schema) -> Schema:
    for part in (given, *given.get("anyOf", ())):
        if "additionalProperties" in part:
            words: Schema = part["additionalProperties"]
            return words
    raise KeyError("additionalProperties")


def _explained(*names: str) -> str:
    """Give what a form or a key is for, in English and Chinese; the first name that is explained counts."""
    texts = _explanations()
    return next(texts[name] for name in names if name in texts)


@cache
def _explanations() -> Mapping[str, str]:
    file = files(__package__) / "keys.yml"
    yaml = read_yaml(PurePosixPath("keys.yml"), file.read_text(encoding="utf-8"))
    assert isinstance(yaml, YamlText)
    assert isinstance(yaml.value, dict)
    return {name: f"{each['en']}\n{each['zh']}" for name, each in yaml.value.items() if isinstance(each, dict)}
