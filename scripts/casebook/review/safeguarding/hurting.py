"""Rules about what surrounds a child: details that together identify, and what could hurt.

They read every language. Each finding is a warning until somebody records a decision on the very passage; one on the
original holds for the passage that translates it (see `deciding`).
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.manuscript import Book, Chapter
from casebook.review.rule import WARNING, Finding, chapter_rule

from .concern import Concern
from .deciding import decidable, undecided
from .looking import look

_TOGETHER, _RISK = "details-do-not-identify", "risk-near-a-child-is-decided"


@chapter_rule(
    severity=WARNING,
    zh="年龄、学校、村名和家里的变故，不凑在一个孩子身上。"
    "依据：《个人信息保护法》第四条、第二十八条，《未成年人保护法》第四条、第七十二条，"
    "联合国儿童基金会《儿童报道准则》。",
)
def details_do_not_identify(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """No three of age, school, village and family event stand together beside a child; in a small school no two.

    A school named in the metadata counts everywhere; small is below 40 pupils. Sources: Personal Information Protection
    Law of the PRC, art. 4 and 28 (identifiable); Law on the Protection of Minors, art. 4 and 72; UNICEF, Guidelines for
    journalists reporting on children.

    Bad:   在石坡村，一个九岁的孩子，父母离婚了   with school: {name: …}
    Good:  一个三年级的孩子，跟祖父母住
    """
    yield from undecided(_TOGETHER, chapter, book)


@decidable(_TOGETHER)
def _together(chapter: Chapter, book: Book) -> Iterator[Concern]:
    yield from look(chapter, book).together


@chapter_rule(
    severity=WARNING,
    zh="孩子的受害、疾病、过错、家人去世等，有人看过并决定可以写。"
    "依据：《个人信息保护法》第二十八条，《未成年人保护法》第四条、第七十二条、第一百零三条，"
    "联合国儿童基金会《儿童报道准则》。",
)
def risk_near_a_child_is_decided(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """Abuse, illness, an offence, a death or self-harm beside a child stands only where somebody decided that it may.

    Sources: Personal Information Protection Law of the PRC, art. 28 (health is sensitive, and everything of a child
    under 14); Law on the Protection of Minors, art. 4 (dignity, privacy), 72 and 103 (no media shows who a harmed or
    offending child is); UNICEF, Guidelines for journalists reporting on children.

    Bad:   那个孩子的父亲去世了   and no decision
    Good:  safeguarding: [{rule: risk-near-a-child-is-decided, mark: p5f3a9c1b, why: …, by: editors, on: 2026-11-24}]
    """
    yield from undecided(_RISK, chapter, book)


@decidable(_RISK)
def _risks(chapter: Chapter, book: Book) -> Iterator[Concern]:
    yield from look(chapter, book).risks
