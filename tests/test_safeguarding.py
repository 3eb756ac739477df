"""What the rules of safeguarding find and pass over, beside the fixtures of tests/rules. Every name here is "
"invented."""

from __future__ import annotations

import pytest

from bench.safeguarding import read as read_passages
from bench.safeguarding import score
from casebook.manuscript import Diagnostic
from casebook.review import review
from casebook.review.safeguarding.numbers import particulars
from casebook.review.safeguarding.naming import masked, names
from casebook.review.safeguarding.plain import plain
from conftest import ORIGINAL
from small_book import EN, ZH, whole
from test_rules import STATES

PASSAGE = "那个孩子的父亲去世以后，他不再写信。"


def found(body: str, front: str = "", files: dict[str, str | bytes] | None = None) -> list[Diagnostic]:
    """Review the small book whose original has one more paragraph, and more metadata."""
    text = ORIGINAL.replace("---\n开头", f"{front}---\n开头") + f"\n{body}\n"
    return [each for each in review(whole({ZH: text, **(files or {})})) if each.claim.id not in STATES]


def mark(body: str) -> str:
    """Give the mark that the report shows to whoever must decide."""
    hint = found(body)[0].hint
    assert hint is not None
    return hint.en.partition("mark: ")[2].partition(",")[0]


def decision(marked: str) -> str:
    rule = "risk-near-a-child-is-decided"
    return f"safeguarding: [{{rule: {rule}, mark: {marked}, why: 编造的例子。, by: editors, on: 2026-11-24}}]\n"


# ---- names


@pytest.mark.parametrize("which", ["tuned", "held-out"])
def test_names_are_found_and_words_are_not(which: str) -> None:
    total = score(which)["all"]
    assert total.recall >= 0.97
    assert total.precision >= 0.90


def test_the_measured_passages_are_many_and_of_every_kind() -> None:
    passages = [passage for which in ("tuned", "held-out") for passage in read_passages(which)]
    assert len(passages) >= 300
    assert len({(passage.language, passage.kind) for passage in passages}) >= 12
    assert sum(1 for passage in read_passages("held-out")) * 3 >= len(passages)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("昨天王小明来了。", (30, 3)),
        ("开头\n王小\n明说了话。", (31, 1)),
        ("**王**小明说了话。", (30, 3)),
        ("他叫韩 梅 梅。", (30, 3)),
        ("见[王小明的信](#later)。", (30, 3)),
    ],
)
def test_a_name_is_reported_where_it_stands(written: str, place: tuple[int, int]) -> None:
    told = [each for each in found(written) if each.claim.id == "nobody-is-named-unasked"]
    assert [(each.place.line, each.place.column) for each in told] == [place]


def test_a_report_never_repeats_a_name_or_a_number() -> None:
    told = found("王小明和Li Xiaohong的电话是13800138000。")
    assert len(told) == 3
    said = "".join(f"{each.message.en}{each.message.zh}{each.hint}" for each in told)
    assert not [part for part in ("小明", "Xiaohong", "138") if part in said]
    assert (masked("王小明"), masked("Li Xiaohong")) == ("王××", "L… X…")


@pytest.mark.parametrize("spelling", ["Li Jianguo", "Jianguo Li", "LI JIANGUO", "Lǐ Jiànguó", "Li Jian-guo", "Mr Li"])
def test_a_declared_adult_may_be_named_in_every_spelling(spelling: str) -> None:
    english = f"---\ntitle: The letter box\nsummary: A letter box.\n---\nThen {spelling} came.\n"
    assert not found("李建国来了。", "adults: [李建国]\n", {EN: english})
    if spelling != "Mr Li":
        told = {each.claim.id for each in found("有人来了。", files={EN: english})}
        assert told == {"nobody-is-named-unasked", "translation-names-no-more"}


def test_a_pseudonym_does_not_permit_the_surname_before_it() -> None:
    front = "pseudonyms: [小雨]\n"
    text = ORIGINAL.replace("none-identifiable", "pseudonyms").replace("---\n开头", f"{front}---\n开头")
    told = [
        each.claim.id
        for each in review(whole({ZH: f"{text}\n王小雨来了，小雨也说话。\n"}))
        if each.claim.id not in STATES
    ]
    assert told == ["nobody-is-named-unasked"]


def test_a_long_text_without_end_takes_no_longer_than_its_length() -> None:
    for letters in (
        "王" * 20000,
        "Wang " * 4000,
        "1" * 20000,
        "村" * 20000,
        "a@" * 10000,
        "xian" * 5000,
        "·王" * 10000,
    ):
        shown = plain(letters).text
        assert names(shown, "zh-Hans") is not None
        assert list(particulars(shown)) is not None


def test_a_sentence_of_a_third_language_does_not_begin_with_pinyin() -> None:
    assert names("Dune longue lettre.", "fr") == []
    assert names("La lettre de Li Xiaohong est longue.", "fr") == [(13, 24)]


# ---- decisions


def test_a_decision_clears_its_passage_and_no_other() -> None:
    front = decision(mark(PASSAGE))
    assert not found(PASSAGE, front)
    assert not found(PASSAGE.replace("去世以后，", "去世以后，\n"), front), "a line that wraps elsewhere says the same"
    assert [each.claim.id for each in found(f"{PASSAGE}\n\n{PASSAGE.replace('父亲', '母亲')}", front)] == [
        "risk-near-a-child-is-decided"
    ]


def test_a_decision_ends_when_the_passage_says_something_else() -> None:
    changed = PASSAGE.replace("他不再写信", "他在镇上不再写信")
    told = sorted(each.claim.id for each in found(changed, decision(mark(PASSAGE))))
    assert told == ["decision-clears-something", "risk-near-a-child-is-decided"]


# ---- circumstances


@pytest.mark.parametrize(("pupils", "count"), [(39, 1), (40, 0)])
def test_two_details_are_enough_in_a_small_school(pupils: int, count: int) -> None:
    body = "有个孩子九岁，父母离异。"
    told = [
        each
        for each in review(whole({ZH: ORIGINAL.replace("boarding: true", f"pupils: {pupils}") + f"\n{body}\n"}))
        if each.claim.id == "details-do-not-identify"
    ]
    assert len(told) == count
