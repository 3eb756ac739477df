"""Pictures of a text: which file each becomes, what it is called, and what is said of it in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from casebook.manuscript import Message
from casebook.manuscript.pinyin import kebab

from .inlines import plain, words
from .opening import LARGEST_FILE
from .pandoc import Node
from .pictures import CannotShow, clean

# What programs write of themselves: a file's name, a number, what a machine thinks that it sees.
_NO_ALTERNATIVE = re.compile(
    r"^(?:图片|图像|图|image|picture|photo|img|pic|截图|微信图片|mmexport|dsc|wps)[\s_\-]*[\w\-]*$|\.(?:jpe?g|png|gif|bmp|webp|tiff?)$"
    r"|^[a-z]:\\|描述已自动生成|description automatically generated|^[\w-]{16,}$",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class Picturing:
    """The walk over a text: cleaned photos by name, in the order in which they are met."""

    folder: Path
    """Where pandoc put the pictures of the document."""
    beside: Path
    """Where the document lies: a Markdown file names pictures beside it."""
    lost: list[Message]
    photos: dict[str, bytes] = field(default_factory=dict)
    _names: dict[bytes, str] = field(default_factory=dict)
    _section: str = "photo"

    def with_photos(self, blocks: list[Node]) -> list[Node]:
        """Give blocks that show the photos by their names in the chapter; what cannot be shown is left out and told."""
        found: list[Node] = []
        for block in blocks:
            if block["t"] == "Header":
                self._section = kebab(plain(block["c"][2]), most=3, otherwise="photo")
            shown = self._walked(block)
            if shown.get("c") or block["t"] == "HorizontalRule":
                found.append(shown)
        return found

    def _walked(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._walked(each) for key, each in value.items()}
        if isinstance(value, list):
            return list(self._each(value))
        return value

    def _each(self, values: list[Any]) -> Iterable[Any]:
        for each in values:
            if not (isinstance(each, dict) and each.get("t") == "Image"):
                yield self._walked(each)
            elif name := self._photo(each["c"][2][0]):
                said = plain(each["c"][1]).strip()
                alternative = [] if _NO_ALTERNATIVE.search(said) else words(said)
                yield {"t": "Image", "c": [["", [], []], alternative, [f"photos/{name}", ""]]}

    def _photo(self, target: str) -> str | None:
        content = self._content(target)
        if content is None:
            return None
        try:
            photo, ending = clean(content)
        except CannotShow:
            self.lost.append(
                Message(
                    f"picture that browsers cannot show, left out: {Path(target).name}; ask for it as JPEG or PNG",
                    f"图片格式网页不支持或已损坏，没有带入：{Path(target).name}；请作者另发JPEG或PNG",
                )
            )
            return None
        key = blake2b(photo).digest()
        if key not in self._names:
            number = 1
            while f"{self._section}-{number}{ending}" in self.photos:
                number += 1
            self._names[key] = f"{self._section}-{number}{ending}"
            self.photos[self._names[key]] = photo
        return self._names[key]

    def _content(self, target: str) -> bytes | None:
        if re.match(r"[a-z][a-z0-9+.-]+:", target, re.IGNORECASE) and not target.startswith(str(self.folder)):
            self.lost.append(
                Message(
                    f"picture on another site, not fetched: {target[:100]}",
                    f"图片在别的网站上，没有下载：{target[:100]}",
                )
            )
            return None
        for place in (self.folder, self.beside):
            path = (place / unquote(target)).resolve()
            # A document names its own pictures, and none from elsewhere on the disk.
            if path.is_relative_to(place.resolve()) and path.is_file() and path.stat().st_size <= LARGEST_FILE:
                return path.read_bytes()
        self.lost.append(Message(f"picture that is not there: {target[:100]}", f"找不到图片：{target[:100]}"))
        return None
