"""The JSON Schemas say what the parser says: whatever one of them takes, the other takes too."""

from __future__ import annotations

import copy
import json
import re
import shutil
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from casebook.manuscript import COSTS, KINDS, STAGES, STATUSES
from casebook.manuscript.filling import fill, regroup
from casebook.manuscript.form import Form
from casebook.manuscript.gathering import FIELDS_BY_LANGUAGE
from casebook.manuscript.yamltext import YamlText, read_yaml
from casebook.site.schemas import FORMATS, Format, schema_json
from conftest import BOOK, ORIGINAL, REPOSITORY, WriteBook, casebook

LANGUAGES = ("zh", "en")
URL = "https://book.example/"
WITH_FORMS = [each for each in FORMATS if each.form is not None]

Spot = tuple[str | int, ...]


def validator(written: Format) -> Draft202012Validator:
    schema = json.loads(schema_json(written, LANGUAGES, URL))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def samples_of(written: Format) -> list[tuple[Path, Any]]:
    """Give the value of every file of the repository's own book that is written in a format."""
    if written.name == "withdrawn":
        # Nothing of the book has been withdrawn; what the command writes is tested beside it.
        day = {"on": "2026-11-24", "by": "editors", "why": "asked for"}
        return [(Path("zh.md"), {"status": "withdrawn", "withdrawn": [day], "aliases": ["an-old-name"]})]
    pattern = written.files.format(source="zh", other="en")
    found = []
    for path in sorted(REPOSITORY.glob(pattern)):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            text = text.split("---\n")[1]
        yaml = read_yaml(PurePosixPath(path.name), text)
        assert isinstance(yaml, YamlText)
        found.append((path, yaml.value))
    return found


def parser_takes(written: Format, value: Any) -> bool:
    assert written.form is not None
    yaml = read_yaml(PurePosixPath("file.yml"), json.dumps(value, ensure_ascii=False))
    assert isinstance(yaml, YamlText)
    if written.by_id:
        return all(isinstance(fill(written.form, read_entry(entry)), Form) for entry in value.values())
    return isinstance(fill(written.form, regroup(yaml, written.regrouped, LANGUAGES, FIELDS_BY_LANGUAGE)), Form)


def read_entry(value: Any) -> YamlText:
    yaml = read_yaml(PurePosixPath("file.yml"), json.dumps(value, ensure_ascii=False))
    assert isinstance(yaml, YamlText)
    return yaml


VALIDATORS = {each.name: validator(each) for each in FORMATS}
SAMPLES = {each.name: [value for _, value in samples_of(each)] for each in WITH_FORMS}


@pytest.mark.parametrize("written", WITH_FORMS, ids=lambda each: each.name)
def test_the_books_own_files_are_valid(written: Format) -> None:
    samples = samples_of(written)
    assert samples
    for path, value in samples:
        problems = [f"{path}: {each.json_path}: {each.message}" for each in VALIDATORS[written.name].iter_errors(value)]
        assert problems == []
        assert parser_takes(written, value)


def spots_of(value: Any, here: Spot = ()) -> list[Spot]:
    """List the place of every value inside a value, itself included."""
    found = [here]
    if isinstance(value, dict):
        for key, part in value.items():
            found += spots_of(part, (*here, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            found += spots_of(part, (*here, index))
    return found


NEW_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 30000),
    # A whole number with a point is an integer in JSON Schema and none in YAML; no author writes one.
    st.floats(0.1, 0.9),
    st.sampled_from(
        ["", "  ", "hunan", "low", "essay", "published", "zh", "zh-Hans", "#first-week", "first-week", "#周", "warn",
         "2020", "2020-08", "2020-13", "2026-02-31", "2026-02-28", "2026-2-8", "https://a.example/b", "ftp://a",
         "A B", "a--b", "a" * 81, "a" * 161, "字" * 401, "0000-0002-1825-0097", "guardian-consent:", "pseudonyms"]
    ),
    st.text(max_size=4).filter(lambda text: text.isprintable()),
    st.sampled_from([[], {}, [None], ["editors"], [""], {"zh": None}, {"zh": "字"}, {"zh": ""}, {"xx": "a"}, [[]]]),
)  # fmt: skip
NEW_KEYS = st.sampled_from(
    ["name", "zh", "en", "fr", "definition", "definition_zh", "definition_fr", "avoid_en", "synonyms_zh", "cost", "x"]
)


@st.composite
def edited(draw: st.DrawFn, name: str) -> Any:
    """Give a file of the book after one to three edits, most of them mistakes."""
    value = copy.deepcopy(draw(st.sampled_from(SAMPLES[name])))
    for _ in range(draw(st.integers(1, 3))):
        spots = [spot for spot in spots_of(value) if spot]
        if not spots:
            break
        *way, last = draw(st.sampled_from(spots))
        parent = value
        for part in way:
            parent = parent[part]
        edit = draw(st.sampled_from(["replace", "remove", "add"]))
        new = copy.deepcopy(draw(NEW_VALUES))
        if edit == "replace":
            parent[last] = new
        elif edit == "remove":
            del parent[last]
        elif isinstance(parent, dict):
            parent[draw(NEW_KEYS)] = new
        else:
            parent.append(new)
    return value


