"""The text of a chapter or hand-written page as HTML for one page of the site.

Links between files become links between pages, the practice that a passage tells of is named at its heading, and
where a translation is behind, the reader is told at the passage itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from markupsafe import escape

from casebook.manuscript import BlockKind, Text
from casebook.manuscript.reference import ToFile, ToPage, resolve
from casebook.translation import GroupState, Status, TranslationState
from casebook.translation.difference import as_html, difference

from .address import Address
from .notes import Note, note_to_number
from .pictures import COLUMN, picture_html, renditions_of
from .prose import Anchor, NoteMark, Part, Passage, Photo, Target
from .view import View


def lay_out(
    view: View,
    text: Text,
    here: Address,
    *,
    language: str,
    marks: Mapping[str, str] | None = None,
) -> list[str]:
    """Give the blocks of a text as HTML for the page at `here`.

    `language` is that of the text; `marks` are lines of HTML by heading id, and each is put before its heading. What
    refers to a note waits for its number, and the blocks of notes are empty: see `notes.numbered`.
    """
    headings = {heading.line: heading.id or "" for heading in text.headings}
    setting = Setting(view, text, here, language)
    laid: list[str] = []
    for block, passage in zip(text.blocks, view.proses.of(text, language), strict=True):
        written = "" if block.kind is BlockKind.FOOTNOTE else setting.fill(passage)
        if marks and (mark := marks.get(headings.get(block.first, ""))):
            written = f"{mark}\n{written}"
        laid.append(written)
    return laid


def notes_of(view: View, text: Text, here: Address, *, language: str) -> dict[tuple[str, str], Note]:
    """Give the notes of a text for the page at `here`, by the code of its language and their label."""
    setting = Setting(view, text, here, language)
    tag = "" if language == view.code else view.book.languages[language].tag
    found: dict[tuple[str, str], list[str]] = {}
    for passage in view.proses.of(text, language):
        if passage.note:
            found.setdefault((language, passage.note), []).append(setting.fill(passage))
    return {key: Note(html="\n".join(blocks), tag=tag) for key, blocks in found.items()}


class Setting:
    """How the passages of one text are filled in on one page; `sizes` say how wide photos stand there."""

    def __init__(self, view: View, text: Text, here: Address, language: str, *, sizes: str = COLUMN) -> None:
        self._view = view
        self._text = text
        self._here = here
        self.language = language
        self._sizes = sizes

    def fill(self, passage: Passage) -> str:
        """Give a passage as HTML."""
        return "".join(part if isinstance(part, str) else self._filled(part) for part in passage.parts)

    def anchor(self, identity: str) -> str:
        """Give the id that a heading has on this page."""
        return identity

    def note_mark(self, label: str) -> str:
        """Give what refers to a note."""
        return note_to_number(self.language, label)

    def _filled(self, part: Part) -> str:
        match part:
            case Target(written=written):
                return str(escape(self._target(written)))
            case Photo():
                return self._photo(part)
            case Anchor(id=identity):
                return f' id="{escape(self.anchor(identity))}"'
            case NoteMark(label=label):
                return self.note_mark(label)
        return str(escape(self._view.words["table"]))

    def _target(self, written: str) -> str:
        reference = resolve(self._view.book, self._text, written)
        if isinstance(reference, ToPage) and reference.kind != "here":
            return self._here.to(self._view.address(reference.kind, reference.id), reference.anchor)
        if isinstance(reference, ToFile):
            return self._here.to(published_file(self._view, reference.path).as_posix())
        return written

    def _photo(self, photo: Photo) -> str:
        reference = resolve(self._view.book, self._text, photo.written)
        picture = self._view.book.pictures.get(reference.path) if isinstance(reference, ToFile) else None
        if picture is None or not isinstance(reference, ToFile):
            return f'<img src="{escape(photo.written)}" alt="{escape(photo.label)}">'
        return picture_html(
            self._here, reference.path, picture, label=photo.label, title=photo.title, sizes=self._sizes
        )


def published_file(view: View, path: PurePosixPath) -> PurePosixPath:
    """Give where a file of the book is published: of a photo the largest copy, never the file itself."""
    picture = view.book.pictures.get(path)
    return renditions_of(path, picture)[-1].path if picture else path


def practice_marks(view: View, here: Address, uses: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """Give the line of HTML that names the practices at a heading, by heading id.

    `uses` are heading id, practice id and the practice's name.
    """
    marks: dict[str, list[str]] = {}
    for anchor, practice, name in uses:
        link = f'<a href="{escape(here.to(view.address("practices", practice)))}">{escape(name)}</a>'
        marks.setdefault(anchor, []).append(link)
    label = escape(view.words["practice_begins"] + view.words["colon"])
    return {
        anchor: f'<p class="mark" lang="{view.language.tag}"><span class="visually-hidden">{label}</span>'
        f"{view.words['list_comma'].join(links)}</p>"
        for anchor, links in marks.items()
    }


def with_state(view: View, blocks: list[str], source: Text, here: Address, state: TranslationState) -> list[str]:
    """Put into the blocks of a translation what its readers must know: what is stale, and what is not there yet."""
    tag = view.book.languages[view.book.source].tag
    source_blocks = lay_out(view, source, here, language=view.book.source)
    status = {position: group for group in state.groups for position in group.target}
    after = missing_after(state)
    result = [_untranslated(view, source_blocks[position], tag) for position in after.get(-1, ())]
    for position, block in enumerate(blocks):
        group = status.get(position)
        if group and group.status is Status.STALE and position == group.target[0]:
            result.append(_stale(view, group, source, tag))
        # What waits for a translator is shown in the original, and not as the comment that it stands in.
        if group is None or group.status is not Status.MISSING:
            result.append(block)
        result.extend(_untranslated(view, source_blocks[missing], tag) for missing in after.get(position, ()))
    return result


def missing_after(state: TranslationState) -> dict[int, list[int]]:
    """Say after which block of the translation each untranslated block of the original belongs; -1 is the beginning."""
    after: dict[int, list[int]] = {}
    last = -1
    for group in state.groups:
        if group.target:
            last = max(last, *group.target)
        if group.status is Status.MISSING:
            after.setdefault(last, []).extend(group.source)
    return after


def _stale(view: View, group: GroupState, source: Text, tag: str) -> str:
    """Give the mark before a stale passage; opened, it shows word by word what changed in the original since."""
    before = "\n\n".join(group.group.source if group.group else ())
    now = "\n\n".join(source.blocks[position].text for position in group.source)
    words = as_html(difference(before, now))
    return (
        f'<details class="stale-mark"><summary>{escape(view.words["stale_mark"])}</summary>'
        f'<p lang="{tag}">{words}</p></details>'
    )


def _untranslated(view: View, block: str, tag: str) -> str:
    mark = escape(view.words["missing_mark"])
    return f'<div class="untranslated">\n<p class="stale-mark">{mark}</p>\n<div lang="{tag}">\n{block}\n</div>\n</div>'


def in_language(blocks: list[str], tag: str) -> list[str]:
    """Wrap a whole text that is in another language than its page."""
    return [f'<div class="original" lang="{tag}">', *blocks, "</div>"]
