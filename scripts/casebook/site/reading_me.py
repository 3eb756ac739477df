"""The first thing that somebody sees who unpacks the book: two files, in every language that is packed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.manuscript import Book, Language

from .templating import render_read_me
from .wording import Wording, wording_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is said in one language."""

    language: Language
    words: Wording
    title: str
    title_tag: str
    """The language that the title is in."""
    home: str
    texts: tuple[str, ...]


def read_me(book: Book, homes: Mapping[str, str], style: str) -> dict[str, bytes]:
    """Give READ-ME.html and READ-ME.txt by name; `homes` is the path of the home page in each language."""
    parts = [_part(book, code, home) for code, home in homes.items()]
    lines: list[str] = []
    for part in parts:
        begin = part.words.say("pack_begin_text", file=part.home.replace("/", "\\"))
        lines += [part.title, "", begin, "", *(line for text in part.texts for line in (text, "")), ""]
    # Older editors on Windows know UTF-8 by its mark, and a line's end by two characters.
    text = "\r\n".join(lines).rstrip() + "\r\n"
    return {
        "READ-ME.html": render_read_me(parts, style).encode(),
        "READ-ME.txt": text.encode("utf-8-sig"),
    }


def _part(book: Book, code: str, home: str) -> Part:
    words = wording_of(book, code)
    title, title_code = book.title.nearest(code, book.source)
    return Part(
        language=book.languages[code],
        words=words,
        title=title,
        title_tag=book.languages[title_code].tag,
        home=home,
        texts=(
            *(words[key] for key in ("pack_text", "pack_search", "pack_withdrawn")),
            words.say("pack_source", url=book.url, licence=book.licence),
        ),
    )
