"""A small book that has a chapter of every kind and state, for tests of its site."""

from __future__ import annotations

from pathlib import Path

from conftest import BOOK, ORIGINAL, TRANSLATION, casebook
from html_pages import Site
from photo_files import png

TITLE = 'A & B <i>"c"</i> *d* [e](f)'
"""A title that is itself only where nothing of it is taken for HTML or Markdown."""

CASE_NOTE = (
    ORIGINAL.replace("title: 信箱", "title: 山里的信箱")
    .replace("illustrative", "case-note")
    .replace("school:\n", "school:\n  {name: 山里小学, county: 某县, province: hunan, pupils: 186, ")
    .replace("  stage: primary\n  boarding: true\n", "stage: primary, boarding: true}\n")
    .replace("每周二开箱。", "山里每周五开箱。\n    hard: 起初没有人投信。\n    cost: low")
    .replace("written:", "sources: [{title: 日报, url: https://news.example/1, read: 2026-11-24}]\nwritten:")
)
HIDDEN = (
    ORIGINAL.replace("信箱挂上墙。", "![{0}图](photos/{1}.png)").replace("信箱", "{0}标题").replace("一个", "{0}摘要")
)
HIDDEN = HIDDEN.replace("每周二", "{0}做法").replace("孩子", "{0}难题").replace("有了", "{0}正文")
HIDDEN_TRANSLATION = TRANSLATION.replace(" box", " {1}").replace("Tuesday", "{1}").replace("Children", "{1}")


def hidden(slug: str, zh: str, en: str) -> dict[str, str | bytes]:
    """Give a chapter whose every word can be found again: `zh` stands in all that is Chinese, `en` in all English."""
    return {
        f"chapters/{slug}/zh.md": HIDDEN.replace("{0}", zh).replace("{1}", en),
        f"chapters/{slug}/en.md": HIDDEN_TRANSLATION.replace("{1}", en),
        f"chapters/{slug}/photos/{en}.png": png() + en.encode(),
    }


FILES: dict[str, str | bytes] = {
    **BOOK,
    "chapters/letters/zh.md": ORIGINAL.replace("有了来信。", "见[山里的信](../untold/zh.md#first-week)。").replace(
        "written:", "  cost: low\nwritten:"
    ),
    "chapters/letters/en.md": TRANSLATION,
    "chapters/untold/zh.md": CASE_NOTE,
    "chapters/odd/zh.md": ORIGINAL.replace("title: 信箱", f"title: '{TITLE}'").replace(
        "written:", "aliases: [even]\nwritten:"
    ),
    "chapters/odd/en.md": TRANSLATION.replace("title: The letter box", f"title: '{TITLE}'"),
    "chapters/pictured/zh.md": ORIGINAL.replace("信箱挂上墙。", "![木头信箱](photos/box.png)"),
    "chapters/pictured/en.md": TRANSLATION.replace("The box goes up.", "![A wooden box](photos/box.png)"),
    "chapters/pictured/photos/box.png": png(),
    "chapters/stale/zh.md": ORIGINAL,
    "chapters/stale/en.md": TRANSLATION,
    **hidden("in-the-works", "未定稿", "unfinished"),
    **hidden("taken-back", "已收回", "retracted"),
}


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def build(root: Path) -> Site:
    result = casebook("build", "--no-editions", "--root", root)
    assert result.returncode == 0, result.stdout + result.stderr
    return Site(root / "site")


def build_twice(root: Path) -> tuple[Site, Site]:
    """Build the book with every chapter published, then after one went back to draft and one was withdrawn."""
    write(root, FILES)
    for slug in ("stale", "taken-back"):
        assert casebook("translate", "confirm", slug, "--by", "editors", "--root", root).returncode == 0
    before = build(root)
    for slug, status in (("in-the-works", "draft"), ("taken-back", "withdrawn")):
        chapter = str(FILES[f"chapters/{slug}/zh.md"])
        write(root, {f"chapters/{slug}/zh.md": chapter.replace("status: published", f"status: {status}")})
    grown = ORIGINAL.replace("开头一段。", "开头变了。").replace("## 后来", "## 夏天 {#summer}\n\n放暑假。\n\n## 后来")
    write(root, {"chapters/stale/zh.md": grown})
    return before, build(root)
