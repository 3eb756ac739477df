"""What every command shares: finding the book, the language of messages, and how a command ends."""

from __future__ import annotations

import locale
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from casebook.press.reading import find_root

if TYPE_CHECKING:
    from casebook.manuscript import Book, Diagnostic

_COMMAND = re.compile(r"(?<![\w./-])casebook (?=[a-z])")
Command = TypeVar("Command", bound=Callable[..., Any])


def with_root(command: Command) -> Command:
    """Let a command take --root, which may also stand before it."""
    return click.option(
        "--root",
        "own_root",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="The book's folder (default: the nearest upward with mkdocs.yml and chapters/).",
    )(command)


def with_language(command: Command) -> Command:
    """Let a command take --lang for the language of its messages."""
    return click.option(
        "--lang", "language", metavar="CODE", help="Language of the messages: en or zh (default: by the locale)."
    )(command)


def readable_book(folder: Path, spoken: str) -> Book:
    """Read the book, or end with its findings where nothing of it can be read."""
    from casebook.manuscript import gather
    from casebook.press.reading import read_files

    files = read_files(folder)
    gathered = gather(files.texts, files.others)
    if gathered.book is None:
        report(gathered.diagnostics, spoken)
        stop(2, "the book cannot be read", "这本书读不出来", spoken)
    return gathered.book


def root_of(given: Path | None, language: str | None = None) -> Path:
    """Give the book's folder: the one given, or the nearest upward; end where there is none."""
    start = given or Path.cwd()
    root = find_root(start.resolve()) if given is None else start.resolve()
    if root is None or not (root / "mkdocs.yml").is_file() or not (root / "chapters").is_dir():
        stop(
            2,
            f"{start} is not a book: it has no mkdocs.yml and chapters/",
            f"{start} 不是一本书：没有 mkdocs.yml 和 chapters/",
            language_of(language),
        )
    return root


def language_of(given: str | None) -> str:
    """Choose the language of messages: what the person asked for, else what the computer speaks."""
    if given is None:
        given = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
        given = given or (locale.getlocale()[0] or "")
    return "zh" if given.lower().startswith(("zh", "chinese")) else "en"


def report(diagnostics: tuple[Diagnostic, ...], spoken: str) -> None:
    """Print findings as text."""
    from casebook.press import reporting

    say(reporting.as_text(diagnostics, spoken), nl=False)


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text in which every command stands as this person types it: whoever has the launcher knows no other."""
    called = os.environ.get("CASEBOOK_CALLED")
    click.echo(_COMMAND.sub(f"{called} ", text) if called else text, err=err, nl=nl)


def stop(code: int, en: str, zh: str, spoken: str) -> NoReturn:
    """End the command with one sentence on standard error."""
    say(zh if spoken == "zh" else en, err=True)
    sys.exit(code)


def short(path: Path) -> str:
    """Give a path as seen from where the person stands."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def counted(number: int, what: str) -> str:
    """Give a number of things in English: `1 chapter`, `2 chapters`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def today() -> date:
    """Give the day; only the command line reads the clock."""
    return date.today()  # noqa: DTZ011  # the day on the wall, where the person sits
