"""What translators do: record that a translation says what its original says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from casebook.manuscript import nearest
from casebook.translation import Unpairable

from .sharing import language_of, readable_book, root_of, short, stop, with_language, with_root


@click.group()
def translate() -> None:
    """What translators do: record that a translation says what its original says."""


@translate.command()
@with_root
@with_language
@click.argument("slug")
@click.option(
    "--to", "target", default="en", show_default=True, metavar="CODE", help="The language of the translation."
)
@click.option("--by", required=True, metavar="PERSON", help="Who says so: an id of people.yml.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day (default: today).")
@click.pass_obj
def confirm(
    root: Path | None, own_root: Path | None, language: str | None, slug: str, target: str, by: str, on: Any
) -> None:
    """Record that a whole translation says what the original says today."""
    from casebook.press.recording import confirm as write_record

    folder, spoken = root_of(own_root or root), language_of(language)
    book = readable_book(folder, spoken)
    chapter = book.chapters.get(slug)
    if chapter is None or target not in chapter.translations:
        hint = nearest(slug, book.chapters)
        stop(
            2,
            f"there is no '{target}' translation of '{slug}'. {hint.en if hint else ''}",
            f"“{slug}”没有“{target}”译文。{hint.zh if hint else ''}",
            spoken,
        )
    if by not in book.people:
        stop(2, f"'{by}' is not in people.yml", f"people.yml 里没有“{by}”", spoken)
    try:
        path = write_record(folder, book, slug, target, by=by, on=on.date() if on else date.today())  # noqa: DTZ011  # the day on the wall, where the person sits
    except Unpairable as error:
        stop(1, f"not recorded: {error.message.en}", f"没有记录：{error.message.zh}", spoken)
    click.echo(short(path))
