"""The rule about people in a text: nobody is named who did not agree to it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.manuscript import Book, Chapter, Message
from casebook.review.rule import ERROR, Finding, chapter_rule

from .concern import Concern
from .deciding import decidable, undecided
from .latin import without_tones
from .looking import look
from .naming import Named, masked
from .permitted import permitted, spellings
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
    found = look(chapter, book).named
    if not found:
        return
    known = permitted(chapter, book)
    for each in found:
        if not known.allows(each.name):
            yield _concern(each)


def _concern(named: Named) -> Concern:
    shown = masked(named.name)
    return Concern(
        spot=named.spot,
        language=named.language,
        # A word that is no name is none in pinyin either.
        about=spellings(named.name) if IS_HAN.search(named.name) else frozenset((without_tones(named.name),)),
        message=Message(f"'{shown}' looks like the name of a person", f"“{shown}”像是人名"),
        hint=Message(
            "a child: take the name out, or invent another and list it in pseudonyms; an adult who agreed: "
            "list in adults",
            "是孩子，请删去，或改用化名并写进pseudonyms；是同意署名的大人，请写进adults",
        ),
    )
