"""The notes of a page: numbered in the order in which its text refers to them, and gathered below it.

A page may hold passages of two texts, a translation and what of its original is not translated yet, and each has notes
of its own. So a passage leaves the place of a number open until the whole page is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from .wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note as HTML; `tag` is its language where that is not the page's."""

    html: str
    tag: str = ""


def note_to_number(language: str, label: str) -> str:
    """Give what stands for a reference until its number is known."""
    return f"\x00{language}\x00{label}\x00"


def numbered(blocks: Sequence[str], notes: Mapping[tuple[str, str], Note], words: Wording) -> list[str]:
    """Give the blocks of a page with their references numbered, and then the notes, if it refers to any.

    `notes` are all that its texts have, by the code of their language and their label.
    """
    numbering = _Numbering(notes)
    shown = [_WAITING.sub(numbering.number, block) if "\x00" in block else block for block in blocks]
    items = [
        f'<li{_lang(note)} id="_note-{number}">{_with_way_back(note.html, marks, words)}</li>'
        for number, (note, marks) in enumerate(numbering.gathered(), 1)
    ]
    if not items:
        return shown
    label = escape(words["notes"])
    return [
        *shown,
        f'<section class="notes" role="doc-endnotes" aria-label="{label}">\n<ol>',
        *items,
        "</ol>\n</section>",
    ]


_WAITING = re.compile("\x00(.*?)\x00(.*?)\x00")
"""No text holds the character (CommonMark 0.31, 2.3)."""


class _Numbering:
    def __init__(self, notes: Mapping[tuple[str, str], Note]) -> None:
        self._notes = notes
        self._marks: dict[tuple[str, str], list[str]] = {}
        """The ids of the places that refer to each note, in the order of their numbers."""

    def number(self, match: re.Match[str]) -> str:
        key = (match[1], match[2])
        marks = self._marks.setdefault(key, [])
        number = list(self._marks).index(key) + 1
        marks.append(f"_noted-{number}" if not marks else f"_noted-{number}-{len(marks) + 1}")
        return f'<sup><a href="#_note-{number}" id="{marks[-1]}" role="doc-noteref">{number}</a></sup>'

    def gathered(self) -> list[tuple[Note, list[str]]]:
        """Give each note with the places that refer to it; what only a note refers to comes after it."""
        found: list[tuple[Note, list[str]]] = []
        while len(found) < len(self._marks):
            key = list(self._marks)[len(found)]
            note = self._notes[key]
            found.append((Note(html=_WAITING.sub(self.number, note.html), tag=note.tag), self._marks[key]))
        return found


def _lang(note: Note) -> str:
    return f' lang="{note.tag}"' if note.tag else ""


def _with_way_back(html: str, marks: Sequence[str], words: Wording) -> str:
    """Put the links back to the text at the end of the last line of a note."""
    label = escape(words["note_back"])
    links = "".join(f' <a href="#{mark}" role="doc-backlink" aria-label="{label}">↩</a>' for mark in marks)
    body = html.removesuffix("</p>")
    return body + links + html[len(body) :]
