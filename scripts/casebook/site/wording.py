"""The site's own words in one language: labels, sentences around the texts, names of dates and lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from casebook.manuscript.yamltext import YamlText, read_yaml

if TYPE_CHECKING:
    from casebook.manuscript import Book

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. A key that it lacks is read in English, so that a new language can grow."""

    words: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def say(self, key: str, **values: object) -> str:
        """Give the words under a key with its blanks filled in; `n` chooses between singular and plural."""
        if values.get("n") == 1 and f"{key}_one" in self.words:
            key = f"{key}_one"
        return self.words[key].format(**values)

    def join(self, parts: Iterable[str]) -> str:
        """Join the items of a list as this language does."""
        return self.words["list_comma"].join(parts)

    def date(self, written: str, *, kind: str = "date") -> str:
        """Give a year, month or day (`2020`, `2020-08`, `2020-08-31`) as this language writes it; `kind` says where."""
        parts = [int(part) for part in written.split("-")]
        key = f"{kind}_{('year', 'month', 'day')[len(parts) - 1]}"
        names = dict(zip(("year", "month", "day"), parts, strict=False))
        return self.words[key].format(**names, month_name=_MONTHS[parts[1] - 1] if len(parts) > 1 else "")


def wording_of(book: Book, code: str) -> Wording:
    """Give the words for a language of the book: ours, and over them what docs/<language>/wording.yml says."""
    theirs = book.wording.get(code)
    own = {**_shipped(code), **(_parse(theirs.decode("utf-8-sig")) if theirs else {})}
    # A language that has words of its own, but none for one of a kind, needs none: English ones would not do.
    english = {key: text for key, text in _shipped("en").items() if key.removesuffix("_one") not in own}
    return Wording({**english, **own})


@cache
def _shipped(code: str) -> Mapping[str, str]:
    file = files(__package__) / "wording" / f"{code}.yml"
    return _parse(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _parse(text: str) -> Mapping[str, str]:
    yaml = read_yaml(PurePosixPath("wording.yml"), text)
    if not isinstance(yaml, YamlText) or not isinstance(yaml.value, dict):
        return {}
    return {key: str(value) if value is not None else "" for key, value in yaml.value.items()}


def shipped_keys() -> frozenset[str]:
    """Give every key that the site asks for."""
    return frozenset(_shipped("en"))


def words_json(wording: Wording, prefix: str) -> str:
    """Give the words whose keys begin so, without that beginning, as JSON that may stand in a page for its script."""
    words = {key.removeprefix(prefix): text for key, text in wording.words.items() if key.startswith(prefix)}
    return json.dumps(words, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
