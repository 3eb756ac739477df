"""Editions: files of the whole book, of one practice or of chosen chapters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .sharing import language_of, report, root_of, short, stop, with_root

if TYPE_CHECKING:
    from casebook.edition import Edition, States
    from casebook.manuscript import Book

_PARALLEL = "parallel"


@click.command()
@with_root
@click.option(
    "--lang", "chosen", metavar="CODE", help="A language of the book, or 'parallel': the languages side by side."
)
@click.option("--format", "form", metavar="FORM", help="epub or pdf (default: every form).")
@click.option("--practice", metavar="ID", help="Only the chapters that tell of a practice.")
@click.option("--chapters", metavar="A,B,…", help="Only these chapters, in this order.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Where to put it (default: the folder editions/).",
)
@click.pass_obj
def edition(
    root: Path | None,
    own_root: Path | None,
    chosen: str | None,
    form: str | None,
    practice: str | None,
    chapters: str | None,
    out: Path | None,
) -> None:
    """Make files to read offline or to print: the whole book, one practice, or chosen chapters.

    \b
    casebook edition                                        the whole book, in every language and form
    casebook edition --lang en --format epub                the whole book in English, as EPUB
    casebook edition --practice secret-letter-box           what every school says of one practice
    casebook edition --chapters five-questions,after-lights-out --lang parallel
    """  # noqa: D301  # \b is what click takes for "do not fill these lines"
    from casebook.press.editions.binding import bind
    from casebook.press.editions.forms import FORMS, MADE
    from casebook.press.editions.paper import NotPrintable
    from casebook.press.pandoc import PandocFailed
    from casebook.press.preparing import check
    from casebook.press.writing import write_whole

    folder, spoken = root_of(own_root or root), language_of(None)
    if practice and chapters:
        stop(2, "choose --practice or --chapters, not both", "--practice 和 --chapters 只能选一个", spoken)
    if form and form not in FORMS:
        stop(2, f"no format '{form}': {', '.join(FORMS)}", f"没有“{form}”这种格式：{'、'.join(FORMS)}", spoken)
    checked = check(folder, remember=True)
    if checked.book is None or checked.standings is None or checked.errors:
        report(checked.diagnostics, spoken)
        stop(1, "the book has errors; nothing was made", "书中有错误；没有制作任何文件", spoken)
    editions = _editions(checked.book, checked.standings.states, chosen, practice, chapters, spoken)
    forms = [form] if form else list(FORMS)
    target = out or folder / MADE
    is_file = target.suffix.removeprefix(".") in FORMS
    if is_file and (len(editions) > 1 or [target.suffix.removeprefix(".")] != forms):
        stop(
            2,
            f"{target} is one file; say which with --lang and --format, or give a folder",
            f"{target} 是一个文件；请用 --lang 和 --format 选定一种，或者给一个文件夹",
            spoken,
        )
    try:
        bound = bind(folder, editions, forms)
        for each in bound:
            path = target if is_file else target / each.name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, each.content)
            click.echo(f"{short(path.resolve())}  {len(each.content) / 1000:.0f} KB")
    except NotPrintable as error:
        stop(1, error.message.en, error.message.zh, spoken)
    except PandocFailed as error:
        stop(2, f"not made: {error}", f"没有制作：{error}", spoken)
    except OSError as error:
        stop(
            2, f"not made: {error.strerror}: {error.filename}", f"没有制作：{error.strerror}：{error.filename}", spoken
        )


def _editions(
    book: Book, states: States, chosen: str | None, practice: str | None, chapters: str | None, spoken: str
) -> Sequence[Edition]:
    """Give the editions that somebody asked for, or end and say what there is."""
    from casebook.edition import NothingToRead

    beside = [code for code in book.languages if code != book.source]
    wanted = [(code, False) for code in book.languages] + [(code, True) for code in beside]
    if chosen:
        wanted = [each for each in wanted if (each[1] if chosen == _PARALLEL else each == (chosen, False))]
    if not wanted:
        known = ", ".join([*book.languages, _PARALLEL])
        stop(2, f"no language '{chosen}': {known}", f"没有“{chosen}”这种语言：{known}", spoken)
    make = _maker(book, states, practice, chapters, spoken)
    try:
        return [make(code, parallel) for code, parallel in wanted]
    except NothingToRead as error:
        stop(2, f"no published chapter for '{error}'", f"“{error}”没有已发布的篇章", spoken)


def _maker(
    book: Book, states: States, practice: str | None, chapters: str | None, spoken: str
) -> Callable[[str, bool], Edition]:
    from casebook.edition import of_chapters, of_practice, whole
    from casebook.manuscript.vocabulary import nearest

    if practice:
        if practice not in book.practices:
            hint = nearest(practice, book.practices)
            stop(
                2,
                f"there is no practice '{practice}'. {hint.en if hint else ''}",
                f"没有“{practice}”这种做法。{hint.zh if hint else ''}",
                spoken,
            )
        return lambda code, parallel: of_practice(book, states, code, practice, parallel=parallel)
    if chapters:
        slugs = [each.strip() for each in chapters.split(",") if each.strip()]
        shown = [each.slug for each in book.published()]
        if unknown := [slug for slug in slugs if slug not in shown]:
            hint = nearest(unknown[0], shown)
            stop(
                2,
                f"there is no published chapter '{unknown[0]}'. {hint.en if hint else ''}",
                f"没有已发布的篇章“{unknown[0]}”。{hint.zh if hint else ''}",
                spoken,
            )
        return lambda code, parallel: of_chapters(book, states, code, slugs, parallel=parallel)
    return lambda code, parallel: whole(book, states, code, parallel=parallel)
