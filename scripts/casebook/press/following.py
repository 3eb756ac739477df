"""Records of translations, as they must be after a change that no translator has work from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from casebook.manuscript import read_text
from casebook.manuscript.source import Source, split_front_matter
from casebook.translation import strict_digest

from .changing import Change
from .reading import Files

_TARGET = re.compile(r"^    target: \[.*\]$", re.MULTILINE)
_DIGEST = re.compile(r"\b[0-9a-f]{8}\b")


def followed(files: Files, changes: Collection[Change]) -> Iterator[Change]:
    """Give the changed records of changed translations: their digests are those of the passages as they are now."""
    for change in changes:
        path = change.path.with_name(f"{change.path.stem}.sync.yml")
        record = files.texts.get(path)
        if record is None:
            continue
        old, new = _blocks(change.path, change.before), _blocks(change.path, change.after)
        digests = {strict_digest(was): strict_digest(now) for was, now in zip(old, new, strict=True)}
        before = record.decode("utf-8")
        after = _with_digests(before, digests)
        if after != before:
            yield Change(path=path, before=before, after=after)


def _with_digests(record: str, digests: dict[str, str]) -> str:
    return _TARGET.sub(
        lambda line: _DIGEST.sub(lambda digest: digests.get(digest[0], digest[0]), line[0]),
        record,
    )


def _blocks(path: PurePosixPath, text: str) -> list[str]:
    cut = split_front_matter(Source(path=path, text=text))
    return [block.text for block in read_text(path, cut.body if cut else text).blocks]
