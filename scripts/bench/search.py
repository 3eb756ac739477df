"""How well readers find things, beside Material's own search on the same pages.

    PYTHONPATH=scripts .venv/bin/python scripts/bench/search.py --chapters 60
    PYTHONPATH=scripts .venv/bin/python scripts/bench/search.py --book .

Both are asked in a real Chromium, ours through the client that readers use. Queries are derived by rule; see
`bench.queries`. The other search is that of `mkdocs build` with the theme Material and its plugin `search`, as they
come, over the pages that ours rendered; it is asked in its own worker, with the query that its own field would send.

s@5: a page that holds what was asked for is among the first five. Recall: of the pages that hold the very words, how
many are in the list. First holds: the first hit is one of them. For queries through the other language s@5 says little,
because they stand below direct hits: their recall counts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from bench.build import bare_settings
from bench.corpus import write_corpus
from bench.hosting import served
from bench.queries import Query, Text, chinese_queries, cross_queries, english_queries, texts_of
from bench.weighing import slow_down

_PROBES = Path(__file__).with_name("search_probes.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a first search costs: kilobytes to the first result, to the full text and in all; seconds if slow."""

    first: float
    full: float
    all: float
    """With excerpts, and what the other language has."""
    slow: float


def build_ours(book: Path, folder: Path) -> Path:
    """Build our site of a book, and give its folder."""
    ours = folder / "ours"
    _run(sys.executable, "-m", "casebook", "--root", str(book), "build", "--out", str(ours))
    return ours


def build(book: Path, folder: Path) -> tuple[Path, Path]:
    """Build our site and Material's from a book, and give their folders."""
    ours, theirs, pages = build_ours(book, folder), folder / "theirs", folder / "pages"
    shutil.copytree(book / ".build" / "docs", pages)
    shutil.rmtree(pages / "zh" / "search")
    shutil.rmtree(pages / "en" / "search")
    settings = yaml.safe_load(bare_settings(book / "mkdocs.yml", pages, theirs))
    settings["plugins"] = ["search"]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    _run(sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml"))
    return ours, theirs


def _run(*command: str) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)  # noqa: S603  # our own
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")


def ask_ours(page: Page, address: str, queries: Sequence[Query]) -> list[list[str]]:
    """Ask our search, each query on a page of its language, and give the pages of every answer."""
    answers: dict[int, list[str]] = {}
    for language, prefix in (("zh", ""), ("en", "en/")):
        mine = [(at, query.text) for at, query in enumerate(queries) if query.language == language]
        page.goto(f"{address}{prefix}search/")
        found = page.evaluate(f"{_PROBES}.ours", [text for _, text in mine])
        answers.update(zip((at for at, _ in mine), found, strict=True))
    return [answers[at] for at in range(len(queries))]


def ask_theirs(page: Page, address: str, queries: Sequence[Query]) -> tuple[list[list[str]], float]:
    """Ask Material's search, and give the pages of every answer and the 95th percentile of its time in ms."""
    page.goto(f"{address}zh/about/")
    found: list[dict[str, Any]] = page.evaluate(f"{_PROBES}.material", [query.text for query in queries])
    pages = [list(dict.fromkeys(each.removeprefix("zh/") for each in answer["pages"])) for answer in found]
    return pages, _percentile([answer["time"] for answer in found])


def warm_time(page: Page, address: str, queries: Sequence[Query]) -> float:
    """Give the 95th percentile, in ms, of what readers wait for on the search page once its index is there."""
    texts = [query.text for query in queries if query.language == "zh"]
    half = len(texts) // 2
    page.goto(f"{address}search/?q={quote(texts[0])}")
    page.wait_for_selector("#search-results[data-state=done]", state="attached")
    page.evaluate(f"{_PROBES}.times", texts[:half])
    times: list[float] = page.evaluate(f"{_PROBES}.times", texts[half:])
    return _percentile(times)


def cost_of_ours(browser: Browser, address: str, chapter: str, query: str) -> Cost:
    """Open a chapter in a fresh browser and type at once; bytes are of what the search itself fetched."""
    quick, slow = (_type_at_once(browser, address + chapter, query, is_slow=is_slow) for is_slow in (False, True))
    first, full, everything = (quick[name] / 1000 for name in ("first", "full", "all"))
    return Cost(first=first, full=full, all=everything, slow=slow["answered"] / 1000)


def _type_at_once(browser: Browser, url: str, query: str, *, is_slow: bool) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    if is_slow:
        slow_down(page)
    page.add_init_script(f"{_PROBES}.watch()")
    page.goto(url, wait_until="domcontentloaded")
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    page.wait_for_selector("[role=listbox][data-state=done]", state="attached", timeout=60_000)
    page.wait_for_load_state("networkidle")
    taken: dict[str, float] = page.evaluate(f"{_PROBES}.taken")
    context.close()
    return taken


