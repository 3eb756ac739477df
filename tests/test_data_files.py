"""The files for programs: what their schemas and their page say, and nothing that the pages do not show."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.protocols import Validator

from casebook.manuscript import Translations
from casebook.site import View, publish
from casebook.site.records.plain_text import plain_text
from html_pages import Site
from small_book import whole

URL = "https://book.example/"


@pytest.fixture(scope="module")
def site(sites: tuple[Site, Site]) -> Site:
    return sites[1]


def read(site: Site, path: str) -> Any:
    return json.loads(site.files[path])


def schema_of(site: Site, name: str) -> dict[str, Any]:
    schema: dict[str, Any] = read(site, f"api/v1/schema/{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    return schema


def closed(schema: Any) -> Any:
    """Give a schema under which an object has no key that is not named: what we publish is described whole."""
    if isinstance(schema, dict):
        given = {key: closed(value) for key, value in schema.items()}
        if "properties" in given and "additionalProperties" not in given:
            given["additionalProperties"] = False
        return given
    return [closed(each) for each in schema] if isinstance(schema, list) else schema


def validator(site: Site, name: str) -> Validator:
    return Draft202012Validator(closed(schema_of(site, name)), format_checker=FormatChecker())


def files_of(site: Site) -> dict[str, list[str]]:
    """Give the paths of all the files by the schema that describes them."""
    found: dict[str, list[str]] = {"catalogue": ["catalogue.json"], "index": ["api/v1/index.json"]}
    for name in ("chapter", "practice"):
        found[name] = [path for path in site.files if re.fullmatch(rf"api/v1/{name}s/[^/]+\.json", path)]
    return found


@pytest.mark.parametrize("which", ["small", "ours"])
def test_every_file_is_what_its_schema_says_and_no_more(which: str, site: Site, our_site: Site) -> None:
    here = site if which == "small" else our_site
    for name, paths in files_of(here).items():
        assert paths
        check = validator(here, name)
        for path in paths:
            value = read(here, path)
            assert [f"{path}: {each.json_path}: {each.message}" for each in check.iter_errors(value)] == []
            if name != "catalogue":
                assert value["schema"] == f"{here.url}api/v1/schema/{name}.schema.json"
                assert value["version"] == 1


def test_the_index_leads_to_every_file_and_every_address_is_there(site: Site) -> None:
    index = read(site, "api/v1/index.json")
    listed = {each["api"] for each in (*index["chapters"], *index["practices"])}
    found = files_of(site)
    assert listed == {URL + path for path in (*found["chapter"], *found["practice"])}
    for path in (path for paths in found.values() for path in paths):
        for address in re.findall(rf'"({URL}[^"#]*)', site.files[path].decode()):
            name = address.removeprefix(URL)
            assert (f"{name}index.html" if name.endswith("/") or not name else name) in site.files, f"{path}: {address}"


def test_codes_have_labels_in_every_language(site: Site) -> None:
    untold = read(site, "api/v1/chapters/untold.json")
    assert untold["kind"] == "case-note"
    assert untold["labels"]["kind"] == {"zh": "案例简记", "en": "Case note"}
    assert untold["labels"]["province"] == {"zh": "湖南", "en": "Hunan"}
    assert untold["labels"]["practices"] == {"letter-box": {"zh": "悄悄话信箱", "en": "Letter box"}}
    assert untold["text"] == {"zh": f"{URL}chapters/untold/index.md"}
    assert read(site, "api/v1/index.json")["labels"]["kind"]["case-note"] == untold["labels"]["kind"]


def test_of_a_withdrawn_chapter_a_program_learns_that_it_is_and_nothing_else(site: Site) -> None:
    value = read(site, "api/v1/chapters/taken-back.json")
    assert value.keys() == {"version", "schema", "slug", "status"}
    assert value["status"] == "withdrawn"
    assert "api/v1/chapters/in-the-works.json" not in site.files
    for words in ("已收回", "retracted", "未定稿", "unfinished"):
        assert site.holding(words) == []


def keys_of(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set[str]().union(*map(keys_of, value)) if isinstance(value, list) else set()


def test_no_file_holds_records_of_consent_decisions_or_pseudonyms(site: Site, our_site: Site) -> None:
    kept_back = {"consent", "safeguarding", "pseudonyms", "adults", "reviewers", "orcid", "places", "path"}
    for here in (site, our_site):
        for path in (path for paths in files_of(here).values() for path in paths):
            assert keys_of(read(here, path)) & kept_back == set(), path
        # The record of consent that the small book's chapters name.
        assert here.holding("VE-2020-018") == []


@pytest.mark.parametrize("page", ["data/", "en/data/"])
def test_the_examples_of_the_page_are_what_the_schemas_say_and_have_the_keys_of_real_files(
    site: Site, our_site: Site, page: str
) -> None:
    codes = [each.text for each in our_site.at(page).all("code") if each.text.startswith("{")]
    one, more, practice, gone = map(json.loads, codes)
    assert validator(our_site, "chapter").is_valid({**one, **more})
    assert validator(our_site, "practice").is_valid(practice)
    real = read(site, "api/v1/chapters/letters.json")
    assert {**one, **more}.keys() == real.keys()
    assert practice.keys() == read(site, "api/v1/practices/letter-box.json").keys()
    assert gone.keys() == read(site, "api/v1/chapters/taken-back.json").keys() - {"version", "schema"}
    for name in files_of(site):
        assert (name, "zxx") in our_site.at(page).runs
    wrong = copy.deepcopy(practice)
    wrong["chapters"][0]["cost"] = "dear"
    assert not validator(our_site, "practice").is_valid(wrong)


# ---- Markdown


def parts(markdown: str) -> tuple[dict[str, Any], str]:
    _, head, body = markdown.split("---\n", 2)
    return yaml.safe_load(head), body


def test_a_chapter_as_markdown_says_what_it_is_and_leads_to_pages(site: Site) -> None:
    head, body = parts(site.files["en/chapters/letters/index.md"].decode())
    assert head["kind"] == "illustrative"
    assert head["kind_note"] == "Composed to show a practice. Not the record of a real school."
    assert (head["url"], head["translation_of"]) == (f"{URL}en/chapters/letters/", f"{URL}chapters/letters/")
    assert (head["licence"], head["translation"], head["translators"]) == ("CC BY 4.0", "unconfirmed", ["The editors"])
    assert body.startswith("\n# The letter box\n\n> Illustrative: Composed to show a practice.")
    assert "## The first week\n" in body
    head, body = parts(site.files["chapters/letters/index.md"].decode())
    assert f"[山里的信]({URL}chapters/untold/#first-week)" in body
    assert "translation" not in head
    head, _ = parts(site.files["chapters/untold/index.md"].decode())
    assert head["school"].startswith("山里小学")
    assert head["sources"] == ["https://news.example/1"]


def test_photos_are_their_words_and_what_waits_for_a_translator_is_left_out(site: Site) -> None:
    assert "[Photo: A wooden box]" in site.files["en/chapters/pictured/index.md"].decode()
    head, body = parts(site.files["en/chapters/stale/index.md"].decode())
    assert head["translation"] == "behind"
    assert "放暑假" not in body
    for name, content in site.files.items():
        if name.endswith(".md"):
            assert b"<!--" not in content
            assert b"{#" not in content


def test_only_what_is_published_in_a_language_is_there_as_markdown(site: Site) -> None:
    there = {name for name in site.files if name.endswith(".md")}
    pages = {page.url.removeprefix(URL) for page in site.real_pages if page.is_indexed}
    wanted = {url for url in pages if re.fullmatch(r"(en/)?chapters/[^/]+/", url)}
    assert there == {f"{url}index.md" for url in wanted}
    for url in wanted:
        (link,) = site.at(url).all("link", type="text/markdown")
        assert link.attrs["href"] == f"{URL}{url}index.md"
    assert site.at("en/chapters/untold/").all("link", type="text/markdown") == []


BOOK = whole()


@settings(deadline=None)
@given(
    title=st.text(st.characters(codec="utf-8"), min_size=1)
    | st.sampled_from(["---\nkind: essay", "\x85\u2028", "'\"{"])
)
def test_any_title_comes_back_out_of_the_head(title: str) -> None:
    named = replace(BOOK.chapters["letters-home"], title=Translations({"zh": title}))
    head = plain_text(View(BOOK, "zh", {}), named).split("\n---\n\n")[0]
    assert yaml.safe_load(head)["title"] == title


@pytest.mark.parametrize("title", ["a\x7fb", "a\x85\u2028b", "\ufeffa", "\x01"])
def test_a_page_can_have_any_title(title: str) -> None:
    named = replace(BOOK.chapters["letters-home"], title=Translations({"zh": title}))
    files = publish(replace(BOOK, chapters={"letters-home": named}), {}).files
    page = next(text for path, text in files.items() if path.as_posix() == "zh/chapters/letters-home/index.md")
    assert yaml.safe_load(page.split("\n---\n")[0])["title"] == title


# ---- llms.txt


def test_llms_txt_leads_to_the_texts_and_says_of_which_kind_each_is(site: Site) -> None:
    for name in ("llms.txt", "en/llms.txt"):
        lines = site.files[name].decode().split("\n")
        assert lines[0] == "# A small book"
        assert lines[2].startswith("> ")
        assert [line for line in lines if line.startswith("# ")] == lines[:1]
        items = [line for line in lines if line.startswith("- [")]
        for line in items:
            match = re.fullmatch(r"- \[(?:[^\[\]\\]|\\.)+\]\((\S+)\)(: .+)?", line)
            assert match, line
            path = match[1].removeprefix(URL)
            assert (f"{path}index.html" if path.endswith("/") else path) in site.files, line
        assert "## Optional" in lines
    english = site.files["en/llms.txt"].decode()
    assert f"- [The letter box]({URL}en/chapters/letters/index.md): Illustrative: A letter box." in english
    assert f"- [山里的信箱 (中文)]({URL}chapters/untold/index.md): Case note: " in english
    assert "taken-back" not in english
