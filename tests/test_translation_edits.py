"""What an edit of the original does to the state of its translation: edits of this book, and laws for all edits."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.manuscript import Text, read_text
from casebook.translation import (
    Confirmation,
    Sidecar,
    Status,
    SyncGroup,
    Waiver,
    content_digest,
    derive,
    propose,
    record,
    strict_digest,
    write_sidecar,
)
from casebook.translation.blocks import read_blocks
from casebook.translation.confirming import Refused, Texts, confirm
from casebook.translation.difference import as_html, as_text, difference, split_words
from casebook.translation.sidecar import Review, read_edited, read_written, with_reviews

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
from bench.translation import measure

LI_MING = Confirmation(by="li-ming", on=date(2026, 11, 20))
A = "学校在山坳里，一百八十六名学生，一大半住校，周五中午才放学回家。"
B = "我们在走廊尽头挂了一只木头信箱，孩子有话不想当面说，就投进去。"
C = "每周二开箱，两位老师一起看，看过的信锁进柜子，封封都有回音。"
D = "头一个月只有一张白纸，后来有人画了一只猫，再后来才有字。"
ENGLISH = {
    A: "The school lies in a hollow; well over half of its 186 pupils board.",
    B: "At the end of the corridor we put up a wooden letter box.",
    C: "It is opened every Tuesday by two teachers, and every letter is answered.",
    D: "In the first month there was one blank sheet, then a drawing of a cat, and then words.",
    "谢谢。": "Thanks.",
}


def text_of(passages: list[str], name: str = "zh.md") -> Text:
    return read_text(PurePosixPath(name), "\n\n".join(passages) + "\n")


def after(
    before: list[str], now: list[str], english: list[str] | None = None
) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Give the state after an edit of a chapter that was confirmed."""
    target = text_of(english or [ENGLISH[each] for each in before], "en.md")
    sidecar = record(text_of(before), text_of([ENGLISH[each] for each in before], "en.md"), confirmed=LI_MING)
    return [(each.status.value, each.source, each.target) for each in derive(text_of(now), target, sidecar).groups]


# ---- edits of this book


def test_edits_of_this_book_are_told_as_they_are_and_nothing_is_tied_wrongly_in_silence() -> None:
    ours, dates, digest = measure(160, 11)
    assert (ours.silent, ours.wrong) == (0, [])
    assert min(ours.precision, ours.recall) >= 0.99
    # What simple ways make of the same edits: a whole chapter for every comma, and nothing once a typo was mended.
    assert max(dates.precision, digest.precision) < 0.2
    assert dates.recall < 0.9
    assert dates.silent > 0


# ---- one edit at a time


def test_a_split_and_a_merge_of_the_same_text_are_no_work() -> None:
    half = [B[:18], B[18:]]
    assert after([A, B, C], [A, *half, C]) == [
        ("current", (0,), (0,)),
        ("cosmetic", (1, 2), (1,)),
        ("current", (3,), (2,)),
    ]
    assert after([A, B, C], [A + B, C]) == [("cosmetic", (0,), (0, 1)), ("current", (1,), (2,))]
    assert after([A, B, C], [A, B[:9], B[9:20], B[20:], C])[1] == ("cosmetic", (1, 2, 3), (1,))


def test_a_split_that_changes_one_character_is_stale() -> None:
    changed = B.replace("不想", "想")
    assert after([A, B, C], [A, changed[:18], changed[18:], C])[1] == ("stale", (1, 2), (1,))
    assert after([A, B, C], [A + changed, C])[0] == ("stale", (0,), (0, 1))


def test_a_move_is_moved_until_the_translation_follows() -> None:
    english = [ENGLISH[each] for each in (B, C, D, A)]
    assert after([A, B, C, D], [B, C, D, A]) == [
        ("current", (0,), (1,)),
        ("current", (1,), (2,)),
        ("current", (2,), (3,)),
        ("moved", (3,), (0,)),
    ]
    assert {each[0] for each in after([A, B, C, D], [B, C, D, A], english)} == {"current"}


