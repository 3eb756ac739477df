"""The text of a chapter or hand-written page → the Markdown that the renderer gets.

Links between files become links between pages, the practice that a passage tells of is named at its heading, and
where a translation is behind, the reader is told at the passage itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import escape

from casebook.manuscript import BlockKind, Text
from casebook.manuscript.reference import ToFile, ToPage, resolve
from casebook.translation import GroupState, Status, TranslationState
from casebook.translation.difference import as_html, difference

from .address import Address
from .templating import HAN, HAN_RUN
from .view import View

_WRAP_IN_HAN = re.compile(rf"(?<=[{HAN}])\n(?=[{HAN}])")
_FOREIGN = re.compile(
    # Code, images and targets of links stay as they are: a tag inside them would be shown, or break them.
    r"(?P<kept>(?P<ticks>`+).+?(?P=ticks)|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|<[^>]*>)"
    rf"|(?P<han>{HAN_RUN})",
    re.DOTALL,
)


def lay_out(
    view: View, text: Text, here: Address, *, language: str, marks: Mapping[str, str] | None = None
) -> list[str]:
    """Give the blocks of a text as Markdown for the page at `here`.

    `language` is that of the text; `marks` are lines of HTML by heading id, and each is put before its heading.
    """
    lines = text.markdown.split("\n")
    is_chinese = view.book.languages[language].tag.startswith("zh")
    links = iter(sorted(text.links, key=lambda link: (link.place.line, link.place.column)))
    link = next(links, None)
    headings = {heading.line: heading for heading in text.headings}
    blocks: list[str] = []
    for block in text.blocks:
        rows = lines[block.first : block.last]
        while link is not None and link.place.line - text.first_line < block.last:
            row = link.place.line - text.first_line - block.first
            if 0 <= row < len(rows):
                rows[row] = _relink(view, text, here, rows[row], link.target)
            link = next(links, None)
        written = "\n".join(rows)
        if block.kind is BlockKind.PARAGRAPH:
            written = _WRAP_IN_HAN.sub("", written)
        if not is_chinese and block.kind not in (BlockKind.CODE, BlockKind.HTML):
            written = _FOREIGN.sub(_with_language, written)
        heading = headings.get(block.first)
        if marks and heading and heading.id and heading.id in marks:
            written = f"{marks[heading.id]}\n\n{written}"
        if block.kind is BlockKind.TABLE:
            # A wide table scrolls by itself, and the keyboard reaches it (WCAG 2.1.1); it is no landmark.
            label = escape(view.words["table"])
            opening = f'<div class="scroll" role="group" aria-label="{label}" tabindex="0" markdown="block">'
            written = f"{opening}\n\n{written}\n\n</div>"
        blocks.append(written)
    return blocks


def footnotes_place(text: Text) -> list[str]:
    """Give the line at which Python-Markdown puts the footnotes of a text, so that they come before the end matter."""
    return ["///Footnotes Go Here///"] if any(block.kind is BlockKind.FOOTNOTE for block in text.blocks) else []


def _with_language(match: re.Match[str]) -> str:
    return match[0] if match["kept"] else f'<span lang="zh-Hans">{match["han"]}</span>'


def _relink(view: View, text: Text, here: Address, row: str, target: str) -> str:
    reference = resolve(view.book, text, target)
    if isinstance(reference, ToPage) and reference.kind != "here":
        new = here.to(view.address(reference.kind, reference.id), reference.anchor)
    elif isinstance(reference, ToFile):
        new = here.to(published_file(reference.path.as_posix()))
    else:
        return row
    return row.replace(f"]({target}", f"]({new}", 1) if f"]({target}" in row else row.replace(target, new, 1)


def published_file(path: str) -> str:
    """Give the address of a photo or other file on the site, by its path in the book."""
    return path


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
    after = _missing_after(state)
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


def _missing_after(state: TranslationState) -> dict[int, list[int]]:
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
    return (
        f'<div class="untranslated" markdown="block">\n<p class="stale-mark">{mark}</p>\n'
        f'<div lang="{tag}" markdown="block">\n\n{block}\n\n</div>\n</div>'
    )


def in_language(blocks: list[str], tag: str) -> list[str]:
    """Wrap a whole text that is in another language than its page."""
    return [f'<div class="original" lang="{tag}" markdown="block">', *blocks, "</div>"]
