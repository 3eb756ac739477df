"""How every translation of a book stands, and what is wrong with its sidecars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.manuscript import Book, Diagnostic

from .sidecar import Sidecar, read_sidecar
from .state import TranslationState, derive


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """The state of each translation by slug and language, and the mistakes in sidecars."""

    states: Mapping[tuple[str, str], TranslationState]
    diagnostics: tuple[Diagnostic, ...]
    records: Mapping[tuple[str, str], Sidecar]
    """The records that could be read, of translations that are there."""


def stand(book: Book) -> Standings:
    """Derive how each translation of the book stands; one whose sidecar is broken counts as unconfirmed."""
    states: dict[tuple[str, str], TranslationState] = {}
    records: dict[tuple[str, str], Sidecar] = {}
    found: list[Diagnostic] = []
    for slug, chapter in book.chapters.items():
        for code, translation in chapter.translations.items():
            raw = book.sidecars.get((slug, code))
            sidecar = read_sidecar(translation.path.with_name(f"{code}.sync.yml"), raw) if raw is not None else None
            if isinstance(sidecar, list):
                found.extend(sidecar)
                sidecar = None
            if sidecar is not None:
                records[(slug, code)] = sidecar
            states[(slug, code)] = derive(chapter.text, translation.text, sidecar)
    return Standings(states=states, diagnostics=tuple(found), records=records)
