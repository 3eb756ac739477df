"""The command line as people and their tools meet it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from casebook.review import claims
from conftest import BOOK, ORIGINAL, TRANSLATION, WriteBook, casebook
from photo_files import png

LETTERS = "chapters/letters/zh.md"
WHOLE = {LETTERS: ORIGINAL, "chapters/letters/en.md": TRANSLATION}
WARNED = {**WHOLE, "chapters/letters/photos/box.png": png()}
SPOILT = {LETTERS: ORIGINAL.replace("id: letter-box", "id: leter-box"), "chapters/letters/photos/box.png": png()}
"""A book with a warning that has no hint, and an error that has one."""
Answers = dict[str, CompletedProcess[str]]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ---- check


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Check the spoilt book in every way, all at the same time."""
    root = tmp_path_factory.mktemp("spoilt") / "book"
    for path, content in {**BOOK, **SPOILT}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with ThreadPoolExecutor() as pool:
        asked = {
            "text": pool.submit(casebook, "check", "--root", root),
            "json": pool.submit(casebook, "check", "--format", "json", "--root", root),
            "github": pool.submit(casebook, "check", "--format", "github", "--root", root),
            "in Chinese": pool.submit(casebook, "check", "--lang", "zh", "--root", root),
            "on a Chinese computer": pool.submit(casebook, "check", "--root", root, LC_ALL="zh_CN.UTF-8"),
            "root before": pool.submit(casebook, "--root", root, "check"),
            "in a folder of the book": pool.submit(casebook, "check", cwd=root / "chapters" / "letters"),
        }
        return {way: future.result() for way, future in asked.items()}


def test_check_prints_each_finding_with_its_hint_below_and_counts_on_stderr(answers: Answers) -> None:
    result = answers["text"]
    assert result.stdout == (
        "chapters/letters/photos/box.png:1:1: warning: no text shows this photo [photo-is-used]\n"
        "chapters/letters/zh.md:11:9: error: no practice is called 'leter-box' [practice-is-known]\n"
        "    hint: did you mean 'letter-box'?\n"
    )
    assert re.search(r"\b1 error", result.stderr)
    assert re.search(r"\b1 warning", result.stderr)
    assert len(result.stderr.splitlines()) == 1
    assert result.returncode == 1


def test_check_gives_programs_one_json_array(answers: Answers) -> None:
    result = answers["json"]
    assert json.loads(result.stdout) == [
        {
            "path": "chapters/letters/photos/box.png",
            "line": 1,
            "column": 1,
            "rule": "photo-is-used",
            "severity": "warning",
            "message": "no text shows this photo",
            "hint": None,
        },
        {
            "path": "chapters/letters/zh.md",
            "line": 11,
            "column": 9,
            "rule": "practice-is-known",
            "severity": "error",
            "message": "no practice is called 'leter-box'",
            "hint": "did you mean 'letter-box'?",
        },
    ]
    assert result.returncode == 1


def test_check_gives_pull_requests_annotations_at_the_line(answers: Answers) -> None:
    result = answers["github"]
    assert result.stdout == (
        "::warning file=chapters/letters/photos/box.png,line=1,col=1,title=photo-is-used::no text shows this photo\n"
        "::error file=chapters/letters/zh.md,line=11,col=9,title=practice-is-known::"
        "no practice is called 'leter-box'%0Adid you mean 'letter-box'?\n"
    )
    assert result.returncode == 1


def test_check_of_a_whole_book_finds_nothing_and_ends_with_zero(write_book: WriteBook) -> None:
    result = casebook("check", "--format", "json", "--fail-on", "warning", "--root", write_book({LETTERS: ORIGINAL}))
    assert (result.stdout, result.returncode) == ("[]\n", 0)
    assert re.search(r"\b0 errors, 0 warnings", result.stderr)


def test_a_warning_fails_a_check_only_where_it_is_asked_to(write_book: WriteBook) -> None:
    root = write_book(WARNED)
    assert casebook("check", "--root", root).returncode == 0
    asked = casebook("check", "--fail-on", "warning", "--root", root)
    assert asked.returncode == 1
    assert "[photo-is-used]" in asked.stdout


