"""The text of a chapter or hand-written page → the Markdown that the renderer gets.

Links between files become links between pages, the practice that a passage tells of is named at its heading, and
where a translation is behind, the reader is told at the passage itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from markupsafe import escape

from casebook.manuscript import BlockKind, Text
from casebook.manuscript.reference import ToFile, ToPage, resolve
from casebook.translation import GroupState, Status, TranslationState
from casebook.translation.difference import as_html, difference

from .address import Address
from .pictures import COLUMN, picture_html, renditions_of
from .templating import HAN, HAN_RUN
from .view import View

_WRAP_IN_HAN = re.compile(rf"(?<=[{HAN}])\n(?=[{HAN}])")
_AFTER_TARGET = re.compile(
    r""">?(?:\s+(?:"(?P<a>(?:[^"\\]|\\.)*)"|'(?P<b>(?:[^'\\]|\\.)*)'|\((?P<c>[^()]*)\)))?\s*\)(?:\{[^{}\n]*\})?"""
)
"""What may stand behind the target of an image: its title, and attributes, which are not for photos."""
_FOREIGN = re.compile(
    # Code, images and targets of links stay as they are: a tag inside them would be shown, or break them.
    r"(?P<kept>(?P<ticks>`+).+?(?P=ticks)|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|<[^>]*>)"
    rf"|(?P<han>{HAN_RUN})",
    re.DOTALL,
)


def lay_out(
    view: View,
    text: Text,
    here: Address,
    *,
    language: str,
    marks: Mapping[str, str] | None = None,
    sizes: str = COLUMN,
) -> list[str]:
    """Give the blocks of a text as Markdown for the page at `here`.

    `language` is that of the text; `marks` are lines of HTML by heading id, and each is put before its heading;
    `sizes` say how wide photos stand on that page.
    """
    lines = _with_pictures(view, text, here, sizes).split("\n")
    is_chinese = view.book.languages[language].tag.startswith("zh")
    links = iter(
        sorted(
            (link for link in text.links if not link.is_image), key=lambda link: (link.place.line, link.place.column)
        )
    )
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
        new = here.to(_published_file(view, reference.path).as_posix())
    else:
        return row
    return row.replace(f"]({target}", f"]({new}", 1) if f"]({target}" in row else row.replace(target, new, 1)


def _published_file(view: View, path: PurePosixPath) -> PurePosixPath:
    """Give where a file of the book is published: of a photo the largest copy, never the file itself."""
    picture = view.book.pictures.get(path)
    return renditions_of(path, picture)[-1].path if picture else path


def _with_pictures(view: View, text: Text, here: Address, sizes: str) -> str:
    """Give the Markdown of a text in which each image is the element that shows the photo; lines stay lines."""
    markdown = text.markdown
    images = [link for link in text.links if link.is_image]
    if not images:
        return markdown
    starts = [0, *(match.end() for match in re.finditer("\n", markdown))]
    places = {starts[link.place.line - text.first_line] + link.place.column - 1: link for link in images}
    # From the last to the first, so that the places of those before stay what they are.
    for at, link in sorted(places.items(), key=lambda item: item[0], reverse=True):
        reference = resolve(view.book, text, link.target)
        after = _AFTER_TARGET.match(markdown, at + len(link.target))
        start = _start_of_image(markdown, at)
        if isinstance(reference, ToFile) and after and start is not None:
            title = after["a"] or after["b"] or after["c"] or ""
            shown = picture_html(
                here,
                reference.path,
                view.book.pictures[reference.path],
                label=link.label,
                title=title,
                sizes=sizes,
            )
            breaks = markdown.count("\n", start, after.end())
            markdown = markdown[:start] + shown.replace(" ", "\n", breaks) + markdown[after.end() :]
    return markdown


def _start_of_image(markdown: str, target: int) -> int | None:
    """Find the `![` of the image whose target stands there; its label may hold brackets, in pairs."""
    depth = 0
    for at in range(markdown.rfind("](", 0, target), 0, -1):
        depth += (markdown[at] == "]") - (markdown[at] == "[")
        if depth == 0:
            return at - 1 if markdown[at - 1] == "!" else None
    return None


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
