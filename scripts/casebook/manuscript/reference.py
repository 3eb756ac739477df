"""What the target of a link means: another chapter, a heading, a page of the site, a photo, another site, or nothing.

Rules ask it to find broken links, and the site asks it to turn links between files into links between pages; so both
say the same.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from .book import Book
from .diagnostic import Message
from .text import Text
from .vocabulary import PROVINCES, nearest

SINGLE_PAGES = ("catalogue", "practices", "provinces", "people", "compare", "list", "offline", "editions")
"""The pages of the site that are written for it and stand alone, by their address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToOtherSite:
    """An address outside the book."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPage:
    """A page of this site: its kind, its id (empty for a page that gathers a whole kind), and a heading on it."""

    kind: str
    id: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFile:
    """A file that is published as it is: a photo, by its path in the book, or a machine-readable list."""

    path: PurePosixPath


@dataclass(frozen=True, slots=True, kw_only=True)
class ToNothing:
    """A target that leads nowhere, and why."""

    is_anchor: bool
    message: Message
    hint: Message | None = None


Reference: TypeAlias = ToOtherSite | ToPage | ToFile | ToNothing


def resolve(book: Book, text: Text, target: str) -> Reference:
    """Say what a target means that stands in a text of the book.

    A target is read as in the repository: relative to its own file. One that begins with a slash is an address of the
    site, without a language: the reader stays in the language that they read.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return _not_an_address(target)
    if parts.scheme in ("http", "https") and parts.netloc:
        return ToOtherSite(url=target)
    if parts.scheme or target.startswith("//"):
        return _not_an_address(f"{parts.scheme}:" if parts.scheme else "//")
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if not path:
        if anchor in text.ids:
            return ToPage(kind="here", id="", anchor=anchor)
        return _no_anchor(anchor, text)
    if path.startswith("/"):
        return _site_address(book, path, anchor, text)
    return _repository_path(book, posixpath.normpath(posixpath.join(text.path.parent.as_posix(), path)), anchor, text)


def _not_an_address(start: str) -> ToNothing:
    return ToNothing(
        is_anchor=False,
        message=Message(f"a link cannot begin with '{start}'", f"链接不能以“{start}”开头"),
        hint=Message("use an address that begins with https://", "请使用以 https:// 开头的网址"),
    )


def _site_address(book: Book, path: str, anchor: str, text: Text) -> Reference:
    steps = [step for step in path.split("/") if step]
    if path == "/catalogue.json":
        return ToFile(path=PurePosixPath("catalogue.json"))
    if not steps:
        return ToPage(kind="home", id="", anchor=anchor)
    if len(steps) == 1 and steps[0] in SINGLE_PAGES:
        return ToPage(kind=steps[0], id="", anchor=anchor)
    if len(steps) == 1 and (page := _hand_page(book, book.source, steps[0], anchor)):
        return page
    known = _ids(book, steps[0])
    if len(steps) == 2 and steps[1] in known and (unseen := _unseen(book, steps[0], steps[1])):
        return unseen
    if len(steps) == 2 and steps[0] == "chapters" and (steps[1] in known or _is_broken(book, steps[1])):
        return _chapter(book, steps[1], anchor, text)
    if len(steps) == 2 and steps[1] in known:
        return ToPage(kind=steps[0], id=steps[1], anchor=anchor)
    return ToNothing(
        is_anchor=False,
        message=Message(f"the site has no page '{path}'", f"网站上没有“{path}”这一页"),
        hint=nearest(steps[-1], known or [*SINGLE_PAGES, *book.pages[book.source]]),
    )


def _ids(book: Book, kind: str) -> Collection[str]:
    """Give the ids of everything of a kind that has a page of its own."""
    match kind:
        case "practices":
            return book.practices.keys()
        case "groups":
            return book.groups.keys()
        case "provinces":
            return PROVINCES.keys()
        case "people":
            return book.people.keys()
        case "chapters":
            return {*book.chapters, *book.withdrawn}
        case _:
            return ()


