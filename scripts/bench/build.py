"""How long our build takes beside bare MkDocs + Material on the same pages.

    .venv/bin/python scripts/bench/build.py --chapters 60 600

Ours is the whole of `casebook build`: gather, check, write the pages of both languages, render them, put the site in
place; with no `.build` folder and no site from before. Every translation has its sidecar, as in a real book.

"Bare MkDocs + Material on the same pages" is read in the way that is hardest on us. Bare is one `mkdocs build` with one
configuration over the very pages that ours rendered, both languages together: so it starts once, sets up one theme and
makes one pass, where two configurations one after the other would pay for all that twice. The theme is the stock one,
without plugins, search or any work of ours; chapters are out of its navigation, as out of ours; and the Markdown
extensions are those of mkdocs.yml, because without them the pages would not be the same.

Bare has its search off, and ours ends by writing a search index. What that takes is measured by itself, on the site
just built; the ratio is given with it and, like for like, without it. The limit of --max-ratio is for the latter.

Both run in turn (ours, bare, ours, bare …), each time in a fresh process into an empty folder. Both have run once
before, unmeasured, so that neither pays for compiling modules. The ratio is that of the best runs: noise adds time.
Where other work runs on the machine, trust the processor time: it counts what a build did, and not how long it waited.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

CORPUS = Path(__file__).with_name("corpus.py")
INDEXING = """\
import os, resource, sys, time
from pathlib import Path
from casebook.press.indexing import write_index
before, clock = os.times(), time.perf_counter()
write_index(Path(sys.argv[1]))
after = os.times()
print(time.perf_counter() - clock, sum(after[:4]) - sum(before[:4]))
print(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
"""
"""A program that writes the search index of a site and says what that took, without its own start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One build: seconds on the clock, seconds of processor time, and the most memory that it held, in MB."""

    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """Something that builds: a command, the site that it writes, and the folders that it must not find."""

    name: str
    command: tuple[str, ...]
    site: Path
    cleared: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one contender took for one book."""

    name: str
    runs: tuple[Run, ...]
    pages: int
    megabytes: float

    @property
    def best(self) -> float:
        """Seconds of the fastest run."""
        return min(run.seconds for run in self.runs)

    @property
    def median(self) -> float:
        """Seconds of the run in the middle."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def processor(self) -> float:
        """The least processor time of any run, which other programs disturb less than the clock."""
        return min(run.processor for run in self.runs)

    @property
    def memory(self) -> float:
        """The most memory of any run, in MB."""
        return max(run.memory for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both contenders on one book."""

    chapters: int
    ours: Result
    search: Result
    """What of ours is the search index."""
    bare: Result

    def ratio(self, measured: Callable[[Result], float], *, with_search: bool) -> float:
        """Give what we took in times of what bare took; like for like is without our search index."""
        taken = measured(self.ours) - (0 if with_search else measured(self.search))
        return taken / measured(self.bare)

    @property
    def like_for_like(self) -> float:
        """The ratio of the best times, without a search index."""
        return self.ratio(lambda result: result.best, with_search=False)


class BuildError(Exception):
    """A build that was to be measured failed."""


def compare(chapters: int, *, runs: int, seed: int, folder: Path) -> Comparison:
    """Make a book in an empty folder, build it in turn with both, and say what each took.

    Raises:
        BuildError: one of the builds failed; its last words are in the message.
    """
    book = folder / "book"
    environment = _environment(folder / "compiled")
    # In a process of its own, so that this one stays small: a child counts the memory of its parent as its own.
    options = ("--chapters", str(chapters), "--seed", str(seed), "--sidecars")
    _run((sys.executable, str(CORPUS), str(book), *options), environment)
    ours = _ours(book, folder / "ours")
    measure(ours, environment)
    shutil.copytree(book / ".build" / "docs", folder / "pages")
    bare = _bare(book, folder)
    measure(bare, environment)
    taken: dict[str, list[Run]] = {ours.name: [], bare.name: []}
    search: list[Run] = []
    for _ in range(runs):
        for contender in (ours, bare):
            taken[contender.name].append(measure(contender, environment))
        search.append(measure_index(ours.site, environment))
    return Comparison(
        chapters=chapters,
        ours=_result(ours.name, ours.site, taken[ours.name]),
        search=_result("of it, the search index", ours.site / "pagefind", search),
        bare=_result(bare.name, bare.site, taken[bare.name]),
    )


def _ours(book: Path, site: Path) -> Contender:
    return Contender(
        name="casebook build",
        command=(sys.executable, "-m", "casebook", "--root", str(book), "build", "--no-editions", "--out", str(site)),
        site=site,
        cleared=(book / ".build", site),
    )


def _bare(book: Path, folder: Path) -> Contender:
    settings, site = folder / "mkdocs.yml", folder / "bare"
    settings.write_text(bare_settings(book / "mkdocs.yml", folder / "pages", site), encoding="utf-8")
    return Contender(
        name="bare MkDocs + Material",
        command=(sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(settings)),
        site=site,
        cleared=(site,),
    )


def bare_settings(ours: Path, pages: Path, site: Path) -> str:
    """Give the configuration of bare MkDocs for a folder of pages."""
    settings: dict[str, object] = {
        "site_name": "Bare",
        "site_url": "https://example.org/",
        "docs_dir": str(pages),
        "site_dir": str(site),
        "theme": {"name": "material"},
        "plugins": [],
        "markdown_extensions": yaml.safe_load(ours.read_text(encoding="utf-8"))["markdown_extensions"],
        "nav": [{"Home": "zh/index.md"}],
        # The pages link to each other by address, and MkDocs would note each of these links.
        "validation": {
            "nav": {"omitted_files": "ignore"},
            "links": dict.fromkeys(("not_found", "anchors", "absolute_links", "unrecognized_links"), "ignore"),
        },
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def measure(contender: Contender, environment: Mapping[str, str]) -> Run:
    """Build once into nothing, in a fresh process, and say what it took.

    Memory is that of the largest process of the build. wait4(2) gives for one child what getrusage(2) sums up for all.

    Raises:
        BuildError: the command failed.
    """
    for folder in contender.cleared:
        shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryFile() as words:
        started = time.perf_counter()
        process = subprocess.Popen(contender.command, stdout=words, stderr=words, env=environment)  # noqa: S603  # our own
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            raise BuildError(f"{contender.name}:\n{words.read().decode('utf-8', 'replace')[-2000:]}")
    return Run(seconds=seconds, processor=usage.ru_utime + usage.ru_stime, memory=_megabytes(usage.ru_maxrss))


def measure_index(site: Path, environment: Mapping[str, str]) -> Run:
    """Write the search index of a site anew, in a fresh process, and say what it took without the start of Python."""
    seconds, processor, memory = _run((sys.executable, "-c", INDEXING, str(site)), environment).split()
    return Run(seconds=float(seconds), processor=float(processor), memory=_megabytes(int(memory)))


def _megabytes(maxrss: int) -> float:
    # Linux counts in KiB, macOS in bytes.
    return maxrss / 1e6 if sys.platform == "darwin" else maxrss * 1024 / 1e6


def _environment(compiled: Path) -> dict[str, str]:
    """Give both the same surroundings, and a place for compiled modules, even where Python is told to keep none."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # Material advertises its successor at every start; `casebook` silences that in the same way.
    return {**inherited, "PYTHONPYCACHEPREFIX": str(compiled), "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8"}


def _run(command: Sequence[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)  # noqa: S603  # our own
    if done.returncode:
        raise BuildError(done.stdout + done.stderr)
    return done.stdout


def _result(name: str, folder: Path, runs: Iterable[Run]) -> Result:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Result(
        name=name,
        runs=tuple(runs),
        pages=sum(path.suffix == ".html" for path in files),
        megabytes=sum(path.stat().st_size for path in files) / 1e6,
    )


def as_markdown(comparisons: Iterable[Comparison]) -> str:
    """Give the comparisons as one table."""
    lines = [
        "| Chapters | Build | Best, s | Median, s | Processor, s | Memory, MB | Pages | Output, MB |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for each in comparisons:
        for result in (each.ours, each.search, each.bare):
            sizes = f"{result.memory:.0f} | {result.pages:,} | {result.megabytes:.1f}"
            times = f"{result.best:.2f} | {result.median:.2f} | {result.processor:.2f}"
            lines.append(f"| {each.chapters} | {result.name} | {times} | {sizes} |")
        lines.append(f"| {each.chapters} | ours ÷ bare | {_ratios(each, with_search=True)} | | | |")
        ratios = _ratios(each, with_search=False)
        lines.append(f"| {each.chapters} | **ours without the index ÷ bare** | {ratios} | | | |")
    return "\n".join(lines)


def _ratios(each: Comparison, *, with_search: bool) -> str:
    measures: tuple[Callable[[Result], float], ...] = (
        lambda result: result.best,
        lambda result: result.median,
        lambda result: result.processor,
    )
    return " | ".join(f"{each.ratio(measured, with_search=with_search):.2f}" for measured in measures)


def as_json(comparisons: Iterable[Comparison]) -> str:
    """Give the comparisons with every run, as one array."""
    return json.dumps([{**asdict(each), "ratio": each.like_for_like} for each in comparisons], indent=1) + "\n"


def main() -> int:
    """Measure as the command line says; 1 where a ratio is above the limit, 2 where a build failed."""
    parser = argparse.ArgumentParser(description="Measure our build beside bare MkDocs + Material on the same pages.")
    parser.add_argument("--chapters", type=int, nargs="+", default=[60], metavar="N", help="sizes of the books")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="measured runs of each (default: 3)")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run there as well")
    parser.add_argument("--max-ratio", type=float, metavar="X", help="exit with 1 when ours takes longer than X times")
    asked = parser.parse_args()
    comparisons: list[Comparison] = []
    for chapters in asked.chapters:
        with tempfile.TemporaryDirectory(prefix="casebook-bench-") as folder:
            try:
                comparisons.append(compare(chapters, runs=asked.runs, seed=asked.seed, folder=Path(folder)))
            except BuildError as error:
                print(error, file=sys.stderr)
                return 2
    print(as_markdown(comparisons))
    if asked.json:
        asked.json.write_text(as_json(comparisons), encoding="utf-8")
    return 1 if asked.max_ratio and any(each.like_for_like > asked.max_ratio for each in comparisons) else 0


if __name__ == "__main__":
    sys.exit(main())
