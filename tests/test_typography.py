"""How a page is set, as a reader of Chinese or English sees it.

Most checks are also held against a stock site, and must fail there: a check that a stock page passes proves nothing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import BOOK, ORIGINAL, TRANSLATION, casebook
from every_chapter import CASE_NOTE, write
from photo_files import jpeg

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
from bench.stock import build_stock

pytestmark = pytest.mark.browser

LONG = "学校在山坳里，一百八十六名学生，一大半住校，周五中午才放学回家，周日傍晚再走两个小时山路回来。" * 3
SPECIMEN = f"""\
开头一段。

他说：“有事来找我。”——真的没有人来……

我们在2026年挂了一只信箱。信*不能*公开。

{LONG}

这所学校在山里，校长是Yin Daifeng，记者写信问了三次，他说还没有想好要不要讲，后来还是讲了，一共十分钟。

## 老师和孩子一起把信箱挂上墙 {{#first-week}}

> 你的信由开箱的老师看。

| 日子 | 跟谁谈 | 在哪里谈 | 谈了多久 | 下一回 |
|---|---|---|---|---|
| 周一至周三 | 名单上的孩子 | 走廊长椅 | 十分钟 | 下周一 |

### 头一个周五的事情和它教会的 {{#friday}}

信箱挂上墙，一天开一次箱子，孩子们还是不来投信。

## 后来 {{#later}}

有了来信。
"""
ENGLISH = f"""\
An opening paragraph with *stress* on a word.

{"The school lies in a fold of the hills, and most of its pupils board from Sunday evening until Friday at noon. " * 4}

{"The boarding school (寄宿制小学) has a letter box (悄悄话信箱) at the end of its corridor. " * 5}

## The teachers and the children put the letter box up {{#first-week}}

> A teacher reads your letter.

### The first Friday {{#friday}}

No letter came.

## Later {{#later}}

Letters come.
"""


def with_body(chapter: str, body: str) -> str:
    return chapter[: chapter.rindex("---\n") + 4] + body


UNTOLD = CASE_NOTE.replace("title: 山里的信箱", "title: 还没有译文的一只小信箱").replace(
    "sources: [", "sources: [{title: ‘A box’ in The Village Post, url: https://news.example/2, read: 2026-11-24}, "
)
PLAIN = {
    "zh": "## 信箱 {#first-week}\n\n![一只信箱](photos/box.jpg)\n\n信箱挂上墙。\n",
    "en": "## The box {#first-week}\n\n![A letter box](photos/box.jpg)\n\nThe box (信箱) goes up.\n",
}
"""A chapter that a stock site gets as somebody without our pages writes it; of the others it gets what ours made."""
ADULTS = ("\nwritten:", "\nadults: [Yin Daifeng]\nwritten:")
FILES: dict[str, str | bytes] = {
    **BOOK,
    "chapters/letters/zh.md": with_body(ORIGINAL.replace(*ADULTS), SPECIMEN),
    "chapters/letters/en.md": with_body(TRANSLATION, ENGLISH),
    "chapters/plain/zh.md": with_body(ORIGINAL.replace("title: 信箱", "title: 又一只信箱"), PLAIN["zh"]),
    "chapters/plain/en.md": with_body(TRANSLATION.replace("title: The", "title: Another"), PLAIN["en"]),
    "chapters/plain/photos/box.jpg": jpeg(),
    "chapters/untold/zh.md": with_body(UNTOLD.replace(*ADULTS), SPECIMEN),
}
CHAPTER, PLAIN_CHAPTER, UNTOLD_CHAPTER = "chapters/letters/", "chapters/plain/", "chapters/untold/"
TEXT = ":is(main#_text, article.md-content__inner)"
"""The text of a page, on ours and on a stock one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Addresses of the same pages, from us and as a stock site."""

    ours: str
    stock: str


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> Sites:
    folder = tmp_path_factory.mktemp("typography")
    write(folder / "book", FILES)
    result = casebook("build", "--no-editions", "--root", folder / "book", "--out", folder / "ours")
    assert result.returncode == 0, result.stdout + result.stderr
    (folder / "stock").mkdir()
    pages = shutil.copytree(folder / "book" / ".build" / "docs", folder / "pages")
    for code, words in PLAIN.items():
        plain = {"index.md": words.replace(" {#first-week}", ""), "photos/box.jpg": jpeg()}
        write(pages / code / PLAIN_CHAPTER, plain)
    try:
        stock = build_stock(folder / "book" / "mkdocs.yml", pages, folder / "stock")
    except subprocess.CalledProcessError as error:
        pytest.fail(error.stderr.decode())
    return Sites(ours=serve_folder(folder / "ours"), stock=serve_folder(stock))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


# ---- what is looked at


def paragraph(page: Page, words: str) -> Locator:
    return page.locator(f"{TEXT} p", has_text=words).first


def heading(page: Page, name: str) -> Locator:
    return page.locator(f"#{name}")


def style(what: Locator, name: str) -> str:
    found: str = what.first.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return found


def leading(what: Locator) -> float:
    """Give the distance of lines in times of the size of their letters."""
    return float(style(what, "lineHeight")[:-2]) / float(style(what, "fontSize")[:-2])


def fonts(what: Locator) -> set[str]:
    """Name the fonts that the browser truly took for the letters of an element."""
    what.first.evaluate("element => element.setAttribute('data-looked-at', '')")
    session = what.page.context.new_cdp_session(what.page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "[data-looked-at]"})["nodeId"]
    used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    what.first.evaluate("element => element.removeAttribute('data-looked-at')")
    return {font["familyName"] for font in used}


LETTERS = """element => {
  const letters = [];
  const size = parseFloat(getComputedStyle(element).fontSize);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.length; at++) {
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const box = range.getClientRects()[0];
      if (box && box.width) letters.push([walker.currentNode.data[at], box.width / size, box.top / 2 + box.bottom / 2]);
    }
  }
  return letters.filter(([letter]) => letter !== "¶");
}"""
"""Each letter, how wide it is set in times of its size, and where its middle stands; without Material's marks."""


