"""What readers find, in a real browser: each kind of query, the pages that answer it, and how many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import BOOK, ORIGINAL, TRANSLATION, casebook

pytestmark = pytest.mark.browser


def original(title: str, text: str, *, practice: str = "letter-box", more: str = "") -> str:
    changed = ORIGINAL.replace("title: 信箱", f"title: {title}").replace(
        "summary: 一个信箱。", f"summary: {title}的事。"
    )
    changed = (
        changed.replace("信箱挂上墙。", text)
        .replace("id: letter-box", f"id: {practice}")
        .replace("每周二开箱。", "周二。")
    )
    return changed.replace("written:", f"{more}written:")


def translation(title: str, text: str) -> str:
    changed = TRANSLATION.replace("title: The letter box", f"title: {title}").replace(
        "summary: A letter box.", "summary: S."
    )
    changed = changed.replace("The box goes up.", text).replace("Opened every Tuesday.", "Tuesdays.")
    return changed.replace("A letter box goes up.", "Something.").replace("Children do not speak.", "A worry.")


GLOSSARY = """\
terms:
  - {id: left-behind, zh: 留守儿童, en: left-behind children, severity: warn, basis: usage}
  - {id: boarding, zh: 寄宿制学校, en: boarding school, severity: warn, basis: usage}
"""
FILES = {
    **BOOK,
    "chapters/glossary.yml": GLOSSARY,
    "chapters/lesson/zh.md": original("课堂里的事", "家校一起办学，校长常来。留守儿童在课堂上话少。"),
    "chapters/lesson/en.md": translation("In class", "Her behaviour changed, and two pupils laughed at the programme."),
    "chapters/night/zh.md": original("夜里", "孩子，父母在外。回家的路很远。", practice="talks"),
    "chapters/night/en.md": translation("At night", "A boarding school at night is a quiet place.").replace(
        "letter-box", "talks"
    ),
    "chapters/alone/zh.md": original("没有译文", "只有中文的一篇，写到橘子树。"),
    "chapters/later/zh.md": original("草稿", "草稿里的秘密暗号。").replace("published", "draft"),
    "chapters/gone/zh.md": original("撤下", "撤下的秘密暗号。").replace("published", "withdrawn"),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("searched") / "book"
    for path, content in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    result = casebook("build", "--root", root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "site"


@pytest.fixture(scope="module")
def address(small: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(small)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def search(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#search-results[data-state=done]", state="attached")
    return page


def hits(page: Page) -> list[str]:
    """Give the addresses of the hits, in order, without what is only for marking them."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('a[data-hit]')].map(link => new URL(link.href).pathname.replace(/^\\/book/, ''))"
    )
    return found


LESSON, NIGHT, ALONE = "/chapters/lesson/", "/chapters/night/", "/chapters/alone/"
EN_LESSON, EN_NIGHT = "/en/chapters/lesson/", "/en/chapters/night/"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("守儿童在", [LESSON]),
        ("家校", [LESSON]),
        ("校长", [LESSON]),
        ("家", [LESSON, NIGHT]),
        ("課堂", [LESSON]),
        ("ketang", [LESSON]),
        ("kè táng", [LESSON]),
        ("ke4tang2", [LESSON]),
        ("ktldsh", []),
        ("ktlds", [LESSON]),
        ("子父", []),
        ("孩子，父母", [NIGHT]),
        ("橘子树", [ALONE]),
        ("秘密暗号", []),
        ("家校 课堂", [LESSON]),
    ],
)
def test_a_chinese_query_finds_these_pages_and_no_other(
    context: BrowserContext, address: str, query: str, found: list[str]
) -> None:
    page = search(context, f"{address}search/?q={quote(query)}")
    chapters = [hit for hit in hits(page) if "/chapters/" in hit]
    assert sorted(chapters) == sorted(found)


@pytest.mark.parametrize(
    ("query", "found", "said"),
    [
        ("behaviour", [EN_LESSON], ""),
        ("behavior", [EN_LESSON], "behaviour"),
        ("pupil", [EN_LESSON], ""),
        ("pupils", [EN_LESSON], ""),
        ("behavour", [EN_LESSON], "behaviour"),
        ("program", [EN_LESSON], "programme"),
        ("quiet place", [EN_NIGHT], ""),
        ("xylophone", [], ""),
    ],
)
def test_an_english_query_is_found_and_a_correction_is_told(
    context: BrowserContext, address: str, query: str, found: list[str], said: str
) -> None:
    page = search(context, f"{address}en/search/?q={quote(query)}")
    assert hits(page) == found
    summary = page.inner_text("#search-summary")
    assert (f"Searched for “{said}”" in summary) if said else ("Searched for" not in summary or query == "pupil")


