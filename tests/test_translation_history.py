"""The state of a translation does not hang on git, and two people's work comes together in it. Real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from casebook.manuscript import read_text
from casebook.press.preparing import check
from casebook.translation import Confirmation, Sidecar, read_sidecar, record, write_sidecar
from casebook.translation.repairing import both_sides
from commands import command
from conftest import ORIGINAL, TRANSLATION, WriteBook, casebook

ZH, EN, SIDECAR = (f"chapters/letters-home/{name}" for name in ("zh.md", "en.md", "en.sync.yml"))


def git(root: Path, *arguments: str, on: str = "2026-11-01T12:00:00Z", fails: bool = False) -> str:
    people = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": on, "GIT_COMMITTER_DATE": on, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *arguments],
        cwd=root,
        env={**os.environ, **people, **dates},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout


def commit(root: Path, message: str, on: str = "2026-11-01T12:00:00Z") -> None:
    git(root, "add", "--all", on=on)
    git(root, "commit", "--quiet", "-m", message, on=on)


def edit(root: Path, path: str, before: str, after: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert before in text
    (root / path).write_text(text.replace(before, after), encoding="utf-8")


def standing(root: Path) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    standings = check(root).standings
    assert standings is not None
    return [(each.status.value, each.source, each.target) for each in standings.states["letters-home", "en"].groups]


def confirm(root: Path, by: str = "editors") -> None:
    done = command("translate", "confirm", "letters-home", "--by", by, "--on", "2026-11-20", "--root", root)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def repository(write_book: WriteBook) -> Path:
    """Give a repository with the small book, its translation confirmed, on the branch `main`."""
    zh, en = (
        read_text(PurePosixPath(path), text.split("---\n", 2)[2]) for path, text in ((ZH, ORIGINAL), (EN, TRANSLATION))
    )
    sidecar = write_sidecar(record(zh, en, confirmed=Confirmation(by="editors", on=date(2026, 11, 1))))
    root = write_book({ZH: ORIGINAL, EN: TRANSLATION, SIDECAR: sidecar})
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "begin")
    return root


STALE = [
    ("current", (0,), (0,)),
    ("current", (1,), (1,)),
    ("stale", (2,), (2,)),
    ("current", (3,), (3,)),
    ("current", (4,), (4,)),
]


def test_the_state_is_the_same_however_the_history_looks(repository: Path, tmp_path: Path) -> None:
    git(repository, "switch", "--quiet", "-c", "work")
    edit(repository, ZH, "信箱挂上墙。", "信箱没有挂上墙。")
    commit(repository, "Chinese")
    # In the same second, and after the original: dates would call the whole translation current.
    edit(repository, EN, "Letters come.", "Letters came.")
    commit(repository, "a typo of another passage")
    assert standing(repository) == STALE
    git(repository, "switch", "--quiet", "main")
    git(repository, "switch", "--quiet", "-c", "squashed")
    git(repository, "merge", "--quiet", "--squash", "work")
    commit(repository, "one commit", on="2026-12-01T12:00:00Z")
    assert standing(repository) == STALE
    git(repository, "switch", "--quiet", "main")
    (repository / "LICENSE").write_text("something else\n", encoding="utf-8")
    commit(repository, "something else", on="2026-12-02T12:00:00Z")
    git(repository, "switch", "--quiet", "work")
    git(repository, "rebase", "--quiet", "main", on="2026-12-03T12:00:00Z")
    assert standing(repository) == STALE
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=work", repository.as_uri(), str(shallow))
    assert git(shallow, "rev-list", "--count", "HEAD").strip() == "1"
    assert standing(shallow) == STALE
    shutil.rmtree(shallow / ".git")
    assert standing(shallow) == STALE


def work(repository: Path, branch: str, chinese: tuple[str, str], english: tuple[str, str]) -> None:
    git(repository, "switch", "--quiet", "-c", branch, "main")
    edit(repository, ZH, *chinese)
    edit(repository, EN, *english)
    confirm(repository)
    commit(repository, branch)


def test_two_people_confirm_different_passages_and_the_merge_is_clean(repository: Path) -> None:
    work(repository, "one", ("开头一段。", "开头改了。"), ("An opening paragraph.", "A new opening."))
    work(repository, "two", ("信箱挂上墙。", "信箱没有挂上墙。"), ("The box goes up.", "No box goes up."))
    git(repository, "merge", "--quiet", "--no-edit", "one")
    assert {status for status, _, _ in standing(repository)} == {"current"}
    assert (repository / SIDECAR).read_text(encoding="utf-8").count("on: 2026-11-20") == 2


def test_two_people_confirm_one_passage_differently_and_repair_keeps_what_fits(repository: Path) -> None:
    for branch, words in (("one", "A box goes up."), ("two", "The letter box goes up.")):
        git(repository, "switch", "--quiet", "-c", branch, "main")
        if branch == "one":
            edit(repository, EN, "Letters come.", "Many letters come.")
        edit(repository, EN, "The box goes up.", words)
        confirm(repository)
        commit(repository, branch)
    git(repository, "merge", "--quiet", "--no-edit", "one", fails=True)
    # A person mends the text: the words of 'one' stay.
    edit_conflict(repository / EN, ours=False)
    conflicted = (repository / SIDECAR).read_bytes()
    assert b"<<<<<<<" in conflicted
    found = casebook("check", "--root", repository)
    assert found.returncode == 1
    assert "[merge-is-finished]" in found.stdout
    assert "casebook translate repair letters-home --to en" in found.stdout
    refused = command("translate", "confirm", "letters-home", "--by", "editors", "--root", repository)
    assert refused.returncode == 2
    assert (repository / SIDECAR).read_bytes() == conflicted
    repaired = casebook("translate", "repair", "letters-home", "--root", repository)
    assert (repaired.returncode, repaired.stderr) == (0, "all 5 groups kept\n")
    assert {status for status, _, _ in standing(repository)} == {"current"}
    again = command("translate", "repair", "letters-home", "--root", repository)
    assert (again.stdout, again.returncode) == ("", 0)


def test_where_both_sides_fit_as_well_nothing_is_confirmed_and_the_group_is_named(repository: Path) -> None:
    work(repository, "one", ("信箱挂上墙。", "信箱没有挂上墙。"), ("The box goes up.", "No box goes up."))
    work(repository, "two", ("信箱挂上墙。", "信箱不挂墙上。"), ("The box goes up.", "The box stays down."))
    git(repository, "merge", "--quiet", "--no-edit", "one", fails=True)
    for path in (ZH, EN):
        edit_conflict(repository / path, ours=True)
    edit(repository, ZH, "信箱不挂墙上。", "信箱挂在门上。")
    edit(repository, EN, "The box stays down.", "The box is on the door.")
    repaired = command("translate", "repair", "letters-home", "--root", repository)
    assert repaired.returncode == 1
    assert "4 groups kept" in repaired.stderr
    sidecar = read_sidecar(PurePosixPath(SIDECAR), (repository / SIDECAR).read_bytes())
    assert isinstance(sidecar, Sidecar)
    doubtful = [group.id for group in sidecar.groups if group.confirmed is None]
    assert repaired.stderr.rstrip().endswith(f": {doubtful[0]}")
    assert len(doubtful) == 1
    assert sum(status in ("stale", "unconfirmed") for status, _, _ in standing(repository)) == 1


def edit_conflict(path: Path, *, ours: bool) -> None:
    path.write_text(both_sides(path.read_text(encoding="utf-8"))[0 if ours else 1], encoding="utf-8")


def test_a_renamed_folder_keeps_its_state_and_a_record_without_translation_is_an_error(repository: Path) -> None:
    edit(repository, ZH, "信箱挂上墙。", "信箱没有挂上墙。")
    folder = repository / "chapters"
    (folder / "letters-home").rename(folder / "letters")
    standings = check(repository).standings
    assert standings is not None
    assert standings.states["letters", "en"].counts["stale"] == 1
    (folder / "letters" / "en.md").unlink()
    assert [(each.claim.id, str(each.place.path)) for each in check(repository).diagnostics] == [
        ("record-has-translation", "chapters/letters/en.sync.yml")
    ]
    (folder / "letters" / "zh.md").unlink()
    assert {each.claim.id for each in check(repository).diagnostics} == {"original-is-present"}


def test_a_copied_chapter_stands_by_itself_and_no_two_answer_to_one_address(repository: Path) -> None:
    folder = repository / "chapters"
    shutil.copytree(folder / "letters-home", folder / "letters-again")
    edit(repository, ZH, "信箱挂上墙。", "信箱没有挂上墙。")
    standings = check(repository).standings
    assert standings is not None
    assert [standings.states[slug, "en"].counts["stale"] for slug in ("letters-home", "letters-again")] == [1, 0]
    again = folder / "letters-again" / "zh.md"
    again.write_text(
        again.read_text(encoding="utf-8").replace("written:", "aliases: [letters-home]\nwritten:"), "utf-8"
    )
    assert [each.claim.id for each in check(repository).errors] == ["alias-is-free"]
