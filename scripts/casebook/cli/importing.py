"""The commands that begin a chapter: from a principal's file, or from nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casebook.press import reporting
from casebook.press.preparing import check

from .sharing import counted, language_of, readable_book, root_of, say, short, stop, with_language, with_root

if TYPE_CHECKING:
    from casebook.press.importing.arriving import Arrived


@click.command("import")
@with_root
@with_language
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", metavar="SLUG", help="The chapter's address (default: from the title, in pinyin).")
@click.option("--to", "target", metavar="CODE", help="The file is the translation of the chapter SLUG into CODE.")
@click.pass_obj
def import_(
    root: Path | None, own_root: Path | None, language: str | None, file: Path, slug: str | None, target: str | None
) -> None:
    """Make a chapter of a file that an author sent: .docx, .odt, .rtf, .md or .txt.

    Text, headings, lists, tables, footnotes and pictures are carried over, and what could not be is listed, as is what
    only a person can fill in. The chapter is a draft. Nothing is overwritten, and nothing is fetched.
    """
    from casebook.press.importing.arriving import take_in, take_in_translation, write
    from casebook.press.importing.opening import CannotImport

    folder, spoken = root_of(own_root or root), language_of(language)
    if not file.is_file():
        stop(
            2,
            f"there is no file '{file}'; type import and a space, then drag the file into this window",
            f"没有“{file}”这个文件；请输入 import 和一个空格，再把文件拖进这个窗口",
            spoken,
        )
    book = readable_book(folder, spoken)
    if target and not slug:
        stop(
            2,
            "--to needs --slug: of which chapter is it the translation?",
            "--to 要和 --slug 一起用：是哪一篇的译文？",
            spoken,
        )
    try:
        if target and slug:
            arrived = take_in_translation(book, file, slug=slug, language=target, spoken=spoken)
        else:
            arrived = take_in(folder, book, file, slug=slug, spoken=spoken)
        write(folder, arrived)
    except CannotImport as error:
        stop(2, f"{file.name}: not imported: {error.message.en}", f"{file.name}：没有导入：{error.message.zh}", spoken)
    click.echo(_report(folder, arrived, spoken), nl=False)
    left_to_do(folder, arrived.slug, spoken)


def left_to_do(folder: Path, slug: str, spoken: str) -> None:
    """Print what the check says of one chapter, and how to go on."""
    found = [each for each in check(folder).diagnostics if slug in each.place.path.parts]
    if found:
        click.echo("\n请填写或修改：" if spoken == "zh" else "\nto fill in or to mend:")
        say(reporting.as_text(found, spoken), nl=False)
    say(
        f"{len(found)} 处要填写或修改；改完运行 casebook check，看样子用 casebook serve"
        if spoken == "zh"
        else f"{counted(len(found), 'thing')} left to do; then casebook check, and casebook serve to look at it",
        err=True,
    )


def _report(folder: Path, arrived: Arrived, spoken: str) -> str:
    lines = [short(folder / path) for path in arrived.files]
    if arrived.lost:
        lines += ["", "没有原样带入的：" if spoken == "zh" else "not carried over as it was:"]
        lines += [f"- {each.within(spoken)}" for each in arrived.lost]
    lines += ["", *(each.within(spoken) for each in arrived.told)] if arrived.told else []
    return "\n".join(lines) + "\n"
