"""Pages and scripts of the site as they work without a server, opened from a folder or a USB stick.

There a link must name its file, since nothing turns `chapters/` into `chapters/index.html`; a script cannot fetch a
file or import a module, so both become scripts that give what they hold to `docs/assets/pack/packed.js`.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Collection
from html import escape, unescape
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r'(\s(?:href|action)=")([^"]*)"')
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="\d+; url=)([^"]*)"')
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
_IMPORT = re.compile(r"^(?:import|export) .*", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<(\w+)(\s[^>]*)?>")
_KEPT_ATTRIBUTE = re.compile(r'\s(?:id="[^"]*"|data-search-ignore)(?=[\s>]|$)')


class NotUnserved(Exception):
    """Something of the site cannot work without a server; the message says what."""


def unserved_page(html: str, page: str, files: Collection[str], public: str) -> str:
    """Let every link of a page name a file; what is not among `files` is linked at its `public` address.

    `page` is its address from the root of the site, such as `en/chapters/`.
    """
    change = _linking(page, files, public)
    return _REFRESH.sub(change, _LINK.sub(change, html))


def _linking(page: str, files: Collection[str], public: str) -> Callable[[re.Match[str]], str]:
    def change(found: re.Match[str]) -> str:
        link = unescape(found[2])
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path:
            return found[0]
        target = posixpath.normpath(posixpath.join("/", page, unquote(parts.path))).lstrip("/")
        is_folder = parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", "..")
        name = posixpath.join(target, "index.html") if is_folder else target
        if name in files:
            path = posixpath.join(parts.path, "index.html") if is_folder else parts.path
            return f'{found[1]}{escape(parts._replace(path=path).geturl())}"'
        there = f"{public}{target}/" if is_folder and target else f"{public}{target}"
        return f'{found[1]}{escape(urlsplit(there)._replace(query=parts.query, fragment=parts.fragment).geturl())}"'

    return change


def unserved_script(script: str, path: str) -> str:
    """Turn a script into one that a page may load from a folder; a module gives its exports under its path.

    Raises:
        NotUnserved: the module imports another by a statement.
    """
    names = _EXPORT.findall(script)
    plain = re.sub(r"\bimport\(", "packed.load(", re.sub(r"\bfetch\(", "packed.fetch(", _EXPORT.sub("", script)))
    if statement := _IMPORT.search(plain):
        raise NotUnserved(f"{path}: {statement[0]}")
    return (
        given(path, f'(() => {{\n"use strict";\n{plain}\nreturn {{ {", ".join(names)} }};\n}})()') if names else plain
    )


def given(path: str, expression: str) -> str:
    """Give a script that gives the value of an expression under a path."""
    return f"packed.give({json.dumps(path)}, {expression});\n"


def as_expression(value: object) -> str:
    """Give a value as JavaScript."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def bare_text(main: str) -> str:
    """Give what a search reads of a page: its elements with their ids, without any other attribute."""
    kept = _TAG.sub(lambda tag: f"<{tag[1]}{''.join(_KEPT_ATTRIBUTE.findall(tag[2] or ''))}>", main)
    return f"<main>{_SPACE.sub(' ', kept)}</main>"
