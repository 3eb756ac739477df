"""Every claim of the book, held against a small book that breaks it and against the same book, mended.

Each folder of tests/rules is a claim: `bad/` and `good/` hold the files in which a book differs from the smallest one,
and `report.txt` is all that a person is told about the bad one. `CASEBOOK_REWRITE=1` writes the reports anew; read the
diff.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

from casebook.manuscript import Claim, Diagnostic, gather, in_order
from casebook.press.preparing import check
from casebook.press.reporting import as_text
from casebook.review import claims, review
from conftest import BOOK, ORIGINAL, TRANSLATION, WriteBook, casebook
from photo_files import jpeg

Files = dict[str, str | bytes | None]

ROOT = Path(__file__).parent / "rules"
CASES = sorted(folder.name for folder in ROOT.iterdir() if folder.is_dir())
ZH, EN = "chapters/letters-home/zh.md", "chapters/letters-home/en.md"
WHOLE: Files = {ZH: ORIGINAL, EN: TRANSLATION}

# Files that git, an editor or a file system would not leave as they are, and (None) files that are not there.
MADE: dict[str, dict[str, Files]] = {
    "text-is-utf8": {
        "bad": {ZH: ORIGINAL.encode("gbk"), EN: TRANSLATION.replace("Letters come", "Letters\0come")},
        "good": {ZH: ORIGINAL.replace("\n", "\r\n").encode("utf-8-sig")},
    },
    "slug-is-well-formed": {"bad": {"chapters/信箱/zh.md": ORIGINAL}},
    "source-is-alone": {"bad": {"chapters/letters-home/ZH.md": ORIGINAL}},
    "original-is-present": {"good": {"chapters/once/Thumbs.db": b"\0"}},
    "book-is-complete": {
        "bad": {"chapters/practices.yml": None, "chapters/people.yml": None},
        "good": {"chapters/glossary.yml": None},
    },
}
IN_MEMORY = {"source-is-alone"}
"""Cases whose files are one and the same on the disks of many computers."""
FOLLOWS = {
    "source-is-alone": {"file-is-expected"},
    "translation-structure-matches": {"translation-counts-no-more"},
    "no-number-leads-to-a-person": {
        "chinese-in-english-is-marked",
        "chinese-digits-are-half-width",
        "chinese-has-no-typed-space",
    },
}
"""What else is rightly said of a bad book: which of two files is left out, that a wrong number is a new one, and how
numbers are written that are meant not to be found."""

STATES = {"translation-is-confirmed", "translation-is-current", "translation-structure-matches"}
"""Claims that most small books break too: what is wrong with them stands in one language, and they have no record."""

HAN = re.compile("[一-鿿]")


def files_of(case: str, side: str) -> Files:
    folder = ROOT / case / side
    kept = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {**WHOLE, **kept, **MADE.get(case, {}).get(side, {})}


def findings(case: str, side: str, write_book: WriteBook) -> Iterable[Diagnostic]:
    return [each for each in every_finding(case, side, write_book) if each.claim.id not in STATES - {case}]


def every_finding(case: str, side: str, write_book: WriteBook) -> Iterable[Diagnostic]:
    files = files_of(case, side)
    if case not in IN_MEMORY:
        return check(write_book(files, name=side)).diagnostics
    texts = {PurePosixPath(path): text for path, text in {**BOOK, **files}.items() if text is not None}
    gathered = gather({path: text.encode() if isinstance(text, str) else text for path, text in texts.items()})
    assert gathered.book is not None
    return in_order([*gathered.diagnostics, *review(gathered.book)])


# ---- commands


@pytest.mark.parametrize("case", sorted(STATES))
def test_a_finding_about_a_translation_carries_the_commands_that_end_it(case: str, write_book: WriteBook) -> None:
    root = write_book(files_of(case, "bad"), name="bad")
    found = [each for each in check(root).diagnostics if each.claim.id == case]
    lines = {each for each in found if "still in the language of the original" not in each.message.en}
    assert lines
    for each in lines:
        assert each.hint is not None
        commands = re.findall(r"casebook (translate [^;；]+)", each.hint.en)
        assert commands == re.findall(r"casebook (translate [^;；]+)", each.hint.zh)
        assert commands[-1].startswith("translate confirm ")
        for command in commands:
            ran = casebook(*command.replace("PERSON", "editors").split(), "--root", root)
            assert ran.returncode in (0, 1), ran.stderr


# ---- every claim


@pytest.mark.parametrize("case", CASES)
def test_a_bad_book_gets_its_report_and_the_mended_one_an_empty_one(case: str, write_book: WriteBook) -> None:
    found = list(findings(case, "bad", write_book))
    report = ROOT / case / "report.txt"
    if os.environ.get("CASEBOOK_REWRITE") == "1":
        report.write_text(as_text(found, "en"), encoding="utf-8", newline="\n")
    assert as_text(found, "en") == report.read_text(encoding="utf-8")
    assert {each.claim.id for each in found} - FOLLOWS.get(case, set()) == {case}
    assert as_text(findings(case, "good", write_book), "en") == ""


@pytest.mark.parametrize("case", CASES)
def test_every_message_and_hint_is_said_in_chinese_too(case: str, write_book: WriteBook) -> None:
    report = as_text(findings(case, "bad", write_book), "zh")
    assert report
    for line in report.splitlines():
        said = line.partition("提示：")[2] or re.sub(r"^\S+:\d+:\d+: \w+: | \[[a-z0-9-]+\]$", "", line)
        assert HAN.search(re.sub("“.*?”|'.*?'", "", said)), line


def test_every_claim_has_a_case_and_every_case_a_claim() -> None:
    assert sorted(claim.id for claim in claims()) == CASES


@pytest.mark.parametrize("case", CASES)
def test_a_case_shows_the_claim_broken_and_mended(case: str) -> None:
    bad, good = files_of(case, "bad"), files_of(case, "good")
    assert WHOLE != bad != good
    assert f"[{case}]" in (ROOT / case / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.id)
def test_a_claim_explains_itself_in_both_languages_and_with_both_examples(claim: Claim) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", claim.id)
    assert re.match(r"[A-Z].*\.$", claim.summary.en)
    assert HAN.search(claim.summary.zh)
    assert claim.bad.strip()
    assert claim.good.strip()
    assert claim.bad != claim.good


# ---- what reaches over files


def with_body(text: str, *, to: str = ORIGINAL) -> str:
    """Give a chapter with one more paragraph, on its line 30."""
    return f"{to}\n{text}\n"


OTHER, PHOTO = "chapters/letter-box/zh.md", "chapters/letter-box/photos/box.jpg"
ABOUT, PEOPLE = "docs/zh/about.md", "chapters/people.yml"
TOLD: dict[str, tuple[Files, list[tuple[str, int, int, str]]]] = {
    "a link to a photo that is not there": (
        {ZH: with_body("看[木箱](photos/box.jpg)。")},
        [(ZH, 30, 7, "link-resolves")],
    ),
    "a photo of another chapter": (
        {
            ZH: with_body("![木箱](../letter-box/photos/box.jpg)"),
            OTHER: with_body("![木箱](photos/box.jpg)"),
            PHOTO: jpeg(),
        },
        [(ZH, 30, 7, "image-exists")],
    ),
    "an image that is a heading": ({ZH: with_body("![木箱](#nowhere)")}, [(ZH, 30, 7, "image-exists")]),
    "one wrong address in two links": (
        {ZH: with_body("[信](../letter/zh.md)、[箱](../letter/zh.md)")},
        [(ZH, 30, 5, "link-resolves"), (ZH, 30, 26, "link-resolves")],
    ),
    "a link in HTML, and one by a name, which is told where the name is": (
        {ZH: with_body("<a href='../letter/zh.md'>信</a>、[箱][b]、[箱][b]\n\n[b]: ../box/zh.md")},
        [(ZH, 30, 10, "link-resolves"), (ZH, 32, 6, "link-resolves")],
    ),
    "an address that cannot be taken apart": ({ZH: with_body("[信](https://[::1)")}, [(ZH, 30, 5, "link-resolves")]),
    "a heading that a page of the site lacks": (
        {ZH: with_body("[信](/chapters/letters-home/#nowhere)\n[书](/about/#nowhere)")},
        [(ZH, 30, 5, "anchor-resolves"), (ZH, 31, 5, "anchor-resolves")],
    ),
    "a chapter that others link and that is broken itself": (
        {ZH: with_body("[箱](../letter-box/zh.md)、[箱](/chapters/letter-box/)"), OTHER: "没有元数据。"},
        [(OTHER, 1, 1, "metadata-is-present")],
    ),
    "a page that others link and that is broken itself": (
        {ABOUT: "没有元数据。", ZH: with_body("[书](../../docs/zh/about.md)")},
        [(ABOUT, 1, 1, "metadata-is-present")],
    ),
    "a person whom chapters name and whose entry is broken": (
        {PEOPLE: str(BOOK[PEOPLE]).replace("role: editor", "role: editors")},
        [(PEOPLE, 3, 9, "value-is-known")],
    ),
}


@pytest.mark.parametrize("mistake", TOLD)
def test_a_mistake_is_reported_once_and_where_it_stands(mistake: str, write_book: WriteBook) -> None:
    files, expected = TOLD[mistake]
    found = [each for each in check(write_book({**WHOLE, **files})).diagnostics if each.claim.id not in STATES]
    assert [(str(each.place.path), each.place.line, each.place.column, each.claim.id) for each in found] == expected
