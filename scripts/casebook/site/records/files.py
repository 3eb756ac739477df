"""Every file for machines, by where it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from casebook.site.citing import book_citation, citation_of
from casebook.site.view import View

from .api import interface
from .catalogue import catalogue_json
from .citation_files import FILES
from .feeds import FEED, language_feed, practice_feed
from .llms import llms_txt
from .plain_text import plain_path, plain_text
from .shapes import shapes


def records(views: Mapping[str, View]) -> Iterator[tuple[PurePosixPath, str]]:
    """Give every file, by its path in the folder that the renderer reads."""
    for view in views.values():
        yield from _of_language(views, view)
    book = next(iter(views.values())).book
    root = PurePosixPath(book.source)
    yield root / "catalogue.json", catalogue_json(views)
    for path, text in (*interface(views), *shapes(book)):
        yield root / path, text


def plain_texts(views: Mapping[str, View]) -> Iterator[tuple[PurePosixPath, str]]:
    """Give every published chapter as Markdown in each language that it is in, by its path from the site's root."""
    for view in views.values():
        for chapter in view.chapters:
            if chapter.is_published and view.is_translated(chapter):
                yield plain_path(view, chapter.slug), plain_text(view, chapter)


def _of_language(views: Mapping[str, View], view: View) -> Iterator[tuple[PurePosixPath, str]]:
    home = view.address("home").staged
    yield home.with_name("llms.txt"), llms_txt(views, view)
    yield home.with_name(FEED), language_feed(view)
    for practice in view.book.practices.values():
        yield view.address("practices", practice.id).staged.with_name(FEED), practice_feed(view, practice)
    whole = book_citation(view)
    cited = [(home, whole)]
    cited += [(view.address("chapters", each.slug).staged, citation_of(view, each)) for each in view.chapters]
    for page, citation in cited:
        for name, write in FILES.items():
            yield page.with_name(name), write(citation)
