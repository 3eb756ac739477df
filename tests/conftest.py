"""What every test may use: the repository's own book, small books to spoil, and a real browser."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from html_pages import Site

REPOSITORY = Path(__file__).resolve().parents[1]

CHROMIUM = os.environ.get("CASEBOOK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
"""The Chromium that CASEBOOK_CHROMIUM names, or one on the PATH; None is Playwright's own."""

SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
"""The switches with which Chromium is started."""

FIREFOX = os.environ.get("CASEBOOK_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
"""The Firefox that CASEBOOK_FIREFOX names, or one on the PATH: what holds in every browser is tested there too."""

BOOK = {
    "mkdocs.yml": (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").replace("  custom_dir: docs/theme\n", ""),
    "chapters/book.yml": """\
title: {en: A small book}
source: zh
languages:
  zh: {name: 中文, tag: zh-Hans}
  en: {name: English, tag: en-GB}
url: https://book.example/
repository: https://code.example/small/book
licence: CC BY 4.0
""",
    "chapters/practices.yml": """\
groups:
  - {id: support, zh: 情感支持, en: Support, definition_zh: 有人听。, definition_en: Somebody listens.}
practices:
  - {id: letter-box, group: support, zh: 悄悄话信箱, en: Letter box, definition_zh: 投信。, definition_en: Letters.}
  - {id: talks, group: support, zh: 谈心, en: Talks, definition_zh: 谈话。, definition_en: Talking.}
problems:
  - {id: silent, zh: 孩子不说话, en: A silent child, practices: [letter-box, talks]}
""",
    "chapters/people.yml": """\
editors:
  name: {zh: 编者, en: The editors}
  role: editor
""",
    "chapters/glossary.yml": """\
terms:
  - {id: talk, zh: 谈心, en: heart-to-heart talk, avoid_en: [talk heart], severity: warn, basis: usage}
""",
    "docs/zh/about.md": "---\ntitle: 关于\ndescription: 关于本书。\n---\n## 本书 {#book}\n\n说明。\n",
    "docs/en/about.md": "---\ntitle: About\ndescription: About the book.\n---\n## The book {#book}\n\nText.\n",
}
"""The files of the smallest book that is whole, without a chapter."""

ORIGINAL = """\
---
title: 信箱
summary: 一个信箱。
kind: illustrative
status: published
authors: [editors]
school:
  stage: primary
  boarding: true
practices:
  - id: letter-box
    at: "#first-week"
    how: 每周二开箱。
glance:
  challenge: 孩子不说话。
  response: 挂一个信箱。
written: 2026-11
consent: {author: not-needed, school: not-needed, children: none-identifiable, photos: VE-2020-018}
---
开头一段。

## 第一周 {#first-week}

信箱挂上墙。

## 后来 {#later}

有了来信。
"""
TRANSLATION = """\
---
title: The letter box
summary: A letter box.
practices:
  - {id: letter-box, how: Opened every Tuesday.}
glance: {challenge: Children do not speak., response: A letter box goes up.}
translators: [editors]
---
An opening paragraph.

## The first week {#first-week}

The box goes up.

## Later {#later}

Letters come.
"""

WriteBook = Callable[..., Path]


@pytest.fixture
def write_book(tmp_path: Path) -> WriteBook:
    """Give a function that writes a small book: its files, with some replaced, added, or (None) left out."""

    def write(files: dict[str, str | bytes | None] | None = None, *, name: str = "book") -> Path:
        root = tmp_path / name
        for path, content in {**BOOK, **(files or {})}.items():
            if content is not None:
                target = root / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return root

    return write


def casebook(*arguments: str | Path, cwd: Path = REPOSITORY, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does; messages come in English unless LC_ALL says otherwise."""
    return subprocess.run(
        [sys.executable, "-m", "casebook", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "default", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the repository's own book once, whichever process asks first, and give the folder of its site."""
    own = tmp_path_factory.getbasetemp()
    # The processes of one run have folders beside each other, and one .build to build the book in.
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with FileLock(shared / "built.lock"):
        folder = shared / "built"
        if not folder.is_dir():
            result = casebook("build", "--out", folder)
            assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture(scope="session")
def our_site(built_site: Path) -> Site:
    """Read the site of the repository's own book."""
    return Site(built_site)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    """Build a small book with a chapter of every kind twice: with all of them published, and with some taken back."""
    from every_chapter import build_twice  # noqa: PLC0415  # it begins with the book of this module

    return build_twice(tmp_path_factory.mktemp("small") / "book")


def headers_for(folder: Path, path: str) -> dict[str, str]:
    """Give what the file `_headers` of a site says for an address; a host joins the values of one header.

    `*` stands for anything, and a word behind a colon for one part of the address.
    """
    found: dict[str, str] = {}
    fits = False
    listing = folder / "_headers"
    for line in listing.read_text(encoding="utf-8").splitlines() if listing.is_file() else []:
        if line.startswith("/"):
            pattern = re.sub(r":\w+", "[^/]+", re.escape(line).replace(r"\*", ".*"))
            fits = re.fullmatch(pattern, path) is not None
        elif fits:
            name, value = line.strip().split(": ", 1)
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


class _Host(http.server.SimpleHTTPRequestHandler):
    """A static host that keeps to the `_headers` of a site, and hears from browsers what its policy refused."""

    refused: ClassVar[list[str]] = []

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the interface's
        pass

    def end_headers(self) -> None:
        for name, value in headers_for(Path(self.directory), urlsplit(self.path).path).items():
            self.send_header(name, f"{value}; report-uri /refused" if name == "Content-Security-Policy" else value)
        super().end_headers()

    def do_POST(self) -> None:
        report = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["csp-report"]
        where = f"{report['document-uri']}:{report.get('line-number', '?')}"
        self.refused.append(f"{where}: {report['effective-directive']} {report['blocked-uri']}")
        self.send_response(204)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        # As a static host does: the page for wrong addresses stands in the site.
        page = Path(self.directory) / "404.html"
        if code == 404 and page.is_file():
            content = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        else:
            super().send_error(code, message, explain)


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Give a function that serves a folder as a static host does, and gives its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        handler = functools.partial(_Host, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def refused() -> Iterator[list[str]]:
    """Fail a test in which a page broke the site's Content-Security-Policy; a test that means to empties the list."""
    yield _Host.refused
    found = list(_Host.refused)
    _Host.refused.clear()
    assert found == []


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start what drives browsers; a process can have one only."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start a real Chromium, whose windows are private: nothing is left of one when it is closed."""
    running = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
    yield running
    running.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Start a Firefox as people have it, over WebDriver BiDi; ask for it only where FIREFOX is one."""
    running = playwright.firefox.launch(channel="moz-firefox", executable_path=FIREFOX)
    yield running
    running.close()


@pytest.fixture(scope="session")
def our_address(built_site: Path, serve_folder: Callable[[Path], str]) -> str:
    """Serve the repository's own book."""
    return serve_folder(built_site)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, our_address: str) -> Iterator[Visit]:
    """Give a function that opens a page of the repository's own book for a new reader; one test is one reader.

    Whatever fails on a page fails the test: a script, and a file that is not there unless `may_miss` says so.
    """
    contexts: list[BrowserContext] = []
    failed: list[str] = []

    def open_page(path: str, *, width: int = 1280, may_miss: bool = False, script: str = "", **settings: Any) -> Page:
        if not contexts or settings:
            contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("response", lambda each: failed.append(each.url) if each.status >= 400 and not may_miss else None)
        if script:
            page.add_init_script(script)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path if "://" in path else our_address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert failed == []
