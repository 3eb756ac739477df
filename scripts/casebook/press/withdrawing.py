"""Taking a chapter, or a passage of one, out of every file that the book or a build keeps.

Everything is worked out before the first file is touched. What only a person can decide (a summary that holds the same
words, old commits) is listed and left.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from casebook.manuscript import Book, Chapter, Text
from casebook.manuscript.reference import ToFile, resolve
from casebook.manuscript.source import read_source, split_front_matter
from casebook.translation import Sidecar, read_sidecar, write_sidecar
from casebook.translation.withdrawing import (
    blocks_holding,
    cut_target,
    section_of,
    sources_of,
    with_footnotes,
    without_blocks,
)

from .editions.forms import FORMS, MADE
from .packing import FORMS as PACKS
from .reading import read_files
from .recording import record_path
from .writing import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Who took something back, when, and why."""

    by: str
    on: date
    why: str

    def as_yaml(self) -> str:
        """Give it as one line of YAML."""
        return f"{{on: {self.on.isoformat()}, by: {self.by}, why: {json.dumps(self.why, ensure_ascii=False)}}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken out, and what is left for a person to do."""

    written: tuple[Path, ...]
    deleted: tuple[Path, ...]
    places: tuple[str, ...] = ()
    """Where the same words still stand, as `path:line`."""
    shared: tuple[str, ...] = ()
    """Passages of translations that also stood for something that stays, as `path:line` before the change."""
    unsure: tuple[str, ...] = ()
    """Passages of translations that nobody had confirmed to be those of the original."""
    kept_headings: tuple[str, ...] = ()
    """Ids of headings that stay because something points at them."""


class NothingFound(Exception):
    """No block of the chapter holds the words, or no heading has the id."""


class Unreadable(Exception):
    """The chapter cannot be read, so that nothing can be cut out of it safely."""


def withdraw_chapter(root: Path, book: Book, slug: str, reason: Reason) -> Taken:
    """Leave nothing in a chapter's folder but that it was withdrawn, and clear what builds keep.

    It works on a chapter that is broken, or withdrawn already in its metadata alone, as well.
    """
    folder = root / "chapters" / slug
    original = folder / f"{book.source}.md"
    chapter = book.chapters.get(slug)
    stub = book.withdrawn.get(slug)
    aliases = chapter.aliases if chapter else stub.aliases if stub else ()
    lines = ["---", "status: withdrawn", "withdrawn:", *(f"  - {line}" for line in _earlier(original)), *_item(reason)]
    if aliases:
        lines.append(f"aliases: [{', '.join(aliases)}]")
    deleted = [path for path in sorted(folder.rglob("*")) if path.is_file() and path != original]
    write_whole(original, "\n".join([*lines, "---", ""]))
    for path in deleted:
        path.unlink()
    for path in sorted((each for each in folder.rglob("*") if each.is_dir()), reverse=True):
        path.rmdir()
    clear_made(root)
    return Taken(written=(original,), deleted=tuple(deleted))


def withdraw_passage(
    root: Path, book: Book, slug: str, reason: Reason, *, words: Iterable[str] = (), heading: str | None = None
) -> Taken:
    """Cut out the blocks that hold some words, or the section under a heading, in every language and record.

    Raises:
        NothingFound: there is no such passage.
        Unreadable: a record of the chapter cannot be read.
    """
    chapter = book.chapters[slug]
    words = tuple(words)
    texts = {chapter.language: chapter.text, **{code: each.text for code, each in chapter.translations.items()}}
    records = {code: _record(book, slug, code) for code in chapter.translations}
    gone, own = _named(chapter, texts, records, words, heading)
    if not any((gone, *own.values())):
        raise NothingFound
    gone, kept = _without_needed(book, chapter, gone)
    cuts = {
        code: cut_target(chapter.text, each.text, records[code], gone, own.get(code, frozenset()))
        for code, each in chapter.translations.items()
    }
    fresh: dict[Path, str] = {root / chapter.path: _with_item(_cut(root, chapter.text, gone), reason)}
    for code, cut in cuts.items():
        if cut.blocks:
            fresh[root / chapter.translations[code].path] = _cut(root, chapter.translations[code].text, cut.blocks)
        if cut.sidecar is not None and cut.sidecar != records[code]:
            fresh[root / record_path(book, slug, code)] = write_sidecar(cut.sidecar)
    unused = _photos_only_in(
        book, chapter, {chapter.language: gone, **{code: cut.blocks for code, cut in cuts.items()}}
    )
    for path, text in fresh.items():
        write_whole(path, text)
    for photo in unused:
        (root / photo).unlink()
    clear_made(root)
    return Taken(
        written=tuple(fresh),
        deleted=tuple(root / photo for photo in unused),
        places=tuple(_places(root, _telling(texts, gone, words, chapter.language))),
        shared=_lines(chapter, {code: cut.shared for code, cut in cuts.items()}),
        unsure=_lines(chapter, {code: cut.unsure - cut.shared for code, cut in cuts.items()}),
        kept_headings=kept,
    )


