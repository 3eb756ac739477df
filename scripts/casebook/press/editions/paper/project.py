"""An edition → the files of a Typst project: its chapters and sections, one that puts them in order, and settings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.edition import Contributor, Edition, Part, Scope, Section, Words
from casebook.press.caching import Cache

from .faces import NARROW, Faces
from .source import Passage, quoted, write_sources

_MARGINS = {"inside": 33.0, "outside": 29.5, "top": 29.0, "bottom": 27.0}
"""Of an A4 page, in mm: between them stand 38 Chinese characters of 11 points."""
_LATIN_MARGINS = {**_MARGINS, "inside": 36.0, "outside": 39.0}
_PARALLEL_MARGINS = {**_MARGINS, "inside": 24.0, "outside": 20.0}
_SIZE, _LATIN_SIZE, _PARALLEL_SIZE = 11, 11.5, 10
_TITLES = ((8, 46), (11, 38), (16, 29), (24, 26), (999, 22))
"""By the width of a title in ems, how large it stands on the cover, in points."""
_IMPORT = '#import "/book.typ": *\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A chapter, a section, or the word that opens a part."""

    file: str
    title: str
    """What people call it, for those who must mend it."""
    tag: str
    passage: Passage


def pieces_of(edition: Edition) -> list[Piece]:
    """List everything in an edition that has a text, in its order."""
    lift = 0 if has_parts(edition) else 1
    return [
        *(_piece(each.id, each.title, Passage(content=each.content)) for each in edition.front),
        *(piece for part in edition.parts for piece in _pieces_of_part(part, lift)),
        *(
            _piece(each.id, each.title, Passage(content=each.content, leaders=each.kind == "practices"))
            for each in edition.back
        ),
    ]


def _pieces_of_part(part: Part, lift: int) -> Iterator[Piece]:
    yield _piece(part.id, part.title, Passage(content=part.content))
    for chapter in part.chapters:
        yield _piece(chapter.id, chapter.title, Passage(content=chapter.content, lift=lift))


def has_parts(edition: Edition) -> bool:
    """Whether chapters stand in parts that readers see."""
    return edition.scope is Scope.WHOLE


def margins_of(edition: Edition) -> Mapping[str, float]:
    """Give the margins of a page in mm: `inside` and `outside`, for it is printed on both sides, `top` and `bottom`."""
    if edition.parallel:
        return _PARALLEL_MARGINS
    return _MARGINS if edition.tag.startswith("zh") else _LATIN_MARGINS


def _size(edition: Edition) -> float:
    if edition.parallel:
        return _PARALLEL_SIZE
    return _SIZE if edition.tag.startswith("zh") else _LATIN_SIZE


def project_of(edition: Edition, faces: Faces, cache: Cache) -> dict[str, bytes]:
    """Give the files of an edition by name, without the template and pictures."""
    pieces = pieces_of(edition)
    sources = write_sources([each.passage for each in pieces], cache)
    files = {
        "main.typ": _main(edition),
        "edition.json": json.dumps(_settings(edition, faces), ensure_ascii=False),
        **{piece.file: _IMPORT + source for piece, source in zip(pieces, sources, strict=True)},
    }
    return {name: text.encode("utf-8") for name, text in files.items()}


def _piece(id_: str, title: Words, passage: Passage) -> Piece:
    return Piece(file=_file(id_), title=title.text, tag=title.tag, passage=passage)


def _file(id_: str) -> str:
    return f"texts/{id_}.typ"


def _main(edition: Edition) -> str:
    """Give the file that puts an edition in order: a single chapter begins with itself, and saves five sheets."""
    lines = [_IMPORT, "#show: book"]
    matter = [
        _section(each, edition, follows=number > 0 and each.title.tag == edition.front[number - 1].title.tag)
        for number, each in enumerate(edition.front)
    ]
    is_single = len(edition.chapters) == 1 and edition.scope is Scope.CHAPTERS
    if not is_single:
        lines += [*_opening(edition), *matter, '#show: afresh.with("1")']
    for part in edition.parts:
        if has_parts(edition):
            lines.append(_part(part, edition))
        lines += [_chapter(each, edition) for each in part.chapters]
    lines += [_section(each, edition, follows=False) for each in edition.back]
    if is_single:
        lines += matter
    return "\n".join(lines) + "\n"


