"""The command that gives a chapter another address."""

from __future__ import annotations

from pathlib import Path

import click

from .sharing import language_of, readable_book, root_of, short, stop, with_language, with_root


@click.command()
@with_root
@with_language
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename(root: Path | None, own_root: Path | None, language: str | None, old: str, new: str) -> None:
    """Give a chapter another address: move its folder and every link to it, and keep the old address leading there."""
    from casebook.press.renaming import CannotRename
    from casebook.press.renaming import rename as move

    folder, spoken = root_of(own_root or root), language_of(language)
    try:
        changed = move(folder, readable_book(folder, spoken), old, new)
    except CannotRename as error:
        stop(2, f"not renamed: {error.message.en}", f"没有改名：{error.message.zh}", spoken)
    for path in changed:
        click.echo(short(folder / path))
    click.echo(
        f"chapters/{old} 改名为 chapters/{new}；旧网址会转过来"
        if spoken == "zh"
        else f"chapters/{old} is now chapters/{new}; the old address leads there",
        err=True,
    )
