"""Filled-in forms of one thing in several languages → one part of the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from .book import (
    Chapter,
    CitedSource,
    Consent,
    Decision,
    Glance,
    Group,
    Practice,
    PracticeUse,
    Problem,
    School,
    TaxonomyPlace,
    Term,
    Translation,
    Translations,
    Withdrawal,
)
from .form import (
    GlossaryForm,
    OriginalForm,
    PracticeUseForm,
    PracticeWordsForm,
    TaxonomyForm,
    TranslationForm,
    WithdrawalForm,
)
from .text import Text
from .yamltext import YamlText


def assemble_chapter(
    *,
    slug: str,
    path: PurePosixPath,
    language: str,
    licence: str,
    original: tuple[OriginalForm, YamlText, Text],
    translated: Mapping[str, tuple[TranslationForm, YamlText, Text]],
    photos: tuple[PurePosixPath, ...],
) -> Chapter:
    """Put a chapter together from its original and its translations."""
    form, yaml, text = original
    forms = {code: parts[0] for code, parts in translated.items()}

    def gathered(first: str | None, others: Mapping[str, str | None]) -> Translations:
        return Translations({language: first, **others})

    return Chapter(
        slug=slug,
        path=path,
        language=language,
        kind=form.kind,
        status=form.status,
        title=gathered(form.title, {code: other.title for code, other in forms.items()}),
        summary=gathered(form.summary, {code: other.summary for code, other in forms.items()}),
        authors=tuple(form.authors),
        school=_school(language, form, forms),
        practices=_practices(language, form.practices, forms, yaml),
        glance=_glance(language, form, forms),
        written=form.written,
        consent=Consent(**form.consent.model_dump()),
        adults=tuple(form.adults),
        pseudonyms=tuple(form.pseudonyms),
        safeguarding=tuple(Decision(**each.model_dump()) for each in form.safeguarding),
        sources=tuple(CitedSource(title=each.title, url=each.url, read=each.read) for each in form.sources),
        aliases=tuple(form.aliases),
        withdrawals=assemble_withdrawals(form.withdrawn, yaml),
        licence=form.licence or licence,
        text=text,
        translations={code: _translation(code, *parts) for code, parts in sorted(translated.items())},
        photos=photos,
        places={**yaml.values, **{(*path, "key"): place for path, place in yaml.keys.items()}},
    )


def assemble_withdrawals(forms: Sequence[WithdrawalForm], yaml: YamlText) -> tuple[Withdrawal, ...]:
    """Give what was taken back, without the reasons, which are between the editors."""
    return tuple(
        Withdrawal(on=each.on, by=each.by, place=yaml.place("withdrawn", index, "by"))
        for index, each in enumerate(forms)
    )


def _translation(code: str, form: TranslationForm, yaml: YamlText, text: Text) -> Translation:
    reviewers = form.reviewers.model_dump(exclude_none=True) if form.reviewers else {}
    return Translation(
        language=code,
        path=text.path,
        text=text,
        title=form.title,
        translators=tuple(form.translators),
        reviewers=reviewers,
        practices=tuple(words.id for words in form.practices),
        places=yaml.values,
    )


def _school(language: str, form: OriginalForm, forms: Mapping[str, TranslationForm]) -> School | None:
    school = form.school
    if school is None:
        return None
    names = {code: other.school for code, other in forms.items() if other.school}
    return School(
        name=Translations({language: school.name, **{code: each.name for code, each in names.items()}}),
        county=Translations({language: school.county, **{code: each.county for code, each in names.items()}}),
        prefecture=Translations(
            {language: school.prefecture, **{code: each.prefecture for code, each in names.items()}}
        ),
        province=school.province,
        stage=school.stage,
        boarding=school.boarding,
        pupils=school.pupils,
    )


def _practices(
    language: str, uses: list[PracticeUseForm], forms: Mapping[str, TranslationForm], yaml: YamlText
) -> tuple[PracticeUse, ...]:
    """Join each use with the words that translations have for it: by id, and in order where an id comes twice."""
    waiting = {code: list(other.practices) for code, other in forms.items()}
    result: list[PracticeUse] = []
    for index, use in enumerate(uses):
        words = {code: _take(use.id, left) for code, left in waiting.items()}
        result.append(
            PracticeUse(
                id=use.id,
                anchor=use.at.removeprefix("#"),
                how=Translations({language: use.how, **{code: each.how for code, each in words.items() if each}}),
                hard=Translations({language: use.hard, **{code: each.hard for code, each in words.items() if each}}),
                cost=use.cost,
                time=Translations({language: use.time, **{code: each.time for code, each in words.items() if each}}),
                place=yaml.place("practices", index, "id"),
                anchor_place=yaml.place("practices", index, "at"),
            )
        )
    return tuple(result)


def _take(practice: str, left: list[PracticeWordsForm]) -> PracticeWordsForm | None:
    for index, words in enumerate(left):
        if words.id == practice:
            return left.pop(index)
    return None


def _glance(language: str, form: OriginalForm, forms: Mapping[str, TranslationForm]) -> Glance:
    glance = form.glance
    others = {code: other.glance for code, other in forms.items() if other.glance}
    return Glance(
        challenge=Translations({language: glance.challenge, **{code: each.challenge for code, each in others.items()}}),
        response=Translations({language: glance.response, **{code: each.response for code, each in others.items()}}),
        people=Translations({language: glance.people, **{code: each.people for code, each in others.items()}}),
        cost=glance.cost,
        time=Translations({language: glance.time, **{code: each.time for code, each in others.items()}}),
        result=Translations({language: glance.result, **{code: each.result for code, each in others.items()}}),
    )


def assemble_taxonomy(
    form: TaxonomyForm, yaml: YamlText
) -> tuple[dict[str, Group], dict[str, Practice], tuple[Problem, ...]]:
    """Give groups, practices and problems, the first two by id, all in the order of the file."""
    groups = {
        each.id: Group(
            id=each.id,
            name=Translations(each.name),
            definition=Translations(each.definition),
            place=TaxonomyPlace(("groups", index), yaml.values),
        )
        for index, each in enumerate(form.groups)
    }
    practices = {
        each.id: Practice(
            id=each.id,
            group=each.group,
            name=Translations(each.name),
            definition=Translations(each.definition),
            synonyms={code: tuple(words) for code, words in each.synonyms.items() if words},
            caution=Translations(each.caution),
            related=tuple(each.related),
            place=TaxonomyPlace(("practices", index), yaml.values),
        )
        for index, each in enumerate(form.practices)
    }
    problems = tuple(
        Problem(
            id=each.id,
            name=Translations(each.name),
            practices=tuple(each.practices),
            place=TaxonomyPlace(("problems", index), yaml.values),
        )
        for index, each in enumerate(form.problems)
    )
    return groups, practices, problems


def assemble_terms(form: GlossaryForm) -> tuple[Term, ...]:
    """Give the terms of the glossary in the order of the file."""
    return tuple(
        Term(
            id=each.id,
            name=Translations(each.name),
            accept=tuple(each.accept),
            avoid={code: tuple(words) for code, words in each.avoid.items() if words},
            severity=each.severity,
            gloss=each.gloss,
            note=each.note,
        )
        for each in form.terms
    )
