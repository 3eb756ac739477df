"""What a chapter page says of itself: how to cite it, who made its translation, and when it is said to be behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.press.building import build
from casebook.press.preparing import prepare
from casebook.translation import Confirmation, Review, record, write_sidecar
from conftest import BOOK, ORIGINAL, TRANSLATION, WriteBook, casebook
from small_book import EN, FR, ZH, chapter, mistakes

SIDECAR = "chapters/letters-home/en.sync.yml"
URL = "https://book.example/"
PEOPLE = (
    BOOK["chapters/people.yml"]
    + """\
li:
  name: {zh: 李明, en: Li Ming}
  family: {zh: 李, en: Li}
  role: principal
zhao:
  name: {zh: Zhao Hai-yan, en: Zhao Hai-yan}
  family: {zh: Zhao, en: Zhao}
  role: principal
smith:
  name: {zh: Jane Smith, en: Jane Mary Smith}
  family: {zh: Smith, en: Smith}
  role: translator
wu:
  name: {zh: 吴远, en: Wu Yuan}
  role: teacher
"""
)


def pages(root: Path) -> dict[str, str]:
    return {path.as_posix(): text for path, text in prepare(root).site.files.items()}


def shown(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup))


def citation(page: str) -> str:
    """Give the first citation of a page, which is the one in the style of its language."""
    return citations(page)[0][1]


def citations(page: str) -> list[tuple[str, str]]:
    block = page[page.index('<h2 id="_cite">') :]
    return re.findall(r"<dt>(.*?)</dt>\n<dd>(.*?)</dd>", block[: block.index("</dl>")])


def sidecar(on: date = date(2026, 11, 1), review: tuple[tuple[str, Review], ...] = ()) -> str:
    whole = chapter()
    said = Confirmation(by="editors", on=on)
    return write_sidecar(record(whole.text, whole.translations["en"].text, confirmed=said, review=review))


# ---- citations


@pytest.mark.parametrize(
    ("authors", "translators", "kind", "written", "chinese", "english"),
    [
        (
            "[editors]", "[smith]", "illustrative", "2026-11",
            f"编者. 信箱: 虚构示例[EB/OL]. (2026-11)[引用日期]. {URL}chapters/letters-home/",
            ("The editors. (2026, November). The letter box (J. M. Smith, Trans.) [Illustrative essay]. "
             f"A small book. {URL}en/chapters/letters-home/"),
        ),
        (
            "[li, zhao]", "[smith, editors]", "essay", "2020",
            f"李明, ZHAO Hai-yan. 信箱: 校长文章[EB/OL]. (2020)[引用日期]. {URL}chapters/letters-home/",
            ("Li, M., & Zhao, H.-y. (2020). The letter box (J. M. Smith & The editors, Trans.) "
             f"[Essay by a school principal]. A small book. {URL}en/chapters/letters-home/"),
        ),
        (
            "[editors, li, zhao, wu]", "[]", "case-note", "2020-08-31",
            f"编者, 李明, ZHAO Hai-yan, 等. 信箱: 案例简记[EB/OL]. (2020-08-31)[引用日期]. {URL}chapters/letters-home/",
            ("The editors, Li, M., Zhao, H.-y., & Wu Yuan. (2020, August 31). The letter box "
             f"[Case note from public reports]. A small book. {URL}en/chapters/letters-home/"),
        ),
    ],
)  # fmt: skip
def test_a_chapter_is_cited_by_the_standard_of_each_language(
    authors: str, translators: str, kind: str, written: str, chinese: str, english: str, write_book: WriteBook
) -> None:
    original = ORIGINAL.replace("kind: illustrative", f"kind: {kind}").replace("[editors]", authors)
    original = original.replace("written: 2026-11", f'written: "{written}"')
    if kind == "essay":
        original = original.replace("author: not-needed, school: not-needed", "author: VE-1, school: VE-1")
    if kind == "case-note":
        sources = "sources: [{title: 报道, url: https://paper.example/1, read: 2026-11-20}]\nconsent:"
        original = original.replace("consent:", sources)
    translation = TRANSLATION.replace("[editors]", translators)
    made = pages(write_book({ZH: original, EN: translation, "chapters/people.yml": PEOPLE}))
    assert shown(citation(made["zh/chapters/letters-home/index.md"])) == chinese
    assert shown(citation(made["en/chapters/letters-home/index.md"])) == english


def test_who_reads_the_original_for_want_of_a_translation_cites_the_original(write_book: WriteBook) -> None:
    page = pages(write_book({ZH: ORIGINAL}))["en/chapters/letters-home/index.md"]
    assert (
        citation(page) == 'The editors. (2026, November). <cite lang="zh-Hans">信箱</cite> [Illustrative essay]. '
        f"A small book. {URL}chapters/letters-home/"
    )


def test_a_third_language_cites_in_its_own_words_and_a_book_names_itself_as_it_can(write_book: WriteBook) -> None:
    settings = BOOK["chapters/book.yml"].replace("url:", "  fr: {name: Français, tag: fr-FR}\nurl:")
    words = "cite_translated_by: 'trad. {names}'\ncite_date_month: '{month}/{year}'\ncite_kind_illustrative: Exemple\n"
    french = TRANSLATION.replace("The letter box", "La boîte « aux » lettres & plus")
    made = pages(
        write_book(
            {
                ZH: ORIGINAL,
                FR: french,
                "chapters/book.yml": settings,
                "docs/fr/wording.yml": words,
                "docs/fr/about.md": BOOK["docs/en/about.md"],
            }
        )
    )
    assert (
        citation(made["fr/chapters/letters-home/index.md"])
        == "编者. (11/2026). <cite>La boîte « aux » lettres &amp; plus</cite> (trad. 编者) [Exemple]. "
        f'<span lang="en-GB">A small book</span>. {URL}fr/chapters/letters-home/'
    )


def test_a_family_name_that_is_not_in_the_name_is_shown_where_it_stands() -> None:
    people = PEOPLE.replace("family: {zh: 李, en: Li}", "family: {zh: 李, en: Le}")
    assert mistakes({"chapters/people.yml": people}) == [(6, 23, "value-is-known")]


# ---- credits


def test_both_reviewers_are_credited_with_the_days_on_record(write_book: WriteBook) -> None:
    reviews = (("fidelity", Review(by="li", on=date(2026, 11, 3))), ("style", Review(by="smith")))
    translation = TRANSLATION.replace(
        "translators: [editors]", "translators: [editors]\nreviewers: {fidelity: wu, style: smith}"
    )
    files = {ZH: ORIGINAL, EN: translation, SIDECAR: sidecar(review=reviews), "chapters/people.yml": PEOPLE}
    page = pages(write_book(files))["en/chapters/letters-home/index.md"]
    credited = [shown(line) for line in re.findall(r"<li>(.*)</li>", page[page.index('id="_colophon"') :])]
    assert credited[:4] == [
        "Translated by The editors",
        "Checked against the Chinese by Wu Yuan, Li Ming (3 November 2026)",
        "English read by Jane Mary Smith",
        "Translation confirmed 1 November 2026",
    ]


# ---- the notice at the head of a page


def stale(write_book: WriteBook, banner: str, original: str) -> Path:
    settings = BOOK["chapters/book.yml"] + f"banner: {banner}\n"
    return write_book({ZH: original, EN: TRANSLATION, SIDECAR: sidecar(), "chapters/book.yml": settings})


CHANGED = ORIGINAL.replace("信箱挂上墙。", "信箱没有挂上墙。")
SAID = (
    "The Chinese has changed since this translation was confirmed: of 5 passages 1 have changed and 0 are new. "
    "The earliest of the changed passages was confirmed on 1 November 2026."
)


@pytest.mark.parametrize(
    ("banner", "original", "wanted"),
    [
        ("{stale_share: 0.2, stale_days: 90}", CHANGED, f'<aside class="notice">{SAID}</aside>'),
        ("{stale_share: 0.5, stale_days: 90}", CHANGED, f'<aside class="notice" data-due="2027-01-30">{SAID}</aside>'),
        ("{stale_share: 0.5, stale_days: 0}", CHANGED, f'<aside class="notice" data-due="2026-11-01">{SAID}</aside>'),
        ("{stale_share: 0.5, stale_days: 0}", ORIGINAL + "\n新的一段。\n", ""),
        ("{stale_share: 0.0, stale_days: 0}", ORIGINAL, ""),
    ],
)
def test_a_page_says_that_it_is_behind_by_its_share_or_from_a_day_on(
    banner: str, original: str, wanted: str, write_book: WriteBook
) -> None:
    page = pages(stale(write_book, banner, original))["en/chapters/letters-home/index.md"]
    assert "".join(re.findall(r"<aside.*</aside>", page)) == wanted


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """Serve a chapter whose notice is due on 30 January 2027, and give its address."""
    folder = tmp_path_factory.mktemp("waiting")
    settings = BOOK["chapters/book.yml"] + "banner: {stale_share: 0.5, stale_days: 90}\n"
    files = {**BOOK, ZH: CHANGED, EN: TRANSLATION, SIDECAR: sidecar(), "chapters/book.yml": settings}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    build(folder)
    return f"{serve_folder(folder / 'site')}en/chapters/letters-home/"


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("day", "is_told"), [("2027-01-29T12:00:00", False), ("2027-01-30T12:00:00", True)])
def test_a_reader_is_told_from_the_day_on_which_it_is_due(day: str, is_told: bool, waiting: str, reader: Page) -> None:
    reader.clock.set_fixed_time(day)
    reader.goto(waiting)
    expect(reader.locator(".stale-mark")).to_have_count(1)
    expect(reader.locator(".notice")).to_be_visible(visible=is_told)


@pytest.mark.browser
def test_without_scripts_a_reader_is_told_at_once(waiting: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(waiting)
    expect(page.locator(".notice")).to_have_text(SAID)
    expect(page.locator(".notice")).to_be_visible()
    context.close()


# ---- a translation that was only begun


def begun(write_book: WriteBook) -> Path:
    original = ORIGINAL.replace("有了来信。", "有了来信。\n\n---\n\n又过了一周。")
    root = write_book({ZH: original, "chapters/people.yml": PEOPLE, "chapters/other/zh.md": ORIGINAL})
    done = casebook("translate", "start", "letters-home", "--by", "smith", "--root", root)
    assert done.returncode == 0, done.stderr
    return root


def replace(root: Path, *words: tuple[str, str]) -> None:
    text = (root / EN).read_text(encoding="utf-8")
    for old, new in words:
        assert old in text
        text = text.replace(old, new)
    (root / EN).write_text(text, encoding="utf-8")


PASSAGE = ("<!-- untranslated\n信箱挂上墙。\n-->", "The box goes up.")
TITLE = ('title: "信箱"', "title: The letter box")


@pytest.mark.parametrize("words", [(), (PASSAGE,), (TITLE,)], ids=["nothing", "a passage only", "the title only"])
def test_until_a_translation_has_a_title_and_a_passage_its_page_is_the_untranslated_one(
    words: tuple[tuple[str, str], ...], write_book: WriteBook
) -> None:
    root = begun(write_book)
    replace(root, *words)
    with_it = pages(root)
    for path in (root / "chapters/letters-home").glob("en.*"):
        path.unlink()
    without = pages(root)
    page = with_it["en/chapters/letters-home/index.md"]
    assert 'robots: "noindex"' in page
    assert f'canonical: "{URL}chapters/letters-home/"' in page
    assert "alternates: []" in page
    assert f"{URL}en/chapters/letters-home/" not in with_it["zh/sitemap.xml"]
    # The whole site is as if nobody had begun, but for figures of how translations stand.
    different = {path for path in with_it.keys() | without.keys() if with_it.get(path) != without.get(path)}
    assert different <= {"zh/catalogue.json"}


def test_what_is_translated_is_shown_and_what_still_waits_is_marked_as_the_original(write_book: WriteBook) -> None:
    root = begun(write_book)
    replace(root, TITLE, PASSAGE)
    made = pages(root)
    page = made["en/chapters/letters-home/index.md"]
    assert "robots:" not in page
    assert f"{URL}en/chapters/letters-home/" in made["zh/sitemap.xml"]
    assert "<h1>The letter box</h1>" in page
    assert '<p class="lead" lang="zh-Hans">一个信箱。</p>' in page
    assert "The box goes up." in page
    found = casebook("check", "--root", root).stdout
    assert "still in the language of the original: summary, glance.challenge, glance.response" in found
    assert "practices.letter-box.how" in found


def test_the_page_for_translators_says_what_waits_and_leads_to_the_file(write_book: WriteBook) -> None:
    root = begun(write_book)
    page = "---\ntitle: Translate\ndescription: How.\n---\n## How {#how}\n\nText.\n"
    for code in ("zh", "en"):
        (root / f"docs/{code}/translate.md").write_text(page, encoding="utf-8")
    (root / "chapters/done").mkdir()
    for name, text in (("zh.md", ORIGINAL), ("en.md", TRANSLATION)):
        (root / "chapters/done" / name).write_text(text, encoding="utf-8")
    done = casebook("translate", "confirm", "done", "--by", "editors", "--on", "2026-11-02", "--root", root)
    assert done.returncode == 0, done.stderr
    rows = re.findall(r'<tr><th scope="row">.*</tr>', pages(root)["en/translate/index.md"])
    told = [[shown(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]
    here = "https://code.example/small/book"
    assert told == [
        ["信箱", "English", "just begun", "6", "23", "—", "Start here"],
        ["信箱", "English", "not translated", "5", "18", "—", "Start here"],
        ["The letter box", "English", "up to date", "—", "—", "2 November 2026", "—"],
    ]
    assert f'href="{here}/edit/main/chapters/letters-home/en.md"' in rows[0]
    assert f'href="{here}/new/main/chapters/other?filename=en.md"' in rows[1]


def test_a_third_language_in_chinese_characters_may_say_the_same(write_book: WriteBook) -> None:
    settings = BOOK["chapters/book.yml"].replace("url:", "  zh-TW: {name: 繁體中文, tag: zh-Hant-TW}\nurl:")
    same = re.sub(r"The letter box", "信箱", TRANSLATION)
    root = write_book(
        {
            ZH: ORIGINAL,
            "chapters/letters-home/zh-TW.md": same,
            "chapters/book.yml": settings,
            "docs/zh-TW/about.md": BOOK["docs/zh/about.md"],
        }
    )
    assert "title" not in casebook("check", "--root", root).stdout
    page = pages(root)["zh-TW/chapters/letters-home/index.md"]
    assert "robots:" not in page
