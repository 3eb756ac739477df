"""Rules about honesty: a reader can tell what a text rests on, and what was agreed before it was published."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.manuscript import Book, Chapter, Message

from .rule import ERROR, Finding, chapter_rule


@chapter_rule(severity=ERROR, zh="案例简记列出所依据的公开来源。")
def case_note_has_sources(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A case note lists the public sources that it rests on.

    Bad:   kind: case-note   without sources
    Good:  sources: [{title: "China Daily, 2020-12-02", url: "https://…", read: 2026-11-24}]
    """
    if chapter.kind == "case-note" and not chapter.sources:
        yield Finding(
            chapter.place("kind"),
            Message("a case note needs its sources, and there are none", "案例简记必须列出来源，这里没有"),
            Message(
                "add: sources: [{title: …, url: https://…, read: 2026-11-24}]",
                "请补上：sources: [{title: …, url: https://…, read: 2026-11-24}]",
            ),
        )


@chapter_rule(severity=ERROR, zh="虚构示例不写真实的学校、县市和省份。")
def illustrative_names_no_school(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """An illustrative text names no school, county, prefecture or province: it is composed, and no place did it.

    Bad:   kind: illustrative   with school: {name: …, province: hunan}
    Good:  kind: illustrative   with school: {stage: primary, boarding: true}
    """
    if chapter.kind != "illustrative":
        return
    for places in (chapter.places, *(translation.places for translation in chapter.translations.values())):
        for key in ("name", "county", "prefecture", "province"):
            if place := places.get(("school", key)):
                yield Finding(
                    place,
                    Message(f"an illustrative text has no school {key}", f"虚构示例的 school 里不写 {key}"),
                    Message("leave the key out", "请删去这个键"),
                )


@chapter_rule(severity=ERROR, zh="校长的文章记有作者和学校的同意。")
def essay_has_consent(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A principal's essay is published with the recorded consent of author and school.

    Bad:   kind: essay   with consent: {author: not-needed}
    Good:  kind: essay   with consent: {author: VE-2020-017, school: VE-2020-017}
    """
    if chapter.kind != "essay" or not chapter.is_published:
        return
    for key, value in (("author", chapter.consent.author), ("school", chapter.consent.school)):
        if value in ("not-needed", "none", "pending"):
            yield Finding(
                chapter.place("consent", key),
                Message(
                    f"a published essay needs a consent record for its {key}", f"发布校长的文章须有 {key} 的同意记录"
                ),
                Message("write the id of the record, or set status: draft", "请写上记录编号，或把 status 改为 draft"),
            )