def lines(what: Locator) -> list[str]:
    """Give the text of an element line by line, as it stands on the screen."""
    found: list[str] = []
    last = -1e9
    for letter, _, middle in what.first.evaluate(LETTERS):
        if middle > last + 10:
            found.append("")
            last = middle
        found[-1] += letter
    return [line.strip() for line in found]


def set_width(what: Locator, letter: str) -> float:
    """Give how wide the first such letter is set, in times of its size."""
    widths: list[float] = [width for each, width, _ in what.first.evaluate(LETTERS) if each == letter]
    return widths[0]


def language_of(what: Locator, words: str = "") -> str:
    """Give the language that an element is in, or that of the part of it that holds some words."""
    found: str = what.first.evaluate(
        """(element, words) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          while (walker.nextNode() && !walker.currentNode.data.includes(words));
          return walker.currentNode.parentElement.closest("[lang]").lang;
        }""",
        words,
    )
    return found


MENU = """() => {
  const { left, right } = document.activeElement.getBoundingClientRect();
  const isWay = document.activeElement.matches("nav.ways a, label[for=__drawer], .md-nav--primary a");
  return isWay && right > 0 && left < innerWidth;
}"""
"""Whether the keyboard is at a link to the other parts of the site, or at what opens them, where it can be seen."""


def average(numbers: list[int]) -> float:
    return sum(numbers) / len(numbers)


# ---- what a stock page does otherwise


