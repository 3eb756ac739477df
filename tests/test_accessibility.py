"""Every kind of page for everybody: with a screen reader, a keyboard, large letters, or colours of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.press.mkdocs_plugin import render
from casebook.press.preparing import prepare
from conftest import BOOK, ORIGINAL, TRANSLATION
from every_chapter import write
from html_pages import Site
from page_checks import (
    COLOUR_RULES,
    axe_faults,
    forced_colour_faults,
    keyboard_faults,
    motion_faults,
    reflow_faults,
    said,
)
from page_kinds import kinds

Palette = Literal["light", "dark"]

pytestmark = pytest.mark.browser

WIDTHS = (1280, 390, 320)
STATES: dict[tuple[Palette, int], tuple[str, ...]] = {
    **{("light", width): () for width in WIDTHS},
    ("dark", 390): (),
    **{("dark", width): COLOUR_RULES for width in (1280, 320)},
}
"""Palettes and widths with the rules of axe that each is held against: all, or those that another palette can break."""
ZOOMED = (1280, 640, 390, 320)
"""A screen of 1280 pixels, as it is, at 200 % and at 400 % (WCAG 2.2, 1.4.4 and 1.4.10), and a phone."""
QUERIES = {"zh-Hans": "信箱", "en-GB": "letter box"}
"""By the language of a page, something that its search finds."""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give what an author sees of a small book: a draft in both languages, and a chapter with mistakes."""
    root = tmp_path_factory.mktemp("preview") / "book"
    broken = ORIGINAL.replace("title: 信箱\n", "").replace("kind: illustrative", "kind: story")
    draft = ORIGINAL.replace("status: published", "status: draft")
    write(root, {**BOOK, "chapters/a/zh.md": draft, "chapters/a/en.md": TRANSLATION, "chapters/broken/zh.md": broken})
    render(root, prepare(root, preview=True), root / "site", on_rendered=lambda: None, edition="preview")
    return Site(root / "site")


@pytest.fixture(scope="module")
def pages(built_site: Path, sites: tuple[Site, Site], preview: Site, serve_folder: Callable[[Path], str]) -> list[str]:
    """Give the addresses of the pages to look at: of the book, and of small ones for what the book does not have."""
    return kinds({serve_folder(site.folder): site for site in (Site(built_site), sites[1], preview)})


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def show(tab: Page, url: str) -> None:
    """Open a page and wait until its scripts have put on it what they have."""
    tab.goto(url)
    if tab.locator("#search-results").count():
        expect(tab.locator("#search-results")).to_have_attribute("data-state", "done")
    if tab.locator("#offline-here").count():
        expect(tab.locator("#offline-here")).to_be_visible()


def axe_everywhere(tab: Page, part: str = "html") -> list[str]:
    """List what axe finds on the page that is open, at each width and in each palette, without loading it anew."""
    found: list[str] = []
    for (palette, width), rules in STATES.items():
        tab.emulate_media(color_scheme=palette)
        tab.set_viewport_size({"width": width, "height": 900})
        if part != "html":
            # What lies below an open field is looked at beside it once: it costs most, and width and palette of it are
            # looked at without the field.
            is_away = (palette, width) != next(iter(STATES))
            tab.evaluate("hidden => { document.querySelector('main').hidden = hidden; }", is_away)
        found += [f"{tab.url} {palette} {width} {fault}" for fault in axe_faults(tab, part, rules)]
    return found


def search_in_field(tab: Page) -> None:
    tab.keyboard.press("/")
    tab.keyboard.type(QUERIES[tab.locator("html").get_attribute("lang")])
    expect(tab.get_by_role("option").first).to_be_visible()
    expect(tab.get_by_role("listbox")).to_have_attribute("data-state", "done")


def test_axe_finds_nothing_on_any_kind_of_page_nor_in_its_search(tab: Page, pages: list[str]) -> None:
    found: list[str] = []
    for url in pages:
        show(tab, url)
        found += axe_everywhere(tab)
        if tab.locator(".search-open").is_visible():
            search_in_field(tab)
            # Below it the page is as it was.
            found += axe_everywhere(tab, ".masthead")
    assert found == []


