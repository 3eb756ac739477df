"""What stands before and behind the chapters of an edition: what it is, whose it is, and ways into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from casebook.manuscript import Chapter, Person, Practice, Term, Translations
from casebook.site import View
from casebook.site.templating import Pen

from . import elements
from .chapters import labelled, said, separated, words_of
from .edition import Section, Words
from .elements import Nodes
from .leading import Holdings, entry_id

_MOST_CHAPTERS = 5
"""A term of the glossary that more chapters use leads to none of them."""


def about(view: View, chapters: Sequence[Chapter], last: date, *, is_whole: bool, suffix: str = "") -> Section:
    """Say what the edition is made of and when, and what a reader of a copy must know."""
    words = view.words
    made = words.say("edition_made", url=view.book.url, n=len(chapters), date=words.date(last.isoformat()))
    waiting = sum(not view.is_translated(each) for each in chapters)
    told = [
        *([words["home_book_text"]] if is_whole else []),
        made + (" " * made.endswith(".") + words.say("edition_untranslated", n=waiting) if waiting else ""),
        words["experience"],
        words["edition_links"],
        words["pack_withdrawn"],
    ]
    return Section(
        id=f"about{suffix}",
        kind="about",
        title=Words(text=words["edition_about"], tag=view.language.tag),
        content=[elements.paragraph(elements.words(each)) for each in told],
    )


def kinds(view: View, chapters: Sequence[Chapter], *, suffix: str = "") -> Section:
    """Explain the kinds of text that the edition holds."""
    words = view.words
    held = [kind for kind in ("essay", "case-note", "illustrative") if any(each.kind == kind for each in chapters)]
    entries = [
        (elements.words(words[f"kind_{kind}"]), [elements.paragraph(elements.words(words[f"kind_{kind}_note"]))])
        for kind in held
    ]
    lead = elements.paragraph(elements.words(words["edition_kinds_lead"]))
    return Section(
        id=f"kinds{suffix}",
        kind="kinds",
        title=Words(text=words["edition_kinds"], tag=view.language.tag),
        content=[lead, elements.definitions(entries)],
    )


def glossary(holdings: Holdings) -> Section | None:
    """List the terms that occur in the edition, each with its forms in every language and the chapters that use it."""
    view = holdings.view
    pen = Pen(view, view.address("home"))
    texts = {
        slug: text.markdown.casefold()
        for slug, chapter in holdings.chapters.items()
        if (text := chapter.text_in(view.code))
    }
    found = [(term, slugs) for term in view.book.terms if len(term.name) > 1 and (slugs := _using(view, term, texts))]
    if not found:
        return None
    entries = []
    for term, slugs in found:
        others = [
            [elements.span(elements.words(name), tag=view.book.languages[code].tag)]
            for code, name in term.name.items()
            if code != view.nearest(term.name)[1]
        ]
        links = _told_in(holdings, pen, slugs)
        entries.append(
            (said(pen, term.name), [elements.paragraph(separated(others, " · ")), elements.paragraph(links)])
        )
    lead = elements.paragraph(elements.words(view.words["edition_glossary_lead"]))
    return _section(view, "glossary", "edition_glossary", [lead, elements.definitions(entries)])


def _told_in(holdings: Holdings, pen: Pen, slugs: Sequence[str]) -> Nodes:
    if len(slugs) > _MOST_CHAPTERS:
        return elements.words(pen.w["edition_glossary_often"])
    return labelled(pen, "edition_glossary_in", separated(list(_links(holdings, pen, slugs)), pen.w["list_comma"]))


def _using(view: View, term: Term, texts: Mapping[str, str]) -> list[str]:
    """List the chapters that use a term, by their texts in lower case; in a translation also in a form as good."""
    code = view.code
    forms = [term.name.get(code, ""), *(term.accept if code != view.book.source else ())]
    said = [form.casefold() for form in forms if form]
    return [slug for slug, text in texts.items() if any(form in text for form in said)]


def _links(holdings: Holdings, pen: Pen, slugs: Iterable[str]) -> Iterator[Nodes]:
    for slug in slugs:
        title = said(pen, holdings.chapters[slug].title)
        yield [elements.link(title, holdings.page("chapters", slug))]


def people(holdings: Holdings, listed: Sequence[Person]) -> Section | None:
    """List the people of the edition: who they are, and where they wrote, are told of, translated or reviewed."""
    view = holdings.view
    pen = Pen(view, view.address("home"))
    if not listed:
        return None
    blocks: Nodes = []
    for person in listed:
        entry = [elements.paragraph([elements.strong(said(pen, person.name))])]
        facts = [elements.words(pen.w[f"role_{person.role}"]), *([said(pen, person.school)] if person.school else [])]
        entry.append(elements.paragraph(separated(facts, " · ")))
        if person.note:
            entry.append(elements.paragraph(said(pen, person.note)))
        involved = view.by_person[person.id]
        for key in ("wrote", "featured", "translated", "reviewed"):
            slugs = [slug for slug in getattr(involved, key) if slug in holdings.chapters]
            if slugs:
                links = separated(list(_links(holdings, pen, slugs)), pen.w["list_comma"])
                entry.append(elements.paragraph(labelled(pen, f"person_{key}", links)))
        blocks.append(elements.division(entry, classes=("entry",), id_=entry_id("people", person.id)))
    return _section(view, "people", "people_title", blocks)


def practices(holdings: Holdings, listed: Sequence[Practice]) -> Section | None:
    """List the practices of the edition by group: what each is, and the passages that tell how a school does it."""
    view = holdings.view
    pen = Pen(view, view.address("home"))
    blocks: Nodes = []
    for group in view.book.groups.values():
        held = [each for each in listed if each.group == group.id]
        if held:
            blocks.append(elements.heading(2, said(pen, group.name), id_=f"index-{group.id}"))
        blocks += [_practice(holdings, pen, each) for each in held]
    lead = elements.paragraph(elements.words(pen.w["edition_practices_lead"]))
    return _section(view, "practices", "edition_practices", [lead, *blocks]) if blocks else None


def _practice(holdings: Holdings, pen: Pen, practice: Practice) -> elements.Node:
    head = elements.heading(3, said(pen, practice.name), id_=entry_id("practices", practice.id), classes=("unlisted",))
    about_it = [elements.paragraph(said(pen, practice.definition))]
    if practice.caution:
        about_it.append(elements.paragraph(labelled(pen, "practice_caution", said(pen, practice.caution))))
    items: list[Nodes] = []
    for chapter, use in holdings.view.by_practice[practice.id]:
        if chapter.slug in holdings.chapters:
            target = holdings.page("chapters", chapter.slug, use.anchor)
            told = [
                elements.paragraph([elements.link(said(pen, chapter.title), target)]),
                elements.paragraph(said(pen, use.how)),
            ]
            if use.hard:
                told.append(elements.paragraph(labelled(pen, "practice_hard", said(pen, use.hard))))
            items.append(told)
    return elements.division([head, *about_it, *([elements.bullets(items)] if items else [])], classes=("entry",))


def rights(holdings: Holdings) -> Section:
    """Say under which licences the texts stand, where the edition comes from, and where to turn with a worry."""
    view = holdings.view
    pen = Pen(view, view.address("home"))
    book = view.book
    blocks = [
        elements.paragraph(elements.words(pen.w.say("foot_rights", licence=book.licence))),
        elements.paragraph([elements.link(elements.words(book.url), book.url)]),
    ]
    own = [each for each in holdings.chapters.values() if each.licence != book.licence]
    if own:
        blocks.append(elements.paragraph(elements.words(pen.w["edition_rights_some"])))
        items = [
            [
                elements.line(
                    [
                        elements.link(said(pen, each.title), holdings.page("chapters", each.slug)),
                        *elements.words(f" ({each.licence})"),
                    ]
                )
            ]
            for each in own
        ]
        blocks.append(elements.bullets(items))
    if "concern" in book.pages[view.code]:
        address = holdings.page("pages", "concern")
        blocks.append(
            elements.paragraph(
                [
                    *elements.words(pen.w["edition_concern"]),
                    elements.SPACE,
                    elements.link(elements.words(address), address),
                ]
            )
        )
    return _section(view, "rights", "edition_rights", blocks)


def _section(view: View, kind: str, key: str, content: Nodes) -> Section:
    return Section(id=kind, kind=kind, title=Words(text=view.words[key], tag=view.language.tag), content=content)


def both(first: View, second: View, words: Translations) -> Words | None:
    """Give words in the second language of a parallel edition, where it has any of its own."""
    other = words_of(second, words)
    return other if other != words_of(first, words) else None
