"""The first text of a chapter: every key in its place, and what only a person can say left empty, with a word on it.

A key that stands there empty is a finding at its own line, so `casebook check` is the list of what is still to do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .book import Book
from .diagnostic import Message
from .text import Text

_PLAIN = re.compile(r"[\w\u3400-\u9fff（《“][^\s:#][^:#\[\]{}\"'&*!|>%@`]*")
_NOT_PLAIN = re.compile(r"(?:true|false|yes|no|on|off|null|~|[\d.+-]+)", re.IGNORECASE)

_SUMMARY = Message("one sentence, 120 characters at most", "一句话，不超过120字")
_AUTHORS = Message("ids of chapters/people.yml, as [editors]", "chapters/people.yml里的代号，如[editors]")
_SCHOOL = Message("leave out what is not known or must not be known", "不知道的、不能公开的不写")
_STAGE = Message("primary, junior-secondary, nine-year …", "primary、junior-secondary、nine-year等")
_BOARDING = Message("true or false", "有寄宿写true，没有写false")
_PRACTICES = Message(
    "one or more, ids of chapters/practices.yml; take the # away and correct",
    "至少一项，代号见chapters/practices.yml；去掉行首的#再改",
)
_AT = Message('the heading that tells it, as "#first-week"', '在哪个标题下，如"#first-week"')
_HOW = Message("how this school does it, in one sentence", "这所学校怎么做，一句话")
_CHALLENGE = Message("the problem, in one sentence", "难处，一句话")
_RESPONSE = Message("what the school does, in one sentence", "办法，一句话")
_WRITTEN = Message("year and month, as 2020-08", "年月，如2020-08")
_OPTIONAL = (
    ("people", Message("who does it; may stay empty", "要几个人手，可以空着")),
    ("cost", Message("none, low, medium or high; may stay empty", "none、low、medium、high 里选一个，可以空着")),
    ("time", Message("how much time it takes; may stay empty", "要花多少时间，可以空着")),
    ("result", Message("what changed, as the school tells it; may stay empty", "校方说看到了什么变化，可以空着")),
)
_NUMBER = Message("the number of the consent form", "同意书的编号")
_CHILDREN = Message(
    "none-identifiable, pseudonyms or guardian-consent:number", "none-identifiable、pseudonyms或guardian-consent:编号"
)
_SOURCES = Message("[{title: …, url: https://…, read: 2026-11-24}]", "如[{title: …, url: https://…, read: 2026-11-24}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a new chapter; what is empty, a person fills in."""

    kind: str = "essay"
    title: str = ""
    summary: str = ""
    authors: Sequence[str] = ()
    authors_note: Message | None = None
    stage: str = ""
    boarding: bool | None = None
    practices: Sequence[str] = ()
    written: str = ""
    written_note: Message | None = None
    has_photos: bool = False
    proposed: Sequence[tuple[str, str]] = ()
    """Practices that the text seems to tell of, each with the id of a heading, or nothing."""
    body: str = ""


def original(draft: Draft, spoken: str) -> str:
    """Give the file of an original; what is to be written is said in the language of whoever begins it."""

    def key(name: str, value: str, note: Message) -> str:
        return f"{name}: {value}" if value else f"{name}: # {note.within(spoken)}"

    agreed = "" if draft.kind == "essay" else "not-needed"
    boarding = "" if draft.boarding is None else str(draft.boarding).lower()
    lines = [
        f"title: {scalar(draft.title)}" if draft.title else "title:",
        key("summary", scalar(draft.summary) if draft.summary else "", _SUMMARY),
        f"kind: {draft.kind}",
        "status: draft",
        key("authors", f"[{', '.join(draft.authors)}]" if draft.authors else "", _AUTHORS)
        + _said(draft.authors_note if draft.authors else None, spoken),
        key("school", "", _SCHOOL),
        key("  stage", draft.stage, _STAGE),
        key("  boarding", boarding, _BOARDING),
        *_practices(draft, spoken),
        "glance:",
        key("  challenge", "", _CHALLENGE),
        key("  response", "", _RESPONSE),
        *(key(f"  {name}", "", note) for name, note in _OPTIONAL),
        key("written", draft.written, _WRITTEN) + _said(draft.written_note if draft.written else None, spoken),
        "consent:",
        key("  author", agreed, _NUMBER),
        key("  school", agreed, _NUMBER),
        key("  children", "", _CHILDREN),
        key("  photos", "" if draft.has_photos else "none", _NUMBER),
        *([key("sources", "", _SOURCES)] if draft.kind == "case-note" else []),
    ]
    return "\n".join(["---", *lines, "---", *([draft.body.strip("\n")] if draft.body.strip() else []), ""])


def translation(title: str, body: str, spoken: str) -> str:
    """Give the file of a translation that somebody made elsewhere: its title, its text, and the keys to fill in."""
    lines = [
        f"title: {scalar(title)}" if title else "title:",
        f"summary: # {Message('one sentence, as the original has it', '一句话，与原文的 summary 对应').within(spoken)}",
        f"translators: [] # {Message('ids of chapters/people.yml', 'chapters/people.yml 里的代号').within(spoken)}",
    ]
    return "\n".join(["---", *lines, "---", body.strip("\n"), ""])


def scalar(text: str) -> str:
    """Give a text as YAML, without quotation marks where it reads the same."""
    if _PLAIN.fullmatch(text) and not _NOT_PLAIN.fullmatch(text) and not text.endswith(" "):
        return text
    return json.dumps(text, ensure_ascii=False)


def practices_told(book: Book, text: Text) -> list[tuple[str, str]]:
    """List practices whose name or synonym stands in a text, each with the heading above its first mention."""
    found: list[tuple[int, str, str]] = []
    for practice in book.practices.values():
        names = [practice.name.get(book.source), *practice.synonyms.get(book.source, ())]
        places = [at for name in names if name and (at := text.markdown.find(name)) >= 0]
        if places:
            line = text.markdown.count("\n", 0, min(places))
            above = [heading.id for heading in text.headings if heading.line <= line and heading.id]
            found.append((min(places), practice.id, above[-1] if above else ""))
    return [(identity, anchor) for _, identity, anchor in sorted(found)][:6]


def person_in(book: Book, name: str) -> str | None:
    """Give the id of a person of the book who is called so in any language."""
    wanted = re.sub(r"\s", "", name).casefold()
    known: Mapping[str, str] = {
        re.sub(r"\s", "", each).casefold(): person.id
        for person in book.people.values()
        for each in person.name.values()
    }
    return known.get(wanted)


def _practices(draft: Draft, spoken: str) -> list[str]:
    lines: list[str] = []
    for identity in draft.practices:
        lines += [f"  - id: {identity}", f"    at: # {_AT.within(spoken)}", f"    how: # {_HOW.within(spoken)}"]
    if lines:
        return ["practices:", *lines]
    for identity, anchor in draft.proposed or [("", "")]:
        lines += [f"#  - id: {identity}".rstrip(), f'#    at: "#{anchor}"', "#    how:"]
    return [f"practices: # {_PRACTICES.within(spoken)}", *lines]


def _said(note: Message | None, spoken: str) -> str:
    return f" # {note.within(spoken)}" if note else ""