def test_check_speaks_chinese_when_asked_or_when_the_computer_does(answers: Answers) -> None:
    asked, by_locale = answers["in Chinese"], answers["on a Chinese computer"]
    assert asked.stdout == (
        "chapters/letters/photos/box.png:1:1: warning: 正文里没有用到这张照片 [photo-is-used]\n"
        "chapters/letters/zh.md:11:9: error: 没有名为“leter-box”的实践 [practice-is-known]\n"
        "    提示：是不是“letter-box”？\n"
    )
    assert "1 个错误" in asked.stderr
    assert "1 个提醒" in asked.stderr
    assert (by_locale.stdout, by_locale.stderr) == (asked.stdout, asked.stderr)


def findings(root: Path) -> set[tuple[str, str]]:
    listed = json.loads(casebook("check", "--format", "json", "--root", root).stdout)
    return {(each["path"], each["rule"]) for each in listed}


def test_one_check_finds_what_is_wrong_in_every_file(write_book: WriteBook) -> None:
    root = write_book(
        {
            **WHOLE,
            "chapters/unreadable/zh.md": ORIGINAL.replace("title: 信箱", "title: [信箱"),
            "chapters/misspelt/zh.md": ORIGINAL.replace("summary:", "sumary:"),
            "chapters/astray/zh.md": ORIGINAL.replace("信箱挂上墙。", "[见](../leters/zh.md)"),
            "chapters/twice/zh.md": ORIGINAL.replace("stage: primary", "stage: elementary").replace(" {#later}", ""),
            "chapters/orphan/en.md": TRANSLATION,
            "docs/en/about.md": BOOK["docs/en/about.md"].replace(" {#book}", ""),
        }
    )
    assert findings(root) >= {
        ("chapters/unreadable/zh.md", "yaml-is-readable"),
        ("chapters/misspelt/zh.md", "key-is-known"),
        ("chapters/misspelt/zh.md", "key-is-present"),
        ("chapters/astray/zh.md", "link-resolves"),
        ("chapters/twice/zh.md", "stage-is-known"),
        ("chapters/twice/zh.md", "heading-has-id"),
        ("chapters/orphan/en.md", "original-is-present"),
        ("docs/en/about.md", "heading-has-id"),
    }


def test_a_mistake_in_the_practices_hides_none_in_the_chapters(write_book: WriteBook) -> None:
    root = write_book(
        {
            "chapters/practices.yml": BOOK["chapters/practices.yml"].replace("definition_en: Letters.", "colour: red"),
            LETTERS: ORIGINAL.replace("summary:", "sumary:"),
        }
    )
    assert findings(root) >= {("chapters/practices.yml", "key-is-known"), (LETTERS, "key-is-known")}


# ---- where the book is


def test_the_book_is_named_before_or_after_the_command_or_found_upward(answers: Answers) -> None:
    assert "[practice-is-known]" in answers["text"].stdout
    assert answers["root before"].stdout == answers["text"].stdout
    assert answers["in a folder of the book"].stdout == answers["text"].stdout


