"""Rules about names: whatever a file calls by its id exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from casebook.manuscript import (
    TAKEN_ADDRESSES,
    Book,
    Chapter,
    Group,
    Message,
    Place,
    Practice,
    Problem,
    Translation,
    WithdrawnChapter,
    nearest,
)
from casebook.manuscript.book import TaxonomyPlace
from casebook.manuscript.folders import is_slug

from .rule import ERROR, WARNING, Finding, book_rule, chapter_rule


@chapter_rule(severity=ERROR, zh="篇章里写到的实践，practices.yml 里都有。")
def practice_is_known(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """Every practice that a chapter names is in practices.yml.

    Bad:   practices: [{id: letter-box}]
    Good:  practices: [{id: secret-letter-box}]
    """
    for use in chapter.practices:
        if use.id not in book.practices:
            yield _unknown("practice", "实践", use.id, use.place, book.practices)
    ours = {use.id for use in chapter.practices}
    for translation in chapter.translations.values():
        for index, identity in enumerate(translation.practices):
            if identity not in ours:
                yield Finding(
                    translation.place("practices", index, "id"),
                    Message(
                        f"the original names no practice '{identity}'",
                        f"原文没有写到实践“{identity}”",
                    ),
                    nearest(identity, ours),
                )


@chapter_rule(severity=ERROR, zh="作者、译者和审校者，people.yml 里都有。")
def person_is_known(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """Every author, translator and reviewer is in people.yml.

    Bad:   authors: [editor]
    Good:  authors: [editors]
    """
    for index, identity in enumerate(chapter.authors):
        if identity not in book.people and identity not in book.broken_names:
            yield _unknown("person", "人物", identity, chapter.place("authors", index), book.people)
    for withdrawal in chapter.withdrawals:
        if withdrawal.by not in book.people and withdrawal.by not in book.broken_names:
            yield _unknown("person", "人物", withdrawal.by, withdrawal.place, book.people)
    for translation in chapter.translations.values():
        for place, identity in _people_of(translation):
            if identity not in book.people and identity not in book.broken_names:
                yield _unknown("person", "人物", identity, place, book.people)


def _people_of(translation: Translation) -> Iterator[tuple[Place, str]]:
    for index, identity in enumerate(translation.translators):
        yield translation.place("translators", index), identity
    for duty, identity in translation.reviewers.items():
        yield translation.place("reviewers", duty), identity


@book_rule(severity=ERROR, zh="practices.yml 和 book.yml 里提到的代号都存在。")
def taxonomy_is_closed(book: Book) -> Iterator[Finding]:
    """Groups, related practices, problems and featured chapters name only what exists.

    Bad:   problems: [{id: silent-child, practices: [letter-box]}]
    Good:  problems: [{id: silent-child, practices: [secret-letter-box]}]
    """
    for practice in book.practices.values():
        if practice.group not in book.groups:
            yield _unknown("group", "分组", practice.group, practice.place.of("group"), book.groups)
    lists: list[tuple[TaxonomyPlace, str, tuple[str, ...]]] = [
        *((each.place, "related", each.related) for each in book.practices.values()),
        *((each.place, "practices", each.practices) for each in book.problems),
    ]
    for place, key, identities in lists:
        for index, identity in enumerate(identities):
            if identity not in book.practices:
                yield _unknown("practice", "实践", identity, place.of(key, index), book.practices)
    known = {*book.chapters, *book.withdrawn, *(chapter.slug for chapter in book.broken)}
    for index, slug in enumerate(book.featured):
        if slug not in known:
            yield _unknown("chapter", "篇章", slug, book.place("featured", index), book.chapters)


@book_rule(severity=WARNING, zh="实践和难题在每种语言里都有名称。")
def name_is_translated(book: Book) -> Iterator[Finding]:
    """Every group, practice and problem has a name in every language of the book.

    Bad:   {id: home-visits, zh: 家访}
    Good:  {id: home-visits, zh: 家访, en: Home visits}
    """
    things: list[Group | Practice | Problem] = [*book.groups.values(), *book.practices.values(), *book.problems]
    for thing in things:
        for code, language in book.languages.items():
            if code not in thing.name:
                yield Finding(
                    thing.place.of("id"),
                    Message(
                        f"'{thing.id}' has no name in {language.name} ({code})",
                        f"“{thing.id}”没有{language.name}（{code}）名称",
                    ),
                )


@chapter_rule(severity=ERROR, zh="旧网址（aliases）不与别的篇章冲突。")
def alias_is_free(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """An earlier slug leads to one chapter only.

    Bad:   aliases: [letter-box]  where chapters/letter-box/ exists
    Good:  aliases: [letters-home]
    """
    for index, alias in enumerate(chapter.aliases):
        others: list[Chapter | WithdrawnChapter] = [*book.chapters.values(), *book.withdrawn.values()]
        holders = [other.slug for other in others if alias in other.aliases and other.slug != chapter.slug]
        taken = alias if alias in book.chapters or alias in book.withdrawn else next(iter(holders), None)
        if taken is not None:
            yield Finding(
                chapter.place("aliases", index),
                Message(f"the address '{alias}' already leads to '{taken}'", f"网址“{alias}”已经指向“{taken}”"),
            )


@book_rule(severity=ERROR, zh="手写页面的文件名能用作网址，且不与网站自己的页面重名。")
def hand_page_has_its_own_address(book: Book) -> Iterator[Finding]:
    """The name of a hand-written page can be an address, and is none that the site uses itself.

    Bad:   docs/zh/list.md
    Good:  docs/zh/reading-list.md
    """
    taken = TAKEN_ADDRESSES | book.languages.keys()
    for code in book.languages:
        for name, page in book.pages[code].items():
            place = page.text.place_of_line(0)
            if name.casefold() in taken:
                yield Finding(
                    place,
                    Message(
                        f"the site has something of its own at '{name}/': this page would take its place",
                        f"网址“{name}/”是网站自己要用的，这一页会把它挤掉",
                    ),
                    Message("give the file another name", "给文件换一个名字"),
                )
            elif not is_slug(name):
                yield Finding(
                    place,
                    Message(
                        f"'{name}' cannot be an address; use lower-case letters, digits, single hyphens",
                        f"“{name}”不能用作网址；请只用小写字母、数字和单个连字符",
                    ),
                    Message("give the file another name", "给文件换一个名字"),
                )


def _unknown(en: str, zh: str, identity: str, place: Place, known: Mapping[str, object] | Iterable[str]) -> Finding:
    return Finding(
        place,
        Message(f"no {en} is called '{identity}'", f"没有名为“{identity}”的{zh}"),
        nearest(identity, known),
    )
