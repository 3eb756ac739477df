"""Photos as files → what is known of them, and the smaller copies that pages show.

A photo is decoded from its bare file only, so that nothing of what a camera writes can come near a page, and a copy
is encoded by one thread: the same photo gives the same bytes.
"""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path, PurePosixPath

import PIL
from PIL import Image, ImageCms, ImageOps

from casebook.manuscript import Picture, Trace, Trouble
from casebook.site import MOST_PIXELS, Rendition

from .caching import Cache, digest_of
from .metadata import Bare, Malformed, bare, form_of

# Ours is the stricter limit, and it is held against the header before a pixel is decoded.
Image.MAX_IMAGE_PIXELS = None

_SHOWN = ("JPEG", "PNG", "WEBP")
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
"""What Pillow raises for files that are damaged, each decoder in its own way."""
_VERSION = "1"
"""Changes with what is read of a photo, so that older answers are asked for again."""
_WORKERS = 2


def examine_photos(root: Path, photos: Iterable[PurePosixPath], *, remember: bool) -> dict[PurePosixPath, Picture]:
    """Say what is known of each photo; those that were examined before are not decoded again."""
    cache = Cache(root / ".build" / "photo-facts")
    known: dict[PurePosixPath, Picture] = {}
    keys: set[str] = set()
    for photo in photos:
        content = (root / photo).read_bytes()
        digest = digest_of(content)
        key = digest_of(_VERSION, PIL.__version__, digest)
        picture = _remembered(cache.get(key))
        if picture is None:
            picture = examine(content, digest)
            if remember:
                cache.put(key, json.dumps(asdict(picture)).encode("utf-8"))
        known[photo] = picture
        keys.add(key)
    if remember:
        cache.keep_only(keys)
    return known


def _remembered(kept: bytes | None) -> Picture | None:
    if kept is None:
        return None
    facts = json.loads(kept)
    facts["traces"] = tuple(Trace(each) for each in facts["traces"])
    facts["trouble"] = facts["trouble"] and Trouble(facts["trouble"])
    return Picture(**facts)


def examine(content: bytes, digest: str) -> Picture:
    """Say what is known of a photo; it is decoded to its end, so that a missing half does not go unseen."""
    form = form_of(content)
    if not content:
        return Picture(digest=digest, format="", trouble=Trouble.EMPTY)
    if form not in _SHOWN:
        return Picture(digest=digest, format=form, trouble=Trouble.UNSUITABLE)
    try:
        file = bare(content)
        with Image.open(io.BytesIO(file.content), formats=[form]) as image:
            return _examined(image, file, digest)
    except (Malformed, *UNREADABLE):
        return Picture(digest=digest, format=form, trouble=Trouble.DAMAGED)


def _examined(image: Image.Image, file: Bare, digest: str) -> Picture:
    form = image.format or ""
    width, height = image.size
    if width * height > MOST_PIXELS:
        return Picture(digest=digest, format=form, width=width, height=height, trouble=Trouble.TOO_LARGE)
    if getattr(image, "n_frames", 1) > 1:
        return Picture(digest=digest, format=form, width=width, height=height, trouble=Trouble.MOVING)
    if image.getexif().get(0x0112, 1) >= 5:
        width, height = height, width
    image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
    image.load()
    transparent = image.has_transparency_data and image.convert("RGBA").getchannel("A").getextrema()[0] != 255
    return Picture(
        digest=digest, format=form, width=width, height=height, is_transparent=transparent, traces=file.traces
    )


def _upright(image: Image.Image) -> Image.Image:
    return ImageOps.exif_transpose(image)


# ---- copies for pages


def make_renditions(
    root: Path, renditions: Sequence[Rendition], *, forget_others: bool = True
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Give each copy that is shown with where it is published; what was made before is not made again.

    Other copies are forgotten, unless these are only some of those that the site shows.
    """
    cache = Cache(root / ".build" / "photos")
    missing: dict[PurePosixPath, list[Rendition]] = {}
    for rendition in renditions:
        kept = cache.get(_key(rendition))
        if kept is None:
            missing.setdefault(rendition.photo, []).append(rendition)
        else:
            yield rendition.path, kept
    with ThreadPoolExecutor(_WORKERS) as workers:
        for batch in workers.map(lambda photo: _encode_all(root / photo, missing[photo]), missing):
            for rendition, content in batch:
                cache.put(_key(rendition), content)
                yield rendition.path, content
    if forget_others:
        cache.keep_only({_key(rendition) for rendition in renditions})


def _key(rendition: Rendition) -> str:
    return digest_of(rendition.path.name, PIL.__version__)


def _encode_all(photo: Path, renditions: list[Rendition]) -> list[tuple[Rendition, bytes]]:
    """Make every copy of one photo; it is decoded once."""
    content = bare(photo.read_bytes()).content
    with Image.open(io.BytesIO(content)) as opened:
        widest = max(max(each.width, each.height) for each in renditions)
        opened.draft("RGB", (2 * widest, 2 * widest))
        image = _in_srgb(_upright(opened))
    return [
        (each, _encode(image.resize((each.width, each.height), Image.Resampling.LANCZOS), each)) for each in renditions
    ]


def _in_srgb(image: Image.Image) -> Image.Image:
    """Give the picture in 8 bits of sRGB, as a browser shows a picture that says nothing of its colours."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        # Sixteen bits of grey: Pillow would cut values off at 255 where they should be scaled.
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    colours = image if image.mode in ("CMYK", "L", "RGB") else image.convert("RGB")
    if profile:
        colours = _converted(colours, profile)
    colours = colours.convert("RGB")
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image  # a profile for another kind of colours, or a damaged one: browsers ignore it too
    return converted or image


def _encode(image: Image.Image, rendition: Rendition) -> bytes:
    # A fresh image carries no metadata that an encoder could write.
    clean = Image.frombytes(image.mode, image.size, image.tobytes())
    written = io.BytesIO()
    clean.save(written, format=rendition.format, **rendition.settings)
    return written.getvalue()