@pytest.mark.parametrize("command", [("check",), ("translate", "confirm", "x", "--by", "y")])
def test_outside_a_book_a_command_says_so_and_ends_with_two(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = casebook(*command, cwd=tmp_path)
    assert (result.stdout, result.returncode) == ("", 2)
    assert f"{tmp_path} is not a book: it has no mkdocs.yml and chapters/" in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_root_that_is_no_book_is_refused_in_the_language_asked_for(tmp_path: Path) -> None:
    result = casebook("check", "--root", tmp_path / "nowhere", "--lang", "zh")
    assert (result.stdout, result.returncode) == ("", 2)
    assert "不是一本书" in result.stderr


# ---- rules


@pytest.mark.parametrize("language", ["en", "zh"])
def test_rules_lists_every_claim_with_a_bad_and_a_good_example(tmp_path: Path, language: str) -> None:
    result = casebook("rules", "--lang", language, cwd=tmp_path)
    assert result.returncode == 0
    entries = {entry.split(" ", 1)[0]: entry for entry in re.split(r"(?m)^(?=\S)", result.stdout) if entry}
    assert set(entries) == {claim.id for claim in claims()}
    bad, good = ("错误:", "正确:") if language == "zh" else ("bad:", "good:")
    for claim in claims():
        entry = entries[claim.id]
        assert f"({claim.severity})" in entry
        assert claim.summary.within(language) in entry
        before, after = entry.split(bad)[1].split(good)
        assert [line.strip() for line in before.strip().splitlines()] == [
            line.strip() for line in claim.bad.splitlines()
        ]
        assert [line.strip() for line in after.strip().splitlines()] == [
            line.strip() for line in claim.good.splitlines()
        ]


# ---- init


def test_a_new_book_checks_clean_and_builds(tmp_path: Path) -> None:
    made = casebook("init", "mine", cwd=tmp_path)
    assert made.returncode == 0
    assert "--root mine serve" in made.stdout
    checked = casebook("--root", "mine", "check", "--fail-on", "warning", cwd=tmp_path)
    assert (checked.stdout, checked.returncode) == ("", 0)
    assert casebook("--root", "mine", "build", cwd=tmp_path).returncode == 0
    assert (tmp_path / "mine" / "site" / "index.html").is_file()
    assert (tmp_path / "mine" / "site" / "en" / "index.html").is_file()


@pytest.mark.parametrize("name", ["mine/book.txt", "mine"])
def test_a_new_book_overwrites_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("precious", encoding="utf-8")
    result = casebook("init", "mine", cwd=tmp_path)
    assert (result.stdout, result.returncode) == ("", 2)
    assert "nothing was written" in result.stderr
    assert files_of(tmp_path) == {name: b"precious"}


# ---- translate confirm


def test_confirming_a_translation_writes_its_record_and_nothing_else(write_book: WriteBook) -> None:
    root = write_book({**WHOLE, "chapters/other/zh.md": ORIGINAL, "chapters/other/en.md": TRANSLATION})
    before = files_of(root)
    result = casebook("translate", "confirm", "letters", "--by", "editors", "--on", "2026-11-24", cwd=root)
    assert (result.stdout, result.returncode) == ("chapters/letters/en.sync.yml\n", 0), result.stderr
    after = files_of(root)
    sidecar = after.pop("chapters/letters/en.sync.yml").decode("utf-8")
    assert after == before
    for passage in ("开头一段。", "信箱挂上墙。", "有了来信。"):
        assert f'- "{passage}"' in sidecar
    assert sidecar.count("confirmed: {by: editors, on: 2026-11-24}") == 5  # three paragraphs and two headings
    assert re.findall(r"(?m)^chapters/(\w+)/.*translation-is-confirmed", casebook("check", cwd=root).stdout) == [
        "other"
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("letters", "--by", "editor"), "'editor' is not in people.yml"),
        (("leters", "--by", "editors"), "did you mean 'letters'?"),
        (("letters", "--to", "fr", "--by", "editors"), "no 'fr' translation of 'letters'"),
    ],
)
def test_what_cannot_be_confirmed_is_refused_with_two(
    write_book: WriteBook, arguments: tuple[str, ...], said: str
) -> None:
    root = write_book(WHOLE)
    before = files_of(root)
    result = casebook("translate", "confirm", *arguments, "--root", root)
    assert (result.stdout, result.returncode) == ("", 2)
    assert said in result.stderr
    assert files_of(root) == before


def test_texts_that_do_not_pair_are_not_recorded(write_book: WriteBook) -> None:
    root = write_book({**WHOLE, "chapters/letters/en.md": f"{TRANSLATION}\nOne paragraph more.\n"})
    before = files_of(root)
    result = casebook("translate", "confirm", "letters", "--by", "editors", "--root", root)
    assert (result.stdout, result.returncode) == ("", 1)
    assert "not recorded: the original has 5 blocks and the translation 6" in result.stderr
    assert files_of(root) == before


def test_texts_of_different_kinds_say_at_which_lines_they_part(write_book: WriteBook) -> None:
    root = write_book(
        {**WHOLE, "chapters/letters/en.md": TRANSLATION.replace("The box goes up.", "- The box goes up.")}
    )
    result = casebook("translate", "confirm", "letters", "--by", "editors", "--root", root)
    assert result.returncode == 1
    assert re.search(r"chapters/letters/zh\.md:24 .*paragraph.* chapters/letters/en\.md:13 .*list", result.stderr)
