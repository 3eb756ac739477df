"""Commands for translators who do not use git: send a chapter out as a file, and bring the file back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casebook.manuscript import nearest

from .sharing import language_of, readable_book, root_of, short, stop, today, with_language, with_root

if TYPE_CHECKING:
    from casebook.press.exchanging import Imported


@click.command()
@with_root
@with_language
@click.argument("slugs", nargs=-1, required=True, metavar="SLUG…")
@click.option("--format", "form", type=click.Choice(["po", "xliff", "docx"]), required=True)
@click.option(
    "--to", "target", default="en", show_default=True, metavar="CODE", help="The language of the translation."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Where to put the files (default: here).",
)
@click.pass_obj
def export(
    root: Path | None,
    own_root: Path | None,
    language: str | None,
    slugs: tuple[str, ...],
    form: str,
    target: str,
    out: Path,
) -> None:
    """Write chapters as files that translators can work on without git: one file a chapter.

    po for Poedit and Weblate, xliff for translation programs, docx for Word and WPS. The files carry work out and in;
    the book stays the master.
    """
    from casebook.press.exchanging import export as write_files

    folder, spoken = root_of(own_root or root), language_of(language)
    book = readable_book(folder, spoken)
    if target not in book.languages or target == book.source:
        others = ", ".join(code for code in book.languages if code != book.source)
        stop(2, f"'{target}' is no translation; choose of: {others}", f"“{target}”不是译文语言；可选：{others}", spoken)
    for slug in slugs:
        if slug not in book.chapters:
            hint = nearest(slug, book.chapters)
            stop(
                2,
                f"there is no chapter '{slug}'. {hint.en if hint else ''}",
                f"没有“{slug}”这一篇。{hint.zh if hint else ''}",
                spoken,
            )
    for path in write_files(book, tuple(dict.fromkeys(slugs)), form=form, language=target, out=out, on=today()):
        click.echo(short(path.resolve()))


@click.command("import")
@with_root
@with_language
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--by", metavar="PERSON", help="Confirm what has changed: who says so, an id of people.yml.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of the confirmation (default: today).")
@click.pass_obj
def import_(
    root: Path | None,
    own_root: Path | None,
    language: str | None,
    files: tuple[Path, ...],
    by: str | None,
    on: Any,
) -> None:
    """Bring files back that were exported, and write what is new in them.

    What has changed in the book since the export is a conflict: it is listed, and nothing of its chapter is written. A
    file that is cut off or damaged stops everything. Nothing is confirmed without --by.
    """
    from casebook.press.exchanging import bring_in, read_returned
    from casebook.translation import Confirmation
    from casebook.translation.exchange import Damaged

    folder, spoken = root_of(own_root or root), language_of(language)
    if by is not None and by not in readable_book(folder, spoken).people:
        stop(2, f"'{by}' is not in people.yml", f"people.yml 里没有“{by}”", spoken)
    try:
        returned = read_returned(files)
    except Damaged as error:
        stop(2, f"nothing imported: {error.message.en}", f"没有导入：{error.message.zh}", spoken)
    confirmed = Confirmation(by=by, on=on.date() if on else today()) if by else None
    refused = False
    for path, sheets in returned:
        for sheet in sheets:
            done = bring_in(folder, path, sheet, confirmed)
            refused |= bool(done.refusals)
            click.echo(_report(done, spoken))
    if refused:
        sys.exit(1)


def _report(done: Imported, spoken: str) -> str:
    """Say what became of a chapter: what stands in the way first, then what was left, then what was written."""
    from casebook.translation.exchange import Outcome

    zh = spoken == "zh"
    lines = [f"{done.file.name}: {where}: {message.within(spoken)}" for where, message in done.refusals]
    lines += [
        f"{done.file.name}: {done.slug}#{each.id}: "
        + ("译文被清空，书里的译文保留" if zh else "it came back empty; what the book has stays")
        for each in done.merged
        if each.outcome is Outcome.EMPTIED
    ]
    lines += [
        f"{done.file.name}: {done.slug}#{each}: "
        + (
            "已写入但没有确认：仍标为未完成，或像是没写完"
            if zh
            else "written, not confirmed: it is marked as unfinished or looks cut off"
        )
        for each in done.doubtful
    ]
    changed, same = done.count(Outcome.CHANGED), done.count(Outcome.UNTOUCHED) + done.count(Outcome.ALREADY)
    if done.refusals:
        lines.append(
            f"{done.slug}：没有写入任何内容（{changed} 处改动仍在 {done.file.name} 里）"
            if zh
            else f"{done.slug}: nothing written ({changed} changes wait in {done.file.name})"
        )
    elif zh:
        confirmed = f"，确认 {done.confirmed} 段" if done.confirmed else ""
        lines.append(f"{done.slug}：改动 {changed} 处{confirmed}，其余 {same} 处不变")
    else:
        confirmed = f", {done.confirmed} confirmed" if done.confirmed else ""
        lines.append(f"{done.slug}: {changed} changed{confirmed}, {same} as they were")
    return "\n".join(lines)
