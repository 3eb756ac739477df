"""Atom feeds: what is new in a language, and what is new about one practice (RFC 4287).

A chapter is in the feed of a language when it can be read in it. Its id is its address. A chapter that was withdrawn
leaves, and is named in a tombstone (RFC 6721), so that programs which keep entries let go of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from casebook.manuscript import Chapter, Practice
from casebook.site.view import View, names

from .dates import changed_on, last_of
from .licence import licence_url
from .plainness import without_controls

FEED = "feed.atom"
"""What a feed is called; the ending tells hosts its type without being told."""
_NEWEST = 20
_ATOM, _TOMBSTONES = "http://www.w3.org/2005/Atom", "http://purl.org/atompub/tombstones/1.0"


def language_feed(view: View) -> str:
    """Give the feed of the newest chapters in a language."""
    return _feed(view, view.chapters, kind="home", identity="", title=view.words["feed_title"])


def practice_feed(view: View, practice: Practice) -> str:
    """Give the feed of the newest chapters that tell of a practice."""
    title = view.words.say("feed_practice_title", name=view.plain(practice.name))
    chapters = [chapter for chapter, _ in view.by_practice[practice.id]]
    return _feed(view, chapters, kind="practices", identity=practice.id, title=title)


def _feed(view: View, chapters: Iterable[Chapter], *, kind: str, identity: str, title: str) -> str:
    page = view.book.url + view.address(kind, identity).url
    dated = [(changed_on(view, each), each) for each in chapters if each.is_published and view.is_translated(each)]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    gone = list(_gone(view))
    updated = last_of([*(day for day, _ in dated[:_NEWEST]), *(day for _, day in gone)])
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="{_ATOM}" xmlns:at="{_TOMBSTONES}" xml:lang={_value(view.language.tag)}>',
        _element("id", page + FEED),
        _element("title", f"{title} – {view.plain(view.book.title)}"),
        _element("updated", _moment(updated)),
        f'<link rel="self" type="application/atom+xml" href={_value(page + FEED)}/>',
        f'<link rel="alternate" type="text/html" href={_value(page)}/>',
        _element("rights", view.book.licence),
        *(_entry(view, chapter, day) for day, chapter in dated[:_NEWEST]),
        *(f'<at:deleted-entry ref={_value(url)} when="{_moment(day)}"/>' for url, day in gone),
        "</feed>",
    ]
    return "\n".join(rows) + "\n"


def _gone(view: View) -> Iterator[tuple[str, date]]:
    """Give the address and the day of each withdrawn chapter, the last ones only."""
    dated = [(last_of(taken.on for taken in each.withdrawals), each.slug) for each in view.book.withdrawn.values()]
    for day, slug in sorted(dated, reverse=True)[:_NEWEST]:
        yield view.book.url + view.address("chapters", slug).url, day


def _entry(view: View, chapter: Chapter, updated: date) -> str:
    url = view.book.url + view.address("chapters", chapter.slug).url
    translation = chapter.translations.get(view.code)
    practices = dict.fromkeys(each.id for each in chapter.practices if each.id in view.book.practices)
    licence = licence_url(chapter.licence)
    rows = [
        _element("id", url),
        _element("title", view.plain(chapter.title)),
        _element("updated", _moment(updated)),
        f'<link rel="alternate" type="text/html" href={_value(url)}/>',
        f'<link rel="license" href={_value(licence)}/>' if licence else "",
        *_people("author", names(view, chapter.authors)),
        *_people("contributor", names(view, translation.translators) if translation else ()),
        *(
            f"<category term={_value(each)} label={_value(view.plain(view.book.practices[each].name))}/>"
            for each in practices
        ),
        _element("rights", chapter.licence),
        # Readers of a feed see no page around a text that says what kind of text it is.
        _element("summary", f"{view.words[f'kind_{chapter.kind}_note']} {view.plain(chapter.summary)}"),
    ]
    return "<entry>\n" + "\n".join(filter(None, rows)) + "\n</entry>"


def _people(tag: str, found: Sequence[str]) -> Iterator[str]:
    yield from (f"<{tag}>{_element('name', each)}</{tag}>" for each in found)


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(without_controls(text))}</{tag}>"


def _value(text: str) -> str:
    return quoteattr(without_controls(text))


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
