"""The book as an archive for Kiwix, read back with the library that Kiwix is built on."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import resource
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher
from PIL import Image

from archive_files import content, contents, names
from casebook.press.packing import pack
from casebook.press.portable import Portable
from casebook.press.preparing import NotPublishable
from casebook.press.zim import NotArchived, bare_words, write_zim
from conftest import BOOK, ORIGINAL, WriteBook, casebook
from every_chapter import FILES, TITLE, write
from html_pages import Page as Html

CORRIDOR = "chapters/the-letter-box-at-the-end-of-the-corridor/index.html"
TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "png": "image/png",
    "avif": "image/avif",
    "jpg": "image/jpeg",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Archive the repository's own book, as an editor does."""
    path = tmp_path_factory.mktemp("archived") / "book.zim"
    result = casebook("pack", "--format", "zim", "--out", path)
    assert result.returncode == 0, result.stdout + result.stderr
    # Nothing of what libzim prints by itself.
    assert re.fullmatch(r".*book\.zim: \d+ pages, \d+\.\d MB\n", result.stdout)
    assert result.stderr == ""
    assert [each.name for each in path.parent.iterdir()] == ["book.zim"]
    return path


@pytest.fixture(scope="module")
def archive(path: Path) -> Archive:
    return Archive(path)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a book that has a draft, a withdrawn chapter and a photo, and archive it."""
    root = tmp_path_factory.mktemp("small") / "book"
    write(root, FILES)
    for slug, status in (("in-the-works", "draft"), ("taken-back", "withdrawn")):
        chapter = str(FILES[f"chapters/{slug}/zh.md"])
        write(root, {f"chapters/{slug}/zh.md": chapter.replace("status: published", f"status: {status}")})
    pack(root, form="zim")
    return root


def found(archive: Archive, words: str) -> list[str]:
    return list(Searcher(archive).search(Query().set_query(words)).getResults(0, 50))


def suggested(archive: Archive, words: str) -> list[str]:
    return list(SuggestionSearcher(archive).suggest(words).getResults(0, 50))


def test_the_archive_is_whole_and_opens_in_the_language_of_the_originals(archive: Archive) -> None:
    assert archive.has_checksum
    assert archive.check()
    assert archive.main_entry.get_item().path == "index.html"
    assert '<html lang="zh-Hans"' in content(archive, "index.html").decode()
    told = {key: archive.get_metadata(key).decode() for key in archive.metadata_keys if "Illustration" not in key}
    assert told["Title"] == "Levelling Mountain-high Gaps"
    assert told["Language"] == "zho,eng"
    assert (told["Name"], told["Source"], told["License"]) == (
        "example.org_mul_all",
        "https://example.org/",
        "CC BY 4.0",
    )
    assert "乡村校长" in told["Description"]
    assert "rural principals" in told["LongDescription"]
    assert "this copy does not renew itself" in told["LongDescription"]
    assert date.fromisoformat(told["Date"]) <= date(2026, 11, 24)
    assert "_ftindex:yes" in told["Tags"].split(";")
    assert told["Creator"] == "本站编辑"
    assert len(told["Title"]) <= 30
    assert len(told["Description"]) <= 80


def test_the_picture_of_the_archive_is_that_of_the_book(archive: Archive) -> None:
    assert archive.has_illustration(48)
    with Image.open(io.BytesIO(bytes(archive.get_illustration_item(48).content))) as picture:
        assert (picture.format, picture.size) == ("PNG", (48, 48))
        colours = {tuple(colour) for _, colour in picture.convert("RGB").getcolors() or ()}
    assert (171, 63, 24) in colours, "the path into which the lines level out"


def test_every_file_of_the_site_is_there_with_its_type(archive: Archive, small: Path) -> None:
    for each in (archive, Archive(small / "book.zim")):
        there = list(names(each))
        assert all(each.get_entry_by_path(name).get_item().mimetype == TYPES[name.rpartition(".")[2]] for name in there)
        assert {"index.html", "en/index.html", "search/index.html", "search/texts.js"} <= set(there)
        assert not {"offline/index.html", "404.html", "sw.js", "sitemap.xml", "READ-ME.html"} & set(there)
    assert {name.rpartition(".")[2] for name in names(Archive(small / "book.zim"))} == set(TYPES)


def test_every_link_of_every_page_arrives(archive: Archive) -> None:
    pages = {name: content(archive, name).decode() for name in names(archive) if name.endswith(".html")}
    ids = {name: set(re.findall(r'\sid="([^"]*)"', html)) for name, html in pages.items()}
    links = 0
    for name, html in pages.items():
        for element in Html(html, name).elements:
            for attribute in ("href", "src", "action"):
                link, anchor = urldefrag(element.attrs.get(attribute, ""))
                parts = urlsplit(link)
                if parts.scheme or not parts.path:
                    continue
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
                assert archive.has_entry_by_path(target), (name, link)
                assert not anchor or unquote(anchor) in ids[target], (name, link, anchor)
                links += 1
    assert len(pages) > 250
    assert links > 5000


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("走廊尽头", CORRIDOR),
        ("廊尽", CORRIDOR),  # from the middle of two words
        ("信箱 走廊", CORRIDOR),
        ("corridor", f"en/{CORRIDOR}"),
        ("corridors", f"en/{CORRIDOR}"),
        ("寄宿", "practices/dormitory-care/index.html"),
        ("letters", "en/practices/secret-letter-box/index.html"),
    ],
)
def test_the_full_text_is_searched_in_both_languages(archive: Archive, words: str, page: str) -> None:
    assert page in found(archive, words)


def test_a_text_is_found_by_what_only_that_text_says(small: Path) -> None:
    archive = Archive(small / "book.zim")
    assert found(archive, "山里每周五开箱") != []
    assert found(archive, "山里每周六开箱") == []
    # Heads and feet of pages are on all of them, and so say nothing of one.
    assert "关于" in content(archive, "chapters/letters/index.html").decode()
    assert "chapters/letters/index.html" not in found(archive, "关于本书")


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("尽头", [CORRIDOR]),
        ("corr", [f"en/{CORRIDOR}"]),
        ("谈心", ["practices/heart-to-heart-talks/index.html"]),
        ("heart-to", ["en/practices/heart-to-heart-talks/index.html"]),
        ("湖南", ["provinces/hunan/index.html"]),
        # Of a chapter without a translation, the page that says so has no title of its own.
        ("每班一块地", ["chapters/a-plot-for-every-class/index.html"]),
        # Tools are no reading; a short address is no page.
        ("搜索", []),
        ("compare", []),
        ("leading on", []),
    ],
)
def test_titles_are_suggested_in_both_languages(archive: Archive, typed: str, pages: list[str]) -> None:
    assert suggested(archive, typed) == pages


def test_a_title_is_shown_as_it_was_written(small: Path) -> None:
    entry = Archive(small / "book.zim").get_entry_by_path("chapters/odd/index.html")
    assert entry.title == TITLE


def test_nothing_that_is_withdrawn_or_a_draft_is_in_any_entry(small: Path) -> None:
    archive = Archive(small / "book.zim")
    everything = b"".join(contents(archive)).decode("utf-8", errors="replace") + " ".join(names(archive))
    assert "木头信箱" in everything, "nothing was read, so this would prove nothing"
    for words in ("未定稿", "unfinished", "已收回", "retracted"):
        assert words not in everything
        assert found(archive, words) == []
        assert suggested(archive, words) == []


def test_equal_books_give_equal_bytes_and_others_give_other_names(small: Path, tmp_path: Path) -> None:
    first = (small / "book.zim").read_bytes()
    pack(small, tmp_path / "again.zim", form="zim")
    assert (tmp_path / "again.zim").read_bytes() == first
    pack(small, tmp_path / "one.zim", ["en"], form="zim")
    one = Archive(tmp_path / "one.zim")
    assert one.check()
    assert one.uuid != Archive(small / "book.zim").uuid
    assert one.main_entry.get_item().path == "en/index.html"
    assert (one.get_metadata("Language"), one.get_metadata("Name")) == (b"eng", b"book.example_en_all")
    assert not [name for name in names(one) if name.endswith(".html") and not name.startswith("en/")]


def test_a_book_with_errors_leaves_the_last_archive(write_book: WriteBook) -> None:
    root = write_book({**BOOK, "chapters/letters/zh.md": ORIGINAL.replace("title: 信箱\n", "")})
    (root / "book.zim").write_bytes(b"last")
    with pytest.raises(NotPublishable):
        pack(root, form="zim")
    assert (root / "book.zim").read_bytes() == b"last"


def test_where_there_is_no_room_the_last_archive_stays(tmp_path: Path) -> None:
    path = tmp_path / "book.zim"
    path.write_bytes(b"last")
    page = hashlib.shake_256(b"").digest(400_000)
    large = Portable(files={"index.html": page}, homes={"zh": "index.html"}, titles={}, texts={})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(NotArchived):
            write_zim(path, large, {"Language": "zho"}, "")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [each.name for each in tmp_path.iterdir()] == ["book.zim"]
    assert path.read_bytes() == b"last"


def test_words_end_with_their_block_and_what_the_search_leaves_out_is_left_out() -> None:
    html = (
        "<main><nav>路径</nav><h1 id='a'>一个<em>信</em>箱</h1><p>开头</p><p>下面</p>"
        "<p data-search-ignore>打印</p> 尾<footer>页脚</footer></main>"
    )
    assert bare_words(html) == "一个信箱 开头 下面 尾"
