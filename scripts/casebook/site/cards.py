"""What stands on the picture that messengers and networks show for a page: words here, pixels in `press`."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from hashlib import blake2b
from pathlib import PurePosixPath

from casebook.manuscript import PROVINCES, Chapter, Practice

from .view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A picture of 1200 by 630 pixels with a few words on it."""

    tag: str
    """The language of the page."""
    book: str
    kicker: str
    """What kind of page it is."""
    title: str
    detail: str
    """Where it comes from, or what it is about."""

    @property
    def path(self) -> PurePosixPath:
        """Where it is published, from the root of the site; cards with the same words are one."""
        digest = blake2b("\n".join(map(str, astuple(self))).encode("utf-8"), digest_size=5).hexdigest()
        return PurePosixPath("cards") / f"{digest}.png"


def book_card(view: View) -> Card:
    """Give the card of every page that has none of its own."""
    return Card(
        tag=view.language.tag,
        book="",
        kicker="",
        title=view.plain(view.book.title),
        detail=view.plain(view.book.subtitle),
    )


def chapter_card(view: View, chapter: Chapter) -> Card:
    """Give the card of a chapter: its kind, its title, its school and province."""
    school = chapter.school
    places = []
    if school and school.province:
        places.append(PROVINCES[school.province].get(view.code, PROVINCES[school.province]["en"]))
    if school and school.name:
        places.append(view.plain(school.name))
    return Card(
        tag=view.language.tag,
        book=view.plain(view.book.title),
        kicker=view.words[f"kind_{chapter.kind}"],
        title=view.plain(chapter.title),
        detail=view.words.join(places),
    )


def practice_card(view: View, practice: Practice) -> Card:
    """Give the card of a practice: its name and its group."""
    return Card(
        tag=view.language.tag,
        book=view.plain(view.book.title),
        kicker=view.words["practice_begins"],
        title=view.plain(practice.name),
        detail=view.plain(view.book.groups[practice.group].name),
    )
