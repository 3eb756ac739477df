"""What the search field knows before any text is read: two small JSON files, beside the full-text index.

`search/catalogue.json` answers at once: titles, summaries, people, places and practices, with what they can be
narrowed down by. `search/words.json` knows what else a reader may type: the other language's word, a synonym, a
Traditional character, the other spelling. Both are read by `docs/assets/search.js`, and nobody else; they may change
with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache

import opencc

from casebook.manuscript import PROVINCES, Book, Chapter, Practice, Translations

from .facets import facet_label, facet_values, facets_of
from .ordering import pinyin
from .topics import NO_TEXT
from .view import View

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[a-z]+(?:-[a-z]+)*")


def search_catalogue(view: View) -> str:
    """Give search/catalogue.json of one language: what its readers see, and no more, since they wait for it.

    Keys: `prefixes` (what stands before the addresses of each language), `words` (what the search says), `facets`
    (facet → value → label) and `entries`: each with `u` (address within its language), `k` (`chapter`, `practice`,
    `group`, `page`, `person`, `province`), `t` (title) and where there are any `l` (the languages in which it exists,
    if not in all), `s` (summary), `p` (the pinyin of a Chinese title, syllables apart), `n` (other names: people,
    school, places, synonyms), `q` (problems that a practice answers) and `f` (facets of a chapter, as `facet:value`).
    """
    book = view.book
    entries = [_practice(view, practice) for practice in book.practices.values()]
    entries += [_chapter(view, chapter) for chapter in view.chapters if chapter.is_published]
    for group in book.groups.values():
        entries.append({**_entry(view, f"groups/{group.id}/", "group", group.name), "s": view.plain(group.definition)})
    for person in book.people.values():
        if view.by_person[person.id]:
            entries.append(_entry(view, f"people/{person.id}/", "person", person.name))
    for identity in view.by_province:
        entries.append(_entry(view, f"provinces/{identity}/", "province", Translations(PROVINCES[identity])))
    for name, page in book.pages[view.code].items():
        entries.append({"u": f"{name}/", "k": "page", "t": page.title, "s": page.description})
    return _compact(
        {
            "prefixes": {code: "" if code == book.source else f"{code}/" for code in book.languages},
            "words": _words(view),
            "facets": _facets(view),
            "entries": entries,
        }
    )


def _words(view: View) -> dict[str, str]:
    words = view.words.words.items()
    return {key.removeprefix("search_"): text for key, text in words if key.startswith("search_")}


def search_words(view: View) -> str:
    """Give search/words.json.

    Keys: `groups`, lists of words that mean the same, each `{language: [words]}`; `traditional`, a string of pairs
    (a Traditional character, then the Simplified one that the book uses); `sounds`, pairs of a Chinese term's pinyin,
    syllables apart, and the term; `vocabulary`, the English words of the book, for typing mistakes and other spellings.
    """
    texts = list(_texts(view))
    return _compact(
        {
            "groups": [group for group in _groups(view.book) if len(group) > 1],
            "traditional": _traditional({character for text in texts for character in _HAN.findall(text)}),
            "sounds": sorted((pinyin(term), term) for term in _chinese_terms(view.book)),
            "vocabulary": _vocabulary(texts),
        }
    )


def _entry(view: View, address: str, kind: str, title: Translations) -> dict[str, object]:
    entry: dict[str, object] = {"u": address, "k": kind, "t": view.plain(title)}
    if chinese := "".join(_HAN.findall(title.get("zh", ""))):
        entry["p"] = pinyin(chinese)
    return entry


def _practice(view: View, practice: Practice) -> dict[str, object]:
    entry = {
        **_entry(view, f"practices/{practice.id}/", "practice", practice.name),
        "s": view.plain(practice.definition),
        "n": list(practice.synonyms.get(view.code, ())),
    }
    if problems := [view.plain(each.name) for each in view.book.problems if practice.id in each.practices]:
        entry["q"] = problems
    return entry


def _chapter(view: View, chapter: Chapter) -> dict[str, object]:
    school = chapter.school
    names = [view.plain(view.book.people[identity].name) for identity in chapter.authors]
    names += chapter.adults
    if school:
        names += [view.plain(words) for words in (school.name, school.county, school.prefecture) if words]
    entry = {
        **_entry(view, f"chapters/{chapter.slug}/", "chapter", chapter.title),
        "s": view.plain(chapter.summary),
        "n": list(dict.fromkeys(names)),
        "f": list(facets_of(chapter)),
    }
    languages = [chapter.language, *chapter.translations]
    if len(languages) < len(view.book.languages):
        entry["l"] = languages
    return entry


def _facets(view: View) -> dict[str, dict[str, str]]:
    """Label every value that a chapter can be narrowed down by; a search may find a page in any language."""
    labels = {
        facet: {value: facet_label(view, facet, value) for value in values}
        for facet, values in facet_values(view, view.chapters).items()
    }
    labels["language"] = {code: language.name for code, language in view.book.languages.items()}
    return labels


def _chinese_terms(book: Book) -> set[str]:
    """Give the Chinese names of terms and practices, each as its characters alone, which match the syllables."""
    names = (*(term.name for term in book.terms), *(practice.name for practice in book.practices.values()))
    return {"".join(_HAN.findall(name["zh"])) for name in names if _HAN.search(name.get("zh", ""))}


def _vocabulary(texts: Iterable[str]) -> list[str]:
    """List the English words of more than three letters; a word with a hyphen counts whole and in its parts."""
    whole = {word for text in texts for word in _ENGLISH.findall(NO_TEXT.sub(" ", text).lower())}
    return sorted({each for word in whole for each in (word, *word.split("-")) if len(each) > 3})


def _groups(book: Book) -> list[dict[str, list[str]]]:
    """Gather the words that mean the same: a term with what is also accepted for it, a practice with its synonyms."""
    groups: list[dict[str, list[str]]] = []
    for term in book.terms:
        words = {code: [name] for code, name in term.name.items()}
        if "en" in words:
            words["en"] += [word for word in term.accept if word not in words["en"]]
        groups.append(words)
    groups.extend(
        {code: [name, *practice.synonyms.get(code, ())] for code, name in practice.name.items()}
        for practice in book.practices.values()
    )
    return groups


def _texts(view: View) -> Iterable[str]:
    """Give every text that a reader may search for, in every language."""
    book = view.book
    for chapter in view.chapters:
        if chapter.is_published:
            yield chapter.text.markdown
            yield from (translation.text.markdown for translation in chapter.translations.values())
            glance = chapter.glance
            for words in (glance.challenge, glance.response, glance.people, glance.time, glance.result):
                yield from words.values()
            for words in (
                chapter.title,
                chapter.summary,
                *(each for use in chapter.practices for each in (use.how, use.hard)),
            ):
                yield from words.values()
            yield from _places(chapter)
    for practice in book.practices.values():
        for words in (practice.name, practice.definition, practice.caution):
            yield from words.values()
        yield from (name for names in practice.synonyms.values() for name in names)
    for pages in book.pages.values():
        yield from (page.text.markdown for page in pages.values())


def _places(chapter: Chapter) -> Iterable[str]:
    """Give the names of places that stand at the head of a chapter."""
    if school := chapter.school:
        for name in (school.name, school.county, school.prefecture):
            yield from name.values() if name else ()
        yield from PROVINCES[school.province].values() if school.province else ()


@cache
def _simplified() -> Mapping[str, str]:
    """Give the Simplified form of every Traditional character of the basic block, as OpenCC knows it."""
    converter = opencc.OpenCC("t2s")
    pairs = ((chr(code), converter.convert(chr(code))) for code in range(0x4E00, 0xA000))
    return {character: simple for character, simple in pairs if simple != character}


def _traditional(used: set[str]) -> str:
    return "".join(f"{character}{simple}" for character, simple in _simplified().items() if simple in used)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
