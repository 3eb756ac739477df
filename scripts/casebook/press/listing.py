"""The listing of a site for readers who keep it on their device: what there is, and which content each path has.

`offline/build.json` is its beginning: what the build is called, and for each group of files the digests of the parts of
its listing. A part, `offline/<digest>.txt`, has a line for each file: digest, size in bytes, path. It is called after
its own content, so what two builds have in common is fetched once; and a path's part follows from the path alone, so
who reads one page fetches one part. `docs/assets/root/offline/keeper.js` reads both, and divides paths as this does.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from casebook.site.pictures import WIDTHS

FOLDER = "offline"
"""Where the listing stands, from the root of the site."""

_PER_PART = 128
_SEARCH = re.compile(r"pagefind/.*|(.*/)?search/[^/]+\.json")
_PHOTO = re.compile(r".*/photos/[^/]+")
_COPY = re.compile(r"(.*)-(\d+)\.(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    path: str
    digest: str
    size: int
    wire: int


def write_listing(site: Path, prefixes: Mapping[str, str], *, withdrawn: Collection[str], cut: Collection[str]) -> str:
    """Write the listing of a rendered site into it, and give the build's name: a digest of every published byte.

    `prefixes` are what stands before the addresses of each language. Pages that stand where a chapter was `withdrawn`
    are not listed: a device that kept the chapter learns from that to delete it. Pages out of which a passage was `cut`
    are named, so that a copy from before goes as fast. Of each photo a device keeps one copy, in the form that its
    browser knows and the width that its screen asks for; what that takes in all stands under `photos`.
    """
    groups: dict[str, list[_File]] = {"assets": [], "search": [], "photos": []}
    groups.update({f"pages/{code}": [] for code in prefixes})
    whole = sha256()
    for path in sorted(site.rglob("*"), key=lambda each: each.relative_to(site).as_posix()):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or _is_apart(name):
            continue
        content = path.read_bytes()
        whole.update(f"{name}\0{sha256(content).hexdigest()}\n".encode())
        address = re.sub(r"(^|/)index\.html$", r"\1", name)
        group = _group(address, prefixes)
        if group and address not in withdrawn:
            # Photos and the index are compressed already; of a text the quickest compression is a fair guess.
            wire = len(content) if group in ("photos", "search") else len(zlib.compress(content, 1))
            groups[group].append(_File(path=address, digest=digest_of(content), size=len(content), wire=wire))
    build = whole.hexdigest()[:16]
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    head = {
        "build": build,
        "languages": dict(prefixes),
        "always": [f"{prefix}{FOLDER}/" for prefix in prefixes.values()],
        "cut": sorted(cut),
        "photos": {form: _sizes(groups["photos"], form) for form in ("avif", "other")},
        "groups": {name: _write_group(folder, files) for name, files in groups.items()},
    }
    (folder / "build.json").write_text(json.dumps(head, separators=(",", ":")) + "\n", encoding="utf-8")
    return build


def digest_of(content: bytes) -> str:
    """Give the first 48 bits of a content's SHA-256 as base64url: enough to tell the files of a book apart."""
    return urlsafe_b64encode(sha256(content).digest()[:6]).decode("ascii")


def part_of(path: str, parts: int) -> int:
    """Give the number of the part that has a path, by the 32-bit FNV-1a hash of its UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in path.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value % parts


def _is_apart(name: str) -> bool:
    """Whether a file is of the listing itself, perhaps of an earlier build in the folder, or is for hosts alone."""
    return name == "_headers" or re.fullmatch(rf"{FOLDER}/(build\.json|[\w-]{{8}}\.txt)", name) is not None


def _group(address: str, prefixes: Mapping[str, str]) -> str:
    """Give the group of a file, or nothing where it is no part of the book on a device: editions, feeds, the worker."""
    if address == "" or address.endswith("/"):
        fitting = [code for code, prefix in prefixes.items() if address.startswith(prefix)]
        return f"pages/{max(fitting, key=lambda code: len(prefixes[code]))}"
    if address.startswith(f"{FOLDER}/"):
        return ""
    if address.startswith("assets/"):
        return "assets"
    if _SEARCH.fullmatch(address):
        return "search"
    return "photos" if _PHOTO.fullmatch(address) else ""


def _sizes(photos: list[_File], form: str) -> dict[str, int]:
    """Say for each width that a screen may ask for how many bytes the photos take in one copy each.

    The copy is the narrowest that is as wide, or the widest there is; the device chooses in the same way.
    """
    copies: dict[str, dict[int, int]] = {}
    for file in photos:
        if (found := _COPY.fullmatch(file.path)) and (found[3] == "avif") == (form == "avif"):
            copies.setdefault(found[1], {})[int(found[2])] = file.size
    return {
        str(wanted): sum(
            sizes[min((width for width in sizes if width >= wanted), default=max(sizes))] for sizes in copies.values()
        )
        for wanted in WIDTHS
    }


def _write_group(folder: Path, files: list[_File]) -> dict[str, object]:
    """Write the parts of a group's listing; their number doubles when they grow full, so that few of them change."""
    count = 1
    while count * _PER_PART < len(files):
        count *= 2
    parts: list[list[_File]] = [[] for _ in range(count)]
    for file in files:
        parts[part_of(file.path, count)].append(file)
    digests: list[str] = []
    for part in parts:
        content = "".join(f"{file.digest} {file.size} {file.path}\n" for file in part).encode()
        digests.append(digest_of(content))
        (folder / f"{digests[-1]}.txt").write_bytes(content)
    return {
        "parts": digests,
        "count": len(files),
        "bytes": sum(file.size for file in files),
        "wire": sum(file.wire for file in files),
    }
