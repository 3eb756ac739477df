"""Which copies of a photo a page offers, and the element that offers them.

Browsers that know AVIF get it in the width that suits their screen; every other one gets a JPEG, or a PNG where the
picture is transparent. Names are digests: a file's own name may say who is in the picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import PurePosixPath
from types import MappingProxyType

from casebook.manuscript import Picture

from .address import Address

MOST_PIXELS = 52_000_000
"""A photo of a phone with 50 megapixels passes; more would take half a gigabyte to decode, two at a time."""

WIDTHS = (360, 720, 1080, 1300)
"""A column of 352 CSS pixels on phones with 1, 2 and 3 device pixels each; one of 648 on a desk with 2."""
_FALLBACK_WIDTHS = (360, 720, 1080)
_SETTINGS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "AVIF": {"quality": 55, "speed": 6, "max_threads": 1},
        "JPEG": {"quality": 75, "optimize": True, "progressive": True},
        "PNG": {"compress_level": 9},
    }
)
_ENDINGS = {"AVIF": "avif", "JPEG": "jpg", "PNG": "png"}

COLUMN = "(min-width: 995px) 648px, (min-width: 60rem) calc(100vw - 346px), calc(100vw - 38px)"
"""How wide a photo in the text of a chapter stands; see `main` and `--measure` in docs/assets/book.css."""
PAIR = "(min-width: 1224px) 569px, (min-width: 48rem) calc(50vw - 42px), calc(100vw - 38px)"
"""The same beside its translation; see `.pair`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A copy of a photo that pages show."""

    photo: PurePosixPath
    path: PurePosixPath
    """Where it is published, from the root of the site."""
    format: str
    width: int
    height: int
    settings: Mapping[str, object] = field(compare=False)
    """What its encoder is told."""


def renditions_of(photo: PurePosixPath, picture: Picture) -> list[Rendition]:
    """List the copies of a photo, the better form first and each from small to large; none is larger than the photo."""
    fallback = "PNG" if picture.is_transparent else "JPEG"
    return [
        _rendition(photo, picture, form, width)
        for form, widths in (("AVIF", WIDTHS), (fallback, _FALLBACK_WIDTHS))
        for width in dict.fromkeys(min(width, picture.width) for width in widths)
    ]


def _rendition(photo: PurePosixPath, picture: Picture, form: str, width: int) -> Rendition:
    height = max(1, round(picture.height * width / picture.width))
    name = f"{_digest(picture.digest, form)}-{width}.{_ENDINGS[form]}"
    return Rendition(
        photo=photo,
        path=photo.parent / name,
        format=form,
        width=width,
        height=height,
        settings=_SETTINGS[form],
    )


@cache
def _digest(content: str, form: str) -> str:
    return blake2b(f"{content} {form} {sorted(_SETTINGS[form].items())}".encode(), digest_size=5).hexdigest()


def picture_html(here: Address, photo: PurePosixPath, picture: Picture, *, label: str, title: str, sizes: str) -> str:
    """Give the element that shows a photo on the page at `here`, as one line for the middle of a Markdown paragraph.

    Every photo is fetched when a reader comes near it: what is at a glance stands before the text of a chapter, and
    fills the first screen of a phone and of a desk.
    """
    copies = renditions_of(photo, picture)
    better = [each for each in copies if each.format == "AVIF"]
    fallback = [each for each in copies if each.format != "AVIF"]
    largest = fallback[-1]
    said = f' title="{_quoted(title)}"' if title else ""
    return (
        f'<picture><source type="image/avif" srcset="{_srcset(here, better)}" sizes="{sizes}">'
        f'<img src="{here.to(largest.path.as_posix())}" srcset="{_srcset(here, fallback)}" sizes="{sizes}"'
        f' width="{better[-1].width}" height="{better[-1].height}" alt="{_quoted(label)}"{said}'
        ' loading="lazy" decoding="async"></picture>'
    )


def _srcset(here: Address, copies: list[Rendition]) -> str:
    return ", ".join(f"{here.to(each.path.as_posix())} {each.width}w" for each in copies)


def _quoted(text: str) -> str:
    """Write a text as an attribute in which Markdown finds nothing to read."""
    return "".join(
        f"&#{ord(each)};" if each.isascii() and not (each.isalnum() or each == " ") else each
        for each in " ".join(text.split())
    )
