"""What a reader pays for a page, beside the same page on a stock site.

    PYTHONPATH=scripts .venv/bin/python scripts/bench/reading.py --chapters 60

Both sites are served packed, and visited by a fresh Chromium that has seen nothing. The slow line is 400 kbit/s with
400 ms, on a processor that is made four times slower; the two are visited in turn. Stock is Material with static-i18n
and its own search over the pages that ours rendered; its web fonts are off, without which the slow line would wait for
another host. The first search result: a chapter is opened and the beginning of a title is typed at once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.corpus import write_corpus
from bench.hosting import served
from bench.search import build_ours, cost_of_ours
from bench.stock import build_stock
from bench.weighing import first_visit, largest_paint, opens_again_without_network, slow_down, without_photos


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one chapter costs on one site: kilobytes, requests, seconds on the slow line."""

    kilobytes: float
    requests: int
    elsewhere: int
    """Other hosts that were asked for something."""
    paint: tuple[float, ...]
    found: tuple[float, ...]
    again: bool
    """Whether the page opens a second time without network."""


def measure(browser: Browser, addresses: Sequence[str], chapter: str, query: str, *, runs: int) -> list[Reading]:
    """Visit a chapter on our site and on the stock one, in turn."""
    ours, stock = addresses
    paints: dict[str, list[float]] = {address: [] for address in addresses}
    found: dict[str, list[float]] = {address: [] for address in addresses}
    for _ in range(runs):
        for address in addresses:
            paints[address].append(largest_paint(browser, address + chapter))
        found[ours].append(cost_of_ours(browser, ours, chapter, query).slow)
        found[stock].append(_first_result_of_stock(browser, stock + chapter, query))
    readings = []
    for address in addresses:
        fetched = without_photos(first_visit(browser, address + chapter))
        readings.append(
            Reading(
                kilobytes=sum(each.size for each in fetched) / 1000,
                requests=len(fetched),
                elsewhere=len({each.host for each in fetched if not each.address.startswith(address)}),
                paint=tuple(paints[address]),
                found=tuple(found[address]),
                again=opens_again_without_network(browser, address + chapter),
            )
        )
    return readings


def _first_result_of_stock(browser: Browser, url: str, query: str) -> float:
    """Open a stock page on the slow line and type at once; give the seconds until its first result is there."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    slow_down(page)
    page.goto(url, wait_until="domcontentloaded", timeout=120_000)
    # Its field listens only when its script has run: a key that is pressed before is lost, so the toggle is used.
    page.locator("label.md-header__button[for=__search]").click(timeout=120_000)
    page.locator("input.md-search__input").fill(query, timeout=120_000)
    page.locator(".md-search-result__item").first.wait_for(state="attached", timeout=120_000)
    seconds: float = page.evaluate("performance.now() / 1000")
    context.close()
    return seconds


def as_markdown(ours: Reading, stock: Reading) -> str:
    """Give both as one table."""
    rows = [
        (
            "kB over the wire, first visit of a chapter, without photos",
            f"{ours.kilobytes:.1f}",
            f"{stock.kilobytes:.1f}",
        ),
        ("requests of it", ours.requests, stock.requests),
        ("other hosts asked", ours.elsewhere, stock.elsewhere),
        ("slow line: largest contentful paint, s: median (best)", *map(_seconds, (ours.paint, stock.paint))),
        ("slow line: first search result after opening, s: median (best)", *map(_seconds, (ours.found, stock.found))),
        ("opens again without network", *("yes" if each.again else "no" for each in (ours, stock))),
    ]
    lines = ["| | Ours | Stock |", "| --- | ---: | ---: |"]
    return "\n".join(lines + [f"| {name} | {mine} | {theirs} |" for name, mine, theirs in rows])


def _seconds(taken: Sequence[float]) -> str:
    return f"{statistics.median(taken):.2f} ({min(taken):.2f})"


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description="Measure what a page costs its reader, beside a stock site.")
    parser.add_argument("--chapters", type=int, default=60, metavar="N", help="size of the book that is made up")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="visits on the slow line (default: 5)")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        book, folder = Path(name) / "book", Path(name)
        write_corpus(book, chapters=asked.chapters, seed=asked.seed, sidecars=True)
        ours = build_ours(book, folder)
        (folder / "stock").mkdir()
        stock = build_stock(book / "mkdocs.yml", book / ".build" / "docs", folder / "stock")
        chapters = sorted((ours / "chapters").iterdir(), key=lambda path: (path / "index.html").stat().st_size)
        chapter = chapters[len(chapters) // 2]
        path = os.environ.get("CASEBOOK_CHROMIUM") or shutil.which("chromium")
        with sync_playwright() as playwright, served(ours) as here, served(stock) as there:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            mine, theirs = measure(
                browser, (here, there), f"chapters/{chapter.name}/", _title(chapter)[:3], runs=asked.runs
            )
            browser.close()
    print(as_markdown(mine, theirs))


def _title(chapter: Path) -> str:
    html = (chapter / "index.html").read_text(encoding="utf-8")
    return html.split("<title>")[1].split(" – ")[0]


if __name__ == "__main__":
    main()
