"""Taking out of the photos of a book what their files tell besides the picture, without a pixel being changed."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image, ImageChops

from casebook.manuscript import Trace, Trouble

from .caching import digest_of
from .metadata import bare
from .photographing import examine
from .reading import read_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What became of one photo."""

    photo: PurePosixPath
    removed: tuple[Trace, ...]
    trouble: Trouble | None = None
    """Why it was left as it is."""


class PixelsChanged(Exception):
    """A photo without its metadata would not look the same; it was left as it is. This is a fault of ours."""


def clean_photos(root: Path, slugs: Collection[str] = ()) -> Iterator[Cleaned]:
    """Clean the photos of some chapters (of all where none are named), and say of each what was taken out.

    Raises:
        PixelsChanged: the pixels would not be the same; that photo is untouched.
    """
    for photo in read_files(root).photos:
        if not slugs or photo.parts[1] in slugs:
            yield _clean(root, photo)


def _clean(root: Path, photo: PurePosixPath) -> Cleaned:
    path = root / photo
    content = path.read_bytes()
    trouble = examine(content, digest_of(content)).trouble
    if trouble is not None:
        return Cleaned(photo=photo, removed=(), trouble=trouble)
    file = bare(content)
    if file.traces:
        if not _look_alike(content, file.content):
            raise PixelsChanged(photo)
        unfinished = path.with_name(f".{path.name}.cleaned")
        unfinished.write_bytes(file.content)
        unfinished.chmod(path.stat().st_mode)
        unfinished.replace(path)
    return Cleaned(photo=photo, removed=file.traces)


def _look_alike(before: bytes, after: bytes) -> bool:
    with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(after)) as new:
        old.seek(0)
        is_same = (
            old.mode == new.mode and old.size == new.size and old.info.get("icc_profile") == new.info.get("icc_profile")
        )
        return (
            is_same
            and ImageChops.difference(old.convert("RGBA"), new.convert("RGBA")).getbbox(alpha_only=False) is None
        )