def _percentile(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well queries of one kind were answered."""

    count: int
    success: float
    recall: float
    first: float


def score(queries: Iterable[Query], answers: Iterable[Sequence[str]]) -> Score:
    """Hold answers against what was wanted."""
    success, recall, first = [], [], []
    for query, found in zip(queries, answers, strict=True):
        success.append(any(page in query.wanted or page in query.named for page in found[:5]))
        recall.append(len(query.wanted.intersection(found)) / len(query.wanted))
        first.append(bool(found) and (found[0] in query.wanted or found[0] in query.named))
    return Score(count=len(success), success=_mean(success), recall=_mean(recall), first=_mean(first))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def as_markdown(queries: Sequence[Query], ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> str:
    """Give the quality of both as one table, a line for each kind of query."""
    lines = [
        "| Asked in | Kind | Queries | s@5 | Recall | First holds | Material: s@5 | Recall | First holds |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    kinds = list(dict.fromkeys((query.language, query.kind) for query in queries))
    for language, kind in [*kinds, ("zh", "**literal**"), ("en", "**all**")]:
        at = [
            place
            for place, query in enumerate(queries)
            if query.language == language
            and (
                query.kind == kind or (kind[0] == "*" and "→" not in query.kind and (query.literal or language == "en"))
            )
        ]
        mine = score([queries[place] for place in at], [ours[place] for place in at])
        other = score([queries[place] for place in at], [theirs[place] for place in at])
        numbers = " | ".join(
            f"{value:.3f}" for each in (mine, other) for value in (each.success, each.recall, each.first)
        )
        lines.append(f"| {language} | {kind} | {mine.count} | {numbers} |")
    return "\n".join(lines)


def missed(queries: Sequence[Query], answers: Sequence[Sequence[str]]) -> Iterator[str]:
    """Name the queries of which not everything that was wanted was found, or nothing near the top."""
    for query, found in zip(queries, answers, strict=True):
        lost = query.wanted.difference(found)
        top = found[: 1 if query.kind == "substring" else 5]
        if lost or ("→" not in query.kind and not (query.wanted | query.named).intersection(top)):
            yield f"{query.language} {query.kind}: {query.text} ({len(lost)} of {len(query.wanted)} lost; {found[:2]})"


def measure(book: Path, folder: Path, *, each: int, seed: int, show_missed: bool) -> str:
    """Build a book with both, ask both, and give the tables."""
    ours, theirs = build(book, folder)
    prefixes = json.loads((ours / "search" / "catalogue.json").read_text(encoding="utf-8"))["prefixes"]
    groups = json.loads((ours / "search" / "words.json").read_text(encoding="utf-8"))["groups"]
    texts = texts_of(ours, prefixes, "zh")
    known = _known(ours, prefixes)
    queries = [
        replace(
            query, named=query.named | {page for page, names in known.items() if query.literal and query.text in names}
        )
        for query in (
            *chinese_queries(texts, each=each, seed=seed),
            *english_queries(texts, each=each, seed=seed),
            *cross_queries(texts, groups),
        )
        if query.wanted
    ]
    path = os.environ.get("CASEBOOK_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, served(ours) as here, served(theirs) as there:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        answers = ask_ours(page, here, queries)
        material, their_time = ask_theirs(page, there, queries)
        our_time = warm_time(browser.new_page(), here, [query for query in queries if query.kind != "pinyin"])
        costs = [cost_of_ours(browser, here, _a_chapter(texts), text) for text in _typed(texts)]
        browser.close()
    if show_missed:
        print("\n".join(missed(queries, answers)), file=sys.stderr)
    index = [theirs / "search" / "search_index.json", *theirs.glob("assets/javascripts/workers/search*.js")]
    their_bytes = sum(len(gzip.compress(path.read_bytes(), 9)) for path in index) / 1000
    costs_table = [
        "| Cost | Ours, median | Ours, most | Material |",
        "| --- | ---: | ---: | ---: |",
        _line("kB to the first useful result", costs, "first", f"{their_bytes:.0f}"),
        _line("kB to the full-text results", costs, "full", f"{their_bytes:.0f}"),
        _line("kB in all, with excerpts and the other language", costs, "all", f"{their_bytes:.0f}"),
        f"| p95 of a warm query, ms | {our_time:.0f} | | {their_time:.0f} |",
        _line("400 kbit/s, 400 ms, processor ÷ 4: s from opening a chapter to the first result", costs, "slow", ""),
    ]
    return "\n".join((as_markdown(queries, answers, material), "", *costs_table))


def _known(site: Path, prefixes: dict[str, str]) -> dict[str, str]:
    """Give what the catalogue says of every page, by its address: a school's name need not stand in the text."""
    known: dict[str, str] = {}
    for prefix in prefixes.values():
        catalogue = json.loads((site / prefix / "search" / "catalogue.json").read_text(encoding="utf-8"))
        for entry in catalogue["entries"]:
            known[prefix + entry["u"]] = "\n".join([entry["t"], entry.get("s", ""), *entry.get("n", ())])
    return known


def _line(label: str, costs: Sequence[Cost], name: str, theirs: str) -> str:
    values = [getattr(cost, name) for cost in costs]
    return f"| {label} | {statistics.median(values):.1f} | {max(values):.1f} | {theirs} |"


def _typed(texts: Sequence[Text]) -> list[str]:
    """Choose what is typed for the costs: the first characters of titles of chapters and practices, every tenth."""
    pages = [text for text in texts if text.searched and text.language == "zh" and text.headings]
    titles = [page.headings[0] for page in pages if page.address.startswith(("chapters/", "practices/"))]
    return [title[:3] for title in titles[::10]]


def _a_chapter(texts: Sequence[Text]) -> str:
    return next(text.address for text in texts if text.address.startswith("chapters/"))


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description="Measure our search beside that of Material on the same pages.")
    parser.add_argument("--chapters", type=int, default=60, metavar="N", help="size of the book that is made up")
    parser.add_argument("--book", type=Path, metavar="DIR", help="measure this book instead")
    parser.add_argument("--each", type=int, default=40, metavar="N", help="queries of each kind (default: 40)")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--missed", action="store_true", help="name the queries that were answered badly")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as name:
        folder = Path(name)
        book = asked.book.resolve() if asked.book else folder / "book"
        if not asked.book:
            write_corpus(book, chapters=asked.chapters, seed=asked.seed, sidecars=True)
        print(measure(book, folder, each=asked.each, seed=asked.seed, show_missed=asked.missed))


if __name__ == "__main__":
    main()
