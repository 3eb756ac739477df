"""Taking a photo's file apart into its pixels and everything else, without touching the pixels.

JPEG is a row of segments (ITU-T T.81, annex B), PNG of chunks (W3C PNG, 5.3), WebP of RIFF chunks (RFC 9649). What a
browser needs to draw the picture stays; of EXIF only the orientation, without which it would lie on its side.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image
from PIL.ExifTags import IFD, Base

from casebook.manuscript import Trace

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST pHYs acTL fcTL fdAT".split()
)
_PNG_TRACES = {b"tEXt": Trace.COMMENT, b"zTXt": Trace.COMMENT, b"iTXt": Trace.COMMENT, b"tIME": Trace.COMMENT}
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_HAS_EXIF, _WEBP_HAS_XMP = 0x08, 0x04
_SERIALS = (Base.BodySerialNumber, Base.LensSerialNumber, Base.CameraSerialNumber, Base.CameraOwnerName)
_COORDINATES = (2, 4, 20, 22, 27, 28)
"""GPSLatitude, GPSLongitude, both of the destination, processing method and area; a camera that knows no place writes
an empty block."""

_NO_NEWS = (Base.Orientation, IFD.Exif, IFD.GPSInfo)
"""What tells nothing by itself: the way up, and where the other directories begin."""


class Malformed(ValueError):
    """The file is cut short, or its parts do not fit together."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A photo's file with its pixels only, and what else was in it."""

    content: bytes
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class _Exif:
    orientation: int
    traces: frozenset[Trace]


def form_of(content: bytes) -> str:
    """Tell by its first bytes what a file is: the name of a form of pictures, or nothing."""
    brand = content[8:12] if content[4:8] == b"ftyp" else b""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    known = {
        "JPEG": content.startswith(b"\xff\xd8\xff"),
        "PNG": content.startswith(_PNG),
        "WEBP": content[:4] == b"RIFF" and content[8:12] == b"WEBP",
        "GIF": content.startswith((b"GIF87a", b"GIF89a")),
        "AVIF": brand in (b"avif", b"avis"),
        "HEIC": brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"),
        "BMP": content.startswith(b"BM"),
        "TIFF": content.startswith((b"II*\0", b"MM\0*")),
        "SVG": start.startswith(b"<svg") or (start.startswith((b"<?xml", b"<!--", b"<!doctype")) and b"<svg" in start),
    }
    return next((name for name, fits in known.items() if fits), "")


def bare(content: bytes) -> Bare:
    """Give a JPEG, PNG or WebP file without anything that is not the picture.

    Raises:
        Malformed: the file is cut short, or its parts do not fit together.
    """
    try:
        strip = {"JPEG": _bare_jpeg, "PNG": _bare_png, "WEBP": _bare_webp}[form_of(content)]
        stripped, traces = strip(content)
    except (struct.error, IndexError) as error:
        raise Malformed("the file ends too early") from error
    return Bare(stripped, tuple(trace for trace in Trace if trace in traces))


# ---- EXIF


def _read_exif(block: bytes) -> _Exif:
    """Read the TIFF structure of an EXIF block; one that cannot be read tells of a camera and of nothing else."""
    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a block that is damaged is thrown away all the same
            exif.load(block)
            orientation = int(exif.get(Base.Orientation, 1))
            traces = frozenset(_exif_traces(exif))
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, struct.error):
        return _Exif(1, frozenset((Trace.CAMERA,)))
    return _Exif(orientation if orientation in range(1, 9) else 1, traces)


def _exif_traces(exif: Image.Exif) -> Iterator[Trace]:
    inner = exif.get_ifd(IFD.Exif)
    place = exif.get_ifd(IFD.GPSInfo)
    small = exif.get_ifd(IFD.IFD1)
    is_located = any(tag in place for tag in _COORDINATES)
    if is_located:
        yield Trace.LOCATION
    if any(inner.get(tag) or exif.get(tag) for tag in _SERIALS):
        yield Trace.SERIAL
    if small:
        yield Trace.THUMBNAIL
    if inner or (place and not is_located) or any(tag not in _NO_NEWS for tag in exif):
        yield Trace.CAMERA


def _exif_of(orientation: int) -> bytes:
    """Write the smallest EXIF block: a little-endian TIFF header, one entry, no further directory."""
    return struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, Base.Orientation, 3, 1, orientation, 0, 0)


def _program_traces(block: bytes) -> set[Trace]:
    lowered = block.lower()
    return (
        {Trace.PROGRAM, Trace.LOCATION} if b"gpslatitude" in lowered or b"gpslongitude" in lowered else {Trace.PROGRAM}
    )


# ---- JPEG

_SOS, _EOI, _APP0, _APP1, _APP2, _APP13, _APP14, _COM = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE


def _bare_jpeg(content: bytes) -> tuple[bytes, set[Trace]]:
    kept, traces, orientation, behind = [content[:2]], set[Trace](), 1, 2
    for marker, segment, end in _segments(content):
        behind = end
        body = segment[4:]
        if marker == _APP1 and body.startswith(b"Exif\0"):
            exif = _read_exif(body[6:])
            orientation = exif.orientation
            traces |= exif.traces
        elif _is_picture(marker, body):
            kept.append(_without_thumbnail(segment, traces) if marker == _APP0 else segment)
        else:
            traces |= _segment_traces(marker, body)
    if content[behind:].strip(b"\0\xff"):
        traces.add(Trace.APPENDED)
    if orientation != 1:
        block = b"Exif\0\0" + _exif_of(orientation)
        # After JFIF where there is one, which must come first.
        kept.insert(1 + kept[1].startswith(b"\xff\xe0"), struct.pack(">HH", 0xFFE1, len(block) + 2) + block)
    return b"".join(kept), traces


