"""What a licence is called → where its text stands, for programs that know licences by their address."""

from __future__ import annotations

import re

_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -](\d\.\d)", re.IGNORECASE)


def licence_url(name: str) -> str | None:
    """Give the address of a Creative Commons licence that is named as `CC BY 4.0`; None for any other words."""
    match = _CREATIVE_COMMONS.fullmatch(name.strip())
    return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/" if match else None
