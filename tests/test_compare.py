"""Chapters side by side: chosen by a reader, shared by an address, and explained where there are no scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from conftest import Visit

pytestmark = pytest.mark.browser

ADDRESS = "compare/?practice=heart-to-heart-talks&chapters=ten-minutes-after-lunch,five-questions"


def row(page: Page, name: str) -> list[str]:
    return page.locator(f"[data-row={name}] td").all_inner_texts()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("prefix", "do"), [("", "并排比较"), ("en/", "Compare side by side")])
def test_schools_are_chosen_on_the_page_of_a_practice_and_stand_side_by_side(
    visit: Visit, width: int, prefix: str, do: str
) -> None:
    page = visit(f"{prefix}practices/heart-to-heart-talks/", width=width)
    expect(page.get_by_role("button", name=do)).to_be_hidden()
    told = {}
    for slug in ("ten-minutes-after-lunch", "five-questions"):
        version = page.locator(f".version[data-slug={slug}]")
        told[slug] = version.locator(".how").inner_text()
        version.locator(".choose input").check()
    page.get_by_role("button", name=do).click()
    page.wait_for_url(f"**/{prefix}{ADDRESS}")
    expect(page.locator("[data-row=how] td").first).to_be_visible()
    assert row(page, "how") == list(told.values())
    assert len(row(page, "where")) == len(row(page, "hard")) == 2
    heads = page.locator(".side-by-side thead th")
    expect(heads).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("[data-row=passage] a").first.click()
    page.wait_for_url(f"**/{prefix}chapters/ten-minutes-after-lunch/#*")
    expect(page.locator(":target")).to_be_in_viewport()


def test_one_is_too_few_and_four_are_most(visit: Visit) -> None:
    page = visit("catalogue/")
    boxes, button = page.locator(".choose input"), page.get_by_role("button", name="并排比较")
    boxes.nth(0).check()
    expect(button).to_be_disabled()
    for at in (3, 1, 2):
        boxes.nth(at).check()
    expect(page.locator(".choose-bar [role=status]")).to_have_text("已选4篇 · 最多四篇")
    expect(boxes.nth(4)).to_be_disabled()
    order = [boxes.nth(at).get_attribute("value") for at in (0, 3, 1, 2)]
    button.click()
    page.wait_for_url("**/compare/?chapters=" + ",".join(str(each) for each in order))
    expect(page.locator(".side-by-side thead th")).to_have_count(4)


def test_a_comparison_is_shared_by_its_address_in_either_language(visit: Visit) -> None:
    page = visit(ADDRESS)
    expect(page.get_by_role("combobox", name="比较")).to_have_value("heart-to-heart-talks")
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/en/{ADDRESS}")
    expect(page.locator(".side-by-side thead a").first).to_have_text("Ten minutes after lunch")


def test_the_comparison_can_be_of_another_practice_or_of_the_whole(visit: Visit) -> None:
    page = visit(ADDRESS)
    page.get_by_role("combobox", name="比较").select_option("多元评价")
    expect(page.locator("[data-row=how] td").first).to_have_text("这一篇没有写到")
    page.get_by_role("combobox", name="比较").select_option("整篇概览")
    expect(page.locator("[data-row=challenge]")).to_be_visible()
    expect(page.locator("[data-row=how]")).to_be_hidden()
    assert len([each for each in row(page, "challenge") if len(each) > 4]) == 2
    page.go_back()
    page.go_back()
    expect(page.get_by_role("combobox", name="比较")).to_have_value("heart-to-heart-talks")
    page.get_by_role("button", name="移开 – 五个问题").click()
    expect(page.locator(".compare-few")).to_be_visible()
    expect(page.locator(".side-by-side thead th")).to_have_count(1)
    expect(page.get_by_role("button", name="移开 – 午饭后的十分钟")).to_be_focused()


def test_what_an_address_says_is_never_more_than_a_name(visit: Visit) -> None:
    odd = "compare/?chapters=five-questions,%3Cimg src=x onerror=alert(1)%3E,../../etc,no-such-chapter,five-questions"
    page = visit(odd, may_miss=True)
    heads = page.locator(".side-by-side thead a")
    expect(heads).to_have_count(2)
    assert heads.all_inner_texts() == ["五个问题", "no-such-chapter"]
    assert row(page, "where")[1] == "本站现在没有这一篇，或者暂时读不到。"
    assert page.locator("main img").count() == 0


def test_an_untranslated_chapter_is_marked_as_chinese_among_english_ones(visit: Visit) -> None:
    page = visit("en/compare/?chapters=five-questions,a-plot-for-every-class")
    title = page.locator(".side-by-side thead a").nth(1)
    expect(title).to_have_attribute("lang", "zh-Hans")
    place = page.locator("[data-row=where] td").nth(1).locator("[lang=zh-Hans]")
    assert place.all_inner_texts() == ["三江侗族自治县", "柳州市"]


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_without_scripts_the_practices_hold_every_version_side_by_side(visit: Visit, prefix: str) -> None:
    page = visit(f"{prefix}compare/", java_script_enabled=False)
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("#compare")).to_be_hidden()
    page.locator(".compare-start a").first.click()
    page.locator("main a[href*='heart-to-heart-talks']").first.click()
    assert page.locator(".version").count() == 3
    # The same line stands at the same height in every school's column.
    for line in range(6):
        tops = {
            round(each.locator("dl > div").nth(line).evaluate("line => line.getBoundingClientRect().top"))
            for each in page.locator(".version").all()
        }
        assert len(tops) == 1, f"line {line} stands at {tops}"
    expect(page.locator(".choose, .keep, [data-print]:visible")).to_have_count(0)
