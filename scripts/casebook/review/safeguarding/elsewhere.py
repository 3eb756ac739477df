"""What stands outside the chapters: pages written by hand, practices, glossary, people, the book's words for the site.

Decisions on it stand in chapters/book.yml. They can also keep a number that leads to somebody, which in a chapter
nothing can: an organisation publishes its own telephone, and a page for worries about a child must be able to give it.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.manuscript import Book, Message
from casebook.review.rule import ERROR, Finding, book_rule

from .concern import Concern
from .naming import masked, names
from .numbers import particulars
from .passages import Passage, Reading, reading
from .permitted import permitted_in_book

PRIVATE = "no-number-leads-to-a-person"
_NAMED = "pages-name-nobody-unasked"


@book_rule(
    severity=ERROR,
    zh="手写的网页、practices.yml、glossary.yml和people.yml里，只出现people.yml列出的人名。"
    "依据：《个人信息保护法》第二十八条、第三十一条，《未成年人保护法》第四条、第七十二条。",
)
def pages_name_nobody_unasked(book: Book) -> Iterator[Finding]:
    """Hand-written pages, practices, glossary and notes on people name nobody who is not in people.yml.

    In English, only pinyin counts here: such pages are full of capitals of programs and buttons. Sources: Personal
    Information Protection Law of the PRC, art. 28 and 31; Law on the Protection of Minors, art. 4 and 72.

    Bad:   docs/zh/about.md: 感谢王小明   and nobody of that name in people.yml
    Good:  docs/zh/about.md: 感谢一位五年级的孩子
    """
    yield from undecided_elsewhere(_NAMED, names_elsewhere(book), book)


def undecided_elsewhere(rule: str, concerns: Iterator[Concern], book: Book) -> Iterator[Finding]:
    """Give what nobody has decided on yet in chapters/book.yml."""
    decided = {decision.mark for decision in book.safeguarding if decision.rule == rule}
    for concern in concerns:
        mark = concern.spot.passage.mark
        if mark not in decided:
            how = f"safeguarding: [{{rule: {rule}, mark: {mark}, why: …, by: …, on: …}}]"
            hint = Message(
                f"{concern.hint.en}; if it must stand, record in chapters/book.yml who decided so and why: {how}",
                f"{concern.hint.zh}；一定要保留，就在chapters/book.yml里记下是谁决定的、为什么：{how}",
            )
            yield Finding(concern.spot.place, concern.message, hint)


def names_elsewhere(book: Book) -> Iterator[Concern]:
    """Find who is named outside the chapters and is not in people.yml."""
    known = permitted_in_book(book)
    for text in _readings(book):
        tag = book.languages[text.language].tag
        for start, end in names(text.text, tag, pinyin_only=True):
            name = text.text[start:end]
            if not known.allows(name):
                shown = masked(name)
                yield Concern(
                    spot=text.spot(start),
                    language=text.language,
                    about=frozenset(),
                    message=Message(f"'{shown}' looks like the name of a person", f"“{shown}”像是人名"),
                    hint=Message(
                        "take it out, or list an adult who agreed in people.yml",
                        "请删去；是同意署名的大人，请写进people.yml",
                    ),
                )


def private_elsewhere(book: Book) -> Iterator[Concern]:
    """Find what leads to a person outside the chapters."""
    for text in _readings(book):
        for each in particulars(text.text):
            yield Concern(
                spot=text.spot(each.start),
                language=text.language,
                about=frozenset(),
                message=Message(f"this looks like {each.kind.en}", f"这里像是{each.kind.zh}"),
                hint=Message(
                    "a person: take it out; what an organisation publishes of itself may stay",
                    "是个人的，请删去；是机构自己公布的，可以保留",
                ),
            )


CONCERNS = {PRIVATE: private_elsewhere, _NAMED: names_elsewhere}
"""What a decision in chapters/book.yml can clear, by the id of its rule."""


def _readings(book: Book) -> Iterator[Reading]:
    for code in book.languages:
        said = (Passage(markdown=each.text, start=each.place) for each in book.sayings if each.language == code)
        yield reading(code, said)
        for page in book.pages.get(code, {}).values():
            values = (("title", page.title), ("description", page.description))
            yield reading(code, (Passage(markdown=text, start=page.place(key)) for key, text in values), page.text)
