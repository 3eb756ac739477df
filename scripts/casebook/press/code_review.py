"""Findings for those who show them beside a change: a comment in Markdown, Reviewdog's JSON, and SARIF."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from casebook.manuscript import Claim, Diagnostic, Place
from casebook.review import claims

from .suggesting import Suggesting, Suggestion

_MOST = 50
"""As many findings as somebody reads in a comment; annotations hold them all."""


def as_markdown(diagnostics: Iterable[Diagnostic], language: str) -> str:
    """Give a comment for a pull request: how many findings there are, and the first of them, errors before warnings."""
    found = sorted(diagnostics, key=lambda each: not each.is_error)
    errors = sum(each.is_error for each in found)
    zh = language.startswith("zh")
    if not found:
        return "### 没有发现问题\n" if zh else "### Nothing to mend\n"
    counts = (errors, len(found) - errors)
    heading = "### {} 个错误，{} 个提醒" if zh else "### Errors: {}. Warnings: {}."
    lines = [heading.format(*counts), ""]
    for each in found[:_MOST]:
        place = f"{each.place.path}:{each.place.line}:{each.place.column}"
        lines.append(f"- {'❌' if each.is_error else '⚠️'} {_code(place)} {_escaped(each.message.within(language))}")
        if each.hint:
            lines.append(f"  <br>{_escaped(each.hint.within(language))}")
    if len(found) > _MOST:
        more = len(found) - _MOST
        lines.append(f"\n另有 {more} 处，见各文件里的标注。" if zh else f"\nAnd {more} more, beside the files.")
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return f"`{text.replace('`', '')}`"


def _escaped(text: str) -> str:
    """Take a finding's words as words: what stands in a chapter makes no link, mention or HTML in a comment."""
    words = re.sub(r"([\\`*_{}\[\]<>()#+!|~])", r"\\\1", text)
    # GitHub knows no way to escape a mention; a space without width ends it.
    return words.replace("@", "@\u200b")


def as_rdjson(diagnostics: Iterable[Diagnostic], language: str, root: Path) -> str:
    """Give a `DiagnosticResult` of the Reviewdog Diagnostic Format, with suggestions that a program can carry out.

    Columns count bytes of UTF-8, as that format asks.

    Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
    """
    suggesting = Suggesting(root=root)
    return _json(
        {
            "source": {"name": "casebook"},
            "diagnostics": [_rdf_diagnostic(each, language, suggesting) for each in diagnostics],
        }
    )


def _rdf_diagnostic(each: Diagnostic, language: str, suggesting: Suggesting) -> dict[str, Any]:
    place = each.place
    line = suggesting.line(place.path, place.line)
    start = {"line": place.line, "column": _bytes(line, place.column)}
    result: dict[str, Any] = {
        "message": _message(each, language),
        "location": {"path": place.path.as_posix(), "range": {"start": start}},
        "severity": each.claim.severity.value.upper(),
        "code": {"value": each.claim.id},
    }
    if found := suggesting.suggestion(each):
        result["suggestions"] = [
            {
                "range": {
                    "start": {"line": found.line, "column": _bytes(found.before, found.start)},
                    "end": {"line": found.line, "column": _bytes(found.before, found.end)},
                },
                "text": found.text,
            }
        ]
    return result


def _bytes(line: str, column: int) -> int:
    """Give the column in bytes of UTF-8 for one in characters, both from 1."""
    return len(line[: column - 1].encode("utf-8")) + 1


def as_sarif(diagnostics: Iterable[Diagnostic], language: str, root: Path) -> str:
    """Give a SARIF 2.1.0 log: every rule with its help, every finding with its place, and fixes where there are any.

    Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    suggesting = Suggesting(root=root)
    rules = list(claims())
    index = {each.id: number for number, each in enumerate(rules)}
    return _json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": {"name": "casebook", "rules": [_sarif_rule(each, language) for each in rules]}},
                    "columnKind": "unicodeCodePoints",
                    "results": [_sarif_result(each, language, index, suggesting) for each in diagnostics],
                }
            ],
        }
    )


def _sarif_rule(claim: Claim, language: str) -> dict[str, Any]:
    return {
        "id": claim.id,
        "shortDescription": {"text": claim.summary.within(language)},
        "help": {"text": f"{claim.summary.within(language)}\n\n✗ {claim.bad}\n✓ {claim.good}"},
        "defaultConfiguration": {"level": claim.severity.value},
    }


def _sarif_result(each: Diagnostic, language: str, index: dict[str, int], suggesting: Suggesting) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": each.claim.id,
        "ruleIndex": index[each.claim.id],
        "level": each.claim.severity.value,
        "message": {"text": _message(each, language)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(each.place),
                    "region": {"startLine": each.place.line, "startColumn": each.place.column},
                }
            }
        ],
    }
    if found := suggesting.suggestion(each):
        result["fixes"] = [
            {
                "description": {"text": each.hint.within(language) if each.hint else ""},
                "artifactChanges": [{"artifactLocation": _artifact(each.place), "replacements": [_replacement(found)]}],
            }
        ]
    return result


def _artifact(place: Place) -> dict[str, str]:
    return {"uri": place.path.as_posix()}


def _replacement(found: Suggestion) -> dict[str, Any]:
    return {
        "deletedRegion": {"startLine": found.line, "startColumn": found.start, "endColumn": found.end},
        "insertedContent": {"text": found.text},
    }


def _message(each: Diagnostic, language: str) -> str:
    message = each.message.within(language)
    return f"{message}\n{each.hint.within(language)}" if each.hint else message


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
