"""Reading without a network, in a real browser: what is kept, what takes its place, and what must be gone."""

from __future__ import annotations

import http.server
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from casebook.press.listing import part_of, write_listing
from conftest import BOOK, CHROMIUM, ORIGINAL, SWITCHES, TRANSLATION, casebook
from photo_files import jpeg

pytestmark = pytest.mark.browser

LETTERS, TALKS = "chapters/letters/", "chapters/talks/"
CHAPTERS: dict[str, str | bytes | None] = {
    "chapters/letters/zh.md": ORIGINAL,
    "chapters/letters/en.md": TRANSLATION,
    "chapters/talks/photos/box.jpg": jpeg(),
    "chapters/talks/zh.md": ORIGINAL.replace("title: 信箱", "title: 谈心室").replace(
        "信箱挂上墙。", "谈心室开了门。\n\n![谈心室的门](photos/box.jpg)"
    ),
}
SETTLED = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


@dataclass
class Host:
    """A static host whose site can be swapped, and which can fail as hosts and networks do."""

    folder: Path
    base: str = "/"
    asked: list[str] = field(default_factory=list)
    answers: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    """Status, type and content that come instead, by path; `*` is every other."""
    delays: dict[str, float] = field(default_factory=dict)
    address: str = ""

    def path_of(self, url: str) -> str | None:
        path = url.split("?", maxsplit=1)[0]
        return path.removeprefix(self.base) if path.startswith(self.base) else None


@contextmanager
def hosted(host: Host) -> Iterator[Host]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the interface's
            pass

        def do_GET(self) -> None:
            path = host.path_of(self.path)
            host.asked.append(path if path is not None else self.path)
            time.sleep(host.delays.get(path or "", 0))
            if path in host.answers or "*" in host.answers:
                status, kind, content = host.answers.get(path or "", host.answers.get("*", (404, "text/html", b"")))
                self.send_response(status)
                if status in (301, 302):
                    self.send_header("Location", content.decode())
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            elif path is None:
                self.send_error(404)
            else:
                super().do_GET()

        def end_headers(self) -> None:
            self.send_header("Cache-Control", "no-cache")
            super().end_headers()

        def translate_path(self, path: str) -> str:
            inside = host.path_of(path)
            self.directory = str(host.folder)
            return super().translate_path(f"/{inside}" if inside is not None else "/no-such-file")

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host.address = f"http://127.0.0.1:{server.server_port}{host.base}"
    yield host
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build a small book four times: as it is, one chapter changed and one more, one withdrawn, a passage withdrawn."""
    root = tmp_path_factory.mktemp("books") / "book"
    files = {**BOOK, **CHAPTERS}

    def build(name: str, **changes: str) -> Path:
        for path, content in {**files, **changes}.items():
            if content is not None:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        out = root.parent / name
        result = casebook("build", "--no-editions", "--root", root, "--out", out)
        assert result.returncode == 0, result.stdout + result.stderr
        return out

    changed = {
        "chapters/letters/zh.md": ORIGINAL.replace("信箱挂上墙", "信箱挂上了新墙"),
        "chapters/more/zh.md": ORIGINAL.replace("title: 信箱", "title: 新来的一篇"),
    }
    first, second = build("first"), build("second", **changed)
    withdrawn = {
        "chapters/talks/zh.md": str(CHAPTERS["chapters/talks/zh.md"]).replace("status: published", "status: withdrawn")
    }
    said = "withdrawn:\n  - {on: 2026-11-24, by: editors, why: asked for}\nwritten:"
    cut = {"chapters/letters/zh.md": ORIGINAL.replace("信箱挂上墙。\n\n", "").replace("written:", said)}
    return {
        "first": first,
        "second": second,
        "withdrawn": build("withdrawn", **changed, **withdrawn),
        "cut": build("cut", **{**files, **changed, **cut}),
    }


@pytest.fixture
def host(builds: dict[str, Path]) -> Iterator[Host]:
    with hosted(Host(builds["first"])) as running:
        yield running


@pytest.fixture(scope="module")
def refusing(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Start a Chromium in whose settings sites may keep nothing."""
    profile = tmp_path_factory.mktemp("refusing")
    (profile / "Default").mkdir()
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (profile / "Default" / "Preferences").write_text(json.dumps(settings), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=SWITCHES)
    yield context
    context.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def read(page: Page, host: Host, *paths: str) -> None:
    """Read pages, and wait until the worker has them."""
    for path in paths:
        page.goto(host.address + path)
        page.wait_for_function(SETTLED)
        wait_for(page, lambda path=path: any(key.startswith(f"{path}?") for key in kept(page)))