def _is_picture(marker: int, body: bytes) -> bool:
    """Whether a JPEG segment belongs to the picture: tables, frames, scans, and what says how colours are meant."""
    if marker == _APP0:
        return body.startswith(b"JFIF\0")
    if marker == _APP2:
        return body.startswith(b"ICC_PROFILE\0")
    if marker == _APP14:
        return body.startswith(b"Adobe")
    return not _APP0 <= marker <= 0xEF and marker != _COM


def _segment_traces(marker: int, body: bytes) -> set[Trace]:
    if marker == _APP1 and b"ns.adobe.com/x" in body[:40]:
        return _program_traces(body)
    if marker == _APP13:
        return {Trace.PROGRAM}
    if marker == _COM:
        return {Trace.COMMENT}
    if marker == _APP0:
        return {Trace.THUMBNAIL}
    return {Trace.APPENDED} if body.startswith(b"MPF\0") else {Trace.OTHER}


def _without_thumbnail(segment: bytes, traces: set[Trace]) -> bytes:
    """Give a JFIF header without the uncompressed small copy that may follow its 16 bytes."""
    if len(segment) <= 18:
        return segment
    traces.add(Trace.THUMBNAIL)
    return struct.pack(">HH", 0xFFE0, 16) + segment[4:16] + b"\0\0"


def _segments(content: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Give each segment of a JPEG with its marker and where it ends; a scan goes with its pixels."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise Malformed("no segment where one should begin")
        while content[at + 1] == 0xFF:  # any number of fill bytes may stand before a marker
            at += 1
        marker = content[at + 1]
        if marker == _EOI:
            yield marker, content[at : at + 2], at + 2
            return
        (length,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise Malformed("a segment is longer than the file")
        if marker == _SOS:
            end = _end_of_scan(content, end)
        yield marker, content[at:end], end
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise Malformed("the pixels end too early")
        following = content[at + 1]
        # Zero marks a byte of pixels; D0 to D7 begin the next interval of the same scan; FF is a fill byte.
        if following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at


# ---- PNG


def _bare_png(content: bytes) -> tuple[bytes, set[Trace]]:
    kept, traces = [_PNG], set[Trace]()
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise Malformed("a chunk is longer than the file")
        body = content[at + 8 : at + 8 + length]
        if kind in _PNG_KEPT:
            kept.append(content[at:end])
        elif kind == b"eXIf":
            exif = _read_exif(body)
            traces |= exif.traces
            if exif.orientation != 1:
                kept.append(_png_chunk(b"eXIf", _exif_of(exif.orientation)))
        else:
            traces |= _text_traces(kind, body)
        at = end
    if content[at:].strip(b"\0"):
        traces.add(Trace.APPENDED)
    return b"".join(kept), traces


def _text_traces(kind: bytes, body: bytes) -> set[Trace]:
    name = body.split(b"\0", 1)[0]
    if name == b"XML:com.adobe.xmp":
        return _program_traces(body)
    if name.lower().startswith(b"raw profile type"):
        # ImageMagick's way to keep EXIF in a PNG; what is in it takes unpacking and is not worth it: it goes anyhow,
        # and a place in it is taken for granted.
        return {Trace.LOCATION, Trace.CAMERA} if name.lower().endswith((b"exif", b"app1")) else {Trace.PROGRAM}
    return {_PNG_TRACES.get(kind, Trace.OTHER)}


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


# ---- WebP


def _bare_webp(content: bytes) -> tuple[bytes, set[Trace]]:
    kept, traces, orientation = list[tuple[bytes, bytes]](), set[Trace](), 1
    (size,) = struct.unpack_from("<I", content, 4)
    if size + 8 > len(content):
        raise Malformed("the file is shorter than it says")
    for kind, body in _riff_chunks(content[12 : size + 8]):
        if kind in _WEBP_KEPT:
            kept.append((kind, body))
        elif kind == b"EXIF":
            exif = _read_exif(body.removeprefix(b"Exif\0\0"))
            orientation = exif.orientation
            traces |= exif.traces
        else:
            traces |= _program_traces(body) if kind == b"XMP " else {Trace.OTHER}
    if content[size + 8 :].strip(b"\0"):
        traces.add(Trace.APPENDED)
    if orientation != 1:
        kept.append((b"EXIF", _exif_of(orientation)))
    return _riff(_flagged(kind, body, has_exif=orientation != 1) for kind, body in kept), traces


def _riff_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(content):
        kind, length = struct.unpack_from("<4sI", content, at)
        if at + 8 + length > len(content):
            raise Malformed("a chunk is longer than the file")
        yield kind, content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _flagged(kind: bytes, body: bytes, *, has_exif: bool) -> bytes:
    if kind == b"VP8X":
        flags = body[0] & ~(_WEBP_HAS_EXIF | _WEBP_HAS_XMP) | (_WEBP_HAS_EXIF if has_exif else 0)
        body = bytes((flags,)) + body[1:]
    return struct.pack("<4sI", kind, len(body)) + body + b"\0" * (len(body) % 2)


def _riff(chunks: Iterable[bytes]) -> bytes:
    joined = b"".join(chunks)
    return struct.pack("<4sI4s", b"RIFF", len(joined) + 4, b"WEBP") + joined
