"""How the translations of one chapter stand, worked out from its files and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from casebook.manuscript import Diagnostic, Text
from casebook.manuscript.form import BookForm
from casebook.manuscript.intake import Intake
from casebook.manuscript.source import Source, read_source, split_front_matter
from casebook.translation import Sidecar, TranslationState, derive, read_sidecar
from casebook.translation.blocks import read_blocks
from casebook.translation.counting import words_left

from .summing import Summary

_WITHDRAWN = re.compile(r"^status:[ \t]*[\"']?withdrawn\b", re.MULTILINE)
_SETTINGS = PurePosixPath("chapters/book.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """One chapter in one language, as its files say."""

    summary: Summary | None
    """None where the chapter is withdrawn, or its original cannot be read."""
    uncounted: tuple[str, ...] = ()
    """Names of the texts that cannot be read."""
    unread: tuple[str, ...] = ()
    """Names of the records that cannot be read."""
    source: Text | None = None
    target: Text | None = None
    state: TranslationState | None = None


def languages_of(settings: bytes | None) -> tuple[str, tuple[str, ...]] | list[Diagnostic]:
    """Give the language of the originals and all languages, from the bytes of chapters/book.yml, or what is wrong."""
    intake = Intake(texts={} if settings is None else {_SETTINGS: settings})
    form = intake.form_file(_SETTINGS, BookForm)
    return (form[0].source, tuple(form[0].languages)) if form else intake.found


class Folder:
    """The files of one chapter, by name; its original is read once for all translations."""

    def __init__(self, folder: PurePosixPath, files: Mapping[str, bytes], source: str) -> None:
        self._folder = folder
        self._files = files
        self._original = f"{source}.md"
        self._source, self._front = self._read(self._original)

    def reckon(self, code: str) -> Reckoned:
        """Derive how the translation into one language stands; without one, everything is missing."""
        if self._source is None:
            return Reckoned(summary=None, uncounted=(self._original,))
        if _WITHDRAWN.search(self._front):
            return Reckoned(summary=None)
        name, record = f"{code}.md", f"{code}.sync.yml"
        target = self._read(name)[0] if name in self._files else None
        sidecar = read_sidecar(self._folder / record, self._files[record]) if target and record in self._files else None
        text = target or read_blocks(self._folder / name, "")
        state = derive(self._source, text, sidecar if isinstance(sidecar, Sidecar) else None)
        return Reckoned(
            summary=Summary(
                counts=state.counts,
                words_left=words_left(self._source.blocks, state),
                last_confirmation=state.last_confirmation,
                oldest_stale=state.oldest_stale,
                is_begun=target is not None,
            ),
            uncounted=(name,) if target is None and name in self._files else (),
            unread=(record,) if isinstance(sidecar, list) else (),
            source=self._source,
            target=text,
            state=state,
        )

    def _read(self, name: str) -> tuple[Text | None, str]:
        """Read the blocks of a text, and its metadata as it is written."""
        source = read_source(self._folder / name, self._files[name])
        cut = split_front_matter(source) if isinstance(source, Source) else None
        if cut is None:
            return None, ""
        return read_blocks(self._folder / name, cut.body, first_line=cut.body_line), cut.yaml
