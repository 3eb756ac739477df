"""Metadata with their keys in the order of the form, at every depth; values and comments stay to the letter.

A comment above a key goes with it, and so does one behind its value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from .filling import form_at
from .form import Form
from .scalar import value_at
from .yamltext import Path, Plain, YamlText, read_yaml

_NOWHERE = PurePosixPath("metadata")


def with_keys_in_order(yaml: str, form: type[Form]) -> str:
    """Give metadata with all keys in the order of the form.

    A mapping with a key that the form does not know, or that would then say something else, is left as it is, and so
    are metadata that cannot be read.
    """
    read = read_yaml(_NOWHERE, yaml)
    if isinstance(read, list):
        return yaml
    for path in [*_mappings(read.value, ())]:
        inner = form_at(form, path)
        after = _ordered(read, path, list(inner.model_fields)) if inner else None
        again = read_yaml(_NOWHERE, after) if after is not None else None
        if isinstance(again, YamlText) and again.value == read.value:
            read = again
    return read.text


def _mappings(value: Plain, path: Path) -> Iterator[Path]:
    if isinstance(value, dict):
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, each in inner:
        yield from _mappings(each, (*path, part))


def _ordered(read: YamlText, path: Path, order: Sequence[str]) -> str | None:
    """Give the whole text with the keys of one mapping in order; None where they are, or where that cannot be done."""
    mapping = value_at(read, path)
    keys = list(mapping) if isinstance(mapping, dict) else []
    if any(key not in order for key in keys):
        return None
    ranked = sorted(range(len(keys)), key=lambda index: order.index(keys[index]))
    if ranked == list(range(len(keys))):
        return None
    starts = [read.keys[(*path, key)] for key in keys]
    ends = [read.spans[(*path, key)][1] for key in keys]
    if read.text[read.spans[path][0]] == "{":
        lines = [0, *(at + 1 for at, sign in enumerate(read.text) if sign == "\n")]
        begins = [lines[place.line - 1] + place.column - 1 for place in starts]
        return _in_brackets(read.text, begins, ends, ranked)
    lasts = [read.text.count("\n", 0, end) - (read.text[end - 1 : end] == "\n") for end in ends]
    return _in_lines(read.text.split("\n"), [(each.line - 1, each.column - 1) for each in starts], lasts, ranked)


def _in_brackets(text: str, begins: Sequence[int], ends: Sequence[int], ranked: Sequence[int]) -> str | None:
    """Put entries where others stood; what is between them stays, and must hold no comment that would stay too."""
    between = [text[end:begin] for end, begin in zip(ends, begins[1:], strict=False)]
    if any("#" in each for each in between) or "#" in text[ends[-1] :].partition("}")[0]:
        return None
    entries = [text[begins[index] : ends[index]] for index in ranked]
    joined = "".join(f"{entry}{gap}" for entry, gap in zip(entries, [*between, ""], strict=True))
    return text[: begins[0]] + joined + text[ends[-1] :]


def _in_lines(
    lines: list[str], starts: Sequence[tuple[int, int]], lasts: Sequence[int], ranked: Sequence[int]
) -> str | None:
    """Put the lines of each key, with the comments above it, where those of others stood."""
    if len({line for line, _ in starts}) < len(starts):
        return None
    head, column = starts[0]
    # "- id: …": the hyphen is that of the item, whichever key comes first.
    lead = lines[head][:column]
    is_item = bool(lead.strip())
    lines = [*lines]
    lines[head] = " " * column + lines[head][column:]
    firsts = []
    for position, (line, _) in enumerate(starts):
        lowest = lasts[position - 1] + 1 if position else head if is_item else 0
        firsts.append(_with_comments(lines, line, lowest))
    end = max(lasts[-1] + 1, starts[-1][0] + 1)
    while not lines[end - 1].strip():
        end -= 1
    parts = [lines[first:last] for first, last in zip(firsts, [*firsts[1:], end], strict=True)]
    fresh = [line for index in ranked for line in parts[index]]
    if is_item:
        at = next(index for index, line in enumerate(fresh) if line.strip() and not line.lstrip().startswith("#"))
        fresh[at] = lead + fresh[at][column:]
    return "\n".join([*lines[: firsts[0]], *fresh, *lines[end:]])


def _with_comments(lines: Sequence[str], line: int, lowest: int) -> int:
    """Give the first line of what stands above a key and belongs to it: comments and empty lines."""
    while line > lowest and (not lines[line - 1].strip() or lines[line - 1].lstrip().startswith("#")):
        line -= 1
    return line
