"""What `casebook status` remembers between runs saves time, and never changes what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from casebook.press import reckoning, remembering, surveying
from casebook.press.surveying import survey
from casebook.translation import Confirmation, record, write_sidecar
from conftest import ORIGINAL, TRANSLATION, WriteBook, casebook
from small_book import EN, ZH, chapter

SIDECAR = "chapters/letters-home/en.sync.yml"


@pytest.fixture
def book(write_book: WriteBook) -> Path:
    whole = chapter()
    sidecar = record(
        whole.text, whole.translations["en"].text, confirmed=Confirmation(by="editors", on=date(2026, 11, 1))
    )
    files = {ZH: ORIGINAL, EN: TRANSLATION, SIDECAR: write_sidecar(sidecar)}
    return write_book(
        {**files, "chapters/untold/zh.md": ORIGINAL, "chapters/gone/zh.md": ORIGINAL.replace("来信", "回信")}
    )


@pytest.fixture
def reckoned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list of chapters that were worked out, which grows with each."""
    found: list[str] = []

    class Watched(reckoning.Folder):
        def __init__(self, folder, files, source) -> None:
            found.append(folder.name)
            super().__init__(folder, files, source)

    monkeypatch.setattr(reckoning, "Folder", Watched)
    return found


def status(root: Path) -> str:
    shown = casebook("status", "--format", "json", "--root", root)
    assert shown.returncode == 0, shown.stderr
    return shown.stdout + shown.stderr


def test_only_what_changed_is_worked_out_again(book: Path, reckoned: list[str]) -> None:
    first = survey(book)
    assert reckoned == ["gone", "letters-home", "untold"]
    reckoned.clear()
    assert survey(book) == first
    assert reckoned == []
    (book / ZH).write_text(ORIGINAL.replace("信箱挂上墙。", "信箱没有挂上墙。"), encoding="utf-8")
    changed = survey(book)
    assert reckoned == ["letters-home"]
    by_slug = {each.slug: each.summary.counts for each in changed.found}
    assert by_slug["letters-home"]["stale"] == 1
    assert by_slug["untold"]["missing"] == 5


@pytest.mark.parametrize("file", [ZH, EN, SIDECAR])
def test_every_file_of_a_translation_counts_and_so_does_its_absence(file: str, book: Path) -> None:
    before = survey(book)
    content = (book / file).read_bytes()
    (book / file).unlink()
    without = survey(book)
    assert without.found != before.found
    (book / file).write_bytes(content + b"\xff")
    broken = survey(book)
    assert [*map(str, (*broken.uncounted, *broken.unread))] == [file]
    assert survey(book) == broken, "what cannot be read is said again, remembered or not"
    (book / file).write_bytes(content)
    assert survey(book) == before


def test_a_renamed_chapter_and_one_that_is_withdrawn_are_told_at_once(book: Path, reckoned: list[str]) -> None:
    survey(book)
    reckoned.clear()
    (book / "chapters/gone").rename(book / "chapters/back")
    (book / "chapters/untold/zh.md").write_text(ORIGINAL.replace("published", "withdrawn"), encoding="utf-8")
    assert [each.slug for each in survey(book).found] == ["back", "letters-home"]
    assert reckoned == ["untold"]


def test_a_damaged_memory_costs_time_and_nothing_else(book: Path) -> None:
    told = status(book)
    kept = book / ".build/status.json"
    whole = kept.read_bytes()
    before = survey(book)
    for position in range(0, len(whole), 7):
        # A digit that became another digit would be a wrong figure in a file that still reads well.
        damaged = bytes([whole[position] ^ 1])
        kept.write_bytes(whole[:position] + damaged + whole[position + 1 :])
        assert survey(book) == before
    for content in (b"", b"{}", whole[: len(whole) // 2], whole * 2, b"\xff\x00" * 99):
        kept.write_bytes(content)
        assert status(book) == told
        assert kept.read_bytes() == whole


def test_what_another_version_of_the_program_remembers_is_not_believed(
    book: Path, reckoned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    survey(book)
    reckoned.clear()
    monkeypatch.setattr(remembering, "_program", lambda: b"another")
    survey(book)
    assert reckoned == ["gone", "letters-home", "untold"]


def test_asking_for_one_language_or_for_groups_forgets_nothing(
    write_book: WriteBook, reckoned: list[str], book: Path
) -> None:
    settings = (book / "chapters/book.yml").read_text(encoding="utf-8")
    (book / "chapters/book.yml").write_text(
        settings.replace("url:", "  pt-BR: {name: Português, tag: pt-BR}\nurl:"), encoding="utf-8"
    )
    both = survey(book)
    assert {each.language for each in both.found} == {"en", "pt-BR"}
    detailed = survey(book, "pt-BR", with_passages=True)
    assert [each.summary for each in detailed.found] == [
        each.summary for each in both.found if each.language == "pt-BR"
    ]
    assert all(each.passages for each in detailed.found)
    reckoned.clear()
    assert survey(book) == both
    assert reckoned == []


def test_a_folder_that_cannot_be_written_to_is_no_obstacle(book: Path) -> None:
    (book / ".build").write_text("a file stands where the folder should be", encoding="utf-8")
    assert json.loads(status(book))["totals"]["chapters"] == 3


def test_nothing_of_it_is_in_git(book: Path) -> None:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=book, capture_output=True, encoding="utf-8", check=True).stdout

    git("init", "-q")
    git("add", "-A")
    before = git("status", "--short")
    status(book)
    assert (book / ".build/status.json").is_file()
    assert git("status", "--short") == before


def test_remembered_figures_do_not_wait_for_the_rest_of_the_program(book: Path) -> None:
    status(book)
    shown = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "casebook", "status", "--root", str(book)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    imported = {line.rsplit("|", 1)[-1].strip() for line in shown.stderr.splitlines()}
    assert surveying.__name__ in imported
    assert not imported & {"pydantic", "jinja2", "markdown_it", "yaml", "mkdocs", "rich"}
