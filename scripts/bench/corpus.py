"""A book of any size, made up: real metadata, real page kinds, sentences that mean something but tell of nobody.

    .venv/bin/python scripts/bench/corpus.py /tmp/book --chapters 60 --seed 1

The same seed and number give the same bytes, and the first chapters of a large book are those of a small one.
Practices, glossary, people and hand-written pages are this repository's own.
"""

from __future__ import annotations

import argparse
import shutil
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from bench.chapters import LANGUAGES, Outline, compose, outline
from bench.metadata import metadata, people
from casebook.manuscript import read_text
from casebook.press.scaffolding import scaffold
from casebook.translation import Confirmation, Review, record, write_sidecar

REPOSITORY = Path(__file__).resolve().parents[2]

# The compiled writer gives the same text several times as fast; a platform without it gets the Python one.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_CONFIRMED = Confirmation(by="editors", on=date(2026, 11, 1))


def write_corpus(folder: Path, *, chapters: int, seed: int, sidecars: bool) -> None:
    """Write a book with so many chapters into a folder that is empty or not there yet.

    One chapter in twenty has no translation. With `sidecars`, every translation is recorded as confirmed.

    Raises:
        NotEmpty: there is something in the folder; nothing is overwritten.
    """
    scaffold(folder)
    outlines = [outline(number, seed) for number in range(chapters)]
    _write_frame(folder, outlines)
    practices = [each["id"] for each in _read_yaml(folder / "chapters" / "practices.yml")["practices"]]
    for chapter in outlines:
        bodies = compose(chapter, outlines[: chapter.number], seed)
        front = metadata(chapter, practices, seed)
        place = folder / "chapters" / chapter.slug
        place.mkdir()
        for language, code in enumerate(LANGUAGES[: 2 if chapter.translated else 1]):
            _write(place / f"{code}.md", f"---\n{_yaml(front[language])}---\n{bodies[language]}")
        if sidecars and chapter.translated:
            _write(place / "en.sync.yml", _sidecar(bodies))


def _write_frame(folder: Path, outlines: list[Outline]) -> None:
    """Write what a book has besides its chapters: settings, people, hand-written pages."""
    settings = _read_yaml(REPOSITORY / "chapters" / "book.yml")
    settings["featured"] = [chapter.slug for chapter in outlines[:3]]
    _write(folder / "chapters" / "book.yml", _yaml(settings))
    known = _read_yaml(REPOSITORY / "chapters" / "people.yml")
    _write(folder / "chapters" / "people.yml", _yaml({**known, **people(len(outlines))}))
    for code in LANGUAGES:
        shutil.copytree(REPOSITORY / "docs" / code, folder / "docs" / code, dirs_exist_ok=True)


def _sidecar(bodies: tuple[str, str]) -> str:
    source, target = (
        read_text(PurePosixPath(f"{code}.md"), body) for code, body in zip(LANGUAGES, bodies, strict=True)
    )
    said = Review(by="editors", on=_CONFIRMED.on)
    review = (("fidelity", said), ("style", said))
    return write_sidecar(record(source, target, confirmed=_CONFIRMED, review=review))


def _read_yaml(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _yaml(value: dict[str, Any]) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return text


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write a book as the command line says."""
    parser = argparse.ArgumentParser(description="Make up a book of any size, to measure with.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or one that is not there yet")
    parser.add_argument("--chapters", type=int, default=60, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--sidecars", action="store_true", help="record every translation as confirmed")
    asked = parser.parse_args()
    write_corpus(asked.folder, chapters=asked.chapters, seed=asked.seed, sidecars=asked.sidecars)


if __name__ == "__main__":
    main()
