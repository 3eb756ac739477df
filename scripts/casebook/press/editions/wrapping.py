"""What is around the texts of an EPUB: cover, title page, contents, and the package file that lists everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker

from casebook.edition import Contributor, Edition, Words

from .covers import SIZE
from .leaves import LANG, OPS, TYPE, XHTML, Leaf, text_of, xhtml_bytes
from .paging import NumberedPage

COVER = "media/cover.png"
STYLE = "styles/book.css"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_H = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})
_P = ElementMaker(namespace=_OPF, nsmap={None: _OPF, "dc": _DC})
_D = ElementMaker(namespace=_DC, nsmap={None: _OPF, "dc": _DC})


# ---- pages


def cover_page(edition: Edition) -> bytes:
    """Give the page with the cover."""
    label = edition.title.text
    picture = _H.img(src=f"../{COVER}", alt=label, width=str(SIZE[0]), height=str(SIZE[1]))
    picture.set("role", "doc-cover")
    if edition.title.tag != edition.tag:
        _speak(picture, edition.title.tag)
    section = _H.section({"class": "cover"}, picture)
    section.set(TYPE, "cover")
    return _page(edition, edition.words["edition_cover"], "../", section, place="frontmatter")


def title_page(edition: Edition) -> bytes:
    """Give the page that says what this is, by whom, of which day, and whose rights it stands under."""
    words = edition.words
    section = _H.section({"class": "title-page"}, _said(_H.h1(), edition.title, edition.tag))
    section.set(TYPE, "titlepage")
    for each, kind in ((edition.subtitle, "subtitle"), (edition.book, "book")):
        if each:
            section.append(_said(_H.p({"class": kind}), each, edition.tag))
    if edition.note:
        section.append(_H.p({"class": "note"}, edition.note))
    facts = _H.div({"class": "facts"})
    if edition.parallel:
        facts.append(_H.p(words.say("edition_parallel", names=words.join(each.name for each in edition.spoken))))
    for people, key in ((edition.creators, "by"), (edition.translators, "translated_by")):
        if people:
            facts.append(_H.p(words.say(key, names=words.join(each.name.text for each in people))))
    facts.append(_H.p(words.say("edition_date", date=words.date(edition.date.isoformat()))))
    facts.append(_H.p(_H.a(edition.url, href=edition.url)))
    facts.append(_H.p(words.say("foot_rights", licence=edition.licence)))
    section.append(facts)
    return _page(edition, words["edition_title_page"], "../", section, place="frontmatter")


def contents(edition: Edition, leaves: Sequence[Leaf], pages: Sequence[NumberedPage]) -> bytes:
    """Give the contents: sections, parts and chapters, the landmarks, and the list of pages."""
    words = edition.words
    toc = _H.nav({"id": "toc", "role": "doc-toc"}, _H.h1(words["edition_contents"]), _tree(edition, leaves))
    toc.set(TYPE, "toc")
    body = next(leaf for leaf in leaves if leaf.place == "bodymatter")
    begins = text_of(body.heading)
    marked = [
        ("cover", "text/cover.xhtml", words["edition_cover"]),
        ("titlepage", "text/title.xhtml", words["edition_title_page"]),
        ("toc", "contents.xhtml#toc", words["edition_contents"]),
        ("bodymatter", body.name, begins),
    ]
    landmarks = _H.nav({"hidden": "hidden"}, _H.ol(*(_H.li(_typed(*each)) for each in marked)))
    landmarks.set(TYPE, "landmarks")
    numbered = [_H.li(_H.a(str(each.number), href=f"{each.leaf}#{each.id}")) for each in pages]
    listed = _H.nav({"hidden": "hidden", "role": "doc-pagelist"}, _H.ol(*numbered))
    listed.set(TYPE, "page-list")
    return _page(edition, words["edition_contents"], "", toc, landmarks, listed, place="frontmatter")


def _typed(kind: str, href: str, label: str) -> etree._Element:
    link: etree._Element = _H.a(label, href=href)
    link.set(TYPE, kind)
    return link


def _tree(edition: Edition, leaves: Sequence[Leaf]) -> etree._Element:
    top: etree._Element = _H.ol(_H.li(_H.a(edition.words["edition_title_page"], href="text/title.xhtml")))
    for leaf in leaves:
        link = _H.a(*_copied(leaf.heading), href=f"{leaf.name}#{leaf.id}")
        if not len(link):
            link.text = leaf.heading.text
        if leaf.kicker:
            link.append(_H.span({"class": "kind"}, f" · {leaf.kicker}"))
        if leaf.level == 1:
            top.append(_H.li(link))
        else:
            parent = top[-1]
            below = parent.find(f"{{{XHTML}}}ol")
            if below is None:
                below = etree.SubElement(parent, f"{{{XHTML}}}ol")
            below.append(_H.li(link))
    return top


def _copied(heading: etree._Element) -> Iterator[etree._Element | str]:
    """Give what stands in a heading."""
    if heading.text:
        yield heading.text
    yield from heading


def _page(edition: Edition, title: str, up: str, *content: etree._Element, place: str) -> bytes:
    body = _H.body(*content)
    body.set(TYPE, place)
    head = _H.head(
        _H.meta(charset="utf-8"), _H.title(title), _H.link(rel="stylesheet", type="text/css", href=f"{up}{STYLE}")
    )
    return xhtml_bytes(_speak(_H.html(head, body), edition.tag))


def _said(element: etree._Element, words: Words, tag: str) -> etree._Element:
    element.text = words.text
    return element if words.tag == tag else _speak(element, words.tag)


def _speak(element: etree._Element, tag: str) -> etree._Element:
    element.set("lang", tag)
    element.set(LANG, tag)
    return element


# ---- the package file


def package(edition: Edition, names: Sequence[str], leaves: Sequence[Leaf]) -> bytes:
    """Give the package file: what the edition is, which files it has, and in which order they are read."""
    items = [_item(name) for name in names]
    order = ["text/cover.xhtml", "text/title.xhtml", "contents.xhtml", *(leaf.name for leaf in leaves)]
    document = _P.package(
        {"version": "3.0", "unique-identifier": "identifier", LANG: edition.tag},
        _P.metadata(*_metadata(edition)),
        _P.manifest(*items),
        _P.spine(*(_P.itemref(idref=_id(name)) for name in order)),
    )
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _item(name: str) -> etree._Element:
    item: etree._Element = _P.item(id=_id(name), href=name)
    item.set("media-type", _TYPES[PurePosixPath(name).suffix])
    if name == "contents.xhtml":
        item.set("properties", "nav")
    elif name == COVER:
        item.set("properties", "cover-image")
    return item


def _id(name: str) -> str:
    return name.rpartition("/")[2].replace(".", "-")


def _metadata(edition: Edition) -> Iterator[etree._Element]:
    yield _D.identifier(f"urn:uuid:{uuid5(NAMESPACE_URL, edition.url + edition.stem)}", id="identifier")
    yield from _titles(edition)
    for tag in edition.tags:
        yield _D.language(tag)
    yield from _people(edition.creators, "creator", "aut")
    yield from _people(edition.translators, "contributor", "trl")
    yield _D.date(edition.date.isoformat())
    yield _D.source(edition.url)
    yield _D.rights(edition.words.say("foot_rights", licence=edition.licence))
    yield _meta("dcterms:modified", f"{edition.date.isoformat()}T00:00:00Z")
    yield from _accessibility(edition)


def _titles(edition: Edition) -> Iterator[etree._Element]:
    titles = [(edition.title, "main"), (edition.subtitle, "subtitle")]
    for number, (words, kind) in enumerate(titles, 1):
        if words:
            title = _D.title(words.text, id=f"title-{number}")
            title.set(LANG, words.tag)
            yield title
            yield _meta("title-type", kind, refines=f"#title-{number}")
            yield _meta("display-seq", str(number), refines=f"#title-{number}")
    if edition.book:
        yield _meta("belongs-to-collection", edition.book.text, id="book", tag=edition.book.tag)
        yield _meta("collection-type", "set", refines="#book")


def _people(people: Sequence[Contributor], kind: str, role: str) -> Iterator[etree._Element]:
    for number, person in enumerate(people, 1):
        id_ = f"{kind}-{number}"
        element = getattr(_D, kind)(person.name.text, id=id_)
        element.set(LANG, person.name.tag)
        yield element
        yield _meta("role", role, refines=f"#{id_}", scheme="marc:relators")
        given = person.name.text.replace(person.family, "", 1).strip(" ,") if person.family else ""
        if given:
            yield _meta("file-as", f"{person.family}, {given}", refines=f"#{id_}")


def _accessibility(edition: Edition) -> Iterator[etree._Element]:
    """Say what the file offers whom. That it conforms to a standard is an assessor's word, and nobody has given it."""
    yield _meta("schema:accessMode", "textual")
    if edition.photos:
        yield _meta("schema:accessMode", "visual")
    yield _meta("schema:accessModeSufficient", "textual")
    offered = [
        *("alternativeText", "ARIA", "displayTransformability", "pageBreakMarkers", "pageNavigation"),
        *("readingOrder", "structuralNavigation", "tableOfContents"),
    ]
    for feature in offered:
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", edition.words["edition_accessibility"], tag=edition.tag)
    yield _meta("pageBreakSource", "none")


def _meta(name: str, value: str, *, tag: str = "", **attributes: str) -> etree._Element:
    meta: etree._Element = _P.meta(value, {"property": name, **attributes})
    if tag:
        meta.set(LANG, tag)
    return meta
