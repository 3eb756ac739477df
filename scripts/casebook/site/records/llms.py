"""llms.txt: what the site is and where its texts lie as Markdown, for programs that answer questions (llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casebook.manuscript import KINDS, Chapter
from casebook.site.view import View

from .api import FOLDER
from .feeds import FEED
from .plain_text import plain_path
from .plainness import one_line


def llms_txt(views: Mapping[str, View], view: View) -> str:
    """Give the list of one language; a chapter that is not translated is named with its original."""
    return "\n".join(_lines(views, view)) + "\n"


def _lines(views: Mapping[str, View], view: View) -> Iterator[str]:
    book, words = view.book, view.words
    home = book.url + view.address("home").url
    yield f"# {one_line(view.plain(book.title))}"
    yield ""
    yield f"> {one_line(words['home_description'])}"
    yield ""
    yield from (f"- {words[f'kind_{kind}']}{words['colon']}{words[f'kind_{kind}_note']}" for kind in KINDS)
    yield f"- {words['experience']} {words.say('rights', licence=book.licence)}"
    yield ""
    yield f"## {words['catalogue_title']}"
    yield ""
    yield from (_chapter(views, view, each) for each in view.chapters if each.is_published)
    yield ""
    yield f"## {words['practices_title']}"
    yield ""
    for practice in book.practices.values():
        url = book.url + view.address("practices", practice.id).url
        yield _item(view.plain(practice.name), url, view.plain(practice.definition))
    yield ""
    yield f"## {words['foot_data']}"
    yield ""
    yield _item(words["llms_api"], f"{book.url}{FOLDER}/index.json")
    yield _item(words["feed_title"], home + FEED)
    if others := [each for each in views.values() if each.code != view.code]:
        yield ""
        # The one heading that the format gives a meaning to.
        yield "## Optional"
        yield ""
        yield from (_item(each.language.name, book.url + each.prefix + "llms.txt") for each in others)


def _chapter(views: Mapping[str, View], view: View, chapter: Chapter) -> str:
    read = view if view.is_translated(chapter) else views[chapter.language]
    language = "" if read is view else f" ({read.language.name})"
    kind = view.words[f"kind_{chapter.kind}"]
    note = f"{kind}{view.words['colon']}{view.plain(chapter.summary)}"
    return _item(view.plain(chapter.title) + language, view.book.url + str(plain_path(read, chapter.slug)), note)


def _item(name: str, url: str, note: str = "") -> str:
    label = one_line(name).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"- [{label}]({url})" + (f": {one_line(note)}" if note else "")
