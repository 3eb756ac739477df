"""Languages are whatever the book calls them: two letters or three, with a script or a region; nothing is cut off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casebook.cli import main
from casebook.press.preparing import prepare
from conftest import BOOK, ORIGINAL, TRANSLATION, WriteBook
from small_book import ZH

LANGUAGES = {"pt-BR": "pt-BR", "zh-Hant": "zh-Hant-TW", "es-419": "es-419", "yue": "yue-Hant-HK", "en": "en-GB"}


@pytest.fixture
def book(write_book: WriteBook) -> Path:
    """Write a book whose languages begin alike, none of them translated."""
    listed = "".join(f"  {code}: {{name: {code}, tag: {tag}}}\n" for code, tag in LANGUAGES.items() if code != "en")
    files = {
        ZH: ORIGINAL,
        "chapters/book.yml": BOOK["chapters/book.yml"].replace("url:", f"{listed}url:"),
        **{f"docs/{code}/about.md": BOOK["docs/en/about.md"] for code in LANGUAGES},
    }
    return write_book(files)


def run(root: Path, *arguments: str | Path) -> Result:
    done = CliRunner().invoke(main, ["--root", str(root), *map(str, arguments)], env={"LC_ALL": "C.UTF-8"})
    assert done.exit_code == 0, done.output
    return done


def counts(root: Path) -> dict[str, dict[str, int]]:
    told = json.loads(run(root, "status", "--format", "json").stdout)["chapters"]
    return {each["lang"]: {name: count for name, count in each["counts"].items() if count} for each in told}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_of_any_name_is_begun_confirmed_followed_sent_and_read(
    code: str, book: Path, tmp_path: Path
) -> None:
    folder = book / "chapters/letters-home"
    run(book, "translate", "start", "letters-home", "--to", code)
    assert sorted(path.name for path in folder.iterdir()) == sorted([f"{code}.md", f"{code}.sync.yml", "zh.md"])
    (folder / f"{code}.md").write_text(TRANSLATION, encoding="utf-8")
    run(book, "translate", "confirm", "letters-home", "--to", code, "--by", "editors")
    untouched = {each: {"missing": 5} for each in LANGUAGES if each != code}
    assert counts(book) == {**untouched, code: {"current": 5}}
    (folder / "zh.md").write_text(ORIGINAL.replace("信箱挂上墙。", "信箱没有挂上墙。"), encoding="utf-8")
    assert counts(book) == {**untouched, code: {"current": 4, "stale": 1}}
    changed = json.loads(run(book, "translate", "diff", "letters-home", "--to", code, "--format", "json").stdout)
    assert (changed["lang"], [each["now"] for each in changed["groups"]]) == (code, [["信箱没有挂上墙。"]])
    for form, end in (("po", "po"), ("xliff", "xlf"), ("docx", "docx")):
        run(book, "translate", "export", "letters-home", "--to", code, "--format", form, "--out", tmp_path)
        before = {path: path.read_bytes() for path in folder.iterdir()}
        done = run(book, "translate", "import", tmp_path / f"letters-home.{code}.{end}")
        assert "0 changed, 10 as they were" in done.stdout
        assert {path: path.read_bytes() for path in folder.iterdir()} == before
    pages = {path.as_posix(): text for path, text in prepare(book).site.files.items()}
    page = pages[f"{code}/chapters/letters-home/index.md"]
    assert f'lang: "{LANGUAGES[code]}"' in page
    assert "The box goes up." in page
    assert page.count('<details class="stale-mark">') == 1
    for other in untouched:
        assert 'robots: "noindex"' in pages[f"{other}/chapters/letters-home/index.md"]


def test_a_link_to_another_chapter_is_the_same_link_in_every_language(book: Path) -> None:
    original = ORIGINAL.replace("有了来信。", "见[这里](zh.md#first-week)和[说明](../../docs/zh/about.md)。")
    other = TRANSLATION.replace(
        "Letters come.", "See [there](es-419.md#first-week), [here](../../docs/es-419/about.md)."
    )
    (book / ZH).write_text(original, encoding="utf-8")
    (book / "chapters/letters-home/es-419.md").write_text(other, encoding="utf-8")
    run(book, "translate", "confirm", "letters-home", "--to", "es-419", "--by", "editors")
    assert "of the original is not here" not in run(book, "check").stdout
