"""A file that came in → a chapter, or a translation of one: put together, and written whole or not at all."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from casebook.manuscript import Book, Chapter, Message, read_text
from casebook.manuscript.drafting import Draft, original, person_in, practices_told, scalar, translation
from casebook.manuscript.folders import CHAPTERS
from casebook.manuscript.mending import with_heading_ids
from casebook.manuscript.pinyin import kebab, person_id
from casebook.manuscript.source import Source, split_front_matter
from casebook.manuscript.yamltext import read_yaml
from casebook.press.beginning import taken, why_not, write_folder
from casebook.review.copy import mended, names_of

from . import pandoc
from .cleaning import cleaned
from .heading import with_headings
from .inlines import words
from .opening import CannotImport, Opened, decoded, open_document
from .opening_lines import Opening, plain_meta, read_opening
from .others import cleaned_opendocument, cleaned_rtf, losses_of_rtf
from .picturing import Picturing
from .word import cleaned_word, properties_of

_NOBODY = re.compile(r"用户|微软|管理员|作者|雨林木风|番茄花园|未知|匿名")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,5}|[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What a file makes: the files of a chapter by their paths, what was found out, and what could not be carried."""

    slug: str
    path: PurePosixPath
    files: dict[PurePosixPath, bytes]
    told: tuple[Message, ...]
    lost: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A document as it was read: its opening taken apart, its text as Markdown, its pictures."""

    opening: Opening
    markdown: str
    photos: dict[str, bytes]
    lost: list[Message]


def take_in(root: Path, book: Book, path: Path, *, slug: str | None, spoken: str) -> Arrived:
    """Read a principal's file as a new chapter; nothing is written.

    Raises:
        CannotImport: the file cannot be read, or the folder is there already.
    """
    read = _read(book, path, book.source)
    opening = read.opening
    chosen = _free_slug(root, book, opening.title, slug)
    author, author_told = _author(book, opening.author)
    text = read_text(PurePosixPath(f"{book.source}.md"), read.markdown)
    draft = Draft(
        title=opening.title,
        authors=[author] if author else [],
        authors_note=Message("add this person to chapters/people.yml", "请在 chapters/people.yml 里加上这个人")
        if author and author not in book.people
        else None,
        written=opening.written,
        written_note=None
        if opening.is_dated_by_text
        else Message("from the file's properties; is it right?", "取自文件属性，请核对"),
        has_photos=bool(read.photos),
        proposed=practices_told(book, text),
        body=read.markdown,
    )
    folder = CHAPTERS / chosen
    file = folder / f"{book.source}.md"
    files = {file: original(draft, spoken).encode("utf-8")}
    files.update({folder / "photos" / name: content for name, content in read.photos.items()})
    return Arrived(slug=chosen, path=file, files=files, told=tuple(author_told), lost=tuple(read.lost))


def take_in_translation(book: Book, path: Path, *, slug: str, language: str, spoken: str) -> Arrived:
    """Read a file as a translation of a chapter: ids of headings and photos are those of the original.

    Raises:
        CannotImport: the file cannot be read, there is no such chapter, or it has a translation already.
    """
    chapter = book.chapters.get(slug)
    if chapter is None:
        raise CannotImport(f"there is no chapter '{slug}' that can be read", f"没有“{slug}”这一篇，或它读不出来")
    if language not in book.languages or language == book.source:
        others = ", ".join(code for code in book.languages if code != book.source)
        raise CannotImport(
            f"'{language}' is no translation; choose of: {others}", f"“{language}”不是译文语言；可选：{others}"
        )
    file = chapter.folder / f"{language}.md"
    if language in chapter.translations:
        raise CannotImport(f"{file} is there already; nothing is overwritten", f"已经有 {file}；不会覆盖")
    read = _read(book, path, language, chapter)
    told: list[Message] = []
    if any(heading.id is None for heading in read_text(file, read.markdown).headings):
        told.append(
            Message(
                "its headings are not those of the original, one for one; give each the id that it has there",
                "标题和原文不是一一对应；请照原文给每个标题写上代号",
            )
        )
    if read.photos:
        told.append(Message("its pictures are left out: photos stand in the original", "图片没有带入：照片以原文为准"))
    body = re.sub(r"^!\[[^\]\n]*\]\(photos/[^)\n]*\)\n*", "", read.markdown, flags=re.MULTILINE)
    content = translation(read.opening.title, body, spoken).encode("utf-8")
    return Arrived(slug=slug, path=file, files={file: content}, told=tuple(told), lost=tuple(read.lost))


def write(root: Path, arrived: Arrived) -> None:
    """Write what arrived; a new chapter's folder appears whole, and nothing is overwritten."""
    if not (root / CHAPTERS / arrived.slug).exists():
        write_folder(root, arrived.slug, arrived.files)
        return
    for path, content in arrived.files.items():
        with (root / path).open("xb") as file:
            file.write(content)


