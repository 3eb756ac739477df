"""Taking back: after it, nothing of a chapter or a passage is in any file that the book or a build keeps."""

from __future__ import annotations

import re
import subprocess
import zlib
from pathlib import Path

import pytest
from libzim.reader import Archive

from archive_files import contents, unpacked
from casebook.press.packing import pack
from casebook.press.preparing import check
from conftest import ORIGINAL, TRANSLATION, WriteBook, casebook

SLUG = "letters"
FOLDER = f"chapters/{SLUG}"
SECRET, SECRET_EN = "那年冬天的暗号", "a watchword of that winter"
ZH = (
    ORIGINAL.replace(
        "信箱挂上墙。", f"信箱挂上墙。\n\n{SECRET}，她写在纸条上[^n]。\n\n![纸条](photos/note.png)\n\n还有一段。"
    )
    .replace("开头一段。", "开头一段。\n\n![信箱](photos/box.png)")
    .replace("summary: 一个信箱。", "summary: 木箱摘要。")
    .replace("how: 每周二开箱。", "how: 木箱每周二开。")
    .replace("written:", "aliases: [old-letters]\nwritten:")
    + f"\n[^n]: 注里也有{SECRET}。\n"
)
EN = (
    TRANSLATION.replace(
        "The box goes up.",
        f"The box goes up.\n\nShe wrote {SECRET_EN} on a slip[^n].\n\n![A slip](photos/note.png)\n\nOne more text.",
    ).replace("An opening paragraph.", "An opening paragraph.\n\n![The box](photos/box.png)")
    + f"\n[^n]: The note has {SECRET_EN} too.\n"
)


def png(shade: int) -> bytes:
    """Make a picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return len(data).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")

    head = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes((0, shade)))) + chunk(b"IEND", b"")


@pytest.fixture
def book(write_book: WriteBook) -> Path:
    """Write a book in git, with a confirmed translation and a site."""
    root = write_book(
        {
            f"{FOLDER}/zh.md": ZH,
            f"{FOLDER}/en.md": EN,
            f"{FOLDER}/photos/note.png": png(60),
            f"{FOLDER}/photos/box.png": png(200),
            "chapters/talks/zh.md": ORIGINAL.replace("title: 信箱", "title: 谈心").replace(
                "有了来信。", f"另见[信箱](../{SLUG}/zh.md#later)。"
            ),
            ".gitignore": "/.build/\n/site/\n/editions/\n",
        }
    )
    confirmed = casebook("translate", "confirm", SLUG, "--to", "en", "--by", "editors", "--root", root)
    assert confirmed.returncode == 0, confirmed.stderr
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=E", "-c", "user.email=e@e.example", "commit", "-qm", "1"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
    assert casebook("build", "--no-editions", "--root", root).returncode == 0
    assert holding(root, SECRET), "the words were never there, so these tests would prove nothing"
    assert holding(root / "site", SECRET_EN)
    return root


def holding(folder: Path, words: str) -> list[str]:
    """List the files that hold some words, git's own apart; white space does not hide them."""
    wanted = re.sub(r"\s", "", words)
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and ".git" not in each.parts):
        content = unpacked(path.read_bytes())
        if content[:4] == b"ZIM\x04":
            content = b"".join(map(bytes, contents(Archive(path))))
        if wanted in re.sub(r"\s", "", content.decode("utf-8", errors="replace")):
            found.append(path.relative_to(folder).as_posix())
    return found


