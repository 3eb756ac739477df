"""What a phone reads when a reader puts the book on its home screen (W3C Web Application Manifest)."""

from __future__ import annotations

import json

from .view import View

_PAPER, _PINE = "#fbf8f2", "#1f5a46"


def web_manifest(view: View) -> str:
    """Give manifest.webmanifest of one language; it stands beside that language's home page."""
    home = view.address("home")
    icons = [
        # The motif keeps clear of the edge, so that a phone may cut the icon to its own shape.
        {"src": home.to(f"offline/icon-{size}.png"), "sizes": f"{size}x{size}", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    manifest = {
        "id": home.to(""),
        "name": view.plain(view.book.title),
        "short_name": view.words["short_name"],
        "description": view.words["home_description"],
        "lang": view.language.tag,
        "start_url": "./",
        # Every language belongs to the same book: its switch must not lead out of it.
        "scope": home.to(""),
        "display": "minimal-ui",
        "background_color": _PAPER,
        "theme_color": _PINE,
        "icons": icons,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