def test_a_moved_passage_that_changed_is_stale_at_its_new_place() -> None:
    assert after([A, B, C, D], [B, C, D, A.replace("中午", "傍晚")])[3] == ("stale", (3,), (0,))


def test_of_two_that_are_swapped_one_has_moved_and_none_is_stale() -> None:
    states = after([A, B, C], [B, A, C])
    assert sorted(each[0] for each in states) == ["current", "current", "moved"]
    assert {(each[1], each[2]) for each in states} == {((0,), (1,)), ((1,), (0,)), ((2,), (2,))}


def test_equal_short_passages_keep_their_own_translations() -> None:
    before = [A, "谢谢。", B, "谢谢。", C]
    assert {each[0] for each in after(before, before)} == {"current"}
    gone = after(before, [A, B, "谢谢。", C])
    assert [each for each in gone if each[0] != "current"] == [("stale", (), (1,))]


@pytest.mark.parametrize("opposite", [B.replace("不想", "想"), B.replace("挂了", "没挂"), B.replace("一只", "二只")])
def test_an_opposite_that_looks_alike_never_takes_a_translation_in_silence(opposite: str) -> None:
    for now in ([A, opposite, C], [A, opposite, B, C], [A, B, opposite, C], [opposite, A, C, B]):
        for status, source, target in after([A, B, C], now):
            if status in ("current", "cosmetic", "moved") and target == (1,):
                assert [now[index] for index in source] == [B]


def test_in_a_tie_and_below_the_threshold_nothing_is_guessed() -> None:
    one, other = B.replace("走廊", "楼道"), B.replace("木头", "竹子")
    assert after([A, B, C], [A, one, other, C]) == [
        ("current", (0,), (0,)),
        ("stale", (), (1,)),
        ("missing", (1,), ()),
        ("missing", (2,), ()),
        ("current", (3,), (2,)),
    ]
    strange = "食堂换了新的大锅，蒸出来的馒头比从前白，也比从前大。"
    assert after([A, B, C], [A, strange, C])[1:3] == [("stale", (), (1,)), ("missing", (1,), ())]


def test_a_rewritten_passage_is_confirmed_once_its_translation_was_rewritten_too() -> None:
    strange = "食堂换了新的大锅，蒸出来的馒头比从前白，也比从前大。"
    english = [ENGLISH[A], "The canteen has a new pot, and the buns are whiter and larger.", ENGLISH[C]]
    assert after([A, B, C], [A, strange, C], english)[1] == ("stale", (1,), (1,))


def test_cosmetic_edits_in_a_row_stay_cosmetic() -> None:
    now = B
    for edit in (
        lambda text: text.replace("木头", "**木头**"),
        lambda text: text.replace("，", ","),
        lambda text: text.replace("孩子", "\n孩子"),
        lambda text: f" {text} ",
    ):
        now = edit(now)
        assert after([A, B, C], [A, now, C])[1] == ("cosmetic", (1,), (1,))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("[^1]: 一共三封。", "[^1]: 一共四封。"),
        ("- 每周二开箱\n  - 两位老师", "- 每周二开箱\n  - 三位老师"),
        ("| 时间 | 谁 |\n| --- | --- |\n| 周二 | 校长 |", "| 时间 | 谁 |\n| --- | --- |\n| 周三 | 校长 |"),
        ("床前明月光，  \n疑是地上霜。", "床前明月光，疑是地上霜。"),
        ('<div class="x">\n没有\n</div>', '<div class="x">\n有\n</div>'),
        ("!!! note\n    每周二开箱", "!!! note\n    每周三开箱"),
        ("> 孩子没有说话。", "> 孩子说话。"),
        ("```\ntitle: 信箱\n```", "```\ntitle: 木箱\n```"),
        ("title: 信箱", "title: 木箱"),
        ("## 第一周 {#first-week}", "## 第二周 {#first-week}"),
    ],
)
def test_a_change_inside_any_kind_of_block_is_seen(before: str, now: str) -> None:
    assert content_digest(before) != content_digest(now)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("- 一\n- 二", "* 一\n* 二"),
        ("1. 一\n2. 二", "1. 一\n1. 二"),
        ("| 时间 | 谁 |\n| --- | --- |", "|时间|谁|\n|:--|--:|"),
        ("> 孩子\n> 说话。", "> 孩子说话。"),
        ("**“妈妈”**说", "“妈妈”说"),
        ("CCTV 2016年", "CCTV ２０１６年"),
    ],
)
def test_another_way_of_writing_the_same_block_is_no_change(before: str, now: str) -> None:
    assert content_digest(before) == content_digest(now)


