"""Building, as editors and their machines meet it: what is made, what is never touched, and by which renderers."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from conftest import BOOK, ORIGINAL, REPOSITORY, TRANSLATION, casebook
from photo_files import png

LETTERS = "chapters/letters/zh.md"
FILES: dict[str, str | bytes] = {
    **BOOK,
    LETTERS: ORIGINAL.replace("信箱挂上墙。", "信箱**挂上墙**，[另一篇](../talks/zh.md#later)也写到。"),
    "chapters/letters/en.md": TRANSLATION,
    "chapters/letters/photos/box.png": png(),
    "chapters/talks/zh.md": ORIGINAL.replace("letter-box", "talks").replace("title: 信箱", "title: 谈心"),
}
"""A book with a translated and an untranslated chapter, and one warning."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the book and build it once."""
    root = tmp_path_factory.mktemp("good") / "book"
    for path, content in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    result = casebook("build", "--root", root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root


@pytest.fixture
def book(good: Path, tmp_path: Path) -> Path:
    """Give a copy of the book with its site, to spoil."""
    return shutil.copytree(good, tmp_path / "book")


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sources_of(root: Path) -> dict[str, tuple[bytes, int]]:
    """Give everything that is not made by a build, with the time at which it was written."""
    paths = [path for path in root.rglob("*") if path.relative_to(root).parts[0] not in (".build", "site")]
    return {str(path): (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns) for path in paths}


def spoil(root: Path) -> None:
    chapter = root / LETTERS
    chapter.write_text(chapter.read_text("utf-8").replace("id: letter-box", "id: leter-box"), "utf-8")


def mend(root: Path) -> None:
    chapter = root / LETTERS
    chapter.write_text(chapter.read_text("utf-8").replace("id: leter-box", "id: letter-box"), "utf-8")


def run(module: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a renderer by itself, as somebody does who knows nothing of casebook; its two streams as one."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def text_of(page: Path, element: str) -> str:
    """Give what a reader reads in an element of a page, in one line."""
    html = page.read_text(encoding="utf-8")
    found = re.search(rf"<{element}\b.*</{element}>", html, re.DOTALL)
    assert found, f"{page} has no <{element}>"
    without_scripts = re.sub(r"<(script|style|svg)\b.*?</\1>", "", found[0], flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", without_scripts)).split())


# ---- what a build makes


def test_a_build_says_in_two_lines_what_it_made_and_how_to_look_at_it(book: Path) -> None:
    before = sources_of(book)
    result = casebook("build", cwd=book)
    assert result.returncode == 0
    made, look = result.stdout.splitlines()
    written = [path for path in files_of(book / "site") if path.endswith(".html") and not path.endswith("404.html")]
    # What only leads on, as a short address does, is no page.
    pages = [path for path in written if 'http-equiv="refresh"' not in (book / "site" / path).read_text("utf-8")]
    assert re.fullmatch(rf"site: 2 chapters in 2 languages, {len(pages)} pages, 6 editions", made)
    assert look == "look at it:  casebook serve"
    assert sources_of(book) == before
    assert [path.name for path in book.iterdir() if "site" in path.name] == ["site"]


def test_a_check_writes_nothing_at_all(good: Path, tmp_path: Path) -> None:
    root = shutil.copytree(good, tmp_path / "book", ignore=shutil.ignore_patterns(".build", "site"))
    before = sources_of(root)
    assert casebook("check", cwd=root).returncode == 0
    assert sources_of(root) == before
    assert {path.name for path in root.iterdir()} == {"chapters", "docs", "mkdocs.yml"}


def test_the_same_book_gives_the_same_bytes_wherever_and_whenever_it_is_built(good: Path, tmp_path: Path) -> None:
    root = tmp_path / "elsewhere" / "copy of the book"
    shutil.copytree(good, root, ignore=shutil.ignore_patterns(".build", "site"), copy_function=shutil.copyfile)
    result = casebook(
        "build",
        "--root",
        root,
        "--out",
        "the site",
        cwd=tmp_path,
        PYTHONHASHSEED="4242",
        TZ="Pacific/Apia",
        LC_ALL="zh_CN.UTF-8",
    )
    assert result.returncode == 0
    assert not (root / "site").exists()
    assert files_of(tmp_path / "the site") == files_of(good / "site")


# ---- what a build never touches


def test_an_error_leaves_the_last_good_site_untouched(book: Path) -> None:
    before = files_of(book / "site")
    spoil(book)
    result = casebook("build", cwd=book)
    assert result.returncode == 1
    assert f"{LETTERS}:11:9: error: no practice is called 'leter-box' [practice-is-known]" in result.stdout
    assert "the last good site is untouched" in result.stderr
    assert files_of(book / "site") == before
    assert [path.name for path in book.iterdir() if "site" in path.name] == ["site"]


def test_a_renderer_that_cannot_run_leaves_the_last_good_site_untouched(book: Path) -> None:
    before = files_of(book / "site")
    settings = book / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("- casebook", "- casebok"), "utf-8")
    result = casebook("build", cwd=book)
    assert (result.stdout, result.returncode) == ("", 2), result.stderr
    assert "mkdocs.yml" in result.stderr
    assert "Traceback" not in result.stderr
    assert files_of(book / "site") == before


@pytest.mark.parametrize("out", ["papers", ".", "chapters/site"])
def test_a_folder_that_holds_other_things_is_never_replaced(book: Path, out: str) -> None:
    (book / "papers").mkdir()
    (book / "papers" / "notes.txt").write_text("precious", "utf-8")
    before = files_of(book)
    result = casebook("build", "--out", out, cwd=book)
    assert (result.stdout, result.returncode) == ("", 2)
    assert (book / out).resolve().name in result.stderr
    assert files_of(book) == before


def test_a_persons_id_that_cannot_be_an_address_leads_out_of_no_folder(good: Path, tmp_path: Path) -> None:
    book = shutil.copytree(good, tmp_path / "a" / "b" / "book")
    person = '"../../../../../../out":\n  name: {zh: 外, en: Out}\n  role: editor\n'
    (book / "chapters" / "people.yml").write_text(BOOK["chapters/people.yml"] + person, "utf-8")
    (book / LETTERS).write_text(str(FILES[LETTERS]).replace("[editors]", '["../../../../../../out"]'), "utf-8")
    result = casebook("build", cwd=book)
    assert [path for path in tmp_path.rglob("out") if not path.is_relative_to(book)] == []
    assert result.returncode == 1
    assert "chapters/people.yml:4:1: error:" in result.stdout


def test_a_checkout_that_holds_an_earlier_site_keeps_its_history(book: Path) -> None:
    pages = shutil.copytree(book / "site", book / "gh-pages")
    (pages / ".git").mkdir()
    (pages / ".git" / "HEAD").write_text("ref: refs/heads/gh-pages\n", "utf-8")
    casebook("build", "--out", "gh-pages", cwd=book)
    assert (pages / ".git" / "HEAD").is_file()
    assert (pages / "index.html").is_file()


def test_a_build_that_was_stopped_between_its_two_renames_is_recovered_from(book: Path) -> None:
    before = files_of(book / "site")
    (book / "site").rename(book / ".site.old")
    (book / ".site.new").mkdir()
    (book / ".site.new" / "half-a-page.html").write_text("<p>half", "utf-8")
    spoil(book)
    assert casebook("build", cwd=book).returncode == 1
    assert files_of(book / "site") == before
    assert not (book / ".site.old").exists()
    mend(book)
    assert casebook("build", cwd=book).returncode == 0
    assert files_of(book / "site") == before
    assert [path.name for path in book.iterdir() if "site" in path.name] == ["site"]


@pytest.mark.parametrize("whose", ["ours", "a new book"])
def test_git_ignores_what_is_built_and_nothing_that_a_book_is_made_of(tmp_path: Path, whose: str) -> None:
    made = [
        path.relative_to(REPOSITORY) for path in (REPOSITORY / "scripts").rglob("*") if "__pycache__" not in str(path)
    ]
    if whose == "ours":
        shutil.copyfile(REPOSITORY / ".gitignore", tmp_path / ".gitignore")
    else:
        assert casebook("init", tmp_path).returncode == 0
        made = []
    paths = [
        *map(str, made),
        "chapters/site/zh.md",
        "site/index.html",
        ".build/docs/zh/index.md",
        ".site.old/index.html",
    ]
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    ignored = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"],
        cwd=tmp_path,
        input="\n".join(paths),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ignored.stdout.splitlines() == paths[-3:]


# ---- by which renderers


def test_mkdocs_by_itself_builds_the_book_and_reports_each_finding_once(book: Path) -> None:
    built_by_casebook = files_of(book / "site")
    result = run("mkdocs", "build", "--strict", "--site-dir", book / "site", cwd=book)
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("chapters/letters/photos/box.png:1:1: warning: no text shows this photo") == 1
    assert result.stdout.count("photo-is-used") == 1
    assert files_of(book / "site") == built_by_casebook


def test_mkdocs_by_itself_fails_for_an_error_and_names_its_line_once(book: Path) -> None:
    before = files_of(book / "site")
    spoil(book)
    result = run("mkdocs", "build", "--strict", cwd=book)
    assert result.returncode == 1, result.stdout
    assert result.stdout.count(f"{LETTERS}:11:9: error: no practice is called 'leter-box'") == 1
    assert result.stdout.count("did you mean 'letter-box'?") == 1
    assert "Traceback" not in result.stdout
    assert files_of(book / "site") == before


def test_the_staged_pages_render_without_any_code_of_ours(good: Path, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        f"""\
site_name: Plain
docs_dir: '{good / ".build" / "docs" / "zh"}'
use_directory_urls: true
theme: {{name: material, font: false}}
plugins: []
markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc]
""",
        "utf-8",
    )
    result = run("mkdocs", "build", "--strict", "-d", tmp_path / "plain", cwd=tmp_path)
    assert result.returncode == 0, result.stdout
    chapter = tmp_path / "plain" / "chapters" / "letters" / "index.html"
    assert "开头一段。 做法：悄悄话信箱 第一周" in text_of(chapter, "article").replace("¶", "")
    assert "信箱挂上墙，另一篇也写到。" in text_of(chapter, "article")
    assert 'href="../talks/#later"' in chapter.read_text("utf-8")
    assert 'id="first-week"' in chapter.read_text("utf-8")
    practice = tmp_path / "plain" / "practices" / "letter-box" / "index.html"
    assert "每周二开箱。" in text_of(practice, "article")


def test_properdocs_builds_the_same_book(good: Path, tmp_path: Path) -> None:
    result = run("properdocs", "build", "--strict", "-f", good / "mkdocs.yml", "-d", tmp_path / "site", cwd=tmp_path)
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("photo-is-used") == 1
    assert set(files_of(tmp_path / "site")) == set(files_of(good / "site"))
    for page in ("chapters/letters/index.html", "en/chapters/letters/index.html", "en/404.html"):
        assert text_of(tmp_path / "site" / page, "body") == text_of(good / "site" / page, "body")
    assert "信箱挂上墙，另一篇也写到。" in text_of(tmp_path / "site" / "chapters" / "letters" / "index.html", "body")
