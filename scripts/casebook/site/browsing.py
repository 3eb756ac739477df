"""The pages on which readers look over chapters: the catalogue and its lists, the comparison, the reader's own list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from casebook.manuscript import Chapter

from .facets import facet_label, facet_values
from .hubs import hub
from .matrix import matrix
from .ordering import ranks
from .page import Page
from .templating import Pen, write
from .view import View

WITH_PAGES_OF_THEIR_OWN = ("practice", "province")
"""Facets whose every value has a page that says more than a list could."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that the catalogue can be narrowed down by, and where its chapters stand as a list."""

    value: str
    label: str
    count: int
    kind: str
    """Kind and id of the page that lists them."""
    identity: str
    tag: str | None
    """The language of the label, where it is not the page's."""


def catalogue_page(view: View) -> Page:
    """Give the page that lists every chapter, with all that it can be narrowed down by."""
    return hub(
        view,
        "catalogue",
        title=view.words["catalogue_title"],
        description=view.words["catalogue_description"],
        body=write(
            "catalogue",
            Pen(view, view.address("catalogue")),
            facets=_facets(view),
            ranks=ranks(view, view.chapters),
            matrix=matrix(view),
        ),
        section="catalogue",
        styles=("browse.css",),
        scripts=("keep.js", "choose.js", "catalogue.js"),
    )


def facet_page(view: View, facet: str, value: str, chapters: Sequence[Chapter]) -> Page:
    """Give the page that lists the chapters with one value, for whom the catalogue cannot be narrowed down."""
    label = facet_label(view, facet, value)
    name = view.words[f"search_facet_{facet}"]
    note = view.words[f"kind_{value}_note"] if facet == "kind" else ""
    here = view.address("catalogue", f"{facet}/{value}")
    tag = _tag(view, facet, value)
    shown = Markup('<span lang="{}">{}</span>').format(tag, label) if tag else Markup.escape(label)
    heading = Markup.escape(name + view.words["colon"]) + shown
    page = hub(
        view,
        "catalogue",
        f"{facet}/{value}",
        title=f"{name}{view.words['colon']}{label}",
        description=view.words.say("facet_description", facet=name, value=label),
        body=write("facet", Pen(view, here), heading=heading, chapters=chapters, note=note),
        section="catalogue",
    )
    return replace(page, kind="facet")


def compare_page(view: View) -> Page:
    """Give the page on which chapters stand side by side; a script fills it from the address."""
    page = hub(
        view,
        "compare",
        title=view.words["compare_title"],
        description=view.words["compare_description"],
        body=write("compare", Pen(view, view.address("compare"))),
        section="practices",
        styles=("browse.css",),
        scripts=("keep.js", "cards.js", "compare.js"),
    )
    return replace(page, indexed=False)


def list_page(view: View) -> Page:
    """Give the page of the chapters that a reader keeps; a script fills it from the reader's browser."""
    page = hub(
        view,
        "list",
        title=view.words["list_title"],
        description=view.words["list_description"],
        body=write("list", Pen(view, view.address("list"))),
        styles=("browse.css",),
        scripts=("keep.js", "cards.js", "list.js", "handout.js"),
    )
    return replace(page, indexed=False)


def _facets(view: View) -> dict[str, list[FacetValue]]:
    return {
        facet: [
            FacetValue(
                value=value,
                label=facet_label(view, facet, value),
                count=len(chapters),
                kind=f"{facet}s" if facet in WITH_PAGES_OF_THEIR_OWN else "catalogue",
                identity=value if facet in WITH_PAGES_OF_THEIR_OWN else f"{facet}/{value}",
                tag=_tag(view, facet, value),
            )
            for value, chapters in values.items()
        ]
        for facet, values in facet_values(view, view.chapters).items()
    }


def _tag(view: View, facet: str, value: str) -> str | None:
    """Give the language of a value's label: the name of a language is in that language."""
    return view.book.languages[value].tag if facet == "language" and value != view.code else None
