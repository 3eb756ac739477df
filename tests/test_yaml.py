"""The metadata that authors write: every key and value has a place, and what only a program would write is refused."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import PurePosixPath

import pytest

from casebook.manuscript.yamltext import YamlText, read_yaml
from conftest import ORIGINAL
from small_book import ZH, Files, Place, changed, chapter, mistakes, places, read

FILE = PurePosixPath("chapters/letters-home/zh.md")


def refused(text: str) -> list[Place]:
    result = read_yaml(FILE, text)
    assert not isinstance(result, YamlText), result.value
    return sorted(set(places(result)))


def test_every_key_and_value_can_be_pointed_at() -> None:
    text = "title: 信箱\nschool:\n  stage: primary\npractices:\n  - id: talks\n    at: '#a'\n  - {id: 信, at: x}\n"
    yaml = read_yaml(FILE, text, first_line=2)
    assert isinstance(yaml, YamlText)
    wanted: dict[tuple[str | int, ...], tuple[tuple[int, int], tuple[int, int]]] = {
        ("title",): ((2, 1), (2, 8)),
        ("school",): ((3, 1), (4, 3)),
        ("school", "stage"): ((4, 3), (4, 10)),
        ("practices",): ((5, 1), (6, 3)),
        ("practices", 0, "id"): ((6, 5), (6, 9)),
        ("practices", 0, "at"): ((7, 5), (7, 9)),
        ("practices", 1, "at"): ((8, 13), (8, 17)),
    }
    for path, (key, value) in wanted.items():
        assert (yaml.place_of_key(*path).line, yaml.place_of_key(*path).column) == key
        assert (yaml.place(*path).line, yaml.place(*path).column) == value
    assert yaml.place("practices", 1, "how") == yaml.place("practices", 1)


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"], ids=["NEL", "LS", "PS"])
def test_a_separator_that_no_editor_shows_as_a_line_end_moves_no_line(separator: str) -> None:
    files: Files = {ZH: changed(ORIGINAL, summary=f'summary: "信{separator}箱。"', kind="knd: essay")}
    assert (4, 1, "key-is-known") in mistakes(files)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\na: 4", [(3, 1), (4, 1)]),
        ("glance: {cost: low, cost: high}", [(1, 21)]),
        ("practices:\n  - id: x\n    id: y", [(3, 5)]),
    ],
)
def test_a_key_that_stands_twice_is_shown_where_it_comes_again(text: str, found: list[tuple[int, int]]) -> None:
    assert refused(text) == [(*place, "key-is-given-once") for place in found]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: !!python/name:os x", (1, 4)),
        ("a: !!binary aGk=", (1, 4)),
        ("a: 1\nb: !mine {c: d}", (2, 4)),
        ("a: !!set {x}", (1, 4)),
        ("a: !!str 2020", (1, 4)),
        ("a: ! x", (1, 4)),
        ("a: &c and others", (1, 4)),
        ("a: &x {b: 1}\nc: {<<: *x}", (2, 9)),
        ("a: &x 信\nb: *x", (2, 4)),
        ("? [a, b]\n: c", (1, 3)),
    ],
)
def test_tags_anchors_and_aliases_are_refused_where_they_stand(text: str, place: tuple[int, int]) -> None:
    assert (*place, "yaml-is-plain") in refused(text)


def test_a_billion_laughs_are_refused_at_once() -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    started = time.perf_counter()
    found = refused("\n".join(lines))
    assert time.perf_counter() - started < 0.5
    assert {claim for _, _, claim in found} == {"yaml-is-plain"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_nesting_that_nobody_writes_is_refused_at_once_and_ends_no_program(opening: str) -> None:
    program = f"""
import pathlib, time
from casebook.manuscript.yamltext import read_yaml
started = time.perf_counter()
(found,) = read_yaml(pathlib.PurePosixPath("x.yml"), {opening!r} * 30_000)
print(found.claim.id, time.perf_counter() - started < 1)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False, timeout=20
    )
    assert (done.returncode, done.stderr) == (0, "")
    claim, is_quick = done.stdout.split()
    assert claim in ("yaml-is-plain", "yaml-is-readable")
    assert is_quick == "True"


@pytest.mark.parametrize("name", ["2020-08", "2020-08-01", "12:30", "1_000", "0x1F", "3e5", "=", "y", "n", "Yes, no"])
def test_a_name_that_other_programs_would_convert_stays_as_it_was_written(name: str) -> None:
    assert chapter({ZH: changed(ORIGINAL, title=f"title: {name}")}).title["zh"] == name


@pytest.mark.parametrize("name", ["no", "On", "true", "2020", "012", "1.10", "-5"])
def test_a_name_that_yaml_takes_for_something_else_gets_a_hint_to_quote_it_as_it_stands(name: str) -> None:
    (found,) = read({ZH: changed(ORIGINAL, title=f"title: {name}")}).diagnostics
    assert places([found]) == [(2, 8, "type-is-right")]
    assert found.hint is not None
    assert f'"{name}"' in found.hint.en
    assert f'"{name}"' in found.hint.zh


@pytest.mark.parametrize("written", ["2020-08", "2020-08-01", '"2020"'])
def test_a_month_stays_as_it_was_written(written: str) -> None:
    assert chapter({ZH: changed(ORIGINAL, written=f"written: {written}")}).written == written.strip('"')


def test_a_control_character_is_shown_at_its_line_in_one_sentence() -> None:
    (found,) = read({ZH: changed(ORIGINAL, kind="kind: ill\x07ustrative")}).diagnostics
    assert (found.place.line, found.claim.id) == (4, "yaml-is-readable")
    assert "\n" not in found.message.en + found.message.zh
