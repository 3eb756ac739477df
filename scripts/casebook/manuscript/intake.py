"""Files of a book, one at a time: bytes → a filled-in form and a text, and what is wrong with them.

Whoever reads a file here gets None where it could not be read, and the reasons are among the findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from . import claims
from .diagnostic import Diagnostic, Message, Place
from .filling import fill, regroup
from .form import Form, OriginalForm, WithdrawnForm
from .source import FrontMatter, Source, read_source, split_front_matter
from .text import Text, read_text
from .yamltext import YamlText, scan_yaml

AnyForm = TypeVar("AnyForm", bound=Form)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnFile:
    """The original of a chapter that was taken back; nothing of its text goes further than this room."""

    form: WithdrawnForm | None
    """None where the file holds more than the form has room for, or where the form is filled in wrongly."""
    yaml: YamlText
    place: Place
    """Where it says so."""
    has_text: bool
    """Whether more is left in the file than that it was withdrawn."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file cut into metadata and body, the metadata as YAML."""

    cut: FrontMatter
    yaml: YamlText | None
    found: list[Diagnostic]


@dataclass(slots=True, kw_only=True)
class Intake:
    """The files of a book, and everything that was found wrong while they were read."""

    texts: Mapping[PurePosixPath, bytes]
    found: list[Diagnostic] = field(default_factory=list)
    bodies: list[Text] = field(default_factory=list)
    """Every text that was read, also where the metadata above it is wrong."""
    metadata: list[YamlText] = field(default_factory=list)
    """Every form that was filled in, as it is written."""

    def source(self, path: PurePosixPath) -> Source | None:
        """Read a file as text."""
        result = read_source(path, self.texts[path])
        if isinstance(result, Source):
            return result
        self.found.extend(result)
        return None

    def form_file(
        self,
        path: PurePosixPath,
        form: type[AnyForm],
        *,
        regrouped: tuple[Iterable[str], Iterable[str], Mapping[str, str]] | None = None,
    ) -> tuple[AnyForm, YamlText] | None:
        """Read a file that is YAML throughout."""
        source = self.source(path) if path in self.texts else None
        if source is None:
            return None
        return self._filled(form, *scan_yaml(path, source.text), regrouped=regrouped)

    def _filled(
        self,
        form: type[AnyForm],
        yaml: YamlText | None,
        found: list[Diagnostic],
        *,
        regrouped: tuple[Iterable[str], Iterable[str], Mapping[str, str]] | None = None,
    ) -> tuple[AnyForm, YamlText] | None:
        """Fill in a form even where the YAML has a mistake already, so that all of them are told at once."""
        self.found.extend(found)
        if yaml is None:
            return None
        written = yaml
        if regrouped:
            yaml = regroup(yaml, *regrouped)
        filled = fill(form, yaml)
        if not isinstance(filled, Form):
            self.found.extend(filled)
            return None
        self.metadata.append(written)
        return None if found else (filled, yaml)

    def page_file(
        self, path: PurePosixPath, form: type[AnyForm], *, repository: str = ""
    ) -> tuple[AnyForm, YamlText, Text] | None:
        """Read a Markdown file that opens with metadata; a hand-written page may say `{{ repository }}`."""
        opened = self._opened(path)
        return self._page(path, form, opened, repository=repository) if opened else None

    def original_file(self, path: PurePosixPath) -> tuple[OriginalForm, YamlText, Text] | WithdrawnFile | None:
        """Read the original of a chapter, or what is left of one that was withdrawn."""
        opened = self._opened(path)
        if opened is None:
            return None
        if opened.yaml and isinstance(opened.yaml.value, dict) and opened.yaml.value.get("status") == "withdrawn":
            return self._withdrawal(opened, opened.yaml, set(opened.yaml.value))
        return self._page(path, OriginalForm, opened)

    def _withdrawal(self, opened: _Opened, yaml: YamlText, keys: set[str]) -> WithdrawnFile:
        # Whoever withdraws a chapter in a hurry changes one word; mistakes elsewhere in the file must not stop that.
        has_text = bool(keys - set(WithdrawnForm.model_fields) or opened.cut.body.strip())
        filled = None if has_text else self._filled(WithdrawnForm, yaml, opened.found)
        return WithdrawnFile(
            form=filled[0] if filled else None, yaml=yaml, place=yaml.place("status"), has_text=has_text
        )

    def _opened(self, path: PurePosixPath) -> _Opened | None:
        source = self.source(path)
        if source is None:
            return None
        cut = split_front_matter(source)
        if cut is None:
            self.found.append(
                Diagnostic(
                    place=Place(path),
                    claim=claims.METADATA_IS_PRESENT,
                    message=Message(
                        "the file does not open with metadata between two lines '---'",
                        "文件开头没有用两行“---”括起来的元数据",
                    ),
                    hint=Message("copy the first lines of another chapter", "可以照抄另一篇的开头几行再改"),
                )
            )
            return None
        return _Opened(cut, *scan_yaml(path, cut.yaml, first_line=2))

    def _page(
        self, path: PurePosixPath, form: type[AnyForm], opened: _Opened, *, repository: str = ""
    ) -> tuple[AnyForm, YamlText, Text] | None:
        cut = opened.cut
        body = cut.body.replace("{{ repository }}", repository) if repository else cut.body
        text = read_text(path, body, first_line=cut.body_line)
        self.bodies.append(text)
        filled = self._filled(form, opened.yaml, opened.found)
        return (*filled, text) if filled else None
