"""The command that begins a chapter from nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from casebook.manuscript import KINDS, STAGES, Message, nearest
from casebook.manuscript.drafting import Draft, original
from casebook.manuscript.folders import CHAPTERS

from .importing import left_to_do
from .sharing import language_of, readable_book, root_of, short, stop, with_language, with_root


@click.command()
@with_root
@with_language
@click.argument("slug")
@click.option("--kind", type=click.Choice(list(KINDS)), help="What the chapter is (default: essay).")
@click.option("--title", metavar="TEXT", help="Its title.")
@click.option("--summary", metavar="TEXT", help="One sentence on what it tells.")
@click.option("--author", "authors", multiple=True, metavar="PERSON", help="An author, by the id in people.yml.")
@click.option("--practice", "practices", multiple=True, metavar="ID", help="A practice, by the id in practices.yml.")
@click.option("--stage", type=click.Choice(list(STAGES)), help="What school it is.")
@click.option("--written", metavar="YYYY-MM", help="When it was written.")
@click.pass_obj
def new(root: Path | None, /, own_root: Path | None, language: str | None, slug: str, **given: Any) -> None:
    """Begin a chapter at the address SLUG: ask, and write what passes the check but for what only a person can say.

    What is given as an option is not asked; where nobody can answer, nothing is asked and the rest is left empty.
    """
    from casebook.press.beginning import why_not, write_folder

    folder, spoken = root_of(own_root or root), language_of(language)
    book = readable_book(folder, spoken)
    if refused := why_not(folder, book, slug):
        stop(2, f"nothing written: {refused.en}", f"没有写入：{refused.zh}", spoken)
    if sys.stdin.isatty():
        given = _asked(given, spoken)
    for identity, known in (*((each, book.people) for each in given["authors"]),
                            *((each, book.practices) for each in given["practices"])):  # fmt: skip
        if identity not in known:
            hint = nearest(identity, known) or Message("", "")
            stop(2, f"nothing written: '{identity}' is not in the book. {hint.en}".strip(),
                 f"没有写入：书里没有“{identity}”。{hint.zh}", spoken)  # fmt: skip
    draft = Draft(**{key: value for key, value in given.items() if value})
    path = CHAPTERS / slug / f"{book.source}.md"
    write_folder(folder, slug, {path: original(draft, spoken).encode("utf-8")})
    click.echo(short(folder / path))
    left_to_do(folder, slug, spoken)


def _asked(given: dict[str, Any], spoken: str) -> dict[str, Any]:
    """Ask for what was not given; an empty answer leaves a key empty."""

    def ask(en: str, zh: str, choices: list[str] | None = None) -> str:
        shown = click.Choice([*choices, ""]) if choices else None
        return str(
            click.prompt(
                Message(en, zh).within(spoken), default="", show_default=False, type=shown, show_choices=True, err=True
            )
        ).strip()

    def ask_ids(en: str, zh: str) -> tuple[str, ...]:
        return tuple(ask(en, zh).replace("，", " ").replace(",", " ").split())

    kind = given["kind"] or ask("kind", "种类", list(KINDS))
    return {
        "kind": kind,
        "title": given["title"] or ask("title", "标题"),
        "summary": given["summary"] or ask("summary, one sentence", "一句话摘要"),
        "authors": given["authors"] or ask_ids("authors, ids of people.yml", "作者，people.yml 里的代号"),
        "practices": given["practices"] or ask_ids("practices, ids of practices.yml", "实践，practices.yml 里的代号"),
        "stage": given["stage"] or ask("stage", "学段", list(STAGES)),
        "written": given["written"] or ask("written, as 2020-08", "写作时间，如 2020-08"),
    }
