"""A chapter of an edition: what stands above its text, the text, and what stands below it, as on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.manuscript import PROVINCES, Chapter, Text, Translations
from casebook.site import View
from casebook.site.chapters import featured_in
from casebook.site.citing import citation_of, cite
from casebook.site.crediting import reviews_of
from casebook.site.noticing import behind, notice_of
from casebook.site.templating import Pen
from casebook.translation import TranslationState

from . import elements
from .edition import Section, Words
from .elements import Node, Nodes
from .leading import Holdings, passage_id
from .markup import inlines_of
from .standing import with_state
from .typesetting import Passage, typeset


def chapter_section(holdings: Holdings, chapter: Chapter) -> Section:
    """Give a chapter in the language of the edition; in the original's where nobody has translated it."""
    view = holdings.view
    translated = view.is_translated(chapter)
    state = view.states.get((chapter.slug, view.code)) if view.code in chapter.translations else None
    notice = notice_of(view, translated=translated, state=state)
    return Section(
        id=passage_id(chapter.slug),
        kind=chapter.kind,
        title=words_of(view, chapter.title),
        kicker=view.words[f"kind_{chapter.kind}"],
        slug=chapter.slug,
        content=[
            *opening(holdings, chapter, notice=notice.text if notice else ""),
            *_text(holdings, chapter, state),
            *ending(holdings, chapter, state),
        ],
    )


def words_of(view: View, words: Translations) -> Words:
    """Give words for the readers of an edition, and the language that they are in."""
    text, code = view.nearest(words)
    return Words(text=text, tag=view.book.languages[code].tag)


def said(pen: Pen, words: Translations) -> Nodes:
    """Give words as inlines, with their language where it is not the edition's."""
    return inlines_of(pen.say(words))


def labelled(pen: Pen, label: str, inlines: Nodes) -> Nodes:
    """Give inlines after a label and a colon."""
    return [*elements.words(pen.w[label] + pen.w["colon"]), *inlines]


def separated(parts: Sequence[Nodes], separator: str) -> Nodes:
    """Join inlines with a separator."""
    return [
        each for number, part in enumerate(parts) for each in ((elements.words(separator) if number else []) + part)
    ]


def people(holdings: Holdings, pen: Pen, identities: Sequence[str]) -> Nodes:
    """Name people, each with a link to what the edition or the site says of them."""
    known = [pen.book.people[identity] for identity in identities if identity in pen.book.people]
    links = [[elements.link(said(pen, each.name), holdings.page("people", each.id))] for each in known]
    return separated(links, pen.w["list_comma"])


def opening(holdings: Holdings, chapter: Chapter, *, notice: str, second: View | None = None) -> Nodes:
    """Give what stands between the title of a chapter and its text; for readers of `second` the summary once more."""
    view = holdings.view
    pen = Pen(view, view.address("home"))
    words = pen.w
    kind = elements.span(elements.words(words[f"kind_{chapter.kind}"]), classes=("kind",))
    entry = separated([[kind], *_school(pen, chapter)], " · ")
    featured = featured_in(view, chapter)
    byline = [
        people(holdings, pen, chapter.authors),
        *([labelled(pen, "about_people", people(holdings, pen, featured))] if featured else []),
        elements.words(words.say("written", date=words.date(chapter.written))),
    ]
    above = [
        elements.division([elements.paragraph(entry)], classes=("entry-line",)),
        *(_summary(each, chapter) for each in (view, second) if each),
        elements.division([elements.paragraph(separated(byline, " · "))], classes=("byline",)),
        elements.division(
            [elements.paragraph(elements.words(words[f"kind_{chapter.kind}_note"]))], classes=("kind-note",)
        ),
    ]
    if notice:
        above.append(elements.division([elements.paragraph(elements.words(notice))], classes=("notice",)))
    return [*above, _glance(pen, chapter)]


def ending(holdings: Holdings, chapter: Chapter, state: TranslationState | None) -> Nodes:
    """Give what stands below the text of a chapter: practices, sources, how to cite it, and whose words these are."""
    view = holdings.view
    pen = Pen(view, view.address("home"))
    words = pen.w
    found: Nodes = []
    for day in dict.fromkeys(each.on for each in chapter.withdrawals):
        told = words.say("passage_withdrawn", date=words.date(day.isoformat()))
        found.append(elements.division([elements.paragraph(elements.words(told))], classes=("notice",)))
    uses = [
        [
            elements.paragraph(
                [elements.link(said(pen, pen.book.practices[use.id].name), holdings.page("practices", use.id))]
            ),
            elements.paragraph(said(pen, use.how)),
        ]
        for use in chapter.practices
        if use.id in pen.book.practices
    ]
    if uses:
        experience = elements.paragraph([elements.emphasis(elements.words(words["experience"]))])
        found += _section(pen, chapter, "practices_here", "uses", [elements.bullets(uses), experience])
    if chapter.sources:
        found += _section(pen, chapter, "sources", "sources", [elements.numbered(list(_sources(pen, chapter)))])
    # An edition is read on its own; the style of its language is the one that its readers need.
    (_, citation), *_ = cite(view, citation_of(view, chapter))
    found += _section(pen, chapter, "cite", "citation", [elements.paragraph(inlines_of(citation))])
    colophon = [[elements.line(line)] for line in _colophon(pen, chapter, state)]
    return [*found, *_section(pen, chapter, "colophon", "colophon", [elements.bullets(colophon)])]


