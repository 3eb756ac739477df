"""How well names of people are found, and what the rules of safeguarding cost.

    PYTHONPATH=scripts .venv/bin/python scripts/bench/safeguarding.py
    PYTHONPATH=scripts .venv/bin/python scripts/bench/safeguarding.py --book /tmp/book

The passages stand in bench/names: ⟨…⟩ marks a name that must be found, {…} one that the chapter declares. A name is
found where a finding touches it; a finding that touches none is a false alarm. The rules were tuned on `tuned.txt` and,
a second time, on `tuned-prose.txt`; `held-out.txt` and `second-held-out.txt` were written before and not looked at.
Every name is invented. Then names put together at random stand in neutral sentences, with a surname and without.

With `--book`, the rules of safeguarding are timed beside all the others on a book on the disk, each once and from cold.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casebook.press.preparing import check
from casebook.review.rule import RULES
from casebook.review.safeguarding.characters import AMBIGUOUS, GIVEN, SINGLE
from casebook.review.safeguarding.naming import names
from casebook.review.safeguarding.permitted import Permitted, spellings
from casebook.review.safeguarding.plain import plain
from casebook.translation import stand

NAMES = Path(__file__).parent / "names"
SETS = ("tuned", "held-out", "tuned-prose", "second-held-out")
_MARK = re.compile(r"⟨(?P<named>[^⟩]*)⟩|\{(?P<declared>[^}]*)\}")
_TAGS = {"zh": "zh-Hans", "en": "en-GB"}
_OURS = frozenset(
    (
        *(
            "nobody-is-named-unasked",
            "no-number-leads-to-a-person",
            "details-do-not-identify",
            "risk-near-a-child-is-decided",
            "pages-name-nobody-unasked",
        ),
        *("photos-have-consent", "consent-tells-of-pseudonyms", "decision-clears-something"),
        *("translation-names-no-more", "translation-counts-no-more"),
    )
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a set, without its marks."""

    language: str
    kind: str
    text: str
    named: tuple[tuple[int, int], ...]
    """Where names stand that must be found."""
    declared: frozenset[str]


