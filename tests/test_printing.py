"""A page on paper, as somebody takes it to Monday's meeting: printed to PDF by a browser, and read back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from conftest import BOOK, ORIGINAL, TRANSLATION, casebook
from every_chapter import write
from photo_files import png

pytestmark = pytest.mark.browser

SECTION = "学校在山坳里，一百八十六名学生，一大半住校，周五中午才放学回家。\n\n" * 5
ROWS = "".join(f"| 第{number}周 | {'名单上的孩子，一周一位。' * 9} | 走廊{number} |\n" for number in range(1, 61))
BODY = (
    "开头一段，看[外面的文章](https://elsewhere.example/page)，也看[这一章](#later)。\n\n"
    + "".join(f"## 第{number}节的标题 {{#part-{number}}}\n\n{SECTION}" for number in range(1, 15))
    + f"## 第一周 {{#first-week}}\n\n| 周次 | 跟谁谈 | 在哪里 |\n|---|---|---|\n{ROWS}\n"
    + "## 后来 {#later}\n\n有了来信。\n"
)
FILES: dict[str, str | bytes] = {
    **BOOK,
    "chapters/letters/zh.md": (ORIGINAL[: ORIGINAL.rindex("---\n") + 4] + BODY).replace(
        "  stage: primary", "  {name: 山里小学, county: 某县, province: hunan, stage: primary, boarding: true}"
    ).replace("\n  boarding: true\n", "\n").replace("illustrative", "case-note").replace(
        "written:", "sources: [{title: 日报, url: https://news.example/1, read: 2026-11-24}]\nwritten:"
    ),
    "chapters/short/zh.md": ORIGINAL.replace("有了来信。", "![木头信箱](photos/box.png)"),
    "chapters/short/en.md": TRANSLATION.replace("Letters come.", "![A wooden box](photos/box.png)"),
    "chapters/short/photos/box.png": png(),
}  # fmt: skip
CHAPTER = "chapters/letters/"
A4 = (595, 842)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    book = tmp_path_factory.mktemp("printed") / "book"
    write(book, FILES)
    result = casebook("build", "--no-editions", "--root", book)
    assert result.returncode == 0, result.stdout + result.stderr
    return serve_folder(book / "site")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of somebody whose screen is dark."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def flat(text: str) -> str:
    """Give a text without spaces; a PDF writes some characters as the radicals that look the same."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def sheets(page: Page) -> list[str]:
    """Print, and give the text of each sheet: it begins with its number."""
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    for sheet in reader.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4
    return [flat(sheet.extract_text()) for sheet in reader.pages]


