"""How a chapter is cited: what a citation says, and the two styles in which pages say it.

`citation_of` gathers the facts from metadata alone. A style only puts them in order; `records.citation_files` writes
the same facts for reference managers.

Sources: GB/T 7714—2015, 4.6 and 8.1 (Chinese pages); Publication Manual of the American Psychological Association,
7th ed., 9.7 to 9.37 and 10.16 (other pages).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from casebook.manuscript import Chapter

from .address import Address
from .view import View
from .wording import Wording

_MOST_NAMES = 20
"""APA 9.8: so many authors are all named."""
HAN = re.compile(r"[\u3400-\u9fff]")
"""A Chinese character: a name with one is written family name first, and without a comma."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person or a body as somebody is cited."""

    whole: str
    family: str = ""
    """The family name, where people.yml says which part that is; without it a name is cited as it is written."""

    @property
    def given(self) -> str:
        """What is left of the name without the family name."""
        return self.whole.replace(self.family, "", 1).strip(" ,") if self.family else ""

    @property
    def inverted(self) -> str:
        """The name as lists have it: `Feng, Haiyan`; as it is written where nobody said which part is which."""
        return f"{self.family}, {self.given}" if self.given else self.whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The facts of a citation: of the text that readers of a page have before them, be it a translation or not."""

    key: str
    """What bibliographies call it: one word, the same as long as slug and language are."""
    authors: tuple[Name, ...]
    title: str
    tag: str
    """The language of the text and its title."""
    genre: str
    """What kind of text it is, in the words of the page; empty for the book."""
    written: str
    """A year, a month or a day; empty for a book without chapters."""
    translators: tuple[Name, ...]
    original: str
    """The title of the original, where the text is a translation."""
    summary: str
    licence: str
    site: str
    """The name of the website; empty for the book, which is the website."""
    site_tag: str
    url: str


def citation_of(view: View, chapter: Chapter) -> Citation:
    """Give what a citation of a chapter says to readers of this view."""
    book = view.book
    code = view.code if view.is_translated(chapter) else chapter.language
    translation = chapter.translations.get(code)
    title, title_code = chapter.title.nearest(code, chapter.language)
    site, site_code = view.nearest(book.title)
    prefix = "" if code == book.source else f"{code}/"
    here = Address(code, prefix, view.address("chapters", chapter.slug).path)
    return Citation(
        key=f"{chapter.slug}-{code}",
        authors=_names(view, chapter.authors),
        title=title,
        tag=book.languages[title_code].tag,
        genre=view.words[f"cite_kind_{chapter.kind}"],
        written=chapter.written,
        translators=_names(view, translation.translators) if translation else (),
        original=chapter.title.get(chapter.language, "") if translation else "",
        summary=chapter.summary.nearest(code, chapter.language)[0],
        licence=chapter.licence,
        site=site,
        site_tag=_tag(view, site_code),
        url=book.url + here.url,
    )


def book_citation(view: View) -> Citation:
    """Give what a citation of the whole site says: it is as old as its newest chapter, and names no authors."""
    book = view.book
    title, code = view.nearest(book.title)
    subtitle = book.subtitle.get(code, "")
    return Citation(
        key=f"casebook-{view.code}",
        authors=(),
        title=f"{title}: {subtitle}" if subtitle else title,
        tag=view.language.tag,
        genre="",
        written=max((each.written for each in book.published()), default=""),
        translators=(),
        original="",
        summary=view.words["home_description"],
        licence=book.licence,
        site="",
        site_tag="",
        url=book.url + view.address("home").url,
    )


def cite(view: View, citation: Citation) -> list[tuple[str, Markup]]:
    """Write a citation in every style, each on one line of HTML under the style's name; first that of the language."""
    first = view.words["cite_style"]
    order = sorted(_STYLES, key=lambda style: style != first)
    return [(_STYLES[style].name, _STYLES[style].write(view, citation)) for style in order]


def gb_t_7714(view: View, citation: Citation) -> Markup:
    """Write a citation as GB/T 7714 has it for an electronic resource; when it was read is left to whoever cites it."""
    words = view.words
    translators = _gb_names(words, citation.translators)
    return Markup("{}. {}: {}[EB/OL]. {}({})[{}]. {}").format(
        _gb_names(words, citation.authors),
        _marked(view, citation.title, citation.tag),
        citation.genre,
        _stopped(words.say("cite_translated_by", names=translators)) + " " if translators else "",
        citation.written,
        words["cite_accessed"],
        citation.url,
    )


def apa_7(view: View, citation: Citation) -> Markup:
    """Write a citation as APA has it for a page of a website, the translators behind the title."""
    words = view.words
    translators = _joined(words, [_initials_first(name) for name in citation.translators])
    return Markup("{} ({}). <cite{}>{}</cite>{} [{}]. {}. {}").format(
        _stopped(_joined(words, [_family_first(name) for name in citation.authors])),
        words.date(citation.written, kind="cite_date"),
        _lang(view, citation.tag),
        citation.title,
        f" ({words.say('cite_translated_by', names=translators)})" if translators else "",
        citation.genre,
        _marked(view, citation.site, citation.site_tag),
        citation.url,
    )


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    write: Callable[[View, Citation], Markup]


_STYLES: Mapping[str, _Style] = {
    "gb-t-7714": _Style("GB/T 7714—2015", gb_t_7714),
    "apa-7": _Style("APA 7", apa_7),
}


def _names(view: View, identities: Iterable[str]) -> tuple[Name, ...]:
    found: list[Name] = []
    for person in (view.book.people[identity] for identity in identities if identity in view.book.people):
        whole, code = view.nearest(person.name)
        found.append(Name(whole=whole, family=person.family.get(code, "")))
    return tuple(found)


def _gb_names(words: Wording, names: tuple[Name, ...]) -> str:
    """8.1: the family name first, in capitals in Latin letters; three are named, and that there are more is said."""
    shown = [each.whole if not each.family or HAN.search(each.whole) else _capitals(each) for each in names]
    return ", ".join(shown[:3] + [words["cite_others"]] * (len(shown) > 3))


def _capitals(name: Name) -> str:
    return f"{name.family.upper()} {name.given}".strip()


def _family_first(name: Name) -> str:
    return f"{name.family}, {_initials(name.given)}" if name.given else name.whole


def _initials_first(name: Name) -> str:
    return f"{_initials(name.given)} {name.family}" if name.given else name.whole


def _initials(given: str) -> str:
    """Give `H.` for Haiyan, `M. A.` for Mary Ann and `H.-y.` for Hai-yan."""
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in given.split())


def _joined(words: Wording, names: list[str]) -> str:
    """9.8: the last of several after an ampersand; of more than twenty the first nineteen and the last."""
    if len(names) > _MOST_NAMES:
        return f"{', '.join(names[: _MOST_NAMES - 1])}, … {names[-1]}"
    *first, last = names or [""]
    # An inverted name has a comma in it, so that two of them need one between them as well.
    comma = "," if len(first) > 1 or any("," in name for name in first) else ""
    return f"{', '.join(first)}{comma} {words['cite_and']} {last}" if first else last


def _stopped(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _tag(view: View, code: str) -> str:
    return view.book.languages[code].tag if code in view.book.languages else view.language.tag


def _marked(view: View, text: str, tag: str) -> Markup:
    """Give words with their language where that is not the page's."""
    return Markup("<span{}>{}</span>").format(_lang(view, tag), text) if tag != view.language.tag else escape(text)


def _lang(view: View, tag: str) -> Markup:
    return Markup(' lang="{}"').format(tag) if tag != view.language.tag else Markup("")
