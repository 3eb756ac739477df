"""Does a translation follow its original? What counts as a change, what is recorded, and where each passage stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casebook.manuscript import Text, read_text
from casebook.press.preparing import check
from casebook.translation import (
    Confirmation,
    Sidecar,
    Status,
    SyncGroup,
    TranslationState,
    Unpairable,
    content_digest,
    derive,
    record,
    strict_digest,
    write_sidecar,
)
from conftest import ORIGINAL, TRANSLATION, WriteBook
from small_book import EN, ZH, Files

SIDECAR = "chapters/letters-home/en.sync.yml"
LI_MING = Confirmation(by="li-ming", on=date(2026, 11, 20))
CHINESE = ["开头一段。", "信箱挂上墙。", "谢谢。", "孩子没有说话。", "谢谢。"]
ENGLISH = ["An opening.", "The box goes up.", "Thanks.", "The child did not speak.", "Thanks."]


def text_of(paragraphs: list[str], path: str = ZH) -> Text:
    return read_text(PurePosixPath(path), "".join(f"{each}\n\n" for each in paragraphs), first_line=10)


def recorded(chinese: list[str] = CHINESE, english: list[str] = ENGLISH) -> Sidecar:
    return record(text_of(chinese), text_of(english, EN), confirmed=LI_MING)


def today(chinese: list[str], english: list[str], sidecar: Sidecar | None = None) -> TranslationState:
    return derive(text_of(chinese), text_of(english, EN), sidecar or recorded())


def standing(chinese: list[str], english: list[str] = ENGLISH) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(each.status.value, each.source, each.target) for each in today(chinese, english).groups]


def with_changes(paragraphs: list[str], changes: dict[int, str]) -> list[str]:
    return [changes.get(index, each) for index, each in enumerate(paragraphs)]


# ---- what counts as a change


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("信箱挂上墙。", "**信箱**挂上*墙*。"),
        ("信箱挂上墙。", "信箱\n挂上墙。"),
        ("信箱挂上墙。", "信箱 \r\n  挂上墙。"),
        ("信箱挂上墙。", "  信箱挂上墙。 \n"),
        ("看[信箱](a.md)。", "看[信箱](../b/zh.md#c)。"),
        ('看[信箱](a.md "题")。', "看[信箱](a.md)。"),
        ("看[信箱](a.md)。", "看[信箱](<b c(d).md>)。"),
        ("![木箱](a.jpg)", "![木箱](b.jpg)"),
        ("他说：“好！”（笑）", "他说:「好!」(笑)"),
        ("“妈妈……”“别怕。”", "“妈妈……”\n“别怕。”"),
        ("共 186 人，ＡＢＣ。", "共186人，ABC。"),
        ("An opening\nparagraph.", "An  opening paragraph."),
        ("café", "cafe\u0301"),
    ],
)
def test_a_cosmetic_edit_is_no_change_of_content(before: str, after: str) -> None:
    assert content_digest(before) == content_digest(after)
    assert content_digest(after) == content_digest(f"{after}\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("孩子没说话。", "孩子说话。"),
        ("孩子不是不来。", "孩子不是来。"),
        ("孩子未到。", "孩子末到。"),
        ("他没来。", "他*没*没来。"),
        ("186 人", "187 人"),
        ("186 人", "1 86 人"),
        ("3.5 元", "35 元"),
        ("－5 度", "5 度"),
        ("10²", "102"),
        ("操场 20*30 米", "操场 2030 米"),
        ("看[信箱](a.md)。", "看[木箱](a.md)。"),
        ("![木箱](a.jpg)", "![信箱](a.jpg)"),
        ("［备注］（没来）", "［备注］（来）"),
        ("[备注]（没来）", "[备注]（来）"),
        ("[备注] (没来)", "[备注] (来)"),
        ("他（没）来。", "他来。"),
        ("他来。", "他来？"),
        ("snake_case", "snakecase"),
        ("he is not here", "he is now here"),
        ("is not", "isnot"),
        ("[^1]信", "[^2]信"),
    ],
)
def test_one_character_that_matters_is_a_change_of_content(before: str, after: str) -> None:
    assert content_digest(before) != content_digest(after)
    assert strict_digest(before) != strict_digest(after)


@given(st.text("孩子没有说话不是来去好坏一二三0123456789abc", min_size=1, max_size=12), st.data())
@settings(deadline=None)
def test_no_letter_and_no_digit_can_go_unseen(passage: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(passage) - 1))
    other = data.draw(st.sampled_from("没不未0123456789又z"))
    assume(passage[place] != other)
    for changed in (passage[:place] + other + passage[place + 1 :], passage[:place] + passage[place + 1 :]):
        assert content_digest(passage) != content_digest(changed)


# ---- recording


def test_a_record_ties_the_blocks_one_to_one_and_stands() -> None:
    sidecar = recorded()
    assert [group.source for group in sidecar.groups] == [(each,) for each in CHINESE]
    assert [group.target for group in sidecar.groups] == [(strict_digest(each),) for each in ENGLISH]
    assert len({group.id for group in sidecar.groups}) == len(CHINESE)
    assert {group.confirmed for group in sidecar.groups} == {LI_MING}
    assert sidecar == recorded()
    assert standing(CHINESE) == [("current", (index,), (index,)) for index in range(5)]


@pytest.mark.parametrize(
    ("chinese", "english", "said"),
    [
        (CHINESE, ENGLISH[:3], "the original has 5 blocks and the translation 3"),
        (CHINESE, [], "the original has 5 blocks and the translation 0"),
        (["一", "- 二"], ["One", "Two"], f"{ZH}:12 is a list and {EN}:12 a paragraph"),
        (["一", "二"], ["## One {#one}", "Two", "Three"], f"{ZH}:10 is a paragraph and {EN}:10 a heading"),
    ],
)
def test_texts_that_do_not_pair_are_not_recorded_and_a_person_is_told_where(
    chinese: list[str], english: list[str], said: str
) -> None:
    with pytest.raises(Unpairable, match=said) as raised:
        recorded(chinese, english)
    assert any("一" <= letter <= "鿿" for letter in raised.value.message.zh)


# ---- where a passage stands


def test_an_edit_of_one_passage_leaves_the_others_current() -> None:
    for changed, status in (("信箱**挂上**墙。", "cosmetic"), ("信箱没挂上墙。", "stale")):
        expected = [(status if index == 1 else "current", (index,), (index,)) for index in range(5)]
        assert standing(with_changes(CHINESE, {1: changed})) == expected


def test_a_mended_english_typo_does_not_make_a_passage_follow_its_original() -> None:
    chinese = with_changes(CHINESE, {1: "信箱没挂上墙。"})
    for english in (ENGLISH, with_changes(ENGLISH, {1: "The box goes up!"}), with_changes(ENGLISH, {1: "No box."})):
        assert standing(chinese, english)[1] == ("stale", (1,), (1,))
    assert standing(CHINESE, with_changes(ENGLISH, {1: "The box goes up!"}))[1] == ("current", (1,), (1,))


def test_an_inserted_passage_is_missing_and_moves_no_other() -> None:
    assert standing([*CHINESE[:2], "新的一段。", *CHINESE[2:]]) == [
        *(("current", (index,), (index,)) for index in range(2)),
        ("missing", (2,), ()),
        *(("current", (index + 1,), (index,)) for index in range(2, 5)),
    ]


def test_a_passage_that_the_original_has_lost_is_stale_until_the_translation_loses_it_too() -> None:
    chinese = [*CHINESE[:1], *CHINESE[2:]]
    assert standing(chinese)[1] == ("stale", (), (1,))
    state = today(chinese, [*ENGLISH[:1], *ENGLISH[2:]])
    assert state.is_current
    assert state.counts["current"] == 4


def test_of_two_equal_passages_each_keeps_its_own_translation() -> None:
    english = with_changes(ENGLISH, {4: "Thank you."})
    sidecar = recorded(CHINESE, english)
    groups = today([*CHINESE[:2], *CHINESE[3:]], english, sidecar).groups
    assert [(each.status.value, each.target) for each in groups if each.group == sidecar.groups[4]] == [
        ("current", (4,))
    ]
    assert [(each.status.value, each.target) for each in groups if each.group == sidecar.groups[2]] == [("stale", (2,))]


@pytest.mark.parametrize("kept", [0, 1, 4])
def test_a_cut_off_translation_is_never_current(kept: int) -> None:
    state = today(CHINESE, ENGLISH[:kept])
    assert (state.counts["current"], state.counts["missing"]) == (kept, 5 - kept)
    assert not state.is_current
    assert not derive(text_of(CHINESE), text_of(ENGLISH[:kept], EN), None).is_current


def test_what_nobody_confirmed_is_unconfirmed() -> None:
    unsigned = Sidecar(groups=tuple(replace(each, confirmed=None) for each in recorded().groups))
    for sidecar in (None, unsigned):
        state = derive(text_of(CHINESE), text_of(ENGLISH, EN), sidecar)
        assert {name: count for name, count in state.counts.items() if count} == {"unconfirmed": 5}
        assert not state.is_current


def test_what_is_left_out_or_added_on_purpose_is_neither_missing_nor_unconfirmed() -> None:
    groups = list(recorded().groups)
    groups[1] = replace(groups[1], target=(), omitted="a wordplay that English cannot carry")
    note = SyncGroup(id="gnote", source=(), target=(strict_digest("A note."),), note=True)
    sidecar = Sidecar(groups=(*groups, note))
    english = [ENGLISH[0], *ENGLISH[2:], "A note."]
    state = today(CHINESE, english, sidecar)
    assert state.is_current
    assert (state.counts["omitted"], state.counts["note"], state.counts["current"]) == (1, 1, 4)
    assert today(with_changes(CHINESE, {1: "信箱没挂上墙。"}), english, sidecar).counts["stale"] == 1


PARAGRAPHS = st.lists(st.sampled_from(["谢谢。", "甲。", "乙。", "**乙**。", "不乙。", "丙。", "丁。"]), max_size=6)


def tied(groups: tuple[SyncGroup, ...], size: int) -> tuple[SyncGroup, ...]:
    """Tie each `size` groups into one, as where a translator joined or split paragraphs."""
    parts = [groups[index : index + size] for index in range(0, len(groups), size)]
    return tuple(
        replace(
            part[0],
            source=tuple(text for each in part for text in each.source),
            target=tuple(digest for each in part for digest in each.target),
        )
        for part in parts
    )


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, st.integers(1, 3))
@settings(max_examples=200, deadline=None)
def test_no_passage_is_lost_and_none_is_current_that_is_not(
    before: list[str], now: list[str], english: list[str], size: int
) -> None:
    sidecar = Sidecar(groups=tied(recorded(before, [f"{text} in English" for text in before]).groups, size))
    source, target = text_of(now), text_of([f"{text} in English" for text in english], EN)
    state = derive(source, target, sidecar)
    assert sum(state.counts.values()) == len(state.groups)
    assert sorted(index for each in state.groups for index in each.source) == list(range(len(source.blocks)))
    assert sorted(index for each in state.groups for index in each.target) == list(range(len(target.blocks)))
    for each in state.groups:
        if each.status in (Status.CURRENT, Status.COSMETIC):
            assert each.group is not None
            was, now_is = each.group.source, [source.blocks[index].text for index in each.source]
            assert [content_digest(text) for text in was] == [content_digest(text) for text in now_is]


# ---- in a book


def states(files: Files, write_book: WriteBook, *, name: str = "book") -> dict[str, int]:
    checked = check(write_book({ZH: ORIGINAL, EN: TRANSLATION, **files}, name=name))
    assert checked.standings is not None
    counts = checked.standings.states[("letters-home", "en")].counts
    return {status: count for status, count in counts.items() if count}


def body(text: str, path: str) -> Text:
    return read_text(PurePosixPath(path), text.split("---\n", 2)[2])


WRITTEN = write_sidecar(record(body(ORIGINAL, ZH), body(TRANSLATION, EN), confirmed=LI_MING))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_and_byte_order_marks_change_no_standing(codec: str, end: str, write_book: WriteBook) -> None:
    texts = {ZH: ORIGINAL, EN: TRANSLATION, SIDECAR: WRITTEN}
    assert states({path: text.replace("\n", end).encode(codec) for path, text in texts.items()}, write_book) == {
        "current": 5
    }


@pytest.mark.parametrize(
    ("sidecar", "line", "claim"),
    [
        (WRITTEN.replace("groups:", "groups"), 3, "yaml-is-readable"),
        (WRITTEN.replace("    target:", "    targets:", 1), 6, "key-is-known"),
        (WRITTEN.replace("on: 2026-11-20", "on: 2026-13-20", 1), 7, "type-is-right"),
        (f"<<<<<<< HEAD\n{WRITTEN}>>>>>>> theirs\n", 1, "merge-is-finished"),
        (WRITTEN.encode("gbk"), 5, "text-is-utf8"),
        ("", 1, "type-is-right"),
    ],
)
def test_a_broken_sidecar_is_shown_at_its_line_and_confirms_nothing(
    sidecar: str | bytes, line: int, claim: str, write_book: WriteBook
) -> None:
    root = write_book({ZH: ORIGINAL, EN: TRANSLATION, SIDECAR: sidecar})
    found = check(root).diagnostics
    assert (SIDECAR, line, claim) in [(str(each.place.path), each.place.line, each.claim.id) for each in found]
    assert {str(each.place.path) for each in found} == {SIDECAR}
    assert states({SIDECAR: sidecar}, write_book) == {"unconfirmed": 5}
