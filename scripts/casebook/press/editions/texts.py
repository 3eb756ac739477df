"""The texts of an EPUB as pandoc sets them: one file for each section and chapter, set again only when it has changed.

What pandoc writes of a text follows from the text and from the frame of the whole document: its headings, ids and
pictures, by which files, links and copies of pictures get their names. As long as the frame is the same, a text that
has not changed is taken from the last time, and only its frame is given to pandoc in its place.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from casebook.edition import Edition, blocks_of, document_of, elements
from casebook.edition.elements import Nodes
from casebook.press.caching import Cache
from casebook.press.pandoc import run
from casebook.press.photographing import make_renditions
from casebook.press.remembering import key_of

INSIDE = "EPUB/"
"""Where pandoc puts what is in an EPUB."""
_SPLIT = 2
"""The lowest level of a heading that begins a file."""


def set_texts(edition: Edition, root: Path) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """Give the files of the texts in reading order, and the pictures, by their path from the package file.

    Raises:
        PandocFailed: pandoc gave up.
    """
    texts = _split(blocks_of(edition))
    frames = [_frame(each) for each in texts]
    asked = [
        *("--from", "json", "--to", "epub3", f"--split-level={_SPLIT}", "--epub-title-page=false"),
        *("--metadata", f"title={edition.title.text}", "--metadata", f"lang={edition.tag}"),
        *("--fail-if-warnings", "--output", "-"),
    ]
    around = key_of(json.dumps([asked, frames]).encode())
    keys = [key_of(around.encode(), json.dumps([number, each]).encode()) for number, each in enumerate(texts)]
    cache = Cache(root / ".build" / "epub")
    kept: dict[str, str] = json.loads(cache.get(edition.stem) or b"{}")
    given = [frame if key in kept else text for key, text, frame in zip(keys, texts, frames, strict=True)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, content in make_renditions(root, edition.photos, forget_others=False):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        written = run(asked, document_of([each for blocks in given for each in blocks]).encode(), folder=folder)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        files = {name.removeprefix(INSIDE): archive.read(name) for name in sorted(archive.namelist())}
    names = [each for each in files if each.startswith("text/ch") and each.endswith(".xhtml")]
    now = {key: kept.get(key) or files[name].decode("utf-8") for key, name in zip(keys, names, strict=True)}
    cache.put(edition.stem, json.dumps(now).encode("utf-8"))
    return (
        {name: now[key].encode("utf-8") for key, name in zip(keys, names, strict=True)},
        {name: content for name, content in files.items() if name.startswith("media/")},
    )


def _split(blocks: Nodes) -> list[Nodes]:
    """Give what pandoc puts into each file."""
    texts: list[Nodes] = []
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] <= _SPLIT:
            texts.append([])
        texts[-1].append(block)
    return texts


def _frame(blocks: Nodes) -> Nodes:
    """Give the headings of a text, of which pandoc makes ids that no other has, and its other ids and its pictures."""
    return [each if each["t"] == "Header" else elements.line([each]) for each in _named(blocks)]


def _named(content: Any) -> Iterator[elements.Node]:
    """Give the headings and pictures in some content, and a span for each other id, in order."""
    if isinstance(content, dict):
        if content["t"] in {"Header", "Image"}:
            yield content
        elif "c" in content:
            yield from _named(content["c"])
    elif isinstance(content, Sequence) and not isinstance(content, str):
        if _is_attributes(content) and content[0]:
            yield elements.span([], id_=content[0])
        for each in content:
            yield from _named(each)


def _is_attributes(content: Sequence[Any]) -> bool:
    return len(content) == 3 and isinstance(content[0], str) and isinstance(content[1], list)
