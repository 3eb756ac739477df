"""The pages that lead to chapters: home, catalogue, practices and their groups, provinces, people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casebook.manuscript import PROVINCES, Group, Person, Practice

from .cards import practice_card
from .offering import Offer, for_readers_of
from .page import Page
from .related import related_practices
from .templating import Pen, as_script_data, write
from .view import View
from .wording import words_json

_NEWEST = 5


def home_page(view: View, offers: Sequence[Offer] = ()) -> Page:
    """Give the home page: what the book is, problems that educators come with, practices, where to begin."""
    here = view.address("home")
    featured = {chapter.slug for chapter in view.featured}
    newest = [chapter for chapter in view.chapters if chapter.slug not in featured][:_NEWEST]
    return hub(
        view,
        "home",
        title=view.plain(view.book.title),
        description=view.words["home_description"],
        body=write(
            "home",
            Pen(view, here),
            newest=newest,
            offered=[each for each in for_readers_of(view, offers) if view.code in each.codes],
            take_with_you=_take_with_you(view),
            has_about="about" in view.book.pages[view.code],
        ),
    )


def _take_with_you(view: View) -> list[tuple[str, str, str]]:
    """List what a reader can take along: address from the home page, name, and what it is."""
    here = view.address("home")
    return [
        (here.to(view.address("editions")), view.words["editions_all"], view.words["editions_description"]),
        (here.to(view.address("offline")), view.words["offline_title"], view.words["offline_description"]),
        (here.to(view.address("list")), view.words["list_title"], view.words["home_take_list"]),
    ]


def search_page(view: View) -> Page:
    """Give the page where a search is shown; the script fills it, and without one it leads to the catalogue."""
    page = hub(
        view,
        "search",
        title=view.words["search_title"],
        description=view.words["search_description"],
        body=write("search", Pen(view, view.address("search"))),
    )
    return replace(page, indexed=False)


def practices_page(view: View) -> Page:
    """Give the page that lists every practice by group."""
    return hub(
        view,
        "practices",
        title=view.words["practices_title"],
        description=view.words["practices_description"],
        body=write("practices", Pen(view, view.address("practices"))),
        section="practices",
        edit="chapters/practices.yml",
    )


def group_page(view: View, group: Group) -> Page:
    """Give the page of a group of practices."""
    return hub(
        view,
        "groups",
        group.id,
        title=view.plain(group.name),
        description=view.plain(group.definition),
        body=write("group", Pen(view, view.address("groups", group.id)), group=group),
        section="practices",
        edit="chapters/practices.yml",
    )


def practice_page(view: View, practice: Practice) -> Page:
    """Give the page of a practice: what it is, and each school's version of it."""
    here = view.address("practices", practice.id)
    body = write(
        "practice",
        Pen(view, here),
        practice=practice,
        uses=view.by_practice[practice.id],
        firsts=_first_of_each_province(view, practice),
        related=related_practices(
            practice, view.book.practices, (chapter for chapter, _ in view.by_practice[practice.id])
        ),
        has_contribute="contribute" in view.book.pages[view.code],
    )
    page = hub(
        view,
        "practices",
        practice.id,
        title=view.plain(practice.name),
        description=view.words.say(
            "practice_description", name=view.plain(practice.name), definition=view.plain(practice.definition)
        ),
        body=body,
        section="practices",
        edit="chapters/practices.yml",
        searched=True,
        styles=("browse.css",),
        scripts=("keep.js", "choose.js", "handout.js"),
    )
    return replace(page, card=practice_card(view, practice))


def _first_of_each_province(view: View, practice: Practice) -> dict[str, str]:
    """Say at which chapter the versions of each province begin, so that the catalogue's picture can lead there."""
    firsts: dict[str, str] = {}
    for chapter, _ in view.by_practice[practice.id]:
        if chapter.school and chapter.school.province:
            firsts.setdefault(chapter.school.province, chapter.slug)
    return {slug: province for province, slug in firsts.items()}


def provinces_page(view: View) -> Page:
    """Give the page that lists the provinces with chapters."""
    return hub(
        view,
        "provinces",
        title=view.words["provinces_title"],
        description=view.words["provinces_description"],
        body=write("provinces", Pen(view, view.address("provinces"))),
        section="catalogue",
    )


def province_page(view: View, identity: str) -> Page:
    """Give the page of a province: the chapters about its schools."""
    name = PROVINCES[identity].get(view.code, PROVINCES[identity]["en"])
    here = view.address("provinces", identity)
    return hub(
        view,
        "provinces",
        identity,
        title=name,
        description=view.words.say("province_description", name=name),
        body=write("province", Pen(view, here), name=name, chapters=view.by_province[identity]),
        section="catalogue",
    )


def offline_page(view: View) -> Page:
    """Give the page where readers see and choose what is kept on their device."""
    words = as_script_data(words_json(view.words, "offline_say_"))
    return hub(
        view,
        "offline",
        title=view.words["offline_title"],
        description=view.words["offline_description"],
        body=write("offline", Pen(view, view.address("offline")), words=words),
        searched=True,
        styles=("offline.css",),
    )


def editions_page(view: View, offers: Sequence[Offer]) -> Page:
    """Give the page that offers files of the whole book."""
    return hub(
        view,
        "editions",
        title=view.words["editions_title"],
        description=view.words["editions_description"],
        body=write("editions", Pen(view, view.address("editions")), offered=for_readers_of(view, offers)),
    )


def people_page(view: View) -> Page:
    """Give the page that lists the people who have to do with the chapters."""
    return hub(
        view,
        "people",
        title=view.words["people_title"],
        description=view.words["people_description"],
        body=write("people", Pen(view, view.address("people")), people=list(shown_people(view))),
        section="catalogue",
        edit="chapters/people.yml",
    )


def person_page(view: View, person: Person) -> Page:
    """Give the page of a person: what they wrote, are told of in, translated or reviewed."""
    here = view.address("people", person.id)
    return hub(
        view,
        "people",
        person.id,
        title=view.plain(person.name),
        description=view.words.say("person_description", name=view.plain(person.name)),
        body=write("person", Pen(view, here), person=person, involvement=view.by_person[person.id]),
        section="catalogue",
        edit="chapters/people.yml",
    )


def shown_people(view: View) -> Iterator[Person]:
    """List the people who have to do with a chapter that is shown; nobody else gets a page."""
    for person in view.book.people.values():
        if view.by_person[person.id]:
            yield person


def hub(
    view: View,
    kind: str,
    identity: str = "",
    *,
    title: str,
    description: str,
    body: str,
    section: str = "",
    edit: str = "",
    searched: bool = False,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
) -> Page:
    """Give a page that leads on to others, in every language of the book."""
    return Page(
        address=view.address(kind, identity),
        kind=kind if not identity else kind.removesuffix("s") if kind != "people" else "person",
        title=title,
        description=description,
        body=body,
        languages=tuple(view.book.languages),
        section=section,
        edit=edit,
        searched=searched,
        styles=styles,
        scripts=scripts,
    )
