"""What translators do: begin, see what changed, and record that a translation says what its original says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from casebook.translation import Confirmation, Review, Sidecar, Waiver

from .exchange import export, import_
from .recording import book_with, confirm_first, known_person, no_translation, record_what, texts_of
from .sharing import language_of, readable_book, root_of, short, stop, today, with_language, with_root

_DUTIES = ("fidelity", "style")


@click.group()
def translate() -> None:
    """What translators do: begin, see what changed, and record that a translation says what its original says."""


def _with_chapter(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command take a chapter, the language of a translation, the book and the language of messages."""
    to = click.option(
        "--to", "target", default="en", show_default=True, metavar="CODE", help="The language of the translation."
    )
    return with_root(with_language(click.argument("slug")(to(click.pass_obj(command)))))


_groups = click.argument("groups", nargs=-1, metavar="[GROUP…]")
_by = click.option("--by", required=True, metavar="PERSON", help="Who says so: an id of people.yml.")
_on = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day (default: today).")


@translate.command()
@_with_chapter
@_groups
@_by
@_on
@click.option("--no-change-needed", "no_change", metavar="REASON", help="Why the translation stays as it is.")
@click.option("--review", "duty", type=click.Choice(_DUTIES), help="Record a review instead.")
@click.option("--omit", "omitted", metavar="REASON", help="Record that these groups are left out, and why.")
@click.option("--note", "is_note", is_flag=True, help="Record that these groups are the translator's own notes.")
def confirm(
    root: Path | None,
    own_root: Path | None,
    language: str | None,
    slug: str,
    target: str,
    groups: tuple[str, ...],
    by: str,
    on: datetime | None,
    no_change: str | None,
    duty: str | None,
    omitted: str | None,
    is_note: bool,  # noqa: FBT001  # click calls by keyword
) -> None:
    """Record that a translation, or some groups of it, says what the original says today."""
    from casebook.translation import confirming

    folder, spoken = root_of(own_root or root), language_of(language)
    book = book_with(folder, spoken, slug, target, by)
    said = Confirmation(by=by, on=on.date() if on else today())
    texts = texts_of(book, slug, target, spoken)
    if texts is None:
        if groups or duty or omitted or is_note:
            stop(
                1,
                f"nothing is on record yet; confirm all of it, or run  casebook translate start {slug} --to {target}",
                f"还没有记录；请先运行 casebook translate start {slug} --to {target}，或整篇确认",
                spoken,
            )
        confirm_first(folder, book, slug, target, said, spoken)
        return
    for reason, option in ((no_change, "--no-change-needed"), (omitted, "--omit")):
        if reason is not None and not any(letter.isalnum() for letter in reason):
            stop(2, f"{option} needs a reason in words", f"{option} 后面要写明理由", spoken)

    def speak() -> Sidecar:
        if duty:
            return confirming.review(texts, groups, duty, Review(by=said.by, on=said.on))
        if omitted:
            return confirming.leave_out(texts, groups, said, omitted)
        if is_note:
            return confirming.note(texts, groups, said)
        return confirming.confirm(texts, groups, said, no_change=no_change)

    record_what(folder, book, slug, target, spoken, texts, speak)


@translate.command()
@_with_chapter
@_groups
@_by
@_on
@click.option("--why", required=True, metavar="REASON", help="Why the change of the original needs no work.")
def waive(
    root: Path | None,
    own_root: Path | None,
    language: str | None,
    slug: str,
    target: str,
    groups: tuple[str, ...],
    by: str,
    on: datetime | None,
    why: str,
) -> None:
    """Record that changes of the original need no work of translators, and why."""
    from casebook.translation import confirming

    folder, spoken = root_of(own_root or root), language_of(language)
    book = book_with(folder, spoken, slug, target, by)
    texts = texts_of(book, slug, target, spoken)
    if texts is None:
        stop(1, "nothing is on record yet", "还没有记录", spoken)
    if not any(letter.isalnum() for letter in why):
        stop(2, "--why needs a reason in words", "--why 后面要写明理由", spoken)
    waiver = Waiver(by=by, on=on.date() if on else today(), why=why)
    record_what(folder, book, slug, target, spoken, texts, lambda: confirming.waive(texts, groups, waiver))


