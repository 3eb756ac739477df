"""Finding a book on the disk, and bringing its files in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_TEXTS = frozenset({".md", ".yml"})
_SKIPPED = frozenset({"theme", "assets"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The files of a book: texts with their bytes, and the paths of everything else in chapters/."""

    texts: Mapping[PurePosixPath, bytes]
    others: tuple[PurePosixPath, ...]

    @property
    def photos(self) -> list[PurePosixPath]:
        """What lies in the folders photos/ of chapters."""
        return [path for path in self.others if len(path.parts) == 4 and path.parts[2] == "photos"]


def find_root(start: Path) -> Path | None:
    """Give the nearest folder upward that holds mkdocs.yml and chapters/, or None."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "chapters").is_dir():
            return folder
    return None


def read_files(root: Path) -> Files:
    """Read the Markdown and YAML files of a book, and list its photos."""
    texts: dict[PurePosixPath, bytes] = {}
    others: list[PurePosixPath] = []
    for path in sorted(_walk(root / "chapters")):
        relative = PurePosixPath(path.relative_to(root).as_posix())
        if path.suffix in _TEXTS:
            texts[relative] = path.read_bytes()
        else:
            others.append(relative)
    docs = root / "docs"
    for folder in sorted(docs.iterdir()) if docs.is_dir() else ():
        if folder.is_dir() and folder.name not in _SKIPPED:
            for path in sorted(folder.iterdir()):
                if path.suffix in _TEXTS and path.is_file():
                    texts[PurePosixPath(path.relative_to(root).as_posix())] = path.read_bytes()
    return Files(texts=texts, others=tuple(others))


def _walk(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in folder.iterdir():
        # Hidden files are editors' and systems' own; a link could lead out of the book.
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            found.extend(_walk(path))
        else:
            found.append(path)
    return found