@pytest.mark.parametrize("written", WITH_FORMS, ids=lambda each: each.name)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_schema_and_parser_take_the_same_files(written: Format, data: st.DataObject) -> None:
    value = data.draw(edited(written.name))
    schema_takes = VALIDATORS[written.name].is_valid(value)
    assert schema_takes == parser_takes(written, value)


# ---- what programs find


def test_the_schemas_of_the_repository_are_those_of_its_book(tmp_path: Path) -> None:
    book = shutil.copytree(REPOSITORY / "chapters", tmp_path / "chapters").parent
    shutil.copyfile(REPOSITORY / "mkdocs.yml", book / "mkdocs.yml")
    assert casebook("schema", "--root", book).returncode == 0
    ours, fresh = REPOSITORY / "docs" / "schema", book / "docs" / "schema"
    assert {each.name: each.read_text("utf-8") for each in ours.iterdir()} == {
        each.name: each.read_text("utf-8") for each in fresh.iterdir()
    }, "run: casebook schema"


def test_the_site_publishes_the_schemas_under_the_addresses_that_they_name(built_site: Path) -> None:
    found = sorted((built_site / "schema").iterdir())
    assert [each.name for each in found] == sorted(f"{each.name}.schema.json" for each in FORMATS)
    for each in found:
        schema = json.loads(each.read_text("utf-8"))
        assert schema["$id"] == f"https://example.org/schema/{each.name}"
        assert each.read_bytes() == (REPOSITORY / "docs" / "schema" / each.name).read_bytes()


def test_a_further_language_brings_its_keys(write_book: WriteBook) -> None:
    third = BOOK["chapters/book.yml"].replace("url:", "  fr: {name: Français, tag: fr}\nurl:")
    root = write_book({"chapters/book.yml": third})
    first = casebook("schema", "--root", root)
    assert first.stdout.count("\n") == len(FORMATS)
    practices = json.loads((root / "docs/schema/practices.schema.json").read_text("utf-8"))
    assert "definition_fr" in practices["$defs"]["PracticeForm"]["properties"]
    again = casebook("schema", "--root", root)
    assert again.stdout == ""
    assert "up to date" in again.stderr


def test_a_book_that_cannot_be_read_keeps_its_schemas(write_book: WriteBook) -> None:
    root = write_book({"chapters/book.yml": "title: [\n"})
    result = casebook("schema", "--root", root)
    assert result.returncode == 2
    assert "chapters/book.yml:2:1" in result.stdout
    assert not (root / "docs/schema").exists()


def test_vs_code_is_told_of_every_schema_of_a_yaml_file() -> None:
    bound = json.loads((REPOSITORY / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    wanted = {f"./docs/{each.published}": each.files for each in FORMATS if each.files.endswith(".yml")}
    assert bound == wanted


def test_vs_code_finds_each_finding_at_its_line(write_book: WriteBook) -> None:
    tasks = json.loads((REPOSITORY / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    matcher = re.compile(tasks[0]["problemMatcher"]["pattern"]["regexp"])
    root = write_book({"chapters/letters/zh.md": ORIGINAL.replace("id: letter-box", "id: leter-box")})
    for language in ("en", "zh"):
        found = [
            matcher.match(line) for line in casebook("check", "--lang", language, "--root", root).stdout.split("\n")
        ]
        assert [each.group(1, 2, 3, 4, 6) for each in found if each] == [
            ("chapters/letters/zh.md", "11", "9", "error", "practice-is-known")
        ]


def test_vs_code_offers_the_values_that_there_are() -> None:
    snippets = json.loads((REPOSITORY / ".vscode/casebook.code-snippets").read_text("utf-8"))
    body = "\n".join(snippets["chapter"]["body"])
    for key, values in (("kind", KINDS), ("status", STATUSES), ("stage", STAGES), ("cost", COSTS)):
        offered = re.search(rf"\b{key}: \$\{{\d+\|([^|]+)\|\}}", body)
        assert offered is not None
        assert offered[1].split(",") == list(values)


WRITTEN_BY_COMMANDS = {"withdrawn"}
"""Keys that nobody types: `withdraw` writes them."""


def test_vs_code_offers_every_key_of_a_chapter_and_of_a_translation() -> None:
    snippets = json.loads((REPOSITORY / ".vscode/casebook.code-snippets").read_text("utf-8")).values()
    # In the metadata of a Markdown file VS Code takes the language for YAML.
    offered = "\n".join(line for each in snippets if "yaml" in each["scope"].split(",") for line in each["body"])
    for written in FORMATS:
        if written.name in ("chapter", "translation"):
            schema = json.loads(schema_json(written, LANGUAGES, URL))
            forms = (schema, *schema.get("$defs", {}).values())
            keys = {key for form in forms for key in form.get("properties", {})} - WRITTEN_BY_COMMANDS
            assert keys - set(re.findall(r"(?<![\w-])([a-z]+):", offered)) == set()


def test_every_key_is_explained_in_both_languages() -> None:
    for each in FORMATS:
        schema = json.loads(schema_json(each, LANGUAGES, URL))
        for form in (schema, *schema.get("$defs", {}).values()):
            explained = [form, *form.get("properties", {}).values()] if each.form else [schema]
            for part in explained:
                english, _, chinese = part["description"].partition("\n")
                assert english.isascii()
                assert re.search("[一-鿿]", chinese)
