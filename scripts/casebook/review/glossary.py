"""Rules about the words of the book: what glossary.yml decides holds on both sides.

They pass over quotations, code, addresses and official names, and over a phrase that is part of a longer one that we do
use. A word is asked for only where the original has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from casebook.manuscript import Block, BlockKind, Book, Chapter, Message, Place, Term, Text
from casebook.translation import GroupState, Status
from casebook.translation.difference import split_words

from .phrases import Use, any_use, forms, is_name, line_and_column, own_words, used, uses, uses_in_chinese
from .rule import ERROR, WARNING, Finding, Translated, chapter_rule, translation_rule

_NO_PROSE = (BlockKind.CODE, BlockKind.HTML, BlockKind.QUOTE)


@translation_rule(severity=WARNING, zh="原文用了译名表里的词，译文用表里的译法。")
def glossary_is_kept_in_english(given: Translated) -> Iterator[Finding]:
    """Where the original uses a term of the glossary, the translation uses its form, and never one to be avoided.

    Bad:   班主任 … head teacher
    Good:  班主任 … class teacher
    """
    code = given.translation.language
    terms = _terms(given.book, code)
    text = given.translation.text
    if used(_bad(terms, code), text.markdown):
        for state in given.state.groups:
            named = frozenset(_named(given.book, _original(given, [state])))
            for position in state.target:
                block = text.blocks[position]
                for term, use in _avoided(terms, code, block, named):
                    if term.severity != "error":
                        yield Finding(_at(text, block, use), *_instead(term, code, block.text[use.start : use.end]))
    for term, place in _unsaid(given, terms):
        yield Finding(place, *_expected(term, code, given.book.source))


def _unsaid(given: Translated, terms: Sequence[Term]) -> Iterator[tuple[Term, Place]]:
    """Find terms of the original that the translation never says in a form of the glossary.

    Once is enough: a principal may be 'she' or 'I' after that.
    """
    code, blocks = given.translation.language, given.translation.text.blocks
    behind = (Status.STALE, Status.MISSING)
    settled = [each for each in given.state.groups if each.source and each.target and each.status not in behind]
    whole = "\n".join(blocks[position].text for each in settled for position in each.target)
    named = _named(given.book, _original(given, settled))
    for term in terms:
        if term.id in named and not any_use(_good(term, code), whole):
            for state in settled:
                if _is_word(given.book, term, _original(given, [state])):
                    yield term, given.translation.text.place_of_line(blocks[state.target[0]].first)
                    break


def _original(given: Translated, states: Iterable[GroupState]) -> str:
    return "\n".join(given.chapter.text.blocks[position].text for state in states for position in state.source)


@chapter_rule(severity=WARNING, zh="中文原文不用译名表里要避免的词。")
def glossary_is_kept_in_chinese(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A Chinese text uses no form that the glossary avoids.

    Bad:   盲流
    Good:  外出务工人员
    """
    if book.languages[chapter.language].tag.startswith("zh"):
        yield from _in_original(chapter, book, "warn")


