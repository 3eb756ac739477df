"""What a page says of itself to search engines and catalogues, as JSON-LD in the vocabulary of schema.org.

Only what is true and known is said. `dateCreated` is the day of writing: when a text was first put on a site is not on
record. A text is not said to teach anything: its pages call it experience, and not evidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from casebook.manuscript import Chapter, Person, Practice
from casebook.site.address import Address
from casebook.site.templating import Pen
from casebook.site.view import View

from .licence import licence_url

Node = dict[str, object]
"""A thing with its properties."""


def as_json_ld(nodes: Sequence[Node]) -> str:
    """Give things as JSON-LD that may stand in a page's <script>: no `<` in it could end the element."""
    written = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def home_nodes(view: View) -> list[Node]:
    """Give the website in this language, and the book that it holds in all of them."""
    book = view.book
    home = book.url + view.address("home").url
    site = _said(
        {
            "@type": "WebSite",
            "@id": home,
            "url": home,
            "name": view.plain(book.title),
            "description": view.words["home_description"],
            "inLanguage": view.language.tag,
            "mainEntity": {"@id": _book_id(view)},
        }
    )
    whole = _said(
        {
            **_book(view),
            "alternativeHeadline": view.plain(book.subtitle),
            "url": book.url,
            "bookFormat": "https://schema.org/EBook",
            "inLanguage": [each.tag for each in book.languages.values()],
            "audience": _AUDIENCE,
            "about": _terms(view, book.practices.values()),
            **_rights(book.licence),
        }
    )
    return [site, whole]


def chapter_nodes(view: View, chapter: Chapter) -> list[Node]:
    """Give a chapter as its readers in this view have it: a translation, or the original for want of one."""
    book = view.book
    code = view.code if view.is_translated(chapter) else chapter.language
    translation = chapter.translations.get(code)
    original = _version(view, chapter, chapter.language)
    node: Node = {
        **_version(view, chapter, code),
        "@type": ["Chapter", "LearningResource"],
        "abstract": chapter.summary.nearest(code, chapter.language)[0],
        "learningResourceType": view.words[f"kind_{chapter.kind}"],
        "disambiguatingDescription": view.words[f"kind_{chapter.kind}_note"],
        "educationalUse": view.words["record_use"],
        "audience": _AUDIENCE,
        "author": _people(view, chapter.authors),
        "translator": _people(view, translation.translators) if translation else [],
        "dateCreated": chapter.written,
        "isPartOf": _book(view),
        "about": _terms(view, (book.practices[each.id] for each in chapter.practices if each.id in book.practices)),
        "contentLocation": _place(view, chapter),
        "citation": [{"@type": "CreativeWork", "name": each.title, "url": each.url} for each in chapter.sources],
        "translationOfWork": original if translation else None,
        "workTranslation": [_version(view, chapter, each) for each in chapter.translations] if not translation else [],
        **_rights(chapter.licence),
        **_access(chapter),
    }
    return [_said(node), _crumbs(view, [("catalogue", "", view.words["catalogue_title"])])]


def practice_nodes(view: View, practice: Practice) -> list[Node]:
    """Give a practice as a term with its definition, and its page as a collection of the chapters that tell of it."""
    here = view.book.url + view.address("practices", practice.id).url
    term: Node = {
        **_term(view, practice),
        "description": view.plain(practice.definition),
        "alternateName": practice.synonyms.get(view.code, ()),
        "termCode": practice.id,
        "inDefinedTermSet": view.book.url + view.address("practices").url,
    }
    page: Node = {
        "@type": "CollectionPage",
        "url": here,
        "name": view.plain(practice.name),
        "inLanguage": view.language.tag,
        "mainEntity": {"@id": term["@id"]},
        "hasPart": [{"@id": _chapter_url(view, chapter, view.code)} for chapter, _ in view.by_practice[practice.id]],
    }
    steps = [
        ("practices", "", view.words["practices_title"]),
        ("groups", practice.group, view.plain(view.book.groups[practice.group].name)),
    ]
    return [_said(term), _said(page), _crumbs(view, steps)]


