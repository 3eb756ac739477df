"""The command that mends what needs no judgement."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casebook.manuscript import nearest

from .sharing import counted, language_of, readable_book, root_of, say, stop, with_language, with_root


@click.command()
@with_root
@with_language
@click.argument("slugs", nargs=-1, metavar="[SLUG…]")
@click.option("--write/--dry-run", "is_written", help="Write the files, or only show what would change (default).")
@click.pass_obj
def fix(
    root: Path | None, own_root: Path | None, language: str | None, slugs: tuple[str, ...], *, is_written: bool
) -> None:
    """Mend what needs no judgement, in some chapters or in the whole book, and show the difference.

    Spaces, punctuation and width in Chinese, missing ids of headings, the order of metadata, the earlier address of a
    folder that was renamed by hand. Quotations, code, names and addresses are never touched.
    """
    from casebook.press.fixing import mend, write
    from casebook.press.reading import read_files

    folder, spoken = root_of(own_root or root), language_of(language)
    book = readable_book(folder, spoken)
    known = {*book.chapters, *(each.slug for each in book.broken)}
    for slug in slugs:
        if slug not in known:
            hint = nearest(slug, known)
            stop(
                2,
                f"there is no chapter '{slug}'. {hint.en if hint else ''}".strip(),
                f"没有“{slug}”这一篇。{hint.zh if hint else ''}",
                spoken,
            )
    for broken in book.broken:
        if not slugs or broken.slug in slugs:
            say(
                f"{broken.path}：先按 casebook check 改好里面的错误，文字才能自动修"
                if spoken == "zh"
                else f"{broken.path}: mend the errors that casebook check shows first; then its text can be mended",
                err=True,
            )
    files = read_files(folder)
    found = mend(folder, files, book, slugs)
    for each in found:
        for line in each.diff():
            click.echo(_coloured(line))
    if is_written:
        write(folder, files, found)
    count = len(found)
    if not found:
        stop(0, "nothing to mend", "没有需要修的", spoken)
    if is_written:
        stop(0, f"{counted(count, 'file')} mended", f"修好了 {count} 个文件", spoken)
    click.echo(
        f"{count} 个文件可以修；加上 --write 写入"
        if spoken == "zh"
        else f"{counted(count, 'file')} can be mended; add --write to write",
        err=True,
    )
    sys.exit(1)


def _coloured(line: str) -> str:
    """Colour a line of a difference; on anything but a terminal the colours are left out."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    return click.style(line, fg=colours.get(line[:1]), bold=line.startswith(("+++", "---")))
