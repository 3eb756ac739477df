"""The schemas of the book's files, for programs that help while somebody types."""

from __future__ import annotations

from pathlib import Path

import click

from .sharing import language_of, report, root_of, short, stop, with_language, with_root


@click.command()
@with_root
@with_language
@click.pass_obj
def schema(root: Path | None, own_root: Path | None, language: str | None) -> None:
    """Write JSON Schemas of the book's files into docs/schema/.

    Run it after a language was added in chapters/book.yml. VS Code finds them there by itself.
    """
    from casebook.press.describing import NoBook, write_schemas

    folder, spoken = root_of(own_root or root, language), language_of(language)
    try:
        written = write_schemas(folder)
    except NoBook as error:
        report(error.diagnostics, spoken)
        stop(2, "the book cannot be read; nothing was written", "这本书读不出来；没有写入任何文件", spoken)
    for path in written:
        click.echo(short(path))
    if not written:
        click.echo("everything is up to date" if spoken != "zh" else "已是最新，没有改动", err=True)
