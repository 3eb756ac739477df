"""The metadata of generated chapters, varied over everything that the format knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bench import words
from bench.chapters import Outline, Voice
from bench.words import Pair
from casebook.manuscript import PROVINCES

_STAGES = ("primary", "primary", "nine-year", "junior-secondary", "kindergarten", "senior-secondary")
_COSTS = ("none", "low", "low", "medium", "high")
_CHAPTERS_EACH = 8


def author_of(number: int) -> str:
    """Give the id of the invented principal to whom an essay is ascribed; each has eight chapters in a row."""
    return f"sample-principal-{number // _CHAPTERS_EACH + 1:03}"


def people(chapters: int) -> dict[str, Any]:
    """Give the invented principals of a book with so many chapters, as people.yml holds them."""
    return {
        author_of(number): {
            "name": {
                "zh": f"示例校长{number // _CHAPTERS_EACH + 1}",
                "en": f"Sample principal {number // _CHAPTERS_EACH + 1}",
            },
            "role": "principal",
        }
        for number in range(0, chapters, _CHAPTERS_EACH)
    }


def metadata(chapter: Outline, practices: Sequence[str], seed: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the metadata of the original and of the translation."""
    voice = Voice(f"metadata {seed} {chapter.number}")
    summary, glance, school = _summary(voice), _glance(voice), _school(voice, chapter)
    uses = _uses(voice, chapter, practices)
    zh: dict[str, Any] = {
        "title": chapter.title[0],
        "summary": summary[0],
        "kind": chapter.kind,
        "status": "published",
        "authors": [author_of(chapter.number) if chapter.kind == "essay" else "editors"],
        "school": school[0],
        "practices": [use[0] for use in uses],
        "glance": glance[0],
        "written": _written(voice),
        "consent": _consent(chapter),
    }
    if chapter.kind == "case-note":
        zh["sources"] = [_source(voice, chapter, count) for count in range(1, voice.random.randint(2, 4))]
    if chapter.number % 10 == 3:
        zh["aliases"] = [f"earlier-{chapter.slug}"]
    en: dict[str, Any] = {
        "title": chapter.title[1],
        "summary": summary[1],
        **({"school": school[1]} if school[1] else {}),
        "practices": [use[1] for use in uses],
        "glance": glance[1],
        "translators": ["editors"],
        "reviewers": {"fidelity": "editors", "style": "editors"},
    }
    return zh, en


def _phrase(voice: Voice, zh: str, en: str) -> Pair:
    return voice.fill((zh, en))


def _summary(voice: Voice) -> Pair:
    return _phrase(
        voice,
        "{time}，{who}{act}；{outcome}，{lesson}。",
        "{time}, {who} {act}; {outcome}, and the school has learnt this: {lesson}.",
    )


def _glance(voice: Voice) -> tuple[dict[str, str], dict[str, str]]:
    lines = {
        "challenge": _phrase(voice, "{time}，{outcome}，可是{outcome2}。", "{time}, {outcome}; and yet {outcome2}."),
        "response": _phrase(voice, "{who}{place}{act}。", "{who} {act} {place}."),
        "people": _phrase(voice, "{who}、{who2}", "{who} and {who2}"),
        "time": _phrase(voice, "{time}，连着{n}天", "{time}, on {n} days"),
        "result": _phrase(voice, "校方称，{outcome}，{outcome2}。", "It reports that {outcome}, and {outcome2}."),
    }
    cost = voice.random.choice(_COSTS)
    zh, en = ({key: line[language] for key, line in lines.items()} for language in range(2))
    return {**zh, "cost": cost}, en


def _school(voice: Voice, chapter: Outline) -> tuple[dict[str, Any], dict[str, str]]:
    """Give the school; an illustrative text names none."""
    facts: dict[str, Any] = {
        "stage": voice.random.choice(_STAGES),
        "boarding": voice.random.random() < 0.6,
        "pupils": voice.random.randrange(23, 900),
    }
    if chapter.kind == "illustrative":
        return facts, {}
    town, county, prefecture = (voice.pick(words.TOWNS) for _ in range(3))
    zh = {"name": f"示例{town[0]}小学", "county": f"示例{county[0]}县", "prefecture": f"示例{prefecture[0]}市"}
    en = {
        "name": f"Sample {town[1]} Primary School",
        "county": f"Sample {county[1]} County",
        "prefecture": f"Sample {prefecture[1]}",
    }
    return {**zh, "province": voice.random.choice(list(PROVINCES)), **facts}, en


def _uses(voice: Voice, chapter: Outline, practices: Sequence[str]) -> list[tuple[dict[str, str], dict[str, str]]]:
    uses: list[tuple[dict[str, str], dict[str, str]]] = []
    chosen = voice.random.sample(practices, voice.random.randint(1, 3))
    for practice, heading in zip(chosen, voice.random.sample(chapter.headings, len(chosen)), strict=True):
        how = _phrase(voice, "{who}{time}{act}。", "{who} {act} {time}.")
        zh, en = {"id": practice, "at": f"#{heading[0]}", "how": how[0]}, {"id": practice, "how": how[1]}
        if voice.random.random() < 0.5:
            zh["hard"], en["hard"] = _phrase(voice, "起初{outcome}。", "At first {outcome}.")
        if voice.random.random() < 0.3:
            zh["cost"] = voice.random.choice(_COSTS)
            zh["time"], en["time"] = _phrase(voice, "{time}，{n2}分钟", "{time}, {n2} minutes")
        uses.append((zh, en))
    return uses


def _consent(chapter: Outline) -> dict[str, str]:
    record = f"SAMPLE-{chapter.number:04}" if chapter.kind == "essay" else "not-needed"
    children = (
        f"guardian-consent:VE-{chapter.number}"
        if chapter.kind == "essay" and chapter.number % 2
        else "none-identifiable"
    )
    return {"author": record, "school": record, "children": children, "photos": "none"}


def _source(voice: Voice, chapter: Outline, count: int) -> dict[str, Any]:
    day = date(2019, 1, 1) + timedelta(days=voice.random.randrange(2000))
    return {
        "title": f"Sample Daily, {day.isoformat()}, {chapter.title[1]}",
        "url": f"https://news.example/{day.year}/{chapter.slug}-{count}.html",
        "read": date(2026, 11, 1),
    }


def _written(voice: Voice) -> str:
    year, month, day = voice.random.randint(2008, 2026), voice.random.randint(1, 10), voice.random.randint(1, 28)
    return voice.random.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"))
