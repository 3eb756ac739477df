"""Queries for measuring a search, derived by rule from its pages, each with the pages that it should find.

Nothing is chosen by hand: headings as they stand, clauses between two punctuation marks, words of a dictionary
(rjieba), runs of 2 to 4 characters from anywhere, and the ways in which people type them otherwise.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import opencc
import rjieba
from pypinyin import lazy_pinyin

from casebook.press.indexing import indexing_copies

_BLOCKS = frozenset(
    ("blockquote", "caption", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "li", "p", "pre", "td", "th")
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{6,14}")
_MAIN = re.compile(r"<main.*</main>", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_AMERICAN = (
    ("our", "or"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("tre", "ter"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ogue", "og"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a page says, in its language: each block on a line of its own."""

    address: str
    language: str
    headings: tuple[str, ...]
    lines: tuple[str, ...]
    searched: bool
    """Whether its text is to be found; the name of a page that is not may be."""

    def holds(self, words: str) -> bool:
        """Whether some words stand on the page as they are."""
        return any(words in line for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What somebody types on a page of a language, and the pages that hold what they mean."""

    kind: str
    text: str
    language: str
    wanted: frozenset[str]
    """All of them must be found."""
    named: frozenset[str] = frozenset()
    """Pages whose text is not searched: they hold it too, and may be found by their names."""
    literal: bool = True
    """Whether the pages hold the very words that were typed."""


class _Reader(HTMLParser):
    """Reads an indexing copy as the indexer does."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.headings: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.lines.append("")
        if tag not in ("br", "hr", "img", "input", "wbr", "source"):
            left_out = tag in ("nav", "footer", "svg") or any(name == "data-search-ignore" for name, _ in attrs)
            self._open.append((tag, left_out))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in ("h1", "h2", "h3"):
            self.headings.append(_closed(self.lines[-1]).rstrip("."))
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not any(left_out for _, left_out in self._open):
            self.lines[-1] += data


def texts_of(site: Path, languages: Mapping[str, str], source: str) -> list[Text]:
    """Read the pages of a built site; `languages` gives the prefix of each code."""
    copies = indexing_copies(site)
    found = []
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix().removeprefix(".")
        address = f"{address}/" if address else ""
        main = _MAIN.search(path.read_text(encoding="utf-8"))
        code = next((code for code, prefix in languages.items() if prefix and address.startswith(prefix)), source)
        reader = _Reader()
        reader.feed(copies.get(address, main[0] if main else ""))
        # The copy ends a block without punctuation with a full stop.
        lines = tuple(line for line in (_closed(line).removesuffix(".") for line in reader.lines) if line)
        headings = tuple(head for head in (head.removesuffix(".") for head in reader.headings) if head)
        found.append(Text(address=address, language=code, headings=headings, lines=lines, searched=address in copies))
    return found


def chinese_queries(texts: Iterable[Text], *, each: int, seed: int) -> Iterator[Query]:
    """Derive queries in Chinese, `each` of a kind."""
    own = [text for text in texts if text.language == "zh"]
    pages = [text for text in own if text.searched]
    chance = random.Random(f"chinese {seed}")  # noqa: S311  # no secret hangs on it
    runs = [run for page in pages for line in page.lines for run in _HAN.findall(line)]
    headings = {head for page in pages for head in page.headings if _HAN.fullmatch(head) and len(head) > 1}
    clauses = {clause for page in pages for line in page.lines for clause in _CLAUSE.findall(line)}
    words = {word for run in runs for word in rjieba.cut(run) if 1 < len(word) < 5}

    def about(kind: str, typed: str, meant: str) -> Query:
        return _query(kind, typed, "zh", own, lambda page: page.holds(meant), literal=typed == meant)

    for head in _some(chance, headings, each):
        yield about("heading", head, head)
    for clause in _some(chance, clauses, each):
        yield about("phrase", clause, clause)
    for word in _some(chance, words, each):
        yield about("word", word, word)
    for size in (2, 3, 4):
        pieces = {run[start : start + size] for run in runs for start in range(len(run) - size + 1)}
        for piece in _some(chance, pieces, each):
            yield about("substring", piece, piece)
    converter = opencc.OpenCC("s2t")
    for clause in _some(chance, clauses, each):
        yield about("Traditional", converter.convert(clause), clause)
    for page in pages:
        title = page.headings[0] if page.headings else ""
        if "chapters/" in page.address and _HAN.search(title):
            pinyin = "".join(lazy_pinyin("".join(_HAN.findall(title))))
            yield Query(kind="pinyin", text=pinyin, language="zh", wanted=frozenset((page.address,)), literal=False)


def english_queries(texts: Iterable[Text], *, each: int, seed: int) -> Iterator[Query]:
    """Derive queries in English, `each` of a kind, and those in which a word is typed otherwise."""
    own = [text for text in texts if text.language == "en"]
    pages = [text for text in own if text.searched]
    chance = random.Random(f"english {seed}")  # noqa: S311  # no secret hangs on it
    lines = [line for page in pages for line in page.lines]
    headings = {head for page in pages for head in page.headings if _WORD.search(head)}
    phrases = {" ".join(words) for line in lines for words in _runs(line, chance)}
    words = {word.lower() for line in lines for word in _WORD.findall(line) if word.islower() and len(word) > 5}

    def about(kind: str, text: str) -> Query:
        return _query(kind, text, "en", own, lambda page: page.holds(text), literal=True)

    for head in _some(chance, headings, each):
        yield about("heading", head)
    for phrase in _some(chance, phrases, each):
        yield about("phrase", phrase)
    plain = [about("word", word) for word in _some(chance, words, each)]
    yield from plain
    for query in plain:
        yield replace(query, kind="typo", text=_mistyped(query.text, chance), literal=False)
    for query in plain:
        if not query.text.endswith("s"):
            yield replace(query, kind="plural", text=f"{query.text}s", literal=False)
    for word in sorted(words):
        spelt = _american(word)
        if spelt not in words:
            yield replace(about("spelling", word), text=spelt, literal=False)


def cross_queries(texts: Iterable[Text], groups: Iterable[Mapping[str, list[str]]]) -> Iterator[Query]:
    """Ask with a word of each language for the chapters that have the other language's, alone and in a sentence."""
    chapters = [text for text in texts if "chapters/" in text.address and text.searched]
    for group in groups:
        for asked, found in (("zh", "en"), ("en", "zh")):
            there = [page for page in chapters if page.language == found]
            wanted = _holding(there, lambda page: any(_has(page, word) for word in group.get(found, ())))  # noqa: B023  # called before the loop goes on
            if wanted and asked in group:
                word = group[asked][0]
                yield Query(kind=f"{asked} → {found}", text=word, language=asked, wanted=wanted, literal=False)
                longer = f"学校怎样做{word}工作" if asked == "zh" else f"how schools deal with {word} today"
                yield Query(
                    kind=f"{asked} → {found}, in a sentence", text=longer, language=asked, wanted=wanted, literal=False
                )


def _has(page: Text, word: str) -> bool:
    if not word.isascii():
        return page.holds(word)
    return any(re.search(rf"\b{re.escape(word)}\b", line, re.IGNORECASE) for line in page.lines)


def _closed(text: str) -> str:
    """Take back the spaces of an indexing copy, in Chinese and before punctuation."""
    text = re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef“”‘’—…·]) +| +(?=[\u3000-\u9fff\uff00-\uffef“”‘’—…·])",
        "",
        " ".join(text.split()),
    )
    return re.sub(r" +([,.!?;:)])", r"\1", text)