@translate.command()
@_with_chapter
@_groups
def forget(
    root: Path | None, own_root: Path | None, language: str | None, slug: str, target: str, groups: tuple[str, ...]
) -> None:
    """Take words that the original no longer has out of the record too, as after a withdrawal.

    The record keeps what the original said, so that readers can see what changed. Where nobody may see it any more, the
    passages concerned are unconfirmed afterwards.
    """
    from casebook.translation import confirming

    folder, spoken = root_of(own_root or root), language_of(language)
    book = readable_book(folder, spoken)
    chapter = book.chapters.get(slug)
    if chapter is None or target not in chapter.translations:
        no_translation(book, slug, target, spoken)
    texts = texts_of(book, slug, target, spoken)
    if texts is None:
        stop(1, "nothing is on record yet", "还没有记录", spoken)
    record_what(folder, book, slug, target, spoken, texts, lambda: confirming.forget(texts, groups))


@translate.command()
@_with_chapter
@click.option("--by", metavar="PERSON", help="Who translates: an id of people.yml.")
def start(
    root: Path | None, own_root: Path | None, language: str | None, slug: str, target: str, by: str | None
) -> None:
    """Write the file to begin with: headings, keys, and the original as comments to replace.

    A translation that is there already and has no record gets its first record, which confirms nothing.
    """
    from casebook.press.recording import AlreadyThere
    from casebook.press.recording import start as write_start

    folder, spoken = root_of(own_root or root), language_of(language)
    book = readable_book(folder, spoken)
    chapter = book.chapters.get(slug)
    if chapter is None or target not in book.languages or target == chapter.language:
        no_translation(book, slug, target, spoken)
    if by is not None:
        known_person(book, by, spoken)
    try:
        written = write_start(folder, book, slug, target, translators=[by] if by else [])
    except AlreadyThere as error:
        stop(
            1,
            f"{short(Path(str(error)))} is there already; nothing was written",
            f"已经有 {short(Path(str(error)))}；没有写入任何文件",
            spoken,
        )
    for path in written:
        click.echo(short(path))


@translate.command()
@_with_chapter
def repair(root: Path | None, own_root: Path | None, language: str | None, slug: str, target: str) -> None:
    """Mend a record after a merge conflict: keep what both sides confirmed, and say what to look at."""
    from casebook.press.recording import record_path
    from casebook.press.recording import repair as write_repair
    from casebook.translation import has_conflict, read_sidecar

    folder, spoken = root_of(own_root or root), language_of(language)
    book = readable_book(folder, spoken)
    chapter = book.chapters.get(slug)
    if chapter is None or target not in chapter.translations:
        no_translation(book, slug, target, spoken)
    raw = book.sidecars.get((slug, target))
    if raw is None:
        stop(1, "there is no record to repair", "没有需要修复的记录", spoken)
    path = record_path(book, slug, target)
    if not has_conflict(raw) and isinstance(read_sidecar(path, raw), Sidecar):
        stop(0, "the record is whole; nothing to repair", "记录完好，不用修复", spoken)
    done = write_repair(folder, book, slug, target)
    click.echo(short(folder / path))
    if done.is_new:
        stop(
            1,
            "neither side could be read; the record was made anew and confirms nothing",
            "双方的记录都读不出来；已经重新生成，全部待确认",
            spoken,
        )
    if done.unconfirmed:
        names = " ".join(done.unconfirmed)
        stop(
            1,
            f"{done.kept} groups kept; the two sides differ on these, which are not confirmed now: {names}",
            f"保留了 {done.kept} 段；这些段双方说法不同，现在待确认：{names}",
            spoken,
        )
    click.echo(f"保留了全部 {done.kept} 段" if spoken == "zh" else f"all {done.kept} groups kept", err=True)


@translate.command()
@_with_chapter
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True)
def diff(root: Path | None, own_root: Path | None, language: str | None, slug: str, target: str, form: str) -> None:
    """Show what changed in the original of each stale group, word by word, and the translation of it."""
    from casebook.press.differing import FORMATS, Changes, changes

    folder, spoken = root_of(own_root or root), language_of(language)
    book = readable_book(folder, spoken)
    chapter = book.chapters.get(slug)
    if chapter is None or target not in chapter.translations:
        no_translation(book, slug, target, spoken)
    texts = texts_of(book, slug, target, spoken)
    found = changes(texts) if texts else []
    shown = Changes(book=book, slug=slug, target=target, found=found, spoken=spoken)
    click.echo(FORMATS[form](shown), nl=False)
    click.echo(f"{len(found)} 段落后" if spoken == "zh" else f"{len(found)} stale", err=True)


for command in (export, import_):
    translate.add_command(command)