def _summary(view: View, chapter: Chapter) -> Node:
    summary = words_of(view, chapter.summary)
    return elements.division([elements.paragraph(elements.words(summary.text))], classes=("lead",), tag=summary.tag)


def _section(pen: Pen, chapter: Chapter, key: str, kind: str, content: Nodes) -> Nodes:
    title = elements.words(pen.w[key])
    head = elements.heading(3, title, id_=passage_id(chapter.slug, f"_{kind}"), classes=("unlisted", "unnumbered"))
    return [elements.division([head, *content], classes=(kind, "aside"))]


def _school(pen: Pen, chapter: Chapter) -> Iterator[Nodes]:
    school = chapter.school
    if school is None:
        return
    if school.province:
        yield said(pen, Translations(PROVINCES[school.province]))
    if school.name:
        yield said(pen, school.name)
    if facts := pen.facts(chapter):
        yield elements.words(facts)


def _glance(pen: Pen, chapter: Chapter) -> Node:
    glance, words = chapter.glance, pen.w
    result = "glance_result_report" if chapter.kind == "case-note" else "glance_result"
    lines = [
        ("glance_challenge", said(pen, glance.challenge)),
        ("glance_response", said(pen, glance.response)),
        ("glance_people", said(pen, glance.people)),
        ("glance_cost", elements.words(words[f"cost_{glance.cost}"] if glance.cost else "")),
        ("glance_time", said(pen, glance.time)),
        (result, said(pen, glance.result)),
    ]
    entries = [(elements.words(words[key]), [elements.paragraph(told)]) for key, told in lines if told]
    return _section(pen, chapter, "glance", "glance", [elements.definitions(entries)])[0]


def _sources(pen: Pen, chapter: Chapter) -> Iterator[Nodes]:
    for source in chapter.sources:
        read = pen.w.say("source_read", date=pen.w.date(source.read.isoformat()))
        title = elements.link(inlines_of(pen.mixed(source.title)), source.url)
        yield [elements.line([title, elements.SPACE, *elements.words(f"({read})")])]


def _colophon(pen: Pen, chapter: Chapter, state: TranslationState | None) -> Iterator[Nodes]:
    words = pen.w
    translation = chapter.translations.get(pen.code)
    if translation:
        if translation.translators:
            yield inlines_of(words.say("translated_by", names=pen.people(translation.translators)))
        for each in reviews_of(translation, state):
            on = words.say("reviewed_on", date=words.date(each.on)) if each.on else ""
            yield elements.words(words.say(f"reviewed_{each.duty}", names=pen.people(each.people)) + on)
        if state and state.last_confirmation:
            confirmed = words.say("confirmed_on", date=words.date(state.last_confirmation.isoformat()))
            late = words["list_comma"] + words.say("behind", n=behind(state)) if behind(state) else ""
            yield elements.words(confirmed + late)
    yield elements.words(words.say("rights", licence=chapter.licence))


def _text(holdings: Holdings, chapter: Chapter, state: TranslationState | None) -> Nodes:
    view = holdings.view
    text = chapter.text_in(view.code)
    if text is None:
        passages = typeset(holdings, chapter.text, chapter.slug, language=chapter.language)
        blocks = in_flow(with_practices(holdings, chapter, chapter.text, passages))
        tag = view.book.languages[chapter.language].tag
        return [elements.division(blocks, classes=("original",), tag=tag)]
    if state is None or state.is_current:
        passages = typeset(holdings, text, chapter.slug, language=view.code)
        return in_flow(with_practices(holdings, chapter, text, passages))
    return with_state(holdings, chapter, text, state, lambda found: with_practices(holdings, chapter, text, found))


def in_flow(passages: Sequence[Passage]) -> Nodes:
    """Give what is read in the order in which it was written."""
    return [each for passage in passages if not passage.is_note for each in passage.content]


def with_practices(holdings: Holdings, chapter: Chapter, text: Text, passages: Sequence[Passage]) -> list[Passage]:
    """Name the practices at the headings of the passages that tell of them, each with a link to its entry."""
    view = holdings.view
    pen = Pen(view, view.address("home"))
    at: dict[str, list[Nodes]] = {}
    for use in chapter.practices:
        if use.id in view.book.practices:
            name = said(pen, view.book.practices[use.id].name)
            at.setdefault(use.anchor, []).append([elements.link(name, holdings.page("practices", use.id))])
    anchors = {heading.line: heading.id for heading in text.headings if heading.id in at}
    marked: list[Passage] = []
    for block, passage in zip(text.blocks, passages, strict=True):
        anchor = anchors.get(block.first)
        if anchor is not None:
            told = labelled(pen, "practice_begins", separated(at[anchor], pen.w["list_comma"]))
            mark = elements.division([elements.paragraph(told)], classes=("mark",), tag=view.language.tag)
            marked.append(Passage(content=[*passage.content, mark], is_note=passage.is_note))
        else:
            marked.append(passage)
    return marked
