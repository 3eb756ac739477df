"""Citations as files: what reference managers read says what the page says, whatever stands in a title."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from typing import Any

import pypandoc
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from casebook.site.citing import Citation, Name
from casebook.site.records.citation_files import bibtex, csl_json, ris
from casebook.site.records.plainness import one_line
from conftest import REPOSITORY
from html_pages import Site

URL = "https://book.example/"
CITATION = Citation(
    key="letters-en",
    authors=(Name(whole="李明", family="李"), Name(whole="Zhao Hai-yan", family="Zhao"), Name(whole="The editors")),
    title="The letter box",
    tag="en-GB",
    genre="Essay",
    written="2020-08-31",
    translators=(Name(whole="Jane Mary Smith", family="Smith"),),
    original="信箱",
    summary="A letter box.",
    licence="CC BY 4.0",
    site="A small book",
    site_tag="en-GB",
    url=f"{URL}en/chapters/letters/",
)
HARD = [
    "100 % & {more} $5 #1 a_b ~x ^y \\z",
    "}{",
    "\\textbf no",
    "</script>]]>",
    "@misc{x,",
    "信箱：“悄悄话”",
    "👩‍🏫 a",
]
TITLES = st.text(st.characters(codec="utf-8"), min_size=1).filter(one_line) | st.sampled_from([*HARD, "长" * 5000])
FROM_LATEX = {
    r"\{": "{", r"\}": "}", r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\%": "%", r"\&": "&", r"\$": "$", r"\#": "#", r"\_": "_",
}  # fmt: skip


def from_latex(text: str) -> str:
    return re.sub("|".join(map(re.escape, FROM_LATEX)), lambda match: FROM_LATEX[match[0]], text)


def as_csl(text: str, form: str) -> list[dict[str, Any]]:
    """Read a file with pandoc, which shares no line with what wrote it."""
    items: list[dict[str, Any]] = json.loads(pypandoc.convert_text(text, "csljson", format=form))
    return items


@pytest.fixture(scope="module")
def site(sites: tuple[Site, Site]) -> Site:
    return sites[1]


# ---- one file


def test_bibtex_is_read_by_pybtex_with_names_in_their_parts() -> None:
    (entry,) = parse_string(bibtex(CITATION), "bibtex").entries.values()
    chinese, divided, body = entry.persons["author"]
    assert (chinese.last_names, chinese.first_names) == (["{李明}"], [])
    assert (divided.last_names, divided.first_names) == (["{Zhao}"], ["{Hai-yan}"])
    assert (body.last_names, body.first_names) == (["{The editors}"], [])
    assert entry.fields["translator"] == "{Smith}, {Jane Mary}"
    assert entry.fields["title"] == "{The letter box}"
    assert (entry.fields["year"], entry.fields["month"], entry.fields["day"]) == ("2020", "August", "31")
    assert entry.fields["url"] == CITATION.url
    assert entry.fields["note"] == "Essay"


def test_pandoc_reads_the_same_out_of_every_file() -> None:
    wanted = [{"family": "Zhao", "given": "Hai-yan"}, {"literal": "The editors"}]
    for form, text in (("csljson", csl_json(CITATION)), ("bibtex", bibtex(CITATION)), ("ris", ris(CITATION))):
        (item,) = as_csl(text, form)
        assert item["title"] == CITATION.title, form
        assert item["URL"] == CITATION.url, form
        # Of RIS, pandoc reads the year only.
        assert item["issued"]["date-parts"][0] == [2020, 8, 31][: 1 if form == "ris" else 3], form
        names = [
            {part: name for part, name in each.items() if part in ("family", "given", "literal")}
            for each in item["author"]
        ]
        assert names[1] == wanted[0], form
        assert "".join(names[0].values()) in ("李明", "明李"), form
        assert "The editors" in " ".join(reversed(names[2].values())), form


CSL_VARIABLES = {
    "id", "type", "title", "author", "translator", "original-title", "container-title", "issued", "genre", "abstract",
    "language", "license", "URL",
}  # fmt: skip


def test_csl_json_has_the_shape_of_its_schema(site: Site) -> None:
    written = [content for name, content in site.files.items() if name.endswith("cite.json")]
    assert len(written) == 2 * 6
    for content in written:
        (item,) = json.loads(content)
        assert item.keys() <= CSL_VARIABLES
        assert item["type"] == "webpage"
        assert all(isinstance(value, (str, list, dict)) for value in item.values())
        for name in (*item.get("author", ()), *item.get("translator", ())):
            assert name.keys() in ({"literal"}, {"family", "given"})
        ((year, *rest),) = item["issued"]["date-parts"]
        assert all(isinstance(part, int) for part in (year, *rest))
        assert len(rest) <= 2


def test_ris_keeps_to_its_lines() -> None:
    text = ris(replace(CITATION, summary="two\nlines\r\nER  - \x85more", title="a\tb"))
    assert text.endswith("\r\n")
    lines = text.split("\r\n")[:-1]
    assert lines[0] == "TY  - ELEC"
    assert lines[-1] == "ER  - "
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines)
    assert [line for line in lines if line.startswith("A4")] == ["A4  - Smith, Jane Mary"]
    assert "DA  - 2020/08/31/" in lines


def test_what_is_not_known_is_not_there() -> None:
    bare = replace(CITATION, authors=(), translators=(), written="", genre="", site="", original="")
    assert json.loads(csl_json(bare))[0].keys() & {"author", "issued", "genre", "container-title"} == set()
    assert "month" not in bibtex(bare)
    assert "DA  -" not in ris(bare)
    assert parse_string(bibtex(bare), "bibtex").entries["letters-en"].persons == {}


# ---- whatever stands in a title


@settings(deadline=None)
@given(title=TITLES)
def test_any_title_comes_back_out_of_every_file(title: str) -> None:
    citation = replace(CITATION, title=title, authors=(Name(whole=title),))
    assert json.loads(csl_json(citation))[0]["title"] == title
    (entry,) = parse_string(bibtex(citation), "bibtex").entries.values()
    assert from_latex(entry.fields["title"].removeprefix("{").removesuffix("}")) == one_line(title)
    assert from_latex(entry.persons["author"][0].last_names[0][1:-1]) == one_line(title)
    (line,) = [line for line in ris(citation).split("\r\n") if line.startswith("TI  - ")]
    assert line.removeprefix("TI  - ") == one_line(title)


def test_pandoc_reads_hard_titles_out_of_bibtex() -> None:
    text = "".join(bibtex(replace(CITATION, key=f"k{number}", title=title)) for number, title in enumerate(HARD))
    titles = [each["title"] for each in as_csl(text, "bibtex")]
    # A brace without its twin is nothing to it.
    assert titles == [title if title == HARD[0] else title.replace("{", "").replace("}", "") for title in HARD]


# ---- on the site


def test_a_page_offers_its_files_in_its_language_and_the_home_page_those_of_the_site(site: Site) -> None:
    for page, title in (
        ("chapters/letters/", "信箱"),
        ("en/chapters/letters/", "The letter box"),
        ("en/", "A small book"),
    ):
        for name in ("cite.bib", "cite.ris", "cite.json"):
            assert f"{URL}{page}{name}" in site.at(page).links
            assert title in site.files[page + name].decode()
    assert "untold-zh" in site.files["en/chapters/untold/cite.bib"].decode()
    (translated,) = json.loads(site.files["en/chapters/letters/cite.json"])
    assert (translated["original-title"], translated["translator"]) == ("信箱", [{"literal": "The editors"}])


def test_both_styles_stand_on_the_page_that_of_its_language_first(site: Site) -> None:
    for page, wanted in (
        ("chapters/letters/", ["GB/T 7714—2015", "APA 7"]),
        ("en/chapters/letters/", ["APA 7", "GB/T 7714—2015"]),
    ):
        text = site.at(page).text
        assert sorted(wanted, key=text.index) == wanted
    wanted = "The editors. The letter box: Illustrative essay[EB/OL]. The editors, Trans. (2026-11)[date of access]. "
    assert wanted + f"{URL}en/chapters/letters/" in text


def test_the_repository_says_how_the_program_is_cited() -> None:
    cff = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # Citation File Format 1.2.0: these four must be there, and an author is a person or an entity.
    assert {"cff-version", "message", "title", "authors"} <= cff.keys()
    assert cff["cff-version"] == "1.2.0"
    assert all(each.keys() == {"name"} for each in cff["authors"])
    assert (cff["title"], cff["version"], cff["license"]) == (project["name"], project["version"], project["license"])
