"""What readers do, in a real browser: find a practice, read a chapter, change the language, go back; keyboard only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

WIDTHS = (360, 1280)
CHAPTER = "chapters/the-letter-box-at-the-end-of-the-corridor/"
PAGES = (
    "",
    "catalogue/",
    "practices/",
    "groups/boarding-care/",
    "practices/secret-letter-box/",
    "provinces/",
    "provinces/sichuan/",
    "people/",
    "people/yang-hui/",
    CHAPTER,
    "chapters/a-seat-at-the-table/",
    "chapters/everyone-on-the-field/",
    "about/",
    "contribute/",
    "translate/",
    "concern/",
    "compare/?chapters=five-questions,after-lights-out",
    "list/?chapters=five-questions,everyone-on-the-field",
    "catalogue/kind/case-note/",
    "data/",
    "offline/",
)


@pytest.fixture(scope="module")
def address(built_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(built_site)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def open_page(context: BrowserContext, url: str, width: int) -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(url)
    return page


def press_to(page: Page, name: str) -> None:
    """Reach a link with the Tab key alone, as somebody without a mouse does, and follow it."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.trim()") == name:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"the focus on '{name}' cannot be seen"
            page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
    pytest.fail(f"the Tab key never reaches '{name}' on {page.url}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("start", "practice", "chapter", "switch", "title", "title_there"),
    [
        ("", "悄悄话信箱", "走廊尽头的信箱", "English", "走廊尽头的信箱", "The letter box at the end of the corridor"),
        (
            "en/",
            "Secret-message letter box",
            "The letter box at the end of the corridor",
            "中文",
            "The letter box at the end of the corridor",
            "走廊尽头的信箱",
        ),
    ],
)
def test_a_reader_goes_from_home_to_a_chapter_in_the_other_language_and_back(
    context: BrowserContext, address: str, width: int, start: str, practice: str, chapter: str, switch: str, title: str,
    title_there: str,
) -> None:  # fmt: skip
    page = open_page(context, address + start, width)
    press_to(page, practice)
    expect(page.locator("h1")).to_contain_text(practice)
    press_to(page, chapter)
    expect(page.locator("h1")).to_have_text(title)
    here = page.url
    press_to(page, switch)
    expect(page.locator("h1")).to_have_text(title_there)
    page.go_back()
    assert page.url == here
    page.go_back()
    expect(page.locator("h1")).to_contain_text(practice)


def test_the_language_switch_keeps_the_passage(context: BrowserContext, address: str) -> None:
    page = open_page(context, address + CHAPTER, 360)
    move = "distance => window.scrollBy({top: distance, behavior: 'instant'})"
    page.evaluate(move, page.locator("#friday-replies").bounding_box()["y"] + 10)
    switch = page.locator("a.switch")
    expect(switch).not_to_be_in_viewport()
    page.evaluate(move, -60)
    expect(switch).to_be_in_viewport(ratio=1)
    # A finger does not scroll the page to what it touches, as locator.click() may.
    box = switch.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/en/chapters/**")
    assert page.url.endswith("#friday-replies")
    top = "document.querySelector('#friday-replies').getBoundingClientRect().top"
    page.wait_for_function(f"() => {top} >= 0 && {top} < 300")


def test_the_skip_link_comes_first_and_leads_to_the_text(context: BrowserContext, address: str) -> None:
    page = open_page(context, address + CHAPTER, 360)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_no_page_asks_another_host_or_fails_to_load_anything(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, 360)
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("console", lambda message: failed.append(message.text) if message.type in ("error", "warning") else None)
    for prefix in ("", "en/"):
        for path in PAGES:
            page.goto(address + prefix + path)
    assert [url for url in asked if not url.startswith(address)] == []
    assert failed == []


def test_a_wrong_address_offers_a_new_start_in_both_languages(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    # The site's address is a host's root, so that the links of this page, which begin there, work under any path.
    response = page.goto(address + "chapters/no-such/chapter/")
    assert response is not None
    assert response.status == 404
    expect(page.locator("h1")).to_have_text("没有这一页")
    english = page.locator("section[lang='en-GB']")
    expect(english.get_by_role("heading")).to_have_text("There is no such page")
    english.get_by_role("link", name="All chapters").click()
    expect(page.locator("h1")).to_have_text("All chapters")


def test_the_palette_follows_the_system_until_the_reader_chooses(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = open_page(context, address, 360)
    background = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(background)
    page.emulate_media(color_scheme="light")
    light = page.evaluate(background)
    assert dark != light
    page.get_by_role("button", name="切换深浅色").click()
    assert page.evaluate(background) == dark
    page.goto(address + CHAPTER)
    assert page.evaluate(background) == dark, "the choice is kept on the next page"
    page.get_by_role("button", name="切换深浅色").click()
    assert page.evaluate(background) == light
    context.close()


def test_without_scripts_everything_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = open_page(context, address + "en/" + CHAPTER, 360)
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("link", name="中文")).to_be_visible()
    expect(page.get_by_role("link", name="Practices", exact=True)).to_be_visible()
    expect(page.locator("button.palette")).to_be_hidden()
    page.goto(address + "en/chapters/a-seat-at-the-table/")
    page.locator("details.stale-mark summary").first.click()
    expect(page.locator("details.stale-mark ins").first).to_be_visible()
    context.close()


def test_chinese_is_set_as_chinese_and_english_as_english(context: BrowserContext, address: str) -> None:
    page = open_page(context, address + "en/chapters/everyone-on-the-field/", 1280)
    original = page.locator(".original p").first
    assert original.evaluate("p => p.closest('[lang]').lang") == "zh-Hans"
    font = "element => getComputedStyle(element).fontFamily"
    assert original.evaluate(font) != page.locator(".notice").evaluate(font)
    page.goto(address + CHAPTER)
    measure = page.locator("main > p").first.evaluate(
        "p => p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize)"
    )
    assert 30 <= measure <= 38, f"a line of Chinese has {measure:.0f} characters"