def test_an_english_term_finds_the_chinese_chapter_that_has_its_chinese_word(
    context: BrowserContext, address: str
) -> None:
    page = search(context, f"{address}en/search/?q=left-behind%20children")
    assert LESSON in hits(page)
    expect(page.locator(f"li.entry:has(a[href*='{LESSON}'])")).to_contain_text("with “留守儿童”")


def test_a_chinese_term_finds_the_english_page_that_has_its_english_word(context: BrowserContext, address: str) -> None:
    page = search(context, f"{address}search/?q={quote('寄宿制学校的夜晚')}")
    assert hits(page) == [EN_NIGHT]
    expect(page.locator("#search-results")).to_contain_text("含“boarding school”的英文篇章")


def test_a_facet_alone_lists_its_chapters_and_counts_them(context: BrowserContext, address: str) -> None:
    page = search(context, f"{address}search/?practice=talks&language=zh")
    assert hits(page) == [NIGHT]
    assert page.locator("label", has_text="English").locator(".count").inner_text() == "1"


def test_a_facet_and_a_query_together_and_the_back_button(context: BrowserContext, address: str) -> None:
    page = search(context, f"{address}search/?q={quote('家')}")
    assert sorted(hit for hit in hits(page) if "chapters" in hit) == [LESSON, NIGHT]
    page.get_by_label("谈心").check()
    assert hits(page) == [NIGHT]
    assert "practice=talks" in page.url
    page.go_back()
    page.wait_for_function("document.querySelectorAll('a[data-hit]').length > 1")
    assert sorted(hit for hit in hits(page) if "chapters" in hit) == [LESSON, NIGHT]


def test_nothing_found_says_so_and_offers_practices(context: BrowserContext, address: str) -> None:
    page = search(context, f"{address}search/?q={quote('长颈鹿')}")
    assert hits(page) == []
    expect(page.locator("#search-summary")).to_contain_text("没有找到“长颈鹿”")
    expect(page.locator("#search-summary").get_by_role("link", name="谈心")).to_be_visible()


def test_what_is_typed_is_never_html(context: BrowserContext, address: str) -> None:
    page = search(context, f"{address}search/?q={quote('<img src=x onerror=document.title=1>')}")
    expect(page.locator("#search-summary")).to_contain_text("<img src=x")
    assert page.locator("#search-summary img").count() == 0


def test_a_hit_leads_to_its_passage_and_the_words_are_marked_there(context: BrowserContext, address: str) -> None:
    page = search(context, f"{address}search/?q={quote('家校')}")
    page.wait_for_function("document.querySelector('a[data-hit]').hash === '#first-week'")
    expect(page.locator("#search-results mark").first).to_have_text("家校")
    page.locator("a[data-hit]").first.click()
    page.wait_for_url("**/chapters/lesson/#first-week")
    assert page.evaluate("[...CSS.highlights.get('searched')].map(String)") == ["家校"]


def test_the_field_answers_while_typing_and_the_keyboard_is_enough(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}chapters/night/")
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("课堂")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("课堂里的事")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("form.search [role=status]")).to_have_text("找到2条")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chapters/lesson/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".search-open")).to_be_focused()
    expect(page.get_by_role("combobox")).to_be_hidden()


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


def test_without_the_engine_every_page_is_read_and_the_reader_is_told(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script("delete window.WebAssembly")
    page = search(context, f"{address}search/?q={quote('橘子树')}")
    assert hits(page) == [ALONE]
    expect(page.locator("#search-summary")).to_contain_text("逐页查找")
    context.close()


def test_without_scripts_the_search_leads_to_the_catalogue(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}en/chapters/night/")
    page.locator(".search-open").click()
    page.get_by_role("main").get_by_role("link", name="All chapters").click()
    expect(page.locator("h1")).to_have_text("All chapters")
    context.close()


def test_it_works_below_a_path(
    context: BrowserContext, small: Path, tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    (tmp_path / "book").symlink_to(small, target_is_directory=True)
    page = search(context, f"{serve_folder(tmp_path)}book/search/?q={quote('橘子树')}")
    assert hits(page) == [ALONE]


def test_the_book_itself_is_searched(
    context: BrowserContext, built_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    address = serve_folder(built_site)
    page = search(context, f"{address}search/?q={quote('一张白纸')}")
    assert hits(page) == ["/chapters/the-letter-box-at-the-end-of-the-corridor/"]
    page = search(context, f"{address}en/search/?q=football&province=hainan&language=en")
    assert hits(page) == ["/en/chapters/breakfast-before-the-match/"]
