"""YAML → plain values, with the line and column of every key and every value."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeAlias, Union

import yaml

from . import claims
from .diagnostic import Claim, Diagnostic, Message, Place

Plain: TypeAlias = Union[bool, int, float, str, list["Plain"], dict[str, "Plain"], None]  # noqa: UP007  # `|` cannot hold a name in quotes
"""What YAML says, without tags, aliases or dates: those stay the text that was written."""
Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands: the keys and list positions that lead to it."""

# libyaml is a compiled parser, ten times as fast; a platform without it gets the same result from the Python one.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_DEEPEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlText:
    """A readable YAML text: its value, and where each part of it stands in the file."""

    value: Plain
    path: PurePosixPath
    keys: dict[Path, Place]
    values: dict[Path, Place]

    def place(self, *path: str | int) -> Place:
        """Give the place of a value, or of the nearest part around it that is there."""
        for length in range(len(path), -1, -1):
            if found := self.values.get(path[:length]):
                return found
        return Place(self.path)

    def place_of_key(self, *path: str | int) -> Place:
        """Give the place of a key, or of the nearest value around it."""
        return self.keys.get(path) or self.place(*path)


def read_yaml(path: PurePosixPath, text: str, *, first_line: int = 1) -> YamlText | list[Diagnostic]:
    """Read YAML that begins on `first_line` of its file, or say everything that keeps it from being read.

    Only plain YAML is read: anchors, aliases and tags can hide megabytes in a line, and no author needs them.
    """
    reading = _Reading(path=path, first_line=first_line)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return [
            Diagnostic(
                place=reading.at(mark) if mark else Place(path, first_line),
                claim=claims.YAML_IS_READABLE,
                message=Message(
                    f"the metadata cannot be read: {error.problem or 'broken YAML'}",
                    f"元数据无法读取：{error.problem or 'YAML 有误'}",
                ),
                hint=Message(
                    "look for a missing quotation mark, bracket, colon or space on this line or just above",
                    "看看这一行或上一行是否少了引号、括号、冒号或空格",
                ),
            )
        ]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return [
            Diagnostic(
                place=Place(path, first_line),
                claim=claims.YAML_IS_READABLE,
                message=Message(f"the metadata cannot be read: {error}", f"元数据无法读取：{error}"),
            )
        ]
    value = reading.plain(node, ()) if node is not None else None
    if reading.found:
        return reading.found
    return YamlText(value=value, path=path, keys=reading.keys, values=reading.values)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """The walk over one node tree."""

    path: PurePosixPath
    first_line: int
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def at(self, mark: yaml.Mark) -> Place:
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def refuse(self, node: yaml.Node, claim: Claim, en: str, zh: str) -> None:
        self.found.append(Diagnostic(place=self.at(node.start_mark), claim=claim, message=Message(en, zh)))

    def plain(self, node: yaml.Node, path: Path) -> Plain:
        if id(node) in self.seen or len(path) > _DEEPEST:
            # compose() gives an alias as the very node that it names.
            self.refuse(
                node,
                claims.YAML_IS_PLAIN,
                "an alias or a nesting this deep is not read; write the value out",
                "不支持别名或过深的嵌套；请直接写出值",
            )
            return None
        self.seen.add(id(node))
        self.values[path] = self.at(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if not node.tag.startswith(_TAG) or node.tag.removeprefix(_TAG) not in ("map", "seq"):
            self.refuse(node, claims.YAML_IS_PLAIN, f"the tag '{node.tag}' is not read", f"不支持标签“{node.tag}”")
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return self.mapping(node, path)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(key_node, claims.YAML_IS_PLAIN, "a key must be a single word", "键必须是一个词")
                continue
            key = key_node.value
            if key in result:
                self.refuse(
                    key_node,
                    claims.KEY_IS_GIVEN_ONCE,
                    f"the key '{key}' stands here a second time",
                    f"键“{key}”重复出现",
                )
            self.keys[(*path, key)] = self.at(key_node.start_mark)
            result[key] = self.plain(value_node, (*path, key))
        return result

    def scalar(self, node: yaml.ScalarNode) -> Plain:
        kind = node.tag.removeprefix(_TAG)
        text: str = node.value
        match kind:
            case "null":
                return None
            case "bool":
                return text.lower() in ("yes", "true", "on")
            case "int" if text.lstrip("+-").isdecimal():
                return int(text) if len(text) < 20 else text
            case "float":
                try:
                    return float(text)
                except ValueError:
                    return text
            case "str" | "int" | "timestamp" | "value" | "merge":
                return text
            case _:
                self.refuse(node, claims.YAML_IS_PLAIN, f"the tag '{node.tag}' is not read", f"不支持标签“{node.tag}”")
                return None
