"""Writing files for translators who do not use git, and bringing them back: all of a chapter, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from casebook.manuscript import Book, Chapter, Diagnostic, Message, gather
from casebook.review import review
from casebook.translation import Confirmation, Sidecar, TranslationState, read_sidecar, stand, write_sidecar
from casebook.translation.exchange import (
    Damaged,
    Merged,
    Outcome,
    ReturnedSheet,
    Sheet,
    Unplaceable,
    can_be_sealed,
    merge,
    passages_of,
    place,
    po,
    seal,
    sheet_of,
    word,
    word_reading,
    xliff,
)

from .reading import Files, read_files
from .writing import write_whole

SUFFIXES = {"po": ".po", "xliff": ".xlf", "docx": ".docx"}
_READERS: Mapping[str, Callable[[bytes], list[ReturnedSheet]]] = {
    ".po": po.read,
    ".xlf": xliff.read,
    ".xliff": xliff.read,
    ".docx": word_reading.read,
}
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one chapter of one file."""

    file: Path
    slug: str
    language: str
    merged: tuple[Merged, ...] = ()
    written: tuple[Path, ...] = ()
    confirmed: int = 0
    doubtful: tuple[str, ...] = ()
    """What was written but not confirmed: it is still marked as unfinished, or looks cut off."""
    refusals: tuple[tuple[str, Message], ...] = ()
    """Why nothing of it was written: a unit or a file, and the reason."""

    def count(self, outcome: Outcome) -> int:
        """Say how many units came to this."""
        return sum(each.outcome is outcome for each in self.merged)


def export(book: Book, slugs: Sequence[str], *, form: str, language: str, out: Path, on: date) -> list[Path]:
    """Write a file for each chapter, and give their paths. The book itself is not touched."""
    states = stand(book).states
    written: list[Path] = []
    out.mkdir(parents=True, exist_ok=True)
    for slug in slugs:
        sheet = sheet_of(book, book.chapters[slug], language, states.get((slug, language)))
        path = out / f"{slug}.{language}{SUFFIXES[form]}"
        write_whole(path, _written([sheet], form, on))
        written.append(path)
    return written


def read_returned(files: Sequence[Path]) -> list[tuple[Path, list[ReturnedSheet]]]:
    """Read files that came back.

    Raises:
        Damaged: one of them is not whole; the message names it.
    """
    found: list[tuple[Path, list[ReturnedSheet]]] = []
    for path in files:
        reader = _READERS.get(path.suffix.lower())
        try:
            if reader is None:
                known = ", ".join(_READERS)
                raise Damaged(f"a file that comes back ends in {known}", f"导入的文件应以 {known} 结尾")
            if path.stat().st_size > _LARGEST:
                raise Damaged("it is larger than any export", "文件过大，不可能是导出的文件")
            found.append((path, reader(path.read_bytes())))
        except Damaged as error:
            raise Damaged(f"{path.name}: {error.message.en}", f"{path.name}：{error.message.zh}") from error
    return found


def bring_in(root: Path, path: Path, sheet: ReturnedSheet, confirmed: Confirmation | None) -> Imported:
    """Write what is new in a chapter that came back; with `confirmed`, record that it says what the original says.

    A conflict, or an error that the chapter did not have before, leaves every file of the chapter as it was.
    """
    files = read_files(root)
    result = Imported(file=path, slug=sheet.slug, language=sheet.language)
    try:
        book, chapter = _chapter(files, sheet)
        state = stand(book).states.get((sheet.slug, sheet.language))
        merged = merge(sheet_of(book, chapter, sheet.language, state), sheet)
        result = replace(result, merged=merged)
        if conflicts := [each for each in merged if each.outcome is Outcome.CONFLICT]:
            return replace(
                result, refusals=tuple((f"{sheet.slug}#{each.id}", each.reason) for each in conflicts if each.reason)
            )
        changed = {each.id: each for each in merged if each.outcome is Outcome.CHANGED}
        if not changed:
            return result
        fresh, sealed, doubtful = _fresh(files, book, chapter, state, sheet.language, changed, confirmed)
    except Unplaceable as error:
        return replace(result, refusals=((f"{sheet.slug}#{error.unit}", error.message),))
    except _Refused as refusal:
        return replace(result, refusals=((refusal.where, refusal.message),))
    if worse := tuple(_new_errors(files, fresh, chapter)):
        return replace(result, refusals=worse)
    for each, content in fresh.items():
        write_whole(root / each, content)
    return replace(result, written=tuple(root / each for each in fresh), confirmed=sealed, doubtful=doubtful)


