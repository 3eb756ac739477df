"""What an archive of the site says of itself, by the names of https://wiki.openzim.org/wiki/Metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from langcodes import Language

from casebook.manuscript import Book

from .wording import wording_of

_TITLE, _DESCRIPTION, _LONG_DESCRIPTION = 30, 80, 4000
"""The most characters that the three may have."""


def archive_facts(book: Book, codes: Sequence[str], changed: date) -> Mapping[str, str]:
    """Give the metadata of an archive that holds the site in some languages, the first of which it opens in.

    `changed` is the last day on which the texts are known to have changed.
    """
    title, _ = book.title.nearest(codes[0], book.source)
    spoken = [wording_of(book, code) for code in codes]
    told = [words[key] for words in spoken for key in ("home_description", "pack_withdrawn")]
    address = urlsplit(book.url)
    place = "-".join((address.netloc, *address.path.split("/"))).strip("-")
    return {
        "Name": f"{place}_{codes[0] if len(codes) == 1 else 'mul'}_all",
        "Title": _within(title, _TITLE),
        "Description": _within(spoken[0]["home_description"], _DESCRIPTION),
        "LongDescription": _within("\n".join(told), _LONG_DESCRIPTION),
        "Language": ",".join(Language.get(book.languages[code].tag).to_alpha3() for code in codes),
        "Creator": ", ".join(_authors(book, codes[0])) or address.netloc,
        "Publisher": address.netloc,
        "Date": changed.isoformat(),
        "License": book.licence,
        "Source": book.url,
        "Scraper": "casebook",
        "Tags": "_ftindex:yes;_pictures:yes;_videos:no",
    }


def _authors(book: Book, code: str) -> list[str]:
    wrote = dict.fromkeys(identity for chapter in book.published() for identity in chapter.authors)
    return [book.people[identity].name.nearest(code, book.source)[0] for identity in wrote if identity in book.people]


def _within(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