def commits_holding(root: Path, slug: str) -> int | None:
    """Give how many commits of every branch and tag touch a chapter's folder; None outside a git repository."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "-C", str(root), "log", "--all", "--format=%H", "--", f"chapters/{slug}"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603  # fixed words and a slug
    return len(result.stdout.split()) if result.returncode == 0 else None


def clear_made(root: Path) -> None:
    """Delete what builds keep between runs, editions and packs; the programs that the launcher fetched stay."""
    for form in PACKS:
        (root / f"book.{form}").unlink(missing_ok=True)
    for path in sorted((root / MADE).iterdir()) if (root / MADE).is_dir() else ():
        if path.suffix.removeprefix(".") in FORMS:
            path.unlink()
    made = root / ".build"
    for path in made.iterdir() if made.is_dir() else ():
        if path.is_dir() and not path.name.startswith("uv-"):
            shutil.rmtree(path)
        elif path.is_file() and path.name != "book.lock":
            path.unlink()


# ---- what goes


def _named(
    chapter: Chapter,
    texts: Mapping[str, Text],
    records: Mapping[str, Sidecar | None],
    words: tuple[str, ...],
    heading: str | None,
) -> tuple[frozenset[int], dict[str, frozenset[int]]]:
    """Give the blocks of the original, and of each translation, that a person named."""
    gone = frozenset(at for each in words for at in blocks_holding(chapter.text, each))
    if heading:
        gone |= section_of(chapter.text, heading)
    own: dict[str, frozenset[int]] = {}
    for code, record in records.items():
        own[code] = frozenset(at for each in words for at in blocks_holding(texts[code], each))
        gone |= sources_of(chapter.text, texts[code], record, own[code])
    return with_footnotes(chapter.text, gone), own


def _without_needed(book: Book, chapter: Chapter, gone: frozenset[int]) -> tuple[frozenset[int], tuple[str, ...]]:
    """Keep headings that practices or links point at: without them their pages would lead nowhere."""
    needed = {use.anchor for use in chapter.practices}
    for body in book.bodies:
        for link in body.links:
            target, _, anchor = link.target.partition("#")
            if anchor and (body.path.parent == chapter.folder if not target else chapter.slug in target):
                needed.add(anchor)
    at_line = {block.first: at for at, block in enumerate(chapter.text.blocks)}
    kept = {at_line[each.line]: each.id for each in chapter.text.headings if each.id in needed and each.line in at_line}
    return gone - kept.keys(), tuple(identity for at, identity in kept.items() if at in gone and identity)


def _record(book: Book, slug: str, code: str) -> Sidecar | None:
    raw = book.sidecars.get((slug, code))
    if raw is None:
        return None
    read = read_sidecar(record_path(book, slug, code), raw)
    if not isinstance(read, Sidecar):
        raise Unreadable(record_path(book, slug, code).as_posix())
    return read


def _photos_only_in(book: Book, chapter: Chapter, gone: Mapping[str, frozenset[int]]) -> list[PurePosixPath]:
    """List the photos that only withdrawn blocks show."""
    lost: set[PurePosixPath] = set()
    kept: set[PurePosixPath] = set()
    for body in book.bodies:
        code = body.path.stem if body.path.parent == chapter.folder else ""
        lines = {line for at in gone.get(code, ()) for line in range(body.blocks[at].first, body.blocks[at].last)}
        for link in body.links:
            reference = resolve(book, body, link.target)
            if isinstance(reference, ToFile):
                (lost if link.place.line - body.first_line in lines else kept).add(reference.path)
    return sorted(path for path in lost - kept if path.parent == chapter.folder / "photos")


# ---- writing


def _cut(root: Path, text: Text, gone: frozenset[int]) -> str:
    raw = (root / text.path).read_bytes()
    source = read_source(text.path, raw)
    assert not isinstance(source, list)
    head = source.text.split("\n")[: text.first_line - 1]
    return "\n".join([*head, "", without_blocks(text, gone)]) if gone else source.text


def _item(reason: Reason) -> list[str]:
    return [f"  - {reason.as_yaml()}"]


def _earlier(original: Path) -> list[str]:
    """Give what the metadata says of earlier withdrawals, an item a line."""
    if not original.is_file():
        return []
    source = read_source(PurePosixPath(original.name), original.read_bytes())
    cut = None if isinstance(source, list) else split_front_matter(source)
    match = re.search(r"^withdrawn:[ \t]*\n((?:[ \t]+-.*\n)+)", f"{cut.yaml}\n" if cut else "", re.MULTILINE)
    return [line.strip().removeprefix("- ") for line in match[1].splitlines()] if match else []


def _with_item(text: str, reason: Reason) -> str:
    """Add what was taken back to the metadata of a chapter that stays."""
    head, _, rest = text.partition("\n---\n")
    if re.search(r"^withdrawn:[ \t]*$", head, re.MULTILINE):
        head = re.sub(
            r"^(withdrawn:[ \t]*)$", lambda match: f"{match[1]}\n{_item(reason)[0]}", head, flags=re.MULTILINE
        )
    else:
        head = "\n".join([head, "withdrawn:", *_item(reason)])
    return f"{head}\n---\n{rest}"


# ---- what is left


def _telling(texts: Mapping[str, Text], gone: frozenset[int], words: tuple[str, ...], source: str) -> list[str]:
    """Give the words by which somebody could find the passage again: those asked for, else each line that went."""
    if words:
        return list(words)
    blocks = texts[source].blocks
    return [line.strip() for at in gone for line in blocks[at].text.splitlines() if len(line.strip()) > 15]


def _places(root: Path, words: Iterable[str]) -> Iterable[str]:
    wanted = [re.sub(r"\s+", "", each) for each in words]
    files = read_files(root)
    for path, content in sorted(files.texts.items()):
        for number, line in enumerate(content.decode("utf-8", errors="replace").splitlines(), start=1):
            squeezed = re.sub(r"\s+", "", line)
            if any(each and each in squeezed for each in wanted):
                yield f"{path}:{number}"


def _lines(chapter: Chapter, blocks: Mapping[str, frozenset[int]]) -> tuple[str, ...]:
    found: list[str] = []
    for code, positions in blocks.items():
        text = chapter.translations[code].text
        for at in sorted(positions):
            place = text.place_of_line(text.blocks[at].first)
            found.append(f"{place.path}:{place.line}")
    return tuple(found)
