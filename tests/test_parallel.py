"""Parallel reading: passage beside passage, on a phone, on a desk and on paper, in both languages, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.manuscript import Text, read_text
from casebook.press.preparing import check
from casebook.site import publish
from casebook.translation import Confirmation, Sidecar, SyncGroup, strict_digest, write_sidecar
from conftest import BOOK, ORIGINAL, TRANSLATION
from every_chapter import build, write
from html_pages import Site

URL = "https://book.example/"
EDITORS = Confirmation(by="editors", on=date(2026, 11, 20))
CHINESE = """\
开头一段。

## 第一周 {#first-week}

信箱挂上墙[^1]。

拆开的一段。

一。

二。

略去的谐音。

| 甲 | 乙 |
|---|---|
| 一 | 二 |

- 见[后来](#later)
- **要紧**的 <b>事</b>

## 后来 {#later}

有了来信。

[^1]: 注里有[出处](https://news.example/)。
"""
ENGLISH = """\
An opening.

## The first week {#first-week}

The box goes up.[^1]

A passage cut in two: this,

and this.

One and two.

| A | B |
|---|---|
| one | two |

- see [later](#later)
- an *important* <b>thing</b>

A note by the translator about 信箱.

## Later {#later}

Letters come.

[^1]: The note has [a source](https://news.example/).
"""
# Which blocks of the one stand for which of the other.
TIES = [
    ((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3, 4)), ((4, 5), (5,)), ((6,), ()), ((7,), (6,)), ((8,), (7,)),
    ((), (8,)), ((9,), (9,)), ((10,), (10,)), ((11,), (11,)),
]  # fmt: skip


def text_of(body: str) -> Text:
    return read_text(PurePosixPath("chapters/x/zh.md"), body)


def sidecar() -> Sidecar:
    chinese, english = text_of(CHINESE), text_of(ENGLISH)
    groups: list[SyncGroup] = []
    for number, (ours, theirs) in enumerate(TIES):
        group = SyncGroup(
            id=f"g{number:08x}",
            source=tuple(chinese.blocks[each].text for each in ours),
            target=tuple(strict_digest(english.blocks[each].text) for each in theirs),
            confirmed=EDITORS,
            note=not ours,
            omitted=None if theirs else "a play on words that English cannot carry",
        )
        groups.append(group)
    return Sidecar(groups=tuple(groups))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("parallel") / "book"
    front, other = (text.split("---\n")[1] for text in (ORIGINAL, TRANSLATION))
    changed = CHINESE.replace("开头一段。", "开头改了。").replace("有了来信。", "有了来信。\n\n新的一段。")
    whole = {"chapters/plain/zh.md": ORIGINAL, "chapters/plain/en.md": TRANSLATION}
    write(
        root,
        {
            **BOOK,
            **whole,
            "chapters/letters/zh.md": f"---\n{front}---\n{changed}",
            "chapters/letters/en.md": f"---\n{other}---\n{ENGLISH}",
            "chapters/letters/en.sync.yml": write_sidecar(sidecar()),
            "chapters/untold/zh.md": ORIGINAL,
            "chapters/draft/zh.md": ORIGINAL.replace("published", "draft"),
            "chapters/draft/en.md": TRANSLATION,
        },
    )
    build(root)
    return root / "site"


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return Site(folder)


def rows(site: Site, address: str) -> list[list[tuple[str, str]]]:
    """Give the rows of a page: for each the language and the text of its halves, in the order of the page."""
    html = site.at(address).html
    main = html[html.index('<div class="parallel"') : html.index('<p class="more"')]
    found = []
    for part in re.split(r'<div class="pair ', main)[2:]:
        halves = re.findall(r'<div class="side-\w+" lang="([\w-]+)">(.*?)\n</div>', part, re.DOTALL)
        found.append([(tag, " ".join(re.sub(r"<[^>]+>", " ", half).split())) for tag, half in halves])
    return found


# ---- what stands on the page


def test_passages_stand_beside_one_another_many_to_one_and_one_to_many(site: Site) -> None:
    found = rows(site, "chapters/letters/parallel/")
    assert [len(row) for row in found] == [2] * len(found)
    assert {tuple(tag for tag, _ in row) for row in found} == {("zh-Hans", "en-GB")}
    pairs = [(chinese, english) for (_, chinese), (_, english) in found]
    assert ("拆开的一段。", "A passage cut in two: this, and this.") in pairs
    assert ("一。 二。", "One and two.") in pairs
    assert ("第一周", "The first week") in pairs
    assert ("甲 乙 一 二", "A B one two") in pairs
    assert ("见 后来 要紧 的 事", "see later an important thing") in pairs
    # One language comes first on the pages of its readers; on the desk the original is on the left all the same.
    turned = rows(site, "en/chapters/letters/parallel/")
    assert {tuple(tag for tag, _ in row) for row in turned} == {("en-GB", "zh-Hans")}
    assert ("One and two.", "一。 二。") in [(english, chinese) for (_, english), (_, chinese) in turned]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "chapters/letters/parallel/",
            {
                "开头改了。": "译出之后，原文改过 An opening.",
                "新的一段。": "还没有译文",
                "略去的谐音。": "译文有意略去： a play on words that English cannot carry",
                "译者注，原文没有这一段": "A note by the translator about 信箱 .",
            },
        ),
        (
            "en/chapters/letters/parallel/",
            {
                "开头改了。": "The Chinese has changed since this was translated An opening.",
                "新的一段。": "Not translated yet",
                "略去的谐音。": "Left out of the translation on purpose: a play on words that English cannot carry",
                "The translator’s note; the Chinese does not have it": "A note by the translator about 信箱 .",
            },
        ),
    ],
)
def test_how_a_passage_stands_is_said_in_the_row_in_words(site: Site, address: str, words: dict[str, str]) -> None:
    found = {dict(row)["zh-Hans"]: dict(row)["en-GB"] for row in rows(site, address)}
    assert {chinese: found.get(chinese) for chinese in words} == words
    order = list(found)
    assert order.index("新的一段。") == order.index("有了来信。") + 1


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_headings_and_notes_can_be_linked_to_and_no_id_comes_twice(site: Site, prefix: str) -> None:
    page = site.at(f"{prefix}chapters/letters/parallel/")
    assert len(page.ids) == len(set(page.ids))
    for identity in ("first-week", "later", "_note-1"):
        assert page.one("div", id=identity).attrs["class"].startswith("pair ")
    links = [each.attrs["href"] for each in page.all("a")]
    assert {"#first-week", "#later"} <= set(links)
    assert links.count("#_note-1") == 2
    assert "#_note-1" in {each.attrs["href"] for each in page.all("a") if each.text == "1"}
    assert [link for link in site.dead_links() if "parallel" in link and "about" not in link] == []


def test_what_is_in_another_language_than_the_page_says_so(site: Site) -> None:
    for address, tag in (("chapters/letters/parallel/", "zh-Hans"), ("en/chapters/letters/parallel/", "en-GB")):
        page = site.at(address)
        assert page.one("html").attrs["lang"] == tag
        for run, lang in page.runs:
            if re.search(r"[\u3400-\u9fff]", run):
                assert lang == "zh-Hans", run
        assert [lang for run, lang in page.runs if run == "One and two."] == ["en-GB"]
        assert [lang for run, lang in page.runs if run.startswith("a play on words")] == ["en-GB"]


def test_every_translated_chapter_leads_there_and_back_and_no_other(site: Site) -> None:
    for prefix, there, home in (
        ("", "与译文对照阅读", "回到这一篇"),
        ("en/", "Read it beside the Chinese", "Back to the chapter"),
    ):
        for slug in ("letters", "plain"):
            chapter, beside = f"{URL}{prefix}chapters/{slug}/", f"{URL}{prefix}chapters/{slug}/parallel/"
            assert site.at(chapter).links[beside] == there
            assert site.at(beside).links[chapter] == home
        other = site.at(f"{prefix}chapters/untold/")
        assert not any("parallel" in link for link in other.links)
    assert {name for name in site.pages if "parallel" in name} == {
        f"{prefix}chapters/{slug}/parallel/index.html" for prefix in ("", "en/") for slug in ("letters", "plain")
    }
    assert site.at("chapters/letters/parallel/").links[f"{URL}en/chapters/letters/parallel/"] == "English"


def test_search_engines_are_led_to_the_chapter_and_our_search_leaves_the_page_out(site: Site) -> None:
    for prefix in ("", "en/"):
        page = site.at(f"{prefix}chapters/letters/parallel/")
        assert page.one("link", rel="canonical").attrs["href"] == f"{URL}{prefix}chapters/letters/"
        assert not page.is_indexed
        assert page.alternates == {}
        assert "data-searched" not in page.html
    assert b"parallel" not in site.files["sitemap.xml"]
    assert b"parallel" not in site.files["search/pages.json"]


def test_a_translation_that_nobody_recorded_is_paired_by_its_structure_and_says_so_once(site: Site) -> None:
    found = rows(site, "en/chapters/plain/parallel/")
    assert [[text for _, text in row] for row in found][:3] == [
        ["An opening paragraph.", "开头一段。"],
        ["The first week", "第一周"],
        ["The box goes up.", "信箱挂上墙。"],
    ]
    assert site.at("en/chapters/plain/parallel/").text.count("has not been checked against the Chinese") == 1


def test_a_third_language_stands_beside_the_original_and_who_lacks_one_reads_the_first(tmp_path: Path) -> None:
    french = TRANSLATION.replace("The box goes up.", "On accroche la boîte.")
    write(
        tmp_path / "book",
        {
            **BOOK,
            "chapters/book.yml": BOOK["chapters/book.yml"].replace("url:", "  fr: {name: Français, tag: fr-FR}\nurl:"),
            "docs/fr/about.md": "---\ntitle: À propos\ndescription: Le livre.\n---\n## Le livre {#book}\n\nTexte.\n",
            "chapters/letters/zh.md": ORIGINAL,
            "chapters/letters/fr.md": french,
        },
    )
    checked = check(tmp_path / "book")
    assert checked.book is not None
    assert checked.standings is not None
    pages = publish(checked.book, checked.standings.states).files
    for code, first, second in (("zh", "zh-Hans", "fr-FR"), ("fr", "fr-FR", "zh-Hans"), ("en", "fr-FR", "zh-Hans")):
        page = pages[PurePosixPath(f"{code}/chapters/letters/parallel/index.md")]
        assert re.findall(r'<div class="side-\w+" lang="([\w-]+)"', page) == [first, second] * 5
        assert re.search(
            r"On accroche la boîte\.(?=.*信箱挂上墙。)|信箱挂上墙。(?=.*On accroche la boîte\.)", page, re.DOTALL
        )
        own = f"{code}/" if code == "fr" else ""
        assert f'canonical: "{URL}{own}chapters/letters/"' in page


# ---- in a browser

OURS = "chapters/a-seat-at-the-table/parallel/"


@pytest.fixture(scope="module")
def address(folder: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(folder)


@pytest.fixture(scope="module", params=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param == "with scripts")
    yield context.new_page()
    context.close()


def boxes(page: Page, words: str) -> dict[str, dict[str, float]]:
    """Give where the halves of the row are that has these words, by language; at one moment, as pages scroll."""
    found: dict[str, dict[str, float]] = page.locator(".pair", has_text=words).evaluate(
        "row => Object.fromEntries([...row.querySelectorAll(':scope > div')].map(half => "
        "[half.lang, half.getBoundingClientRect().toJSON()]))"
    )
    assert set(found) == {"zh-Hans", "en-GB"}
    return found


@pytest.mark.browser
@pytest.mark.parametrize(("prefix", "first"), [("", "zh-Hans"), ("en/", "en-GB")])
def test_a_phone_stacks_what_a_desk_sets_side_by_side(page: Page, address: str, prefix: str, first: str) -> None:
    other = "en-GB" if first == "zh-Hans" else "zh-Hans"
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{prefix}chapters/letters/parallel/#later")
    stacked = boxes(page, "One and two.")
    assert stacked[first]["y"] + stacked[first]["height"] <= stacked[other]["y"]
    assert stacked[first]["x"] == stacked[other]["x"]
    expect(page.locator("#later")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 800})
    beside = boxes(page, "One and two.")
    assert beside["zh-Hans"]["y"] == beside["en-GB"]["y"]
    assert beside["zh-Hans"]["x"] + beside["zh-Hans"]["width"] < beside["en-GB"]["x"]
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})
    printed = boxes(page, "One and two.")
    assert printed["zh-Hans"]["x"] < printed["en-GB"]["x"]
    assert printed["zh-Hans"]["y"] == printed["en-GB"]["y"]
    page.emulate_media(media="screen")


@pytest.mark.browser
def test_nothing_is_wider_than_the_window_and_rows_follow_the_original(
    browser: Browser, built_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    start = serve_folder(built_site)
    context = browser.new_context()
    page = context.new_page()
    chapters = sorted(path.parent.parent.name for path in built_site.glob("chapters/*/parallel/index.html"))
    assert len(chapters) > 5
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for slug in chapters if width == 390 else chapters[:3]:
            for prefix in ("", "en/"):
                page.goto(f"{start}{prefix}chapters/{slug}/parallel/")
                excess = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                assert excess <= 0, f"{prefix}{slug} is {excess} pixels wider than {width}"
    page.goto(start + OURS)
    tops = page.eval_on_selector_all(".pair", "rows => rows.map(row => row.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    chinese = " ".join(page.locator(".side-original").all_inner_texts())
    page.goto(start + OURS.replace("parallel/", ""))
    for heading in page.locator("main > h2[id]").all_inner_texts():
        if heading in chinese:
            chinese = chinese[chinese.index(heading) :]
        else:
            assert heading in ("本篇的做法", "相关篇章", "依据的来源", "版本信息")
    context.close()
