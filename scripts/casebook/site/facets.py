"""What chapters can be narrowed down by: facets, their values in order, and what readers call them.

The search, the catalogue and its lists all read from here, so that a value has one code and one name everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casebook.manuscript import COSTS, KINDS, PROVINCES, STAGES, Chapter, Translations

from .view import View

BOARDING = ("yes", "no")


def facets_of(chapter: Chapter) -> tuple[str, ...]:
    """Give what a search may narrow a chapter down by: neutral codes, labelled in each reader's language."""
    school = chapter.school
    facts = {
        "province": school.province if school else None,
        "stage": school.stage if school else None,
        "boarding": {True: "yes", False: "no", None: None}[school.boarding] if school else None,
        "cost": chapter.glance.cost,
        "kind": chapter.kind,
    }
    practices = dict.fromkeys(use.id for use in chapter.practices)
    return (
        *(f"practice:{identity}" for identity in practices),
        *(f"{facet}:{value}" for facet, value in facts.items() if value),
    )


def languages_of(chapter: Chapter) -> tuple[str, ...]:
    """Give the codes of the languages in which a chapter can be read, its own first."""
    return (chapter.language, *chapter.translations)


def facets_with_languages(chapter: Chapter) -> tuple[str, ...]:
    """Give all that a list of chapters may be narrowed down by.

    A search has its language from the page that was found, and so does not need it here.
    """
    return (*facets_of(chapter), *(f"language:{code}" for code in languages_of(chapter)))


def facet_values(view: View, chapters: Iterable[Chapter]) -> dict[str, dict[str, list[Chapter]]]:
    """Give the chapters by facet and value: every value that one of them has, in the order that readers expect."""
    found: dict[str, dict[str, list[Chapter]]] = {}
    for chapter in chapters:
        for facet in facets_with_languages(chapter):
            name, value = facet.split(":", 1)
            found.setdefault(name, {}).setdefault(value, []).append(chapter)
    return {
        name: {value: found[name][value] for value in order if value in found[name]}
        for name, order in _order(view).items()
        if name in found
    }


def facet_label(view: View, facet: str, value: str) -> str:
    """Give what readers call a value."""
    match facet:
        case "practice":
            return view.plain(view.book.practices[value].name)
        case "province":
            return view.plain(Translations(PROVINCES[value]))
        case "boarding":
            return view.words[f"boarding_{'true' if value == 'yes' else 'false'}"]
        case "language":
            return view.book.languages[value].name
        case _:
            return view.words[f"{facet}_{value}"]


def _order(view: View) -> Mapping[str, Iterable[str]]:
    return {
        "practice": view.book.practices,
        "province": PROVINCES,
        "stage": STAGES,
        "boarding": BOARDING,
        "cost": COSTS,
        "kind": KINDS,
        "language": view.book.languages,
    }
