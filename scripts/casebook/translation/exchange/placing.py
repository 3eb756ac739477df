"""Changed units → the file of the translation, each at its own blocks or key, and no byte beside them touched.

What comes out is read again: its blocks must be the old ones with the new ones in their places. A text that runs into
its neighbours, an unclosed fence for instance, is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from casebook.manuscript import Message, Text, read_text
from casebook.manuscript.source import FrontMatter, Source, read_source, split_front_matter
from casebook.manuscript.yamltext import YamlText, read_yaml
from casebook.translation.state import GroupState

from .front_matter import CannotEdit, Path, Tree, value_edit
from .splicing import splice

_EMPTY = '---\ntitle: ""\nsummary: ""\n---\n'
"""A translation in which nothing is said yet."""


class Unplaceable(Exception):
    """A text that cannot stand where it belongs; nothing was written."""

    def __init__(self, unit: str, en: str, zh: str) -> None:
        super().__init__(f"{unit}: {en}")
        self.unit = unit
        self.message = Message(en, zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A file with the changes in it."""

    content: bytes
    blocks: Mapping[str, tuple[str, ...]]
    """The blocks that each changed passage has now, by the id of its unit."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """Blocks from `first` up to `last` of the old text, and what stands there now; an insertion takes none."""

    first: int
    last: int
    text: str
    parts: tuple[str, ...]
    """The text as blocks."""
    unit: str


def place(
    path: PurePosixPath, content: bytes | None, passages: Sequence[GroupState], changes: Mapping[str, str]
) -> Placed:
    """Write changed units into a translation, or into a new one where there is none.

    `changes` are new texts by unit id; `passages` are those of the file as it is.

    Raises:
        Unplaceable: a text cannot stand where it belongs.
    """
    raw = content.decode("utf-8") if content is not None else _EMPTY
    for unit, value in changes.items():
        if unit.startswith("meta:"):
            raw = _with_value(path, raw, unit, value)
    cut, start = _cut(path, raw)
    text = read_text(path, cut.body, first_line=cut.body_line)
    edits, blocks = _edits(path, text, passages, changes)
    offsets = _line_offsets(cut.body, start)
    # From the end to the beginning, so that positions before an edit still hold; `sorted` is stable, and so two
    # insertions at one place keep their order.
    for edit in sorted(edits, key=lambda each: each.first)[::-1]:
        raw = _with_edit(raw, text, edit, offsets, start + len(cut.body))
    if edits and not text.blocks:
        raw = raw.rstrip("\n") + "\n"
    after, _ = _cut(path, raw)
    now = [block.text for block in read_text(path, after.body).blocks]
    if now != _expected(text, edits):
        raise Unplaceable(
            edits[0].unit,
            "with the new texts, passages run into their neighbours: look for unclosed fences, brackets or HTML",
            "新的文字会与前后段落连在一起：请检查未闭合的代码块、括号或 HTML",
        )
    return Placed(content=raw.encode("utf-8"), blocks=blocks)


def _cut(path: PurePosixPath, raw: str) -> tuple[FrontMatter, int]:
    """Cut metadata from body; also say at which character of the text as it is read the body begins."""
    source = read_source(path, raw.encode("utf-8"))
    cut = split_front_matter(source) if isinstance(source, Source) else None
    if cut is None or not isinstance(source, Source):
        raise Unplaceable(str(path), "the file does not open with metadata", "文件开头没有元数据")
    return cut, len(source.text) - len(cut.body)


def _line_offsets(body: str, start: int) -> list[int]:
    offsets = [start]
    for line in body.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    return offsets


# ---- the body


def _edits(
    path: PurePosixPath, text: Text, passages: Sequence[GroupState], changes: Mapping[str, str]
) -> tuple[list[_Edit], dict[str, tuple[str, ...]]]:
    """Say what to do with the blocks of the old text, in reading order."""
    edits: list[_Edit] = []
    blocks: dict[str, tuple[str, ...]] = {}
    behind = 0
    for passage in passages:
        if (new := changes.get(passage.id)) is not None:
            parts = tuple(block.text for block in read_text(path, new).blocks) or (new,)
            blocks[passage.id] = parts
            edits += _at(passage, text, new, parts, behind)
        if passage.target:
            behind = max(passage.target) + 1
    return edits, blocks


def _at(passage: GroupState, text: Text, new: str, parts: tuple[str, ...], behind: int) -> list[_Edit]:
    old = sorted(passage.target)
    if not old:
        return [_Edit(behind, behind, new, parts, passage.id)]
    if len(parts) == len(old):
        # What stands between the blocks, if only empty lines, stays as it is.
        return [
            _Edit(position, position + 1, part, (part,), passage.id)
            for position, part in zip(old, parts, strict=True)
            if text.blocks[position].text != part
        ]
    if old[-1] - old[0] + 1 != len(old):
        raise Unplaceable(
            passage.id,
            "its parts stand apart in the file and their number has changed; edit the file itself",
            "这一单元的几段在文件里不相邻，而段数又变了；请直接改文件",
        )
    return [_Edit(old[0], old[-1] + 1, new, parts, passage.id)]


def _with_edit(raw: str, text: Text, edit: _Edit, offsets: list[int], end_of_text: int) -> str:
    if edit.last > edit.first:
        first, last = text.blocks[edit.first], text.blocks[edit.last - 1]
        return splice(raw, offsets[first.first], offsets[last.last] - 1, edit.text)
    if edit.first:
        here = offsets[text.blocks[edit.first - 1].last] - 1
        return splice(raw, here, here, f"\n\n{edit.text}")
    if text.blocks:
        here = offsets[text.blocks[0].first]
        return splice(raw, here, here, f"{edit.text}\n\n")
    return splice(raw, end_of_text, end_of_text, f"{edit.text}\n\n" if raw.endswith("\n") else f"\n{edit.text}")


def _expected(text: Text, edits: list[_Edit]) -> list[str]:
    """Give the blocks that the new text must have."""
    before: list[list[str]] = [[] for _ in range(len(text.blocks) + 1)]
    gone: set[int] = set()
    for edit in edits:
        before[edit.first] += edit.parts
        gone.update(range(edit.first, edit.last))
    result: list[str] = []
    for position, block in enumerate(text.blocks):
        result += before[position]
        if position not in gone:
            result.append(block.text)
    return result + before[-1]


# ---- the metadata


def _with_value(path: PurePosixPath, raw: str, unit: str, value: str) -> str:
    cut, _ = _cut(path, raw)
    keys = unit.removeprefix("meta:").split(".")
    start = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").index("\n") + 1
    try:
        key_path, each = _value(path, cut.yaml, keys, value)
        edit = value_edit(cut.yaml, key_path, each)
    except CannotEdit as error:
        raise Unplaceable(
            unit, f"the metadata cannot hold this text at '{error}'", f"元数据的“{error}”处写不下这段文字"
        ) from error
    return splice(raw, start + edit.start, start + edit.end, edit.new)


def _value(path: PurePosixPath, yaml: str, keys: list[str], value: str) -> tuple[Path, Tree]:
    """Say where a text of the metadata stands; of practices with one id, which of them."""
    if keys[0] != "practices":
        return tuple(keys), value
    _, practice, *turn, key = keys
    read = read_yaml(path, yaml)
    tree = read.value if isinstance(read, YamlText) and isinstance(read.value, dict) else {}
    items = tree.get("practices")
    items = items if isinstance(items, list) else []
    found = [index for index, item in enumerate(items) if isinstance(item, dict) and item.get("id") == practice]
    number = int(turn[0]) if turn else 1
    if number <= len(found):
        return ("practices", found[number - 1], key), value
    return ("practices", len(items)), {"id": practice, key: value}
