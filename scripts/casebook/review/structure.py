"""Rules about structure: headings carry ids, the same in every language, and what points at them arrives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.manuscript import Book, Chapter, HandPage, Heading, Message, nearest

from .rule import ERROR, Finding, book_rule, chapter_rule

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@book_rule(severity=ERROR, zh="每个标题都带代号。")
def heading_has_id(book: Book) -> Iterator[Finding]:
    """Every heading carries an explicit id, so that links to it outlive a change of its words.

    Bad:   ## First week
    Good:  ## First week {#first-week}
    """
    for text in book.bodies:
        for heading in text.headings:
            if heading.id is None:
                yield Finding(
                    heading.place,
                    Message(f"the heading '{heading.title}' has no id", f"标题“{heading.title}”没有代号"),
                    Message(
                        "write an id in English at its end, as {#first-week}",
                        "在标题后面加上英文代号，例如 {#first-week}",
                    ),
                )


@book_rule(severity=ERROR, zh="标题代号只用小写字母、数字和单个连字符。")
def heading_id_is_well_formed(book: Book) -> Iterator[Finding]:
    """A heading's id is made of lower-case letters, digits and single hyphens, so that it can stand in an address.

    Bad:   ## First week {#First_Week}
    Good:  ## First week {#first-week}
    """
    for text in book.bodies:
        for heading in text.headings:
            if heading.id and not _ID.fullmatch(heading.id):
                proposal = re.sub(r"[^a-z0-9]+", "-", heading.id.lower()).strip("-")
                yield Finding(
                    heading.place,
                    Message(f"'{heading.id}' cannot be a heading's id", f"“{heading.id}”不能用作标题代号"),
                    Message(f"write {{#{proposal}}}", f"写成 {{#{proposal}}}") if proposal else None,
                )


@book_rule(severity=ERROR, zh="同一篇里标题代号不重复。")
def heading_id_is_unique(book: Book) -> Iterator[Finding]:
    """No two headings of a text share an id.

    Bad:   ## First week {#week} … ## Second week {#week}
    Good:  ## First week {#first-week} … ## Second week {#second-week}
    """
    for text in book.bodies:
        seen: dict[str, Heading] = {}
        for heading in text.headings:
            if heading.id and (first := seen.setdefault(heading.id, heading)) is not heading:
                yield Finding(
                    heading.place,
                    Message(
                        f"the id '{heading.id}' already stands on line {first.place.line}",
                        f"代号“{heading.id}”在第 {first.place.line} 行已经用过",
                    ),
                )


@chapter_rule(severity=ERROR, zh="译文的标题代号与原文相同。")
def heading_ids_match_original(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A translation has the headings of its original, by id; one that the original has gained is not yet a mistake.

    Bad:   zh.md: ## 第一周 {#first-week}    en.md: ## First week {#week-one}
    Good:  zh.md: ## 第一周 {#first-week}    en.md: ## First week {#first-week}
    """
    ours = chapter.text.ids
    for translation in chapter.translations.values():
        for heading in translation.text.headings:
            if heading.id and heading.id not in ours:
                yield Finding(
                    heading.place,
                    Message(f"the original has no heading '{heading.id}'", f"原文没有代号为“{heading.id}”的标题"),
                    nearest(heading.id, [identity for identity in ours if identity not in translation.text.ids]),
                )


@chapter_rule(severity=ERROR, zh="practices 里的 at 指向正文的标题。")
def practice_passage_exists(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A practice's `at` names a heading of the text.

    Bad:   at: "#week-one"   where the text has {#first-week}
    Good:  at: "#first-week"
    """
    for use in chapter.practices:
        if use.anchor not in chapter.text.ids:
            yield Finding(
                use.anchor_place,
                Message(f"no heading has the id '{use.anchor}'", f"正文里没有代号为“{use.anchor}”的标题"),
                nearest(use.anchor, chapter.text.ids),
            )


@book_rule(severity=ERROR, zh="正文从二级标题开始，题目只写在元数据里。")
def title_stands_in_metadata(book: Book) -> Iterator[Finding]:
    """The title stands in the metadata only; the text begins with second-level headings.

    Bad:   # A letter box
    Good:  ## First week {#first-week}
    """
    for text in book.bodies:
        for heading in text.headings:
            if heading.level == 1:
                yield Finding(
                    heading.place,
                    Message("a text has no first-level heading", "正文里不用一级标题"),
                    Message("write ## instead of #", "把 # 改成 ##"),
                )


@book_rule(severity=ERROR, zh="手写页面在每种语言里都有，标题代号相同。")
def hand_page_is_in_every_language(book: Book) -> Iterator[Finding]:
    """A hand-written page exists in every language, with the same heading ids.

    Bad:   docs/zh/about.md without docs/en/about.md
    Good:  docs/zh/about.md beside docs/en/about.md
    """
    for name, page in book.pages[book.source].items():
        for code in book.languages:
            other = book.pages[code].get(name)
            if f"{code}/{name}" in book.broken_names:
                continue
            if other is None:
                yield Finding(
                    page.text.place_of_line(0),
                    Message(f"docs/{code}/{name}.md is missing", f"缺少 docs/{code}/{name}.md"),
                )
            elif other.text.ids != page.text.ids:
                yield from _different_ids(page, other)
    for pages in book.pages.values():
        for name, page in pages.items():
            if name not in book.pages[book.source] and f"{book.source}/{name}" not in book.broken_names:
                yield Finding(
                    page.text.place_of_line(0),
                    Message(
                        f"docs/{book.source}/{name}.md is missing: this page has no original",
                        f"缺少 docs/{book.source}/{name}.md：这一页没有原文",
                    ),
                )


def _different_ids(page: HandPage, other: HandPage) -> Iterator[Finding]:
    odd = next(
        (
            heading
            for heading, wanted in zip(other.text.headings, page.text.headings, strict=False)
            if heading.id != wanted.id
        ),
        None,
    )
    yield Finding(
        odd.place if odd else other.text.place_of_line(0),
        Message(
            f"its heading ids are not those of {page.text.path}: {', '.join(page.text.ids)}",
            f"标题代号与 {page.text.path} 不同，应为：{'、'.join(page.text.ids)}",
        ),
    )
