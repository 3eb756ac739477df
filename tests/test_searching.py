"""What readers find, in a real browser: each kind of query, the pages that answer it, and how many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from casebook.press.indexing import spaced
from conftest import BOOK, FIREFOX, ORIGINAL, TRANSLATION, casebook

pytestmark = pytest.mark.browser


def original(title: str, text: str, *, practice: str = "letter-box", summary: str = "") -> str:
    changed = ORIGINAL.replace("title: 信箱", f"title: {title}")
    changed = changed.replace("summary: 一个信箱。", f"summary: {summary or title + '的事。'}")
    changed = changed.replace("信箱挂上墙。", text).replace("id: letter-box", f"id: {practice}")
    return changed.replace("每周二开箱。", "周二。")


def translation(title: str, text: str, *, practice: str = "letter-box") -> str:
    changed = TRANSLATION.replace("title: The letter box", f"title: {title}").replace("A letter box.", "S.", 1)
    changed = changed.replace("The box goes up.", text).replace("Opened every Tuesday.", "Tuesdays.")
    changed = changed.replace("A letter box goes up.", "Something.").replace("Children do not speak.", "A worry.")
    return changed.replace("letter-box", practice)


CASE = (
    original("井边", "井边有一棵核桃树。", practice="talks")
    .replace("illustrative", "case-note")
    .replace(
        "  stage: primary\n  boarding: true\n", "  {county: 某县, province: hunan, stage: primary, boarding: false}\n"
    )
    .replace("glance:\n", "glance:\n  cost: low\n")
    .replace("written:", "sources: [{title: 日报, url: https://news.example/1, read: 2026-11-24}]\nwritten:")
)
FILES = {
    **BOOK,
    "chapters/practices.yml": BOOK["chapters/practices.yml"].replace(
        "definition_zh: 投信。", "synonyms_zh: [心语箱], synonyms_en: [post box], definition_zh: 投信。"
    ),
    "chapters/glossary.yml": """\
terms:
  - {id: left-behind, zh: 留守儿童, en: left-behind children, severity: warn, basis: usage}
  - {id: boarding, zh: 寄宿制学校, en: boarding school, severity: warn, basis: usage}
""",
    "chapters/lesson/zh.md": original("课堂里的事", "家校一起办学，校长常来。留守儿童在课堂上话少。"),
    "chapters/lesson/en.md": translation("In class", "Her behaviour changed, and two pupils laughed at the programme."),
    "chapters/night/zh.md": original("夜里", "孩子，父母在外。回家的路很远。\n\n> 第 12 页。", practice="talks"),
    "chapters/night/en.md": translation(
        "At night", "A boarding school at night is a quiet place.\n\n> Page 12.", practice="talks"
    ),
    "chapters/alone/zh.md": original("没有译文", "只有中文的一篇，写到橘子树。"),
    "chapters/well/zh.md": CASE,
    "chapters/later/zh.md": original("草稿", "草稿里的秘密暗号。").replace("published", "draft"),
    "chapters/gone/zh.md": original("撤下", "撤下的秘密暗号。").replace("published", "withdrawn"),
}
LESSON, NIGHT, ALONE, WELL = (f"/chapters/{slug}/" for slug in ("lesson", "night", "alone", "well"))
EN_LESSON, EN_NIGHT = "/en/chapters/lesson/", "/en/chapters/night/"
EN_PRACTICES = ("/en/practices/letter-box/", "/en/practices/talks/")
BOX, TALKS = "/practices/letter-box/", "/practices/talks/"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("searched") / "book"
    for path, content in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    result = casebook("build", "--no-editions", "--root", root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "site"


@pytest.fixture(scope="module")
def address(small: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(small)


@pytest.fixture(scope="module", params=["browser", *(["firefox"] if FIREFOX else [])])
def reader(request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open one page in each browser that is there; every query of a table is asked in it."""
    context = request.getfixturevalue(request.param).new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def search(page: Page, url: str) -> Page:
    page.goto(url)
    page.wait_for_selector("#search-results[data-state=done]", state="attached")
    return page


