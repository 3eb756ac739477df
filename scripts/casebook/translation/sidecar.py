"""The sidecar: which blocks of a translation stand for which blocks of the original, as somebody confirmed it.

It is written by the tool, reviewed in pull requests and kept beside the translation as `<language>.sync.yml`. The
original is kept in it word for word, so that what changed can be shown offline, from a zip file and in a shallow
clone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from casebook.manuscript import Diagnostic, Message
from casebook.manuscript.filling import fill
from casebook.manuscript.form import Form, Line
from casebook.manuscript.source import Source, read_source
from casebook.manuscript.yamltext import YamlText, read_yaml

from .normal import NORM

Reason = Annotated[str, StringConstraints(min_length=1)]

_BARE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NOT_BARE = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
# Python's JSON leaves these as they are, and YAML takes them for line ends or refuses them.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WRITTEN_HEAD = f"norm: {NORM}\ngroups:\n"
_ONE = r'(?:[a-z0-9-]+|"[^\n]*?")'
_WRITTEN_GROUP = re.compile(
    rf"  - id: (?P<id>{_ONE})\n"
    r'(?P<source>    source:(?: \[\])?\n(?:      - "[^\n]*"\n)*)'
    r"    target: \[(?P<target>[^\n]*)\]\n"
    rf"(?:    confirmed: \{{by: (?P<by>{_ONE}), on: (?P<on>[0-9-]{{10}})\}}\n)?"
    r"(?:    review: \{(?P<review>[^\n]*)\}\n)?"
    r'(?:    omitted: (?P<omitted>"[^\n]*")\n)?'
    r"(?P<note>    note: true\n)?"
    r'(?:    no_change: (?P<no_change>"[^\n]*")\n)?'
    rf'(?:    waived: \{{by: (?P<waiver>{_ONE}), on: (?P<waived_on>[0-9-]{{10}}), why: (?P<why>"[^\n]*")\}}\n)?'
)
_WRITTEN_REVIEW = re.compile(
    rf"(?P<duty>{_ONE}): (?:\{{by: (?P<by>{_ONE}), on: (?P<on>[0-9-]{{10}})\}}|(?P<name>{_ONE}))(?:, |$)"
)
_MARKERS = re.compile(r"^(<{7} |>{7} )", re.MULTILINE)


class ConfirmationForm(Form):
    """Who confirmed a group, and when."""

    by: Line
    on: Annotated[date, Field(strict=False)]


class WaiverForm(Form):
    """Who said that a change of the original needs no work, when, and why."""

    by: Line
    on: Annotated[date, Field(strict=False)]
    why: Reason


class ReviewForm(Form):
    """Who reviewed a group, and when."""

    by: Line
    on: Annotated[date | None, Field(strict=False)] = None


def _by_name(value: Any) -> Any:
    """Read a name alone, an older way to say who reviewed a group."""
    return {"by": value} if isinstance(value, str) else value


class SyncGroupForm(Form):
    """One group of a sidecar."""

    id: Line
    source: list[str]
    target: list[str]
    confirmed: ConfirmationForm | None = None
    review: dict[str, Annotated[ReviewForm, BeforeValidator(_by_name, json_schema_input_type=Line | ReviewForm)]] = (
        Field(default_factory=dict)
    )
    omitted: Reason | None = None
    note: bool = False
    no_change: Reason | None = None
    waived: WaiverForm | None = None


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
class Review:
    """Who read a translation for one duty, and on which day; older records do not say when."""

    by: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An editor's word that a change of the original needs no work of a translator."""

    by: str
    on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncGroup:
    """One or more blocks of the original, tied to one or more blocks of the translation."""

    id: str
    source: tuple[str, ...]
    """The original as it was when this was confirmed, a block each."""
    target: tuple[str, ...]
    """The strict digests of the translation's blocks."""
    confirmed: Confirmation | None = None
    review: tuple[tuple[str, Review], ...] = ()
    """By duty: `fidelity`, `style`."""
    omitted: str | None = None
    """Why the translation leaves this passage out."""
    note: bool = False
    """Whether this is the translator's own note, without an original."""
    no_change: str | None = None
    """Why the translation stayed as it was when it was confirmed against a changed original."""
    waived: Waiver | None = None
    """Who last moved `source` on to the original of that day without work in the translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """The groups of one translation, in reading order."""

    groups: tuple[SyncGroup, ...]
    norm: int = NORM


def with_reviews(
    before: Iterable[tuple[str, Review]], new: Iterable[tuple[str, Review]]
) -> tuple[tuple[str, Review], ...]:
    """Give reviews by duty, in order; the new ones take the place of earlier ones for the same duty."""
    return tuple(sorted({**dict(before), **dict(new)}.items(), key=lambda each: each[0]))


def read_sidecar(path: PurePosixPath, content: bytes) -> Sidecar | list[Diagnostic]:
    """Read a sidecar, or say at which line it is broken."""
    return read_written(content) or read_edited(path, content)


def read_edited(path: PurePosixPath, content: bytes) -> Sidecar | list[Diagnostic]:
    """Read a sidecar as YAML, however it is written."""
    source = read_source(path, content)
    if not isinstance(source, Source):
        return [_with_command(path, each) for each in source]
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
                review=tuple((duty, Review(by=said.by, on=said.on)) for duty, said in sorted(each.review.items())),
                omitted=each.omitted,
                note=each.note,
                no_change=each.no_change,
                waived=Waiver(by=each.waived.by, on=each.waived.on, why=each.waived.why) if each.waived else None,
            )
            for each in form.groups
        ),
    )


def write_sidecar(sidecar: Sidecar) -> str:
    """Write a sidecar as YAML, one line for each fact, so that a pull request shows what was confirmed anew."""
    lines = [f"norm: {sidecar.norm}", "groups:" if sidecar.groups else "groups: []"]
    for group in sidecar.groups:
        lines.append(f"  - id: {_name(group.id)}")
        lines.extend(_list("source", group.source))
        lines.append(f"    target: [{', '.join(json.dumps(digest) for digest in group.target)}]")
        if group.confirmed:
            lines.append(f"    confirmed: {{by: {_name(group.confirmed.by)}, on: {group.confirmed.on.isoformat()}}}")
        if group.review:
            lines.append(f"    review: {{{', '.join(f'{_name(duty)}: {_said(each)}' for duty, each in group.review)}}}")
        if group.omitted:
            lines.append(f"    omitted: {_quoted(group.omitted)}")
        if group.note:
            lines.append("    note: true")
        if group.no_change:
            lines.append(f"    no_change: {_quoted(group.no_change)}")
        if group.waived:
            by, on = _name(group.waived.by), group.waived.on.isoformat()
            lines.append(f"    waived: {{by: {by}, on: {on}, why: {_quoted(group.waived.why)}}}")
    return "\n".join(lines) + "\n"


def read_written(content: bytes) -> Sidecar | None:
    """Read a sidecar that is, byte for byte, what the tool writes; None for any other.

    It is twenty times as fast as YAML, which is most of what a status of many chapters takes. Written again it must be
    the same text, so that nothing is taken for something else.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.startswith(_WRITTEN_HEAD):
        return None
    groups: list[SyncGroup] = []
    position = len(_WRITTEN_HEAD)
    try:
        while match := _WRITTEN_GROUP.match(text, position):
            groups.append(_written_group(match))
            position = match.end()
        sidecar = Sidecar(groups=tuple(groups), norm=NORM)
    except ValueError:
        return None
    return sidecar if groups and write_sidecar(sidecar) == text else None


