"""The site as its readers, their browsers and search engines find it: every page of a small book, and of our own."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from PIL import Image

from casebook.manuscript import TAKEN_ADDRESSES
from casebook.manuscript.folders import is_slug
from conftest import BOOK, ORIGINAL, REPOSITORY, TRANSLATION, casebook
from every_chapter import TITLE, build, write
from html_pages import Page, Site

URL = "https://book.example/"
EDIT = "https://code.example/small/book/edit/main/chapters"
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def site(sites: tuple[Site, Site]) -> Site:
    return sites[1]


# ---- languages


def test_every_page_says_which_language_it_is_in(site: Site) -> None:
    for name, page in site.pages.items():
        assert page.one("html").attrs["lang"] == ("en-GB" if name.startswith("en/") else "zh-Hans"), name
    assert {name.removeprefix("en/") for name in site.pages if name.startswith("en/")} == {
        name for name in site.pages if not name.startswith("en/")
    }


def test_alternates_stand_between_true_translations_only_with_a_default(site: Site) -> None:
    for path in ("", "catalogue/", "practices/letter-box/", "about/", "chapters/letters/"):
        for page in (site.at(path), site.at(f"en/{path}")):
            assert page.alternates == {
                "zh-Hans": URL + path,
                "en-GB": f"{URL}en/{path}",
                "x-default": URL + path,
            }, page.url
            assert page.one("link", rel="canonical").attrs["href"] == page.url
            assert page.is_indexed
    assert site.at("chapters/untold/").alternates == {}
    assert site.at("chapters/untold/").is_indexed
    assert site.at("chapters/untold/").one("link", rel="canonical").attrs["href"] == f"{URL}chapters/untold/"


def test_an_untranslated_chapter_says_so_in_english_and_gives_the_chinese_as_chinese(site: Site) -> None:
    page = site.at("en/chapters/untold/")
    assert page.one("html").attrs["lang"] == "en-GB"
    assert not page.is_indexed
    assert page.one("link", rel="canonical").attrs["href"] == f"{URL}chapters/untold/"
    assert page.alternates == {}
    assert [lang for run, lang in page.runs if "has not been translated" in run] == ["en-GB"]
    assert ("信箱挂上墙。", "zh-Hans") in page.runs
    assert ("山里的信箱", page.one("h1").lang) in page.runs


@pytest.mark.parametrize("address", ["en/", "en/chapters/untold/", "en/chapters/stale/", "en/practices/letter-box/"])
def test_what_is_chinese_on_an_english_page_is_marked_so_and_nothing_else(site: Site, address: str) -> None:
    for run, lang in site.at(address).runs:
        if HAN.search(run):
            assert lang == "zh-Hans", run
        elif re.search(r"[A-Za-z]{2}", run) and run not in TITLE:
            assert lang == "en-GB", run


def test_the_other_language_is_one_link_away_on_the_same_page(site: Site) -> None:
    for page in site.real_pages:
        path = page.url.removeprefix(URL)
        there, name, tag = (
            (path.removeprefix("en/"), "中文", "zh-Hans")
            if path.startswith("en/")
            else (f"en/{path}", "English", "en-GB")
        )
        assert page.links.get(URL + there) == name, page.url
        assert (name, tag) in page.runs, page.url


def test_a_stale_translation_shows_what_has_changed_and_what_is_missing(site: Site) -> None:
    page = site.at("en/chapters/stale/")
    assert page.text.count("The Chinese has changed here") == 1
    said = [
        "has changed here",
        "An opening paragraph.",
        "The box goes up.",
        "New in the",
        "夏天",
        "放暑假。",
        "Letters come.",
    ]
    order = [page.text.index(words) for words in said]
    assert order == sorted(order)
    assert ("放暑假。", "zh-Hans") in page.runs
    assert [lang for run, lang in page.runs if run.startswith("New in the Chinese")] == ["en-GB", "en-GB"]
    assert "summer" in page.ids
    assert "of 7 passages 1 have changed and 2 are new" in page.text


def test_a_third_language_is_a_line_in_the_settings_and_its_files(tmp_path: Path) -> None:
    french = "---\ntitle: La boîte aux lettres\nsummary: Une boîte.\n---\nUn début.\n\n## La semaine {#first-week}\n"
    fr = {
        "chapters/book.yml": BOOK["chapters/book.yml"].replace("url:", "  fr: {name: Français, tag: fr-FR}\nurl:"),
        "docs/fr/about.md": "---\ntitle: À propos\ndescription: Le livre.\n---\n## Le livre {#book}\n\nTexte.\n",
        "chapters/letters/zh.md": ORIGINAL,
        "chapters/letters/fr.md": french + "\nVoilà.\n\n## Ensuite {#later}\n\nDes lettres.\n",
    }
    write(tmp_path / "book", {**BOOK, **fr})
    site = build(tmp_path / "book")
    page = site.at("fr/chapters/letters/")
    assert page.one("html").attrs["lang"] == "fr-FR"
    assert page.one("h1").text == "La boîte aux lettres"
    assert ("Des lettres.", "fr-FR") in page.runs
    assert set(page.alternates) == {"zh-Hans", "fr-FR", "x-default"}
    assert set(site.at("fr/about/").alternates) == {"zh-Hans", "en-GB", "fr-FR", "x-default"}
    assert page.links[f"{URL}chapters/letters/"] == "中文"
    assert page.links[f"{URL}en/chapters/letters/"] == "English"
    assert site.at("en/chapters/letters/").links[f"{URL}fr/chapters/letters/"] == "Français"
    assert not site.at("en/chapters/letters/").is_indexed
    assert site.dead_links() == []


# ---- what is said of a chapter


def test_title_and_description_come_from_the_metadata_as_they_were_written(site: Site) -> None:
    for address, title, summary in (
        ("chapters/letters/", "信箱", "一个信箱。"),
        ("en/chapters/letters/", "The letter box", "A letter box."),
        ("chapters/odd/", TITLE, "一个信箱。"),
        ("en/about/", "About", "About the book."),
    ):
        page = site.at(address)
        in_head = re.search(r"<title>([^<]*)</title>", page.html)
        assert in_head, address
        assert title in unescape(in_head[1])
        assert page.one("h1").text == title
        assert page.one("meta", name="description").attrs["content"] == summary
    assert site.at("catalogue/").links[f"{URL}chapters/odd/"] == TITLE


def test_edit_links_lead_to_the_chapters_own_file(site: Site) -> None:
    for address, file in (
        ("chapters/letters/", "letters/zh.md"),
        ("en/chapters/letters/", "letters/en.md"),
        ("en/chapters/untold/", "untold/zh.md"),
    ):
        assert {link for link in site.at(address).links if "/edit/" in link} == {f"{EDIT}/{file}"}


def test_a_practice_gathers_every_schools_version_with_a_link_to_its_passage(site: Site) -> None:
    chinese, english = site.at("practices/letter-box/"), site.at("en/practices/letter-box/")
    assert chinese.text.count("每周二开箱。") == 4
    assert english.text.count("Opened every Tuesday.") == 4
    for words in ("山里每周五开箱。", "起初没有人投信。", "山里小学", "湖南", "花费 低"):
        assert words in chinese.text
    assert ("山里每周五开箱。", "zh-Hans") in english.runs
    assert "Hunan" in english.text
    for slug in ("letters", "untold", "odd", "pictured", "stale"):
        assert f"{URL}chapters/{slug}/#first-week" in chinese.links
        assert f"{URL}en/chapters/{slug}/#first-week" in english.links


def test_a_photo_is_shown_with_its_words_in_both_languages(site: Site) -> None:
    for address, words in (("chapters/pictured/", "木头信箱"), ("en/chapters/pictured/", "A wooden box")):
        page = site.at(address)
        image = page.one("img", alt=words)
        shown = site.files[urljoin(page.url, image.attrs["src"]).removeprefix(URL)]
        with Image.open(io.BytesIO(shown)) as photo:
            assert photo.size == (40, 30) == (int(image.attrs["width"]), int(image.attrs["height"]))


# ---- what is not there


@pytest.mark.parametrize(
    ("slug", "zh", "en", "pinyin"),
    [("in-the-works", "未定稿", "unfinished", "wei ding gao"), ("taken-back", "已收回", "retracted", "yi shou hui")],
)
def test_nothing_of_a_draft_or_a_withdrawn_chapter_is_anywhere(
    sites: tuple[Site, Site], slug: str, zh: str, en: str, pinyin: str
) -> None:
    before, after = sites
    for word in (
        f"{zh}标题",
        f"{zh}摘要",
        f"{zh}做法",
        f"{zh}难题",
        f"{zh}正文",
        f"{zh}图",
        f"chapters/{slug}/photos/",
        pinyin,
    ):
        assert before.holding(word), f"'{word}' was never on the site, so this test would prove nothing"
    assert {name.split("/")[0] for name in before.holding(en)} >= {"chapters", "en", "catalogue.json", "pagefind"}
    assert after.holding(zh) == after.holding(en) == after.holding(pinyin) == []
    assert after.holding(f"{slug}/photos/") == before.holding(f"photos/{en}.png") == []
    if slug == "in-the-works":
        assert after.holding(slug) == []


def test_a_withdrawn_chapter_leaves_a_page_that_says_so_in_each_language(site: Site) -> None:
    for address, words in (("chapters/taken-back/", "已撤下"), ("en/chapters/taken-back/", "Withdrawn")):
        assert site.at(address).one("h1").text == words
        assert not site.at(address).is_indexed
    for page in site.real_pages:
        assert "taken-back" in page.url or not any("taken-back" in link for link in page.links), page.url


def test_an_earlier_address_leads_on_in_both_languages(site: Site) -> None:
    for prefix in ("", "en/"):
        page, target = site.at(f"{prefix}chapters/even/"), f"{URL}{prefix}chapters/odd/"
        refresh = page.one("meta", **{"http-equiv": "refresh"}).attrs["content"]
        assert urljoin(page.url, refresh.removeprefix("0; url=")) == target
        assert page.links == {target: TITLE}
        assert page.one("link", rel="canonical").attrs["href"] == target
        assert not page.is_indexed


def test_no_hand_written_page_can_take_the_place_of_what_the_site_has(our_site: Site) -> None:
    written = {path.stem for path in (REPOSITORY / "docs" / "zh").glob("*.md")}
    for folder in (our_site.folder, our_site.folder / "en"):
        for path in folder.iterdir():
            # Of a file's name the dot is no part of an address of a page.
            assert path.name in {*TAKEN_ADDRESSES, *written, "en"} if path.is_dir() else not is_slug(path.name)


def test_links_to_what_has_no_page_are_found_or_not_made(tmp_path: Path) -> None:
    links = "[草稿](../draft/zh.md)\n\n[省](/provinces/hunan)\n\n[人](/people/idle)"
    idle = "idle:\n  name: {zh: 闲人, en: Idle}\n  role: editor\n"
    files = {
        "chapters/people.yml": BOOK["chapters/people.yml"] + idle,
        "chapters/letters/zh.md": ORIGINAL.replace("开头一段。", links),
        "chapters/draft/zh.md": ORIGINAL.replace("published", "draft"),
    }
    write(tmp_path / "book", {**BOOK, **files})
    result = casebook("build", "--no-editions", "--root", tmp_path / "book")
    if result.returncode == 0:
        dead = Site(tmp_path / "book" / "site").dead_links()
        assert [link for link in dead if any(name in link for name in ("draft", "hunan", "idle"))] == []
    else:
        assert re.findall(r"letters/zh\.md:(\d+):", result.stdout) == ["20", "22", "24"]


def test_a_link_to_a_passage_that_is_not_translated_yet_still_arrives(tmp_path: Path) -> None:
    shorter = TRANSLATION.replace("## The first week {#first-week}\n\nThe box goes up.\n\n", "")
    write(tmp_path / "book", {**BOOK, "chapters/letters/zh.md": ORIGINAL, "chapters/letters/en.md": shorter})
    assert [link for link in build(tmp_path / "book").dead_links() if "first-week" in link] == []


# ---- for programs


def test_the_catalogue_is_complete_in_both_languages(site: Site) -> None:
    assert site.catalogue["version"] == 1
    assert site.catalogue["languages"] == {
        "zh": {"name": "中文", "tag": "zh-Hans"},
        "en": {"name": "English", "tag": "en-GB"},
    }
    chapters = {chapter["slug"]: chapter for chapter in site.catalogue["chapters"]}
    assert set(chapters) == {"letters", "odd", "pictured", "stale", "taken-back", "untold"}
    assert chapters["taken-back"] == {"slug": "taken-back", "status": "withdrawn"}
    letters, untold = chapters["letters"], chapters["untold"]
    assert letters["title"] == {"zh": "信箱", "en": "The letter box"}
    assert letters["summary"] == {"zh": "一个信箱。", "en": "A letter box."}
    assert letters["url"] == {"zh": f"{URL}chapters/letters/", "en": f"{URL}en/chapters/letters/"}
    (use,) = letters["practices"]
    assert (use["id"], use["at"]) == ("letter-box", "#first-week")
    assert use["how"] == {"zh": "每周二开箱。", "en": "Opened every Tuesday."}
    assert untold["title"] == {"zh": "山里的信箱"}
    assert (untold["kind"], untold["written"], untold["licence"]) == ("case-note", "2026-11", "CC BY 4.0")
    assert untold["sources"] == [{"title": "日报", "url": "https://news.example/1", "read": "2026-11-24"}]
    school = untold["school"]
    assert (school["name"], school["county"]) == ({"zh": "山里小学"}, {"zh": "某县"})
    assert (school["province"], school["stage"], school["boarding"], school["pupils"]) == (
        "hunan",
        "primary",
        True,
        186,
    )
    assert {slug: each["translations"]["en"]["state"] for slug, each in chapters.items() if "title" in each} == {
        "letters": "unconfirmed",
        "odd": "unconfirmed",
        "pictured": "unconfirmed",
        "stale": "behind",
        "untold": "missing",
    }
    assert {each["id"] for each in site.catalogue["practices"]} == {"letter-box", "talks"}


def shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    return [shape(each) for each in value[:1]] if isinstance(value, list) else type(value).__name__


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_catalogue_is_what_its_page_says(site: Site, our_site: Site, language: str) -> None:
    page = our_site.at("data/" if language == "zh" else "en/data/")
    example = json.loads(
        next(each.text for each in page.all("code") if '"slug"' in each.text and '"kind"' in each.text)
    )
    real = next(each for each in site.catalogue["chapters"] if each["slug"] == "letters")
    assert set(example) == set(real)
    for key in ("url", "title", "authors", "glance", "translations"):
        assert type(example[key]) is type(real[key]), key
    assert example["url"]["zh"].startswith("http")
    assert example["translations"]["en"].keys() == real["translations"]["en"].keys()
    assert shape(example["authors"]) == shape(real["authors"])
    assert set(example["glance"]) <= set(real["glance"])


def test_the_sitemap_lists_what_search_engines_may_list_with_the_alternates_of_each_page(site: Site) -> None:
    listed: dict[str, dict[str, str]] = {}
    for entry in re.findall(r"<url>.*?</url>", site.files["sitemap.xml"].decode("utf-8"), re.DOTALL):
        parts = Page(entry, URL)
        links = parts.all("xhtml:link", rel="alternate")
        listed[parts.one("loc").text] = {each.attrs["hreflang"]: each.attrs["href"] for each in links}
    assert set(listed) == {page.url for page in site.real_pages if page.is_indexed}
    for address, alternates in listed.items():
        assert alternates == site.at(address).alternates, address
    assert f"Sitemap: {URL}sitemap.xml" in site.files["robots.txt"].decode()


# ---- every page, of the small book and of our own


@pytest.fixture(params=["small", "ours"])
def any_site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue("site" if request.param == "small" else "our_site")
    return found


def test_every_link_and_anchor_arrives(any_site: Site) -> None:
    assert sum(len(page.links) for page in any_site.pages.values()) > 100
    assert any_site.dead_links() == []


def test_every_page_is_well_formed_for_those_who_do_not_see_it(any_site: Site) -> None:
    for page in any_site.real_pages:
        assert len(page.ids) == len(set(page.ids)), f"{page.url} has an id twice: {sorted(page.ids)}"
        assert [each.text.strip() != "" for each in page.all("h1")] == [True], page.url
        assert all("alt" in image.attrs for image in page.all("img")), page.url
        assert page.one("title").text.strip(), page.url
        for each in page.elements:
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                assert set(each.attrs.get(name, "").split()) <= set(page.ids), f"{page.url}: {each.attrs}"


def test_no_page_asks_another_host_for_anything(any_site: Site) -> None:
    own = urlsplit(any_site.url).netloc
    for page in any_site.pages.values():
        for element, address in page.addresses():
            if element.tag != "a" and element.attrs.get("rel") not in ("canonical", "alternate", "sitemap"):
                assert urlsplit(address).netloc == own, f"{page.url}: {element.tag} {address}"
    for name, content in any_site.files.items():
        # The search engine is not ours, and names example.com where a browser wants any address; see test_browsing.
        if name.endswith((".css", ".js", ".svg")) and not name.startswith("pagefind/"):
            hosts = set(re.findall(r"(?:https?:)?//([\w-]+\.[\w.-]+)", content.decode("utf-8")))
            assert hosts <= {"www.w3.org"}, name


def test_what_is_chinese_on_our_english_pages_is_marked_so(our_site: Site) -> None:
    found = [
        (page.url, run)
        for name, page in our_site.pages.items()
        if name.startswith("en/")
        for run, lang in page.runs
        if HAN.search(run) and lang not in ("zh-Hans", "zxx")
    ]
    assert found == []
