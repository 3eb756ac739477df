"""What changed in the original of stale passages: for people (text, HTML) and for programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from casebook.manuscript import Book, Place
from casebook.translation import Status
from casebook.translation.confirming import Texts
from casebook.translation.difference import Part, as_html, as_text, difference
from casebook.translation.state import GroupState

_APART = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One stale group: what its original was, what it is, and the translation that depends on it."""

    state: GroupState
    was: tuple[str, ...]
    now: tuple[str, ...]
    target: tuple[str, ...]
    place: Place
    """Where the translation stands."""

    @property
    def parts(self) -> list[Part]:
        """The words of both versions."""
        return difference(_APART.join(self.was), _APART.join(self.now))


def changes(texts: Texts) -> list[Change]:
    """List the stale groups, in reading order."""
    found: list[Change] = []
    for state in texts.state.groups:
        if state.status is Status.STALE and state.group:
            blocks = [texts.target.blocks[position] for position in state.target]
            found.append(
                Change(
                    state=state,
                    was=state.group.source,
                    now=texts.original(state),
                    target=tuple(block.text for block in blocks),
                    place=texts.target.place_of_line(blocks[0].first if blocks else 0),
                )
            )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All changes of one chapter for one translation, and the language of whoever looks."""

    book: Book
    slug: str
    target: str
    found: Sequence[Change]
    spoken: str


def text(shown: Changes) -> str:
    """Write each change with [-old-]{+new+}, and the translation indented below it."""
    lines: list[str] = []
    for each in shown.found:
        place = f"{each.place.path}:{each.place.line}"
        lines.append(f"{place}: {each.state.id}")
        lines.extend(f"  {line}".rstrip() for line in as_text(each.parts).split("\n"))
        for block in each.target:
            lines.extend(f"    | {line}".rstrip() for line in block.split("\n"))
        lines += [f"  casebook translate confirm {shown.slug} {each.state.id} --to {shown.target} --by …", ""]
    return "".join(f"{line}\n" for line in lines)


def html(shown: Changes) -> str:
    """Write one page with a section for each change; the languages are marked, so that each is read aloud rightly."""
    book = shown.book
    source, other = book.languages[book.source].tag, book.languages[shown.target].tag
    chapter = book.chapters[shown.slug]
    title = escape(chapter.title.nearest(book.source, book.source)[0])
    sections = "".join(
        f'<section id="{escape(each.state.id)}">\n'
        f"<h2>{escape(each.state.id)}</h2>\n"
        f'<p lang="{source}">{as_html(each.parts)}</p>\n'
        + "".join(f'<p lang="{other}">{escape(block).replace(chr(10), "<br>")}</p>\n' for block in each.target)
        + "</section>\n"
        for each in shown.found
    )
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if shown.spoken == "zh" else "en"}">\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n"
        "<style>del{background:#fdd}ins{background:#dfd;text-decoration:none}</style>\n"
        f'<h1 lang="{source}">{title}</h1>\n{sections}</html>\n'
    )


def as_json(shown: Changes) -> str:
    """Give one object: chapter, language, and the groups with both versions, their words, and the translation."""
    groups = [
        {
            "id": each.state.id,
            "path": each.place.path.as_posix(),
            "line": each.place.line,
            "was": list(each.was),
            "now": list(each.now),
            "words": [{"kind": part.kind, "text": part.text} for part in each.parts],
            "target": list(each.target),
        }
        for each in shown.found
    ]
    return json.dumps({"slug": shown.slug, "lang": shown.target, "groups": groups}, ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Changes], str]] = {
    "text": text,
    "html": html,
    "json": as_json,
}
