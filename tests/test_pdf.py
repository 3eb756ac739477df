"""Editions as PDF: what stands on the sheets, what is heard of them, and what is never printed."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import fontpkg_source_serif_4
import pdfua
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from casebook.edition import Edition, of_chapters, of_practice, whole
from casebook.press.editions.binding import bind
from casebook.press.editions.paper import NotPrintable
from casebook.press.editions.pdf import write_pdf
from casebook.press.preparing import check
from conftest import BOOK, ORIGINAL, TRANSLATION
from every_chapter import write
from pdf_files import Pdf, squeezed
from photo_files import jpeg

NOTE, NOTE_EN = "钥匙在生活老师那里。", "The teacher has the key."
LONG = "孩子把信投进箱子，“第二天”有人来开；谁也不问信是谁写的——除非孩子自己想说。" * 9
LONG_EN = "Children post their letters, and somebody opens the box on the next day. " * 9
LETTERS = (
    ORIGINAL.replace(
        "信箱挂上墙。",
        f"信箱挂上墙[^key]，*要紧*的是钥匙；见[谈心那一篇](../talks/zh.md#later)和[新闻](https://news.example/a)。\n\n{LONG}\n\n"
        '![木头信箱](photos/box.jpg "门厅里的信箱")\n\n| 星期 | 谁开箱 |\n| --- | --- |\n| 一 | 生活老师 |\n\n'
        f"> 老师，我想家。\n\n[^key]: {NOTE}",
    )
    .replace("有了来信。", "\n\n".join([LONG] * 4))
    .replace("written: 2026-11", "adults: [杨老师]\nwritten: 2026-11")
)
LETTERS_EN = TRANSLATION.replace(
    "The box goes up.",
    f"The box (悄悄话信箱) goes *up*[^key].\n\n![A wooden box](photos/box.jpg)\n\n> I miss home.\n\n[^key]: {NOTE_EN}",
).replace("Letters come.", "\n\n".join([LONG_EN] * 6))
TALKS = (
    ORIGINAL.replace("title: 信箱", "title: 谈心的午后").replace("letter-box", "talks").replace("illustrative", "essay")
)
FILES: dict[str, str | bytes] = {
    **BOOK,
    "chapters/letters/zh.md": LETTERS,
    "chapters/letters/en.md": LETTERS_EN,
    "chapters/letters/photos/box.jpg": jpeg(),
    "chapters/talks/zh.md": TALKS,
    "chapters/people.yml": BOOK["chapters/people.yml"] + "yang:\n  name: {zh: 杨老师, en: Ms Yang}\n  role: teacher\n",
}
NEVER_FIRST = "，。、；：？！）》」』】…—"
"""What no line of Chinese begins with (W3C CLREQ, 3.1.5); dashes and dots are two of a kind and stay together."""


def edition_of(root: Path, code: str, *, parallel: bool = False) -> Edition:
    checked = check(root)
    assert checked.book is not None
    assert checked.standings is not None
    return whole(checked.book, checked.standings.states, code, parallel=parallel)


def printed(root: Path, code: str, *, parallel: bool = False) -> Pdf:
    target = root / f"{code}{parallel}.pdf"
    write_pdf(edition_of(root, code, parallel=parallel), root, target)
    return Pdf(target)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("paper") / "book"
    write(root, FILES)
    return root


@pytest.fixture(scope="module")
def pdfs(book: Path) -> dict[str, Pdf]:
    return {"zh": printed(book, "zh"), "en": printed(book, "en"), "both": printed(book, "en", parallel=True)}


@pytest.fixture(params=["zh", "en", "both"])
def pdf(request: pytest.FixtureRequest, pdfs: dict[str, Pdf]) -> Pdf:
    return pdfs[request.param]


# ---- what a screen reader finds


def test_a_checker_of_accessible_pdfs_finds_nothing(pdf: Pdf) -> None:
    report = pdfua.validate(pdf.path)
    assert [(each.rule_id, each.message) for each in report.findings] == []


def test_a_file_says_its_language_its_title_and_that_it_is_tagged(pdfs: dict[str, Pdf]) -> None:
    for name, pdf in pdfs.items():
        assert str(pdf.root.Lang).split("-")[0] == {"zh": "zh", "en": "en", "both": "zh"}[name]
        assert pdf.root.MarkInfo.Marked
        assert pdf.root.ViewerPreferences.DisplayDocTitle
        with pdf.file.open_metadata() as metadata:
            assert metadata["dc:title"] == "A small book"
            assert metadata["pdfuaid:part"] == "1"
    assert {str(each.get("/Lang", "")) for each in pdfs["en"].elements()} >= {"zh-CN"}


def test_pictures_are_described_and_headings_notes_lists_and_tables_are_such(pdfs: dict[str, Pdf]) -> None:
    (figure,) = pdfs["zh"].named("Figure")
    assert str(figure.Alt) == "木头信箱"
    heard = [str(each.S) for each in pdfs["zh"].elements()]
    assert {"/H1", "/H2", "/H3", "/Note", "/L", "/Table", "/TH", "/Caption", "/BlockQuote", "/TOC"} <= set(heard)
    levels = [int(each[2:]) for each in heard if re.fullmatch(r"/H\d", each)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_font_is_in_the_file_in_part_and_can_be_read_back(pdf: Pdf) -> None:
    assert pdf.fonts
    for name, font in pdf.fonts.items():
        assert re.match(r"/[A-Z]{6}\+", name), name
        if font.Subtype == "/Type0":
            assert "/ToUnicode" in font, name
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys()), name
    assert len(pdf.content) < 1_000_000


def test_chinese_is_read_back_in_the_order_in_which_it_is_read(pdfs: dict[str, Pdf]) -> None:
    text = pdfs["zh"].text
    places = [text.index(each) for each in ("开头一段。", "信箱挂上墙", "门厅里的信箱", "老师，我想家。", "后来孩子")]
    assert places == sorted(places)
    assert LONG[:60] in text.replace("\ufffe", "")


# ---- what stands on the sheets


def test_bookmarks_lead_to_parts_chapters_and_passages(pdfs: dict[str, Pdf]) -> None:
    titles = [title for _, title in pdfs["zh"].bookmarks]
    levels = dict(reversed([(title, level) for level, title in pdfs["zh"].bookmarks]))
    passages = ["第一周", "后来"]
    assert titles[2:9] == ["情感支持", "信箱", *passages, "谈心的午后", *passages]
    assert [levels[each] for each in ("情感支持", "信箱", "第一周", "做法索引", "人物")] == [0, 1, 2, 0, 0]


def test_contents_and_index_give_the_pages_on_which_things_stand(pdfs: dict[str, Pdf]) -> None:
    pdf = pdfs["zh"]
    contents = pdf.texts[pdf.page_of("目录")]
    chapter = pdf.page_of("谈心的午后", after=pdf.page_of("一眼看清"))
    listed = re.search(r"谈心的午后(\D*)(\d+)", contents)
    assert listed is not None
    assert listed[2] == pdf.labels[chapter]
    index = pdf.page_of("做法索引", after=chapter)
    assert f"（第{pdf.labels[chapter]}页）" in pdf.texts[pdf.page_of("见谈心那一篇")]
    assert re.search(rf"谈心的午后[.\s]*{pdf.labels[chapter]}", pdf.texts[index])


def test_the_kind_of_a_text_stands_in_the_contents_and_at_its_head(pdfs: dict[str, Pdf]) -> None:
    pdf = pdfs["zh"]
    assert "信箱虚构示例" in pdf.texts[pdf.page_of("目录")]
    assert "虚构示例" in pdf.texts[pdf.page_of("一眼看清")]


def test_a_note_stands_at_the_foot_of_the_page_that_refers_to_it(pdfs: dict[str, Pdf]) -> None:
    for name, note, text in (("zh", NOTE, "信箱挂上墙"), ("en", NOTE_EN, "(悄悄话信箱)")):
        pdf = pdfs[name]
        page = pdf.page_of(note)
        assert page == pdf.page_of(text)
        (foot,) = [line.foot for line in pdf.pages[page] if note[:6] in line.text]
        others = [line.foot for line in pdf.pages[page] if note[:6] not in line.text and line.text.strip()]
        assert sum(other < foot for other in others) <= 3, "the mark of the note, a second note and the page number"
    assert "https://news.example/a" in pdfs["zh"].text


def test_running_heads_say_where_one_is_and_openings_have_none(pdfs: dict[str, Pdf]) -> None:
    pdf = pdfs["zh"]
    opening = pdf.page_of("一眼看清")
    heads = {
        number: max(lines, key=lambda line: line.foot).text.strip() for number, lines in enumerate(pdf.pages) if lines
    }
    assert heads[opening] == "信箱"
    followers = {heads[number] for number in range(opening + 1, pdf.page_of("一眼看清", after=opening + 1))}
    assert followers <= {"信箱", "A small book"}
    assert followers


def test_chinese_lines_begin_with_nothing_that_must_not_stand_there(pdfs: dict[str, Pdf]) -> None:
    pdf = pdfs["zh"]
    for lines in pdf.pages[1:]:
        edge = min((line.left for line in lines), default=0)
        for line in lines:
            if line.left < edge + 2:
                assert line.text[:1] not in NEVER_FIRST, line.text


def test_emphasis_is_a_dot_under_each_chinese_character_and_slanted_english(pdfs: dict[str, Pdf]) -> None:
    assert pdfs["zh"].dots(pdfs["zh"].page_of("要紧")) == len("要紧")
    assert not [each for each in pdfs["zh"].fonts if "Italic" in each]
    assert [each for each in pdfs["en"].fonts if "Italic" in each]


def test_a_parallel_edition_has_each_passage_beside_its_translation(pdfs: dict[str, Pdf]) -> None:
    pdf = pdfs["both"]
    page = pdf.page_of("Later")
    (chinese,) = [line for line in pdf.pages[page] if line.text.strip() == "后来"]
    (english,) = [line for line in pdf.pages[page] if line.text.strip() == "Later"]
    assert abs(chinese.foot - english.foot) < 30, "above the English a line says that nobody has confirmed it yet"
    assert chinese.left < 300 < english.left


def test_a_single_chapter_begins_with_itself_and_a_pack_with_a_cover(book: Path, tmp_path: Path) -> None:
    checked = check(book)
    assert checked.book is not None
    assert checked.standings is not None
    single = of_chapters(checked.book, checked.standings.states, "zh", ["talks"])
    write_pdf(single, book, tmp_path / "single.pdf")
    assert Pdf(tmp_path / "single.pdf").texts[0].startswith("谈心的午后校长")
    pack = of_practice(checked.book, checked.standings.states, "en", "letter-box")
    write_pdf(pack, book, tmp_path / "pack.pdf")
    cover = Pdf(tmp_path / "pack.pdf").texts[0]
    assert all(squeezed(each) in cover for each in ("Letter box", "A small book", "Letters."))


# ---- what is never printed, and what never changes


def test_a_letter_that_no_font_has_is_an_error_with_its_chapter(tmp_path: Path) -> None:
    write(tmp_path, {**BOOK, "chapters/talks/zh.md": TALKS.replace("开头一段", "开头ཀ一段")})
    with pytest.raises(NotPrintable, match=r"(?s)谈心的午后: ཀ \(U\+0F40\)") as caught:
        printed(tmp_path, "zh")
    assert "没有这些字" in caught.value.message.zh


@pytest.mark.parametrize(
    "text",
    [f"`{'W' * 90}`", f"| 甲 | 乙 |\n| --- | --- |\n| `{'W' * 45}` | {LONG} |"],
    ids=["beyond the margin", "into the next cell"],
)
def test_a_line_that_leaves_its_place_is_an_error_with_its_chapter(tmp_path: Path, text: str) -> None:
    write(tmp_path, {**BOOK, "chapters/talks/zh.md": TALKS.replace("信箱挂上墙。", text)})
    with pytest.raises(NotPrintable, match=r"(?s)谈心的午后, p\. \d+: .*WWW"):
        printed(tmp_path, "zh")


def test_a_line_that_runs_into_the_other_column_is_an_error(tmp_path: Path) -> None:
    letters = ORIGINAL.replace("信箱挂上墙。", f"{LONG}`{'W' * 45}`")
    write(tmp_path, {**BOOK, "chapters/letters/zh.md": letters, "chapters/letters/en.md": TRANSLATION})
    with pytest.raises(NotPrintable, match=r"(?s)信箱, p\. \d+: .*WWW"):
        printed(tmp_path, "en", parallel=True)


def test_a_font_that_a_book_names_is_used_or_asked_for(tmp_path: Path) -> None:
    settings = BOOK["chapters/book.yml"] + "fonts: {en: {quotation: Mountain}}\n"
    write(tmp_path, {**BOOK, "chapters/book.yml": settings, "chapters/letters/zh.md": ORIGINAL})
    write(tmp_path, {"chapters/letters/en.md": TRANSLATION.replace("Letters come.", "> Letters come.")})
    with pytest.raises(NotPrintable, match=r"'Mountain'.* quotation in en-GB.*fonts/"):
        printed(tmp_path, "en")
    (tmp_path / "fonts").mkdir()
    _font(tmp_path / "fonts" / "mountain.ttf", "Mountain")
    assert [each for each in printed(tmp_path, "en").fonts if each.endswith("+Mountain")]


def test_equal_books_give_equal_bytes(book: Path, pdfs: dict[str, Pdf]) -> None:
    edition = edition_of(book, "en")
    (again,) = bind(book, [edition], ["pdf"])
    assert again.content == pdfs["en"].content
    assert str(pdfs["en"].file.docinfo["/CreationDate"]).startswith(f"D:{edition.date:%Y%m%d}")


def _font(path: Path, family: str) -> None:
    source = next((Path(fontpkg_source_serif_4.__file__).parent / "files").glob("SourceSerif4[[]*"))
    with TTFont(source) as font:
        cut = subset.Subsetter(subset.Options(layout_features=[]))
        cut.populate(text="Letterscome. ")
        cut.subset(font)
        for record in font["name"].names:
            record.string = family
        font.save(path)
