"""The catalogue: narrowed down by boxes, by a sheet on the phone, by a picture, by its address, and without scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from casebook.site import View
from casebook.site.matrix import matrix
from casebook.site.ordering import ranks
from conftest import BOOK, ORIGINAL, TRANSLATION, Visit
from small_book import whole

pytestmark = pytest.mark.browser

CHOSEN = "catalogue/?practice=heart-to-heart-talks&practice=shared-meals&kind=case-note"


@pytest.fixture(scope="module")
def chapters(built_site: Path) -> list[dict[str, Any]]:
    """List the chapters as the file for programs has them, which is made elsewhere."""
    listed: list[dict[str, Any]] = json.loads((built_site / "catalogue.json").read_text(encoding="utf-8"))["chapters"]
    return [each for each in listed if "title" in each]


def slugs(page: Page) -> set[str]:
    return {each.get_attribute("data-slug") or "" for each in page.locator(".found .entry:visible").all()}


def with_practices(chapters: list[dict[str, Any]], *practices: str) -> list[dict[str, Any]]:
    return [each for each in chapters if {use["id"] for use in each["practices"]} & set(practices)]


@pytest.mark.parametrize(
    ("prefix", "talks", "meals", "note"),
    [("", "谈心", "一起吃饭", "案例简记"), ("en/", "Heart-to-heart talks", "Shared meals", "Case note")],
)
def test_values_of_one_facet_widen_the_choice_and_another_facet_narrows_it(
    visit: Visit, chapters: list[dict[str, Any]], prefix: str, talks: str, meals: str, note: str
) -> None:
    page = visit(f"{prefix}catalogue/")
    assert slugs(page) == {each["slug"] for each in chapters}
    page.get_by_role("checkbox", name=talks).check()
    assert slugs(page) == {each["slug"] for each in with_practices(chapters, "heart-to-heart-talks")}
    page.get_by_role("checkbox", name=meals).check()
    either = with_practices(chapters, "heart-to-heart-talks", "shared-meals")
    assert slugs(page) == {each["slug"] for each in either}
    page.get_by_role("checkbox", name=note).check()
    both = {each["slug"] for each in either if each["kind"] == "case-note"}
    assert 0 < len(both) < len(either)
    assert slugs(page) == both
    expect(page.locator(".found [role=status]")).to_have_text(
        f"{len(both)}篇" if not prefix else f"{len(both)} chapters"
    )
    assert page.url.endswith(CHOSEN)
    page.go_back()
    assert slugs(page) == {each["slug"] for each in either}


def test_what_is_chosen_is_in_the_address_and_goes_along_to_the_other_language(visit: Visit) -> None:
    page = visit(CHOSEN)
    shown = slugs(page)
    expect(page.get_by_role("checkbox", name="谈心")).to_be_checked()
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/en/{CHOSEN}")
    expect(page.get_by_role("checkbox", name="Shared meals")).to_be_checked()
    assert slugs(page) == shown


def test_a_count_says_what_choosing_it_would_show_and_what_would_show_nothing_cannot_be_chosen(visit: Visit) -> None:
    page = visit("catalogue/?province=sichuan")
    for label in page.locator(".narrow-ways label").all():
        box, n = label.locator("input"), int(label.locator(".count").inner_text())
        name = box.get_attribute("name")
        assert box.is_disabled() == (n == 0 and not box.is_checked())
        if n and name not in ("province", "practice"):
            box.check()
            assert len(slugs(page)) == n, label.inner_text()
            box.uncheck()
    # Its own choice does not narrow a facet down.
    assert page.locator(".narrow-ways label", has_text="贵州").locator(".count").inner_text() == "1"


def test_a_chip_takes_a_choice_back_and_the_focus_is_not_lost(visit: Visit) -> None:
    page = visit(CHOSEN)
    page.get_by_role("button", name="去掉：谈心").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="去掉：一起吃饭")).to_be_focused()
    expect(page.get_by_role("checkbox", name="谈心")).not_to_be_checked()
    page.get_by_role("button", name="全部清除").click()
    assert page.url.endswith("/catalogue/")
    assert len(slugs(page)) == page.locator(".found .entry").count()


def test_on_a_phone_the_choice_is_a_sheet_that_the_keyboard_opens_and_closes(visit: Visit) -> None:
    page = visit("en/catalogue/", width=390)
    opener = page.locator(".narrow-open")
    expect(page.get_by_role("checkbox", name="Home visits")).to_be_hidden()
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Narrow down")
    expect(sheet).to_be_visible()
    box = sheet.get_by_role("checkbox", name="Home visits")
    box.focus()
    page.keyboard.press("Space")
    expect(sheet.get_by_role("button")).to_have_text("Show chapters (3)")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    assert len(slugs(page)) == 3
    opener.click()
    sheet.get_by_role("button").click()
    expect(sheet).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    opener.click()
    expect(sheet.get_by_role("checkbox", name="Home visits")).to_be_checked()
    page.keyboard.press("Escape")
    width = page.locator(".found").evaluate("list => list.getBoundingClientRect().width")
    assert width > 1000, "the list has the room that no column beside it takes"


def test_what_stands_beside_the_list_does_not_go_away_when_the_page_is_made_larger(visit: Visit) -> None:
    page = visit("catalogue/")
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("checkbox", name="家访").check()
    assert len(slugs(page)) == 3


def test_titles_are_sorted_by_their_sound_and_places_in_their_order(visit: Visit) -> None:
    page = visit("catalogue/")
    page.get_by_role("combobox", name="排序").select_option("标题拼音")
    titles = page.locator(".found .entry h2").all_inner_texts()
    # bǐ, liú xia, měi, wǔ fàn, wǔ ge, zǒu láng
    expected = ["比赛前的早饭", "留下来的老师", "每班一块地", "午饭后的十分钟", "五个问题", "走廊尽头的信箱"]
    assert [title for title in titles if title in expected] == expected
    assert page.url.endswith("?sort=title")
    page.reload()
    assert page.locator(".found .entry h2").all_inner_texts() == titles
    page.get_by_role("combobox", name="排序").select_option("省份")
    order = [each.get_attribute("data-slug") for each in page.locator(".found .entry").all()]
    known = ["a-stove-in-the-playground", "a-song-for-every-birthday", "a-plot-for-every-class", "five-questions"]
    assert [slug for slug in order if slug in known] == known
    assert order.index("the-letter-box-at-the-end-of-the-corridor") > order.index("lessons-from-the-hills")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_cell_of_the_picture_shows_its_chapters(visit: Visit, chapters: list[dict[str, Any]], width: int) -> None:
    page = visit("catalogue/", width=width)
    page.get_by_text("做法与省份：哪里写了什么").click()
    cell = page.locator(".matrix [data-practice=home-visits] [data-province=sichuan]")
    box = cell.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    there = {
        each["slug"] for each in with_practices(chapters, "home-visits") if each["school"].get("province") == "sichuan"
    }
    assert slugs(page) == there
    expect(page.locator(".found [role=status]")).to_be_in_viewport()
    expect(page.locator(".found [role=status]")).to_be_focused()
    assert page.url.endswith("catalogue/?practice=home-visits&province=sichuan")


def test_the_table_says_what_the_picture_shows_and_its_numbers_can_be_followed_by_keyboard(
    visit: Visit, chapters: list[dict[str, Any]]
) -> None:
    page = visit("en/catalogue/")
    page.locator(".picture summary").first.click()
    page.get_by_text("The same as a table").click()
    cells = [
        (
            each.locator("xpath=ancestor::*[@data-practice]").get_attribute("data-practice"),
            each.get_attribute("data-province"),
            each.text_content(),
        )
        for each in page.locator(".picture [data-province]").all()
    ]
    drawn, tabled = cells[: len(cells) // 2], cells[len(cells) // 2 :]
    assert drawn == tabled
    told = [
        (use["id"], each["school"]["province"])
        for each in chapters
        for use in each["practices"]
        if each["school"].get("province")
    ]
    assert sorted(told) == sorted((practice, province) for practice, province, n in drawn for _ in range(int(n or 0)))
    link = page.locator("table [data-practice=shared-meals] [data-province=jiangxi]")
    link.focus()
    page.keyboard.press("Enter")
    assert slugs(page) == {"a-stove-in-the-playground"}
    assert page.locator(".matrix a").evaluate_all("links => links.every(link => link.tabIndex === -1)")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_without_scripts_every_value_leads_to_as_many_chapters_as_it_says(visit: Visit, prefix: str) -> None:
    page = visit(f"{prefix}catalogue/", java_script_enabled=False)
    assert page.locator(".found .entry").count() == 13
    for hidden in (".sort", ".narrow-open", ".choose-bar", ".sheet", ".found .keep"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.locator(".narrow summary").click()
    facets = page.locator(".narrow-ways li").all()
    ways = [
        (each.locator("a").get_attribute("href") or "", int(each.locator(".count").inner_text())) for each in facets
    ]
    assert len(ways) > 40
    for href, count in ways:
        page.goto(page.url.split("catalogue/")[0] + "catalogue/" + href)
        listed = page.locator("main .entry, main .version")
        assert listed.count() == count, href
        page.go_back()
    page.locator(".picture summary").first.click()
    page.locator(".picture details summary").click()
    page.locator("table [data-practice=home-visits] [data-province=guizhou]").click()
    expect(page.locator("#_province-guizhou")).to_be_in_viewport()


def test_the_catalogue_narrows_down_when_it_is_opened_from_a_folder(visit: Visit, built_site: Path) -> None:
    page = visit((built_site / "catalogue" / "index.html").as_uri())
    page.get_by_role("checkbox", name="睡前故事").check()
    assert slugs(page) == {"after-lights-out"}


# ---- what is laid out


def test_a_chinese_title_has_its_place_by_pinyin_and_an_english_one_without_its_article() -> None:
    titles = {
        "zhang": ("张家的灯", "The apple"),
        "an": ("安静的角落", "A boat"),
        "li": ("李子树", "Cart"),
        "none": ("啊", None),
    }
    files: dict[str, str | bytes] = {}
    for slug, (zh, en) in titles.items():
        files[f"chapters/{slug}/zh.md"] = ORIGINAL.replace("title: 信箱", f"title: {zh}")
        if en:
            files[f"chapters/{slug}/en.md"] = TRANSLATION.replace("The letter box", en)
    book = whole({**files, "chapters/letters-home/zh.md": ORIGINAL.replace("title: 信箱", "title: 中")})
    for code, expected in (("zh", ["none", "an", "li", "zhang"]), ("en", ["none", "zhang", "an", "li"])):
        view = View(book, code, {})
        order = sorted(titles, key=lambda slug: ranks(view, view.chapters)[slug][1])
        assert order == expected, code


def test_long_names_are_broken_into_lines_that_fit_their_row() -> None:
    practices = BOOK["chapters/practices.yml"].replace(
        "en: Letter box", "en: A letter box for whatever cannot be said aloud"
    )
    school = ORIGINAL.replace("school:\n", "school:\n  province: hunan\n").replace("illustrative", "essay")
    laid_out = matrix(
        View(whole({"chapters/practices.yml": practices, "chapters/letters-home/zh.md": school}), "en", {})
    )
    letters, talks = laid_out.rows
    assert " ".join(letters.lines) == "A letter box for whatever cannot be said aloud"
    assert len(letters.lines) > 1
    assert letters.height >= 16 * len(letters.lines)
    assert talks.y == letters.y + letters.height
    assert laid_out.columns == (("hunan", "Hunan"),)
    assert [(cell.province, cell.count) for cell in letters.cells] == [("hunan", 1)]
    assert talks.cells == ()


def test_a_book_without_a_province_has_no_picture() -> None:
    assert matrix(View(whole(), "zh", {})).columns == ()
