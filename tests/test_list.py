"""The reader's own list: it stays in the browser, is one in every language, and somebody else's leaves it alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from conftest import Visit

pytestmark = pytest.mark.browser

THREE = "five-questions,after-lights-out,everyone-on-the-field"
KEPT = (
    "localStorage.getItem('list') ?? localStorage.setItem('list',"
    f" JSON.stringify('{THREE}'.split(',').map(slug => ({{slug, note: ''}}))))"
)
REFUSED = (
    "for (const each of ['getItem', 'setItem'])"
    " Storage.prototype[each] = () => { throw new DOMException('no', 'SecurityError') }"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def titles(page: Page) -> list[str]:
    page.locator("#list").wait_for()
    return page.locator(".kept-item h2").all_inner_texts()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["chapters/five-questions/", "practices/whole-child-assessment/", "catalogue/"])
def test_a_chapter_is_kept_wherever_a_reader_meets_it_and_in_every_language(
    visit: Visit, width: int, path: str
) -> None:
    page = visit(path, width=width)
    button = page.locator("[data-slug=five-questions] .keep button")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator("[data-slug=five-questions]").get_by_role("link", name="看清单").click()
    page.wait_for_url("**/list/")
    assert titles(page) == ["五个问题"]
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/list/")
    assert titles(page) == ["Five questions"]
    expect(page.locator(".kept-item .kind")).to_have_text("Case note")
    expect(page.locator(".kept-item [data-row=report]")).to_contain_text("54 pupils in 2016")
    assert page.locator(".kept-item [data-row=practices] li").count() == 4
    page.goto(page.url.replace("list/", path))
    again = page.locator("[data-slug=five-questions] .keep button")
    expect(again).to_have_attribute("aria-pressed", "true")
    again.click()
    page.goto(page.url.split("/en/")[0] + "/en/list/")
    expect(page.locator("[data-when=empty]")).to_be_visible()


def test_the_order_is_changed_by_keyboard_and_the_focus_stays_with_the_chapter(visit: Visit) -> None:
    page = visit("en/list/", width=390, script=KEPT)
    expect(page.get_by_role("button", name="Move up – Five questions")).to_be_disabled()
    page.get_by_role("button", name="Move down – Five questions").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move down – Five questions")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Moved")).to_have_text("Moved to place 2")
    page.keyboard.press("Enter")
    # It is the last one now and cannot go further.
    expect(page.get_by_role("button", name="Move up – Five questions")).to_be_focused()
    assert titles(page) == ["After lights out", "人人上场", "Five questions"]
    page.reload()
    assert titles(page) == ["After lights out", "人人上场", "Five questions"]
    page.get_by_role("button", name="Remove – After lights out").click()
    expect(page.get_by_role("button", name="Remove – 人人上场")).to_be_focused()
    assert titles(page) == ["人人上场", "Five questions"]


def test_the_readers_own_words_are_kept_and_are_not_in_the_address(visit: Visit) -> None:
    page = visit("list/", script=KEPT)
    titles(page)
    page.get_by_label("我的话").first.fill("周一例会上讨论")
    page.reload()
    titles(page)
    expect(page.get_by_label("我的话").first).to_have_value("周一例会上讨论")
    shared = page.get_by_label("这份清单的网址").input_value()
    assert shared.endswith(f"/list/?chapters={THREE}")
    assert "周一" not in shared


def test_somebody_elses_list_is_shown_and_leaves_the_readers_own_alone(visit: Visit) -> None:
    page = visit("list/?chapters=five-questions,ten-minutes-after-lunch", script=KEPT)
    assert titles(page) == ["五个问题", "午饭后的十分钟"]
    expect(page.locator("[data-when=shared]")).to_be_visible()
    expect(page.locator(".kept-tools, .own-note")).to_have_count(0)
    page.get_by_role("link", name="回到我的清单").click()
    expect(page.locator(".kept-item")).to_have_count(3)
    page.go_back()
    titles(page)
    page.get_by_role("button", name="加到我的清单").click()
    expect(page.locator(".kept-item")).to_have_count(4)
    assert titles(page) == ["五个问题", "熄灯以后", "人人上场", "午饭后的十分钟"]
    assert page.url.endswith("/list/")


@pytest.mark.parametrize("broken", [REFUSED, FULL])
def test_a_browser_that_keeps_nothing_is_told_of_and_nothing_breaks(visit: Visit, broken: str) -> None:
    page = visit("chapters/five-questions/", width=390, script=broken)
    button = page.locator(".keep button")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("不让网页保存内容")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(page.get_by_role("alert")).to_have_count(1)
    page = visit("list/?chapters=five-questions", script=broken)
    assert titles(page) == ["五个问题"]
    page.get_by_role("button", name="加到我的清单").click()
    expect(page.locator("[data-when=refused]")).to_be_visible()
    assert titles(page) == ["五个问题"]


@pytest.mark.parametrize("stored", ["not JSON", '{"a": 1}', '[3, null, {"slug": 5}, {"slug": "five-questions"}]'])
def test_whatever_stands_in_the_storage_the_page_lives(visit: Visit, stored: str) -> None:
    page = visit("list/", script=f"localStorage.setItem('list', {stored!r})")
    assert titles(page) == (["五个问题"] if "five" in stored else [])


def test_a_chapter_that_is_gone_is_said_to_be_gone_and_can_be_removed(visit: Visit) -> None:
    page = visit("list/", may_miss=True, script=KEPT.replace("after-lights-out", "no-longer-here"))
    assert titles(page) == ["五个问题", "no-longer-here", "人人上场"]
    expect(page.locator(".kept-item").nth(1)).to_contain_text("本站现在没有这一篇")
    page.get_by_role("button", name="移出 – no-longer-here").click()
    assert titles(page) == ["五个问题", "人人上场"]


def test_nothing_leaves_the_browser(visit: Visit) -> None:
    page = visit("list/", script=KEPT)
    titles(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data or ''}"))
    page.reload()
    titles(page)
    page.get_by_label("我的话").first.fill("只给我自己")
    page.get_by_role("button", name="移出 – 五个问题").click()
    expect(page.locator(".kept-item")).to_have_count(2)
    assert asked
    for request in asked:
        assert re.fullmatch(r"GET http://127\.0\.0\.1:\d+/(list/|assets/[\w.-]+|chapters/[\w-]+/card\.json) ", request)


def test_on_paper_the_list_is_a_hand_out(visit: Visit) -> None:
    page = visit("list/", script=KEPT)
    titles(page)
    page.get_by_label("我的话").first.fill("先读这一篇")
    page.emulate_media(media="print")
    for gone in (".kept-tools", ".list-tools", ".masthead .ways", ".handout"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".kept-address").first).to_have_text(re.compile(r"^http://.*/chapters/five-questions/$"))
    expect(page.get_by_label("我的话").first).to_be_visible()
    expect(page.locator(".own-note").nth(1)).to_be_hidden()
    expect(page.locator(".kept-item .kind-note").nth(1)).to_have_text("为说明做法而编写，不是真实学校的记录。")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_without_scripts_there_is_no_button_that_does_nothing(visit: Visit, prefix: str) -> None:
    page = visit(f"{prefix}chapters/five-questions/", java_script_enabled=False)
    expect(page.locator(".keep")).to_have_count(0)
    page.goto(page.url.replace("chapters/five-questions/", "list/"))
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("#list")).to_be_hidden()
