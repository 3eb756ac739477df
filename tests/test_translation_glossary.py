"""The words of the book on both sides: what the glossary asks for, what it refuses, and what it leaves in peace."""

from __future__ import annotations

import pytest

from casebook.review import review
from casebook.review.numbers import missing_numbers
from conftest import ORIGINAL, TRANSLATION
from small_book import EN, ZH, mistakes, whole

GLOSSARY = "chapters/glossary.yml"
TERMS = """\
terms:
  - {id: principal, zh: 校长, en: principal, accept: [school principal], avoid_en: [headmaster, rector],
     severity: warn, basis: seen, note: "Not of a university."}
  - {id: deputy, zh: 副校长, en: deputy principal, accept: [vice-principal], avoid_en: [vice headmaster],
     severity: warn, basis: usage}
  - {id: class-teacher, zh: 班主任, en: class teacher, avoid_en: [head teacher, class master],
     severity: warn, basis: house}
  - {id: meeting, zh: 家长会, en: parents' meeting, avoid_en: [patriarch meeting], severity: warn, basis: usage}
  - {id: left-behind, zh: 留守儿童, en: left-behind children, accept: [children left behind by migrant parents],
     avoid_en: [leftover children], avoid_zh: [弃儿], severity: error, basis: seen}
  - {id: primary, zh: 小学, en: primary school, avoid_en: [elementary school], severity: warn, basis: seen}
  - {id: ministry, zh: 教育部, en: Ministry of Education, severity: warn, basis: seen}
  - {id: study, zh: 教研, en: teachers' joint study of lessons, severity: warn, basis: house}
"""


def found(chinese: str, english: str) -> list[tuple[str, str]]:
    """Give the rules that one passage breaks, and what is said to be avoided or wanting."""
    book = whole(
        {
            GLOSSARY: TERMS,
            ZH: ORIGINAL.replace("信箱挂上墙。", chinese),
            EN: TRANSLATION.replace("The box goes up.", english),
        }
    )
    rules = {"glossary-is-kept-in-english", "glossary-is-kept-in-chinese", "hurtful-word-is-absent"}
    return [
        (each.claim.id, each.message.en.split("'")[1] if "'" in each.message.en.split("(")[0] else each.message.en)
        for each in review(book)
        if each.claim.id in rules
    ]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("校长来了。", "The principal came."),
        ("校长们来了。", "The Principals’ office."),
        ("副校长来了。", "The deputy principals came."),
        ("副校长来了。", "The vice-principal came."),
        ("班主任来了。", "The class-teacher came."),
        ("家长会上", "At a parents’ meeting"),
        ("家长会上", "At parents' meetings"),
        ("留守儿童", "a left-behind child"),
        ("留守儿童", "Left-behind children's letters"),
        ("民政和教育部门都来了。", "The authorities came."),
        ("在教研会上", "At a joint study of lessons"),
        ("班主任来了。", "The class teacher (“head teacher” in an old report) came."),
        ("班主任来了。", "The class teacher said: ‘I’m no head teacher.’"),
        ("班主任来了。", "The class teacher came. [x](https://a.example/head-teacher) `head teacher`"),
        ("小学来了信。", "A primary school wrote; so did Heping Elementary School."),
        ("山上来了信。", "A rector of a college wrote."),
        ("“弃儿”是旧说法。", "It is an old word."),
    ],
)
def test_what_the_glossary_leaves_in_peace(chinese: str, english: str) -> None:
    assert found(chinese, english) == []


@pytest.mark.parametrize(
    ("chinese", "english", "rule", "words"),
    [
        (
            "班主任来了。",
            "The class teacher and the Head teachers came.",
            "glossary-is-kept-in-english",
            "Head teachers",
        ),
        ("校长来了。", "The principal, a headmaster, came.", "glossary-is-kept-in-english", "headmaster"),
        ("小学", "A primary school, an elementary school.", "glossary-is-kept-in-english", "elementary school"),
        ("孩子", "the leftover child", "hurtful-word-is-absent", "leftover child"),
        ("弃儿", "a child", "hurtful-word-is-absent", "弃儿"),
    ],
)
def test_what_is_to_be_avoided_is_found_however_it_is_inflected(
    chinese: str, english: str, rule: str, words: str
) -> None:
    assert found(chinese, english) == [(rule, words)]


def test_a_term_that_is_never_said_is_asked_for_once_with_its_note() -> None:
    book = whole(
        {
            GLOSSARY: TERMS,
            ZH: ORIGINAL.replace("信箱挂上墙。", "副校长来了。").replace("有了来信。", "副校长走了。"),
        }
    )
    told = [each for each in review(book) if each.claim.id == "glossary-is-kept-in-english"]
    assert [(each.place.line, each.message.en.split(",")[0]) for each in told] == [(13, "the original says 副校长")]
    # 副校长 is not 校长: the longest form is used.
    assert "(deputy)" in told[0].message.en


def test_a_broken_glossary_stops_the_run_loudly() -> None:
    assert mistakes({GLOSSARY: TERMS.replace("severity: warn", "severity: maybe", 1)}) == [(3, 16, "value-is-known")]


@pytest.mark.parametrize(
    ("chinese", "english", "lost"),
    [
        ("共186名学生。", "186 pupils in all.", []),
        ("共186名学生。", "168 pupils in all.", ["186"]),
        ("每班3人，共12人。", "Three to a class, a dozen in all.", []),
        ("第2次", "the second time", []),
        ("花了1500元。", "It cost 1,500 yuan.", []),
        ("花了1500元。", "It cost 1,050 yuan.", ["1500"]),
        ("11:40到12:20", "from 11.40 to 12.20", []),
        ("2019年12月5日", "in the winter of that year", []),
        ("5万元，3成", "fifty thousand yuan, almost a third", []),
        ("30%的孩子", "30 per cent of the children", []),
        ("30%的孩子", "a third of the children", ["30"]),
        ("21人", "twenty-one people", []),
        ("100人", "a hundred people", []),
        ("见[信](a-123.md)。[^1]", "See the [letter](a.md).", []),
    ],
)
def test_numbers_of_the_original_are_looked_for_in_digits_and_words(
    chinese: str, english: str, lost: list[str]
) -> None:
    assert missing_numbers(chinese, english) == lost
