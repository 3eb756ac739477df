"""How every translation stands, in figures: what is left, and since when."""

from __future__ import annotations

from pathlib import Path

import click

from .sharing import language_of, report, root_of, stop, today, with_root


@click.command()
@with_root
@click.option("--lang", "target", metavar="CODE", help="One language of translation (default: all of them).")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--groups", "with_groups", is_flag=True, help="List every group as well, with both texts.")
@click.pass_obj
def status(
    root: Path | None,
    own_root: Path | None,
    target: str | None,
    form: str,
    with_groups: bool,  # noqa: FBT001  # click calls by keyword
) -> None:
    """Show how every translation stands: current, stale, missing, and how many words are left."""
    from casebook.press.standing import FORMATS, Figures
    from casebook.press.surveying import Unreadable, survey

    folder, spoken = root_of(own_root or root), language_of(None)
    try:
        found = survey(folder, target, with_passages=with_groups)
    except Unreadable as error:
        report(error.diagnostics, spoken)
        stop(2, "the book cannot be read", "这本书读不出来", spoken)
    if target is not None and target not in found.languages:
        known = ", ".join(found.languages)
        stop(
            2,
            f"'{target}' is no language of a translation; there are: {known}",
            f"“{target}”不是译文的语言；现有：{known}",
            spoken,
        )
    figures = Figures(found=found.found, today=today(), spoken=spoken)
    click.echo(FORMATS[form](figures), nl=False)
    zh = spoken == "zh"
    for path in found.uncounted:
        click.echo(f"{path} 读不出来，没有计入" if zh else f"{path} cannot be read and is not counted", err=True)
    for path in found.unread:
        click.echo(f"{path} 读不出来，按待确认计" if zh else f"{path} cannot be read: unconfirmed", err=True)
