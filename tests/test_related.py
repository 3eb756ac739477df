"""What is related to what, and why: the same from both sides, the same in every run, and no dearer in a large book."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from types import FrameType

from bench.chapters import compose, outline
from casebook.manuscript import Book, Chapter, Translations, read_text
from casebook.site import View, publish
from casebook.site.related import Common, Relations, related_practices
from casebook.site.topics import topics
from conftest import BOOK, ORIGINAL
from small_book import PRACTICES, whole

PROVINCES = ("anhui", "hunan", "sichuan", "yunnan")
TAXONOMY = BOOK[PRACTICES].replace(
    "problems:",
    "  - {id: visits, group: support, zh: 家访, en: Visits, definition_zh: 走访。, definition_en: Visiting.}\n"
    "  - {id: meals, group: support, zh: 吃饭, en: Meals, definition_zh: 同桌。, definition_en: One table.}\nproblems:",
)


def chapter(slug: str, *practices: str, province: str = "", body: str = "一段。") -> dict[str, str | bytes]:
    uses = "".join(f'  - {{id: {each}, at: "#first-week", how: 每周。}}\n' for each in practices)
    head = ORIGINAL[: ORIGINAL.index("practices:")] + "practices:\n" + uses + ORIGINAL[ORIGINAL.index("glance:") :]
    if province:
        head = head.replace("illustrative", "essay").replace("school:\n", f"school:\n  province: {province}\n")
    return {f"chapters/{slug}/zh.md": head.replace("信箱挂上墙。", body)}


def book_of(*chapters: dict[str, str | bytes]) -> Book:
    files: dict[str, str | bytes] = {PRACTICES: TAXONOMY}
    for each in chapters:
        files.update(each)
    book = whole(files)
    return replace(book, chapters={slug: each for slug, each in book.chapters.items() if slug != "letters-home"})


def relations(book: Book, code: str = "zh") -> Relations:
    return View(book, code, {}).relations


SPEAKING = "奶奶打来电话，奶奶说电话里听不清。蛋糕，蛋糕。"
BOOK_OF_ALL = book_of(
    chapter("here", "letter-box", province="hunan", body=SPEAKING),
    chapter("same-practice", "letter-box"),
    chapter("same-problem", "talks"),
    chapter("same-province", "visits", province="hunan"),
    chapter("same-words", "meals", body=SPEAKING),
    chapter("nothing", "meals"),
)


def test_practices_come_first_then_problems_then_the_province_then_words() -> None:
    related = relations(BOOK_OF_ALL).of("here", most=9)
    assert [each.slug for each, _ in related] == ["same-practice", "same-problem", "same-province", "same-words"]
    assert [common for _, common in related] == [
        Common(practices=("letter-box",), problems=("silent",)),
        Common(problems=("silent",)),
        Common(province="hunan"),
        Common(words=("奶奶", "电话", "蛋糕")),
    ]


def test_the_page_says_why_in_its_readers_language() -> None:
    files = publish(BOOK_OF_ALL, {}).files
    for folder, reasons in (
        ("zh", ("同样写到：悄悄话信箱", "回应同一个难题：“孩子不说话”", "也在湖南", "都说到：奶奶、电话、蛋糕")),
        (
            "en",
            (
                "Also about: Letter box",
                "Answers the same problem: “A silent child”",
                "Also in Hunan",
                "Both speak of: ",
            ),
        ),
    ):
        page = files[PurePosixPath(f"{folder}/chapters/here/index.md")]
        assert [each for each in reasons if each not in page] == []
    english = files[PurePosixPath("en/chapters/here/index.md")]
    assert 'Both speak of: <span lang="zh-Hans">奶奶</span>' in english


def test_a_person_is_nobodys_topic_nor_is_a_word_that_every_school_has() -> None:
    text = "小雨，小雨，电话，电话。学校，学校，老师，老师。"
    assert topics(text, "zh-Hans") >= {"电话"}
    assert topics(text, "zh-Hans", but={"电话"}) & {"电话", "学校", "老师"} == set()
    english = "The telephone rang. He saw her telephone. Although it was old, the old door of the house. Although late."
    assert topics(english, "en-GB") == {"telephone"}
    assert topics("La bibliothèque. Une bibliothèque.", "fr-FR") == {"bibliothèque"}


def generated(count: int) -> Book:
    """Give a book of so many generated chapters, whose text is that of scripts/bench/corpus.py."""
    book = whole({PRACTICES: TAXONOMY})
    pattern = book.chapters["letters-home"]
    practices = list(book.practices)
    outlines = [outline(number, 1) for number in range(count)]

    def made(number: int) -> Chapter:
        body = compose(outlines[number], outlines[:number], 1)[0]
        school = replace(pattern.school, province=PROVINCES[number % 4]) if pattern.school and number % 3 else None
        use = replace(pattern.practices[0], id=practices[number % len(practices)])
        return replace(
            pattern,
            slug=outlines[number].slug,
            title=Translations({"zh": outlines[number].title[0]}),
            practices=(use,) if number % 5 else (),
            school=school,
            written=f"20{number % 20:02}",
            text=read_text(PurePosixPath(f"{number}.md"), body),
            translations={},
        )

    return replace(book, chapters={each.slug: each for each in map(made, range(count))})


def test_what_two_chapters_have_in_common_is_the_same_from_both_sides() -> None:
    book = generated(60)
    found = relations(book)
    slugs = list(book.chapters)
    for one in slugs:
        for other in slugs:
            assert found.common(one, other) == found.common(other, one)
        for other, common in found.of(one):
            assert other.slug != one
            assert common == found.common(other.slug, one)
            assert common


def test_the_order_of_the_files_does_not_matter() -> None:
    book = generated(60)
    backwards = replace(book, chapters=dict(reversed(book.chapters.items())))
    forth, back = relations(book), relations(backwards)
    for slug in book.chapters:
        assert [each.slug for each, _ in forth.of(slug)] == [each.slug for each, _ in back.of(slug)]


def test_ten_times_as_many_chapters_cost_ten_times_as_much() -> None:
    cost = {count: _calls(generated(count)) for count in (150, 300, 600)}
    assert cost[600] / cost[300] < 2.2, cost
    assert cost[600] / cost[150] < 5, cost


def _calls(book: Book) -> int:
    """Count the Python functions that are called to relate every chapter of a book: the same number in every run."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    view = View(book, "zh", {})
    listed: Iterable[Chapter] = view.chapters
    sys.setprofile(count)
    try:
        found = view.relations
        for each in listed:
            found.of(each.slug)
    finally:
        sys.setprofile(None)
    return calls


