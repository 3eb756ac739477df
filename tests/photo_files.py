"""Photos as phones and programs write them, for tests: a picture to be told again, and all that hides beside it."""

from __future__ import annotations

import base64
import io
import struct
from typing import Any

from PIL import Image, ImageDraw, PngImagePlugin
from PIL.ExifTags import IFD, Base

SERIAL, PLACE, COMMENT, CAMERA = "SN-4711-0815", (26.0, 34.0, 12.0), "left behind by a program", "Handy XL"


POINT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one point, with nothing beside it."""


def picture(width: int = 1600, height: int = 1200, mode: str = "RGB") -> Image.Image:
    """Give a picture whose corners have colours of their own: red, green, blue, white."""
    image = Image.new("RGB", (width, height), "#888888")
    draw = ImageDraw.Draw(image)
    half, middle = width // 2, height // 2
    for box, colour in (
        ((0, 0, half, middle), "#d02020"),
        ((half, 0, width, middle), "#20a040"),
        ((0, middle, half, height), "#2040c0"),
        ((half, middle, width, height), "#f4f4f4"),
    ):
        draw.rectangle(box, fill=colour)
    for step in range(0, width, 40):
        draw.line((step, 0, width - step, height), fill="#333333", width=3)
    return image.convert(mode)


def exif(*, orientation: int = 1, place: bool = True, thumbnail: bool = True) -> Image.Exif:
    """Give what a phone notes: camera, serial number, time, place, and where asked a small copy."""
    block = Image.Exif()
    block[Base.Make] = CAMERA
    block[Base.Orientation] = orientation
    inner = block.get_ifd(IFD.Exif)
    inner.update({Base.BodySerialNumber: SERIAL, Base.DateTimeOriginal: "2026:11:24 07:15:00"})
    inner[Base.MakerNote] = b"MAKER" + b"\7" * 64
    if place:
        block.get_ifd(IFD.GPSInfo).update({1: "N", 2: PLACE, 3: "E", 4: (107.0, 45.0, 1.5)})
    if thumbnail:
        block.get_ifd(IFD.IFD1).update({Base.Compression: 6, Base.ImageWidth: 160})
    return block


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>26,34.2N</exif:GPSLatitude></x:xmpmeta>'


def jpeg(image: Image.Image | None = None, **settings: Any) -> bytes:
    return _saved(image or picture(), "JPEG", **{"quality": 88, **settings})


def phone_jpeg(image: Image.Image | None = None, *, program: bytes = XMP, **settings: Any) -> bytes:
    """Give a JPEG with everything in it that a phone, a program and a messenger leave behind."""
    plain = jpeg(image, exif=exif(**settings), xmp=program, comment=COMMENT)
    iptc = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x50\0\x03Ann"
    jfxx = b"JFXX\0\x10" + jpeg(picture(32, 24))
    segments = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
        for marker, body in ((0xED, iptc), (0xE0, jfxx), (0xE5, b"Samsung"))
    )
    return plain[:2] + plain[2:20] + segments + plain[20:] + b"MotionPhoto_Data" + b"\0\0\0\x18ftypmp42" * 9


def png(width: int = 40, height: int = 30) -> bytes:
    """Give a small PNG with nothing beside the picture."""
    return _saved(picture(width, height), "PNG")


def phone_png(image: Image.Image | None = None) -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", COMMENT)
    text.add_text("Location", SERIAL, zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return _saved(image or picture(), "PNG", pnginfo=text, exif=exif(orientation=6)) + b"behind"


def phone_webp(image: Image.Image | None = None) -> bytes:
    return _saved(image or picture(), "WEBP", exif=exif(orientation=8), xmp=XMP)


def sixteen_bits() -> bytes:
    """Give a PNG with 16 bits a pixel: a ramp from black to white."""
    ramp = Image.linear_gradient("L").resize((800, 600)).convert("I").point(lambda value: value * 257)
    return _saved(ramp.convert("I;16"), "PNG")


def moving(form: str) -> bytes:
    return _saved(picture(64, 48), form, save_all=True, append_images=[picture(64, 48).rotate(180)])


def blank_png(width: int, height: int) -> bytes:
    """Give a PNG of a few kilobytes that says it is as large as this, and is: one bit a pixel."""
    return _saved(Image.new("1", (width, height)), "PNG")


def _saved(image: Image.Image, form: str, **settings: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, form, **settings)
    return written.getvalue()
