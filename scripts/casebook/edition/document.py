"""An edition as one document of pandoc: sections, parts and chapters as headings, their contents below them."""

from __future__ import annotations

import json

from . import elements
from .edition import Edition, Part, Section, Words
from .elements import Node, Nodes

API_VERSION = (1, 23, 1)
"""The version of pandoc's document that `elements` are of."""


def blocks_of(edition: Edition) -> Nodes:
    """Give everything in an edition in its order; title and people are for the writer to add."""
    return [
        *(each for section in edition.front for each in section_blocks(section, edition.tag)),
        *(each for part in edition.parts for each in part_blocks(part, edition.tag)),
        *(each for section in edition.back for each in section_blocks(section, edition.tag)),
    ]


def document_of(blocks: Nodes) -> str:
    """Give blocks as a document that pandoc reads with `--from json`."""
    document = {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def part_blocks(part: Part, tag: str) -> Nodes:
    """Give a part with its chapters in an edition whose language is `tag`."""
    head = elements.heading(1, title_of(part.title, part.second, tag), id_=part.id, classes=("part",))
    chapters = [each for chapter in part.chapters for each in section_blocks(chapter, tag)]
    return [head, *part.content, *chapters]


def section_blocks(section: Section, tag: str) -> Nodes:
    """Give a section or a chapter in an edition whose language is `tag`."""
    level, kind = (2, "chapter") if section.slug else (1, "section")
    inlines = title_of(section.title, section.second, tag)
    head = elements.heading(level, inlines, id_=section.id, classes=(kind, section.kind))
    return [head, *section.content]


def title_of(title: Words, second: Words | None, tag: str) -> Nodes:
    """Give a title as inlines, in a parallel edition in both languages."""
    inlines = _marked(title, tag)
    return [*inlines, *elements.words(" / "), *_marked(second, tag)] if second else inlines


def _marked(words: Words, tag: str) -> list[Node]:
    inlines = elements.words(words.text)
    return inlines if words.tag == tag else [elements.span(inlines, tag=words.tag)]
