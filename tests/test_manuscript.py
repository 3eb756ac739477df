"""Reading a book from its files: it says what its authors wrote, and every mistake is shown at its place."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.manuscript import Gathered, Text, Translations, gather, read_text
from casebook.press.reporting import as_text
from conftest import BOOK, ORIGINAL, TRANSLATION
from small_book import EN, FR, PRACTICES, SETTINGS, ZH, Files, changed, chapter, mistakes, places, read

# ---- bytes


@pytest.mark.parametrize(
    "saved",
    [
        ORIGINAL.encode("utf-8-sig"),
        ORIGINAL.replace("\n", "\r\n").encode(),
        ORIGINAL.replace("\n", "\r").encode(),
        ORIGINAL.replace("\n", "\r\n").encode("utf-8-sig"),
    ],
    ids=["BOM", "CRLF", "CR", "BOM and CRLF"],
)
def test_how_an_editor_ends_lines_and_marks_its_files_changes_nothing(saved: bytes) -> None:
    assert chapter({ZH: saved}) == chapter()


@pytest.mark.parametrize(
    ("saved", "place"),
    [
        (ORIGINAL.encode("gbk"), (2, 8)),
        (ORIGINAL.encode("utf-16"), (1, 1)),
        (ORIGINAL.encode() + "末\n末".encode() + b"\xff", (30, 2)),
        (ORIGINAL.replace("有了来信", "有了\0来信"), (28, 3)),
        (ORIGINAL.encode()[:-8], (28, 3)),
    ],
    ids=["GBK", "UTF-16", "one byte", "NUL", "cut off"],
)
def test_a_file_that_is_no_text_is_shown_its_first_wrong_character(saved: str | bytes, place: tuple[int, int]) -> None:
    assert mistakes({ZH: saved}) == [(*place, "text-is-utf8")]


def test_each_line_that_an_unfinished_merge_left_is_shown() -> None:
    text = changed(ORIGINAL, written="<<<<<<< HEAD\nwritten: 2026-11\n=======\nwritten: 2026-12\n>>>>>>> theirs")
    assert mistakes({ZH: text}) == [(line, 1, "merge-is-finished") for line in (17, 19, 21)]
    assert chapter({ZH: ORIGINAL + "\n说明：\n\n    =======\n"}).text.blocks[-1].text == "    ======="


# ---- bodies


def body(markdown: str) -> Text:
    return read_text(PurePosixPath(ZH), markdown, first_line=10)


def links(markdown: str) -> list[tuple[str, str, bool, int, int]]:
    return [
        (link.target, link.label, link.is_image, link.place.line, link.place.column) for link in body(markdown).links
    ]


def test_headings_are_read_with_level_title_id_and_line() -> None:
    text = body("## 第一周 {#first-week}\n\n文。\n\n### 周二 { #tuesday }\n\n信\n===\n\n> ## 引 {#q}\n")
    assert [(each.level, each.title, each.id, each.place.line) for each in text.headings] == [
        (2, "第一周", "first-week", 10),
        (3, "周二", "tuesday", 14),
        (1, "信", None, 16),
        (2, "引", "q", 19),
    ]
    assert text.ids == ("first-week", "tuesday", "q")


@pytest.mark.parametrize("fenced", ["```\n## x {#x}\n```", "~~~md\n## x\n\n```\n~~~", "    ## x", "<p>\n## x\n</p>"])
def test_a_heading_that_is_only_shown_is_no_heading(fenced: str) -> None:
    text = body(f"文。\n\n{fenced}\n\n## y {{#y}}\n")
    assert text.ids == ("y",)
    assert len(text.headings) == 1
    assert len(text.blocks) == 3


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("看[信](a.md)和\n![图](b.jpg)。", [("a.md", "信", False, 10, 6), ("b.jpg", "图", True, 11, 6)]),
        ("[信](a.md \"题\")、[**甲**](<b c.md>)", [("a.md", "信", False, 10, 5), ("b c.md", "甲", False, 10, 24)]),
        ("- 一\n  - ![](p.jpg)", [("p.jpg", "", True, 11, 9)]),
        ("| a | b |\n|---|---|\n| 1 | [x](y.md) |", [("y.md", "x", False, 12, 11)]),
        ("文[^1]。\n\n[^1]: 见[注](n.md)。", [("n.md", "注", False, 12, 12)]),
        ("> [一](一.md)", [("一.md", "一", False, 10, 7)]),
        ("```\n[a](b.md)\n```\n`[a](b.md)`", []),
        ("[一](x.md)\n[二](x.md)，[三](x.md)", [("x.md", n, False, line, column) for n, line, column in
         (("一", 10, 5), ("二", 11, 5), ("三", 11, 15))]),
        ("见 x.md：[x](x.md)", [("x.md", "x", False, 10, 12)]),
        ("[![图](p.jpg)](q.md)", [("q.md", "图", False, 10, 15), ("p.jpg", "图", True, 10, 7)]),
    ],
)  # fmt: skip
def test_links_and_images_are_read_with_label_line_and_column(
    markdown: str, found: list[tuple[str, str, bool, int, int]]
) -> None:
    assert sorted(links(markdown)) == sorted(found)


def test_a_list_a_table_a_quotation_and_a_footnote_are_a_block_each() -> None:
    parts = ["- 一\n- 二\n\n  又\n- 三", "| a |\n|---|\n| b |", "> 一\n>\n> 二", "---", "1. 甲\n2. 乙[^n]", "[^n]: 注"]
    text = body("\n\n".join(parts) + "\n")
    assert [block.text for block in text.blocks] == parts
    assert [block.kind.value for block in text.blocks] == ["list", "table", "quote", "rule", "list", "footnote"]
    assert [text.place_of_line(block.first).line for block in text.blocks] == [10, 16, 20, 24, 26, 29]


# ---- forms


def test_every_mistake_of_a_file_is_told_in_one_run() -> None:
    text = changed(ORIGINAL, title="title: 2020", summary="sumary: 信", kind="kind: story", written="written: never")
    assert mistakes({ZH: text.replace("  response: 挂一个信箱。\n", "")}) == [
        (2, 1, "key-is-present"),
        (2, 8, "type-is-right"),
        (3, 1, "key-is-known"),
        (4, 7, "value-is-known"),
        (14, 1, "key-is-present"),
        (16, 10, "type-is-right"),
    ]


def test_a_repeated_key_hides_no_other_mistake() -> None:
    text = changed(ORIGINAL, title="title: 信\ntitle: 箱", kind="kind: story")
    assert mistakes({ZH: text}) == [(3, 1, "key-is-given-once"), (5, 7, "value-is-known")]


@pytest.mark.parametrize(
    ("key", "line", "hint"),
    [
        ("kind", "kind: illustrative\npseudonym: [小雨]", "did you mean 'pseudonyms'?"),
        ("    how", "    how: 信\n    hrad: 难", "did you mean 'hard'?"),
        ("  response", "  response: 信\n  poeple: 人", "did you mean 'people'?"),
        (
            "  response",
            "  response: 信\n  颜色: 红",
            "the keys here are: challenge, cost, people, response, result, time",
        ),
    ],
)
def test_an_unknown_key_gets_the_nearest_known_one(key: str, line: str, hint: str) -> None:
    (found,) = read({ZH: changed(ORIGINAL, **{key: line})}).diagnostics
    assert found.claim.id == "key-is-known"
    assert found.hint is not None
    assert found.hint.en == hint


def test_a_missing_key_is_told_at_the_mapping_that_lacks_it() -> None:
    text = ORIGINAL.replace("    how: 每周二开箱。\n", "").replace("  challenge: 孩子不说话。\n", "")
    text = text.replace("author: not-needed, ", "")
    assert mistakes({ZH: text}) == [(line, column, "key-is-present") for line, column in ((11, 5), (13, 1), (16, 1))]


TAXONOMY = """\
groups:
  - {id: support, zh: 支持}
