"""A chapter under another address: its folder, the links to it, the home page, and the way from the old one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from casebook.manuscript import Book, Diagnostic, Gathered, Message, gather, read_text
from casebook.manuscript.folders import CHAPTERS, is_slug
from casebook.manuscript.mending import with_alias
from casebook.manuscript.source import Source, read_source, split_front_matter
from casebook.review import review

from .changing import Change, contents, joined, prepared
from .following import followed
from .reading import Files, read_files


class CannotRename(Exception):
    """Why a chapter cannot have this address; nothing was changed."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.message = Message(en, zh)


def rename(root: Path, book: Book, old: str, new: str) -> list[PurePosixPath]:
    """Move a chapter, and give the files that changed besides, by their new paths.

    Everything is computed and checked before the first write.

    Raises:
        CannotRename: the address is taken or no address, the chapter is not there, or the book would have more errors.
    """
    files = read_files(root)
    _refuse(root, book, old, new)
    changes = list(_changes(files, book, old, new))
    changes += followed(files, changes)
    fresh = contents(files.texts, changes)
    _check(files, fresh, old, new)
    here, there = root / CHAPTERS / old, root / CHAPTERS / new
    with prepared(root, fresh) as waiting:
        here.rename(there)
        for beside, target in waiting:
            _moved(beside, here, there).replace(_moved(target, here, there))
    return [_renamed(path, old, new) for path in fresh]


def _moved(path: Path, here: Path, there: Path) -> Path:
    return there / path.relative_to(here) if path.is_relative_to(here) else path


def _renamed(path: PurePosixPath, old: str, new: str) -> PurePosixPath:
    return CHAPTERS / new / path.relative_to(CHAPTERS / old) if path.is_relative_to(CHAPTERS / old) else path


def _refuse(root: Path, book: Book, old: str, new: str) -> None:
    if old not in book.chapters:
        if any(each.slug == old for each in book.broken):
            raise CannotRename(f"'{old}' has errors; mend them first", f"“{old}”有错误，请先改好")
        raise CannotRename(f"there is no chapter '{old}'", f"没有“{old}”这一篇")
    if not is_slug(new):
        raise CannotRename(
            f"'{new}' cannot be an address; use lower-case letters, digits and single hyphens",
            f"“{new}”不能用作网址；请只用小写字母、数字和单个连字符",
        )
    if new in {path.name.casefold() for path in (root / CHAPTERS).iterdir()}:
        raise CannotRename(f"chapters/{new} is there already", f"已经有 chapters/{new}")
    for chapter in book.chapters.values():
        if new in chapter.aliases and chapter.slug != old:
            raise CannotRename(
                f"'{new}' is an earlier address of '{chapter.slug}'", f"“{new}”是“{chapter.slug}”用过的网址"
            )


def _changes(files: Files, book: Book, old: str, new: str) -> Iterator[Change]:
    for path, content in files.texts.items():
        source = read_source(path, content)
        if not isinstance(source, Source):
            continue
        if path == CHAPTERS / "book.yml":
            after = _featured(source.text, book, old, new)
        elif path.suffix == ".md" and (cut := split_front_matter(source)):
            is_original = path == book.chapters[old].path
            yaml = with_alias(cut.yaml, old, instead_of=new) if is_original else cut.yaml
            after = joined(source.text, cut, yaml, with_links(path, cut.body, old, new))
        else:
            continue
        if after != source.text:
            yield Change(path=path, before=source.text, after=after)


def _featured(text: str, book: Book, old: str, new: str) -> str:
    lines = text.split("\n")
    for index, slug in reversed(list(enumerate(book.featured))):
        if slug == old:
            place = book.place("featured", index)
            line, start = lines[place.line - 1], place.column - 1
            lines[place.line - 1] = line[:start] + line[start:].replace(old, new, 1)
    return "\n".join(lines)


def with_links(path: PurePosixPath, body: str, old: str, new: str) -> str:
    """Give a text in which every target that leads to the chapter leads to its new address."""
    text = read_text(path, body)
    written = {(each.place, each.target) for each in text.links}
    written |= {(each.place, each.target) for each in text.definitions}
    lines = body.split("\n")
    for place, target in sorted(written, reverse=True):
        line, at = lines[place.line - 1], place.column - 1
        if line.startswith(target, at) and _leads_to(path, target, old):
            lines[place.line - 1] = line[:at] + _with_slug(target, old, new) + line[at + len(target) :]
    return "\n".join(lines)


def _leads_to(path: PurePosixPath, target: str, slug: str) -> bool:
    address = re.split(r"[?#]", target, maxsplit=1)[0]
    if not address or ":" in address:
        return False
    whole = address if address.startswith("/") else posixpath.join("/", path.parent.as_posix(), address)
    return posixpath.normpath(whole).split("/")[1:3] == [CHAPTERS.name, slug]


def _with_slug(target: str, old: str, new: str) -> str:
    """Put another slug into a target: the last of its steps that is the old one, before any anchor."""
    address, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", target, re.DOTALL).groups()  # type: ignore[union-attr]  # it matches everything
    steps = address.split("/")
    for at in reversed(range(len(steps))):
        if steps[at] == old:
            steps[at] = new
            break
    return "/".join(steps) + mark + rest


def _check(files: Files, fresh: dict[PurePosixPath, bytes], old: str, new: str) -> None:
    """Refuse what would leave the book with more errors than it has."""
    after = gather(
        {_renamed(path, old, new): content for path, content in {**files.texts, **fresh}.items()},
        [_renamed(path, old, new) for path in files.others],
    )
    before = gather(files.texts, files.others)
    known = {each.message.en for each in _errors(before)}
    for each in _errors(after):
        if each.message.en.replace(new, old) not in known:
            raise CannotRename(
                f"the book would have an error: {each.place.path}:{each.place.line}: {each.message.en}",
                f"改名后会出错：{each.place.path}:{each.place.line}：{each.message.zh}",
            )


def _errors(gathered: Gathered) -> list[Diagnostic]:
    found = [*gathered.diagnostics, *(review(gathered.book) if gathered.book else ())]
    return [each for each in found if each.is_error]
