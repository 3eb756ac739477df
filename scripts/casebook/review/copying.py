"""Rules about copy: how Chinese and English are written in this book, quotations, names and code apart.

What they find is found in `copy`, where `casebook fix` finds it too. Which rules hold for a language its tag says.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from casebook.manuscript import Book, Correction, Message

from .copy import Kind, Prose, Slip, prose_of
from .rule import WARNING, Finding, book_rule


@book_rule(severity=WARNING, zh="中文用全角标点。")
def chinese_punctuation_is_full_width(book: Book) -> Iterator[Finding]:
    """Between Chinese characters, punctuation is full-width (GB/T 15834).

    Bad:   他说,今天不来了.
    Good:  他说，今天不来了。
    """
    for text, slip in _slips(book, Kind.CHINESE_PUNCTUATION):
        yield _finding(
            text,
            slip,
            Message(f"'{slip.written}' stands in Chinese text", f"中文里用了半角的“{slip.written}”"),
        )


@book_rule(severity=WARNING, zh="中文里不打空格。")
def chinese_has_no_typed_space(book: Book) -> Iterator[Finding]:
    """No space is typed between Chinese characters, or between Chinese and Latin: the browser sets that gap.

    Bad:   我们用 CCTV 的 报道
    Good:  我们用CCTV的报道
    """
    for text, slip in _slips(book, Kind.CHINESE_SPACE):
        yield _finding(
            text,
            slip,
            Message("a space or an invisible character is typed in Chinese text", "中文里打了空格或不可见的字符"),
        )


@book_rule(severity=WARNING, zh="数字和字母用半角。")
def chinese_digits_are_half_width(book: Book) -> Iterator[Finding]:
    """Digits and Latin letters in Chinese text are half-width.

    Bad:   ２０２０年
    Good:  2020年
    """
    for text, slip in _slips(book, Kind.CHINESE_WIDTH):
        yield _finding(
            text,
            slip,
            Message(f"'{slip.written.strip()}' is full-width", f"“{slip.written.strip()}”用了全角"),
        )


@book_rule(severity=WARNING, zh="省略号写“……”，破折号写“——”。")
def chinese_dash_is_whole(book: Book) -> Iterator[Finding]:
    """In Chinese an ellipsis is six dots and a dash is two characters wide (GB/T 15834).

    Bad:   他想了想...走了--没有回头
    Good:  他想了想……走了——没有回头
    """
    for text, slip in _slips(book, Kind.CHINESE_DASH):
        yield _finding(
            text,
            slip,
            Message(f"'{slip.written}' is no Chinese dash or ellipsis", f"“{slip.written}”不是中文的省略号或破折号"),
        )


@book_rule(severity=WARNING, zh="中文引号写“”。")
def chinese_quotation_marks_are_curly(book: Book) -> Iterator[Finding]:
    """Quotation marks in Chinese text are curly, so that it can be seen where a quotation begins.

    Bad:   他说"不去"。
    Good:  他说“不去”。
    """
    for text, slip in _slips(book, Kind.CHINESE_QUOTES):
        yield _finding(
            text,
            slip,
            Message("a straight quotation mark stands in Chinese text", "中文里用了直引号"),
        )


@book_rule(severity=WARNING, zh="同一个标点不重复。")
def punctuation_is_not_repeated(book: Book) -> Iterator[Finding]:
    """A punctuation mark stands once; what is said is strong enough.

    Bad:   太好了！！！
    Good:  太好了！
    """
    for text, slip in _slips(book, Kind.CHINESE_REPEATED):
        yield _finding(
            text,
            slip,
            Message(f"'{slip.written}' repeats one mark", f"“{slip.written}”重复了同一个标点"),
        )


@book_rule(severity=WARNING, zh="简体中文里没有繁体字，引文和名称除外。")
def text_is_in_simplified_characters(book: Book) -> Iterator[Finding]:
    """Simplified Chinese text has no Traditional characters, quotations and names apart.

    Bad:   後來孩子來了
    Good:  后来孩子来了
    """
    for text, slip in _slips(book, Kind.CHINESE_TRADITIONAL):
        yield _finding(
            text,
            slip,
            Message(f"'{slip.written}' is a Traditional character", f"“{slip.written}”是繁体字"),
        )


@book_rule(severity=WARNING, zh="英文用英式拼写（-ise）。")
def english_is_british(book: Book) -> Iterator[Finding]:
    """English that is tagged en-GB is spelt as the British do, with -ise; names and quotations keep their spelling.

    Bad:   They organized a color program.
    Good:  They organised a colour programme.
    """
    for text, slip in _slips(book, Kind.BRITISH):
        yield _finding(
            text,
            slip,
            Message(f"'{slip.written}' is American spelling", f"“{slip.written}”是美式拼写"),
        )


@book_rule(severity=WARNING, zh="英文用半角标点。")
def english_punctuation_is_half_width(book: Book) -> Iterator[Finding]:
    """English text has no full-width punctuation, digits or letters.

    Bad:   Yes，he said。
    Good:  Yes, he said.
    """
    for text, slip in _slips(book, Kind.ENGLISH_WIDTH):
        yield _finding(
            text,
            slip,
            Message(f"'{slip.written.strip()}' is full-width", f"“{slip.written.strip()}”用了全角"),
        )


@book_rule(severity=WARNING, zh="同一篇英文里引号和撇号写法一致。")
def english_quotation_marks_agree(book: Book) -> Iterator[Finding]:
    """A text does not mix straight and curly quotation marks or apostrophes.

    Bad:   “Yes,” she said; it's late.
    Good:  “Yes,” she said; it’s late.
    """
    for text, slip in _slips(book, Kind.ENGLISH_QUOTES):
        yield _finding(
            text,
            slip,
            Message(
                f"'{slip.written}' is straight, and others in this text are curly",
                f"这里的“{slip.written}”是直的，同一篇里别处是弯的",
            ),
        )


@book_rule(severity=WARNING, zh="英文里的汉字放在括号或引号里。")
def chinese_in_english_is_marked(book: Book) -> Iterator[Finding]:
    """Chinese characters in English text stand in brackets or quotation marks, after what they mean.

    Bad:   the 信箱 in the corridor
    Good:  the letter box (信箱) in the corridor
    """
    for text, slip in _slips(book, Kind.ENGLISH_HAN):
        yield _finding(
            text,
            slip,
            Message(f"'{slip.written}' stands bare in English text", f"英文里直接出现了“{slip.written}”"),
        )


def _finding(text: Prose, slip: Slip, message: Message) -> Finding:
    return Finding(text.place(slip.start), message, _hint(text, slip))


def _hint(text: Prose, slip: Slip) -> Message:
    if slip.better is None:
        return Message(
            "say it in English, and put the characters in brackets behind it", "请用英文说，汉字放在后面的括号里"
        )
    en, zh = (f"write '{slip.better}'", f"写成“{slip.better}”") if slip.better else ("take it out", "请去掉")
    if slip.is_certain:
        slug = f" {text.path.parts[1]}" if len(text.path.parts) == 3 and text.path.parts[0] == "chapters" else ""
        command = f"casebook fix{slug} --write"
        en, zh = f"{en}; '{command}' does it", f"{zh}；{command} 可以代劳"
    elif slip.kind is Kind.CHINESE_QUOTES:
        return Message(f"{en}, or the other of the pair", f"{zh}，或这一对里的另一个")
    return Correction(en, zh, wrong=slip.written, right=slip.better)


def _slips(book: Book, kind: Kind) -> Iterator[tuple[Prose, Slip]]:
    for text, slip in _slips_of(_Itself(book)):
        if slip.kind is kind:
            yield text, slip


class _Itself:
    """A book that is equal to itself only: what was found in it need not be compared with all of another."""

    __slots__ = ("book",)

    def __init__(self, book: Book) -> None:
        self.book = book

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.book is self.book

    def __hash__(self) -> int:
        return id(self.book)


@lru_cache(maxsize=1)
def _slips_of(itself: _Itself) -> tuple[tuple[Prose, Slip], ...]:
    return tuple((text, slip) for text, slips in prose_of(itself.book) for slip in slips)