def test_a_chapter_is_a_hand_out_that_says_what_it_is_and_where_it_is_from(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    printed = sheets(page)
    first = printed[0]
    for words in ("信箱", "山里小学", "湖南", "案例简记", "https://book.example/chapters/letters/", "Asmallbook"):
        assert flat(words) in first, words
    everything = "".join(printed)
    for words in ("一眼看清", "孩子不说话。", "开头一段", "有了来信。", "每周二开箱。", "CCBY4.0"):
        assert flat(words) in everything, words
    for number, sheet in enumerate(printed, 1):
        assert sheet.startswith(f"{number}/{len(printed)}")


def test_what_only_a_screen_needs_is_not_printed(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    everything = "".join(sheets(page))
    for words in ("English", "全部篇章", "搜索", "文字另有注明者", "本页内容", "修改这一页", "报告问题"):
        assert words in "".join(page.locator("body").text_content() or ""), f"'{words}' is not on the page at all"
        assert flat(words) not in everything, words
    page.emulate_media(media="print")
    for selector in (".ways", "form.search", ".palette", ".switch", ".contents", ".foot", ".skip"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator(".printed")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator(".printed")).to_be_hidden()


def test_links_that_lead_outside_are_printed_with_their_address_and_others_are_not(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    everything = "".join(sheets(page))
    assert flat("外面的文章（https://elsewhere.example/page）") in everything
    assert "https://news.example/1" in everything
    assert flat("这一章。") in everything
    # Of its own addresses a page prints its own: at the head, in the citation, and the short one beside the code.
    printed = re.findall(r"https?://[a-z0-9./-]+", everything)
    assert [each for each in printed if "book.example" not in each] == [
        "https://elsewhere.example/page",
        "https://news.example/1",
    ]
    assert {each for each in printed if "book.example" in each} <= {
        f"https://book.example/{CHAPTER}",
        *(each for each in printed if re.fullmatch(r"https://book\.example/s/\w+/", each)),
    }


def test_a_heading_stands_above_its_text_and_a_row_is_not_torn(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    printed = sheets(page)
    assert len(printed) > 5
    headings = tuple(flat(words) for words in (*(f"第{number}节的标题" for number in range(1, 15)), "第一周", "后来"))
    for sheet in printed:
        assert not sheet.endswith(headings), sheet[-30:]
    rows = re.findall(r"第(\d+)周(?:名单上的孩子,一周一位。){9}走廊(\d+)", "\n".join(printed))
    torn = "a row goes on on the next sheet"
    assert rows == [(str(number), str(number)) for number in range(1, 61)], torn
    with_rows = [sheet for sheet in printed if re.search(r"走廊\d+", sheet)]
    assert len(with_rows) > 1
    assert all(flat("周次跟谁谈在哪里") in sheet for sheet in with_rows), "the head of a table is on each of its sheets"


def test_paper_is_white_and_ink_black_also_from_the_dark(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    for palette in ("", "dark", "light"):
        page.evaluate("palette => { document.documentElement.dataset.palette = palette; }", palette)
        page.emulate_media(media="print", color_scheme="dark")
        text = page.locator("main > p").last
        assert text.evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        page.emulate_media(media="screen")


def test_chinese_is_printed_in_size_five_with_the_leading_of_books(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    page.emulate_media(media="print")
    text = page.locator("main > p:not([class])").first
    size = float(text.evaluate("element => parseFloat(getComputedStyle(element).fontSize)"))
    assert size * 72 / 96 == pytest.approx(10.5)
    assert text.evaluate("element => parseFloat(getComputedStyle(element).lineHeight)") == pytest.approx(size * 1.7)


def test_a_practice_prints_as_a_pack_with_every_schools_way(page: Page, address: str) -> None:
    page.goto(f"{address}en/practices/letter-box/")
    everything = "".join(sheets(page))
    for words in ("Letterbox", "悄悄话信箱", "https://book.example/en/practices/letter-box/", "OpenedeveryTuesday."):
        assert flat(words) in everything, words
    assert flat("山里小学") in everything
    page.emulate_media(media="print")
    assert page.locator(".version").first.evaluate("element => getComputedStyle(element).breakInside") == "avoid"


def print_hand_out(page: Page, *titles: str) -> None:
    """Tick whole texts, all where no title is given, and press the button; nothing waits for a printer here."""
    page.evaluate("() => { window.print = () => { document.documentElement.dataset.printed = 'yes'; }; }")
    form = page.locator(".handout")
    form.locator("summary").click()
    for box in [form.get_by_label(title, exact=True) for title in titles] or form.locator("input").all():
        box.check()
    form.get_by_role("button").click()


def test_a_practice_prints_with_the_whole_texts_that_were_ticked_each_from_a_new_sheet(
    page: Page, address: str
) -> None:
    page.goto(f"{address}practices/letter-box/")
    print_hand_out(page)
    page.wait_for_function("() => document.documentElement.dataset.printed")
    printed = sheets(page)
    begun = [sheet for sheet in printed if re.match(r"\d+/\d+(案例简记|虚构示例).{0,20}信箱一个信箱。", sheet)]
    assert len(begun) == 2
    assert flat("每周二开箱。") in printed[0]
    assert printed.index(begun[0]) > 0
    everything = "".join(printed)
    for words in ("山里小学", "开头一段", "有了来信。", "https://news.example/1", "CCBY4.0"):
        assert flat(words) in everything, words
    addresses = re.findall(r"https?://[a-z0-9./-]+", everything)
    assert len({each for each in addresses if "book.example/s/" in each}) == 3, "of the practice and of each text"
    assert not [each for each in addresses if each.startswith(address)], "where a link leads within the book"
    assert page.locator(".handout-text .share svg").count() == 2
    assert page.locator(".handout-text img").evaluate("photo => photo.naturalWidth") > 0
    # On the screen the page is as it was, and what is not ticked any more is not printed.
    expect(page.locator(".handout-texts")).to_be_hidden()
    page.locator(".handout input").first.uncheck()
    expect(page.locator(".handout-text")).to_have_count(0)


def test_a_text_that_does_not_come_is_named_and_nothing_is_printed_without_it(page: Page, address: str) -> None:
    page.goto(f"{address}en/practices/letter-box/")
    page.context.set_offline(True)
    print_hand_out(page, "The letter box")
    expect(page.locator(".handout [role=status]")).to_contain_text("untick: The letter box")
    assert page.evaluate("document.documentElement.dataset.printed") is None
    page.locator(".handout input:checked").uncheck()
    page.locator(".handout").get_by_role("button", name="Print").click()
    page.wait_for_function("() => document.documentElement.dataset.printed")


def test_both_languages_are_printed_side_by_side(page: Page, address: str) -> None:
    page.goto(f"{address}chapters/short/parallel/")
    # As wide as a sheet between its margins.
    page.set_viewport_size({"width": 605, "height": 800})
    page.emulate_media(media="print")
    pair = page.locator(".pair", has_text="信箱挂上墙")
    left, right = (pair.locator(f".side-{side}").bounding_box() for side in ("original", "translation"))
    assert left
    assert right
    assert left["y"] == pytest.approx(right["y"], abs=1)
    assert left["x"] + left["width"] <= right["x"]
    assert flat("信箱挂上墙。") in "".join(sheets(page))
