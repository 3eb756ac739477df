"""Putting a site as text into the folder that the renderer reads.

A file is written only when its bytes change, so that dates say what is new; what no longer belongs there is deleted.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from casebook.site import Site

from .cards import make_cards
from .photographing import make_renditions

SHIPPED = Path(__file__).resolve().parents[3] / "docs"
"""The docs/ folder that the program came with: a book without templates or styles of its own uses these."""


def theme_folders(root: Path) -> list[Path]:
    """Give the folders with page templates, the book's own before the shipped ones."""
    return [folder for folder in (root / "docs" / "theme", SHIPPED / "theme") if folder.is_dir()]


def stage(
    root: Path,
    site: Site,
    staging: Path,
    *,
    source: str = "",
    files: Mapping[PurePosixPath, bytes] = MappingProxyType({}),
) -> dict[str, str]:
    """Write the site into the staging folder, with photos and assets; give each asset's published address by its name.

    `files` are published as they are, by their path from the root of the site.

    Assets carry a digest of their content in their names, so that browsers may keep them for ever. What must have the
    same address in every build, the worker that keeps pages, is published where `source` is given: the language whose
    folder becomes the root of the site.
    """
    wanted = {path: text.encode("utf-8") for path, text in site.files.items()} | dict(files)
    assets: dict[str, str] = {}
    for name, path in sorted(_assets(root).items()):
        content = path.read_bytes()
        digest = blake2b(content, digest_size=5).hexdigest()
        published = PurePosixPath("assets") / f"{path.stem}.{digest}{path.suffix}"
        assets[name] = published.as_posix()
        wanted[published] = content
    if source:
        wanted.update({PurePosixPath(source) / name: path.read_bytes() for name, path in _rooted().items()})
    made_later = [*(photo.path for photo in site.photos), *(card.path for card in site.cards)]
    _refuse_ways_out([*wanted, *made_later])
    _clear(staging, {*wanted, *made_later})
    for published, content in chain(
        wanted.items(), make_renditions(root, site.photos), make_cards(root, site.cards, motif_of(root))
    ):
        _write(staging / published, content)
    return assets


def write_plain_texts(site: Path, texts: Mapping[PurePosixPath, str]) -> None:
    """Write texts that are published as Markdown into a rendered site: from the staging folder they would be pages."""
    _refuse_ways_out(texts)
    for path, text in texts.items():
        _write(site / path, text.encode("utf-8"))


def _assets(root: Path) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for folder in (SHIPPED / "assets", root / "docs" / "assets"):
        if folder.is_dir():
            found.update(
                {path.name: path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")}
            )
    return found


def _rooted() -> Mapping[PurePosixPath, Path]:
    """Give the files of docs/assets/root/, by their path from the root of the site."""
    folder = SHIPPED / "assets" / "root"
    return {PurePosixPath(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}


def motif_of(root: Path) -> str:
    """Give the drawing of the contour lines that the pages show."""
    files = (folder / "partials" / "motif.html" for folder in theme_folders(root))
    return next((file.read_text(encoding="utf-8") for file in files if file.is_file()), "")


def _refuse_ways_out(wanted: Iterable[PurePosixPath]) -> None:
    """Stop at a path that leads out of the folder; the forms see to it that no id can, and this is the last door."""
    for path in wanted:
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"{path} leads out of the staging folder")


def _clear(staging: Path, wanted: Collection[PurePosixPath]) -> None:
    staging.mkdir(parents=True, exist_ok=True)
    keep = {os.path.join(staging, path) for path in wanted}  # noqa: PTH118  # a Path for each of 10,000 takes a second
    for folder, folders, names in os.walk(staging, topdown=False):
        for path in (os.path.join(folder, name) for name in names):  # noqa: PTH118  # the same
            if path not in keep:
                Path(path).unlink()
        for each in (Path(folder, name) for name in folders):
            if each.is_symlink():
                each.unlink()
            elif not any(each.iterdir()):
                each.rmdir()


def _write(path: Path, content: bytes) -> None:
    try:
        if path.read_bytes() == content:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def publish_finished(staging: Path, site: Path, *, source: str) -> None:
    """Copy what needs no rendering from the staging folder into the site: everything but pages.

    What is staged below the `source` language's folder is published at the root.
    """
    for folder, _, names in os.walk(staging):
        inner = PurePosixPath(Path(folder).relative_to(staging).as_posix())
        finished = [name for name in names if not name.endswith(".md")]
        if finished:
            target = site / (inner.relative_to(source) if inner.parts[:1] == (source,) else inner)
            target.mkdir(parents=True, exist_ok=True)
            for name in finished:
                shutil.copyfile(f"{folder}/{name}", f"{target}/{name}")
