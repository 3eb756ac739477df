"""A value of YAML, character by character: where each stands in the file, and the file with other words in its place.

Quotation marks, line breaks, comments and order stay as somebody wrote them; whatever would then say something else is
left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from .yamltext import Path, Plain, YamlText, read_yaml

_BREAK = re.compile(r"[ \t]*\n\s*")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\n])")
_JOINED = re.compile(r"\\\n[ \t]*")


def value_at(yaml: YamlText, path: Path) -> Plain:
    """Give the value at a path that is there."""
    value: Plain = yaml.value
    for part in path:
        if isinstance(value, dict):
            value = value[str(part)]
        elif isinstance(value, list):
            value = value[int(part)]
    return value


def origins(yaml: YamlText, path: Path) -> list[int] | None:
    """Say where each character of a text, and its end, stand in the YAML; None where that cannot be told."""
    value = value_at(yaml, path)
    start, end = yaml.spans[path]
    if not isinstance(value, str):
        return None
    sign = yaml.text[start] if start < end and yaml.text[start] in "'\"|>" else ""
    if sign and sign in "|>":
        start = yaml.text.index("\n", start) + 1
        start += len(yaml.text[start:]) - len(yaml.text[start:].lstrip(" "))
    elif sign:
        start, end = start + 1, end - 1
    return _followed(yaml.text, start, end, value, sign)


def _followed(text: str, at: int, end: int, value: str, sign: str) -> list[int] | None:
    """Read a scalar beside what it says. A line break says a space, or as many breaks as the value has."""
    found: list[int] = []
    position = 0
    while position < len(value) and at < end:
        if sign == '"' and (joined := _JOINED.match(text, at)):
            at = joined.end()
            continue
        width, length = 1, 1
        if match := _BREAK.match(text, at, end):
            length = len(match[0])
            width = len(value) - position - len(value[position:].lstrip("\n")) or 1
            if value[position] not in " \n":
                return None
        elif sign == '"' and (escape := _ESCAPE.match(text, at)):
            length = len(escape[0])
        elif sign == "'" and text.startswith("''", at):
            length = 2
        elif text[at] != value[position]:
            return None
        found += [at] * width
        position, at = position + width, at + length
    return [*found, at] if position == len(value) else None


def with_values(yaml: YamlText, values: Mapping[Path, str]) -> str:
    """Give YAML in which some texts say something else, and everything around them is to the letter what it was.

    A value that cannot be written in the place of the old one, quoted as that was, is left as it is.
    """
    for path in sorted(values, key=lambda each: yaml.spans[each], reverse=True):
        changed = _with_value(yaml, path, values[path])
        if changed is not None:
            yaml = changed
    return yaml.text


def _with_value(yaml: YamlText, path: Path, better: str) -> YamlText | None:
    value, places = value_at(yaml, path), origins(yaml, path)
    if places is None or not isinstance(value, str):
        return None
    text = yaml.text
    sign = text[yaml.spans[path][0]]
    for tag, first, last, start, end in reversed(SequenceMatcher(None, value, better, autojunk=False).get_opcodes()):
        if tag != "equal":
            text = text[: places[first]] + _written(better[start:end], sign) + text[places[last] :]
    changed = read_yaml(yaml.path, text, first_line=yaml.first_line)
    if isinstance(changed, YamlText) and changed.value == _with(yaml.value, path, better):
        return changed
    return None


def _written(words: str, sign: str) -> str:
    if sign == '"':
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words.replace("'", "''") if sign == "'" else words


def _with(tree: Plain, path: Path, value: str) -> Plain:
    if not path:
        return value
    if isinstance(tree, list):
        return [_with(each, path[1:], value) if at == path[0] else each for at, each in enumerate(tree)]
    assert isinstance(tree, dict)
    return {key: _with(each, path[1:], value) if key == path[0] else each for key, each in tree.items()}