def _hand_page(book: Book, code: str, name: str, anchor: str) -> Reference | None:
    page = book.pages[code].get(name)
    if page is None:
        # Its own mistakes are told where they stand; whoever links it is not to blame.
        return ToPage(kind="pages", id=name, anchor=anchor) if f"{code}/{name}" in book.broken_names else None
    if anchor and anchor not in page.text.ids:
        return _no_anchor(anchor, page.text)
    return ToPage(kind="pages", id=name, anchor=anchor)


def _repository_path(book: Book, path: str, anchor: str, text: Text) -> Reference:
    steps = path.split("/")
    if steps[0] == "chapters" and len(steps) in (2, 3):
        slug = steps[1]
        if len(steps) == 2 or steps[2] in {f"{code}.md" for code in book.languages}:
            return _chapter(book, slug, anchor, text)
    if steps[0] == "chapters" and len(steps) == 4 and steps[2] == "photos":
        photo = PurePosixPath(path)
        if photo in book.photos:
            return ToFile(path=photo)
        known = [each.name for each in book.photos if each.parent == photo.parent]
        return ToNothing(
            is_anchor=False,
            message=Message(f"there is no photo '{path}'", f"没有照片“{path}”"),
            hint=nearest(steps[3], known),
        )
    if steps[0] == "docs" and len(steps) == 3 and steps[1] in book.pages and steps[2].endswith(".md"):
        page = _hand_page(book, steps[1], steps[2].removesuffix(".md"), anchor)
        if page:
            return page
    return ToNothing(
        is_anchor=False,
        message=Message(f"the book has no file '{path}'", f"书里没有文件“{path}”"),
        hint=Message(
            "a chapter is linked as ../its-folder/zh.md, a photo as photos/its-name.jpg",
            "链接到另一篇写 ../文件夹名/zh.md，链接到照片写 photos/文件名.jpg",
        ),
    )


def _chapter(book: Book, slug: str, anchor: str, text: Text) -> Reference:
    chapter = book.chapters.get(slug)
    if chapter is None:
        if slug in book.withdrawn or _is_broken(book, slug):
            return ToPage(kind="chapters", id=slug, anchor=anchor)
        return ToNothing(
            is_anchor=False,
            message=Message(f"there is no chapter '{slug}'", f"没有名为“{slug}”的篇章"),
            hint=nearest(slug, book.chapters),
        )
    if chapter.status == "draft" and not _is_draft(book, text):
        return ToNothing(
            is_anchor=False,
            message=Message(f"the chapter '{slug}' is a draft: readers cannot see it", f"“{slug}”还是草稿，读者看不到"),
            hint=Message("publish it first, or leave the link out", "请先发布它，或者去掉这个链接"),
        )
    if anchor and anchor not in chapter.text.ids:
        return _no_anchor(anchor, chapter.text)
    return ToPage(kind="chapters", id=slug, anchor=anchor)


def _is_draft(book: Book, text: Text) -> bool:
    own = book.chapters.get(text.path.parts[1])
    return text.path.parts[0] == "chapters" and own is not None and own.status == "draft"


def _unseen(book: Book, kind: str, identity: str) -> ToNothing | None:
    """Say why a province or a person has no page: only those of published chapters have one."""
    shown = book.published()
    if kind == "provinces":
        seen = any(each.school and each.school.province == identity for each in shown)
    elif kind == "people":
        names = set(book.people[identity].name.values())
        seen = any(identity in each.people or names.intersection(each.adults) for each in shown)
    else:
        seen = True
    if seen:
        return None
    return ToNothing(
        is_anchor=False,
        message=Message(
            f"'{identity}' has no page: no published chapter tells of it", f"“{identity}”没有页面：没有已发布的篇章写到"
        ),
    )


def _is_broken(book: Book, slug: str) -> bool:
    return any(broken.slug == slug for broken in book.broken)


def _no_anchor(anchor: str, text: Text) -> ToNothing:
    return ToNothing(
        is_anchor=True,
        message=Message(
            f"no heading of {text.path.as_posix()} has the id '{anchor}'",
            f"{text.path.as_posix()} 里没有代号为“{anchor}”的标题",
        ),
        hint=nearest(anchor, text.ids),
    )
