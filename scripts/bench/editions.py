"""How long the editions of the whole book take, and how large their files are.

    .venv/bin/python scripts/bench/editions.py --chapters 60

Each form of each edition is made by itself with nothing kept from before; then all of one form together, as a build
makes them, two at a time; then again, of a book in which one chapter has changed; and of one in which nothing has.
Reading and checking the book is not in it: a build does that anyway. Every measurement has a process of its own, since
Typst remembers within one what it has laid out. The best of several runs counts, for noise adds time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias, TypeVar

from bench.corpus import write_corpus
from casebook.edition import States
from casebook.manuscript import Book
from casebook.press.editions.binding import bind, whole_editions
from casebook.press.editions.forms import FORMS
from casebook.press.preparing import check

Result = TypeVar("Result")
Taken: TypeAlias = tuple[float, float]
"""Seconds on the clock, and seconds of processor time, programs that were started included."""


def main() -> None:
    """Measure as the command line says, and print a table."""
    parser = argparse.ArgumentParser(description="Measure the editions of a book.")
    parser.add_argument("--chapters", type=int, default=60, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        write_corpus(root, chapters=asked.chapters, seed=1, sidecars=True)
        _measure(root, asked.runs)


def _measure(root: Path, runs: int) -> None:
    print("| Edition | Form | Clock, s | Processor, s | kB |\n| --- | --- | ---: | ---: | ---: |")
    book, states = _read(root)
    taken, editions = _best(runs, lambda: whole_editions(book, states))
    _row("text of all, one document each", "", taken, None)
    for form in FORMS:
        for edition in editions:
            _row(edition.stem, form, *_alone(runs, root, [edition.stem], form, cold=True))
        stems = [each.stem for each in editions]
        _row("**all**", form, *_alone(runs, root, stems, form, cold=True))
        _row("all, nothing changed", form, *_alone(runs, root, stems, form, cold=False))
        _change(root)
        _row("all, one chapter changed", form, *_alone(1, root, stems, form, cold=False))


def _read(root: Path) -> tuple[Book, States]:
    checked = check(root)
    assert checked.book is not None
    assert checked.standings is not None
    return checked.book, checked.standings.states


def _alone(runs: int, root: Path, stems: Sequence[str], form: str, *, cold: bool) -> tuple[Taken, int]:
    """Say what a process of its own takes to make editions, and how many bytes their files have."""
    taken: list[tuple[Taken, int]] = []
    for _ in range(runs):
        if cold:
            for kept in ("editions", "typst"):
                shutil.rmtree(root / ".build" / kept, ignore_errors=True)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
            taken.append(worker.submit(_make, root, stems, form).result())
    return min(taken)


def _make(root: Path, stems: Sequence[str], form: str) -> tuple[Taken, int]:
    book, states = _read(root)
    editions = [each for each in whole_editions(book, states) if each.stem in stems]
    taken, bound = _best(1, lambda: bind(root, editions, [form]))
    return taken, sum(len(each.content) for each in bound)


def _change(root: Path) -> None:
    """Add a sentence to a chapter."""
    book, _ = _read(root)
    path = root / book.published()[-1].path
    path.write_text(path.read_text(encoding="utf-8") + "\n又一句。\n", encoding="utf-8")


def _best(runs: int, make: Callable[[], Result]) -> tuple[Taken, Result]:
    taken: list[Taken] = []
    for _ in range(runs):
        clock, processor = time.perf_counter(), sum(os.times()[:4])
        result = make()
        taken.append((time.perf_counter() - clock, sum(os.times()[:4]) - processor))
    return min(taken), result


def _row(name: str, form: str, taken: Taken, size: int | None) -> None:
    told = f"{size / 1000:,.0f}" if size else ""
    print(f"| {name} | {form} | {taken[0]:.2f} | {taken[1]:.2f} | {told} |", flush=True)


if __name__ == "__main__":
    main()
