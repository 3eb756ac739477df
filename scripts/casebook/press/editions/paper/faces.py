"""The fonts of a printed edition: which come with the program, which a book names, and what they can write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg_source_serif_4
import manimgx_fonts_cjk
import pylopdf_fonts_zh_cn
import typst
from fontTools.ttLib import TTFont

from casebook.manuscript.diagnostic import Message

from . import NotPrintable

FOLDER = "fonts"
"""Where a book keeps fonts of its own, from its root."""
ROLES = ("text", "heading", "quotation")
_PACKAGES = (fontpkg_source_serif_4, manimgx_fonts_cjk, pylopdf_fonts_zh_cn)
_SERIF, _SONG = "Source Serif 4", "Noto Serif SC"
_SANS, _HEI = "Noto Sans CJK KR", "Noto Sans CJK SC"
NARROW = (_SERIF, _SANS)
"""Fonts for Latin letters only. The Korean face is the one of its family whose quotation marks are narrow."""
_CHINESE: Mapping[str, tuple[str, ...]] = {
    "text": (_SERIF, _SONG, _HEI),
    "heading": (_HEI, _SONG, _SERIF),
    "quotation": (_SERIF, _SONG, _HEI),
}
"""Songti for texts and Heiti for headings, as Chinese books have them; Heiti also writes what Songti lacks."""
_LATIN: Mapping[str, tuple[str, ...]] = {**_CHINESE, "heading": (_SANS, *_CHINESE["heading"])}
_MONO = ("DejaVu Sans Mono", _HEI, _SONG, _SERIF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The fonts of an edition, by role; the first that has a letter writes it."""

    chinese: Mapping[str, tuple[str, ...]]
    latin: Mapping[str, tuple[str, ...]]
    mono: tuple[str, ...]
    folders: tuple[str, ...]
    """Where their files are."""
    fonts: typst.Fonts

    def missing(self, text: str) -> list[str]:
        """List the letters of a text that no font can write, each once and in order."""
        letters = {letter for letter in text if not letter.isspace() and ord(letter) not in _UNSEEN}
        families = {family for role in (self.chinese, self.latin) for each in role.values() for family in each}
        files = {(each.path, each.index) for each in self.fonts.fonts() if each.family in families and each.path}
        known = [_letters(path, index) for path, index in sorted(files)]
        return sorted(letter for letter in letters if not any(ord(letter) in each for each in known))


_UNSEEN = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0xFE0E, 0xFE0F})
"""What says how its neighbours join, and is not seen itself."""


def faces_of(root: Path, named: Mapping[str, Mapping[str, str]]) -> Faces:
    """Give the fonts of a book; `named` are families by language tag and role, which go before those that are shipped.

    Raises:
        NotPrintable: a family is neither among the book's own fonts nor among those that come with the program.
    """
    own = root / FOLDER
    shipped = [Path(package.__file__ or "").parent for package in _PACKAGES]
    folders = tuple(str(each) for each in [*shipped, *([own] if own.is_dir() else [])])
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[*folders])
    known = fonts.families()
    for tag, families in named.items():
        for role, family in families.items():
            if family not in known:
                raise NotPrintable(_missing(family, role, tag, known))
    return Faces(
        chinese=_by_role(named, _CHINESE, is_chinese=True),
        latin=_by_role(named, _LATIN, is_chinese=False),
        mono=_MONO,
        folders=folders,
        fonts=fonts,
    )


def _missing(family: str, role: str, tag: str, known: Sequence[str]) -> Message:
    at_hand = ", ".join(known)
    return Message(
        f"chapters/book.yml: no font is called '{family}', which is to set the {role} in {tag}. "
        f"Put its .otf or .ttf file into {FOLDER}/, or name one of: {at_hand}",
        f"chapters/book.yml：找不到 {tag} 的 {role} 字体“{family}”。请把它的 .otf 或 .ttf 文件放进 {FOLDER}/，"
        f"或者改用：{at_hand}",
    )


def _by_role(
    named: Mapping[str, Mapping[str, str]], shipped: Mapping[str, tuple[str, ...]], *, is_chinese: bool
) -> dict[str, tuple[str, ...]]:
    chosen = next((families for tag, families in named.items() if tag.startswith("zh") == is_chinese), {})
    return {role: (*([chosen[role]] if role in chosen else []), *shipped[role]) for role in ROLES}


@cache
def _letters(path: str, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())
