"""How well the state of a translation is told after an edit, beside two simple ways of telling it.

    .venv/bin/python scripts/bench/translation.py --cases 480 --seed 1

Every case is a chapter of this book, whole and confirmed, after one to three edits (bench/edits.py). Asked is, for each
passage of both texts, whether it needs a translator. *Passage by passage* is ours. *Git dates* calls a translation
stale when the original was committed after it, on a real repository; *file digest* when the original's bytes differ
from those that were confirmed. Both speak of whole files, so that a passage counts as they call its file. In every
third case somebody mended a typo in the English afterwards, as people do.

An attachment is wrong and silent where a passage of the translation counts as current and its original is another one,
or says something else than when it was confirmed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from bench.cases import Case, cases, text_of
from casebook.translation import Confirmation, Status, TranslationState, derive, record, strict_digest

REPOSITORY = Path(__file__).resolve().parents[2]

_SILENT = (Status.CURRENT, Status.COSMETIC, Status.MOVED, Status.OMITTED, Status.NOTE)
_CONFIRMED = Confirmation(by="editors", on=date(2026, 11, 1))


@dataclass(slots=True)
class Score:
    """How often something that needs a translator was called so."""

    name: str
    hits: int = 0
    misses: int = 0
    alarms: int = 0
    rest: int = 0
    silent: int = 0
    """Wrong attachments that nobody is told of."""
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was called stale that is."""
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else 1.0

    @property
    def recall(self) -> float:
        """The share of what is stale that was called so."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    def add(self, true: set[int], called: set[int], total: int) -> None:
        """Count one text: the positions that need a translator, and those that were called so."""
        self.hits += len(true & called)
        self.misses += len(true - called)
        self.alarms += len(called - true)
        self.rest += total - len(true | called)


def measure(count: int, seed: int, *, with_git: bool = True) -> list[Score]:
    """Make the cases and give the scores: ours, git dates, the digest of the file."""
    ours, dates, digest = Score("passage by passage"), Score("git dates"), Score("file digest")
    made = cases(REPOSITORY / "chapters", count, seed)
    for number, case in enumerate(made):
        state = state_of(case)
        targets, sources = called(state)
        before = (ours.misses, ours.alarms, ours.silent)
        ours.add(case.stale_targets, targets, len(case.target))
        ours.add(case.stale_sources, sources, len(case.now))
        ours.silent += len(wrong_and_silent(case, state))
        if before != (ours.misses, ours.alarms, ours.silent):
            ours.wrong.append(f"{number} {case.slug}: {', '.join(case.kinds)}")
        _add_file(digest, case, is_stale=_bytes(case.before) != _bytes([each.text for each in case.now]))
    if with_git:
        for case, is_stale in zip(made, _by_dates(made), strict=True):
            _add_file(dates, case, is_stale=is_stale)
    return [ours, dates, digest]


def state_of(case: Case) -> TranslationState:
    """Derive how the translation of a case stands after the edit."""
    before, target = text_of(case.before, "zh.md"), text_of(case.target, "en.md")
    sidecar = record(before, target, confirmed=_CONFIRMED)
    return derive(text_of([each.text for each in case.now], "zh.md"), target, sidecar)


def called(state: TranslationState) -> tuple[set[int], set[int]]:
    """Give the passages of the translation and of the original that are said to need a translator."""
    loud = [each for each in state.groups if each.status not in _SILENT]
    return {position for each in loud for position in each.target}, {
        position for each in loud for position in each.source
    }


def wrong_and_silent(case: Case, state: TranslationState) -> list[str]:
    """List the groups that count as current and tie a translation to another original, or to one that changed."""
    found: list[str] = []
    for group in state.groups:
        if group.status not in _SILENT or not group.target:
            continue
        wanted = {index for index, passage in enumerate(case.now) if set(passage.origins) & set(group.target)}
        # Equal passages are each other's equals, whichever of them stands here.
        texts = sorted(case.now[index].text.strip() for index in wanted)
        here = sorted(case.now[index].text.strip() for index in group.source)
        if here != texts or any(case.now[index].is_changed for index in group.source):
            found.append(group.id)
    return found


def _add_file(score: Score, case: Case, *, is_stale: bool) -> None:
    everything = range(len(case.target)), range(len(case.now))
    score.add(case.stale_targets, set(everything[0]) if is_stale else set(), len(case.target))
    score.add(case.stale_sources, set(everything[1]) if is_stale else set(), len(case.now))
    score.silent += 0 if is_stale else len(case.stale_targets)


def _bytes(passages: Iterable[str]) -> str:
    return strict_digest("\n\n".join(passages))


def _by_dates(made: Sequence[Case]) -> list[bool]:
    """Ask git whether the original was committed after the translation, in one repository for all cases."""
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as folder:
        root = Path(folder)
        _git(root, "init", "--quiet")
        for number, case in enumerate(made):
            zh, en = root / f"{number}.zh.md", root / f"{number}.en.md"
            zh.write_text("\n\n".join(case.before), encoding="utf-8")
            en.write_text("\n\n".join(case.target), encoding="utf-8")
        _commit(root, 1)
        for number, case in enumerate(made):
            (root / f"{number}.zh.md").write_text("\n\n".join(each.text for each in case.now), encoding="utf-8")
        _commit(root, 2)
        for number, case in enumerate(made):
            if number % 3 == 0:
                (root / f"{number}.en.md").write_text("\n\n".join(case.target) + "!", encoding="utf-8")
        _commit(root, 3)
        dates: dict[str, int] = {}
        day = 0
        for line in _git(root, "log", "--format=@%ct", "--name-only").splitlines():
            if line.startswith("@"):
                day = int(line[1:])
            elif line:
                dates.setdefault(line, day)
        return [dates[f"{number}.zh.md"] > dates[f"{number}.en.md"] for number in range(len(made))]


def _commit(root: Path, day: int) -> None:
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--allow-empty", "-m", str(day), day=day)


def _git(root: Path, *arguments: str, day: int = 1) -> str:
    when = f"2026-11-{day:02}T12:00:00Z"
    people = {f"GIT_{who}_{what}": "bench" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(  # noqa: S603  # our own
        ["git", *arguments],  # noqa: S607  # whichever git there is
        cwd=root,
        env={**os.environ, **people, **dates},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def as_markdown(scores: Iterable[Score]) -> str:
    """Give the scores as a table."""
    lines = [
        "| Way of telling | Precision | Recall | Called in vain | Missed | Wrong and silent |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {each.name} | {each.precision:.4f} | {each.recall:.4f} | {each.alarms} | {each.misses} | {each.silent} |"
        for each in scores
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure as the command line says; 1 where ours is below what is promised."""
    parser = argparse.ArgumentParser(description="Measure how well the state of a translation is told after an edit.")
    parser.add_argument("--cases", type=int, default=480, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    started = time.perf_counter()
    scores = measure(asked.cases, asked.seed)
    print(as_markdown(scores))
    print(f"{asked.cases} cases in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    for line in scores[0].wrong:
        print(line, file=sys.stderr)
    if asked.json:
        asked.json.write_text(json.dumps([asdict(each) for each in scores], indent=1) + "\n", encoding="utf-8")
    ours = scores[0]
    return 0 if min(ours.precision, ours.recall) >= 0.99 and not ours.silent else 1


if __name__ == "__main__":
    sys.exit(main())