def _read(book: Book, path: Path, language: str, chapter: Chapter | None = None) -> _Read:
    opened = open_document(path)
    lost: list[Message] = []
    with tempfile.TemporaryDirectory(prefix="casebook-") as name:
        folder = Path(name)
        document, properties = _document(opened, folder, lost)
        blocks, more = cleaned(document.blocks)
        lost += more
        opening = read_opening(blocks, document.meta, properties, path.stem)
        picturing = Picturing(folder=folder, beside=path.parent, lost=lost)
        blocks = picturing.with_photos(with_headings(opening.blocks))
        markdown = pandoc.write(document, blocks)
    body = mended(_unescaped(markdown), book.languages[language].tag, names_of(book))
    text = read_text(PurePosixPath(path.name), body)
    body = with_heading_ids(text, chapter.text if chapter else None)
    if not body.strip():
        raise CannotImport("there is no text in this file", "文件里没有正文")
    return _Read(opening=opening, markdown=body, photos=picturing.photos, lost=lost)


def _document(opened: Opened, folder: Path, lost: list[Message]) -> tuple[pandoc.Document, dict[str, str]]:
    if opened.format == "docx":
        content, found = cleaned_word(opened.parts)
        lost += found
        return pandoc.read("docx", content, folder), properties_of(opened.parts)
    if opened.format == "odt":
        content, found = cleaned_opendocument(opened.parts)
        lost += found
        return pandoc.read("odt", content, folder), properties_of(opened.parts)
    if opened.format == "rtf":
        document = pandoc.read("rtf", cleaned_rtf(opened.content), folder)
        lost += losses_of_rtf(opened.content, json.dumps(document.blocks).count('"t": "Note"'))
        # What RTF calls its title is a property of the file, which programs fill in.
        return replace(document, meta={}), {"title": plain_meta(document.meta.get("title"))}
    text = decoded(opened.content).replace("\r\n", "\n").replace("\r", "\n")
    cut = split_front_matter(Source(path=PurePosixPath("text"), text=text))
    if opened.format == "markdown":
        document = pandoc.read("markdown", (cut.body if cut else text).encode("utf-8"), folder)
        said = _metadata(cut.yaml if cut else "")
        title = {"title": {"t": "MetaString", "c": said["title"]}} if "title" in said else {}
        return replace(document, meta=title), said
    lines = [line for line in text.split("\n") if line.strip()]
    blocks: list[pandoc.Node] = [{"t": "Para", "c": words(line.replace("\t", " "))} for line in lines]
    return pandoc.Document(blocks=blocks, meta={}, version=(1, 23)), {}


def _metadata(yaml: str) -> dict[str, str]:
    read = read_yaml(PurePosixPath("metadata"), yaml)
    value = {} if isinstance(read, list) or not isinstance(read.value, dict) else read.value
    names = {"title": "title", "author": "creator", "date": "modified"}
    return {names[key]: str(value[key]) for key in names if isinstance(value.get(key), (str, int))}


def _unescaped(markdown: str) -> str:
    """Take back what pandoc escapes for the sake of Markdown dialects that read quotation marks and dashes."""
    return re.sub(r"\\([\"'])", r"\1", markdown)


def _free_slug(root: Path, book: Book, title: str, wanted: str | None) -> str:
    if wanted is None:
        return kebab(title, taken=taken(root, book), otherwise="chapter")
    if refused := why_not(root, book, wanted):
        raise CannotImport(refused.en, refused.zh)
    return wanted


def _author(book: Book, name: str) -> tuple[str, list[Message]]:
    if not name or (person_in(book, name) is None and (_NOBODY.search(name) or not _NAME.fullmatch(name))):
        return "", []
    if known := person_in(book, name):
        return known, []
    identity = person_id(name)
    entry = f"{identity}:\n  name: {{{book.source}: {scalar(name)}}}\n  role: principal"
    return identity, [
        Message(
            f"the author '{name}' is not in chapters/people.yml yet; if the name may be given, add:\n{entry}",
            f"作者“{name}”还不在 chapters/people.yml 里；同意署名的，请加上：\n{entry}",
        )
    ]