def _query(
    kind: str, text: str, language: str, pages: Iterable[Text], has: Callable[[Text], bool], *, literal: bool
) -> Query:
    holding = [page for page in pages if has(page)]
    wanted = frozenset(page.address for page in holding if page.searched)
    named = frozenset(page.address for page in holding if not page.searched)
    return Query(kind=kind, text=text, language=language, wanted=wanted, named=named, literal=literal)


def _holding(pages: Iterable[Text], has: Callable[[Text], bool]) -> frozenset[str]:
    return frozenset(page.address for page in pages if has(page))


def _some(chance: random.Random, items: Iterable[str], count: int) -> list[str]:
    ordered = sorted(items)
    return chance.sample(ordered, min(count, len(ordered)))


def _runs(line: str, chance: random.Random) -> Iterator[list[str]]:
    """Give one run of 3 to 5 words of each sentence that is long enough."""
    for sentence in re.split(r"[^A-Za-z ]+", line):
        words = sentence.split(" ")
        size = chance.randint(3, 5)
        if len(words) >= size + 2:
            start = chance.randrange(1, len(words) - size)
            yield words[start : start + size]


def _american(word: str) -> str:
    """Spell a word as Americans do, by rule; most words stay as they are."""
    # `filed` is no spelling of `filled`, nor `hor` of `hour`.
    if ("ll" in word and len(word) < 8) or re.search("(hour|four|your|wise|rise|noise)s?$", word):
        return word
    for british, american in _AMERICAN:
        spelt = re.sub(f"{british}(?=$|s$|ed$|ing$|al$)", american, word)
        if spelt != word:
            return spelt
    return word


def _mistyped(word: str, chance: random.Random) -> str:
    """Type a word with one mistake after its first letter: two letters swapped, one left out, doubled or wrong."""
    at = chance.randrange(1, len(word) - 1)
    match chance.randrange(4):
        case 0 if word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[:at] + word[at] + word[at:]
        case _:
            return word[:at] + ("e" if word[at] != "e" else "a") + word[at + 1 :]
