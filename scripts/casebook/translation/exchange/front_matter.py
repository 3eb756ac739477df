"""One value of a YAML text changed or added, and everything else of it left as somebody wrote it.

Comments, the order of keys, quotation marks and line breaks stay. Every edit is proved: read again, the text must say
what it said before, but for the one value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, Union

import yaml

Path: TypeAlias = tuple[str | int, ...]
Tree: TypeAlias = Union[str, list["Tree"], dict[str, "Tree"], None]  # noqa: UP007  # `|` cannot hold a name in quotes


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters from `start` to `end` of a text, and what stands there instead."""

    start: int
    end: int
    new: str

    def on(self, text: str) -> str:
        """Give the text with the edit made."""
        return text[: self.start] + self.new + text[self.end :]


class CannotEdit(Exception):
    """No way of writing the value keeps the rest as it is."""


def value_edit(text: str, path: Path, value: Tree) -> Edit:
    """Give the edit that makes a readable YAML mapping say `value` at a path.

    Raises:
        CannotEdit: it would say something else.
    """
    wanted = _with(_load(text), path, value)
    for edit in _candidates(text, path, value):
        try:
            said = _load(edit.on(text))
        except yaml.YAMLError:
            continue
        if said == wanted:
            return edit
    raise CannotEdit(".".join(map(str, path)))


def _load(text: str) -> Tree:
    tree: Tree = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # it makes nothing but texts, lists and mappings
    return _stripped(tree)


def _stripped(tree: Tree) -> Tree:
    if isinstance(tree, dict):
        return {key: _stripped(part) for key, part in tree.items()}
    if isinstance(tree, list):
        return [_stripped(part) for part in tree]
    return tree.strip() if isinstance(tree, str) else tree


def _with(tree: Tree, path: Path, value: Tree) -> Tree:
    if not path:
        return _stripped(value)
    first, *rest = path
    if isinstance(first, int):
        items = list(tree) if isinstance(tree, list) else []
        if first == len(items):
            items.append(None)
        items[first] = _with(items[first], tuple(rest), value)
        return items
    keys = dict(tree) if isinstance(tree, dict) else {}
    keys[first] = _with(keys.get(first), tuple(rest), value)
    return keys


def _candidates(text: str, path: Path, value: Tree) -> Iterator[Edit]:
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    for depth, part in enumerate(path):
        child = _child(node, part)
        if child is None or (depth + 1 < len(path) and isinstance(child, yaml.ScalarNode)):
            if child is not None:
                # `glance:` with nothing after it: the value becomes a mapping on the same line.
                yield Edit(child.start_mark.index, child.end_mark.index, " " + _flow(_nested(path[depth + 1 :], value)))
                return
            yield from _additions(text, node, part, _nested(path[depth + 1 :], value))
            return
        node = child
    if isinstance(node, yaml.ScalarNode) and isinstance(value, str):
        start, end = node.start_mark.index, node.end_mark.index
        for written in _scalars(node, text[start:end], value):
            yield Edit(start, end, written if end > start else f" {written}")


def _child(node: yaml.Node | None, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        found: yaml.Node = node.value[part]
        return found
    return None


def _nested(path: Path, value: Tree) -> Tree:
    for part in reversed(path):
        value = [value] if isinstance(part, int) else {part: value}
    return value


def _scalars(node: yaml.ScalarNode, old: str, value: str) -> Iterator[str]:
    """Give ways to write a value, the one that was used before first."""
    single = "'" + value.replace("'", "''") + "'"
    if node.style in ("|", ">"):
        header, _, rest = old.partition("\n")
        first = next((line for line in rest.split("\n") if line.strip()), "")
        indent = first[: len(first) - len(first.lstrip(" "))] or "  "
        yield f"{header}\n{indent}{value}" + rest[len(rest.rstrip("\n")) :]
    elif node.style == "'":
        yield single
    elif node.style is None:
        if _plain(value) == value:
            yield value
        yield single if '"' in value else _quoted(value)
    yield _quoted(value) + old[len(old.rstrip("\n")) :]


def _additions(text: str, node: yaml.Node | None, part: str | int, value: Tree) -> Iterator[Edit]:
    """Give ways to put a new key or item at the end of a mapping or list."""
    if not isinstance(node, yaml.CollectionNode):
        yield Edit(0, len(text), "".join(_lines(value, part, "")))
        return
    if node.flow_style:
        here = node.end_mark.index - 1
        written = _flow(value) if isinstance(part, int) else f"{part}: {_flow(value)}"
        yield Edit(here, here, f", {written}" if node.value else written)
        return
    last = _end(node)
    line_end = text.find("\n", last)
    indent = " " * node.start_mark.column
    added = "".join(_lines(value, part, indent))
    if last and text[last - 1] == "\n":  # a block scalar ends with its line
        yield Edit(last, last, added)
    elif line_end < 0:
        yield Edit(len(text), len(text), f"\n{added.removesuffix(chr(10))}")
    else:
        yield Edit(line_end + 1, line_end + 1, added)


def _end(node: yaml.Node) -> int:
    """Give where the last visible character of a node ends; its own mark may lie behind comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return end


def _lines(value: Tree, part: str | int, indent: str) -> Iterator[str]:
    """Write one key or item in the block style."""
    lead = f"{indent}- " if isinstance(part, int) else f"{indent}{part}:"
    if isinstance(value, dict) and isinstance(part, int):
        first, *rest = value.items()
        head = "".join(_lines(first[1], first[0], f"{indent}  "))
        yield lead + head.removeprefix(f"{indent}  ")
        for key, each in rest:
            yield from _lines(each, key, f"{indent}  ")
    elif isinstance(value, (dict, list)):
        yield f"{lead}\n"
        inner: list[tuple[str | int, Tree]] = [*(value.items() if isinstance(value, dict) else enumerate(value))]
        for name, each in inner:
            yield from _lines(each, name, f"{indent}  ")
    else:
        yield f"{lead}{'' if isinstance(part, int) else ' '}{_plain(value or '')}\n"


def _plain(value: str) -> str:
    """Write a value without quotation marks, unless it would then be a number, a date, or something else."""
    try:
        return value if value and yaml.safe_load(f"a: {value}") == {"a": value} else _quoted(value)
    except (yaml.YAMLError, ValueError):
        return _quoted(value)


def _flow(value: Tree) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return _quoted(value or "")


def _quoted(value: str) -> str:
    # A JSON string is a YAML double-quoted scalar, but for the characters that YAML takes for line ends or refuses.
    written = json.dumps(value, ensure_ascii=False)
    return "".join(
        f"\\u{ord(each):04x}" if each in "\x7f\x85\u2028\u2029\ufeff\ufffe\uffff" or "\x80" <= each <= "\x9f" else each
        for each in written
    )
