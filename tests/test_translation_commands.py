"""What translators do at the command line: see what is left, see what changed, say what they did.

Each command runs once at least as a process of its own.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

import pytest

from casebook.manuscript import read_text
from casebook.press.preparing import check
from casebook.press.surveying import survey
from casebook.translation import Confirmation, record, write_sidecar
from commands import command
from conftest import BOOK, ORIGINAL, TRANSLATION, WriteBook, casebook

ZH, EN, SIDECAR = (f"chapters/letters-home/{name}" for name in ("zh.md", "en.md", "en.sync.yml"))
PEOPLE = str(BOOK["chapters/people.yml"]) + "li-ming:\n  name: {zh: 李明, en: Li Ming}\n  role: translator\n"
TODAY = date.today()  # noqa: DTZ011  # the command line reads the same clock
FILES = {ZH: ORIGINAL, EN: TRANSLATION, "chapters/people.yml": PEOPLE}


def confirmed(write_book: WriteBook, on: date = date(2026, 11, 1)) -> Path:
    """Write the small book with its translation confirmed."""
    zh, en = (read_text(PurePosixPath(path), FILES[path].split("---\n", 2)[2]) for path in (ZH, EN))
    said = write_sidecar(record(zh, en, confirmed=Confirmation(by="editors", on=on)))
    return write_book({**FILES, SIDECAR: said})


def edit(root: Path, path: str, before: str, after: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert before in text
    (root / path).write_text(text.replace(before, after), encoding="utf-8")


def counts(root: Path) -> dict[str, int]:
    standings = check(root).standings
    assert standings is not None
    return {name: count for name, count in standings.states["letters-home", "en"].counts.items() if count}


def group_of(root: Path, words: str) -> str:
    standings = check(root).standings
    assert standings is not None
    state = standings.states["letters-home", "en"]
    return next(each.id for each in state.groups if each.group and words in "".join(each.group.source))


# ---- status


def test_status_adds_up_and_says_what_is_left(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    edit(root, ZH, "信箱挂上墙。", "信箱没有挂上墙。")
    edit(root, ZH, "有了来信。", "有了来信。\n\n有9封信。")
    (root / "chapters/untold").mkdir()
    (root / "chapters/untold/zh.md").write_text(ORIGINAL, encoding="utf-8")
    shown = casebook("status", "--format", "json", "--groups", "--lang", "en", "--root", root)
    assert shown.returncode == 0, shown.stderr
    told = json.loads(shown.stdout)
    ours, other = told["chapters"]
    assert (ours["slug"], ours["lang"], other["slug"]) == ("letters-home", "en", "untold")
    assert {name: count for name, count in ours["counts"].items() if count} == {"current": 4, "stale": 1, "missing": 1}
    assert ours["words_left"] == len("信箱没有挂上墙") + len("有9封信")
    assert ours["last_confirmation"] == "2026-11-01"
    assert ours["oldest_staleness"] == (TODAY - date(2026, 11, 1)).days
    assert (other["counts"]["missing"], other["total"], other["last_confirmation"]) == (5, 5, None)
    totals = told["totals"]
    for name in totals["counts"]:
        assert totals["counts"][name] == sum(each["counts"][name] for each in told["chapters"])
    for each in (ours, other, totals):
        assert sum(each["counts"].values()) == each["total"]
    assert totals["words_left"] == ours["words_left"] + other["words_left"]
    stale = next(each for each in ours["groups"] if each["status"] == "stale")
    assert (stale["source"], stale["target"]) == (["信箱没有挂上墙。"], ["The box goes up."])
    assert stale["confirmed_source"] == ["信箱挂上墙。"]
    assert len({each["id"] for each in ours["groups"]}) == len(ours["groups"]) == 6


def test_status_is_a_table_in_the_language_of_the_person(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    english = command("status", "--format", "markdown", "--groups", "--root", root).stdout
    assert "| letters-home | en | 5 | 5 | 0 | 2026-11-01 | – |" in english
    assert "The box goes up." in english
    chinese = command("status", "--groups", "--root", root, LC_ALL="zh_CN.UTF-8").stdout
    assert "    | The box goes up." in chinese
    assert "篇章" in chinese
    assert "一致" in chinese


def test_status_of_an_unknown_language_ends_with_two(write_book: WriteBook) -> None:
    result = command("status", "--lang", "fr", "--root", write_book(FILES))
    assert (result.stdout, result.returncode) == ("", 2)
    assert "there are: en" in result.stderr


def test_status_counts_on_where_a_record_is_broken(write_book: WriteBook) -> None:
    result = command("status", "--format", "json", "--root", write_book({**FILES, SIDECAR: "groups: ["}))
    assert json.loads(result.stdout)["chapters"][0]["counts"]["unconfirmed"] == 5
    assert f"{SIDECAR} cannot be read: unconfirmed" in result.stderr


# ---- diff


def test_diff_marks_words_and_shows_the_english_that_depends_on_them(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    edit(root, ZH, "信箱挂上墙。", "信箱没有挂上墙 <a>。")
    text = casebook("translate", "diff", "letters-home", "--root", root).stdout
    assert "信箱{+没有+}挂上墙{+ <a>+}。" in text
    assert "| The box goes up." in text
    page = command("translate", "diff", "letters-home", "--format", "html", "--root", root).stdout
    assert '<p lang="zh-Hans">信箱<ins>没有</ins>挂上墙<ins> &lt;a&gt;</ins>。</p>' in page
    assert '<p lang="en-GB">The box goes up.</p>' in page
    told = json.loads(command("translate", "diff", "letters-home", "--format", "json", "--root", root).stdout)
    (group,) = told["groups"]
    assert (group["was"], group["now"]) == (["信箱挂上墙。"], ["信箱没有挂上墙 <a>。"])
    assert "".join(each["text"] for each in group["words"] if each["kind"] != "new") == "信箱挂上墙。"
    assert "".join(each["text"] for each in group["words"] if each["kind"] != "old") == "信箱没有挂上墙 <a>。"


# ---- confirm


def test_a_confirmation_without_a_change_needs_a_reason_and_touches_no_other_group(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    edit(root, ZH, "信箱挂上墙。", "信箱没有挂上墙。")
    edit(root, ZH, "有了来信。", "没有来信。")
    before = (root / SIDECAR).read_bytes()
    group = group_of(root, "信箱挂上墙")
    words = ("translate", "confirm", "letters-home", group, "--by", "li-ming", "--on", "2026-11-20", "--root", root)
    refused = casebook(*words)
    assert (refused.stdout, refused.returncode) == ("", 1)
    assert "the original has changed and the translation has not" in refused.stderr
    assert '--no-change-needed "reason"' in refused.stderr
    assert (root / SIDECAR).read_bytes() == before
    assert "理由" in command(*words, "--lang", "zh").stderr
    assert command(*words, "--no-change-needed", "…").returncode == 2

    done = casebook(*words, "--no-change-needed", "English had it so")
    assert (done.returncode, done.stderr) == (0, "")
    after = (root / SIDECAR).read_text(encoding="utf-8").splitlines()
    changed = set(after) - set(before.decode("utf-8").splitlines())
    assert changed == {
        '      - "信箱没有挂上墙。"',
        "    confirmed: {by: li-ming, on: 2026-11-20}",
        '    no_change: "English had it so"',
    }
    assert counts(root) == {"current": 4, "stale": 1}


def test_a_changed_translation_is_confirmed_and_again_writes_nothing(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    edit(root, ZH, "信箱挂上墙。", "信箱没有挂上墙。")
    edit(root, EN, "The box goes up.", "The box does not go up.")
    assert counts(root) == {"current": 4, "stale": 1}
    assert command("translate", "confirm", "letters-home", "--by", "li-ming", "--root", root).returncode == 0
    assert counts(root) == {"current": 5}
    written = (root / SIDECAR).stat().st_mtime_ns, (root / SIDECAR).read_bytes()
    again = command("translate", "confirm", "letters-home", "--by", "editors", "--root", root)
    assert (again.stdout, again.returncode) == ("", 0)
    assert "nothing was written" in again.stderr
    assert ((root / SIDECAR).stat().st_mtime_ns, (root / SIDECAR).read_bytes()) == written
    assert sorted(path.name for path in (root / SIDECAR).parent.iterdir()) == ["en.md", "en.sync.yml", "zh.md"]


def test_unknown_groups_and_people_are_refused_with_the_nearest(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    group = group_of(root, "信箱挂上墙")
    wrong = f"{group[:-1]}{'0' if group[-1] != '0' else '1'}"
    for arguments, said in (
        ((wrong, "--by", "editors"), f"no group is called '{wrong}'. did you mean '{group}'?"),
        ((group, "--by", "li-min"), "'li-min' is not in people.yml. did you mean 'li-ming'?"),
    ):
        result = command("translate", "confirm", "letters-home", *arguments, "--root", root)
        assert (result.stdout, result.returncode) == ("", 2)
        assert said in result.stderr


def test_what_is_missing_stays_missing_and_what_is_cut_off_is_refused(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    long = "孩子们每周二把信投进信箱，老师当天就读，当天就回信，一封也不落下。"
    edit(root, ZH, "有了来信。", f"有了来信。\n\n{long}")
    result = command("translate", "confirm", "letters-home", "--by", "editors", "--root", root)
    assert result.returncode == 0
    assert counts(root) == {"current": 5, "missing": 1}
    edit(root, EN, "Letters come.", "Letters come.\n\nEvery Tuesday the children post their letters and the")
    assert counts(root) == {"current": 5, "unconfirmed": 1}
    refused = command("translate", "confirm", "letters-home", "--by", "editors", "--root", root)
    assert refused.returncode == 1
    assert "ends within a sentence" in refused.stderr
    edit(root, EN, "and the", "and the teacher answers each of them the same day.")
    assert command("translate", "confirm", "letters-home", "--by", "editors", "--root", root).returncode == 0
    assert counts(root) == {"current": 6}


def test_a_review_is_recorded_for_a_group_that_is_confirmed(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    group = group_of(root, "信箱挂上墙")
    words = ("translate", "confirm", "letters-home", group, "--review", "style", "--by", "li-ming", "--root", root)
    assert command(*words, "--on", "2026-11-02").returncode == 0
    assert (root / SIDECAR).read_text(encoding="utf-8").count("review: {style: {by: li-ming, on: 2026-11-02}}") == 1
    told = json.loads(command("status", "--format", "json", "--groups", "--root", root).stdout)["chapters"][0]["groups"]
    assert next(each for each in told if each["id"] == group)["review"] == {
        "style": {"by": "li-ming", "on": "2026-11-02"}
    }
    edit(root, ZH, "信箱挂上墙。", "信箱没有挂上墙。")
    refused = command(*words)
    assert refused.returncode == 1
    assert "confirm it first" in refused.stderr


def test_a_review_without_a_day_stays_as_it_is_until_that_group_is_reviewed_again(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    short = "    review: {fidelity: li-ming, style: li-ming}"
    written = (root / SIDECAR).read_text(encoding="utf-8")
    (root / SIDECAR).write_text(re.sub(r"(    confirmed: .*)", rf"\1\n{short}", written), encoding="utf-8")
    groups = [group_of(root, words) for words in ("信箱挂上墙", "有了来信")]
    words = ("translate", "confirm", "letters-home", groups[0], "--review", "fidelity", "--by", "editors")
    assert command(*words, "--on", "2026-11-03", "--root", root).returncode == 0
    after = (root / SIDECAR).read_text(encoding="utf-8")
    assert after.count(short) == 4
    assert after.count("    review: {fidelity: {by: editors, on: 2026-11-03}, style: li-ming}") == 1
    edit(root, ZH, "信箱挂上墙。\n\n## 后来 {#later}\n\n有了来信。", "信箱挂上墙。\n\n## 后来 {#later}\n\n有了来信！")
    edit(root, EN, "Letters come.", "Letters come!")
    assert command("translate", "confirm", "letters-home", groups[1], "--by", "editors", "--root", root).returncode == 0
    assert (root / SIDECAR).read_text(encoding="utf-8").count(short) == 3, "what was confirmed anew is read anew"


def test_passages_are_left_out_with_a_reason_and_notes_are_notes(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    edit(root, ZH, "有了来信。", "有了来信。\n\n（谐音，译不出来。）")
    edit(root, EN, "An opening paragraph.", "An opening paragraph.\n\n(A note by the translator.)")
    groups = {each.status.value: each.id for each in survey(root, with_passages=True).found[0].passages.state.groups}
    words = ("translate", "confirm", "letters-home")
    by = ("--by", "editors", "--root", root)
    assert command(*words, groups["missing"], "--omit", "a pun", *by).returncode == 0
    assert command(*words, groups["unconfirmed"], "--note", *by).returncode == 0
    assert counts(root) == {"current": 5, "omitted": 1, "note": 1}


# ---- waive


def test_an_editor_waives_a_change_with_a_reason(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    edit(root, ZH, "信箱挂上墙。", "那只信箱挂上墙。")
    words = ("translate", "waive", "letters-home", "--by", "editors", "--on", "2026-11-20", "--root", root)
    assert casebook(*words, "--why", "only the rhythm changed").returncode == 0
    assert counts(root) == {"current": 5}
    written = (root / SIDECAR).read_text(encoding="utf-8")
    assert '    waived: {by: editors, on: 2026-11-20, why: "only the rhythm changed"}' in written
    assert written.count("confirmed: {by: editors, on: 2026-11-01}") == 5
    edit(root, ZH, "那只信箱挂上墙。", "那只信箱没挂上墙。")
    assert counts(root) == {"current": 4, "stale": 1}


# ---- forget


def test_words_that_were_withdrawn_can_be_taken_out_of_the_record_and_confirm_nothing_then(
    write_book: WriteBook,
) -> None:
    root = confirmed(write_book)
    edit(root, ZH, "信箱挂上墙。", "信箱挂在走廊。")
    edit(root, ZH, "有了来信。", "")
    edit(root, EN, "Letters come.", "")
    assert all(words in (root / SIDECAR).read_text(encoding="utf-8") for words in ("信箱挂上墙", "有了来信"))
    words = ("translate", "forget", "letters-home", "--root", root)
    assert casebook(*words).returncode == 0
    written = (root / SIDECAR).read_text(encoding="utf-8")
    assert not any(words in written for words in ("信箱挂上墙", "有了来信"))
    assert counts(root) == {"current": 3, "unconfirmed": 1}
    again = casebook(*words)
    assert (again.returncode, "nothing new" in again.stderr) == (0, True)
    assert (root / SIDECAR).read_text(encoding="utf-8") == written


def test_a_passage_that_the_original_has_lost_leaves_the_record_when_it_is_named(write_book: WriteBook) -> None:
    root = confirmed(write_book)
    group = group_of(root, "有了来信")
    edit(root, ZH, "信箱挂上墙。", "信箱挂在走廊。")
    edit(root, ZH, "有了来信。", "")
    assert casebook("translate", "forget", "letters-home", group, "--root", root).returncode == 0
    written = (root / SIDECAR).read_text(encoding="utf-8")
    assert ("有了来信" in written, "信箱挂上墙" in written) == (False, True)
    assert counts(root) == {"current": 3, "stale": 1, "unconfirmed": 1}


# ---- start


def test_a_new_translation_begins_with_everything_missing_and_can_be_built(write_book: WriteBook) -> None:
    root = write_book({**FILES, EN: None})
    done = casebook("translate", "start", "letters-home", "--by", "li-ming", "--root", root)
    assert (done.returncode, done.stdout.split()) == (0, [str(root / EN), str(root / SIDECAR)]), done.stderr
    assert counts(root) == {"missing": 5}
    text = (root / EN).read_text(encoding="utf-8")
    assert "## 第一周 {#first-week}" in text
    assert "<!-- untranslated\n信箱挂上墙。\n-->" in text
    assert "translators: [li-ming]" in text
    checked = command("check", "--root", root)
    assert checked.returncode == 0
    assert "still in the language of the original: title, summary" in checked.stdout
    refused = command("translate", "start", "letters-home", "--root", root)
    assert refused.returncode == 1
    assert (root / EN).read_text(encoding="utf-8") == text
    assert command("translate", "confirm", "letters-home", "--by", "li-ming", "--root", root).returncode == 0
    assert counts(root) == {"missing": 5}
    edit(root, EN, "<!-- untranslated\n信箱挂上墙。\n-->", "The box goes up.")
    edit(root, EN, "## 第一周", "## The first week")
    edit(root, EN, 'title: "信箱"', "title: The letter box")
    assert counts(root) == {"missing": 3, "unconfirmed": 2}
    edit(root, ZH, "信箱挂上墙。", "信箱没有挂上墙。")
    assert counts(root) == {"missing": 3, "stale": 1, "unconfirmed": 1}
    built = casebook("build", "--no-editions", "--root", root)
    assert built.returncode == 0, built.stderr
    page = (root / "site/en/chapters/letters-home/index.html").read_text(encoding="utf-8")
    assert "untranslated\n" not in page
    assert '<div lang="zh-Hans">\n<p>开头一段。</p>' in page


def test_a_translation_by_hand_gets_a_first_record_that_confirms_nothing(write_book: WriteBook) -> None:
    root = write_book({**FILES, EN: TRANSLATION.replace("Letters come.", "Letters come.\n\nMany of them.")})
    assert command("translate", "start", "letters-home", "--root", root).returncode == 0
    written = (root / SIDECAR).read_text(encoding="utf-8")
    assert "confirmed" not in written
    assert counts(root) == {"unconfirmed": sum(counts(root).values())}
    assert command("translate", "start", "letters-home", "--root", root).returncode == 1
    assert (root / SIDECAR).read_text(encoding="utf-8") == written


@pytest.mark.parametrize("days", [0, 30])
def test_the_age_of_what_is_stale_counts_from_its_confirmation(write_book: WriteBook, days: int) -> None:
    root = confirmed(write_book, on=TODAY - timedelta(days=days))
    edit(root, ZH, "信箱挂上墙。", "信箱没有挂上墙。")
    told = json.loads(command("status", "--format", "json", "--root", root).stdout)
    assert told["totals"]["oldest_staleness"] == days
