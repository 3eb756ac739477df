"""Passing a page on: an address short enough to be typed from paper, and the same as a square for a phone's camera."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b

import segno
from markupsafe import Markup

_SYMBOLS = "23456789bcdfghjkmnpqrstvwxz"
"""No vowels, so that no code is a word, and nothing that looks like something else on paper."""
_LENGTH = 6
"""Two of a thousand chapters share a code once in eight hundred books; they would get longer ones."""


def short_codes(pages: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Give each page, by its kind and id, a code that depends on nothing but its id, unless two would be the same."""
    whole = {page: _symbols(page) for page in pages}
    codes: dict[tuple[str, str], str] = {}
    length = _LENGTH
    while len(codes) < len(whole):
        counts = Counter(symbols[:length] for symbols in whole.values())
        codes.update(
            (page, symbols[:length])
            for page, symbols in whole.items()
            if page not in codes and counts[symbols[:length]] == 1
        )
        length += 1
    return codes


def _symbols(page: tuple[str, str]) -> str:
    number = int.from_bytes(blake2b("/".join(page).encode(), digest_size=16).digest(), "big")
    symbols = []
    for _ in range(26):
        number, rest = divmod(number, len(_SYMBOLS))
        symbols.append(_SYMBOLS[rest])
    return "".join(symbols)


def qr_code(address: str) -> Markup:
    """Give the QR code of an address as an SVG element: black on white in every palette, as readers of codes expect.

    One mask out of eight is set, where the standard would have all of them drawn and judged: that takes five times as
    long, and every reader knows all eight (ISO/IEC 18004, 7.8).
    """
    code = segno.make(address, error="m", micro=False, mask=3)
    drawn = code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None, light="#fff")
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704  # segno's own
