"""What the rules of safeguarding find and pass over, beside the fixtures of tests/rules. Every name here is "
"invented."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from bench.safeguarding import SETS, score
from bench.safeguarding import read as read_passages
from casebook.manuscript import Diagnostic, read_text
from casebook.review import review
from casebook.review.safeguarding.naming import masked, names
from casebook.review.safeguarding.numbers import particulars
from casebook.review.safeguarding.plain import plain
from casebook.translation import Confirmation, write_sidecar
from casebook.translation import record as recorded
from conftest import BOOK, ORIGINAL, TRANSLATION
from small_book import EN, ZH, whole
from test_rules import STATES

RISK = "risk-near-a-child-is-decided"
ABOUT = "docs/zh/about.md"
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
    return f"safeguarding: [{{rule: {RISK}, mark: {marked}, why: 编造的例子。, by: editors, on: 2026-11-24}}]\n"


# ---- names


@pytest.mark.parametrize("which", ["tuned", "held-out"])
def test_names_are_found_and_words_are_not(which: str) -> None:
    total = score(which)["all"]
    assert total.recall >= 0.97
    assert total.precision >= 0.90


@pytest.mark.parametrize(("which", "recall"), [("tuned-prose", 0.80), ("second-held-out", 0.80)])
def test_in_longer_prose_with_names_that_are_words_most_are_found(which: str, recall: float) -> None:
    total = score(which)["all"]
    assert total.recall >= recall
    assert total.precision >= 0.90


def test_the_measured_passages_are_many_and_of_every_kind() -> None:
    passages = [passage for which in SETS for passage in read_passages(which)]
    assert len(passages) >= 300
    assert len({(passage.language, passage.kind) for passage in passages}) >= 12
    assert sum(1 for which in SETS if "held-out" in which for _ in read_passages(which)) * 3 >= len(passages)


@pytest.mark.parametrize(
    "words",
    [
        "童诗写在卡片上。", "查清楚以后再说。", "提前三天告诉家里。", "柳树发芽了。", "小贺老师教音乐。",
        "爱心妈妈每周来一次。", "后来才明白的。", "文明从小事做起。", "捐了一栋楼。",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_names(words: str) -> None:
    assert names(words, "zh-Hans") == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("浩然爸爸在工地上。", "浩然"),
        ("小薇妹妹上学前班。", "小薇"),
        ("最淘气的是阿强，会上树。", "阿强"),
        ("王佳有一个弟弟。", "王佳"),
        ("听说淑珍来过。", "淑珍"),
    ],
)
def test_kin_and_shape_tell_a_given_name(written: str, name: str) -> None:
    assert [written[start:end] for start, end in names(written, "zh-Hans")] == [name]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("我们叫他小石头，小石头现在会写信了。", ["小石头", "小石头"]),
        ("大家都叫她“花花”。", ["花花"]),
        ("他小名叫石头，爱说话。", ["石头"]),
        ("外号“豆豆”的孩子来了。", ["豆豆"]),
        ("有个女孩叫月亮，总坐最后一排。", ["月亮"]),
        ("生活老师叫他起床。", []),
        ("那个孩子叫妈妈，没有人应。", []),
        ("有个孩子叫苦连天。", []),
    ],
)
def test_what_a_child_is_said_to_be_called_is_a_name(written: str, found: list[str]) -> None:
    assert [written[start:end] for start, end in names(written, "zh-Hans")] == found


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


@pytest.mark.parametrize(
    ("front", "body", "place"),
    [
        ("", "A boy died.\n", (5, 7)),
        ("", "Text.\n\n![A boy who was abused](photos/box.jpg)\n", (7, 17)),
        ("summary: He was abused.\n", "Text.\n", (3, 10)),
        ("glance: {result: A boy died.}\n", "Text.\n", (4, 18)),
    ],
)
def test_a_translation_is_asked_about_where_it_says_so(front: str, body: str, place: tuple[int, int]) -> None:
    first = "summary: Letters.\n" if "summary" not in front else ""
    english = f"---\ntitle: Letters\n{first}{front}---\n{body}"
    told = [each.place for each in found("有人来了。", files={EN: english}) if each.claim.id == RISK]
    assert [(each.path.as_posix(), each.line, each.column) for each in told] == [(EN, *place)]


def test_details_add_up_in_a_translation_too() -> None:
    english = "---\ntitle: Letters\nsummary: Letters.\n---\nIn Baima village a girl aged nine, whose mother had died.\n"
    told = [each for each in found("有人来了。", files={EN: english}) if each.claim.id == "details-do-not-identify"]
    assert [(each.place.path.as_posix(), each.place.line) for each in told] == [(EN, 5)]


# ---- a decision on the original, and its translation

ENGLISH = "The father of that child had died, and he wrote no more."


def translated(front: str = "", *, english: str = ENGLISH, record: str = ENGLISH, original: str = PASSAGE) -> list[str]:
    """Review the small book with the passage in both languages; `record` is what was confirmed."""
    zh = ORIGINAL.replace("---\n开头", f"{front}---\n开头") + f"\n{original}\n"
    en = TRANSLATION.rstrip("\n") + f"\n\n{english}\n"
    confirmed = TRANSLATION.rstrip("\n") + f"\n\n{record}\n"
    source, target = (
        read_text(PurePosixPath(path), text.split("---\n", 2)[2])
        for path, text in ((ZH, zh.replace(original, PASSAGE)), (EN, confirmed))
    )
    sidecar = write_sidecar(recorded(source, target, confirmed=Confirmation(by="editors", on=date(2026, 11, 24))))
    book = whole({ZH: zh, EN: en, "chapters/letters-home/en.sync.yml": sidecar})
    return [each.place.path.name for each in review(book) if each.claim.id == RISK]


def test_a_decision_on_the_original_holds_for_the_translation_that_is_confirmed() -> None:
    assert translated() == ["en.md", "zh.md"]
    assert translated(decision(mark(PASSAGE))) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"record": "He writes home every week, and posts the letters on Friday."},
        {"english": ENGLISH.replace("had died", "had died and the boy was abused")},
    ],
)
def test_a_decision_on_the_original_covers_no_translation_that_says_something_else(changed: dict[str, str]) -> None:
    assert "en.md" in translated(decision(mark(PASSAGE)), **changed)


def test_a_decision_on_a_summary_holds_for_its_translation() -> None:
    sad = "那个孩子的父亲去世了。"
    front = ORIGINAL.replace(
        next(line for line in ORIGINAL.splitlines() if line.startswith("summary:")), f"summary: {sad}"
    )
    english = "---\ntitle: Letters\nsummary: The father of that child died.\n---\nText.\n"
    told = [each for each in review(whole({ZH: front, EN: english})) if each.claim.id == RISK]
    assert [(each.place.path.name, each.place.line) for each in told] == [("en.md", 3), ("zh.md", 3)]
    hint = told[1].hint
    assert hint is not None
    decided = decision(hint.en.partition("mark: ")[2].partition(",")[0])
    book = whole({ZH: front.replace("---\n开头", f"{decided}---\n开头"), EN: english})
    assert [each for each in review(book) if each.claim.id == RISK] == []


# ---- what the original hides


@pytest.mark.parametrize(
    ("original", "english", "claim"),
    [
        ("小雨来了。", "Meiling came.", "translation-names-no-more"),
        ("小雨来了。", "Her name is Wang Meiling.", "translation-names-no-more"),
        ("我们村的孩子。", "The children of Shipo village.", "translation-names-no-more"),
        ("一个孩子。", "A child of Shipo Primary School.", "translation-names-no-more"),
        ("一个孩子。", "A nine-year-old child.", "translation-counts-no-more"),
        ("一个孩子。", "A child aged nine.", "translation-counts-no-more"),
        ("一个春天。", "On 5 March a child left.", "translation-counts-no-more"),
    ],
)
def test_a_translation_reveals_nothing_that_the_original_hides(original: str, english: str, claim: str) -> None:
    front = "pseudonyms: [小雨]\n"
    translation = f"---\ntitle: Letters\nsummary: Letters.\n---\n{english}\n"
    assert claim in {each.claim.id for each in found(original, front, {EN: translation})}


@pytest.mark.parametrize("key", ["title: Letters of Xiaoyun", "school: {name: Shipo Primary School}"])
def test_the_metadata_of_a_translation_reveal_nothing_either(key: str) -> None:
    lines = {"title": "title: Letters", "summary": "summary: Letters."} | {key.partition(":")[0]: key}
    translation = "---\n" + "\n".join(lines.values()) + "\n---\nText.\n"
    told = [
        each for each in found("有人来了。", files={EN: translation}) if each.claim.id == "translation-names-no-more"
    ]
    assert [each.place.path.name for each in told] == ["en.md"]


# ---- outside the chapters

PAGE = "---\ntitle: 关于\ndescription: 关于本书。\n---\n\n{}\n"


@pytest.mark.parametrize(
    ("path", "text", "place", "claim"),
    [
        (ABOUT, PAGE.format("感谢王小明。"), (6, 3), "pages-name-nobody-unasked"),
        (ABOUT, PAGE.format("一段话。").replace("关于本书", "王小明的书"), (3, 14), "pages-name-nobody-unasked"),
        (ABOUT, PAGE.format("电话：13800138000"), (6, 4), "no-number-leads-to-a-person"),
        ("chapters/people.yml", "editors:\n  name: {zh: 编者}\n  role: editor\n  note: {zh: 王小明的老师。}\n", (4, 14),
         "pages-name-nobody-unasked"),
    ],
)  # fmt: skip
def test_what_stands_outside_the_chapters_is_looked_at(
    path: str, text: str, place: tuple[int, int], claim: str
) -> None:
    told = [each for each in found("有人来了。", files={path: text}) if each.place.path.as_posix() == path]
    told = [each for each in told if each.claim.id in ("pages-name-nobody-unasked", "no-number-leads-to-a-person")]
    assert [(each.place.line, each.claim.id) for each in told] == [(place[0], claim)]


def test_an_organisations_own_number_stands_by_a_decision_in_the_settings_of_the_book() -> None:
    page = PAGE.format("求助热线：0731-85551234")
    told = [each for each in found("有人来了。", files={ABOUT: page}) if each.claim.id == "no-number-leads-to-a-person"]
    assert [each.place.path.as_posix() for each in told] == [ABOUT]
    hint = told[0].hint
    assert hint is not None
    marked = hint.en.partition("mark: ")[2].partition(",")[0]
    kept = decision(marked).replace(RISK, "no-number-leads-to-a-person").replace("编造的例子", "机构自己公布的电话")
    settings = str(BOOK["chapters/book.yml"]) + kept
    ours = {"no-number-leads-to-a-person", "decision-clears-something"}
    cleared = found("有人来了。", files={ABOUT: page, "chapters/book.yml": settings})
    assert ours.isdisjoint(each.claim.id for each in cleared)
    spent = found("有人来了。", files={ABOUT: page.replace("0731", "0732"), "chapters/book.yml": settings})
    assert ours <= {each.claim.id for each in spent}
