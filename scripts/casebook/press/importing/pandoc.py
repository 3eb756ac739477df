"""Reading and writing the files of word processors with pandoc, shut in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from casebook.press.pandoc import PandocFailed, run

from .opening import CannotImport

Node: TypeAlias = dict[str, Any]
"""One element of pandoc's document: `t` is its kind, `c` what it holds.

Source: https://hackage.haskell.org/package/pandoc-types
"""
_READERS = {
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "markdown": "markdown-smart-citations-raw_tex-tex_math_dollars-yaml_metadata_block-example_lists",
}
_WRITER = "markdown_strict+pipe_tables+footnotes+header_attributes+raw_html+backtick_code_blocks+four_space_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as pandoc reads it, and the version in which it must be given back."""

    blocks: list[Node]
    meta: Mapping[str, Any]
    version: Sequence[int]


def read(form: str, content: bytes, folder: Path) -> Document:
    """Read a document; its pictures are put into `folder`, and its links to them lead there.

    Raises:
        CannotImport: pandoc cannot read it, or not with the time and memory that a chapter needs.
    """
    source = folder / f"source.{form}"
    source.write_bytes(content)
    written = _run(
        ["--from", _READERS[form], "--to", "json", "--track-changes=accept", f"--extract-media={folder}", str(source)]
    )
    try:
        document = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise _unreadable() from error
    return Document(blocks=document["blocks"], meta=document["meta"], version=document["pandoc-api-version"])


def write(document: Document, blocks: list[Node]) -> str:
    """Give blocks as Markdown, one paragraph a line."""
    whole = {"pandoc-api-version": document.version, "meta": {}, "blocks": blocks}
    return _run(
        ["--from", "json", "--to", _WRITER, "--wrap=none", "--markdown-headings=atx"],
        json.dumps(whole, ensure_ascii=False).encode("utf-8"),
    ).decode("utf-8")


def _run(arguments: Sequence[str], given: bytes = b"") -> bytes:
    try:
        # In its sandbox pandoc opens no file but the one named, and no address.
        return run(["--sandbox", *arguments], given)
    except PandocFailed as error:
        raise _unreadable() from error


def _unreadable() -> CannotImport:
    return CannotImport(
        "the file cannot be read; open it in Word or WPS, save it anew as .docx, and try again",
        "文件读不出来；请用 Word 或 WPS 打开，另存为 .docx 再试",
    )
