"""Rules about translations: none reveals what its original keeps back."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.manuscript import Book, Chapter, Message
from casebook.review.rule import ERROR, WARNING, Finding, chapter_rule

from .looking import look
from .naming import masked

_HINT = Message("translate what the original says, and no more", "原文怎么写就怎么译，不多写")


@chapter_rule(
    severity=ERROR,
    zh="译文不写出原文没有写的人名、校名和地名。"
    "依据：《个人信息保护法》第二十八条、第三十一条，《未成年人保护法》第四条、第七十二条。",
)
def translation_names_no_more(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A translation names no person, school or place that its original keeps back, not in pinyin either.

    Sources: Personal Information Protection Law of the PRC, art. 28 and 31; Law on the Protection of Minors, art. 4
    and 72.

    Bad:   zh.md: 我们村的小学    en.md: Shipo Primary School
    Good:  zh.md: 我们村的小学    en.md: our village school
    """
    for each in look(chapter, book).surplus:
        if each.is_name:
            shown = masked(each.words)
            message = Message(f"the original does not name '{shown}'", f"原文没有写出“{shown}”")
            yield Finding(each.spot.place, message, _HINT)


@chapter_rule(
    severity=WARNING,
    zh="译文不写出原文没有的年龄、日期和数字。"
    "依据：《个人信息保护法》第二十八条，《未成年人保护法》第四条、第七十二条。",
)
def translation_counts_no_more(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A translation gives no age, date or number that its original does not give.

    Sources: Personal Information Protection Law of the PRC, art. 28; Law on the Protection of Minors, art. 4 and 72.

    Bad:   zh.md: 一个孩子    en.md: a 9-year-old child
    Good:  zh.md: 一个孩子    en.md: a child
    """
    for each in look(chapter, book).surplus:
        if not each.is_name:
            message = Message(f"the original does not say '{each.words}'", f"原文没有说“{each.words}”")
            yield Finding(each.spot.place, message, _HINT)