practices:
  - id: letter-box
    group: support
    zh: [信箱]
    definition_zh: 投信。
    definition_fr: Des lettres.
    synonyms_en: box
    synonyms_zh: [箱, 1]
"""


def test_a_mistake_in_a_key_with_a_language_is_shown_at_its_own_line_and_under_its_own_name() -> None:
    found = read({PRACTICES: TAXONOMY}).diagnostics
    claims = ["type-is-right", "key-is-known", "type-is-right", "type-is-right"]
    assert places(found) == list(zip((6, 8, 9, 10), (9, 5, 18, 22), claims, strict=True))
    names = ("'zh'", "'definition_fr'", "'synonyms_en'", "'synonyms_zh'")
    assert [name in each.message.en for name, each in zip(names, found, strict=True)] == [True] * 4
    assert found[1].hint is not None
    assert "definition_" in found[1].hint.en


@pytest.mark.parametrize("day", ["2026-02-31", "2025-02-29", "2026-04-31", "2026-13", "0000"])
def test_a_day_that_no_calendar_has_is_refused(day: str) -> None:
    assert mistakes({ZH: changed(ORIGINAL, written=f'written: "{day}"')}) == [(17, 10, "type-is-right")]
    source = f'sources: [{{title: 报道, url: "https://a.example/", read: {day}}}]\nconsent'
    assert (18, 56, "type-is-right") in mistakes({ZH: ORIGINAL.replace("consent", source, 1)})


def test_a_number_is_no_day() -> None:
    source = 'sources: [{title: 报道, url: "https://a.example/", read: 86400}]\nconsent'
    assert mistakes({ZH: ORIGINAL.replace("consent", source, 1)}) == [(18, 56, "type-is-right")]


def test_a_misspelt_key_is_told_even_where_it_has_no_value() -> None:
    assert mistakes({ZH: ORIGINAL.replace("consent", "adlts:\nconsent", 1)}) == [(18, 1, "key-is-known")]
    assert mistakes({ZH: ORIGINAL.replace("consent", "adults:\nconsent", 1)}) == []


@pytest.mark.parametrize("line", ["pupils: 0", "adults: [2020]", "pseudonyms:\n  -"])
def test_a_message_speaks_of_what_the_author_wrote_and_in_both_languages(line: str) -> None:
    key = "stage" if line.startswith("pupils") else "written"
    text = changed(ORIGINAL, **{key: f"stage: primary\n  {line}" if key == "stage" else f"written: 2026-11\n{line}"})
    found = read({ZH: text}).diagnostics
    assert len(found) == 1
    said = as_text(found, "en")
    assert any(name in said for name in ("'pupils'", "'adults'", "'pseudonyms'"))
    assert "None" not in said
    assert re.search("[一-鿿]", found[0].message.zh)


# ---- gathering

TWICE = """\
practices:
  - {id: letter-box, at: "#first-week", how: 每周二开箱。}
  - {id: talks, at: "#later", how: 谈心。}
  - {id: letter-box, at: "#later", how: 每天开箱。, hard: 没人投信。}"""
WORDS = """\
practices:
  - {id: talks, how: Talks.}
  - {id: letter-box, how: Opened on Tuesdays.}
  - {id: letter-box, how: Opened every day.}"""
FRENCH = TRANSLATION.replace("title: The letter box", "title: La boîte aux lettres")
FILES = {**BOOK, ZH: ORIGINAL, EN: TRANSLATION, FR: FRENCH, "chapters/a/zh.md": ORIGINAL, "chapters/b/en.md": "x"}
FILES |= {f"docs/{code}/more.md": BOOK[f"docs/{code}/about.md"] for code in ("en", "zh")}


@given(st.permutations(sorted(FILES)), st.permutations(["chapters/a/photos/1.jpg", "chapters/a/photos/2.jpg"]))
@settings(max_examples=25, deadline=None)
def test_the_order_in_which_files_come_changes_nothing(order: list[str], photos: list[str]) -> None:
    def gathered(paths: list[str], pictures: list[str]) -> Gathered:
        texts = {PurePosixPath(path): FILES[path].encode() for path in paths}
        return gather(texts, [PurePosixPath(path) for path in pictures])

    assert repr(gathered(order, photos)) == repr(gathered(sorted(FILES), sorted(photos)))


def test_readers_get_their_language_or_the_original_or_whatever_there_is() -> None:
    words = Translations({"en": "Letter box", "zh": "信箱", "fr": None, "de": ""})
    assert words.nearest("en", "zh") == ("Letter box", "en")
    assert words.nearest("fr", "zh") == words.nearest("de", "zh") == ("信箱", "zh")
    assert Translations({"en": "Letter box"}).nearest("fr", "zh") == ("Letter box", "en")
    assert Translations({"zh": None}).nearest("en", "zh") == ("", "en")


def test_two_uses_of_one_practice_take_their_translations_in_order() -> None:
    files: Files = {ZH: ORIGINAL.replace(ORIGINAL[ORIGINAL.index("practices:") : ORIGINAL.index("\nglance:")], TWICE)}
    translation = TRANSLATION.replace(
        TRANSLATION[TRANSLATION.index("practices:") : TRANSLATION.index("\nglance:")], WORDS
    )
    first, talks, second = chapter({**files, EN: translation}).practices
    assert (first.how["en"], first.anchor) == ("Opened on Tuesdays.", "first-week")
    assert talks.how["en"] == "Talks."
    assert (second.how["en"], second.anchor) == ("Opened every day.", "later")
    assert second.hard.nearest("en", "zh") == ("没人投信。", "zh")
    assert chapter(files).practices[2].how.nearest("en", "zh") == ("每天开箱。", "zh")


def test_a_third_language_is_one_line_in_book_yml() -> None:
    (found,) = read({FR: FRENCH}).diagnostics
    assert (str(found.place.path), found.claim.id) == (FR, "file-is-expected")
    assert found.hint is not None
    assert "'fr'" in found.hint.en
    three = BOOK[SETTINGS].replace("  en: {", "  fr: {name: Français, tag: fr}\n  en: {")
    letters = chapter({FR: FRENCH, SETTINGS: three})
    assert letters.title.nearest("fr", "zh") == ("La boîte aux lettres", "fr")
    assert letters.translations["fr"].text.ids == ("first-week", "later")
    assert chapter({SETTINGS: three}).title.nearest("fr", "zh") == ("信箱", "zh")
