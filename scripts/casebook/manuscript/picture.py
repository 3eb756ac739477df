"""What is known of a photo without looking at it: its form, its size, and what its file tells besides the picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Why a photo cannot be shown."""

    EMPTY = "empty"
    DAMAGED = "damaged"
    """It is cut short, or its bytes make no picture."""
    UNSUITABLE = "unsuitable"
    """It is in a form other than JPEG, PNG and WebP, or no picture at all."""
    MOVING = "moving"
    TOO_LARGE = "too-large"


class Trace(StrEnum):
    """Something that a photo's file tells besides the picture."""

    LOCATION = "location"
    SERIAL = "serial"
    """The number of a camera or lens, or the name of its owner."""
    CAMERA = "camera"
    """EXIF: the camera, its settings, the time."""
    THUMBNAIL = "thumbnail"
    """A small copy, which may show what was cut away or covered since."""
    PROGRAM = "program"
    """XMP and IPTC: what programs wrote, names of people and places among it."""
    COMMENT = "comment"
    APPENDED = "appended"
    """More pictures, a film or sound behind the picture, as phones append them."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photo as its file says it is."""

    digest: str
    """Names the content: the same bytes have the same digest."""
    format: str
    """`JPEG`, `PNG` or `WEBP`; another name, such as `HEIC`, where the photo is in trouble for it; empty if unknown."""
    width: int = 0
    """Pixels, the right way up."""
    height: int = 0
    is_transparent: bool = False
    trouble: Trouble | None = None
    traces: tuple[Trace, ...] = ()
    """In the order of `Trace`."""

    @property
    def can_be_shown(self) -> bool:
        """Whether there is nothing to keep it from a page."""
        return self.trouble is None
