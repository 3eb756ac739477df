"""Findings for the programs that show them beside a change: places and suggestions are exactly what they must be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from sarif_pydantic import Sarif

from casebook.review import claims
from conftest import ORIGINAL, TRANSLATION, WriteBook, casebook

LETTERS, ENGLISH = "chapters/letters/zh.md", "chapters/letters/en.md"
SPOILT: dict[str, str | bytes | None] = {
    LETTERS: ORIGINAL.replace("kind: illustrative", "kind: ilustrative"),
    "chapters/talks/zh.md": b"\xef\xbb\xbf"
    + ORIGINAL.replace("  - id: letter-box", "  - {hard: 难在开头, how: 挂信箱, id: leter-box, at: '#first-week'}")
    .replace('    at: "#first-week"\n    how: 每周二开箱。\n', "")
    .replace("信箱挂上墙。", "信箱挂上墙，见[后来](#latr)。")
    .replace("\n", "\r\n")
    .encode(),
    "chapters/untitled/zh.md": ORIGINAL.replace("title: 信箱\n", ""),
    ENGLISH: TRANSLATION,
    "chapters/copy/zh.md": ORIGINAL.replace("信箱挂上墙。", "“收到,”他说,信。").replace("有了来信。", "投 CCTV一封。"),
    "chapters/copy/en.md": TRANSLATION.replace("Letters come.", "`color` A color letter."),
}
"""A misspelt value, id (behind Chinese on its line) and anchor, a mistake that takes a person, and slips of copy."""


@pytest.fixture
def book(write_book: WriteBook) -> Path:
    return write_book(SPOILT)


def lines_of(book: Path, path: str) -> list[str]:
    return (book / path).read_bytes().decode("utf-8-sig").splitlines()


def of_rule(found: list[dict[str, Any]], rule: str) -> dict[str, Any]:
    (only,) = [each for each in found if rule in (each.get("ruleId"), each.get("code", {}).get("value"))]
    return only


CORRECTED = [
    ("value-is-known", LETTERS, "kind: ilustrative", "kind: illustrative"),
    (
        "practice-is-known",
        "chapters/talks/zh.md",
        "  - {hard: 难在开头, how: 挂信箱, id: leter-box, at: '#first-week'}",
        "  - {hard: 难在开头, how: 挂信箱, id: letter-box, at: '#first-week'}",
    ),
    ("chinese-punctuation-is-full-width", "chapters/copy/zh.md", "“收到,”他说,信。", "“收到,”他说，信。"),
    ("chinese-has-no-typed-space", "chapters/copy/zh.md", "投 CCTV一封。", "投CCTV一封。"),
    ("english-is-british", "chapters/copy/en.md", "`color` A color letter.", "`color` A colour letter."),
    ("anchor-resolves", "chapters/talks/zh.md", "信箱挂上墙，见[后来](#latr)。", "信箱挂上墙，见[后来](#later)。"),
]


@pytest.mark.parametrize(("rule", "path", "before", "after"), CORRECTED)
def test_reviewdog_can_carry_out_a_suggestion(book: Path, rule: str, path: str, before: str, after: str) -> None:
    result = casebook("check", "--root", book, "--format", "rdjson")
    assert result.returncode == 1
    found = of_rule(json.loads(result.stdout)["diagnostics"], rule)
    assert found["location"]["path"] == path
    assert found["severity"] == ("WARNING" if "chapters/copy" in path else "ERROR")
    (suggestion,) = found["suggestions"]
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    assert start["line"] == end["line"] == found["location"]["range"]["start"]["line"]
    line = lines_of(book, path)[start["line"] - 1]
    assert line == before
    raw = line.encode()
    assert (raw[: start["column"] - 1] + suggestion["text"].encode() + raw[end["column"] - 1 :]).decode() == after


@pytest.mark.parametrize(("rule", "path", "before", "after"), CORRECTED)
def test_sarif_carries_the_fix(book: Path, rule: str, path: str, before: str, after: str) -> None:
    run = json.loads(casebook("check", "--root", book, "--format", "sarif").stdout)["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    (change,) = of_rule(run["results"], rule)["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == path
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    line = lines_of(book, path)[region["startLine"] - 1]
    assert line == before
    text = replacement["insertedContent"]["text"]
    assert line[: region["startColumn"] - 1] + text + line[region["endColumn"] - 1 :] == after


def test_what_takes_a_person_has_no_suggestion(book: Path) -> None:
    diagnostics = json.loads(casebook("check", "--root", book, "--format", "rdjson").stdout)["diagnostics"]
    found = of_rule(diagnostics, "key-is-present")
    assert found["location"]["path"] == "chapters/untitled/zh.md"
    assert "suggestions" not in found


def test_sarif_is_sarif_and_explains_every_rule_in_the_language_asked_for(book: Path) -> None:
    printed = casebook("check", "--root", book, "--format", "sarif", "--lang", "zh").stdout
    log = Sarif.model_validate_json(printed)
    rules = log.runs[0].tool.driver.rules
    assert rules is not None
    assert [each.id for each in rules] == [each.id for each in claims()]
    for result in json.loads(printed)["runs"][0]["results"]:
        assert rules[result["ruleIndex"]].id == result["ruleId"]
    summary = rules[0].short_description
    assert summary is not None
    assert summary.text == next(iter(claims())).summary.zh


def test_a_comment_counts_findings_and_lets_nothing_of_a_chapter_act(write_book: WriteBook) -> None:
    named = ORIGINAL.replace("id: letter-box", 'id: "@everyone<img src=x>[a](https://b.example)"')
    printed = casebook("check", "--root", write_book({LETTERS: named}), "--format", "markdown").stdout
    assert printed.startswith("### Errors: 1. Warnings: 0.\n")
    assert "`chapters/letters/zh.md:11:9`" in printed
    rendered = MarkdownIt().render(printed)
    assert "<a " not in rendered
    assert "<img" not in rendered
    assert "@everyone" not in printed


def test_a_clean_book_gives_empty_reports(write_book: WriteBook) -> None:
    root = write_book({LETTERS: ORIGINAL})
    assert json.loads(casebook("check", "--root", root, "--format", "rdjson").stdout)["diagnostics"] == []
    assert json.loads(casebook("check", "--root", root, "--format", "sarif").stdout)["runs"][0]["results"] == []
    assert casebook("check", "--root", root, "--format", "markdown").stdout == "### Nothing to mend\n"
    assert casebook("check", "--root", root, "--format", "markdown", "--lang", "zh").stdout == "### 没有发现问题\n"
