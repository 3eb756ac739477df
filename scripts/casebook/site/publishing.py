"""The whole site as text: what the renderer needs, by path, and nothing else.

Paths count from the folder that the renderer reads: `zh/chapters/letters-home/index.md` becomes a page, anything that
is not Markdown is published as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from markupsafe import Markup

from casebook.manuscript import Book, Diagnostic
from casebook.manuscript.reference import ToFile, resolve
from casebook.translation import TranslationState

from . import browsing, chapters, hand, hubs, parallel
from .address import Address
from .cards import Card, book_card
from .comparing import comparable
from .facets import facet_values
from .installing import web_manifest
from .offering import Offer
from .page import Page
from .pictures import Rendition, renditions_of
from .readable import as_readers_have_it
from .records import described, plain_texts, records, robots_txt, site_changed_on, sitemap_xml
from .schemas import schemas
from .search import search_catalogue, search_words
from .templating import Pen, render_redirect
from .view import View, views_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site before it is rendered."""

    files: Mapping[PurePosixPath, str]
    """Every text by its path."""
    plain: Mapping[PurePosixPath, str]
    """Markdown for readers of Markdown, by path from the root of the site: a renderer would make pages of it."""
    photos: tuple[Rendition, ...]
    """The copies of photos that its pages show."""
    prefixes: Mapping[str, str]
    """What stands before the addresses of each language."""
    withdrawn: frozenset[str]
    """The addresses, from the root of the site, of pages that stand where a chapter was withdrawn."""
    cut: frozenset[str]
    """The addresses of pages out of which a passage was withdrawn."""
    cards: tuple[Card, ...]
    """The pictures that others show for its pages; a preview has none."""
    changed: date
    """The last day on which one of its texts is known to have changed."""
    pages: int
    """How many pages it has, all languages together."""


def publish(
    book: Book,
    states: Mapping[tuple[str, str], TranslationState],
    *,
    preview: bool = False,
    findings: Iterable[Diagnostic] = (),
    offers: Sequence[Offer] = (),
) -> Site:
    """Write the site of a book. A preview also has drafts, and pages with the findings of chapters that are broken.

    `offers` are files of the whole book that are published beside the pages.
    """
    book = as_readers_have_it(book, states)
    views = views_of(book, states, preview=preview)
    by_folder: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        if len(finding.place.path.parts) > 2:
            by_folder.setdefault(finding.place.path.parts[1], []).append(finding)
    files: dict[PurePosixPath, str] = {}
    listed: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    cards: dict[Card, None] = {}
    count, withdrawn = 0, set[str]()
    for view in views.values():
        for kind, identity, page in _pages(view, by_folder, offers):
            head = described(view, identity, page)
            files[page.address.staged] = page.render(view, views, kind, identity, head=head)
            cards[page.card or book_card(view)] = None
            count += 1
            if page.kind == "withdrawn":
                withdrawn.add(page.address.url)
            if page.indexed:
                listed.append((page.address.url, page.alternates(views, kind, identity)))
        files.update(_redirects(view))
        files[PurePosixPath(view.code) / "search" / "catalogue.json"] = search_catalogue(view)
        files[PurePosixPath(view.code) / "manifest.webmanifest"] = web_manifest(view)
        for chapter in view.chapters:
            files[view.address("chapters", chapter.slug).staged.with_name("card.json")] = comparable(view, chapter)
    root = PurePosixPath(book.source)
    files.update(records(views))
    files[root / "search" / "words.json"] = search_words(views[book.source])
    files.update({root / path: text for path, text in schemas(book).items()})
    files[root / "sitemap.xml"] = sitemap_xml(book, listed)
    files[root / "robots.txt"] = robots_txt(book)
    return Site(
        files=files,
        plain=dict(plain_texts(views)),
        photos=tuple(_photos(views[book.source])),
        cards=() if preview else tuple(cards),
        prefixes={code: view.prefix for code, view in views.items()},
        withdrawn=frozenset(withdrawn),
        cut=frozenset(address for view in views.values() for address in _cut(view)),
        changed=site_changed_on(views.values()),
        pages=count,
    )


