"""What pages say of themselves to search engines, catalogues and reference managers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page as Tab
from schema_org import registry

from casebook.manuscript import Translations
from casebook.site import View
from casebook.site.records.licence import licence_url
from casebook.site.records.linked_data import as_json_ld, chapter_nodes
from conftest import Visit
from html_pages import Page, Site
from small_book import whole

URL = "https://book.example/"


@pytest.fixture(scope="module")
def site(sites: tuple[Site, Site]) -> Site:
    return sites[1]


def nodes(page: Page) -> list[dict[str, Any]]:
    scripts = page.all("script", type="application/ld+json")
    graphs = [json.loads(each.text) for each in scripts]
    assert all(graph.keys() == {"@context", "@graph"} for graph in graphs)
    assert all(graph["@context"] == "https://schema.org" for graph in graphs)
    return [node for graph in graphs for node in graph["@graph"]]


def of_type(page: Page, kind: str) -> dict[str, Any]:
    (found,) = [node for node in nodes(page) if kind in types(node)]
    return found


def types(node: dict[str, Any]) -> tuple[str, ...]:
    given = node.get("@type", ())
    return (given,) if isinstance(given, str) else tuple(given)


# ---- the vocabulary: every type, property, domain and range is schema.org's


def faults(node: dict[str, Any], where: str = "") -> Iterator[str]:
    """List what of a node is not in the vocabulary of schema.org, or stands where that does not have it."""
    kinds = {kind for each in types(node) for kind in (each, *registry.ancestry(each))}
    yield from (f"{where}: no type {each}" for each in types(node) if each not in registry.CLASS_METADATA)
    for name, value in node.items():
        if name.startswith("@"):
            continue
        known = registry.PROPERTY_BY_SCHEMA.get(name)
        if known is None:
            yield f"{where}.{name}: no such property"
            continue
        if known.superseded_by:
            yield f"{where}.{name}: superseded"
        # What has no type may be whatever the property that leads to it says.
        if kinds and not kinds & set(known.domains):
            yield f"{where}.{name}: not a property of {sorted(types(node))}"
        for each in value if isinstance(value, list) else [value]:
            if not fits(each, known.ranges):
                yield f"{where}.{name}: {each!r} is none of {known.ranges}"
            if isinstance(each, dict):
                yield from faults(each, f"{where}.{name}")


def fits(value: Any, ranges: tuple[str, ...]) -> bool:
    match value:
        case dict():
            kinds = {kind for each in types(value) for kind in (each, *registry.ancestry(each))}
            return not kinds or bool(kinds & set(ranges))
        case bool():
            return "Boolean" in ranges
        case int():
            return bool({"Integer", "Number"} & set(ranges))
        case str() if value.startswith("https://schema.org/"):
            member = value.removeprefix("https://schema.org/")
            return any(member in registry.ENUM_MEMBERS.get(each, ()) for each in ranges)
        case str():
            is_day = re.fullmatch(r"\d{4}(-\d\d){0,2}", value) and "Date" in ranges
            is_url = value.startswith("https://") and not set(ranges) <= set(registry.DATATYPES)
            return bool({"Text", "URL"} & set(ranges) or is_day or is_url)
        case _:
            return False


def test_the_check_itself_finds_what_is_wrong() -> None:
    book = {"@type": "Book", "name": "A", "bookFormat": "https://schema.org/EBook"}
    assert list(faults(book)) == []
    for wrong in (
        {"@type": "Bok"}, {"nmae": "A"}, {"jobTitle": "A"}, {"author": {"@type": "Book"}}, {"dateCreated": "soon"},
        {"isAccessibleForFree": "yes"}, {"bookFormat": "https://schema.org/Scroll"}, {"hasPart": [{"x": 1}]},
    ):  # fmt: skip
        assert list(faults({**book, **wrong})), wrong


@pytest.mark.parametrize("which", ["small", "ours"])
def test_everything_that_pages_say_is_in_the_vocabulary(which: str, site: Site, our_site: Site) -> None:
    pages = (site if which == "small" else our_site).real_pages
    said = {page.url: nodes(page) for page in pages}
    assert {
        url: found for url, each in said.items() if (found := [fault for node in each for fault in faults(node)])
    } == {}
    seen = {kind for each in said.values() for node in each for kind in types(node)}
    assert seen == {
        "Book", "WebSite", "Chapter", "LearningResource", "BreadcrumbList", "DefinedTerm", "DefinedTermSet",
        "CollectionPage",
    }  # fmt: skip


# ---- what is said


def test_a_translation_names_its_original_its_translators_and_its_practices(site: Site) -> None:
    said = of_type(site.at("en/chapters/letters/"), "Chapter")
    assert types(said) == ("Chapter", "LearningResource")
    assert (said["name"], said["inLanguage"], said["abstract"]) == ("The letter box", "en-GB", "A letter box.")
    assert said["translator"]["name"] == "The editors"
    assert said["translationOfWork"]["@id"] == f"{URL}chapters/letters/"
    assert said["translationOfWork"]["inLanguage"] == "zh-Hans"
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert said["isPartOf"]["@id"] == of_type(site.at("en/"), "Book")["@id"]
    assert said["about"]["name"] == "Letter box"
    assert said["learningResourceType"] == "Illustrative"
    assert "Not the record of a real school" in said["disambiguatingDescription"]
    assert said["dateCreated"] == "2026-11"
    assert said["isAccessibleForFree"] is True
    original = of_type(site.at("chapters/letters/"), "Chapter")
    assert original["workTranslation"]["@id"] == said["@id"]
    assert "translator" not in original


def test_who_reads_the_original_for_want_of_a_translation_is_told_of_the_original(site: Site) -> None:
    said = of_type(site.at("en/chapters/untold/"), "Chapter")
    assert (said["url"], said["inLanguage"], said["name"]) == (f"{URL}chapters/untold/", "zh-Hans", "山里的信箱")
    assert said["citation"] == {"@type": "CreativeWork", "name": "日报", "url": "https://news.example/1"}
    assert said["contentLocation"]["name"] == "某县, Hunan"
    assert said["accessMode"] == "textual"
    pictured = of_type(site.at("chapters/pictured/"), "Chapter")
    assert pictured["accessMode"] == ["textual", "visual"]
    assert "alternativeText" in pictured["accessibilityFeature"]


def test_a_practice_is_a_term_and_the_chapters_that_tell_of_it(site: Site) -> None:
    page = site.at("en/practices/letter-box/")
    term = of_type(page, "DefinedTerm")
    assert (term["name"], term["termCode"], term["description"]) == ("Letter box", "letter-box", "Letters.")
    assert term["inDefinedTermSet"] == of_type(site.at("en/practices/"), "DefinedTermSet")["@id"]
    parts = {each["@id"] for each in of_type(page, "CollectionPage")["hasPart"]}
    assert f"{URL}en/chapters/letters/" in parts
    assert f"{URL}chapters/untold/" in parts
    steps = of_type(page, "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in steps] == ["Home", "Practices", "Support"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    for step in steps:
        assert site.at(step["item"])


def test_reference_managers_find_the_tags_that_they_read(site: Site) -> None:
    page = site.at("en/chapters/letters/")
    tags = {each.attrs["name"]: each.attrs["content"] for each in page.all("meta") if "name" in each.attrs}
    assert tags["citation_title"] == tags["DC.title"] == "The letter box"
    assert tags["citation_author"] == tags["DC.creator"] == tags["DC.contributor"] == "The editors"
    assert tags["citation_publication_date"] == "2026/11"
    assert tags["citation_language"] == tags["DC.language"] == "en-GB"
    assert tags["citation_public_url"] == tags["DC.identifier"] == page.url
    assert tags["DC.rights"] == "CC BY 4.0"
    assert "citation_pdf_url" not in tags


def test_a_withdrawn_chapter_is_described_to_nobody(site: Site) -> None:
    page = site.at("chapters/taken-back/")
    assert nodes(page) == []
    assert not [each for each in page.all("meta") if each.attrs.get("name", "").startswith(("citation_", "DC."))]


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-sa 3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("版权所有", None),
        ("CC BY 4.0 except photos", None),
    ],
)
def test_a_licence_is_known_by_its_address_only_where_it_is_that_licence(name: str, url: str | None) -> None:
    assert licence_url(name) == url


# ---- it cannot break the page, and the page's policy does not stop it

BOOK = whole()
NASTY = st.text(st.characters(codec="utf-8"), min_size=1) | st.sampled_from(
    ["</script><script>alert(1)</script>", "<!--", "]]>", "&lt;", "\"'\\", "\u2028\u2029", "\x00\x1f\x7f", "👩‍🏫" * 400]
)


@settings(deadline=None)
@given(title=NASTY)
def test_any_title_comes_back_as_it_was(title: str) -> None:
    chapter = replace(BOOK.chapters["letters-home"], title=Translations({"zh": title, "en": title}))
    written = as_json_ld(chapter_nodes(View(BOOK, "en", {}), chapter))
    page = Page(f'<html><script type="application/ld+json">{written}</script>', URL)
    assert [each.tag for each in page.elements] == ["html", "script"]
    assert nodes(page)[0]["name"] == title


@pytest.mark.browser
def test_a_browser_reads_it_and_its_policy_refuses_nothing(visit: Visit) -> None:
    tab: Tab = visit("en/chapters/five-questions/")
    said = tab.evaluate("() => JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert said["@graph"][0]["name"] == tab.locator("h1").inner_text()