def kept(page: Page) -> list[str]:
    """List what is kept, as `path?digest`."""
    return page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            if (!name.endsWith(" files")) continue;
            const base = new URL(name.split(" ")[1], location.href).href;
            for (const { url } of await (await caches.open(name)).keys()) found.push(decodeURI(url.slice(base.length)));
          }
          return found;
        }"""
    )


def state(page: Page) -> dict[str, object]:
    return page.evaluate(
        """async () => {
          for (const name of await caches.keys()) {
            if (!name.endsWith(" records")) continue;
            const base = new URL(name.split(" ")[1], location.href).href;
            const kept = await (await caches.open(name)).match(base + "offline/state");
            if (kept) return kept.json();
          }
          return {};
        }"""
    )


def wait_for(page: Page, holds: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, (state(page), kept(page))
        page.wait_for_timeout(50)


def build_of(folder: Path) -> str:
    return json.loads((folder / "offline" / "build.json").read_text(encoding="utf-8"))["build"]


def is_of(page: Page, folder: Path) -> bool:
    """Whether everything that is kept is of one build, and that build is in use."""
    now = state(page)
    parts = [
        line.split(" ", 2)
        for path in (folder / "offline").glob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    listed = {f"{path}?{digest}" for digest, _, path in parts}
    return bool(now.get("head")) and now["head"]["build"] == build_of(folder) and set(kept(page)) <= listed  # type: ignore[index]  # checked just before


def keep_whole(page: Page, host: Host, *, reloads: bool = True) -> None:
    if reloads:
        page.goto(host.address + "offline/")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#offline-said")).to_have_text("整本书已存好，断网也能读。", timeout=30_000)


# ---- pages that were read


def test_a_page_that_was_read_is_there_without_a_network(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    read(page, host, LETTERS, "")
    context.set_offline(True)
    page.goto(host.address + LETTERS + "?h=信箱#later")
    expect(page.locator("h1")).to_have_text("信箱")
    expect(page.locator(".kept-note")).to_contain_text("这是存在本设备上的副本")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor !== ''")
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0, "its style was kept with it"
    page.goto(host.address + TALKS)
    expect(page.locator("#offline-missing")).to_contain_text("还没有存在本设备上")
    expect(page.locator("#offline-pages a")).to_have_text(["A small book", "信箱"])
    context.set_offline(False)
    page.get_by_role("link", name="再试一次").click()
    expect(page.locator("h1")).to_have_text("谈心室")
    expect(page.locator(".kept-note")).to_be_hidden()


def test_the_first_visit_pays_nothing_before_the_page_is_done(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address + LETTERS)
    page.wait_for_load_state("networkidle")
    assert host.asked[0] == LETTERS
    assert all(path.startswith("assets/") for path in host.asked[1:4]), "style, script and icon come first"
    assert "sw.js" not in host.asked[:4]
    page.wait_for_function(SETTLED)
    wait_for(page, lambda: bool(kept(page)))
    fetched_for_keeping = [path for path in host.asked if path.endswith(".txt")]
    assert len(fetched_for_keeping) <= 3, "who reads one page fetches the parts that name it, its style and this page"
    assert not [path for path in host.asked if path.startswith("pagefind/")]


def test_a_slow_network_shows_the_kept_copy_after_three_seconds(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    read(page, host, LETTERS)
    host.delays[LETTERS] = 8
    started = time.monotonic()
    page.goto(host.address + LETTERS)
    assert 2.5 < time.monotonic() - started < 7
    expect(page.locator(".kept-note")).to_be_visible()


def test_a_host_that_fails_leaves_the_kept_copy(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    read(page, host, LETTERS)
    host.answers[LETTERS] = (503, "text/html", b"<h1>down</h1>")
    page.goto(host.address + LETTERS)
    expect(page.locator("h1")).to_have_text("信箱")
    expect(page.locator(".kept-note")).to_be_visible()


def test_what_somebody_else_answers_is_shown_but_never_kept(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    read(page, host, LETTERS)
    before = kept(page)
    host.answers["*"] = (200, "text/html", b"<!doctype html><h1>Log in to this network</h1>")
    page.goto(host.address + LETTERS)
    expect(page.locator("h1")).to_have_text("Log in to this network")
    page.wait_for_timeout(500)
    assert kept(page) == before
    context.set_offline(True)
    page.goto(host.address + LETTERS)
    expect(page.locator("h1")).to_have_text("信箱")


def test_a_site_below_a_path_keeps_to_its_path(browser: Browser, builds: dict[str, Path]) -> None:
    context = browser.new_context()
    with hosted(Host(builds["first"], base="/our/book/")) as host:
        page = context.new_page()
        read(page, host, LETTERS)
        context.set_offline(True)
        page.goto(host.address + LETTERS)
        expect(page.locator("h1")).to_have_text("信箱")
        page.goto(host.address + "en/" + TALKS)
        expect(page.locator("#offline-missing")).to_contain_text("not kept on this device yet")
    context.close()


def test_saving_data_fetches_nothing_that_nobody_asked_for(browser: Browser, host: Host) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'connection', {get: () => ({saveData: true})})")
    page = context.new_page()
    page.goto(host.address + LETTERS)
    page.wait_for_timeout(2500)
    assert "sw.js" not in host.asked
    assert kept(page) == []
    context.close()


# ---- the whole book


def test_the_whole_book_can_be_read_and_searched_without_a_network(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    keep_whole(page, host)
    expect(page.locator("#offline-note")).to_contain_text("整本书（中文）都在本设备上")
    context.set_offline(True)
    for path, title in ((TALKS, "谈心室"), ("practices/letter-box/", "悄悄话信箱"), ("catalogue/", "全部篇章")):
        page.goto(host.address + path)
        expect(page.locator("h1")).to_contain_text(title)
    page.goto(host.address + "search/?q=开了门")
    expect(page.locator("#search-results[data-state=done] [data-hit]")).to_have_count(1)
    expect(page.locator("#search-results mark").first).to_have_text("开了门")
    expect(page.locator("#search-summary")).not_to_contain_text("逐页")
    page.goto(host.address + "en/" + LETTERS)
    expect(page.locator("#offline-missing")).to_be_visible()


@pytest.mark.parametrize(
    ("screen", "scale", "script", "kept_copy"),
    [
        pytest.param((1280, 720), 1, "", "-720.avif", id="a desk"),
        pytest.param((390, 844), 3, "", "-720.avif", id="a phone, whose browser would ask for 1080 pixels"),
        pytest.param((1280, 900), 2, "", "-1300.avif", id="a fine screen"),
        pytest.param(
            (390, 844), 1, "window.createImageBitmap = () => Promise.reject()", "-360.jpg", id="a browser without AVIF"
        ),
    ],
)
def test_of_each_photograph_the_copy_is_kept_that_this_screen_and_browser_need(
    browser: Browser, host: Host, screen: tuple[int, int], scale: int, script: str, kept_copy: str
) -> None:
    context = browser.new_context(viewport={"width": screen[0], "height": screen[1]}, device_scale_factor=scale)
    context.add_init_script(script)
    page = context.new_page()
    keep_whole(page, host)
    assert photos(page) == []
    page.get_by_label("连同照片").check()
    keep_whole(page, host, reloads=False)
    expect(page.locator("#offline-note")).to_contain_text("连同照片")
    (copy,) = photos(page)
    assert copy.endswith(kept_copy)
    context.set_offline(True)
    page.goto(host.address + TALKS)
    page.locator("main img").scroll_into_view_if_needed()
    if not script:
        page.wait_for_function("() => document.querySelector('main img').naturalWidth > 0")
    context.close()


def photos(page: Page) -> list[str]:
    """List the photos that are kept, by path."""
    return [key.split("?")[0] for key in kept(page) if "/photos/" in key]


def test_what_photographs_would_take_is_counted_as_they_are_kept(builds: dict[str, Path]) -> None:
    counted = json.loads((builds["first"] / "offline" / "build.json").read_text(encoding="utf-8"))["photos"]
    for form, ending in (("avif", "avif"), ("other", "jpg")):
        sizes = {
            path.stem.rsplit("-", 1)[1]: path.stat().st_size for path in builds["first"].rglob(f"photos/*.{ending}")
        }
        assert counted[form]["360"] == sizes["360"]
        assert counted[form]["1300"] == sizes[max(sizes, key=int)], "the widest that there is"


def test_progress_is_shown_and_said(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address + "offline/")
    expect(page.locator("#offline-size")).to_contain_text("大约下载")
    for path in host.folder.rglob("*.html"):
        host.delays[path.relative_to(host.folder).as_posix().removesuffix("index.html")] = 0.1
    page.get_by_role("button", name="保存", exact=True).click()
    bar = page.get_by_role("progressbar", name="保存进度")
    expect(bar).to_be_visible()
    page.wait_for_function("() => document.querySelector('progress').value > 2")
    expect(page.locator("#offline-said[role=status]")).to_contain_text("个文件")
    expect(page.locator("#offline-said")).to_have_text("整本书已存好，断网也能读。", timeout=30_000)
    expect(bar).to_be_hidden()


def test_a_download_goes_on_after_its_page_was_closed(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address + "offline/")
    host.answers[TALKS] = (500, "text/html", b"")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#offline-said")).to_contain_text("网站暂时没有回应", timeout=30_000)
    page.close()
    host.answers.clear()
    page = context.new_page()
    page.goto(host.address)
    wait_for(page, lambda: state(page)["whole"] == build_of(host.folder))
    context.set_offline(True)
    page.goto(host.address + TALKS)
    expect(page.locator("h1")).to_have_text("谈心室")


def test_a_page_that_was_changed_on_its_way_is_not_kept(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address + "offline/")
    host.answers[TALKS] = (200, "text/html", b"<!doctype html><h1>An advertisement</h1>")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#offline-said")).to_contain_text("与本站发布的不一致", timeout=30_000)
    assert not [key for key in kept(page) if key.startswith(f"{TALKS}?")]


def test_a_full_device_says_so_and_keeps_what_it_has(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    read(page, host, LETTERS)
    page.goto(host.address + "offline/")
    client = context.new_cdp_session(page)
    origin = host.address.removesuffix("/")
    client.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 150_000})
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#offline-said")).to_contain_text("空间不够", timeout=30_000)
    context.set_offline(True)
    page.goto(host.address + LETTERS)
    expect(page.locator("h1")).to_have_text("信箱")


def test_everything_can_be_deleted_and_reading_leaves_no_trace_if_the_reader_says_so(
    context: BrowserContext, host: Host
) -> None:
    page = context.new_page()
    read(page, host, LETTERS)
    page.goto(host.address + "offline/")
    page.get_by_label("自动保存读过的页面").uncheck()
    page.get_by_role("button", name="全部删除").click()
    expect(page.locator("#offline-note")).to_contain_text("已全部删除")
    assert kept(page) == []
    page.goto(host.address + LETTERS)
    page.wait_for_timeout(800)
    assert not [key for key in kept(page) if key.startswith(LETTERS)]


def test_what_a_browser_took_back_is_kept_anew_and_nothing_else_is_claimed(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.set_default_timeout(10_000)
    keep_whole(page, host)
    client = context.new_cdp_session(page)
    taken = {"origin": host.address.removesuffix("/"), "storageTypes": "cache_storage"}
    client.send("Storage.clearDataForOrigin", taken)
    page.reload()
    expect(page.locator("#offline-note")).to_have_text("还没有存任何页面。")
    read(page, host, LETTERS)
    context.set_offline(True)
    # The next worker knows nothing but what is kept.
    client.send("ServiceWorker.enable")
    client.send("ServiceWorker.stopAllWorkers")
    page.goto(host.address + LETTERS)
    expect(page.locator("h1")).to_have_text("信箱")
    page.goto(host.address + TALKS)
    expect(page.locator("#offline-missing")).to_be_visible()
    expect(page.locator("#offline-note")).to_contain_text("1页，共")
    expect(page.locator("#offline-note")).not_to_contain_text("整本书")


# ---- builds


def test_a_new_build_takes_the_place_of_the_old_one_as_a_whole(
    context: BrowserContext, host: Host, builds: dict[str, Path]
) -> None:
    page = context.new_page()
    read(page, host, LETTERS, "about/", "")
    assert is_of(page, builds["first"])
    host.asked.clear()
    host.folder = builds["second"]
    page.goto(host.address)
    wait_for(page, lambda: is_of(page, builds["second"]))
    assert LETTERS in host.asked
    assert "about/" not in host.asked, "what did not change is not fetched again"
    context.set_offline(True)
    page.goto(host.address + LETTERS)
    expect(page.locator("main")).to_contain_text("信箱挂上了新墙")
    page.goto(host.address + "about/")
    expect(page.locator("h1")).to_have_text("关于")


def test_while_a_new_build_is_on_its_way_the_old_one_is_read_and_none_of_the_new(
    context: BrowserContext, host: Host, builds: dict[str, Path]
) -> None:
    page = context.new_page()
    read(page, host, LETTERS, TALKS, "")
    host.folder = builds["second"]
    host.answers[LETTERS] = (500, "text/html", b"")
    page.goto(host.address + "chapters/more/")
    expect(page.locator("h1")).to_have_text("新来的一篇")
    wait_for(
        page, lambda: state(page).get("newer") == build_of(builds["second"]) and state(page)["trouble"] == "server"
    )
    context.set_offline(True)
    page.goto(host.address + LETTERS)
    expect(page.locator("main")).to_contain_text("信箱挂上墙")
    page.goto(host.address + "chapters/more/")
    expect(page.locator("#offline-missing")).to_be_visible()
    context.set_offline(False)
    host.answers.clear()
    page.goto(host.address + TALKS)
    wait_for(page, lambda: is_of(page, builds["second"]))
    context.set_offline(True)
    page.goto(host.address + "chapters/more/")
    expect(page.locator("h1")).to_have_text("新来的一篇")


def test_a_withdrawn_chapter_leaves_the_device_at_the_first_contact(
    context: BrowserContext, host: Host, builds: dict[str, Path]
) -> None:
    host.folder = builds["second"]
    page = context.new_page()
    keep_whole(page, host)
    assert any(key.startswith(TALKS) for key in kept(page))
    host.folder = builds["withdrawn"]
    # The network fails again before anything new has come: what is gone is gone all the same.
    for path in builds["withdrawn"].rglob("*.html"):
        host.answers[path.relative_to(host.folder).as_posix().removesuffix("index.html")] = (500, "text/html", b"")
    host.answers.pop("about/")
    page.goto(host.address + "about/")
    wait_for(page, lambda: not any(key.startswith(TALKS) for key in kept(page)))
    assert holding(page, "谈心室") == [], "nothing that is kept speaks of it any more"
    wait_for(page, lambda: is_of(page, builds["withdrawn"]))
    host.answers.clear()
    page.goto(host.address + TALKS)
    expect(page.locator("main")).to_contain_text("撤下")
    wait_for(page, lambda: state(page)["whole"] == build_of(builds["withdrawn"]))
    context.set_offline(True)
    page.goto(host.address + TALKS)
    expect(page.locator("#offline-missing")).to_be_visible()
    page.goto(host.address + LETTERS)
    expect(page.locator("main")).to_contain_text("信箱挂上了新墙")


def test_a_withdrawn_passage_leaves_the_device_as_fast(
    context: BrowserContext, host: Host, builds: dict[str, Path]
) -> None:
    host.folder = builds["second"]
    page = context.new_page()
    keep_whole(page, host)
    assert any(LETTERS in url for url in holding(page, "信箱挂上了新墙"))
    host.folder = builds["cut"]
    for path in builds["cut"].rglob("*.html"):
        host.answers[path.relative_to(host.folder).as_posix().removesuffix("index.html")] = (500, "text/html", b"")
    host.answers.pop("about/")
    page.goto(host.address + "about/")
    wait_for(page, lambda: holding(page, "信箱挂上了新墙") == [])


def holding(page: Page, words: str) -> list[str]:
    """List the kept pages and lists that hold these words; the index packs its words."""
    return page.evaluate(
        """async (words) => {
          const found = [];
          for (const name of await caches.keys()) {
            const files = await caches.open(name);
            for (const request of await files.keys()) {
              // Between the list and the look a file may go: that is what is waited for.
              if ((await (await files.match(request))?.text())?.includes(words)) found.push(request.url);
            }
          }
          return found;
        }""",
        words,
    )


def test_a_build_that_is_published_during_a_download_is_downloaded_instead(
    context: BrowserContext, host: Host, builds: dict[str, Path]
) -> None:
    page = context.new_page()
    page.goto(host.address + "offline/")
    for path in builds["first"].rglob("*.html"):
        host.delays[path.relative_to(builds["first"]).as_posix().removesuffix("index.html")] = 0.15
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_function("() => document.querySelector('progress').value > 3")
    host.folder = builds["second"]
    expect(page.locator("#offline-said")).to_have_text("整本书已存好，断网也能读。", timeout=40_000)
    assert is_of(page, builds["second"])


def test_a_site_without_its_worker_ends_the_workers_that_meet_it(
    context: BrowserContext, host: Host, builds: dict[str, Path], tmp_path: Path
) -> None:
    page = context.new_page()
    read(page, host, LETTERS)
    # A host that is down as a whole takes nothing away.
    host.answers["*"] = (404, "text/html", b"<h1>nothing here</h1>")
    page.goto(host.address + LETTERS)
    page.wait_for_timeout(500)
    assert kept(page)
    host.answers.clear()
    plain = shutil.copytree(builds["first"], tmp_path / "plain")
    (plain / "sw.js").unlink()
    shutil.rmtree(plain / "offline")
    host.folder = plain
    page.goto(host.address + LETTERS)
    wait_for(page, lambda: page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0)
    assert page.evaluate("caches.keys()") == []


@pytest.mark.parametrize(
    ("prefix", "on_the_page", "at_the_button"),
    [
        pytest.param("", "这个浏览器窗口不能保存页面", "不让网页保存内容", id="zh"),
        pytest.param("en/", "This browser window cannot keep pages", "does not let pages keep anything", id="en"),
    ],
)
def test_denied_storage_is_said_and_the_site_is_read_as_ever(
    refusing: BrowserContext, host: Host, prefix: str, on_the_page: str, at_the_button: str
) -> None:
    page = refusing.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{host.address}{prefix}offline/")
    expect(page.locator("#offline-note")).to_contain_text(on_the_page)
    expect(page.locator("#offline-whole")).to_be_hidden()
    page.goto(host.address + prefix + LETTERS)
    expect(page.locator("h1")).to_have_text("The letter box" if prefix else "信箱")
    button = page.locator(".keep button")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text(at_the_button)
    expect(button).to_have_attribute("aria-pressed", "false")
    assert errors == []
    page.close()


def test_a_private_window_keeps_what_was_read_until_it_is_closed(browser: Browser, host: Host) -> None:
    private = browser.new_context()
    page = private.new_page()
    read(page, host, LETTERS)
    private.set_offline(True)
    page.goto(host.address + LETTERS)
    expect(page.locator("h1")).to_have_text("信箱")
    private.close()
    another = browser.new_context()
    page = another.new_page()
    page.goto(host.address + "offline/")
    expect(page.locator("#offline-note")).to_have_text("还没有存任何页面。")
    expect(page.locator("main")).to_contain_text("无痕窗口里存的东西，关窗就没有了。")
    another.close()


def test_without_scripts_the_page_names_the_other_way(browser: Browser, host: Host) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.address + "en/offline/")
    expect(page.get_by_text("You can use the zip file described below")).to_be_visible()
    expect(page.get_by_role("heading", name="On a USB stick or in a folder")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_be_hidden()
    context.close()


# ---- what a build writes


def test_a_build_is_named_after_its_bytes(builds: dict[str, Path], tmp_path: Path) -> None:
    again = shutil.copytree(builds["first"], tmp_path / "again")
    before = {path.name: path.read_bytes() for path in (again / "offline").iterdir()}
    write_listing(again, {"zh": "", "en": "en/"}, withdrawn=(), cut=())
    assert {path.name: path.read_bytes() for path in (again / "offline").iterdir()} == before
    (again / "robots.txt").write_text("changed")
    assert (
        write_listing(again, {"zh": "", "en": "en/"}, withdrawn=(), cut=()) != json.loads(before["build.json"])["build"]
    )


def test_a_long_listing_is_read_in_parts(tmp_path: Path) -> None:
    for number in range(600):
        folder = tmp_path / "chapters" / f"chapter-{number}"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(f"{number}")
    write_listing(tmp_path, {"zh": ""}, withdrawn=(), cut=())
    group = json.loads((tmp_path / "offline" / "build.json").read_text())["groups"]["pages/zh"]
    assert len(group["parts"]) == 8
    for number, digest in enumerate(group["parts"]):
        lines = (tmp_path / "offline" / f"{digest}.txt").read_text().splitlines()
        assert {part_of(line.split(" ", 2)[2], 8) for line in lines} == {number}


def test_a_phone_may_put_the_book_on_its_home_screen(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address + "en/")
    found = context.new_cdp_session(page).send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"] == host.address + "en/manifest.webmanifest"
    manifest = json.loads(found["data"])
    assert (manifest["lang"], manifest["start_url"], manifest["scope"]) == ("en-GB", "./", "../")
    for icon in manifest["icons"]:
        assert page.request.get(f"{host.address}en/{icon['src']}").headers["content-type"] == "image/png"
