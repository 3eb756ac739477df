"""The command line: arguments → one call → an exit code.

0: clean. 1: findings. 2: could not run. Findings go to standard output, everything else to standard error.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from casebook.manuscript import Book, Diagnostic, Severity, nearest
from casebook.press import reporting
from casebook.press.preparing import Checked, NotPublishable
from casebook.press.preparing import check as check_book
from casebook.press.reading import find_root
from casebook.review import claims
from casebook.translation import Unpairable

Command = TypeVar("Command", bound=Callable[..., Any])


def _with_root(command: Command) -> Command:
    """Let a command take --root, which may also stand before it."""
    return click.option(
        "--root",
        "own_root",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="The book's folder (default: the nearest upward with mkdocs.yml and chapters/).",
    )(command)


def _with_language(command: Command) -> Command:
    return click.option(
        "--lang", "language", metavar="CODE", help="Language of the messages: en or zh (default: by the locale)."
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="The book's folder.")
@click.version_option(package_name="casebook")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    r"""Publish a bilingual casebook: check it, build it, look at it.

    \b
    Start here:  casebook serve     look at the book while you write
                 casebook check     everything that is wrong, at its line
                 casebook build     the site, in the folder site/
                 python3 scripts/book.py test    every test; --no-browser leaves the browser out
    """
    context.obj = root
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not be in UTF-8; a finding must still be printed.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Material announces its own successor at every start; that is a matter for docs/decisions.md, not for editors.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


@main.command()
@_with_root
@_with_language
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to put the site (default: site/).",
)
@click.pass_obj
def build(root: Path | None, own_root: Path | None, language: str | None, out: Path | None) -> None:
    """Build the site. Errors leave the last good one untouched."""
    from casebook.press.building import UnsafeOutput
    from casebook.press.building import build as build_site
    from casebook.press.mkdocs_plugin import RenderError

    folder, spoken = _root(own_root or root), _language(language)
    try:
        built = build_site(folder, out)
    except NotPublishable as error:
        _report(error.checked.diagnostics, spoken)
        _stop(1, "not built; the last good site is untouched", "没有生成网站；原有的网站没有改动", spoken)
    except UnsafeOutput as error:
        _stop(2, f"not built: {error}", f"没有生成网站：{error}", spoken)
    except RenderError as error:
        _stop(2, f"not built: {error}", f"没有生成网站：{error}", spoken)
    if built.diagnostics:
        click.echo(reporting.as_text(built.diagnostics, spoken), err=True, nl=False)
    shown = _short(built.folder)
    click.echo(
        f"{shown}: {built.chapters} chapters in {built.languages} languages, {built.pages} pages"
        if spoken != "zh"
        else f"{shown}：{built.chapters} 篇，{built.languages} 种语言，{built.pages} 页"
    )
    click.echo(
        "look at it:  python3 scripts/book.py serve" if spoken != "zh" else "查看：python3 scripts/book.py serve"
    )


@main.command()
@_with_root
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@click.pass_obj
def serve(root: Path | None, own_root: Path | None, address: str) -> None:
    """Show the book in a browser, with drafts, and again after every change.

    A broken chapter shows what is wrong with it, and comes back when it is mended.
    """
    from casebook.press.mkdocs_plugin import RenderError, preview

    try:
        preview(_root(own_root or root), address)
    except RenderError as error:
        _stop(2, str(error), str(error), "en")
    except OSError as error:
        _stop(
            2,
            f"cannot serve at {address}: {error.strerror}",
            f"无法在 {address} 提供预览：{error.strerror}",
            _language(None),
        )


@main.command()
@_with_root
@_with_language
@click.option("--format", "form", type=click.Choice(list(reporting.FORMATS)), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice([each.value for each in Severity]), default="error", show_default=True)
@click.pass_obj
def check(root: Path | None, own_root: Path | None, language: str | None, form: str, fail_on: str) -> None:
    """List everything that is wrong with the book, each at its line."""
    checked = check_book(_root(own_root or root))
    spoken = _language(language)
    click.echo(reporting.FORMATS[form](checked.diagnostics, spoken), nl=False)
    errors, warnings = len(checked.errors), len(checked.diagnostics) - len(checked.errors)
    click.echo(
        f"{_count(checked)}{errors} errors, {warnings} warnings"
        if spoken != "zh"
        else f"{_count(checked, zh=True)}{errors} 个错误，{warnings} 个提醒",
        err=True,
    )
    if errors or (warnings and fail_on == Severity.WARNING):
        sys.exit(1)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--root", hidden=True, expose_value=False, type=click.Path())
def init(folder: Path) -> None:
    """Make a new, empty book that builds at once."""
    from casebook.press.scaffolding import NotEmpty, scaffold

    try:
        scaffold(folder)
    except NotEmpty:
        _stop(
            2,
            f"{folder} is not empty; nothing was written",
            f"{folder} 不是空文件夹；没有写入任何文件",
            _language(None),
        )
    click.echo(f"{folder}: a new book; now  casebook --root {folder} serve")


@main.command()
@click.option("--root", hidden=True, expose_value=False, type=click.Path())
@_with_language
def rules(language: str | None) -> None:
    """List everything that should hold of a book, with a bad and a good example."""
    spoken = _language(language)
    bad, good = ("错误", "正确") if spoken == "zh" else ("bad", "good")
    for claim in claims():
        click.echo(f"{claim.id} ({claim.severity})\n    {claim.summary.within(spoken)}")
        click.echo(_example(bad, claim.bad) + _example(good, claim.good))


@main.group()
def translate() -> None:
    """What translators do: record that a translation says what its original says."""


@translate.command()
@_with_root
@_with_language
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

    folder, spoken = _root(own_root or root), _language(language)
    book = _readable_book(folder, spoken)
    chapter = book.chapters.get(slug)
    if chapter is None or target not in chapter.translations:
        hint = nearest(slug, book.chapters)
        _stop(
            2,
            f"there is no '{target}' translation of '{slug}'. {hint.en if hint else ''}",
            f"“{slug}”没有“{target}”译文。{hint.zh if hint else ''}",
            spoken,
        )
    if by not in book.people:
        _stop(2, f"'{by}' is not in people.yml", f"people.yml 里没有“{by}”", spoken)
    try:
        path = write_record(folder, book, slug, target, by=by, on=on.date() if on else date.today())  # noqa: DTZ011  # the day on the wall, where the person sits
    except Unpairable as error:
        _stop(1, f"not recorded: {error.message.en}", f"没有记录：{error.message.zh}", spoken)
    click.echo(_short(path))


def _readable_book(folder: Path, spoken: str) -> Book:
    checked = check_book(folder)
    if checked.book is None:
        _report(checked.diagnostics, spoken)
        _stop(2, "the book cannot be read", "这本书读不出来", spoken)
    return checked.book


def _root(given: Path | None) -> Path:
    start = given or Path.cwd()
    root = find_root(start.resolve()) if given is None else start.resolve()
    if root is None or not (root / "mkdocs.yml").is_file() or not (root / "chapters").is_dir():
        _stop(
            2,
            f"{start} is not a book: it has no mkdocs.yml and chapters/",
            f"{start} 不是一本书：没有 mkdocs.yml 和 chapters/",
            _language(None),
        )
    return root


def _language(given: str | None) -> str:
    """Choose the language of messages: what the person asked for, else what the computer speaks."""
    if given is None:
        given = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
        given = given or (locale.getlocale()[0] or "")
    return "zh" if given.lower().startswith(("zh", "chinese")) else "en"


def _report(diagnostics: tuple[Diagnostic, ...], spoken: str) -> None:
    click.echo(reporting.as_text(diagnostics, spoken), nl=False)


def _stop(code: int, en: str, zh: str, spoken: str) -> NoReturn:
    click.echo(zh if spoken == "zh" else en, err=True)
    sys.exit(code)


def _count(checked: Checked, *, zh: bool = False) -> str:
    if checked.book is None:
        return ""
    chapters = len(checked.book.chapters) + len(checked.book.broken)
    return f"{chapters} 篇：" if zh else f"{chapters} chapters: "


def _short(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _example(label: str, text: str) -> str:
    first, *rest = text.splitlines()
    return "".join([f"    {label + ':':6}{first}\n", *(f"          {line}\n" for line in rest)])
