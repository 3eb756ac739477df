"""The templates of page bodies, and what they can say: words for readers, each with the language that it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from casebook.manuscript import PROVINCES, Chapter, Translations

from .address import Address
from .facets import facets_with_languages
from .han import HAN_RUN
from .offering import size_of
from .related import Common
from .sharing import qr_code
from .view import View, names

_PROBLEMS_TOLD = 2


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("casebook.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["provinces"] = PROVINCES
    environment.globals["facets_of"] = facets_with_languages
    return environment


class Pen:
    """What a template writes with: one page's place in one language's view of the book."""

    def __init__(self, view: View, here: Address) -> None:
        self.view = view
        self.book = view.book
        self.here = here
        self.code = view.code
        self.w = view.words

    def say(self, words: Translations) -> Markup:
        """Give words for this page's readers; words in another language carry its `lang`."""
        text, code = self.view.nearest(words)
        escaped = Markup.escape(text)
        if not text or code == self.code:
            return escaped
        return Markup('<span lang="{}">{}</span>').format(self.book.languages[code].tag, escaped)

    def lang(self, words: Translations) -> Markup:
        """Give a `lang` attribute where the words fall back to another language, else nothing."""
        _, code = self.view.nearest(words)
        if code == self.code:
            return Markup("")
        return Markup(' lang="{}"').format(self.book.languages[code].tag)

    def mixed(self, text: str) -> Markup:
        """Give a text that is the same in every language, with `lang` on what is not in this page's.

        Names in Latin letters are part of the Chinese sentence around them; a text without a Chinese character is not
        Chinese. Which language it is in is known where the book has one other only, and said to be unknown otherwise.
        """
        escaped = Markup.escape(text)
        if self.view.language.tag.startswith("zh"):
            if re.search(HAN_RUN, text):
                return escaped
            others = [each.tag for each in self.book.languages.values() if not each.tag.startswith("zh")]
            return Markup('<span lang="{}">{}</span>').format(others[0] if len(others) == 1 else "", escaped)
        # Only tags of ours are added to what is escaped already.
        return Markup(re.sub(HAN_RUN, r'<span lang="zh-Hans">\g<0></span>', str(escaped)))  # noqa: S704

    def languages(self, codes: Sequence[str]) -> Markup:
        """Name languages as their own readers do; of several, that they stand side by side."""
        known = [self.book.languages[code] for code in codes]
        names = Markup(" · ").join(
            Markup('<span lang="{}">{}</span>').format(each.tag, each.name) if each.code != self.code else each.name
            for each in known
        )
        return self.tell("edition_parallel", names=names) if len(known) > 1 else names

    def size(self, size: int) -> str:
        """Give a number of bytes as readers are told it."""
        return size_of(self.w, size)

    def plain(self, words: Translations) -> str:
        """Give words for this page's readers without any mark-up."""
        return self.view.plain(words)

    def to(self, kind: str, identity: str = "", anchor: str = "") -> str:
        """Give the link from this page to another page in the same language."""
        return self.here.to(self.view.address(kind, identity), anchor)

    def short(self, kind: str, identity: str) -> str:
        """Give the whole short address of a chapter or practice."""
        return self.book.url + self.view.short_address(kind, identity).url

    def qr_code(self, kind: str, identity: str) -> Markup:
        """Give the QR code of the short address of a chapter or practice."""
        return qr_code(self.short(kind, identity))

    def facts(self, chapter: Chapter) -> str:
        """Give what is known of a school on one line: stage, boarding, number of pupils."""
        school = chapter.school
        if school is None:
            return ""
        parts = [
            self.w[f"stage_{school.stage}"] if school.stage else "",
            self.w[f"boarding_{str(school.boarding).lower()}"] if school.boarding is not None else "",
            self.w.say("pupils", n=school.pupils) if school.pupils else "",
        ]
        return self.w.join(part for part in parts if part)

    def place(self, chapter: Chapter) -> Markup:
        """Give where the school is on one line."""
        return Markup(self.w["place_comma"]).join(map(self.say, self.places(chapter)))  # noqa: S704  # the site's own words

    def places(self, chapter: Chapter) -> list[Translations]:
        """Give the names of where the school is: in Chinese from large to small, in other languages the other way."""
        school = chapter.school
        if school is None:
            return []
        province = Translations(PROVINCES[school.province]) if school.province else Translations()
        names = [each for each in (province, school.prefecture, school.county) if each]
        return names if self.view.language.tag.startswith("zh") else names[::-1]

    def tell(self, key: str, **values: object) -> Markup:
        """Give a sentence of the site's own with its blanks filled in, also with words that carry mark-up."""
        return Markup.escape(self.w[key]).format(**values)

    def reasons(self, common: Common) -> list[Markup]:
        """Say why a chapter is related to this page's: what counts most, and where its school is."""
        told: list[Markup] = []
        if common.practices:
            names = (self.say(self.book.practices[each].name) for each in common.practices)
            told.append(self.tell("related_same", names=self._joined(names)))
        elif common.problems:
            problems = [each.name for each in self.book.problems if each.id in common.problems]
            told.append(
                self.tell("related_problem", names=self._joined(map(self.say, problems[:_PROBLEMS_TOLD]), "search_and"))
            )
        if common.province:
            name = self.say(Translations(PROVINCES[common.province]))
            told.append(self.tell("related_province", name=name))
        if not common.practices and len(common.words) > 1:
            told.append(self.tell("related_words", names=self._joined(map(self.mixed, common.words))))
        return told

    def _joined(self, parts: Iterable[Markup], comma: str = "list_comma") -> Markup:
        return Markup.escape(self.w[comma]).join(parts)

    def people(self, identities: tuple[str, ...]) -> str:
        """Give the names of people as a list in this language."""
        return self.w.join(names(self.view, identities))


def write(template: str, pen: Pen, **values: object) -> str:
    """Fill in a template for the body of a page."""
    return (
        _environment()
        .get_template(f"{template}.md.j2")
        .render(pen=pen, view=pen.view, book=pen.book, w=pen.w, **values)
    )


def render_redirect(view: View, old: Address, new: Address, title: Markup) -> str:
    """Give a whole HTML page that leads from an earlier or a short address to today's."""
    return (
        _environment()
        .get_template("redirect.html.j2")
        .render(w=view.words, lang=view.language.tag, href=old.to(new), canonical=view.book.url + new.url, title=title)
    )


def render_read_me(parts: Sequence[object], style: str) -> str:
    """Give the HTML page that leads into an unpacked book; `style` is the path of its stylesheet."""
    return _environment().get_template("read-me.html.j2").render(parts=parts, style=style)


def as_script_data(json: str) -> Markup:
    """Mark JSON that has no `<` as fit to stand in a page's <script>."""
    assert "<" not in json
    return Markup(json)  # noqa: S704  # the site's own words; what could end the element is asserted away