def practices_nodes(view: View) -> list[Node]:
    """Give the practices of the book as a set of terms."""
    here = view.book.url + view.address("practices").url
    return [
        _said(
            {
                "@type": "DefinedTermSet",
                "@id": here,
                "url": here,
                "name": view.words["practices_title"],
                "inLanguage": view.language.tag,
                "hasDefinedTerm": _terms(view, view.book.practices.values()),
            }
        )
    ]


def list_nodes(view: View, address: Address, name: str, section: str) -> list[Node]:
    """Give a page that lists chapters; `section` is the page above it, or nothing."""
    page: Node = {
        "@type": "CollectionPage",
        "url": view.book.url + address.url,
        "name": name,
        "inLanguage": view.language.tag,
        "isPartOf": {"@id": view.book.url + view.address("home").url},
    }
    steps = [(section, "", view.words[f"{section}_title"])] if section else []
    return [page, _crumbs(view, steps)]


# LRMI, Educational Audience Role
_AUDIENCE: Mapping[str, object] = {
    "@type": "EducationalAudience",
    "educationalRole": ["administrator", "teacher"],
}


def _version(view: View, chapter: Chapter, code: str) -> Node:
    url = _chapter_url(view, chapter, code)
    title, title_code = chapter.title.nearest(code, chapter.language)
    return {
        "@type": "Chapter",
        "@id": url,
        "url": url,
        "name": title,
        "inLanguage": view.book.languages[title_code].tag,
    }


def _chapter_url(view: View, chapter: Chapter, code: str) -> str:
    """Give where a chapter truly is in a language; where it is not translated, that is the original."""
    is_there = code == chapter.language or code in chapter.translations
    prefix = f"{code}/" if is_there and code != view.book.source else ""
    return view.book.url + prefix + view.address("chapters", chapter.slug).path


def _book(view: View) -> Node:
    return {"@type": "Book", "@id": _book_id(view), "name": view.plain(view.book.title)}


def _book_id(view: View) -> str:
    return f"{view.book.url}#book"


def _terms(view: View, practices: Iterable[Practice]) -> list[Node]:
    return [_term(view, each) for each in practices]


def _term(view: View, practice: Practice) -> Node:
    url = view.book.url + view.address("practices", practice.id).url
    return {"@type": "DefinedTerm", "@id": f"{url}#_term", "name": view.plain(practice.name), "url": url}


def _people(view: View, identities: Iterable[str]) -> list[Node]:
    return [_person(view, view.book.people[each]) for each in identities if each in view.book.people]


def _person(view: View, person: Person) -> Node:
    """Give somebody who wrote or translated; whether a name is a person's or a body's is said where it is known."""
    is_person = bool(person.family or person.orcid) or person.role in ("principal", "teacher")
    return _said(
        {
            "@type": "Person" if is_person else None,
            "name": view.plain(person.name),
            "url": view.book.url + view.address("people", person.id).url,
            "sameAs": f"https://orcid.org/{person.orcid}" if person.orcid else None,
        }
    )


def _place(view: View, chapter: Chapter) -> Node | None:
    pen = Pen(view, view.address("chapters", chapter.slug))
    names = [view.plain(each) for each in pen.places(chapter)]
    return {"@type": "Place", "name": view.words["place_comma"].join(names)} if names else None


def _rights(licence: str) -> Node:
    return {
        "license": licence_url(licence) or {"@type": "CreativeWork", "name": licence},
        "isAccessibleForFree": True,
    }


def _access(chapter: Chapter) -> Node:
    """Say how a chapter can be perceived (W3C, Schema.org Accessibility Properties for Discoverability)."""
    photos = bool(chapter.photos)
    return {
        "accessMode": ["textual", "visual"] if photos else "textual",
        "accessModeSufficient": {"@type": "ItemList", "itemListElement": ["textual"]},
        "accessibilityFeature": ["structuralNavigation", *["alternativeText"] * photos],
        "accessibilityHazard": "none",
    }


def _crumbs(view: View, steps: Sequence[tuple[str, str, str]]) -> Node:
    """Give the way from the home page to a page, the page itself left out; steps are kind, id and name."""
    way = [("home", "", view.words["nav_home"]), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": name,
                "item": view.book.url + view.address(kind, identity).url,
            }
            for place, (kind, identity, name) in enumerate(way, 1)
        ],
    }


def _said(node: Node) -> Node:
    """Drop what is not said, and take a list of one for the one."""
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items() if value
    }