def hits(page: Page) -> list[str]:
    """Give the addresses of the hits, in order, without what is only for marking them."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('a[data-hit]')].map(link => new URL(link.href).pathname.replace(/^\\/book/, ''))"
    )
    return found


def entry(page: Page, path: str) -> Locator:
    return page.locator(f"li.entry:has(h2 a[href*='{path}'])")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("守儿童在", [LESSON], id="a substring from the middle of words"),
        pytest.param("家校", [LESSON], id="two characters"),
        pytest.param("校长", [LESSON], id="two of them in another order"),
        pytest.param("家", [LESSON, NIGHT], id="one character"),
        pytest.param("課堂", [LESSON, BOX], id="Traditional, every character another"),
        pytest.param("校長", [LESSON], id="Traditional in part"),
        pytest.param("家校 课堂", [LESSON], id="two phrases"),
        pytest.param("家校 夜里", [], id="two phrases of two chapters"),
        pytest.param("孩子，父母", [NIGHT], id="a phrase with its comma"),
        pytest.param("孩子,父母？", [NIGHT], id="the same with the punctuation of another keyboard"),
        pytest.param("孩子父母", [], id="a phrase across a comma"),
        pytest.param("子父", [], id="two characters across a comma"),
        pytest.param("周家校", [], id="a phrase from a heading into the text"),
        pytest.param("第12页", [NIGHT], id="a number in a phrase"),
        pytest.param("第１２页", [NIGHT], id="a full-width number"),
        pytest.param("橘子树", [ALONE], id="a chapter without a translation"),
        pytest.param("秘密暗号", [], id="a draft and a withdrawn chapter"),
        pytest.param("悄悄话信箱", [BOX, ALONE, LESSON], id="the name of a practice"),
        pytest.param("心语箱", [BOX], id="a synonym of a practice"),
        pytest.param("孩子不说话", [BOX, TALKS, ALONE, LESSON, WELL, NIGHT], id="a problem leads to its practices"),
        pytest.param("湖南", ["/provinces/hunan/", WELL, TALKS], id="a place"),
        pytest.param("某县", [WELL, TALKS], id="a county"),
    ],
)
def test_a_chinese_query_finds_these_pages_and_no_other(
    reader: Page, address: str, query: str, found: list[str]
) -> None:
    own = [hit for hit in hits(search(reader, f"{address}search/?q={quote(query)}")) if not hit.startswith("/en/")]
    assert sorted(own) == sorted(found)
    assert own[0:1] == found[0:1] or len(found) > 1


@pytest.mark.parametrize("query", ["ketang", "ke tang", "kè táng", "ke4tang2", "KeTang", "ketanglideshi"])
def test_pinyin_finds_a_title_and_the_page_that_names_it(reader: Page, address: str, query: str) -> None:
    assert hits(search(reader, f"{address}search/?q={quote(query)}")) == [LESSON, BOX]


@pytest.mark.parametrize("query", ["ktlds", "KTLDS", "ktl"])
def test_initials_find_a_title(reader: Page, address: str, query: str) -> None:
    assert hits(search(reader, f"{address}search/?q={query}")) == [LESSON]


def test_pinyin_of_a_term_finds_the_chapter_that_has_it_and_says_how_it_was_read(reader: Page, address: str) -> None:
    search(reader, f"{address}search/?q=liushou")
    assert hits(reader) == [LESSON]
    expect(reader.locator("#search-summary")).to_contain_text("按“留守”搜索")


def test_initials_that_go_on_after_a_title_find_nothing(reader: Page, address: str) -> None:
    assert hits(search(reader, f"{address}search/?q=ktldsh")) == []


@pytest.mark.parametrize(
    ("query", "found", "said"),
    [
        ("behaviour", [EN_LESSON], ""),
        ("behavior", [EN_LESSON], "behaviour"),
        ("behavour", [EN_LESSON], "behaviour"),
        ("bheaviour", [EN_LESSON], "behaviour"),
        ("program", [EN_LESSON], "programme"),
        ("pupil", [EN_LESSON], ""),
        ("pupils", [EN_LESSON], ""),
        ("pupil’s", [EN_LESSON], ""),
        ("beha", [EN_LESSON], ""),
        ("ＰＵＰＩＬＳ", [EN_LESSON], ""),
        ("quiet place", [EN_NIGHT], ""),
        ("place quiet", [EN_NIGHT], ""),
        ("quite pupils", [], "quiet pupils"),
        ("xylophone", [], ""),
        ("xy", [], ""),
        ("later", [EN_NIGHT, EN_LESSON], ""),
        ("boarding school", [EN_NIGHT, *EN_PRACTICES, EN_LESSON], ""),
        ("boarding schools", [EN_NIGHT, *EN_PRACTICES, EN_LESSON], ""),
    ],
)
def test_an_english_query_is_found_and_a_correction_is_told(
    reader: Page, address: str, query: str, found: list[str], said: str
) -> None:
    search(reader, f"{address}en/search/?q={quote(query)}")
    assert hits(reader) == found
    summary = reader.inner_text("#search-summary")
    assert (f"Searched for “{said}”" in summary) if said else ("Searched for" not in summary)


@pytest.mark.parametrize(
    "query",
    ["left-behind children", "left behind children", "Left-Behind Children at school", "why left-behind children?"],
)
def test_an_english_term_finds_the_chinese_chapter_that_has_its_chinese_word(
    reader: Page, address: str, query: str
) -> None:
    search(reader, f"{address}en/search/?q={quote(query)}")
    assert hits(reader) == [LESSON]
    expect(entry(reader, LESSON)).to_contain_text("Chinese chapters with “留守儿童”")
    expect(entry(reader, LESSON).locator(".hit-excerpt mark")).to_have_text("留守儿童")
    assert entry(reader, LESSON).locator(".hit-excerpt p").get_attribute("lang") == "zh"


@pytest.mark.parametrize("query", ["寄宿制学校", "寄宿制学校的夜晚", "寄宿制學校"])
def test_a_chinese_term_finds_the_english_page_that_has_its_english_word(
    reader: Page, address: str, query: str
) -> None:
    search(reader, f"{address}search/?q={quote(query)}")
    assert hits(reader) == [EN_NIGHT]
    expect(entry(reader, EN_NIGHT)).to_contain_text("含“boarding school”的英文篇章")
    expect(entry(reader, EN_NIGHT).locator("h2")).to_have_text("夜里")


def test_a_synonym_finds_the_practice_and_below_it_what_the_other_language_has(reader: Page, address: str) -> None:
    search(reader, f"{address}en/search/?q=post%20boxes")
    assert hits(reader)[0] == "/en/practices/letter-box/"
    assert sorted(hits(reader)[1:]) == [ALONE, LESSON]
    expect(entry(reader, LESSON)).to_contain_text("Chinese chapters with “悄悄话信箱”")


def test_each_language_comes_in_its_order_and_once(reader: Page, address: str) -> None:
    found = hits(search(reader, f"{address}en/search/?q={quote('橘子树')}"))
    assert found == [ALONE], "the page that stands in for a translation is not one"
    expect(entry(reader, ALONE)).to_contain_text("中文")
    found = hits(search(reader, f"{address}en/search/?q=12"))
    assert found == [EN_NIGHT, NIGHT]
    assert hits(search(reader, f"{address}search/?q=12")) == [NIGHT, EN_NIGHT]


# ---- facets


def count(page: Page, label: str) -> str:
    return page.locator("#search-facets label", has_text=label).locator(".count").inner_text()


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("practice=talks&language=zh", [NIGHT, WELL]),
        ("practice=talks&practice=letter-box&language=zh", [ALONE, LESSON, NIGHT, WELL]),
        ("practice=talks&boarding=no", [WELL]),
        ("practice=letter-box&boarding=no", []),
        ("province=hunan", [WELL]),
        ("kind=case-note&cost=low&stage=primary", [WELL]),
        ("q=%E5%AE%B6&practice=talks", [NIGHT]),
        ("q=%E5%AE%B6&language=en", []),
        ("language=en", [EN_LESSON, EN_NIGHT]),
    ],
)
def test_facets_narrow_down_with_and_without_a_query(reader: Page, address: str, state: str, found: list[str]) -> None:
    assert hits(search(reader, f"{address}search/?{state}")) == found


def test_facets_are_counted_and_what_would_find_nothing_cannot_be_chosen(reader: Page, address: str) -> None:
    search(reader, f"{address}search/?q={quote('橘子树')}")
    assert (count(reader, "悄悄话信箱"), count(reader, "谈心"), count(reader, "English")) == ("1", "0", "0")
    assert reader.get_by_label("谈心").is_disabled()
    search(reader, f"{address}search/?practice=talks")
    assert hits(reader) == [NIGHT, WELL, EN_NIGHT]
    counts = [count(reader, label) for label in ("谈心", "悄悄话信箱", "湖南", "走读", "English")]
    assert counts == ["3", "3", "1", "1", "1"], "its own choice does not narrow a facet down"


def test_a_search_can_be_shared_and_the_back_button_takes_a_choice_back(context: BrowserContext, address: str) -> None:
    page = search(context.new_page(), f"{address}search/?q={quote('家')}")
    before = hits(page)
    assert before[:2] in ([LESSON, NIGHT], [NIGHT, LESSON])
    page.get_by_label("谈心").check()
    assert hits(page) == [NIGHT]
    assert page.get_by_label("谈心").evaluate("box => box === document.activeElement")
    shared = page.url
    assert "practice=talks" in shared
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('a[data-hit]').length > 1")
    assert hits(page) == before
    assert not page.get_by_label("谈心").is_checked()
    page.go_forward()
    page.wait_for_function("() => document.querySelectorAll('a[data-hit]').length === 1")
    assert hits(search(context.new_page(), shared)) == [NIGHT]


# ---- nothing, and what is not to be trusted


def test_nothing_found_says_so_and_offers_the_nearest_practices(reader: Page, address: str) -> None:
    search(reader, f"{address}search/?q={quote('长颈鹿谈天')}")
    assert hits(reader) == []
    summary = reader.locator("#search-summary")
    expect(summary).to_contain_text("没有找到“长颈鹿谈天”")
    expect(summary.get_by_role("link").first).to_have_text("谈心")
    expect(reader.locator("form [role=status]")).to_contain_text("没有找到")


@pytest.mark.parametrize("query", ["<img src=x onerror=document.title=1>", '"><b>家校', "%", "(", '"', "\\", "——", " "])
def test_what_is_typed_is_never_html_nor_a_pattern(reader: Page, address: str, query: str) -> None:
    failed: list[str] = []
    reader.on("pageerror", lambda error: failed.append(str(error)))
    search(reader, f"{address}search/?q={quote(query)}")
    if query.strip():
        assert query.strip() in reader.inner_text("#search-summary") or hits(reader)
    assert reader.locator("main img, main b").count() == 0
    assert failed == []


# ---- from a hit to its passage


def test_a_hit_leads_to_its_passage_and_the_words_are_marked_there(context: BrowserContext, address: str) -> None:
    page = search(context.new_page(), f"{address}search/?q={quote('家校')}")
    page.wait_for_function("() => document.querySelector('a[data-hit]').hash === '#first-week'")
    expect(page.locator("#search-results mark").first).to_have_text("家校")
    expect(page.locator(".hit-passages a")).to_have_text("第一周")
    page.locator("a[data-hit]").first.click()
    page.wait_for_url("**/chapters/lesson/#first-week")
    assert page.evaluate("[...CSS.highlights.get('searched')].map(String)") == ["家校"]
    assert page.evaluate("[...CSS.highlights.get('searched')][0].getBoundingClientRect().top < innerHeight")
    page.keyboard.press("Escape")
    assert not page.evaluate("CSS.highlights.has('searched')")
    expect(page.locator(".marks-clear")).to_have_count(0)


def test_a_browser_without_highlights_gets_marks_and_loses_them_by_the_button(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script("delete CSS.highlights; Object.defineProperty(CSS, 'highlights', {value: undefined})")
    page = context.new_page()
    page.goto(f"{address}en/chapters/lesson/?h=pupil&h=behaviour#first-week")
    expect(page.locator("main mark")).to_have_text(["behaviour", "pupils"])
    assert page.url.endswith("/lesson/#first-week")
    page.locator(".marks-clear").click()
    assert page.locator("main mark").count() == 0
    context.close()


# ---- the field in the head of every page


def test_the_field_answers_while_typing_and_the_keyboard_is_enough(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}chapters/night/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url or "pagefind" in url], "a page costs nothing for the search"
    page.get_by_role("link", name="谈心").first.focus()
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("课堂")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("课堂里的事")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert page.locator(f"#{field.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    status = page.locator("form.search [role=status]")
    expect(status).to_have_text("找到2条")
    expect(status).to_have_js_property("ariaLive", None)  # a status is polite by itself
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(page.get_by_role("link", name="谈心").first).to_be_focused()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.type("课堂")
    expect(options.first).to_contain_text("课堂里的事")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chapters/lesson/*")
    page.locator(".search-open").click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".search-open")).to_be_focused()


def test_the_field_is_a_form_that_leads_to_the_search_page(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}en/chapters/night/")
    page.keyboard.press("/")
    page.keyboard.type("pupils")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=pupils")
    page.wait_for_selector("#search-results[data-state=done]")
    assert hits(page) == [EN_LESSON]
    page.get_by_role("searchbox").fill("quiet")
    page.wait_for_url("**/en/search/?q=quiet")
    page.wait_for_function("() => document.querySelector('a[data-hit]')?.pathname.endsWith('/night/')")


def test_an_unfinished_composition_asks_nothing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    page.locator(".search-open").click()
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.wait_for_load_state("networkidle")
    field.evaluate("""field => {
        field.dispatchEvent(new CompositionEvent('compositionstart'));
        field.value = 'ke tang';
        field.dispatchEvent(new InputEvent('input', {isComposing: true}));
    }""")
    page.wait_for_timeout(400)
    assert page.get_by_role("option").count() == 0
    field.evaluate("field => { field.value = '课堂'; field.dispatchEvent(new CompositionEvent('compositionend')); }")
    expect(page.get_by_role("option").first).to_contain_text("课堂里的事")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_field_fits_every_screen_and_moves_nothing(context: BrowserContext, address: str, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}en/chapters/night/")
    opener = page.locator(".search-open")
    before = page.locator("h1").bounding_box()
    box = opener.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    opener.click()
    page.keyboard.type("night")
    page.wait_for_selector("#_hits[data-state=done] [role=option]")
    assert page.locator("h1").bounding_box() == before
    assert page.get_by_role("combobox").bounding_box()["height"] >= 44
    heights = page.evaluate("[...document.querySelectorAll('[role=option]')].map(each => each.offsetHeight)")
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# ---- less than a whole browser


@pytest.mark.parametrize(
    ("query", "found"),
    [("橘子树", [ALONE]), ("守儿童在", [LESSON]), ("孩子父母", []), ("第12页", [NIGHT]), ("秘密暗号", [])],
)
def test_without_the_engine_every_page_is_read_and_the_list_is_the_same(
    browser: Browser, address: str, query: str, found: list[str]
) -> None:
    context = browser.new_context()
    context.add_init_script("delete window.WebAssembly")
    page = search(context.new_page(), f"{address}search/?q={quote(query)}")
    assert hits(page) == found
    expect(page.locator("#search-summary")).to_contain_text("逐页查找")
    context.close()


def test_without_the_engine_english_is_found_too(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.route("**/pagefind/**", lambda route: route.abort())
    page = search(context.new_page(), f"{address}en/search/?q=behavior")
    assert hits(page) == [EN_LESSON]
    page.wait_for_function("() => document.querySelector('a[data-hit]').hash === '#first-week'")
    expect(page.locator("#search-results mark")).to_have_text("behaviour")
    search(page, f"{address}en/search/?q=left-behind%20children")
    assert hits(page) == [LESSON]
    context.close()


def test_without_scripts_the_search_leads_to_the_catalogue(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}en/chapters/night/")
    page.locator(".search-open").click()
    expect(page.get_by_role("main").get_by_role("link", name="Practices")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="All chapters").click()
    expect(page.locator("h1")).to_have_text("All chapters")
    context.close()


def test_it_works_below_a_path(
    context: BrowserContext, small: Path, tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    (tmp_path / "book").symlink_to(small, target_is_directory=True)
    root = serve_folder(tmp_path)
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(f"{root}book/") else outside.append(request.url))
    search(page, f"{root}book/search/?q={quote('橘子树')}")
    assert hits(page) == [ALONE]
    page.locator("a[data-hit]").first.click()
    page.wait_for_url("**/book/chapters/alone/#first-week")
    page.keyboard.press("/")
    page.keyboard.type("家校")
    expect(page.get_by_role("option").first).to_contain_text("课堂里的事")
    assert outside == []


# ---- the book of this repository


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("search/?q=%E4%B8%80%E5%BC%A0%E7%99%BD%E7%BA%B8", ["/chapters/the-letter-box-at-the-end-of-the-corridor/"]),
        ("en/search/?q=football&province=hainan&language=en", ["/en/chapters/breakfast-before-the-match/"]),
        ("search/?practice=secret-letter-box&language=zh", ["/chapters/the-letter-box-at-the-end-of-the-corridor/"]),
        ("search/?q=qqhxx", ["/practices/secret-letter-box/"]),
        ("search/?q=qiaoqiaohuaxinxiang", ["/practices/secret-letter-box/"]),
    ],
)
def test_the_book_itself_is_searched(
    reader: Page, built_site: Path, serve_folder: Callable[[Path], str], state: str, found: list[str]
) -> None:
    assert hits(search(reader, serve_folder(built_site) + state))[: len(found)] == found


def test_every_problem_of_the_home_page_is_found_as_it_stands_there(
    reader: Page, built_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    address = serve_folder(built_site)
    for prefix in ("", "en/"):
        reader.goto(address + prefix)
        problems = reader.locator(".problems h3").all_inner_texts()
        assert reader.locator("form.search input[name=q]").get_attribute("placeholder") is not None
        for problem in problems:
            search(reader, f"{address}{prefix}search/?q={quote(problem)}")
            assert [hit for hit in hits(reader) if "/practices/" in hit], problem


def test_every_place_in_an_excerpt_is_marked(reader: Page, address: str) -> None:
    search(reader, f"{address}search/?q={quote('校')}")
    expect(entry(reader, LESSON).locator(".hit-excerpt mark")).to_have_text(["校", "校"])


def test_a_block_without_punctuation_ends_in_a_word_of_its_own_and_entities_stay_whole() -> None:
    html = '<h2 id="a">The rules</h2><ul><li><a href="x">第一周</a></li></ul><p>A &amp; B, “yes.”</p>'
    words = [" ".join(text.split()) for text in re.split(r"<[^>]*>", spaced(html)) if text.strip()]
    assert words == ["The rules .", "第 一 周", ".", "A &amp; B , “ yes . ”"]
