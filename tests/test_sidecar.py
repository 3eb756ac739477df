"""The record of a translation on the disk: what is written is read again, whatever a chapter says, whoever confirms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from casebook.manuscript import read_text
from casebook.translation import (
    Confirmation,
    Sidecar,
    Status,
    SyncGroup,
    derive,
    read_sidecar,
    record,
    write_sidecar,
)
from casebook.translation.sidecar import Review, with_reviews
from small_book import ZH

LI_MING = Confirmation(by="li-ming", on=date(2026, 11, 20))
# A law that is broken is shown by one small example; looking for more of them takes a minute.
briefly = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink], report_multiple_bugs=False, deadline=None
)

ANYTHING = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
WORDS = st.one_of(
    ANYTHING, st.sampled_from(["", "“他”说", '"a": #b', "- x: y", "一\n二\n", "😀\x85\u2028\u2029", "\ufeff\x7f"])
)
NAMES = st.sampled_from(["li-ming", "李明", "o'neill"])
GROUPS = st.builds(
    SyncGroup,
    id=st.from_regex(r"g[0-9a-f]{4,8}", fullmatch=True),
    source=st.lists(WORDS, max_size=3).map(tuple),
    target=st.lists(st.from_regex(r"[0-9a-f]{8}", fullmatch=True), max_size=3).map(tuple),
    confirmed=st.none() | st.builds(Confirmation, by=NAMES, on=st.dates()),
    review=st.dictionaries(
        st.sampled_from(["fidelity", "style"]), st.builds(Review, by=NAMES, on=st.none() | st.dates())
    ).map(lambda each: with_reviews((), each.items())),
    omitted=st.none() | WORDS.map(str.strip).filter(bool),
    note=st.booleans(),
)


def read_back(written: str) -> Sidecar:
    sidecar = read_sidecar(PurePosixPath("chapters/letters-home/en.sync.yml"), written.encode())
    assert isinstance(sidecar, Sidecar), sidecar
    return sidecar


@given(st.lists(GROUPS, min_size=1, max_size=2))
@briefly
def test_what_is_written_is_what_is_read_and_written_again_byte_for_byte(groups: list[SyncGroup]) -> None:
    sidecar = Sidecar(groups=tuple(groups))
    written = write_sidecar(sidecar)
    assert read_back(written) == sidecar
    assert write_sidecar(read_back(written)) == written


@pytest.mark.parametrize("person", ["no", "2020", "null", "a: b", "x, y", "{z}", "#1", "*a", "- a"])
def test_a_record_names_whoever_people_yml_names(person: str) -> None:
    group = SyncGroup(
        id="g1",
        source=("信",),
        target=(),
        confirmed=replace(LI_MING, by=person),
        review=(("style", Review(by=person)),),
    )
    assert read_back(write_sidecar(Sidecar(groups=(group,)))).groups == (group,)


def test_a_record_of_nothing_can_be_read_again() -> None:
    assert read_back(write_sidecar(Sidecar(groups=()))) == Sidecar(groups=())


@given(st.lists(WORDS.filter(lambda each: bool(each.strip())), min_size=1, max_size=4))
@briefly
def test_whatever_a_chapter_says_is_current_right_after_it_was_confirmed(paragraphs: list[str]) -> None:
    chinese = read_text(PurePosixPath(ZH), "\n\n".join(paragraphs).replace("\r\n", "\n").replace("\r", "\n"))
    sidecar = read_back(write_sidecar(record(chinese, chinese, confirmed=LI_MING)))
    assert {each.status for each in derive(chinese, chinese, sidecar).groups} <= {Status.CURRENT}
