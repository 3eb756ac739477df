"""YAML → plain values, with the line and column of every key and every value.

The parser's events are read one by one, and its node trees are not used: composing a tree is recursive in C, and a
file of ten thousand brackets would end the whole program.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeAlias, Union

import yaml

from . import claims
from .diagnostic import Claim, Diagnostic, Message, Place

Plain: TypeAlias = Union[bool, int, float, str, list["Plain"], dict[str, "Plain"], None]  # noqa: UP007  # `|` takes no quotes
"""What YAML says, without tags, aliases or dates: those stay the text that was written."""
Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands: the keys and list positions that lead to it."""

# libyaml is a compiled parser, ten times as fast; a platform without it gets the same result from the Python one.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = yaml.resolver.Resolver()
_TAG = "tag:yaml.org,2002:"
_DEEPEST = 40
_NodeEvent: TypeAlias = yaml.ScalarEvent | yaml.AliasEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlText:
    """A readable YAML text: its value, and where each part of it stands in the file."""

    value: Plain
    path: PurePosixPath
    keys: dict[Path, Place]
    values: dict[Path, Place]
    written: dict[Path, str] = field(default_factory=dict)
    """What stands in the file where a value is no text: `no` for False, `012` for 12."""
    names: dict[Path, str] = field(default_factory=dict)
    """What a key is called in the file, where it was regrouped: `definition_zh` for `definition`, `zh`."""
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What a regrouped key may be called in the file: `definition_zh`, `definition_en` for `definition`."""
    text: str = field(default="", repr=False)
    """The YAML as it is written."""
    first_line: int = 1
    """The line of the file on which it begins."""
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict, repr=False)
    """Where each value stands in `text`, quotation marks and brackets included; of nested blocks, to the last value."""

    def place_at(self, index: int) -> Place:
        """Give the place of a character of `text`."""
        return Place(
            self.path, self.first_line + self.text.count("\n", 0, index), index - self.text.rfind("\n", 0, index)
        )

    def place(self, *path: str | int) -> Place:
        """Give the place of a value, or of the nearest part around it that is there."""
        for length in range(len(path), -1, -1):
            if found := self.values.get(path[:length]):
                return found
        return Place(self.path)

    def name(self, path: Path) -> str:
        """Give what the key of a value, or of the list that it stands in, is called in the file."""
        for length in range(len(path), 0, -1):
            if isinstance(path[length - 1], str):
                return self.names.get(path[:length], str(path[length - 1]))
        return ""

    def place_of_key(self, *path: str | int) -> Place:
        """Give the place of a key, or of the nearest value around it."""
        return self.keys.get(path) or self.place(*path)


def read_yaml(path: PurePosixPath, text: str, *, first_line: int = 1) -> YamlText | list[Diagnostic]:
    """Read YAML that begins on `first_line` of its file, or say everything that is wrong with it as YAML."""
    yaml_text, found = scan_yaml(path, text, first_line=first_line)
    return found if found or yaml_text is None else yaml_text


def scan_yaml(path: PurePosixPath, text: str, *, first_line: int = 1) -> tuple[YamlText | None, list[Diagnostic]]:
    """Read as much of a YAML text as can be read, and say what is wrong with it as YAML.

    Only plain YAML is read: anchors, aliases and tags can hide megabytes in a line, and no author needs them. A text
    that breaks off gives no value; one with a repeated key gives a value all the same, so that other mistakes are
    found.
    """
    reading = _Reading(path=path, text=text, first_line=first_line)
    try:
        value = reading.document(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = reading.at(mark.index) if mark else Place(path, first_line)
        return None, [*reading.found, _unreadable(place, error.problem or "broken YAML")]
    except yaml.reader.ReaderError as error:
        place = reading.at(next((at for at, sign in enumerate(text) if ord(sign) == _code(error)), 0))
        return None, [*reading.found, _unreadable(place, "a control character stands here")]
    except _TooDeepError:
        return None, reading.found[-1:]
    result = YamlText(
        value=value,
        path=path,
        keys=reading.keys,
        values=reading.values,
        written=reading.written,
        text=text,
        first_line=first_line,
        spans=reading.spans,
    )
    return result, reading.found


class _TooDeepError(Exception):
    """The text nests deeper than any author writes; it is in the findings."""


def _code(error: yaml.reader.ReaderError) -> int:
    return ord(error.character) if isinstance(error.character, str) else int(error.character)


def _unreadable(place: Place, problem: str) -> Diagnostic:
    return Diagnostic(
        place=place,
        claim=claims.YAML_IS_READABLE,
        message=Message(f"the metadata cannot be read: {problem}", f"元数据从这里起无法读取（{problem}）"),
        hint=Message(
            "look for a missing quotation mark, bracket, colon or space on this line or just above",
            "看看这一行或上一行是否少了引号、括号、冒号或空格",
        ),
    )


@dataclass(slots=True, kw_only=True)
class _Reading:
    """The walk over the events of one text."""

    path: PurePosixPath
    text: str
    first_line: int
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    written: dict[Path, str] = field(default_factory=dict)
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    _end: int = 0
    _starts: list[int] = field(default_factory=list)

    def at(self, index: int) -> Place:
        """Give the place of a character. Lines end where editors end them: YAML 1.1 counts NEL, LS and PS too."""
        if not self._starts:
            self._starts = [0, *(at + 1 for at, sign in enumerate(self.text) if sign == "\n")]
        line = bisect_right(self._starts, index) - 1
        return Place(self.path, line + self.first_line, index - self._starts[line] + 1)

    def start(self, event: yaml.Event) -> Place:
        return self.at(event.start_mark.index) if event.start_mark else Place(self.path, self.first_line)

    def refuse(self, event: yaml.Event, claim: Claim, en: str, zh: str, hint: Message | None = None) -> None:
        self.found.append(Diagnostic(place=self.start(event), claim=claim, message=Message(en, zh), hint=hint))

    def document(self, events: Iterator[yaml.Event]) -> Plain:
        value: Plain = None
        seen = False
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if seen:
                    self.refuse(event, claims.YAML_IS_PLAIN, "a second document begins here", "这里又开始了一份文档")
                value, seen = self.node(event, events, ()), True
        return value

    def node(self, event: Any, events: Iterator[yaml.Event], path: Path) -> Plain:
        self._refuse_what_is_not_plain(event)
        self.values[path] = self.start(event)
        start = event.start_mark.index if event.start_mark else 0
        if isinstance(event, yaml.ScalarEvent):
            self._end = event.end_mark.index if event.end_mark else start
            self.spans[path] = (start, self._end)
            return self.scalar(event, path)
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(path) >= _DEEPEST:
            self.refuse(event, claims.YAML_IS_PLAIN, "a nesting this deep is not read", "嵌套太深，无法读取")
            raise _TooDeepError
        is_list = isinstance(event, yaml.SequenceStartEvent)
        value: Plain = self.sequence(events, path) if is_list else self.mapping(events, path)
        self.spans[path] = (start, self._end)
        return value

    def _close(self, event: yaml.Event) -> None:
        # A bracket ends where it stands; the end of a block is only seen at what comes behind it, comments included.
        if event.end_mark and event.start_mark and event.end_mark.index > event.start_mark.index:
            self._end = event.end_mark.index

    def _refuse_what_is_not_plain(self, event: _NodeEvent) -> None:
        quote = Message("put the text in quotation marks", "请给文字加上引号") if _is_scalar(event) else None
        if isinstance(event, yaml.AliasEvent):
            name = f"*{event.anchor}"
            self.refuse(event, claims.YAML_IS_PLAIN, f"the alias '{name}' is not read", f"不支持别名“{name}”", quote)
        elif event.anchor is not None:
            name = f"&{event.anchor}"
            self.refuse(event, claims.YAML_IS_PLAIN, f"the anchor '{name}' is not read", f"不支持锚点“{name}”", quote)
        elif event.tag is not None:
            name = event.tag
            self.refuse(event, claims.YAML_IS_PLAIN, f"the tag '{name}' is not read", f"不支持标签“{name}”", quote)

    def sequence(self, events: Iterator[yaml.Event], path: Path) -> list[Plain]:
        items: list[Plain] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                self._close(event)
                break
            items.append(self.node(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                self._close(event)
                break
            if not isinstance(event, yaml.ScalarEvent):
                self.refuse(event, claims.YAML_IS_PLAIN, "a key must be a single word", "键必须是一个词")
                self.node(event, events, (*path, "?"))
                self.node(next(events), events, (*path, "?"))
                continue
            self._refuse_what_is_not_plain(event)
            key = event.value
            if key in result:
                self.refuse(event, claims.KEY_IS_GIVEN_ONCE, f"the key '{key}' stands here a second time",
                            f"键“{key}”重复出现")  # fmt: skip
            self.keys[(*path, key)] = self.start(event)
            result[key] = self.node(next(events), events, (*path, key))
        return result

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> Plain:
        text: str = event.value
        if not event.implicit[0]:
            return text
        tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML
        kind = str(tag).removeprefix(_TAG)
        value: Plain = text
        if kind == "null":
            value = None
        elif kind == "bool":
            value = text.lower() in ("yes", "true", "on")
        elif kind == "int" and text.lstrip("+-").isdecimal() and len(text) < 20:
            value = int(text)
        elif kind == "float" and _is_number(text):
            value = float(text)
        if not isinstance(value, str):
            self.written[path] = text
        return value


def _is_scalar(event: yaml.Event) -> bool:
    return isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
