"""Where exactly in a file the words stand that a correction takes away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from casebook.manuscript import Correction, Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A piece of one line of a file, and what to type in its place."""

    line: int
    start: int
    """The column of its first character, from 1, in characters."""
    end: int
    """The column behind its last character."""
    text: str
    before: str
    """The line as it is."""


@dataclass(slots=True, kw_only=True)
class Suggesting:
    """The files of a book, read as far as suggestions need them."""

    root: Path
    _lines: dict[PurePosixPath, list[str]] = field(default_factory=dict)

    def suggestion(self, diagnostic: Diagnostic) -> Suggestion | None:
        """Give what a program may do about a finding, or None where it takes a person, or where the line is another."""
        hint, place = diagnostic.hint, diagnostic.place
        if not isinstance(hint, Correction):
            return None
        line = self.line(place.path, place.line)
        # A word is wrong as a whole: `box` in `letter-box` is another one. A mark or a space has no such bounds.
        is_word = hint.wrong.isascii() and hint.wrong[:1].isalnum()
        bounded = rf"(?<![\w-]){re.escape(hint.wrong)}(?![\w-])" if is_word else re.escape(hint.wrong)
        found = re.compile(bounded).search(line, max(place.column - 1, 0))
        if found is None:
            return None
        return Suggestion(line=place.line, start=found.start() + 1, end=found.end() + 1, text=hint.right, before=line)

    def line(self, path: PurePosixPath, number: int) -> str:
        """Give a line of a file without its end; nothing where there is no such line."""
        if path not in self._lines:
            file = self.root / path
            # Exactly the line ends that columns are counted by: a byte order mark and CR are no part of a line.
            text = file.read_bytes().decode("utf-8-sig", errors="replace") if file.is_file() else ""
            self._lines[path] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = self._lines[path]
        return lines[number - 1] if 0 < number <= len(lines) else ""
