"""Findings for people (text), for programs (JSON) and for pull requests (GitHub annotations, Reviewdog, SARIF)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from casebook.manuscript import Diagnostic

from .code_review import as_markdown, as_rdjson, as_sarif


def as_text(diagnostics: Iterable[Diagnostic], language: str) -> str:
    """Give one line a finding, and its hint below."""
    lines: list[str] = []
    for each in diagnostics:
        place = each.place
        message = each.message.within(language)
        lines.append(f"{place.path}:{place.line}:{place.column}: {each.claim.severity}: {message} [{each.claim.id}]")
        if each.hint:
            lines.append(f"    {'提示：' if language.startswith('zh') else 'hint: '}{each.hint.within(language)}")
    return "".join(f"{line}\n" for line in lines)


def as_json(diagnostics: Iterable[Diagnostic], language: str) -> str:
    """Give one array of objects: path, line, column, rule, severity, message, hint (null where there is none)."""
    return (
        json.dumps(
            [
                {
                    "path": each.place.path.as_posix(),
                    "line": each.place.line,
                    "column": each.place.column,
                    "rule": each.claim.id,
                    "severity": each.claim.severity.value,
                    "message": each.message.within(language),
                    "hint": each.hint.within(language) if each.hint else None,
                }
                for each in diagnostics
            ],
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def as_github(diagnostics: Iterable[Diagnostic], language: str) -> str:
    """Give workflow commands that GitHub shows as annotations at the line.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    lines: list[str] = []
    for each in diagnostics:
        message = each.message.within(language)
        if each.hint:
            message += f"\n{each.hint.within(language)}"
        lines.append(
            f"::{each.claim.severity} file={_property(each.place.path.as_posix())},line={each.place.line},"
            f"col={each.place.column},title={_property(each.claim.id)}::{_data(message)}\n"
        )
    return "".join(lines)


FORMATS: Mapping[str, Callable[[Iterable[Diagnostic], str, Path], str]] = {
    "text": lambda found, language, _: as_text(found, language),
    "json": lambda found, language, _: as_json(found, language),
    "github": lambda found, language, _: as_github(found, language),
    "markdown": lambda found, language, _: as_markdown(found, language),
    "rdjson": as_rdjson,
    "sarif": as_sarif,
}
"""Every format by its name: findings, the language of messages, and the book's folder, to the text to print."""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