def _written_group(match: re.Match[str]) -> SyncGroup:
    confirmed = Confirmation(by=_read_name(match["by"]), on=date.fromisoformat(match["on"])) if match["by"] else None
    waived = None
    if match["waiver"]:
        waived = Waiver(
            by=_read_name(match["waiver"]),
            on=date.fromisoformat(match["waived_on"]),
            why=json.loads(match["why"]),
        )
    return SyncGroup(
        id=_read_name(match["id"]),
        source=tuple(json.loads(line[8:]) for line in match["source"].split("\n")[1:-1]),
        target=tuple(json.loads(f"[{match['target']}]")),
        confirmed=confirmed,
        review=tuple(map(_written_review, _WRITTEN_REVIEW.finditer(match["review"] or ""))),
        omitted=json.loads(match["omitted"]) if match["omitted"] else None,
        note=bool(match["note"]),
        no_change=json.loads(match["no_change"]) if match["no_change"] else None,
        waived=waived,
    )


def _written_review(match: re.Match[str]) -> tuple[str, Review]:
    on = date.fromisoformat(match["on"]) if match["on"] else None
    return _read_name(match["duty"]), Review(by=_read_name(match["by"] or match["name"]), on=on)


def _read_name(written: str) -> str:
    return json.loads(written) if written.startswith('"') else written


def has_conflict(content: bytes) -> bool:
    """Say whether a merge that nobody finished stands in a sidecar."""
    return _MARKERS.search(content.decode("utf-8", "replace").replace("\r", "\n")) is not None


def _with_command(path: PurePosixPath, diagnostic: Diagnostic) -> Diagnostic:
    """Say of an unfinished merge what mends it: nobody should edit a record by hand."""
    if diagnostic.claim.id != "merge-is-finished" or len(path.parts) < 2:
        return diagnostic
    command = f"casebook translate repair {path.parts[-2]} --to {path.name.removesuffix('.sync.yml')}"
    return replace(
        diagnostic,
        hint=Message(
            f"run: {command}  (it keeps what both sides confirmed)", f"请运行：{command}（会保留双方确认过的内容）"
        ),
    )


def _list(key: str, texts: tuple[str, ...]) -> list[str]:
    if not texts:
        return [f"    {key}: []"]
    return [f"    {key}:", *(f"      - {_quoted(text)}" for text in texts)]


def _said(review: Review) -> str:
    return f"{{by: {_name(review.by)}, on: {review.on.isoformat()}}}" if review.on else _name(review.by)


def _name(text: str) -> str:
    return text if _BARE.fullmatch(text) and text not in _NOT_BARE else _quoted(text)


def _quoted(text: str) -> str:
    # A JSON string is a YAML double-quoted scalar; nothing in a text can break out of it.
    written = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
