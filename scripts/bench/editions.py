"""How long the editions of the whole book take, how much memory, and how large their files are.

    .venv/bin/python scripts/bench/editions.py --chapters 60

Each form of each edition is made by itself with nothing kept from before; then all of one form together, as a build
makes them, two at a time; then again of a book in which nothing has changed, a sentence of one chapter, or one of a
translation only. Reading and checking the book is not in it: a build does that anyway. Every measurement has a process
of its own. The best of several runs counts, for noise adds time; where other work runs, trust the processor time.

Memory is the most that the process held together with those that it started, looked up twenty times a second; what
two of them share counts twice. It needs the /proc of Linux.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from bench.corpus import write_corpus
from casebook.edition import States
from casebook.manuscript import Book
from casebook.press.editions.binding import bind, whole_editions
from casebook.press.editions.forms import FORMS
from casebook.press.preparing import check

_KEPT = ("editions", "epub", "typst")
"""Where under `.build` a book keeps what editions are made of."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Taken:
    """Seconds on the clock and of processor time, programs that were started included; bytes made; bytes of memory."""

    clock: float
    processor: float
    size: int = 0
    memory: int = 0


def main() -> None:
    """Measure as the command line says, and print a table."""
    parser = argparse.ArgumentParser(description="Measure the editions of a book.")
    parser.add_argument("--chapters", type=int, default=60, metavar="N")
    parser.add_argument("--runs", type=int, default=1, metavar="N")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        write_corpus(root, chapters=asked.chapters, seed=1, sidecars=True)
        _measure(root, asked.runs)


def _measure(root: Path, runs: int) -> None:
    print("| What | Form | Clock, s | To cold | Processor, s | kB | Memory, MB |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    _row("text of all editions", "", min(_in_process(_write_texts, root) for _ in range(runs)))
    book, states = _read(root)
    stems = [each.stem for each in whole_editions(book, states)]
    for form in FORMS:
        for stem in stems:
            _row(stem, form, _best(runs, root, [stem], form, _forget))
        cold = _best(runs, root, stems, form, _forget)
        _row("**all, cold**", form, cold, cold)
        _row("all, nothing changed", form, _best(runs, root, stems, form, lambda _: None), cold)
        _row("all, one chapter changed", form, _best(runs, root, stems, form, _change), cold)
        _row("all, one translation changed", form, _best(runs, root, stems, form, _change_translation), cold)


def _read(root: Path) -> tuple[Book, States]:
    checked = check(root)
    assert checked.book is not None
    assert checked.standings is not None
    return checked.book, checked.standings.states


def _best(runs: int, root: Path, stems: Sequence[str], form: str, before: Callable[[Path], None]) -> Taken:
    """Say what a process of its own takes to make editions, after something was done to the book."""
    taken = []
    for _ in range(runs):
        before(root)
        taken.append(_in_process(_bind, root, stems, form))
    return min(taken)


def _forget(root: Path) -> None:
    for kept in _KEPT:
        shutil.rmtree(root / ".build" / kept, ignore_errors=True)


def _change(root: Path) -> None:
    _add(root, "又一句。")


def _change_translation(root: Path) -> None:
    _add(root, "One more sentence.", translated=True)


def _add(root: Path, sentence: str, *, translated: bool = False) -> None:
    """Add a sentence to the last chapter that has a translation, or to this."""
    book, _ = _read(root)
    chapter = next(each for each in reversed(book.published()) if each.translations)
    path = root / (next(iter(chapter.translations.values())).path if translated else chapter.path)
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{sentence}\n", encoding="utf-8")


# ---- in a process of its own


def _in_process(work: Callable[..., Taken], *given: object) -> Taken:
    """Say what some work took, and how much memory its process and those below it held at most."""
    most = 0
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
        process = worker.submit(os.getpid).result()
        done = worker.submit(work, *given)
        while not wait([done], timeout=0.05).done:
            most = max(most, _memory_below(process))
        taken = done.result()
    return Taken(clock=taken.clock, processor=taken.processor, size=taken.size, memory=most)


def _write_texts(root: Path) -> Taken:
    book, states = _read(root)
    return _timed(lambda: 0 * len(whole_editions(book, states)))


def _bind(root: Path, stems: Sequence[str], form: str) -> Taken:
    book, states = _read(root)
    editions = [each for each in whole_editions(book, states) if each.stem in stems]
    return _timed(lambda: sum(len(each.content) for each in bind(root, editions, [form])))


def _timed(make: Callable[[], int]) -> Taken:
    clock, processor = time.perf_counter(), sum(os.times()[:4])
    size = make()
    return Taken(clock=time.perf_counter() - clock, processor=sum(os.times()[:4]) - processor, size=size)


def _memory_below(process: int) -> int:
    """Give the bytes of memory that a process and all below it hold now."""
    below: dict[int, list[int]] = {}
    held: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            facts = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # It has ended since.
        number = int(path.parent.name)
        below.setdefault(int(facts[1]), []).append(number)
        held[number] = int(facts[21]) * os.sysconf("SC_PAGE_SIZE")
    found = [process]
    for each in found:
        found += below.get(each, [])
    return sum(held.get(each, 0) for each in found)


def _row(name: str, form: str, taken: Taken, cold: Taken | None = None) -> None:
    ratio = f"{taken.clock / cold.clock:.2f}" if cold else ""
    size = f"{taken.size / 1000:,.0f}" if taken.size else ""
    times = f"{taken.clock:.2f} | {ratio} | {taken.processor:.2f}"
    print(f"| {name} | {form} | {times} | {size} | {taken.memory / 1e6:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
