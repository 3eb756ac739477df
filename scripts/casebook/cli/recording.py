"""What the commands of translators share: the chapter and the person they name, and the record they write."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from casebook.manuscript import Book, nearest
from casebook.translation import Confirmation, Review, Sidecar, Unpairable, record
from casebook.translation.confirming import Refused, Texts, UnknownGroup

from .sharing import readable_book, report, short, stop


def confirm_first(folder: Path, book: Book, slug: str, target: str, said: Confirmation, spoken: str) -> None:
    """Record a translation that has no record yet, as a whole."""
    from casebook.press.recording import write_record
    from casebook.translation.confirming import cut_off

    chapter = book.chapters[slug]
    translation = chapter.translations[target]
    try:
        sidecar = record(
            chapter.text,
            translation.text,
            confirmed=said,
            review=tuple((duty, Review(by=who)) for duty, who in sorted(translation.reviewers.items())),
        )
    except Unpairable as error:
        stop(
            1,
            f"not recorded: {error.message.en}\n"
            f"casebook translate start {slug} --to {target}  writes a first record to confirm group by group",
            f"没有记录：{error.message.zh}\ncasebook translate start {slug} --to {target} 会写出初步记录，再逐段确认",
            spoken,
        )
    if reasons := cut_off(Texts(source=chapter.text, target=translation.text, sidecar=sidecar)):
        refuse(Refused(reasons), spoken)
    click.echo(short(write_record(folder, book, slug, target, sidecar)))


def record_what(
    folder: Path, book: Book, slug: str, target: str, spoken: str, texts: Texts, speak: Callable[[], Sidecar]
) -> None:
    """Write what was said into the record, or say why not; nothing new writes nothing."""
    from casebook.press.recording import write_record

    try:
        sidecar = speak()
    except UnknownGroup as error:
        hint = error.hint
        stop(
            2,
            f"no group is called '{error.identity}'. {hint.en if hint else ''}",
            f"没有名为“{error.identity}”的段。{hint.zh if hint else ''}",
            spoken,
        )
    except Refused as error:
        refuse(error, spoken)
    if sidecar == texts.sidecar:
        stop(0, "nothing new; nothing was written", "没有变化；没有写入任何文件", spoken)
    click.echo(short(write_record(folder, book, slug, target, sidecar)))
    after = Texts(source=texts.source, target=texts.target, sidecar=sidecar).state.counts["missing"]
    if after:
        click.echo(
            f"还有 {after} 段没有译文" if spoken == "zh" else f"not translated yet, and still missing: {after}",
            err=True,
        )


def refuse(error: Refused, spoken: str) -> NoReturn:
    """End with every reason why nothing was recorded."""
    click.echo("没有记录：" if spoken == "zh" else "not recorded:", err=True)
    for reason in error.reasons:
        click.echo(f"  {reason.within(spoken)}", err=True)
    if error.needs_reason:
        click.echo(
            "如果译文确实不用改，请加上 --no-change-needed “理由”"
            if spoken == "zh"
            else 'if the translation is right as it is, say why:  --no-change-needed "reason"',
            err=True,
        )
    sys.exit(1)


def book_with(folder: Path, spoken: str, slug: str, target: str, by: str) -> Book:
    """Give the book, or end where it has no such translation or person."""
    book = readable_book(folder, spoken)
    chapter = book.chapters.get(slug)
    if chapter is None or target not in chapter.translations:
        no_translation(book, slug, target, spoken)
    known_person(book, by, spoken)
    return book


def no_translation(book: Book, slug: str, target: str, spoken: str) -> NoReturn:
    """End because the book has no such translation."""
    hint = nearest(slug, book.chapters) if slug not in book.chapters else None
    stop(
        2,
        f"there is no '{target}' translation of '{slug}'. {hint.en if hint else ''}",
        f"“{slug}”没有“{target}”译文。{hint.zh if hint else ''}",
        spoken,
    )


def known_person(book: Book, by: str, spoken: str) -> None:
    """End where people.yml has no such person."""
    if by not in book.people:
        hint = nearest(by, book.people)
        stop(
            2,
            f"'{by}' is not in people.yml. {hint.en if hint else ''}",
            f"people.yml 里没有“{by}”。{hint.zh if hint else ''}",
            spoken,
        )


def texts_of(book: Book, slug: str, target: str, spoken: str) -> Texts | None:
    """Give both texts and their record, None without a record; end where it is broken."""
    from casebook.press.recording import BrokenRecord, read_texts

    try:
        return read_texts(book, slug, target)
    except BrokenRecord as error:
        report(error.diagnostics, spoken)
        stop(2, "the record cannot be read", "记录读不出来", spoken)
