"""Rules about people in a text: nobody is named who did not agree to it, and no translation names more."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.manuscript import Book, Chapter, Message
from casebook.review.rule import ERROR, Finding, chapter_rule

from .chinese import chinese_names
from .deciding import Concern, decidable, undecided
from .latin import latin_names
from .passages import passages
from .permitted import permitted
from .plain import IS_HAN

_RULE = "nobody-is-named-unasked"


@chapter_rule(
    severity=ERROR,
    zh="文中只出现作者、adults、pseudonyms和people.yml里的人名，以及所引来源标题里的人名。"
    "依据：《个人信息保护法》第二十八条、第三十一条，《未成年人保护法》第四条、第七十二条，"
    "联合国儿童基金会《儿童报道准则》。",
)
def nobody_is_named_unasked(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """Nobody is named but authors and others of people.yml, `adults`, `pseudonyms`, and whom a cited title names.

    A child’s name is never listed anywhere: the check knows surnames and the characters of names. Sources: Personal
    Information Protection Law of the PRC, art. 28 and 31; Law on the Protection of Minors, art. 4 and 72; UNICEF,
    Guidelines for journalists reporting on children.

    Bad:   a child called 王小明, and no pseudonyms
    Good:  “a pupil in the third grade”, or an invented name with pseudonyms: [小雨]
    """
    yield from undecided(_RULE, chapter, book)


@decidable(_RULE)
def _named(chapter: Chapter, book: Book) -> Iterator[Concern]:
    known = None
    for passage in passages(chapter):
        text = passage.plain.text
        for start, end in names(text, book.languages[passage.language].tag):
            known = known or permitted(chapter, book)
            if not known.allows(text[start:end]):
                yield Concern(passage, start, *_told(text[start:end]))


def names(text: str, tag: str) -> list[tuple[int, int]]:
    """Give the spans of a plain text that name somebody, by what is known of its language (BCP 47)."""
    has_han = IS_HAN.search(text) is not None
    is_english = tag.startswith("en")
    is_foreign = not (is_english or tag.startswith("zh"))
    latin = latin_names(text, pinyin_only=has_han or not is_english, is_foreign=is_foreign)
    return sorted((*(chinese_names(text) if has_han else ()), *latin))


def masked(name: str) -> str:
    """Give a name of which only the first letter of each part shows: reports are read in public."""
    if IS_HAN.search(name):
        return name[0] + "×" * (len(name) - 1)
    return " ".join(f"{word[0]}…" for word in name.split())


def _told(name: str) -> tuple[Message, Message]:
    shown = masked(name)
    return (
        Message(f"'{shown}' looks like the name of a person", f"“{shown}”像是人名"),
        Message(
            "a child: take the name out, or invent another and list it in pseudonyms; an adult who agreed: "
            "list in adults",
            "是孩子，请删去，或改用化名并写进pseudonyms；是同意署名的大人，请写进adults",
        ),
    )
