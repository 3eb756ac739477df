"""How the site is served: what its pages may load, what browsers may keep, and what is never published."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import crossplane
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from casebook.site import headers_file, nginx_conf, page_policy
from casebook.site.hosting import TYPES
from conftest import BOOK, REPOSITORY, casebook, headers_for
from html_pages import Site, unpacked
from page_kinds import kinds
from small_book import whole

DIGEST = re.compile(r"[._][0-9a-f]{7,}\.\w+$")
EMAIL = re.compile(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)


@pytest.fixture(params=["small", "ours"])
def site(request: pytest.FixtureRequest, built_site: Path, sites: tuple[Site, Site]) -> Site:
    return Site(built_site) if request.param == "ours" else sites[1]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.add_init_script("""
        window.refused = [];
        document.addEventListener("securitypolicyviolation", (event) => {
            window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
        });""")
    yield context.new_page()
    context.close()


# ---- headers


def test_every_file_is_served_with_the_policy_and_one_rule_says_how_long_it_may_be_kept(site: Site) -> None:
    for name in site.files:
        headers = headers_for(site.folder, "/" + name)
        assert headers["Content-Security-Policy"].startswith(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"
        )
        assert headers["Content-Security-Policy"].endswith("; frame-ancestors 'none'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "geolocation=()" in headers["Permissions-Policy"]
        if name != "_headers":
            kept = headers["Cache-Control"]
            assert kept in ("no-cache", "public, max-age=31536000, immutable"), f"{name}: {kept}"
            # What a browser keeps without asking has another name when it is another thing.
            assert kept == "no-cache" or DIGEST.search(name), name
    for page in ("/", "/catalogue/", "/en/"):
        assert headers_for(site.folder, page)["Cache-Control"] == "no-cache"


def test_hosts_say_what_files_for_programs_are_and_that_they_are_utf_8(site: Site, tmp_path: Path) -> None:
    told = {name for name in site.files if PurePosixPath(name).suffix in (".atom", ".bib", ".epub", ".md", ".ris")}
    told |= {name for name in site.files if name.endswith("llms.txt")}
    for name in site.files:
        kind = headers_for(site.folder, "/" + name).get("Content-Type")
        assert kind == (TYPES[PurePosixPath(name).suffix] if name in told else None), name
    editions = [name for name in told if name.endswith(".epub")]
    assert {PurePosixPath(name).suffix for name in told} == set(TYPES) - ({".epub"} if not editions else set())
    # A rule names a folder of chapters, and not each of them.
    rules = (site.folder / "_headers").read_text(encoding="utf-8").count("\n  Content-Type: ")
    assert rules == 2 * 8 + len(editions)
    conf = tmp_path / "nginx.conf"
    conf.write_text(f"events {{}} http {{ server {{ root /srv; {nginx_conf(whole())} }} }}", encoding="utf-8")
    server = crossplane.parse(str(conf))["config"][0]["parsed"][1]["block"][0]["block"]
    places = [each for each in server if each["directive"] == "location" and each["args"][0] == "~"]
    for name in told:
        block = next(each["block"] for each in places if re.search(each["args"][1], f"/{name}"))
        default = next(each["args"] for each in block if each["directive"] == "default_type")
        assert default == [TYPES[PurePosixPath(name).suffix]]
        assert {"directive": "types", "args": [], "block": []}.items() <= next(
            each for each in block if each["directive"] == "types"
        ).items()


def test_pages_say_the_policy_themselves_before_they_load_anything(site: Site) -> None:
    for page in site.pages.values():
        if page.all("meta", **{"http-equiv": "refresh"}):
            continue
        policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})
        loading = [each for each in page.elements if each.tag in ("link", "script", "style")]
        assert policy.attrs["content"] == page_policy()
        assert page.elements.index(policy) < page.elements.index(loading[0])


@pytest.mark.parametrize("base", ["", "book/"])
def test_nginx_reads_what_is_written_for_it_and_says_the_same_at_every_place(tmp_path: Path, base: str) -> None:
    settings = {"chapters/book.yml": BOOK["chapters/book.yml"].replace("book.example/", f"book.example/{base}")}
    conf = tmp_path / "nginx.conf"
    conf.write_text(f"events {{}} http {{ server {{ root /srv; {nginx_conf(whole(settings))} }} }}", encoding="utf-8")
    read = crossplane.parse(str(conf))
    assert read["errors"] == []
    server = read["config"][0]["parsed"][1]["block"][0]["block"]
    places = {tuple(each["args"]): each["block"] for each in server if each["directive"] == "location"}
    assert [place for (place, *_) in places if place != "~"] == [
        f"/{base}{folder}" for folder in ("", "en/", "assets/", "pagefind/fragment/", "pagefind/index/")
    ]
    listing = tmp_path / "_headers"
    listing.write_text(headers_file([PurePosixPath("index.html"), PurePosixPath("assets/a.0123456789.css")]), "utf-8")
    for place, block in places.items():
        if place[0] != "~":
            headers = {each["args"][0]: each["args"][1] for each in block if each["directive"] == "add_header"}
            path = "/assets/a.0123456789.css" if "immutable" in headers["Cache-Control"] else "/"
            assert headers == headers_for(tmp_path, path)
            assert all(each["args"][-1] == "always" for each in block if each["directive"] == "add_header")


def test_a_build_leaves_the_snippet_for_nginx_beside_the_site_and_not_in_it(write_book: Callable[..., Path]) -> None:
    root = write_book()
    assert casebook("build", "--no-editions", "--root", root).returncode == 0
    assert "location /en/ {" in (root / ".build" / "nginx.conf").read_text(encoding="utf-8")
    assert not list((root / "site").rglob("nginx*"))


# ---- the policy in a browser


@pytest.mark.browser
def test_no_kind_of_page_breaks_the_policy_nor_does_the_search(
    tab: Page, built_site: Path, sites: tuple[Site, Site], serve_folder: Callable[[Path], str]
) -> None:
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    served = {serve_folder(each.folder): each for each in (Site(built_site), sites[1])}
    pages = kinds(served)
    for url in pages:
        tab.goto(url)
        tab.get_by_role("button").first.click()
        said += [f"{url}: {each}" for each in tab.evaluate("window.refused")]
    for url in served:
        tab.goto(f"{url}search/?q=信箱")
        expect(tab.locator("#search-results")).to_have_attribute("data-state", "done")
        said += [f"{tab.url}: {each}" for each in tab.evaluate("window.refused")]
        tab.locator("a[data-hit][href*='/chapters/']").first.click()
        expect(tab.locator(".marks-clear")).to_be_visible()
        tab.keyboard.press("/")
        tab.keyboard.type("信箱")
        expect(tab.get_by_role("option").first).to_be_visible()
        expect(tab.get_by_role("listbox")).to_have_attribute("data-state", "done")
        said += [f"{tab.url}: {each}" for each in tab.evaluate("window.refused")]
    assert said == []


@pytest.mark.browser
def test_another_site_is_not_told_where_a_reader_comes_from_even_on_a_host_without_headers(
    tab: Page, built_site: Path, tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    shutil.copytree(built_site, tmp_path / "site", ignore=shutil.ignore_patterns("_headers"))
    sent: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        sent.append(route.request.all_headers())
        route.fulfill(body="another site")

    tab.context.route(re.compile("^https:"), answer)
    tab.goto(serve_folder(tmp_path / "site"))
    tab.locator("a[href^='https:']").first.click()
    expect(tab.locator("body")).to_have_text("another site")
    assert ["referer" in headers for headers in sent] == [False]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "directive"),
    [
        ("<script>document.title = 'run'</script>", "script-src-elem"),
        ("<p onclick=\"document.title = 'run'\">a</p>", "script-src-attr"),
        ("<p style='color: red'>a</p>", "style-src-attr"),
        ("<img src='https://photos.example/a.png' alt=''>", "img-src"),
        ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt=''>", "img-src"),
        ("<iframe src='https://video.example/'></iframe>", "frame-src"),
        ("<base href='https://other.example/'>", "base-uri"),
    ],
)
@pytest.mark.parametrize("by", ["header", "page"])
def test_what_a_chapter_must_not_bring_with_it_is_refused_and_reported(
    tab: Page,
    tmp_path: Path,
    serve_folder: Callable[[Path], str],
    refused: list[str],
    html: str,
    directive: str,
    by: str,
) -> None:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{page_policy()}">' if by == "page" else ""
    (tmp_path / "index.html").write_text(f"<!doctype html>{policy}<title>a</title>{html}", encoding="utf-8")
    if by == "header":
        (tmp_path / "_headers").write_text(headers_file([PurePosixPath("index.html")]), encoding="utf-8")
    tab.goto(serve_folder(tmp_path))
    tab.wait_for_function("() => window.refused.length > 0")
    assert [each.split()[0] for each in tab.evaluate("window.refused")] == [directive]
    assert tab.title() == "a"
    if by == "header":
        # The browser reports when it has time.
        for _ in range(100):
            if refused:
                break
            tab.wait_for_timeout(100)
        assert [each.split()[1] for each in refused] == [directive]
        refused.clear()


# ---- what is never published


def test_pages_hold_nothing_that_the_policy_would_refuse(site: Site) -> None:
    for page in site.pages.values():
        for each in page.elements:
            inline = [name for name in each.attrs if name == "style" or name.startswith("on")]
            assert inline == [], f"{page.url}: {each}"
            assert each.tag != "style", page.url
            # Data that a script reads is no script.
            assert (
                each.tag != "script"
                or "src" in each.attrs
                or each.attrs["type"] in ("application/json", "application/ld+json")
            ), page.url
            assert not each.attrs.get("href", "").lower().startswith("javascript:"), page.url


def test_no_source_map_no_mail_address_and_no_path_of_a_machine_is_published(site: Site) -> None:
    places = {str(REPOSITORY), str(Path.home()), str(site.folder.parent), tempfile.gettempdir(), "site-packages"}
    for name, packed in site.files.items():
        content = unpacked(packed)
        assert not name.endswith(".map"), name
        assert b"sourceMappingURL" not in content, name
        assert EMAIL.findall(content) == [], name
        assert [place for place in places if f"{place}/".encode() in content] == [], name
