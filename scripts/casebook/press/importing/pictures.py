"""Pictures of a document → photos of a chapter, without what a camera wrote into them."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from casebook.press.caching import digest_of
from casebook.press.metadata import bare, form_of
from casebook.press.photographing import UNREADABLE, examine
from casebook.site import MOST_PIXELS

_KEPT = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
_TURNED = ("GIF", "BMP", "TIFF")
"""What programs for texts put into documents and browsers show badly or not at all; it becomes a PNG."""


class CannotShow(Exception):
    """The picture is of a kind that browsers do not show, is damaged, moves, or is too large to be opened."""


def clean(content: bytes) -> tuple[bytes, str]:
    """Give a picture without metadata, its pixels untouched, and the ending of its file name.

    Place, camera, serial number and the small picture inside it are gone; the way up stays.

    Raises:
        CannotShow: it cannot be opened.
    """
    if form_of(content) in _TURNED:
        content = _as_png(content)
    if not examine(content, digest_of(content)).can_be_shown:
        raise CannotShow
    return bare(content).content, _KEPT[form_of(content)]


def _as_png(content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=_TURNED) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise CannotShow
            upright = ImageOps.exif_transpose(picture)
            if upright.mode not in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
                upright = upright.convert("RGBA")
            written = io.BytesIO()
            upright.save(written, "PNG", icc_profile=picture.info.get("icc_profile"), optimize=True)
    except UNREADABLE as error:
        raise CannotShow from error
    return written.getvalue()