def test_a_translation_equal_to_its_original_is_not_missing() -> None:
    chinese, english = ["Yang Hui", "186", "Yang Hui 说"], ["Yang Hui", "186", "Yang Hui says"]
    sidecar = record(text_of(chinese), text_of(english, "en.md"), confirmed=LI_MING)
    assert {each.status for each in derive(text_of(chinese), text_of(english, "en.md"), sidecar).groups} == {"current"}
    unrecorded = derive(text_of(chinese), text_of(english, "en.md"), None)
    assert {each.status for each in unrecorded.groups} == {"unconfirmed"}


def test_an_edited_translation_that_is_cut_off_is_no_longer_current() -> None:
    english = [ENGLISH[A], "At the end of the corridor we put up a", ENGLISH[C]]
    assert after([A, B, C], [A, B, C], english)[1] == ("unconfirmed", (1,), (1,))
    assert after([A, B, C], [A, B, C], [ENGLISH[A]])[1:] == [("missing", (1,), ()), ("missing", (2,), ())]


def test_a_group_of_several_passages_on_either_side_is_followed_as_one() -> None:
    english = ["One.", "Two.", "Three."]
    target = text_of(english, "en.md")
    one, two, three = (strict_digest(each) for each in english)
    sidecar = Sidecar(
        groups=(
            SyncGroup(id="g1", source=(A, B), target=(one,), confirmed=LI_MING),
            SyncGroup(id="g2", source=(C,), target=(two, three), confirmed=LI_MING),
        )
    )
    for now, expected in (
        ([A, B, C], ["current", "current"]),
        ([A, B.replace("不想", "想"), C], ["stale", "current"]),
        ([A + B, C], ["cosmetic", "current"]),
        ([A, B, C[:15], C[15:]], ["current", "cosmetic"]),
    ):
        assert [each.status.value for each in derive(text_of(now), target, sidecar).groups] == expected


def test_a_first_alignment_keeps_sections_together_and_allows_for_several_to_one() -> None:
    source = text_of(["## 一 {#a}", A, B, "## 二 {#b}", C])
    target = text_of(["## One {#a}", f"{ENGLISH[A]} {ENGLISH[B]}", "## Two {#b}", ENGLISH[C]], "en.md")
    groups = propose(source, target).groups
    assert [(group.source, len(group.target)) for group in groups] == [
        (("## 一 {#a}",), 1),
        ((A, B), 1),
        (("## 二 {#b}",), 1),
        ((C,), 1),
    ]
    assert all(group.confirmed is None for group in groups)


# ---- laws

WORDS = st.text("孩子没有说话不是来去好坏一二三012 ，。“”*_[](){}<>|\\`~#!-+:^\n\tab", max_size=14)
ROWS = """\
一段话。
An opening.
## 标题 {#a}
- 一
1. 三
  缩进
    四格
> 引

===
---
| a | b |
| - | - |
```
<!-- x
-->
[^1]: 注
见[^1]。
[a]: b
“引”
[甲[^1]](x)
!!! note"""
LINES = st.lists(st.sampled_from(ROWS.split("\n")), max_size=12)
PASSAGES = st.lists(st.sampled_from([A, B, C, D, B.replace("不想", "想"), "谢谢。", A + B, C[:15], C[15:]]), max_size=6)


