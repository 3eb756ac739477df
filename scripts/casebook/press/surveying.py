"""How every translation of a book on the disk stands, without reading more of the book than that takes.

`casebook check` reads everything and says what is wrong with it. Here a chapter is two texts and a record, and what
was worked out from the same bytes before is taken as it was, so that the state of hundreds of chapters is there before
anybody wonders.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from .remembering import Memory, key_of
from .summing import Summary

if TYPE_CHECKING:
    # These rooms take longer to open than the figures of a whole book that are remembered: only when they are needed.
    from casebook.manuscript import Diagnostic, Text
    from casebook.translation import TranslationState

    from .reckoning import Folder, Reckoned

_CHAPTERS = PurePosixPath("chapters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """Both texts of a translation, and every group of them."""

    source: Text
    target: Text
    """Empty without a translation."""
    state: TranslationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """One chapter in one language."""

    slug: str
    language: str
    summary: Summary
    passages: Passages | None
    """What it was summed up from, where that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """How the translations stand, and which files could not be counted."""

    languages: tuple[str, ...]
    """The languages of translations."""
    found: tuple[Surveyed, ...]
    """By slug and language."""
    uncounted: tuple[PurePosixPath, ...]
    """Texts that cannot be read; `casebook check` says why."""
    unread: tuple[PurePosixPath, ...]
    """Records that cannot be read, so that their translations count as unconfirmed."""


class Unreadable(Exception):
    """The settings of the book cannot be read, and why."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(f"{len(diagnostics)} findings")
        self.diagnostics = tuple(diagnostics)


def survey(root: Path, language: str | None = None, *, with_passages: bool = False) -> Survey:
    """Derive how every chapter that is not withdrawn stands, in one language or in all.

    Raises:
        Unreadable: chapters/book.yml is missing or broken.
    """
    memory = Memory(root, "status")
    source, codes = _languages(root, memory)
    languages = tuple(code for code in codes if code != source)
    asked = languages if language is None else tuple(code for code in languages if code == language)
    found: list[Surveyed] = []
    uncounted: list[PurePosixPath] = []
    unread: list[PurePosixPath] = []
    for slug, files in _folders(root, source, asked):
        chapter = _Chapter(_CHAPTERS / slug, files, source, memory)
        for code in asked:
            done = chapter.look_up(code, anew=with_passages)
            uncounted += [_CHAPTERS / slug / name for name in done.uncounted]
            unread += [_CHAPTERS / slug / name for name in done.unread]
            if done.summary:
                passages = _passages(done) if with_passages else None
                found.append(Surveyed(slug=slug, language=code, summary=done.summary, passages=passages))
    memory.save(also_unused=language is not None)
    return Survey(
        languages=languages,
        found=tuple(found),
        uncounted=tuple(dict.fromkeys(uncounted)),
        unread=tuple(unread),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remembered:
    """What is kept of a chapter in one language; a `Reckoned` says the same, and has the texts as well."""

    summary: Summary | None
    uncounted: tuple[str, ...]
    unread: tuple[str, ...]


class _Chapter:
    """One chapter, whose texts are read only for what is not remembered."""

    def __init__(self, folder: PurePosixPath, files: Mapping[str, bytes], source: str, memory: Memory) -> None:
        self._folder, self._files, self._source, self._memory = folder, files, source, memory
        self._read: Folder | None = None

    def look_up(self, code: str, *, anew: bool) -> Reckoned | _Remembered:
        """Give how a translation stands, remembered where it may be."""
        names = (f"{self._source}.md", f"{code}.md", f"{code}.sync.yml")
        key = key_of(*map(str.encode, names), *map(self._files.get, names))
        kept = self._memory.recall(key)
        if kept is not None and not anew:
            return _remembered(kept)
        if self._read is None:
            from .reckoning import Folder  # noqa: PLC0415  # see above

            self._read = Folder(self._folder, self._files, self._source)
        done = self._read.reckon(code)
        self._memory.keep(key, _kept(done))
        return done


def _languages(root: Path, memory: Memory) -> tuple[str, tuple[str, ...]]:
    """Give the language of the originals, and all languages of the book.

    Raises:
        Unreadable: chapters/book.yml is missing or broken.
    """
    path = root / _CHAPTERS / "book.yml"
    content = path.read_bytes() if path.is_file() else None
    key = key_of(b"languages", content)
    kept = memory.recall(key)
    if kept is None:
        from .reckoning import languages_of  # noqa: PLC0415  # see above

        kept = languages_of(content)
        if isinstance(kept, list):
            raise Unreadable(kept)
        memory.keep(key, kept)
    source, codes = kept
    return source, tuple(codes)


def _folders(root: Path, source: str, codes: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, bytes]]]:
    """Give the name of each chapter that has an original, and its files that count."""
    names = (f"{source}.md", *(f"{code}.{end}" for code in codes for end in ("md", "sync.yml")))
    for folder in sorted(path for path in (root / _CHAPTERS).iterdir() if path.is_dir()):
        files = {name: path.read_bytes() for name in names if (path := folder / name).is_file()}
        if names[0] in files and not folder.name.startswith("."):
            yield folder.name, files


def _passages(done: Reckoned | _Remembered) -> Passages | None:
    if isinstance(done, _Remembered) or done.source is None or done.target is None or done.state is None:
        return None
    return Passages(source=done.source, target=done.target, state=done.state)


def _kept(done: Reckoned) -> dict[str, Any]:
    """Give what is remembered of it, as JSON."""
    summary = done.summary
    return {
        "uncounted": done.uncounted,
        "unread": done.unread,
        "summary": summary
        and {
            "counts": summary.counts,
            "words_left": summary.words_left,
            "last_confirmation": summary.last_confirmation and summary.last_confirmation.isoformat(),
            "oldest_stale": summary.oldest_stale and summary.oldest_stale.isoformat(),
            "is_begun": summary.is_begun,
        },
    }


def _remembered(kept: dict[str, Any]) -> _Remembered:
    said = kept["summary"]
    return _Remembered(
        uncounted=tuple(kept["uncounted"]),
        unread=tuple(kept["unread"]),
        summary=said
        and Summary(
            counts=said["counts"],
            words_left=said["words_left"],
            last_confirmation=_day(said["last_confirmation"]),
            oldest_stale=_day(said["oldest_stale"]),
            is_begun=said["is_begun"],
        ),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