def test_axe_finds_nothing_on_a_page_of_results(tab: Page, pages: list[str]) -> None:
    found: list[str] = []
    for url in (each for each in pages if each.endswith("search/")):
        show(tab, url)
        show(tab, f"{url}?q={QUERIES[tab.locator('html').get_attribute('lang')]}")
        expect(tab.locator("a[data-hit]").first).to_be_visible()
        found += axe_everywhere(tab)
    assert found == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(tab: Page, pages: list[str]) -> None:
    found: list[str] = []
    for at, url in enumerate(pages):
        # Each language has the same pages, so that each kind is gone through at either width.
        tab.set_viewport_size({"width": WIDTHS[at % 2], "height": 900})
        show(tab, url)
        found += [f"{url} {fault}" for fault in keyboard_faults(tab)]
    assert found == []


def test_nothing_is_lost_or_cut_off_on_a_narrow_screen_or_at_400_percent(tab: Page, pages: list[str]) -> None:
    found: list[str] = []
    for url in pages:
        tab.set_viewport_size({"width": 1280, "height": 900})
        show(tab, url)
        whole = said(tab)
        for width in ZOOMED:
            found += [f"{url} {fault}" for fault in reflow_faults(tab, width)]
            narrow = said(tab)
            if narrow != whole:
                # Some pages go on to say what they find on the device: what counts is what they say at the same time.
                tab.set_viewport_size({"width": 1280, "height": 900})
                whole = said(tab)
            if narrow != whole:
                found.append(f"{url} says something else at {width} pixels")
    assert found == []


def test_nothing_is_lost_in_forced_colours_and_nothing_moves_against_a_wish(tab: Page, pages: list[str]) -> None:
    found: list[str] = []
    for url in pages:
        show(tab, url)
        found += [f"{url} {fault}" for fault in (*forced_colour_faults(tab), *motion_faults(tab))]
    assert found == []


BROKEN = {
    "<p lang='en-GB'>pale</p><style>p { color: #aaa; background: #fff }</style>": (axe_faults, "color-contrast"),
    "<img src='data:,'>": (axe_faults, "image-alt"),
    "<button id='b'>a</button><style>#b { outline: none !important }</style>": (keyboard_faults, "no outline"),
    "<a href='#a' style='visibility: hidden'>a</a><a href='#b'>b</a><div style='position: fixed; inset: 0'></div>": (
        keyboard_faults,
        "is hidden by",
    ),
    "<a href='#a'>a</a><a href='#b' onfocus='this.blur()'>b</a><a href='#c'>c</a>": (keyboard_faults, "not reached"),
    "<p style='width: 400px'>a</p>": (lambda tab: reflow_faults(tab, 320), "408 pixels on a screen of 320"),
    "<p style='width: 9em; overflow: hidden; white-space: nowrap'>A title of any length</p>": (
        lambda tab: reflow_faults(tab, 640),
        "cut off",
    ),
    "<button style='border: 0; background: #050; color: #fff'>a</button>": (forced_colour_faults, "no border"),
    "<a href='#a'><svg><path d='M0 0h9v9z' fill='#050'/></svg></a>": (forced_colour_faults, "the colour of text"),
    "<ul><li><a href='#a' aria-current='true' style='background: #dfd'>a</a><li><a href='#b'>b</a></ul>": (
        forced_colour_faults,
        "looks like those beside it",
    ),
    "<p style='forced-color-adjust: none'>a</p>": (forced_colour_faults, "its own colours"),
    "<style>html { scroll-behavior: smooth }</style>": (motion_faults, "moves"),
    "<style>p::after { content: 'a'; transition: color 1s }</style><p>a</p>": (motion_faults, "::after moves"),
}


@pytest.mark.parametrize("html", BROKEN)
def test_each_check_finds_what_is_wrong_with_a_broken_page(tab: Page, html: str) -> None:
    check, fault = BROKEN[html]
    tab.set_content(f"<!doctype html><html lang='en'><title>a</title><body>{html}</body></html>")
    assert any(fault in each for each in check(tab)), check(tab)
