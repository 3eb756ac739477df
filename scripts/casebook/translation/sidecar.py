"""The sidecar: which blocks of a translation stand for which blocks of the original, as somebody confirmed it.

It is written by the tool, reviewed in pull requests and kept beside the translation as `<language>.sync.yml`. The
original is kept in it word for word, so that what changed can be shown offline, from a zip file and in a shallow
clone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import Field

from casebook.manuscript import Diagnostic
from casebook.manuscript.filling import fill
from casebook.manuscript.form import Form, Line
from casebook.manuscript.source import Source, read_source
from casebook.manuscript.yamltext import YamlText, read_yaml

from .normal import NORM


class ConfirmationForm(Form):
    """Who confirmed a group, and when."""

    by: Line
    on: Annotated[date, Field(strict=False)]


class SyncGroupForm(Form):
    """One group of a sidecar."""

    id: Line
    source: list[str]
    target: list[str]
    confirmed: ConfirmationForm | None = None
    review: dict[str, str] = Field(default_factory=dict)
    omitted: Line | None = None
    note: bool = False


class SidecarForm(Form):
    """A sidecar."""

    norm: int
    groups: list[SyncGroupForm]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Who said that a translation says what the original says, and on which day."""

    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncGroup:
    """One or more blocks of the original, tied to one or more blocks of the translation."""

    id: str
    source: tuple[str, ...]
    """The original as it was when this was confirmed, a block each."""
    target: tuple[str, ...]
    """The strict digests of the translation's blocks."""
    confirmed: Confirmation | None = None
    review: tuple[tuple[str, str], ...] = ()
    omitted: str | None = None
    """Why the translation leaves this passage out."""
    note: bool = False
    """Whether this is the translator's own note, without an original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """The groups of one translation, in reading order."""

    groups: tuple[SyncGroup, ...]
    norm: int = NORM


def read_sidecar(path: PurePosixPath, content: bytes) -> Sidecar | list[Diagnostic]:
    """Read a sidecar, or say at which line it is broken."""
    source = read_source(path, content)
    if not isinstance(source, Source):
        return source
    yaml = read_yaml(path, source.text)
    if not isinstance(yaml, YamlText):
        return yaml
    form = fill(SidecarForm, yaml)
    if not isinstance(form, SidecarForm):
        return form
    return Sidecar(
        norm=form.norm,
        groups=tuple(
            SyncGroup(
                id=each.id,
                source=tuple(each.source),
                target=tuple(each.target),
                confirmed=Confirmation(by=each.confirmed.by, on=each.confirmed.on) if each.confirmed else None,
                review=tuple(sorted(each.review.items())),
                omitted=each.omitted,
                note=each.note,
            )
            for each in form.groups
        ),
    )


def write_sidecar(sidecar: Sidecar) -> str:
    """Write a sidecar as YAML, one line for each fact, so that a pull request shows what was confirmed anew."""
    lines = [f"norm: {sidecar.norm}", "groups:"]
    for group in sidecar.groups:
        lines.append(f"  - id: {group.id}")
        lines.extend(_list("source", group.source))
        lines.append(f"    target: [{', '.join(json.dumps(digest) for digest in group.target)}]")
        if group.confirmed:
            lines.append(f"    confirmed: {{by: {group.confirmed.by}, on: {group.confirmed.on.isoformat()}}}")
        if group.review:
            lines.append(f"    review: {{{', '.join(f'{duty}: {who}' for duty, who in group.review)}}}")
        if group.omitted:
            lines.append(f"    omitted: {_quoted(group.omitted)}")
        if group.note:
            lines.append("    note: true")
    return "\n".join(lines) + "\n"


def _list(key: str, texts: tuple[str, ...]) -> list[str]:
    if not texts:
        return [f"    {key}: []"]
    return [f"    {key}:", *(f"      - {_quoted(text)}" for text in texts)]


def _quoted(text: str) -> str:
    # A JSON string is a YAML double-quoted scalar; nothing in a text can break out of it.
    return json.dumps(text, ensure_ascii=False)
