"""Passing a page on: the short address, its QR code, the button, and the picture that others show for it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
import zxingcpp
from PIL import Image, ImageChops
from playwright.sync_api import Browser, expect

from casebook.press.cards import draw_card
from casebook.press.lettering import Hand
from casebook.site import Card
from casebook.site.page import locale_of
from casebook.site.sharing import short_codes
from conftest import REPOSITORY
from html_pages import Page, Site

LETTER_BOX = "chapters/the-letter-box-at-the-end-of-the-corridor/"
SHARED = (LETTER_BOX, f"en/{LETTER_BOX}", "practices/secret-letter-box/", "en/practices/secret-letter-box/")
MOTIF = (REPOSITORY / "docs/theme/partials/motif.html").read_text(encoding="utf-8")
CARD = Card(tag="zh-Hans", book="A small book", kicker="案例简记", title="走廊尽头的信箱", detail="四川")


@pytest.fixture(scope="module")
def site(built_site: Path) -> Site:
    return Site(built_site)


def short_address(page: Page) -> str:
    (address,) = {url for url, words in page.links.items() if re.search(r"/s/[a-z0-9]{6}/$", url) and words == url}
    return address


def property_of(page: Page, name: str) -> str:
    return page.one("meta", property=name).attrs["content"]


# ---- the address


@pytest.mark.parametrize("address", SHARED)
def test_a_short_address_leads_to_its_page_without_scripts_and_is_listed_nowhere(site: Site, address: str) -> None:
    short = short_address(site.at(address))
    assert len(short) - len(site.url) <= len("en/s/k7m2qx/")
    page = site.at(short)
    refresh = page.one("meta", **{"http-equiv": "refresh"}).attrs["content"]
    assert (
        urljoin(short, refresh.partition("url=")[2])
        == site.url + address
        == page.one("link", rel="canonical").attrs["href"]
    )
    assert site.url + address in page.links
    assert not page.is_indexed
    assert short not in site.files["sitemap.xml"].decode()


def test_every_chapter_and_practice_has_a_code_that_depends_on_no_other() -> None:
    pages = [("chapters", f"a-school-{number}") for number in range(3000)]
    codes = short_codes(pages)
    assert len(set(codes.values())) == len(pages)
    assert {len(code) for code in codes.values()} == {6}
    assert not set("".join(codes.values())) & set("aeiouy01l")
    assert short_codes(reversed(pages[:7])) == {page: codes[page] for page in pages[:7]}


def test_two_pages_with_one_code_get_longer_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casebook.site.sharing._LENGTH", 1)
    pages = [("chapters", f"a-school-{number}") for number in range(60)]
    codes = short_codes(pages)
    assert len(set(codes.values())) == len(pages)
    assert {len(code) for code in codes.values()} >= {2, 3}


@pytest.mark.browser
@pytest.mark.parametrize("address", SHARED)
def test_a_phone_reads_the_code_from_the_page_and_from_paper(
    built_site: Path, serve_folder: Callable[[Path], str], browser: Browser, address: str
) -> None:
    short = short_address(Site(built_site).at(address))
    for palette in ("light", "dark"):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=palette)
        page = context.new_page()
        page.goto(serve_folder(built_site) + address)
        # From a colleague's phone too, which is how a page is passed on in a staff room.
        for media, width in (("screen", 1280), ("screen", 390), ("screen", 320), ("print", 1280)):
            page.emulate_media(media=media)
            page.set_viewport_size({"width": width, "height": 800})
            seen = Image.open(io.BytesIO(page.locator(".share svg").screenshot()))
            assert [each.text for each in zxingcpp.read_barcodes(seen)] == [short]
        expect(page.locator(".share a")).to_have_text(short)
        context.close()


@pytest.mark.browser
def test_the_button_copies_the_address_or_hands_it_to_the_phone(
    built_site: Path, serve_folder: Callable[[Path], str], browser: Browser
) -> None:
    short = short_address(Site(built_site).at(LETTER_BOX))
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(serve_folder(built_site) + LETTER_BOX)
    page.get_by_role("button", name="分享").click()
    expect(page.locator(".share [role=status]")).to_have_text("网址已复制")
    assert page.evaluate("navigator.clipboard.readText()") == short
    page.add_init_script("navigator.share = async given => { window.shared = given; }")
    page.reload()
    page.get_by_role("button", name="分享").click()
    assert page.evaluate("window.shared.url") == short
    context.close()


# ---- the picture


def test_every_page_names_a_picture_in_its_language_that_is_there(site: Site) -> None:
    for page in site.real_pages:
        path = property_of(page, "og:image").removeprefix(site.url)
        with Image.open(io.BytesIO(site.files[path])) as card:
            assert (card.format, card.size) == ("PNG", (1200, 630))
            assert (property_of(page, "og:image:width"), property_of(page, "og:image:height")) == ("1200", "630")
        assert len(site.files[path]) <= 40_000
        assert property_of(page, "og:image:alt")
        assert property_of(page, "og:locale") == ("en_GB" if page.url.startswith(f"{site.url}en/") else "zh_CN")
        assert property_of(page, "og:site_name")
        assert page.one("meta", name="twitter:card").attrs["content"] == "summary_large_image"
    own = [property_of(site.at(address), "og:image") for address in (*SHARED, "", "en/about/")]
    assert len(set(own)) >= len(SHARED) + 1
    named = {property_of(page, "og:image").removeprefix(site.url) for page in site.real_pages}
    assert named == {name for name in site.files if name.startswith("cards/")}


def test_a_card_is_the_same_every_time_and_carries_every_word() -> None:
    assert draw_card(CARD, MOTIF) == draw_card(CARD, MOTIF)
    whole = _pixels(CARD)
    for name in ("book", "kicker", "title", "detail"):
        assert ImageChops.difference(whole, _pixels(replace(CARD, **{name: ""}))).getbbox(), name
    assert replace(CARD, title="另一篇").path != CARD.path


def test_a_card_in_letters_that_the_font_lacks_has_the_motif_only() -> None:
    assert draw_card(replace(CARD, title="བོད་ཡིག"), MOTIF) == draw_card(replace(CARD, title="བོད"), MOTIF)
    assert draw_card(replace(CARD, title="བོད་ཡིག"), MOTIF) != draw_card(CARD, MOTIF)


LONG = (
    ("zh-Hans", "“老师，我想当您的女儿”：一所山区寄宿小学二十年里怎样陪伴186名留守儿童，让孩子们开口说话（上）" * 2),
    (
        "en-GB",
        "“Teacher, I want to be your daughter”: how a mountain school’s principal kept 186 children company " * 2,
    ),
    ("en-GB", "W" * 200),
    ("zh-Hans", "，" * 90),
)


@pytest.mark.parametrize(("tag", "title"), LONG)
def test_a_long_title_stays_on_the_paper(tag: str, title: str) -> None:
    card = _pixels(replace(CARD, tag=tag, title=title.strip()))
    plain = _pixels(replace(CARD, tag=tag, title="", kicker="", book="", detail=""))
    box = ImageChops.difference(card, plain).getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert left >= 70
    assert right <= 1130
    assert top >= 50
    assert bottom <= 630


@pytest.mark.parametrize(("tag", "title"), LONG[:2])
@pytest.mark.parametrize("width", [300, 500, 700, 1040])
def test_lines_break_where_a_typesetter_breaks_them(tag: str, title: str, width: int) -> None:
    hand = Hand(tag, 54, 600)
    for lines in (hand.lines(title, width), hand.even_lines(title, width)):
        assert "".join(lines).replace(" ", "") == title.replace(" ", "")
        for line in lines:
            assert line[0] not in "，。：；！？”’）》、…"
            assert line[-1] not in "“‘（《"
            assert hand.width(line) <= width or not re.search(r"[\s一-鿿]", line.strip("“”：，（）。"))
        assert tag != "zh-Hans" or not any(line.endswith("留守儿") or line.startswith("童") for line in lines)


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("zh-Hans", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("en-GB", "en_GB"),
        ("en", "en_US"),
        ("fr", "fr_FR"),
        ("bo", "bo_CN"),
        ("x-1", "x-1"),
    ],
)
def test_a_language_is_named_with_its_territory_as_networks_want_it(tag: str, locale: str) -> None:
    assert locale_of(tag) == locale


def _pixels(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw_card(card, MOTIF))).convert("RGB")