@given(WORDS)
@settings(deadline=None)
def test_a_difference_holds_both_versions_and_words_make_the_text(text: str) -> None:
    assert "".join(split_words(text)) == text
    parts = difference("孩子没有说话。", text)
    assert "".join(part.text for part in parts if part.kind != "new") == "孩子没有说话。"
    assert "".join(part.text for part in parts if part.kind != "old") == text
    assert "\n" not in as_html(parts)
    assert as_text(difference(text, text)) == text


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_blocks_read_fast_are_the_blocks_of_the_text(lines: list[str]) -> None:
    markdown, path = "\n".join(lines), PurePosixPath("zh.md")
    assert read_blocks(path, markdown).blocks == read_text(path, markdown).blocks


@given(PASSAGES, PASSAGES, PASSAGES)
@settings(max_examples=150, deadline=None)
def test_every_passage_is_in_one_group_and_none_is_current_that_says_something_else(
    before: list[str], now: list[str], english: list[str]
) -> None:
    sidecar = record(text_of(before), text_of([f"{each} in English" for each in before], "en.md"), confirmed=LI_MING)
    source, target = text_of(now), text_of([f"{each} in English" for each in english], "en.md")
    for known in (sidecar, None):
        state = derive(source, target, known)
        assert sorted(index for each in state.groups for index in each.source) == list(range(len(source.blocks)))
        assert sorted(index for each in state.groups for index in each.target) == list(range(len(target.blocks)))
        assert sum(state.counts.values()) == len(state.groups) == len({each.id for each in state.groups})
        for each in state.groups:
            if each.status in (Status.CURRENT, Status.COSMETIC, Status.MOVED):
                assert each.group is not None
                assert each.target
                said = sorted("".join(each.group.source))
                assert sorted("".join(source.blocks[index].text for index in each.source)) == said


@given(PASSAGES, PASSAGES)
@settings(max_examples=80, deadline=None)
def test_what_was_confirmed_is_current_and_confirming_again_changes_nothing(before: list[str], now: list[str]) -> None:
    english = [f"{each} in English." for each in now]
    sidecar = record(text_of(before), text_of([f"{each} in English." for each in before], "en.md"), confirmed=LI_MING)
    texts = Texts(source=text_of(now), target=text_of(english, "en.md"), sidecar=sidecar)
    try:
        done = confirm(texts, (), LI_MING, no_change="as it was")
    except Refused:
        return
    again = Texts(source=texts.source, target=texts.target, sidecar=done)
    assert {each.status for each in again.state.groups} <= {Status.CURRENT, Status.MISSING}
    assert confirm(again, (), LI_MING) == done
    assert len({group.id for group in done.groups}) == len(done.groups)


NAMES = st.sampled_from(["li-ming", "no", "李明", "o'neill", "a, b: {c}"])
REASONS = st.text(max_size=8).filter(lambda each: bool(each) and "\0" not in each)
GROUPS = st.builds(
    SyncGroup,
    id=st.from_regex(r"g[0-9a-f]{4,8}", fullmatch=True),
    source=st.lists(WORDS, max_size=2).map(tuple),
    target=st.lists(st.from_regex(r"[0-9a-f]{8}", fullmatch=True), max_size=2).map(tuple),
    confirmed=st.none() | st.builds(Confirmation, by=NAMES, on=st.dates()),
    review=st.dictionaries(
        st.sampled_from(["fidelity", "style"]), st.builds(Review, by=NAMES, on=st.none() | st.dates())
    ).map(lambda each: with_reviews((), each.items())),
    omitted=st.none() | REASONS,
    note=st.booleans(),
    no_change=st.none() | REASONS,
    waived=st.none() | st.builds(Waiver, by=NAMES, on=st.dates(), why=REASONS),
)


@given(st.lists(GROUPS, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_record_read_fast_says_what_its_yaml_says(groups: list[SyncGroup]) -> None:
    written = write_sidecar(Sidecar(groups=tuple(groups))).encode()
    slow = read_edited(PurePosixPath("chapters/x/en.sync.yml"), written)
    assert slow == Sidecar(groups=tuple(groups))
    assert read_written(written) in (slow, None)
    assert read_written(written.replace(b"    target", b"    # by hand\n    target")) is None
