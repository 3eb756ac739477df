"""What the tables of the book say to readers: practices, glossary, people, words of the site, each with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .diagnostic import Place
from .yamltext import Plain, YamlText


@dataclass(frozen=True, slots=True)
class Saying:
    """A text in a YAML file, and its language by code."""

    language: str
    text: str
    place: Place


def sayings(yaml: YamlText, codes: Collection[str], otherwise: str) -> Iterator[Saying]:
    """Give every text of a file, in the language that a key around it says, or else in `otherwise`."""
    for path, text in _texts(yaml.value, ()):
        language = next((str(step) for step in reversed(path) if step in codes), otherwise)
        yield Saying(language, text, yaml.place(*path))


def _texts(value: Plain, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str) and value.strip():
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _texts(each, (*path, index))