def _pages(
    view: View, findings: Mapping[str, list[Diagnostic]], offers: Sequence[Offer]
) -> Iterator[tuple[str, str, Page]]:
    """Give every page of one language with its kind and id."""
    yield "home", "", hubs.home_page(view, offers)
    yield "editions", "", hubs.editions_page(view, offers)
    yield from _hub_pages(view)
    for name, page in view.book.pages[view.code].items():
        yield "pages", name, hand.hand_page(view, page)
    yield from _chapter_pages(view, findings)


def _hub_pages(view: View) -> Iterator[tuple[str, str, Page]]:
    yield "catalogue", "", browsing.catalogue_page(view)
    for facet, values in facet_values(view, view.chapters).items():
        for value in values if facet not in browsing.WITH_PAGES_OF_THEIR_OWN else ():
            yield "catalogue", f"{facet}/{value}", browsing.facet_page(view, facet, value, values[value])
    yield "compare", "", browsing.compare_page(view)
    yield "list", "", browsing.list_page(view)
    yield "search", "", hubs.search_page(view)
    yield "practices", "", hubs.practices_page(view)
    yield "provinces", "", hubs.provinces_page(view)
    yield "people", "", hubs.people_page(view)
    yield "offline", "", hubs.offline_page(view)
    for group in view.book.groups.values():
        yield "groups", group.id, hubs.group_page(view, group)
    for practice in view.book.practices.values():
        yield "practices", practice.id, hubs.practice_page(view, practice)
    for province in view.by_province:
        yield "provinces", province, hubs.province_page(view, province)
    for person in hubs.shown_people(view):
        yield "people", person.id, hubs.person_page(view, person)


def _chapter_pages(view: View, findings: Mapping[str, list[Diagnostic]]) -> Iterator[tuple[str, str, Page]]:
    for chapter in view.chapters:
        yield "chapters", chapter.slug, chapters.chapter_page(view, chapter)
        if chapter.translations:
            yield "chapters", f"{chapter.slug}/parallel", parallel.parallel_page(view, chapter)
    for slug in view.book.withdrawn:
        yield "chapters", slug, chapters.withdrawn_page(view, slug)
    if view.preview:
        for broken in view.book.broken:
            yield "chapters", broken.slug, chapters.broken_page(view, broken, findings.get(broken.slug, []))


def _cut(view: View) -> Iterator[str]:
    for chapter in view.chapters:
        if chapter.withdrawals:
            yield view.address("chapters", chapter.slug).url
            yield view.address("chapters", f"{chapter.slug}/parallel").url


def _redirects(view: View) -> Iterator[tuple[PurePosixPath, str]]:
    """Give the pages that stand at earlier addresses, and at short ones, and lead on."""
    pen = Pen(view, view.address("home"))
    shown = [(each.slug, each.aliases, pen.say(each.title)) for each in view.chapters]
    gone = [
        (each.slug, each.aliases, Markup.escape(view.words["withdrawn_title"])) for each in view.book.withdrawn.values()
    ]
    for slug, aliases, title in (*shown, *gone):
        new = view.address("chapters", slug)
        for name in (slug, *aliases):
            yield _redirect(view, view.short_address("chapters", name), new, title)
        for alias in aliases:
            yield _redirect(view, view.address("chapters", alias), new, title)
    for practice in view.book.practices.values():
        new = view.address("practices", practice.id)
        yield _redirect(view, view.short_address("practices", practice.id), new, pen.say(practice.name))


def _redirect(view: View, old: Address, new: Address, title: Markup) -> tuple[PurePosixPath, str]:
    return old.staged.with_suffix(".html"), render_redirect(view, old, new, title)


def _photos(view: View) -> Iterator[Rendition]:
    """Give every copy of each photo that a text shows or links."""
    shown = {
        reference.path
        for chapter in view.chapters
        for text in (chapter.text, *(each.text for each in chapter.translations.values()))
        for link in text.links
        if isinstance(reference := resolve(view.book, text, link.target), ToFile) and reference.path in chapter.photos
    }
    copies = {copy.path: copy for photo in sorted(shown) for copy in renditions_of(photo, view.book.pictures[photo])}
    yield from copies.values()