@chapter_rule(severity=ERROR, zh="译名表里标为 error 的避用词，原文和译文里都不出现。")
def hurtful_word_is_absent(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """No text uses a form to be avoided of a term whose severity is `error`: it is wrong, or it hurts.

    Bad:   children from broken families
    Good:  children from single-parent families
    """
    if book.languages[chapter.language].tag.startswith("zh"):
        yield from _in_original(chapter, book, "error")
    for code, translation in chapter.translations.items():
        terms = _terms(book, code)
        if not used(_bad([term for term in terms if term.severity == "error"], code), translation.text.markdown):
            continue
        everything = frozenset(term.id for term in terms)
        for block in translation.text.blocks:
            for term, use in _avoided(terms, code, block, everything):
                if term.severity == "error":
                    words = block.text[use.start : use.end]
                    yield Finding(_at(translation.text, block, use), *_instead(term, code, words))


def _in_original(chapter: Chapter, book: Book, severity: str) -> Iterator[Finding]:
    code = chapter.language
    bad = {form: term for term in book.terms for form in term.avoid.get(code, ()) if form in chapter.text.markdown}
    if not bad:
        return
    good = [form for term in book.terms for form in forms(term.name.get(code, ""))]
    for block in chapter.text.blocks:
        if block.kind in _NO_PROSE:
            continue
        for use in uses_in_chinese([*good, *bad], own_words(block.text)):
            term = bad.get(use.phrase)
            if term and term.severity == severity and use.phrase not in good:
                yield Finding(_at(chapter.text, block, use), *_instead(term, code, use.phrase))


def _terms(book: Book, code: str) -> list[Term]:
    return [term for term in book.terms if code in term.name and book.source in term.name]


def _named(book: Book, original: str) -> set[str]:
    """Give the ids of the terms that an original uses; one character alone may be part of any word."""
    owners = {form: term.id for term in book.terms for form in forms(term.name.get(book.source, "")) if len(form) > 1}
    return {owners[use.phrase] for use in uses_in_chinese(owners, original)}


def _is_word(book: Book, term: Term, original: str) -> bool:
    """Say whether an original uses a term as a word: 教育部 is not in 教育部门."""
    owners = {form: each.id for each in book.terms for form in forms(each.name.get(book.source, "")) if len(form) > 1}
    found = [use for use in uses_in_chinese(owners, original) if owners[use.phrase] == term.id]
    if not found:
        return False
    ends = {0, *accumulate(len(word) for word in split_words(original))}
    return any(use.start in ends and use.end in ends for use in found)


def _bad(terms: Sequence[Term], code: str) -> list[str]:
    return [form for term in terms for form in term.avoid.get(code, ())]


def _good(term: Term, code: str) -> list[str]:
    return [form for written in (term.name[code], *term.accept) for form in forms(written)]


def _avoided(terms: Sequence[Term], code: str, block: Block, named: frozenset[str]) -> Iterator[tuple[Term, Use]]:
    """Find forms to be avoided; a single word may well mean something else where the original has not the term."""
    if block.kind in _NO_PROSE:
        return
    bad = {
        form: term
        for term in terms
        for form in term.avoid.get(code, ())
        if term.id in named or len(form.replace("-", " ").split()) > 1
    }
    if not bad:
        return
    text = own_words(block.text)
    if not uses(bad, text):
        return
    good = [form for term in terms for form in _good(term, code)]
    for use in uses([*good, *bad], text):
        if use.phrase in bad and not is_name(block.text, use):
            yield bad[use.phrase], use


def _at(text: Text, block: Block, use: Use) -> Place:
    line, column = line_and_column(block.text, use.start)
    return replace(text.place_of_line(block.first + line), column=column)


def _instead(term: Term, code: str, words: str) -> tuple[Message, Message | None]:
    better = " / ".join(_good(term, code)) if code in term.name else ""
    note = f" {term.note}" if term.note else ""
    return (
        Message(
            f"'{words}' is to be avoided (glossary: {term.id}).{note}", f"“{words}”要避免（译名表：{term.id}）。{note}"
        ),
        Message(f"write: {better}", f"请写：{better}") if better else None,
    )


def _expected(term: Term, code: str, source: str) -> tuple[Message, Message]:
    original = forms(term.name[source])[0]
    note = f" {term.note}" if term.note else ""
    choices = " / ".join(_good(term, code))
    return (
        Message(
            f"the original says {original}, and no form of the glossary for it is here ({term.id}).{note}",
            f"原文有“{original}”，译文没有用译名表里的译法（{term.id}）。{note}",
        ),
        Message(
            f"write: {choices}; or add what you chose to 'accept' in chapters/glossary.yml",
            f"请写：{choices}；或把所用译法加进 chapters/glossary.yml 的 accept",
        ),
    )
