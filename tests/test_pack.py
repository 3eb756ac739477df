"""The book as a zip file: unpacked into a folder with an awkward name, and read there in a real browser."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.press.packing import NotPortable, pack
from casebook.press.unserved import NotUnserved, unserved_page, unserved_script
from conftest import BOOK, FIREFOX, ORIGINAL, TRANSLATION, WriteBook, casebook
from html_pages import Page as Html

PUBLIC = "https://example.org/"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "book.zip"
    result = casebook("pack", "--out", path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.fullmatch(r".*book\.zip: \d+ pages, \d+\.\d MB, \d+\.\d MB when unpacked\n", result.stdout)
    return path


@pytest.fixture(scope="module")
def folder(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack it where a teacher might: a name with spaces, Chinese, and signs that mean something in an address."""
    folder = tmp_path_factory.mktemp("stick") / "新建 文件夹 (2) #1 50%"
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    return folder


@dataclass
class Watched:
    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    with watching(browser) as watched:
        yield watched


@pytest.fixture(params=["browser", *(["firefox"] if FIREFOX else [])])
def watched_anywhere(request: pytest.FixtureRequest) -> Iterator[Watched]:
    with watching(request.getfixturevalue(request.param)) as watched:
        yield watched


@contextmanager
def watching(browser: Browser) -> Iterator[Watched]:
    """Open a page, in which nothing may fail and which may ask nobody for anything."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    watched = Watched(context.new_page())
    watched.page.on("request", lambda request: watched.asked.append(request.url))
    watched.page.on("pageerror", lambda error: watched.said.append(str(error)))
    watched.page.on(
        "console", lambda message: watched.said.append(message.text) if message.type in ("error", "warning") else None
    )
    yield watched
    assert watched.said == []
    assert [url for url in watched.asked if not url.startswith(("file:", "data:"))] == []
    context.close()


@pytest.mark.browser
def test_a_reader_goes_from_the_first_file_to_a_chapter_in_the_other_language(watched: Watched, folder: Path) -> None:
    page = watched.page
    page.goto((folder / "READ-ME.html").as_uri())
    page.get_by_role("link", name="打开这本书").click()
    expect(page.locator("h1")).to_have_text("乡村校长的做法")
    assert page.evaluate("document.styleSheets[0].disabled") is False
    page.locator("main").get_by_role("link", name="悄悄话信箱", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("悄悄话信箱")
    page.get_by_role("link", name="走廊尽头的信箱").first.click()
    expect(page.locator("h1")).to_have_text("走廊尽头的信箱")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("The letter box at the end of the corridor")
    page.get_by_role("link", name="Practices", exact=True).click()
    expect(page.locator("h1")).to_have_text("Practices")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("start", "query", "title"),
    [
        ("index.html", "走廊尽头", "走廊尽头的信箱"),
        ("index.html", "一张白纸", "走廊尽头的信箱"),
        ("index.html", "zoulang", "走廊尽头的信箱"),
        ("index.html", "corridor", "The letter box at the end of the corridor|走廊尽头的信箱"),
        ("en/index.html", "letter box", "The letter box at the end of the corridor|Secret-message letter box"),
        ("en/index.html", "coridor", "corridor"),
        ("en/index.html", "寄宿", ".+"),
    ],
)
def test_the_search_answers_from_a_folder(watched: Watched, folder: Path, start: str, query: str, title: str) -> None:
    page = watched.page
    page.goto((folder / "book" / start).as_uri())
    page.locator(".search-open").click()
    page.keyboard.insert_text(query)
    expect(page.locator("#_hits[data-state=done]")).to_be_attached(timeout=15_000)
    hits = page.locator("#_hits [data-hit]")
    assert any(re.search(title, text) for text in page.locator("#_hits .hit-title").all_inner_texts())
    hits.first.click()
    page.wait_for_url("**/index.html**")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.browser
def test_the_search_page_narrows_down_from_a_folder(watched: Watched, folder: Path) -> None:
    page = watched.page
    page.goto((folder / "book" / "search" / "index.html").as_uri() + "?q=信箱")
    expect(page.locator("#search-results[data-state=done]")).to_be_attached(timeout=15_000)
    before = page.locator("#search-results > .entry").count()
    expect(page.locator("#search-summary")).not_to_contain_text("逐页")
    page.locator(".search-facets summary").click()
    page.get_by_role("checkbox", name="虚构示例").check()
    page.wait_for_function(f"() => document.querySelectorAll('#search-results > .entry').length < {before}")
    page.reload()
    page.locator(".search-facets summary").click()
    expect(page.get_by_role("checkbox", name="虚构示例")).to_be_checked()


@pytest.mark.browser
def test_a_reader_keeps_a_list_in_a_folder_and_hands_it_out(watched_anywhere: Watched, folder: Path) -> None:
    page = watched_anywhere.page
    chapters, kept = folder / "book" / "chapters", page.locator(".kept-item h2")
    for slug in ("five-questions", "after-lights-out"):
        page.goto((chapters / slug / "index.html").as_uri())
        page.locator(".keep button").click()
    page.locator(".keep a").click()
    expect(kept).to_have_text(["五个问题", "熄灯以后"])
    page.get_by_role("button", name="下移 – 五个问题").click()
    page.get_by_label("我的话").first.fill("周一例会上讨论")
    # What goes on paper or to others is the site's address, and not that of somebody's stick.
    expect(page.locator(".kept-address").first).to_have_text(f"{PUBLIC}chapters/after-lights-out/")
    expect(page.get_by_label("这份清单的网址")).to_have_value(f"{PUBLIC}list/?chapters=after-lights-out,five-questions")
    page.locator(".handout summary").click()
    page.locator(".handout").get_by_label("五个问题").check()
    page.evaluate("() => { window.print = () => {}; }")
    page.locator(".handout").get_by_role("button", name="打印").click()
    expect(page.locator(".handout-text h1")).to_have_text("五个问题")
    page.get_by_role("link", name="English").click()
    expect(kept).to_have_text(["After lights out", "Five questions"])
    expect(page.get_by_label("My own words").first).to_have_value("周一例会上讨论")
    page.get_by_role("link", name="Five questions").click()
    expect(page.locator("h1")).to_have_text("Five questions")


@pytest.mark.browser
def test_schools_are_compared_in_a_folder(watched_anywhere: Watched, folder: Path) -> None:
    page = watched_anywhere.page
    page.goto((folder / "book" / "practices" / "heart-to-heart-talks" / "index.html").as_uri())
    for slug in ("ten-minutes-after-lunch", "five-questions"):
        page.locator(f".version[data-slug={slug}] .choose input").check()
    page.get_by_role("button", name="并排比较").click()
    expect(page.locator(".side-by-side thead a")).to_have_text(["午饭后的十分钟", "五个问题"])
    page.get_by_role("combobox", name="比较").select_option("整篇概览")
    expect(page.locator("[data-row=challenge] td")).to_have_count(2)
    page.go_back()
    page.locator("[data-row=passage] a").first.click()
    expect(page.locator("h1")).to_have_text("午饭后的十分钟")
    expect(page.locator(":target")).to_be_in_viewport()


def test_every_link_names_a_file_that_is_there(folder: Path) -> None:
    book = folder / "book"
    lost: list[str] = []
    for path in [*book.rglob("*.html"), folder / "READ-ME.html"]:
        page = Html(path.read_text(encoding="utf-8"), path.relative_to(folder).as_posix())
        for element in page.elements:
            for name in ("href", "src", "action"):
                link, anchor = urldefrag(element.attrs.get(name, ""))
                parts = urlsplit(link)
                if parts.scheme:
                    assert parts.scheme in ("https", "http", "mailto", "data")
                elif parts.path and not (target := path.parent / unquote(parts.path)).is_file():
                    lost.append(f"{page.url}: {target}")
                elif parts.path.endswith(".html") and anchor:
                    ids = re.findall(r'\sid="([^"]*)"', target.read_text(encoding="utf-8"))
                    assert unquote(anchor) in ids, (page.url, link, anchor)
    assert lost == []


def test_what_search_engines_and_servers_need_is_not_packed(folder: Path) -> None:
    book = folder / "book"
    names = {path.relative_to(book).as_posix() for path in book.rglob("*") if path.is_file()}
    assert not names & {"404.html", "sitemap.xml", "robots.txt", "sw.js", "offline/build.json", "manifest.webmanifest"}
    assert not [name for name in names if name.startswith("pagefind/")]
    chapter = (book / "chapters" / "five-questions" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/chapters/five-questions/">' in chapter
    assert "serviceWorker" not in chapter
    assert "data-root" not in re.findall(r"<script[^>]*>", chapter)[0]


def test_any_system_unpacks_it_and_equal_books_give_equal_bytes(packed: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    assert casebook("pack", "--out", again).returncode == 0
    assert again.read_bytes() == packed.read_bytes()
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(entry.filename.isascii() or entry.flag_bits & 0x800 for entry in archive.infolist())
        text = archive.read("READ-ME.txt").decode("utf-8-sig")
    assert {"READ-ME.html", "READ-ME.txt"} <= set(names)
    assert max(map(len, names)) <= 180
    assert "双击 book\\index.html\r\n" in text
    assert "double-click book\\en\\index.html\r\n" in text


def test_a_pack_in_one_language_leads_to_the_site_for_the_other(write_book: WriteBook, tmp_path: Path) -> None:
    root = write_book(
        {
            "chapters/letters/zh.md": ORIGINAL,
            "chapters/letters/en.md": TRANSLATION,
            "chapters/talks/zh.md": ORIGINAL.replace("title: 信箱", "title: 谈心"),
        }
    )
    out = tmp_path / "en.zip"
    pack(root, out, ["en"])
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        html = archive.read("book/en/chapters/letters/index.html").decode()
        assert "book/en/search/catalogue.json.js" in names
        assert "book/en/chapters/letters/card.json.js" in names
        assert not [name for name in names if name.startswith(("book/chapters/", "book/index", "book/practices/"))]
        catalogue = archive.read("book/en/search/catalogue.json.js").decode()
        assert archive.read("READ-ME.html").decode().count("<section") == 1
    assert '<a class="switch" href="https://book.example/chapters/letters/"' in html
    assert '"prefixes":{"en":"en/"}' in catalogue
    assert '"l":["zh"]' not in catalogue


def test_links_keep_their_query_and_passage() -> None:
    files = {"index.html", "chapters/a/index.html", "data/list.csv"}
    html = '<a href="../../?q=1&amp;r=2#x"></a><a href="./#y"></a><a href="../b/#z"></a><form action="../../">'
    assert unserved_page(html, "chapters/a/", files, PUBLIC) == (
        '<a href="../../index.html?q=1&amp;r=2#x"></a><a href="./index.html#y"></a>'
        f'<a href="{PUBLIC}chapters/b/#z"></a><form action="../../index.html">'
    )
    same = '<a href="#x"></a><a href="?q=1"></a><a href="https://a.example/b/"></a><a href="mailto:a@b.example"></a>'
    assert unserved_page(same, "chapters/a/", files, PUBLIC) == same
    moved = '<meta http-equiv="refresh" content="0; url=../a/">'
    assert "url=../a/index.html" in unserved_page(moved, "chapters/old/", files, PUBLIC)


def test_a_module_that_imports_another_is_refused() -> None:
    with pytest.raises(NotUnserved, match=r"assets/a\.js: import"):
        unserved_script('import { b } from "./b.js";\nexport const a = b;\n', "assets/a.js")


@pytest.mark.parametrize("slug", ["con", "a" * 170])
def test_a_name_that_windows_cannot_unpack_is_refused(write_book: WriteBook, tmp_path: Path, slug: str) -> None:
    root = write_book({f"chapters/{slug}/zh.md": ORIGINAL})
    with pytest.raises(NotPortable, match=slug):
        pack(root, tmp_path / "out.zip")
    assert not list(tmp_path.glob("*.zip*"))


def test_a_book_with_errors_and_a_language_that_is_not_there_are_refused(write_book: WriteBook, tmp_path: Path) -> None:
    root = write_book({"chapters/letters/zh.md": ORIGINAL.replace("title: 信箱\n", "")})
    result = casebook("pack", "--root", root, "--out", tmp_path / "out.zip")
    assert (result.returncode, result.stderr.splitlines()[-1]) == (1, "not packed")
    result = casebook("pack", "--root", write_book(BOOK, name="other"), "--only", "fr", LC_ALL="zh_CN.UTF-8")
    assert (result.returncode, result.stderr.strip()) == (2, "没有打包：这本书没有“fr”这种语言")