def quotation_marks_and_dashes_come_from_a_chinese_font(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    used = fonts(paragraph(page, "有事来找我"))
    assert len(used) == 1, f"one sentence of Chinese is set in {used}"


def chinese_and_digits_stand_apart_without_a_typed_space(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    sentence = paragraph(page, "我们在2026年")
    assert set_width(sentence, "在") > set_width(sentence, "们") + 0.1


def emphasis_is_dots_in_chinese_and_italics_in_english(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    stress = page.locator(f"{TEXT} em")
    assert style(stress, "fontStyle") == "normal"
    assert "dot" in style(stress, "textEmphasisStyle")
    page.goto(f"{address}en/{CHAPTER}")
    assert style(stress, "fontStyle") == "italic"
    assert style(stress, "textEmphasisStyle") == "none"


def chinese_has_more_leading_than_english(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    assert leading(paragraph(page, "学校在山坳里")) == pytest.approx(1.8, abs=0.05)
    page.goto(f"{address}en/{CHAPTER}")
    assert leading(paragraph(page, "The school lies")) == pytest.approx(1.6, abs=0.05)


def a_line_has_30_to_38_characters_of_chinese(page: Page, address: str) -> None:
    for wide in (1280, 1600, 1920):
        page.set_viewport_size({"width": wide, "height": 800})
        page.goto(address + CHAPTER)
        full = lines(paragraph(page, "学校在山坳里"))[:-1]
        assert 30 <= average([len(line) for line in full]) <= 38, full


def a_line_has_60_to_75_letters_of_english(page: Page, address: str) -> None:
    for wide in (1280, 1600, 1920):
        page.set_viewport_size({"width": wide, "height": 800})
        page.goto(f"{address}en/{CHAPTER}")
        full = lines(paragraph(page, "The school lies"))[:-1]
        assert 60 <= average([len(line) for line in full]) <= 75, full


def chinese_has_an_even_right_edge_where_its_lines_are_long(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    assert style(paragraph(page, "学校在山坳里"), "textAlign") == "justify"
    page.set_viewport_size({"width": 390, "height": 800})
    assert style(paragraph(page, "学校在山坳里"), "textAlign") == "start"
    page.goto(f"{address}en/{CHAPTER}")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert style(paragraph(page, "The school lies"), "textAlign") == "start"


def no_heading_ends_with_a_character_by_itself(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    for wide in range(320, 420, 10):
        page.set_viewport_size({"width": wide, "height": 800})
        for name in ("first-week", "friday"):
            assert len(lines(heading(page, name))[-1]) > 1, f"at {wide} pixels: {lines(heading(page, name))}"


def no_paragraph_ends_with_a_character_by_itself(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    for wide in range(320, 420, 10):
        page.set_viewport_size({"width": wide, "height": 800})
        for words in ("信箱挂上墙，一天", "学校在山坳里"):
            assert len(lines(paragraph(page, words))[-1].strip("。")) > 1, f"at {wide}: {lines(paragraph(page, words))}"


def quotations_are_in_kaiti_in_chinese_only(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    assert "Kai" in style(page.locator(f"{TEXT} blockquote"), "fontFamily").split(",")[0]
    page.goto(f"{address}en/{CHAPTER}")
    assert "Kai" not in style(page.locator(f"{TEXT} blockquote"), "fontFamily")


def headings_are_confident(page: Page, address: str) -> None:
    for prefix in ("", "en/"):
        page.goto(address + prefix + CHAPTER)
        for each in (page.locator(f"{TEXT} h1"), heading(page, "first-week"), heading(page, "friday")):
            assert style(each, "fontWeight") == "600"
            assert style(each, "color") == style(page.locator(f"{TEXT} p.lead"), "color")


def a_page_says_in_which_script_it_is(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def alternates_are_whole_addresses_with_a_default(page: Page, address: str) -> None:
    for prefix in ("", "en/"):
        page.goto(address + prefix + CHAPTER)
        found = page.locator("link[hreflang]").evaluate_all(
            "all => all.map(each => [each.hreflang, each.getAttribute('href')])"
        )
        assert {tag for tag, _ in found} == {"zh-Hans", "en-GB", "x-default"}
        assert [href for _, href in found if not href.startswith("https://")] == []


def a_switch_to_a_language_is_in_that_language(page: Page, address: str) -> None:
    page.goto(address + CHAPTER)
    switch = page.get_by_role("link", name="English", include_hidden=True).first
    assert (switch.get_attribute("lang") or "").startswith("en")


def a_switch_keeps_the_passage_and_is_no_detour(page: Page, address: str) -> None:
    page.goto(f"{address}{CHAPTER}#later")
    expect(heading(page, "later")).to_be_in_viewport()
    asked: list[int] = []
    page.on(
        "response", lambda response: asked.append(response.status) if response.request.is_navigation_request() else None
    )
    page.get_by_role("link", name="English", include_hidden=True).first.evaluate("link => link.click()")
    page.wait_for_url(f"{address}en/**")
    assert page.url == f"{address}en/{CHAPTER}#later"
    assert asked == [200]


def every_language_has_its_own_page_for_wrong_addresses(page: Page, address: str) -> None:
    for prefix, tag, name in (("", "zh-Hans", "做法"), ("en/", "en-GB", "Practices")):
        page.goto(f"{address}{prefix}404.html")
        assert page.locator("html").get_attribute("lang") == tag
        assert page.get_by_role("search").count() == 1
        assert page.get_by_role("link", name=name, exact=True).count()
        assert page.locator("main a[href*='practices/letter-box/']").count()


def the_palette_is_that_of_the_system(page: Page, address: str) -> None:
    seen = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # the two names that it takes
        page.goto(address + CHAPTER)
        seen.append(page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor"))
    assert seen[0] != seen[1]


def a_chapter_without_a_translation_is_an_english_page_that_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}en/{UNTOLD_CHAPTER}")
    assert (page.locator("html").get_attribute("lang") or "").startswith("en")
    assert page.get_by_text("has not been translated yet").count()
    assert language_of(paragraph(page, "学校在山坳里")) == "zh-Hans"
    assert page.locator("meta[name=robots][content*=noindex]").count() == 1
    canonical = page.locator("link[rel=canonical]").evaluate_all("all => all.map(each => each.href)")
    assert [each.endswith(f"/{UNTOLD_CHAPTER}") and "/en/" not in each for each in canonical] == [True]
    assert page.locator("link[hreflang]").count() == 0


def chinese_inside_english_is_marked_as_chinese(page: Page, address: str) -> None:
    page.goto(f"{address}en/{PLAIN_CHAPTER}")
    assert language_of(paragraph(page, "goes up"), "信箱") == "zh-Hans"


def headings_have_the_same_names_in_both_languages(page: Page, address: str) -> None:
    for prefix in ("", "en/"):
        page.goto(address + prefix + PLAIN_CHAPTER)
        names = page.locator(f"{TEXT} h2").evaluate_all("all => all.map(each => each.id)")
        assert "first-week" in names


def photos_say_how_large_they_are_and_come_when_they_are_needed(page: Page, address: str) -> None:
    page.goto(address + PLAIN_CHAPTER)
    photo = page.locator(f"{TEXT} img").first
    assert photo.get_attribute("loading") == "lazy"
    assert photo.get_attribute("width")
    assert photo.get_attribute("height")
    assert page.locator(f"{TEXT} picture source[type='image/avif'][srcset*='360w']").count()


def a_phone_reaches_the_other_pages_by_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + CHAPTER)
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(MENU))
    assert True in reached


FAULTS = (
    quotation_marks_and_dashes_come_from_a_chinese_font,
    chinese_and_digits_stand_apart_without_a_typed_space,
    emphasis_is_dots_in_chinese_and_italics_in_english,
    chinese_has_more_leading_than_english,
    a_line_has_30_to_38_characters_of_chinese,
    a_line_has_60_to_75_letters_of_english,
    chinese_has_an_even_right_edge_where_its_lines_are_long,
    no_heading_ends_with_a_character_by_itself,
    no_paragraph_ends_with_a_character_by_itself,
    quotations_are_in_kaiti_in_chinese_only,
    headings_are_confident,
    a_page_says_in_which_script_it_is,
    alternates_are_whole_addresses_with_a_default,
    a_switch_to_a_language_is_in_that_language,
    a_switch_keeps_the_passage_and_is_no_detour,
    every_language_has_its_own_page_for_wrong_addresses,
    the_palette_is_that_of_the_system,
    a_chapter_without_a_translation_is_an_english_page_that_says_so,
    chinese_inside_english_is_marked_as_chinese,
    headings_have_the_same_names_in_both_languages,
    photos_say_how_large_they_are_and_come_when_they_are_needed,
    a_phone_reaches_the_other_pages_by_keyboard,
)


@pytest.mark.parametrize("holds", FAULTS, ids=lambda check: check.__name__)
def test_our_pages_are_set_with_care(page: Page, sites: Sites, holds: Callable[[Page, str], None]) -> None:
    holds(page, sites.ours)


@pytest.mark.parametrize("holds", FAULTS, ids=lambda check: check.__name__)
def test_a_stock_page_is_not_so_that_the_check_proves_something(
    page: Page, sites: Sites, holds: Callable[[Page, str], None]
) -> None:
    with pytest.raises(AssertionError):
        holds(page, sites.stock)


# ---- what has no stock page to be held against


def test_punctuation_that_meets_is_set_solid(page: Page, sites: Sites) -> None:
    page.goto(sites.ours + CHAPTER)
    assert set_width(paragraph(page, "有事来找我"), "。") == pytest.approx(0.5, abs=0.05)


def test_a_few_words_of_chinese_do_not_push_lines_of_english_apart(page: Page, sites: Sites) -> None:
    page.goto(f"{sites.ours}en/{CHAPTER}")
    middles = [middle for letter, _, middle in paragraph(page, "寄宿制小学").evaluate(LETTERS) if letter.isascii()]
    tops = sorted({round(middle) for middle in middles})
    assert len(tops) > 4
    steps = [after - before for before, after in pairwise(tops) if after - before > 2]
    assert max(steps) - min(steps) <= 1, steps


def test_english_inside_chinese_and_chinese_inside_english_keep_their_own_fonts(page: Page, sites: Sites) -> None:
    page.goto(sites.ours + CHAPTER)
    english = fonts(page.locator("a.switch"))
    assert english.isdisjoint(fonts(paragraph(page, "学校在山坳里")))
    page.goto(f"{sites.ours}en/{CHAPTER}")
    assert fonts(paragraph(page, "The school lies")) == english
    assert fonts(page.locator(f"{TEXT} span[lang='zh-Hans']")).isdisjoint(english)


def test_a_source_in_english_is_set_as_english_on_a_chinese_page(page: Page, sites: Sites) -> None:
    page.goto(f"{sites.ours}{UNTOLD_CHAPTER}")
    english, chinese = page.locator(".sources a").all()
    assert fonts(chinese) == fonts(paragraph(page, "学校在山坳里"))
    assert fonts(english) == fonts(page.locator("a.switch"))


def test_latin_letters_keep_their_distance_in_a_justified_line(page: Page, sites: Sites) -> None:
    page.goto(sites.ours + CHAPTER)
    name = paragraph(page, "校长是Yin Daifeng")
    assert style(name, "textAlign") == "justify"
    before = name.evaluate(LETTERS)
    name.evaluate("element => { element.style.textAlign = 'start'; }")
    changed = [
        letter
        for (letter, width, _), (_, justified, _) in zip(name.evaluate(LETTERS), before, strict=True)
        if letter.isascii() and letter.isalpha() and justified > width + 0.002
    ]
    assert changed == [], "letters of a word are spread out"


def test_chinese_under_an_english_frame_is_set_as_on_its_own_page(page: Page, sites: Sites) -> None:
    page.goto(f"{sites.ours}en/{UNTOLD_CHAPTER}")
    assert leading(paragraph(page, "学校在山坳里")) == pytest.approx(1.8, abs=0.05)
    assert style(paragraph(page, "学校在山坳里"), "textAlign") == "justify"
    assert "dot" in style(page.locator(".original em"), "textEmphasisStyle")
    assert leading(page.locator("h1")) == pytest.approx(1.3, abs=0.05)
    full = lines(paragraph(page, "学校在山坳里"))[:-1]
    assert 30 <= average([len(line) for line in full]) <= 38, full


def test_a_wide_table_scrolls_by_itself_and_from_the_keyboard(page: Page, sites: Sites) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(sites.ours + CHAPTER)
    region = page.get_by_role("group", name="表格")
    for _ in range(60):
        page.keyboard.press("Tab")
        if region.evaluate("element => element === document.activeElement"):
            break
    assert region.evaluate("element => element === document.activeElement"), "the Tab key never reaches the table"
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert (
        page.locator("table td").first.evaluate(
            "cell => cell.clientWidth / parseFloat(getComputedStyle(cell).fontSize)"
        )
        >= 4
    )