# ---- practices


def test_related_practices_are_those_of_the_same_chapters_then_the_editors_choice_then_the_group() -> None:
    extra = "  - {id: meals, group: support"
    taxonomy = TAXONOMY.replace(
        extra,
        "  - {id: garden, group: other, zh: 菜园, en: Garden, definition_zh: 种菜。, definition_en: Growing.,"
        " related: [letter-box]}\n" + extra,
    )
    taxonomy = taxonomy.replace("definition_en: Letters.", "definition_en: Letters., related: [garden]")
    taxonomy = taxonomy.replace(
        "practices:\n",
        "  - {id: other, zh: 其他, en: Other, definition_zh: 其他。, definition_en: Other.}\npractices:\n",
        1,
    )
    files: dict[str, str | bytes] = {
        PRACTICES: taxonomy,
        **chapter("one", "letter-box", "meals"),
        **chapter("two", "letter-box", "meals", "visits"),
    }
    book = whole(files)
    told = [each for each in book.chapters.values() if each.slug in ("one", "two")]
    related = related_practices(book.practices["letter-box"], book.practices, told)
    assert [(each.practice.id, each.together, each.is_suggested) for each in related] == [
        ("meals", 2, False),
        ("visits", 1, False),
        ("garden", 0, True),
        ("talks", 0, False),
    ]
