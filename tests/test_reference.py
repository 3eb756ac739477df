"""What the target of a link means: each kind of target that authors write, and each that they write by mistake."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from casebook.manuscript import Book, Text
from casebook.manuscript.reference import Reference, ToFile, ToNothing, ToOtherSite, ToPage, resolve
from conftest import ORIGINAL
from small_book import Files, changed, read

PHOTOS = "chapters/letters-home/photos"
OTHER, DRAFT = "chapters/letter-box/zh.md", "chapters/a-draft/zh.md"


@pytest.fixture(scope="module")
def book() -> Book:
    """Give a book of two chapters, three photos, a draft, a withdrawn chapter and one that cannot be read."""
    photos = [f"{PHOTOS}/{name}" for name in ("box.jpg", "信箱.jpg", "the box.jpg")]
    chapters: Files = {
        OTHER: ORIGINAL.replace("  stage:", "  province: inner-mongolia\n  stage:"),
        DRAFT: changed(ORIGINAL, status="status: draft"),
        "chapters/gone/zh.md": changed(ORIGINAL, status="status: withdrawn"),
        "chapters/broken/zh.md": "没有元数据。",
    }
    gathered = read(chapters, photos).book
    assert gathered is not None
    return gathered


def text_at(book: Book, path: str) -> Text:
    """Give the text of a file of the book."""
    _, folder, name = path.split("/")
    if folder in book.chapters:
        text = book.chapters[folder].text_in(name.removesuffix(".md"))
        assert text is not None
        return text
    return book.pages[folder][name.removesuffix(".md")].text


def meant(book: Book, target: str, *, by: str = "chapters/letters-home/zh.md") -> Reference:
    return resolve(book, text_at(book, by), target)


def chapter(slug: str, anchor: str = "") -> ToPage:
    return ToPage(kind="chapters", id=slug, anchor=anchor)


def page(kind: str, identity: str = "", anchor: str = "") -> ToPage:
    return ToPage(kind=kind, id=identity, anchor=anchor)


# ---- what is there


@pytest.mark.parametrize("url", ["https://example.org", "http://example.org/a?b#c", "HTTPS://example.org/信箱"])
def test_an_address_on_the_web_is_another_site(book: Book, url: str) -> None:
    assert meant(book, url) == ToOtherSite(url=url)


@pytest.mark.parametrize(
    ("target", "reference"),
    [
        ("../letter-box/zh.md", chapter("letter-box")),
        ("../letter-box/en.md", chapter("letter-box")),
        ("../letter-box/", chapter("letter-box")),
        ("./../letter-box/zh.md#later", chapter("letter-box", "later")),
        ("%2e%2e/letter%2Dbox/zh.md#%6Cater", chapter("letter-box", "later")),
        ("en.md#first-week", chapter("letters-home", "first-week")),
        ("../broken/zh.md#wherever", chapter("broken", "wherever")),
        ("../gone/zh.md#wherever", chapter("gone", "wherever")),
        ("#later", page("here", "", "later")),
        ("../../docs/zh/about.md", page("pages", "about")),
        ("../../docs/en/about.md#book", page("pages", "about", "book")),
    ],
)
def test_a_file_of_the_book_is_its_page(book: Book, target: str, reference: Reference) -> None:
    assert meant(book, target) == reference


@pytest.mark.parametrize(
    ("target", "reference"),
    [
        ("../en/about.md", page("pages", "about")),
        ("about.md#book", page("pages", "about", "book")),
        ("#book", page("here", "", "book")),
        ("../../chapters/letter-box/zh.md#later", chapter("letter-box", "later")),
        (f"../../{PHOTOS}/box.jpg", ToFile(path=PurePosixPath(PHOTOS, "box.jpg"))),
    ],
)
def test_a_target_is_read_from_the_folder_of_its_own_file(book: Book, target: str, reference: Reference) -> None:
    assert meant(book, target, by="docs/zh/about.md") == reference


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("photos/box.jpg", "box.jpg"),
        ("../letters-home/photos/box.jpg", "box.jpg"),
        ("photos/信箱.jpg", "信箱.jpg"),
        ("photos/%E4%BF%A1%E7%AE%B1.jpg", "信箱.jpg"),
        ("photos/the%20box.jpg", "the box.jpg"),
        ("photos/the box.jpg", "the box.jpg"),
    ],
)
def test_a_photo_is_found_however_its_name_is_written(book: Book, target: str, name: str) -> None:
    assert meant(book, target) == ToFile(path=PurePosixPath(PHOTOS, name))
    assert meant(book, target, by="chapters/letters-home/en.md") == ToFile(path=PurePosixPath(PHOTOS, name))


@pytest.mark.parametrize(
    ("target", "reference"),
    [
        ("/", page("home")),
        ("/practices/", page("practices")),
        ("/practices/letter-box/", page("practices", "letter-box")),
        ("/practices/letter-box", page("practices", "letter-box")),
        ("/groups/support/", page("groups", "support")),
        ("/provinces/", page("provinces")),
        ("/provinces/inner-mongolia/", page("provinces", "inner-mongolia")),
        ("/people/editors/", page("people", "editors")),
        ("/catalogue/", page("catalogue")),
        ("/catalogue.json", ToFile(path=PurePosixPath("catalogue.json"))),
        ("/about/#book", page("pages", "about", "book")),
        ("/chapters/letters-home/#later", chapter("letters-home", "later")),
        ("/chapters/broken/", chapter("broken")),
    ],
)
def test_an_address_of_the_site_is_a_page_in_the_readers_language(
    book: Book, target: str, reference: Reference
) -> None:
    assert meant(book, target) == reference
    assert meant(book, target, by="docs/en/about.md") == reference


# ---- what is not there


def nothing(book: Book, target: str) -> ToNothing:
    reference = meant(book, target)
    assert isinstance(reference, ToNothing), reference
    return reference


@pytest.mark.parametrize(
    ("target", "start"),
    [
        ("javascript:alert(1)", "javascript:"),
        ("JavaScript:alert(1)", "javascript:"),
        ("data:text/html,<script>", "data:"),
        ("mailto:somebody@example.org", "mailto:"),
        ("file:///etc/passwd", "file:"),
        ("C:\\photos\\box.jpg", "c:"),
        ("//example.org/x", "//"),
        ("https:example.org", "https:"),
    ],
)
def test_what_a_link_must_not_begin_with_leads_nowhere_and_is_named(book: Book, target: str, start: str) -> None:
    reference = nothing(book, target)
    assert f"'{start}'" in reference.message.en
    assert reference.hint is not None
    assert "https://" in reference.hint.en
    assert not reference.is_anchor


@pytest.mark.parametrize("target", [" javascript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)"])
def test_a_disguised_script_leads_nowhere(book: Book, target: str) -> None:
    assert not nothing(book, target).is_anchor


@pytest.mark.parametrize(
    "target",
    [
        "../../etc",
        "../../../../../../etc/passwd",
        "../../chapters/../../etc/passwd",
        "..%2F..%2F..%2Fetc%2Fpasswd",
        "/../etc/passwd",
        "../../mkdocs.yml",
        "../practices.yml",
        "../../docs/fr/about.md",
        "../../docs/en/../../etc/about.md",
        "../letter-box/fr.md",
        "../letter-box/photos/box.jpg",
        "photos/box.jpeg",
        "photos/%FF.jpg",
        "/practices/letter-box/more/",
        "/zh/practices/",
        "/chapters/",
        "/provinces/hunan/",
        "https://[::1",
        "http://[example",
    ],
)
def test_what_the_book_does_not_hold_leads_nowhere(book: Book, target: str) -> None:
    assert not nothing(book, target).is_anchor


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("../letter-bx/zh.md", "'letter-box'"),
        ("photos/box.jpeg", "'box.jpg'"),
        ("/practices/letterbox/", "'letter-box'"),
        ("/provinces/hunnan/", "'hunan'"),
        ("/abuot/", "'about'"),
        ("#latr", "'later'"),
        ("../letter-box/zh.md#first-weak", "'first-week'"),
    ],
)
def test_a_slip_of_the_pen_gets_the_nearest_name(book: Book, target: str, hint: str) -> None:
    reference = nothing(book, target)
    assert reference.hint is not None
    assert hint in reference.hint.en
    assert hint.strip("'") in reference.hint.zh


@pytest.mark.parametrize(
    ("target", "anchor", "file"),
    [
        ("#nowhere", "nowhere", "chapters/letters-home/zh.md"),
        ("#%E7%AC%AC%E4%B8%80%E5%91%A8", "第一周", "chapters/letters-home/zh.md"),
        ("../letter-box/zh.md#nowhere", "nowhere", OTHER),
        ("../../docs/en/about.md#nowhere", "nowhere", "docs/en/about.md"),
        ("/chapters/letter-box/#nowhere", "nowhere", OTHER),
        ("/about/#nowhere", "nowhere", "docs/zh/about.md"),
    ],
)
def test_a_heading_that_is_not_there_is_named_with_its_file(book: Book, target: str, anchor: str, file: str) -> None:
    reference = nothing(book, target)
    assert reference.is_anchor
    assert reference.message.en == f"no heading of {file} has the id '{anchor}'"
    assert anchor in reference.message.zh


def test_a_draft_is_there_for_its_own_text_only(book: Book) -> None:
    for target in ("../a-draft/zh.md", "../a-draft/zh.md#later", "/chapters/a-draft/"):
        reference = nothing(book, target)
        assert "'a-draft' is a draft" in reference.message.en
        assert not reference.is_anchor
        assert isinstance(meant(book, target, by=DRAFT), ToPage)


@pytest.mark.parametrize("target", ["", "#", "//", "?x=1"])
def test_a_link_without_a_target_leads_nowhere(book: Book, target: str) -> None:
    assert nothing(book, target)