class _Refused(Exception):
    """Why nothing of a chapter can be written."""

    def __init__(self, where: str, en: str, zh: str) -> None:
        super().__init__(en)
        self.where = where
        self.message = Message(en, zh)


def _chapter(files: Files, sheet: ReturnedSheet) -> tuple[Book, Chapter]:
    book = gather(files.texts, files.others).book
    chapter = book.chapters.get(sheet.slug) if book else None
    if book is None or chapter is None:
        raise _Refused(sheet.slug, "the book has no such chapter, or it cannot be read", "书里没有这一篇，或它读不出来")
    if sheet.language not in book.languages or sheet.language == chapter.language:
        raise _Refused(sheet.slug, f"'{sheet.language}' is no translation", f"“{sheet.language}”不是译文语言")
    target = chapter.folder / f"{sheet.language}.md"
    if target in files.texts and sheet.language not in chapter.translations:
        raise _Refused(target.as_posix(), "the translation cannot be read; mend it first", "译文文件读不出来，请先修好")
    return book, chapter


def _fresh(
    files: Files,
    book: Book,
    chapter: Chapter,
    state: TranslationState | None,
    language: str,
    changed: Mapping[str, Merged],
    confirmed: Confirmation | None,
) -> tuple[dict[PurePosixPath, bytes], int, tuple[str, ...]]:
    """Give the new content of the chapter's files, how many passages are confirmed in it, and which could not be."""
    translation = chapter.translations.get(language)
    target, record = chapter.folder / f"{language}.md", chapter.folder / f"{language}.sync.yml"
    text = translation.text if translation else None
    passages = passages_of(chapter, language, state)
    placed = place(target, files.texts.get(target), passages, {unit: each.text for unit, each in changed.items()})
    fresh = {target: placed.content}
    by_id = {passage.id: passage for passage in passages}
    blocks = {
        unit: parts
        for unit, parts in placed.blocks.items()
        if changed[unit].is_finished and can_be_sealed(chapter.text, by_id[unit], parts)
    }
    doubtful = tuple(unit for unit in placed.blocks if unit not in blocks) if confirmed else ()
    if confirmed is None or not blocks:
        return fresh, 0, doubtful
    raw = book.sidecars.get((chapter.slug, language))
    old = read_sidecar(record, raw) if raw is not None else None
    if old is not None and not isinstance(old, Sidecar):
        raise _Refused(record.as_posix(), "the record is broken; mend it first", "记录文件有误，请先修好")
    fresh[record] = write_sidecar(seal(old, chapter.text, text, passages, blocks, confirmed)).encode("utf-8")
    return fresh, len(blocks), doubtful


def _written(sheets: list[Sheet], form: str, on: date) -> bytes:
    match form:
        case "po":
            return po.write(sheets, on)
        case "xliff":
            return xliff.write(sheets)
        case _:
            return word.write(sheets)


def _new_errors(files: Files, fresh: Mapping[PurePosixPath, bytes], chapter: Chapter) -> Iterator[tuple[str, Message]]:
    """Give the errors that the chapter would have with the new files, and did not have before."""
    before = {(each.place.path, each.message) for each in _errors(files, {}, chapter)}
    for each in _errors(files, fresh, chapter):
        if (each.place.path, each.message) not in before:
            yield f"{each.place.path}:{each.place.line}", each.message


def _errors(files: Files, fresh: Mapping[PurePosixPath, bytes], chapter: Chapter) -> list[Diagnostic]:
    gathered = gather({**files.texts, **fresh}, files.others)
    found = list(gathered.diagnostics)
    if gathered.book:
        found += [*stand(gathered.book).diagnostics, *review(gathered.book)]
    return [each for each in found if each.is_error and chapter.folder in each.place.path.parents]
