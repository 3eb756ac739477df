"""A new, empty book that builds at once."""

from __future__ import annotations

import shutil
from pathlib import Path

from .describing import write_schemas
from .staging import SHIPPED

_BOOK = """\
# What the book is called, its languages, and where it lives.

title: {en: A new casebook, zh: 一本新的案例书}
source: zh # the language of the originals
languages: # a further language is one more line here, one folder under docs/ and its <language>.md files
  zh: {name: 中文, tag: zh-Hans}
  en: {name: English, tag: en-GB}
url: https://example.org/
repository: https://github.com/example/book
licence: CC BY 4.0
banner: {stale_share: 0.2, stale_days: 90}
"""
_PEOPLE = """\
# Authors, translators and reviewers: an id each, and what readers see.

editors:
  name: {zh: 编者, en: The editors}
  role: editor # principal, teacher, editor, translator or reviewer
"""
_ABOUT = {
    "zh": """\
---
title: 关于本书
description: 这是一本怎样的书，谁写的，读者可以怎样使用。
---

请在这里写明：这是一本怎样的书，谁写的，文字采用什么许可。
""",
    "en": """\
---
title: About the book
description: What this book is, who wrote it, and how readers may use it.
---

Say here what this book is, who wrote it, and under which licence.
""",
}
_IGNORED = "/.build/\n/.site.new/\n/.site.old/\n/site/\n/book.zip\n/book.zim\n"


class NotEmpty(Exception):
    """The folder for a new book holds something already."""


def scaffold(folder: Path) -> None:
    """Write a new book into a folder that is empty or not there yet; the practices are those of this book.

    Raises:
        NotEmpty: there is something in the folder; nothing is overwritten.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(str(folder))
    ours = SHIPPED.parent
    (folder / "chapters").mkdir(parents=True)
    _write(folder / "chapters" / "book.yml", _BOOK)
    _write(folder / "chapters" / "people.yml", _PEOPLE)
    for name in ("practices.yml", "glossary.yml"):
        shutil.copyfile(ours / "chapters" / name, folder / "chapters" / name)
    for code, text in _ABOUT.items():
        (folder / "docs" / code).mkdir(parents=True)
        _write(folder / "docs" / code / "about.md", text)
    config = (ours / "mkdocs.yml").read_text(encoding="utf-8")
    # The templates come from the program, so that a new version of it brings better ones.
    lines = [line for line in config.splitlines(keepends=True) if "custom_dir" not in line]
    _write(folder / "mkdocs.yml", "".join(lines).replace("Levelling Mountain-high Gaps", "A new casebook"))
    _write(folder / ".gitignore", _IGNORED)
    (folder / ".vscode").mkdir()
    for name in ("settings.json", "extensions.json"):
        shutil.copyfile(ours / ".vscode" / name, folder / ".vscode" / name)
    write_schemas(folder)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
