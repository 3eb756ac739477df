"""A book → its editions: which chapters they hold, in which order, and who made them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TypeAlias

from casebook.manuscript import Book, Chapter, Practice, Translations
from casebook.site import Rendition, View
from casebook.site.readable import as_readers_have_it
from casebook.site.templating import Pen
from casebook.translation import TranslationState

from . import elements, matter
from .beside import parallel_section
from .chapters import chapter_section, said, words_of
from .edition import Contributor, Edition, Part, Scope, Section, Words
from .leading import Holdings, entry_id

_PlannedPart: TypeAlias = tuple[str, Translations | None, Translations | None, Sequence[Chapter]]
"""Id, title, what the chapters share, and the chapters."""
States: TypeAlias = Mapping[tuple[str, str], TranslationState]
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


class NothingToRead(Exception):
    """There is no published chapter of which an edition could be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Which chapters an edition holds, in which parts, and what it is called."""

    scope: Scope
    name: str
    title: Words
    subtitle: Words | None
    book: Words | None
    parts: Sequence[_PlannedPart]
    practices: Sequence[Practice]


def whole(book: Book, states: States, code: str, *, parallel: bool = False) -> Edition:
    """Give the edition of the whole book in a language; a parallel one beside the originals.

    Raises:
        NothingToRead: no chapter is published.
    """
    view = _view(book, states, code, parallel=parallel)
    parts: list[_PlannedPart] = []
    for group in view.book.groups.values():
        order = {each.id: number for number, each in enumerate(view.practices_of(group.id))}
        held = [each for each in view.chapters if _first_practice(each) in order]
        held.sort(key=lambda each: order[_first_practice(each)])
        parts.append((entry_id("groups", group.id), group.name, group.definition, held))
    placed = {each.slug for _, _, _, held in parts for each in held}
    others = [each for each in view.chapters if each.slug not in placed]
    parts.append((entry_id("groups", "others"), None, None, others))
    plan = _Plan(
        scope=Scope.WHOLE,
        name=_book_name(book),
        title=words_of(view, book.title),
        subtitle=words_of(view, book.subtitle) if book.subtitle else None,
        book=None,
        parts=[each for each in parts if each[3]],
        practices=[each for each in book.practices.values() if view.by_practice[each.id]],
    )
    return _make(view, states, code, plan, parallel=parallel)


def of_practice(book: Book, states: States, code: str, practice: str, *, parallel: bool = False) -> Edition:
    """Give the pack of one practice: what it is, and every chapter that tells of it.

    Raises:
        KeyError: the book has no such practice.
        NothingToRead: no published chapter tells of it.
    """
    view = _view(book, states, code, parallel=parallel)
    about = view.book.practices[practice]
    held = list({chapter.slug: chapter for chapter, _ in view.by_practice[practice]}.values())
    plan = _Plan(
        scope=Scope.PRACTICE,
        name=practice,
        title=words_of(view, about.name),
        subtitle=None,
        book=words_of(view, book.title),
        parts=[(f"part-{practice}", about.name, about.definition, held)],
        practices=[about],
    )
    return _make(view, states, code, plan, parallel=parallel)


def of_chapters(book: Book, states: States, code: str, slugs: Sequence[str], *, parallel: bool = False) -> Edition:
    """Give chosen chapters in the order in which they were chosen.

    Raises:
        KeyError: a chapter does not exist or is not published.
        NothingToRead: none was chosen.
    """
    view = _view(book, states, code, parallel=parallel)
    shown = {each.slug: each for each in view.chapters}
    held = [shown[slug] for slug in dict.fromkeys(slugs)]
    single = held[0] if len(held) == 1 else None
    digest = blake2b("\n".join(each.slug for each in held).encode(), digest_size=4).hexdigest()
    used = {use.id for each in held for use in each.practices}
    selection = Words(text=view.words["edition_selection"], tag=view.language.tag)
    plan = _Plan(
        scope=Scope.CHAPTERS,
        name=single.slug if single else f"selection-{digest}",
        title=words_of(view, single.title) if single else selection,
        subtitle=None,
        book=words_of(view, book.title),
        parts=[("part-chapters", None, None, held)],
        practices=[each for each in book.practices.values() if each.id in used],
    )
    return _make(view, states, code, plan, parallel=parallel)


def _view(book: Book, states: States, code: str, *, parallel: bool) -> View:
    return View(as_readers_have_it(book, states), book.source if parallel else code, states)


def _first_practice(chapter: Chapter) -> str:
    return chapter.practices[0].id if chapter.practices else ""


def _book_name(book: Book) -> str:
    names = (_NOT_IN_NAMES.sub("-", title.casefold()).strip("-") for title in book.title.values())
    return next(filter(None, names), "book")


def _make(view: View, states: States, code: str, plan: _Plan, *, parallel: bool) -> Edition:
    chapters = {each.slug: each for _, _, _, held in plan.parts for each in held}
    if not chapters:
        raise NothingToRead(plan.name)
    listed = [each for each in view.book.people.values() if _is_in(view, each.id, chapters)]
    holdings = Holdings(
        view=view,
        chapters=chapters,
        practices=frozenset(each.id for each in plan.practices),
        people=frozenset(each.id for each in listed),
        groups=frozenset(id_.removeprefix("group-") for id_, _, _, _ in plan.parts if id_.startswith("group-")),
    )
    other = View(view.book, code, states) if parallel and code != view.code else None
    views = [view, other] if other else [view]
    last = _last_day(views, chapters.values())
    front = []
    for number, each in enumerate(views):
        suffix = f"-{each.code}" if number else ""
        held = list(chapters.values())
        front += [
            matter.about(each, held, last, is_whole=plan.scope is Scope.WHOLE, suffix=suffix),
            matter.kinds(each, held, suffix=suffix),
        ]
    back = [
        matter.practices(holdings, plan.practices),
        matter.glossary(holdings),
        matter.people(holdings, listed),
        matter.rights(holdings),
    ]
    return Edition(
        stem=f"{plan.name}.{view.code}-{code}" if other else f"{plan.name}.{view.code}",
        scope=plan.scope,
        parallel=other is not None,
        code=view.code,
        tag=view.language.tag,
        spoken=tuple(each.language for each in views),
        title=plan.title,
        subtitle=plan.subtitle,
        book=plan.book,
        note=view.words["site_name_note"] if view.code not in view.book.title else "",
        creators=_contributors(view, (identity for each in chapters.values() for identity in each.authors)),
        translators=_contributors(view, _translators(views, chapters.values())),
        licence=view.book.licence,
        url=view.book.url,
        date=last,
        front=tuple(front),
        parts=tuple(_part(holdings, each, other) for each in plan.parts),
        back=tuple(each for each in back if each),
        photos=tuple(_photos(holdings, views)),
        fonts={each.language.tag: view.book.fonts.get(each.code, {}) for each in views},
        words=view.words,
    )


def _part(
    holdings: Holdings,
    planned: _PlannedPart,
    other: View | None,
) -> Part:
    view = holdings.view
    id_, title, shared, held = planned
    key = "group_untitled" if id_.endswith("-others") else "edition_selection"
    chapters: list[Section] = [
        parallel_section(holdings, each, other) if other else chapter_section(holdings, each) for each in held
    ]
    pen = Pen(view, view.address("home"))
    return Part(
        id=id_,
        title=words_of(view, title) if title else Words(text=view.words[key], tag=view.language.tag),
        second=matter.both(view, other, title) if title and other else None,
        content=[elements.paragraph(said(pen, shared))] if shared else [],
        chapters=tuple(chapters),
    )


def _is_in(view: View, identity: str, chapters: Mapping[str, Chapter]) -> bool:
    involved = view.by_person[identity]
    found = (involved.wrote, involved.featured, involved.translated, involved.reviewed)
    return any(slug in chapters for each in found for slug in each)


def _translators(views: Sequence[View], chapters: Iterable[Chapter]) -> Iterable[str]:
    for chapter in chapters:
        for view in views:
            if translation := chapter.translations.get(view.code):
                yield from translation.translators


def _contributors(view: View, identities: Iterable[str]) -> tuple[Contributor, ...]:
    known = [view.book.people[each] for each in dict.fromkeys(identities) if each in view.book.people]
    return tuple(
        Contributor(
            name=words_of(view, each.name),
            family=each.family.get(view.nearest(each.name)[1], ""),
            orcid=each.orcid or "",
        )
        for each in known
    )


def _last_day(views: Sequence[View], chapters: Iterable[Chapter]) -> date:
    days: list[date] = []
    for chapter in chapters:
        year, month, day = (*(int(each) for each in chapter.written.split("-")), 1, 1)[:3]
        days += [
            date(year, month, day),
            *(each.read for each in chapter.sources),
            *(each.on for each in chapter.withdrawals),
        ]
        for view in views:
            state = view.states.get((chapter.slug, view.code))
            if state and state.last_confirmation and view.code in chapter.translations:
                days.append(state.last_confirmation)
    return max(days)


def _photos(holdings: Holdings, views: Sequence[View]) -> Iterable[Rendition]:
    found: dict[str, Rendition] = {}
    for chapter in holdings.chapters.values():
        texts = [chapter.text_in(view.code) or chapter.text for view in views]
        for text in (chapter.text, *texts):
            for link in text.links:
                if link.is_image and (photo := holdings.photo(text, link.target)):
                    found[photo.path.as_posix()] = photo
    return [found[path] for path in sorted(found)]