@dataclass(slots=True)
class Score:
    """How many names were found, and what was found in vain."""

    passages: int = 0
    found: int = 0
    missed: int = 0
    false: int = 0
    told: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the names that were found."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def precision(self) -> float:
        """The share of what was found that is a name."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0


def read(which: str) -> Iterator[Passage]:
    """Read a set; a line whose last mark is open goes on in the next one."""
    kind = ""
    waiting = ""
    for line in (NAMES / f"{which}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line.removeprefix("## ")
        elif line and not line.startswith("# "):
            waiting = f"{waiting}\n{line}" if waiting else line
            if waiting.count("⟨") == waiting.count("⟩"):
                yield _passage(kind, waiting)
                waiting = ""


def _passage(kind: str, marked: str) -> Passage:
    language, _, about = kind.partition(" ")
    text, named, declared, end = "", [], set(), 0
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        if match["named"] is not None:
            named.append((len(text), len(text) + len(match["named"])))
        else:
            declared.add(match["declared"])
        text += match["named"] or match["declared"]
        end = match.end()
    return Passage(language, about, text + marked[end:], tuple(named), frozenset(declared))


def score(which: str) -> dict[str, Score]:
    """Give the scores of a set by language, and of all of it."""
    scores: dict[str, Score] = {}
    for passage in read(which):
        hits, missed, false = _judge(passage)
        for key in (passage.language, "all"):
            total = scores.setdefault(key, Score())
            total.passages += 1
            total.found += hits
            total.missed += len(missed)
            total.false += len(false)
            if missed or false:
                total.told.append(f"{passage.kind}: {passage.text!r} missed {missed} in vain {false}")
    return scores


def _judge(passage: Passage) -> tuple[int, list[str], list[str]]:
    """Say how many names of a passage were found, which were missed, and what was found in vain."""
    shown = plain(passage.text)
    sounds = frozenset(spelling for name in passage.declared for spelling in spellings(name))
    known = Permitted(passage.declared, sounds, ())
    spans = [
        (shown.origin(start), shown.origin(end - 1) + 1)
        for start, end in names(shown.text, _TAGS[passage.language])
        if not known.allows(shown.text[start:end])
    ]
    missed = [passage.text[a:b] for a, b in passage.named if not any(start < b and a < end for start, end in spans)]
    false = [passage.text[a:b] for a, b in spans if not any(start < b and a < end for start, end in passage.named)]
    return len(passage.named) - len(missed), missed, false


_SENTENCES = """\
那天下午{}没有来上课。
{}把饭盒放在窗台上。
我在宿舍门口遇见了{}。
{}的书包带子断了。
下课以后，{}一个人留在教室里。
老师让{}先回家。
{}家离学校有八里路。
最后一个离开的是{}。
我问{}为什么不吃饭。
{}从书包里掏出一封信。
去年秋天，{}转到了镇上。
那封信是{}写的。
{}低声说了一句话。
大家都看着{}。
{}今年上四年级。
到了晚上，{}开始想家。
{}和同桌吵了一架。
我把{}叫到走廊上。
{}坐在门槛上等妈妈。
这件事{}一直记着。
{}有一个弟弟。
没过多久，{}就不哭了。
{}第一次站到台上。
{}在作文里写到了外婆。
轮到{}的时候，铃响了。
""".splitlines()


def random_recall(*, surname: bool, given: int, count: int = 2000, seed: int = 1) -> float:
    """Give the share of names found that are put together at random, with so many characters after the surname."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret
    surnames, characters = sorted(SINGLE - AMBIGUOUS), sorted(GIVEN)
    hits = 0
    for _ in range(count):
        name = (chance.choice(surnames) if surname else "") + "".join(chance.choices(characters, k=given))
        sentence = chance.choice(_SENTENCES)
        start = sentence.index("{}")
        found = names(sentence.format(name), "zh-Hans")
        hits += any(first < start + len(name) and start < last for first, last in found)
    return hits / count


def _cost(folder: Path) -> None:
    book = check(folder).book
    assert book is not None
    standings = stand(book)
    for name, module in sys.modules.items():
        if name.startswith("casebook.review.safeguarding"):
            for each in vars(module).values():
                if hasattr(each, "cache_clear"):
                    each.cache_clear()
    spent = {True: 0.0, False: 0.0}
    for rule in RULES:
        start = time.process_time()
        list(rule.diagnose(book, standings))
        spent[rule.claim.id in _OURS] += time.process_time() - start
    chapters = len(book.chapters)
    each = spent[True] / chapters * 1000
    print(f"{chapters} chapters: safeguarding {spent[True]:.2f} s ({each:.1f} ms each), others {spent[False]:.2f} s")


def main() -> int:
    """Print the table, and what was missed or found in vain with `--show`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", choices=SETS, help="print what was missed or found in vain in one set")
    parser.add_argument("--book", type=Path, help="time the rules on the book in this folder instead")
    options = parser.parse_args()
    if options.book:
        _cost(options.book)
        return 0
    print("| Set | Language | Passages | Names | Recall | Precision | Missed | In vain |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for which in SETS:
        for language, each in score(which).items():
            cells = (which, language, each.passages, each.found + each.missed, f"{each.recall:.3f}")
            print(f"| {' | '.join(map(str, cells))} | {each.precision:.3f} | {each.missed} | {each.false} |")
    print()
    for shape, recall in (
        ("surname and two characters", random_recall(surname=True, given=2)),
        ("surname and one", random_recall(surname=True, given=1)),
        ("two characters alone", random_recall(surname=False, given=2)),
    ):
        print(f"at random, {shape}: {recall:.3f}")
    if options.show:
        print("\n".join(score(options.show)["all"].told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