def withdraw(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    said = ("--by", "editors", "--reason", "应作者要求")
    return casebook("withdraw", SLUG, *arguments, *said, "--root", root)


def test_nothing_of_a_withdrawn_chapter_is_left_in_any_file(book: Path) -> None:
    assert casebook("build", "--root", book).returncode == 0
    assert casebook("edition", "--lang", "zh", "--root", book).returncode == 0
    assert holding(book / ".build/editions", SECRET), "the words were never there"
    for made in ("site/editions", "editions"):
        assert {Path(name).suffix for name in holding(book / made, SECRET)} == {".epub", ".pdf"}, made
    for form in ("zip", "zim"):
        pack(book, form=form)
    assert {"book.zip", "book.zim"} <= set(holding(book, SECRET))
    result = withdraw(book)
    assert result.returncode == 0, result.stdout + result.stderr
    assert [each.name for each in (book / FOLDER).iterdir()] == ["zh.md"]
    for words in (
        SECRET,
        SECRET_EN,
        "木箱摘要",
        "The letter box",
        "木箱每周二开",
        "Opened every Tuesday",
        "photos/note.png",
    ):
        assert holding(book, words) == [], words
    assert check(book).errors == []
    assert list((book / "editions").iterdir()) == []
    assert [each.name for each in (book / "site/editions").iterdir()] != ["index.html"]


def test_a_withdrawn_chapter_leaves_its_addresses_and_the_day(book: Path) -> None:
    withdraw(book)
    for address in ("chapters/letters/", "en/chapters/letters/"):
        page = (book / "site" / address / "index.html").read_text("utf-8")
        assert re.search(r"<h1>(已撤下|Withdrawn)</h1>", page)
    assert "../letters/" in (book / "site/chapters/old-letters/index.html").read_text("utf-8")
    stub = (book / FOLDER / "zh.md").read_text("utf-8")
    assert re.fullmatch(
        r'---\nstatus: withdrawn\nwithdrawn:\n  - \{on: \d{4}-\d\d-\d\d, by: editors, why: "应作者要求"\}\n'
        r"aliases: \[old-letters\]\n---\n",
        stub,
    )
    assert holding(book / "site", "应作者要求") == []


def test_the_command_says_what_the_history_still_holds(book: Path) -> None:
    result = withdraw(book)
    assert "commits that touch this folder (1)" in result.stderr
    assert "git filter-repo --invert-paths --path chapters/letters/" in result.stderr
    history = subprocess.run(["git", "log", "-p", "--all"], cwd=book, capture_output=True, encoding="utf-8", check=True)
    assert SECRET in history.stdout


def test_outside_git_nothing_is_said_of_a_history(write_book: WriteBook) -> None:
    root = write_book({f"{FOLDER}/zh.md": ORIGINAL})
    result = withdraw(root)
    assert result.returncode == 0, result.stderr
    assert "filter-repo" not in result.stderr
    assert "publish the site again" in result.stderr


def test_a_chapter_withdrawn_in_haste_or_broken_can_be_taken_back_as_a_whole(write_book: WriteBook) -> None:
    for text in (ZH.replace("published", "withdrawn"), ZH.replace("kind: illustrative", "kind: x")):
        root = write_book({f"{FOLDER}/zh.md": text, f"{FOLDER}/en.md": EN}, name=f"book-{len(text)}")
        assert withdraw(root).returncode == 0
        assert holding(root, SECRET) == holding(root, SECRET_EN) == []


@pytest.mark.parametrize("words", [SECRET, SECRET_EN], ids=["by its Chinese", "by its English"])
def test_a_passage_goes_in_both_languages_and_out_of_the_record(book: Path, words: str) -> None:
    result = withdraw(book, "--text", words)
    assert result.returncode == 0, result.stdout + result.stderr
    assert holding(book, SECRET) == holding(book, SECRET_EN) == []
    assert "还有一段。" in (book / FOLDER / "zh.md").read_text("utf-8")
    assert "One more text." in (book / FOLDER / "en.md").read_text("utf-8")
    assert check(book).diagnostics == ()
    chinese = (book / "site/chapters/letters/index.html").read_text("utf-8")
    english = (book / "site/en/chapters/letters/index.html").read_text("utf-8")
    assert re.search(r"本篇有内容已于\d{4}年\d+月\d+日撤下。", chinese)
    assert "Part of this chapter was withdrawn on" in english


def test_what_only_the_passage_needed_goes_with_it(book: Path) -> None:
    withdraw(book, "--text", SECRET, "--text", "photos/note.png")
    left = (book / FOLDER / "zh.md").read_text("utf-8")
    assert "[^n]" not in left
    assert [each.name for each in (book / FOLDER / "photos").iterdir()] == ["box.png"]


def test_a_section_goes_and_a_heading_that_something_points_at_stays(book: Path) -> None:
    result = withdraw(book, "--heading", "first-week")
    assert "the heading first-week" in result.stderr
    left = (book / FOLDER / "zh.md").read_text("utf-8")
    assert "## 第一周 {#first-week}" in left
    assert "信箱挂上墙" not in left
    assert "有了来信。" in left
    assert check(book).errors == []


def test_two_withdrawals_stand_beside_each_other(book: Path) -> None:
    withdraw(book, "--text", SECRET)
    withdraw(book, "--text", "还有一段")
    assert (book / FOLDER / "zh.md").read_text("utf-8").count("- {on:") == 2
    assert check(book).errors == []
    withdraw(book)
    assert (book / FOLDER / "zh.md").read_text("utf-8").count("- {on:") == 3
    assert check(book).errors == []


def test_words_that_stand_elsewhere_too_are_listed_and_fail_the_command(book: Path) -> None:
    path = book / FOLDER / "zh.md"
    path.write_text(path.read_text("utf-8").replace("summary: 木箱摘要。", f"summary: {SECRET}。"), encoding="utf-8")
    result = withdraw(book, "--text", SECRET)
    assert result.returncode == 1
    assert f"{FOLDER}/zh.md:3" in result.stderr
    assert path.read_text("utf-8").count(SECRET) == 1


def test_a_passage_of_the_translation_that_stood_for_more_goes_whole_and_is_named(book: Path) -> None:
    joined = EN.replace(" on a slip[^n].\n\n![A slip]", " on a slip[^n].\n![A slip]").replace(
        "The box goes up.\n\nShe wrote", "The box goes up. She wrote"
    )
    (book / FOLDER / "en.md").write_text(joined, encoding="utf-8")
    (book / FOLDER / "en.sync.yml").unlink()
    casebook("translate", "start", SLUG, "--to", "en", "--root", book)
    result = withdraw(book, "--text", SECRET)
    assert holding(book, SECRET_EN) == [], result.stderr
    assert re.search(rf"{FOLDER}/en\.md:\d+", result.stderr)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--text", "没有这些字"], "no passage has these words"),
        (["--heading", "nowhere"], "no passage has these words"),
        (["--by", "nobody"], "'nobody' is not in people.yml"),
    ],
)
def test_what_is_not_there_changes_nothing(book: Path, arguments: list[str], said: str) -> None:
    before = {path: path.read_bytes() for path in (book / "chapters").rglob("*") if path.is_file()}
    result = casebook("withdraw", SLUG, "--by", "editors", "--reason", "x", *arguments, "--root", book)
    assert result.returncode == 2
    assert said in result.stderr
    assert {path: path.read_bytes() for path in (book / "chapters").rglob("*") if path.is_file()} == before


def test_a_site_that_cannot_be_built_anew_shows_it_no_longer(book: Path) -> None:
    (book / "chapters/talks/zh.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    result = withdraw(book)
    assert result.returncode == 0
    assert "was emptied" in result.stderr
    assert list((book / "site").iterdir()) == []
