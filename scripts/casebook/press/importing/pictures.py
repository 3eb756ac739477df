"""Pictures of a document → photos of a chapter, without what a camera wrote into them."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

_MOST_PIXELS = 60_000_000
"""More than any phone's camera takes, and 180 MB when it is unpacked."""
_KEPT = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


class CannotShow(Exception):
    """The picture is of a kind that browsers do not show, is damaged, or is too large to be opened."""


def clean(content: bytes) -> tuple[bytes, str]:
    """Give a picture upright and without metadata, and the ending of its file name.

    Place, camera, serial number and the small picture inside it are gone; colours stay, by their profile. What is
    neither JPEG, PNG nor WebP becomes a PNG.

    Raises:
        CannotShow: it cannot be opened.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[*_KEPT, "GIF", "BMP", "TIFF"]) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise CannotShow
                form = picture.format or ""
                upright = ImageOps.exif_transpose(picture)
                profile = picture.info.get("icc_profile")
                return _saved(upright, form if form in _KEPT else "PNG", profile)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise CannotShow from error


def _saved(picture: Image.Image, form: str, profile: bytes | None) -> tuple[bytes, str]:
    if form == "JPEG" and picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    if form == "PNG" and picture.mode not in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        picture = picture.convert("RGBA")
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    if picture.mode == "P" and (palette := picture.getpalette()):
        bare.putpalette(palette)
    written = io.BytesIO()
    bare.save(written, form, icc_profile=profile, **({"quality": 92} if form != "PNG" else {"optimize": True}))
    return written.getvalue(), _KEPT[form]
