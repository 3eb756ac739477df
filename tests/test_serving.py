"""The preview as an author has it open while writing: a real server, a real book, asked over HTTP."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest

from conftest import BOOK, ORIGINAL, TRANSLATION, WriteBook, casebook
from photo_files import POINT

PATIENCE = 20.0
LETTERS = "chapters/letters/zh.md"
DRAFT = "chapters/draft/zh.md"
FILES = {
    LETTERS: ORIGINAL,
    "chapters/letters/en.md": TRANSLATION,
    "chapters/talks/zh.md": ORIGINAL.replace("信箱挂上墙。", "谈心从这里开始，见[信箱](../letters/zh.md)。"),
    DRAFT: ORIGINAL.replace("status: published", "status: draft").replace("信箱挂上墙。", "还没有写完。"),
}


class Preview:
    """A running `casebook serve`."""

    def __init__(self, root: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.root = root
        self.log = root.with_name("serve.log")
        with self.log.open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "casebook", "serve", "--root", root, "--address", self.address],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
                # A shell starts what runs in the background deaf to Ctrl-C, and its children inherit that.
                preexec_fn=_hear_interrupts if os.name == "posix" else None,  # noqa: PLW1509  # no threads at this point
            )

    def get(self, path: str) -> tuple[int, str]:
        """Give the status and the text of a page, or 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=5) as answer:
                return answer.status, unescape(re.sub(r"<[^>]+>", "", answer.read().decode("utf-8")))
        except urllib.error.HTTPError as error:
            with error:
                return error.code, ""
        except OSError:
            return 0, ""

    def wait_until(self, holds: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline or self.process.poll() is not None:
                pytest.fail(f"{what} never came; the server said:\n{self.log.read_text('utf-8')}")
            time.sleep(0.05)

    def wait_for_words(self, path: str, words: str) -> str:
        """Ask for a page until these words stand on it, and give its text."""
        self.wait_until(lambda: words in self.get(path)[1], f"'{words}' on {path}")
        return self.get(path)[1]

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8")

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("serving") / "book"
    write(root, {**BOOK, **FILES})
    running = Preview(root)
    yield running
    running.end()


@pytest.fixture
def preview(server: Preview) -> Iterator[Preview]:
    """Give the running preview; whatever a test does to the book is undone."""
    yield server
    write(server.root, {**BOOK, **FILES})


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if not (root / path).exists() or (root / path).read_text("utf-8") != text:
            (root / path).write_text(text, encoding="utf-8")


def test_a_preview_shows_drafts_and_says_that_they_are_drafts(preview: Preview) -> None:
    text = preview.wait_for_words("chapters/draft/", "还没有写完。")
    assert "草稿，只在预览中可见" in text
    assert "A draft, seen in the preview only" in preview.get("en/chapters/draft/")[1]
    assert "草稿，只在预览中可见" not in preview.get("chapters/letters/")[1]
    assert not (preview.root / "site").exists()


def test_a_preview_has_no_worker_that_could_show_an_earlier_page(preview: Preview) -> None:
    preview.wait_for_words("chapters/letters/", "信箱挂上墙。")
    assert [preview.get(path)[0] for path in ("sw.js", "offline/build.json", "offline/")] == [404, 404, 200]
    with urllib.request.urlopen(f"http://{preview.address}/chapters/letters/", timeout=5) as answer:
        assert not re.search(r"<script[^>]* data-root", answer.read().decode("utf-8"))


def test_a_broken_chapter_shows_its_finding_and_comes_back_when_it_is_mended(preview: Preview) -> None:
    preview.wait_for_words("chapters/letters/", "信箱挂上墙。")
    preview.write(LETTERS, ORIGINAL.replace("id: letter-box", "id: leter-box"))
    for prefix, message, hint in (
        ("", "没有名为“leter-box”的实践", "是不是“letter-box”？"),
        ("en/", "no practice is called 'leter-box'", "did you mean 'letter-box'?"),
    ):
        text = preview.wait_for_words(f"{prefix}chapters/letters/", f"{LETTERS}:11:9")
        assert message in text
        assert hint in text
        assert "信箱挂上墙。" not in text
    assert "谈心从这里开始" in preview.get("chapters/talks/")[1]
    assert preview.get("")[0] == preview.get("en/catalogue/")[0] == 200
    preview.write(LETTERS, ORIGINAL.replace("信箱挂上墙。", "信箱又挂上了。"))
    assert LETTERS not in preview.wait_for_words("chapters/letters/", "信箱又挂上了。")


def test_unreadable_metadata_shows_where_reading_ended_and_recovers(preview: Preview) -> None:
    preview.wait_for_words("chapters/draft/", "还没有写完。")
    preview.write(LETTERS, ORIGINAL.replace("title: 信箱", "title: [信箱"))
    text = preview.wait_for_words("chapters/letters/", f"{LETTERS}:3:8")
    assert "yaml-is-readable" in text
    assert "谈心从这里开始" in preview.get("chapters/talks/")[1]
    assert "还没有写完。" in preview.get("chapters/draft/")[1]
    preview.write(LETTERS, ORIGINAL)
    preview.wait_for_words("chapters/letters/", "信箱挂上墙。")


@pytest.mark.parametrize(
    ("path", "right", "wrong", "page"),
    [
        ("docs/zh/about.md", "说明。", "见[那一页](/nowhere)。", "about/"),
        ("chapters/practices.yml", "definition_zh: 投信。", "definition: 投信。", "practices/letter-box/"),
    ],
    ids=["hand-written page", "practices"],
)
def test_a_mistake_outside_the_chapters_is_told_and_the_preview_lives_on(
    preview: Preview, path: str, right: str, wrong: str, page: str
) -> None:
    preview.wait_for_words(page, right.rsplit(maxsplit=1)[-1])
    text = (preview.root / path).read_text("utf-8")
    preview.write(path, text.replace(right, wrong))
    preview.wait_until(lambda: re.search(rf"{path}:\d+:\d+", preview.log.read_text("utf-8")), "the finding")
    assert "谈心从这里开始" in preview.get("chapters/talks/")[1]
    preview.write(path, text.replace(right, f"{right}改好了。"))
    preview.wait_for_words(page, "改好了。")


def test_a_new_chapter_and_a_new_photo_appear_while_the_preview_runs(preview: Preview) -> None:
    preview.wait_for_words("chapters/letters/", "信箱挂上墙。")
    (preview.root / "chapters" / "new" / "photos").mkdir(parents=True)
    (preview.root / "chapters" / "new" / "photos" / "box.png").write_bytes(POINT)
    preview.write("chapters/new/zh.md", ORIGINAL.replace("信箱挂上墙。", "新来的。\n\n![信箱](photos/box.png)"))
    preview.wait_for_words("chapters/new/", "新来的。")
    with urllib.request.urlopen(f"http://{preview.address}/chapters/new/", timeout=5) as answer:
        (photo,) = re.findall(r'<img src="([^"]+)"', answer.read().decode("utf-8"))
    with urllib.request.urlopen(f"http://{preview.address}/chapters/new/{photo}", timeout=5) as answer:
        assert answer.read(8) == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_preview_ends_when_it_is_told_to(write_book: WriteBook, number: signal.Signals) -> None:
    running = Preview(write_book(FILES))
    try:
        running.wait_for_words("", "A small book")
        running.process.send_signal(number)
        code = running.process.wait(PATIENCE)
        assert code == 0 if number == signal.SIGINT else code != 1
        assert running.get("")[0] == 0
        assert "Traceback" not in running.log.read_text("utf-8")
    finally:
        running.end()


def test_a_taken_address_is_told_and_ends_with_two(write_book: WriteBook) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        result = casebook("serve", "--root", write_book(FILES), "--address", address)
    assert result.returncode == 2
    assert f"cannot serve at {address}" in result.stderr
    assert "Traceback" not in result.stderr
