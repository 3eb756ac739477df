"""The feeds of new chapters: valid, the same from the same book, and without what was withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from casebook.manuscript import Book, Translations
from casebook.manuscript.book import Withdrawal
from casebook.manuscript.diagnostic import Place
from casebook.site import View
from casebook.site.records.dates import changed_on
from casebook.site.records.feeds import language_feed, practice_feed
from casebook.site.records.plainness import without_controls
from html_pages import Site
from small_book import whole

URL = "https://book.example/"
RULES = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
BOOK = whole()
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site(sites: tuple[Site, Site]) -> Site:
    return sites[1]


def titles(content: bytes | str) -> list[str]:
    return [each.title for each in feedparser.parse(content).entries]


@pytest.mark.parametrize("which", ["small", "ours"])
def test_every_feed_is_valid_and_another_reader_reads_it(which: str, site: Site, our_site: Site) -> None:
    here = site if which == "small" else our_site
    feeds = {name: content for name, content in here.files.items() if name.endswith("feed.atom")}
    practices = len(here.catalogue["practices"])
    assert len(feeds) == 2 * (1 + practices)
    for name, content in feeds.items():
        RULES.assertValid(etree.fromstring(content))
        read = feedparser.parse(content)
        assert not read.bozo, name
        assert read.version == "atom10"
        assert read.feed.id == here.url + name
        assert {each.rel: each.href for each in read.feed.links} == {
            "self": here.url + name,
            "alternate": here.url + name.removesuffix("feed.atom"),
        }
        for entry in read.entries:
            assert here.at(entry.link).is_indexed
            assert entry.id == entry.link
            assert read.feed.updated >= entry.updated
        assert [each.updated for each in read.entries] == sorted((each.updated for each in read.entries), reverse=True)


def test_a_feed_has_what_can_be_read_in_its_language(site: Site) -> None:
    chinese, english = titles(site.files["feed.atom"]), titles(site.files["en/feed.atom"])
    assert "山里的信箱" in chinese
    assert "The letter box" in english
    assert not any("山里的信箱" in each for each in english)
    assert "The letter box" in titles(site.files["en/practices/letter-box/feed.atom"])
    assert titles(site.files["en/practices/talks/feed.atom"]) == []


def test_an_entry_says_of_what_kind_its_text_is_who_made_it_and_under_which_licence(site: Site) -> None:
    (entry,) = [each for each in feedparser.parse(site.files["en/feed.atom"]).entries if each.id.endswith("/letters/")]
    assert entry.summary == "Composed to show a practice. Not the record of a real school. A letter box."
    assert [each.name for each in entry.authors] == ["The editors"]
    assert [each.name for each in entry.contributors] == ["The editors"]
    assert [(each.term, each.label) for each in entry.tags] == [("letter-box", "Letter box")]
    assert entry.rights == "CC BY 4.0"
    assert entry.updated == "2026-11-01T00:00:00Z"
    assert {"https://creativecommons.org/licenses/by/4.0/"} == {
        each.href for each in entry.links if each.rel == "license"
    }


def test_a_withdrawn_chapter_leaves_and_programs_are_asked_to_let_go_of_it(sites: tuple[Site, Site]) -> None:
    for name in ("feed.atom", "en/practices/letter-box/feed.atom"):
        address = URL + name.removesuffix("feed.atom").removesuffix("practices/letter-box/") + "chapters/taken-back/"
        assert address in {each.id for each in feedparser.parse(sites[0].files[name]).entries}
        assert address not in {each.id for each in feedparser.parse(sites[1].files[name]).entries}
        gone = etree.fromstring(sites[1].files[name]).findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
        assert [each.get("ref") for each in gone] == [address]


def test_pages_name_their_feeds_and_readers_find_a_link(site: Site) -> None:
    page = site.at("en/practices/letter-box/")
    named = [each.attrs["href"] for each in page.all("link", type="application/atom+xml")]
    assert named == [f"{URL}en/practices/letter-box/feed.atom", f"{URL}en/feed.atom"]
    assert f"{URL}en/practices/letter-box/feed.atom" in page.links
    assert f"{URL}en/feed.atom" in site.at("en/").links
    for address in ("", "en/", "chapters/letters/", "catalogue/"):
        assert site.at(address).all("link", type="application/atom+xml")


def test_a_feed_does_not_grow_with_the_book() -> None:
    one = BOOK.chapters["letters-home"]
    chapters = {f"c{n}": replace(one, slug=f"c{n}", written=f"{1900 + n}") for n in range(100)}
    read = feedparser.parse(language_feed(View(replace(BOOK, chapters=chapters), "zh", {})))
    assert [each.updated[:4] for each in read.entries] == [str(year) for year in range(1999, 1979, -1)]


def test_a_chapter_is_as_new_as_the_last_that_is_recorded_of_it() -> None:
    one = BOOK.chapters["letters-home"]
    view = View(BOOK, "zh", {})
    assert changed_on(view, one) == date(2026, 11, 1)
    taken = Withdrawal(on=date(2026, 12, 24), by="editors", place=Place(one.path))
    assert changed_on(view, replace(one, withdrawals=(taken,))) == date(2026, 12, 24)


def with_title(title: str) -> Book:
    words = Translations({"zh": title})
    chapter = replace(BOOK.chapters["letters-home"], title=words, summary=words, licence=title)
    practice = replace(BOOK.practices["letter-box"], name=words)
    return replace(BOOK, chapters={chapter.slug: chapter}, practices={**BOOK.practices, practice.id: practice})


@settings(deadline=None)
@given(
    title=st.text(st.characters(codec="utf-8"), min_size=1)
    | st.sampled_from(["]]>", "<b>&amp;\"'", "</title><entry>", "a\x00\x0b\x85b", "\ufffe👩‍🏫" * 900])
)
def test_any_title_comes_back_out_of_a_feed_but_for_what_xml_cannot_hold(title: str) -> None:
    view = View(with_title(title), "zh", {})
    for feed in (language_feed(view), practice_feed(view, view.book.practices["letter-box"])):
        root = etree.fromstring(feed.encode(), etree.XMLParser(huge_tree=True))
        entry = root.find(f"{ATOM}entry")
        # XML 1.0, 2.11: a line ends with LF.
        wanted = without_controls(title).replace("\r\n", "\n").replace("\r", "\n")
        assert entry is not None
        assert (entry.findtext(f"{ATOM}title") or "") == wanted
        assert (entry.findtext(f"{ATOM}rights") or "") == wanted
