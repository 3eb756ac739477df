"""The rule about numbers and addresses: none that leads to a person stands anywhere in the book."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.manuscript import Book, Message
from casebook.review.rule import ERROR, Finding, book_rule

from .elsewhere import PRIVATE, private_elsewhere, undecided_elsewhere
from .looking import look


@book_rule(
    severity=ERROR,
    zh="书里没有身份证号、电话、微信或QQ号、邮箱、银行卡号、车牌、家庭住址和出生日期。"
    "依据：《个人信息保护法》第二十八条、第三十一条，《未成年人保护法》第七十二条。",
)
def no_number_leads_to_a_person(book: Book) -> Iterator[Finding]:
    """No identity number, phone, WeChat or QQ number, e-mail, bank card, number plate, home address or birth date.

    In a chapter no decision clears this; outside, one in chapters/book.yml keeps what an organisation publishes of
    itself. Sources: Personal Information Protection Law of the PRC, art. 28 (a child’s data are
    sensitive) and 31; Law on the Protection of Minors, art. 72; identity numbers: GB 11643; bank cards: ISO/IEC 7812.

    Bad:   his father’s number is 138 0000 0000
    Good:  we rang his father
    """
    for chapter in book.chapters.values():
        for private in look(chapter, book).private:
            yield Finding(
                private.spot.place,
                Message(f"this looks like {private.kind.en}", f"这里像是{private.kind.zh}"),
                Message("take it out; no decision clears it", "请删去；这一条不能用决定来放行"),
            )
    yield from undecided_elsewhere(PRIVATE, private_elsewhere(book), book)