def _opening(edition: Edition) -> list[str]:
    """Give what stands before the first word: cover, title page and imprint on its back, contents."""
    cover = ['#cover("/motif.svg")[']
    if has_parts(edition):
        cover += ["]", "#blank()", "#title-page()"]
    else:
        cover += [*(_include(part.id) for part in edition.parts), "]"]
    return [*cover, "#imprint[", *_imprint(edition), "]", '#show: afresh.with("i")', "#contents()"]


def _section(section: Section, edition: Edition, *, follows: bool) -> str:
    return _call("section", section.id, section.title, edition, [f"follows: {str(follows).lower()}"])


def _chapter(chapter: Section, edition: Edition) -> str:
    return _call("chapter", chapter.id, chapter.title, edition, [*_second(chapter.second), quoted(chapter.kicker)])


def _part(part: Part, edition: Edition) -> str:
    rows = ((each.id, each.title.text, each.kicker) for each in part.chapters)
    listed = "".join(f"({', '.join(quoted(said) for said in row)})," for row in rows)
    return f"{_call('part', part.id, part.title, edition, _second(part.second))}[#listing(({listed}))]"


def _call(name: str, id_: str, title: Words, edition: Edition, more: Sequence[str]) -> str:
    said = [quoted(id_), quoted(title.text), quoted(_tag(title, edition)), *more]
    return f"#{name}({', '.join(said)})[{_include(id_)}]"


def _second(title: Words | None) -> list[str]:
    return [quoted(title.text), quoted(title.tag)] if title else ['""', '""']


def _include(id_: str) -> str:
    return f"#include {quoted('/' + _file(id_))}"


def _tag(words: Words, edition: Edition) -> str:
    """Give the language of words where it is not the edition's."""
    return "" if words.tag == edition.tag else words.tag


def _imprint(edition: Edition) -> Iterator[str]:
    words = edition.words
    dated = words.say("edition_date", date=words.date(edition.date.isoformat()))
    told = [
        edition.book.text if edition.book else edition.title.text,
        words.say("foot_rights", licence=edition.licence),
        f"{dated} · {edition.url}",
        words["edition_printing"],
    ]
    for each in told:
        yield f"#text({quoted(each)})\n"


def _settings(edition: Edition, faces: Faces) -> dict[str, object]:
    words = edition.words
    subtitle = edition.subtitle
    people = [words.say("by", names=words.join(_names(edition.creators)))] if edition.creators else []
    if edition.translators:
        people.append(words.say("translated_by", names=words.join(_names(edition.translators))))
    return {
        "tag": edition.tag,
        "title": edition.title.text,
        "title-tag": _tag(edition.title, edition),
        "title-size": next(points for most, points in _TITLES if _ems(edition.title.text) <= most),
        "subtitle": subtitle.text if subtitle else "",
        "subtitle-tag": _tag(subtitle, edition) if subtitle else "",
        "document-title": _document_title(edition),
        "from": edition.book.text if edition.book else "",
        "from-tag": _tag(edition.book, edition) if edition.book else "",
        "languages": " · ".join(each.name for each in edition.spoken) if edition.parallel else "",
        "authors": _names(edition.creators),
        "people": people,
        "note": edition.note,
        "description": subtitle.text if subtitle else "",
        "date": {"year": edition.date.year, "month": edition.date.month, "day": edition.date.day},
        "dated": words.say("edition_date", date=words.date(edition.date.isoformat())),
        "margins": margins_of(edition),
        "size": _size(edition),
        "parts": has_parts(edition),
        "chapter-level": 2 if has_parts(edition) else 1,
        "contents-depth": 2 if has_parts(edition) else 1,
        "running": True,
        "faces": _faces(faces),
        "words": {"contents": words["edition_contents"], "page": words["edition_page"]},
    }


def _names(people: Sequence[Contributor]) -> list[str]:
    return [each.name.text for each in people]


def _faces(faces: Faces) -> dict[str, object]:
    return {"chinese": faces.chinese, "latin": faces.latin, "narrow": NARROW, "mono": faces.mono}


def _document_title(edition: Edition) -> str:
    return f"{edition.title.text}: {edition.subtitle.text}" if edition.subtitle else edition.title.text


def _ems(title: str) -> float:
    return sum(1.0 if ord(each) > 0x2E80 else 0.5 for each in title)
