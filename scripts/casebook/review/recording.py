"""Rules about records of translations: they belong to a translation, name people, and give reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.manuscript import Book, Message, Place, nearest
from casebook.translation import SyncGroup

from .rule import ERROR, Finding, Recorded, book_rule, record_rule


@book_rule(severity=ERROR, zh="每份翻译记录旁边都有它的译文。")
def record_has_translation(book: Book) -> Iterator[Finding]:
    """Every record of a translation lies beside that translation.

    Bad:   en.sync.yml without en.md
    Good:  en.sync.yml beside en.md
    """
    for slug, code in book.sidecars:
        # A chapter that cannot be read may well have its translation.
        if slug in book.chapters and code not in book.chapters[slug].translations:
            path = book.chapters[slug].folder / f"{code}.sync.yml"
            yield Finding(
                Place(path),
                Message(f"there is no {code}.md that this is the record of", f"没有这份记录所说的译文 {code}.md"),
                Message(
                    f"bring {code}.md back, or delete {path.name}; when a folder is renamed, both move",
                    f"找回 {code}.md，或删去 {path.name}；改文件夹名时两个文件要一起移动",
                ),
            )


@record_rule(severity=ERROR, zh="翻译记录里的人，people.yml 里都有。")
def record_names_known_people(given: Recorded) -> Iterator[Finding]:
    """Whoever confirmed, reviewed or waived a passage is in people.yml.

    Bad:   confirmed: {by: li-min, on: 2026-11-20}
    Good:  confirmed: {by: li-ming, on: 2026-11-20}
    """
    for group in given.sidecar.groups:
        for person in dict.fromkeys(_people_of(group)):
            if person not in given.book.people:
                yield Finding(
                    _place(given, group),
                    Message(f"no person is called '{person}'", f"没有名为“{person}”的人物"),
                    nearest(person, given.book.people)
                    or Message("add the person to chapters/people.yml", "请在 chapters/people.yml 里补上这个人"),
                )


@record_rule(severity=ERROR, zh="没有改动就确认、略去、免改，都写明理由。")
def confirmation_without_change_has_reason(given: Recorded) -> Iterator[Finding]:
    """A passage that was confirmed unchanged, left out or waived carries a reason in words.

    Bad:   no_change: "-"
    Good:  no_change: "only the order of two names changed, and English has it so already"
    """
    for group in given.sidecar.groups:
        reasons = {
            "no_change": group.no_change,
            "omitted": group.omitted,
            "waived": group.waived.why if group.waived else None,
        }
        for name, reason in reasons.items():
            if reason is not None and not any(letter.isalnum() for letter in reason):
                yield Finding(
                    _place(given, group),
                    Message(f"'{reason}' is no reason for '{name}'", f"“{name}”的理由“{reason}”什么也没有说"),
                    Message(f"say it in a few words behind '{name}:'", f"请在“{name}:”后面用几个字写明理由"),
                )


def _people_of(group: SyncGroup) -> Iterator[str]:
    if group.confirmed:
        yield group.confirmed.by
    for _, said in group.review:
        yield said.by
    if group.waived:
        yield group.waived.by


def _place(given: Recorded, group: SyncGroup) -> Place:
    text = given.content.decode("utf-8", "replace")
    match = re.search(rf"\bid: *[\"']?{re.escape(group.id)}\b", text)
    return Place(given.path, text.count("\n", 0, match.start()) + 1 if match else 1)
