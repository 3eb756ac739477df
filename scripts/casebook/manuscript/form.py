"""The forms that people fill in: one pydantic model for each YAML format of the book.

This is the edge where text becomes data. The forms say which keys there are, which are required and of what type;
`gathering` turns filled-in forms into the `Book` that every other room reads.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)


def _read_day(written: object) -> date:
    """Give the day that a text names; pydantic alone would also take numbers for seconds since 1970."""
    if not isinstance(written, str) or not _DAY.fullmatch(written):
        raise ValueError("a day is written as 2026-11-24")
    return date.fromisoformat(written)


def _is_in_the_calendar(written: str) -> str:
    if len(written) == len("2026-11-24"):
        date.fromisoformat(written)
    return written


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NOT_BLANK = Field(json_schema_extra={"pattern": r"\S"})

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), _NOT_BLANK]
"""A text that is not empty."""
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), _NOT_BLANK]
Words = dict[str, Line | None]
"""Words by language; a language without a value has none."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""Lower-case letters, digits and single hyphens: what may stand in an address."""
Anchor = Annotated[str, StringConstraints(pattern=r"^#[a-z0-9]+(-[a-z0-9]+)*$")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/\S*)?$")]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")]
"""A language tag of BCP 47: language, script, region."""
Code = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")]
"""A language as the folders and files of the book name it."""
Orcid = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")]
Month = Annotated[
    str,
    StringConstraints(pattern=r"^[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"),
    AfterValidator(_is_in_the_calendar),
]
"""A year, a month of a year, or a day that there is."""
Day = Annotated[date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day, as 2026-11-24."""

Kind = Literal["essay", "case-note", "illustrative"]
Status = Literal["draft", "published", "withdrawn"]
Stage = Literal["kindergarten", "primary", "junior-secondary", "nine-year", "senior-secondary"]
Cost = Literal["none", "low", "medium", "high"]
Role = Literal["principal", "teacher", "editor", "translator", "reviewer"]
Province = Literal[
    "beijing", "tianjin", "hebei", "shanxi", "inner-mongolia", "liaoning", "jilin", "heilongjiang", "shanghai",
    "jiangsu", "zhejiang", "anhui", "fujian", "jiangxi", "shandong", "henan", "hubei", "hunan", "guangdong",
    "guangxi", "hainan", "chongqing", "sichuan", "guizhou", "yunnan", "tibet", "shaanxi", "gansu", "qinghai",
    "ningxia", "xinjiang",
]  # fmt: skip


class Form(BaseModel):
    """A form: unknown keys are refused, nothing is converted silently, and a filled-in form does not change.

    Each is made ready when it is first filled in: making all of them takes longer than many a command.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: object) -> object:
        """Take a known key without a value for one that is not there; an unknown one is refused all the same."""
        if not isinstance(given, dict):
            return given
        known = cls.model_fields
        return {key: value for key, value in given.items() if value is not None or key not in known}


# ---- chapters/<slug>/<source>.md


class SchoolForm(Form):
    """The school of a chapter; one that must not be identified leaves name and county out."""

    name: Line | None = None
    county: Line | None = None
    prefecture: Line | None = None
    province: Province | None = None
    stage: Stage | None = None
    boarding: bool | None = None
    pupils: Annotated[int, Field(ge=1, le=20000)] | None = None


class PracticeUseForm(Form):
    """One practice as this school does it."""

    id: Line
    at: Anchor
    how: Line
    hard: Line | None = None
    cost: Cost | None = None
    time: Line | None = None


class GlanceForm(Form):
    """The chapter at a glance, one sentence a line."""

    challenge: Line
    response: Line
    people: Line | None = None
    cost: Cost | None = None
    time: Line | None = None
    result: Line | None = None


class ConsentForm(Form):
    """Ids of consent records that are kept elsewhere; never the papers themselves."""

    author: Line
    school: Line
    children: Annotated[str, StringConstraints(pattern=r"^(none-identifiable|pseudonyms|guardian-consent:\S+)$")]
    photos: Line


class CitedSourceForm(Form):
    """A public source that a case note rests on, and the day on which it was read."""

    title: Line
    url: WebAddress
    read: Day


class WithdrawalForm(Form):
    """That something was taken back: when, by whom, and why, in words that give nobody away."""

    on: Day
    by: Line
    why: Line


class WithdrawnForm(Form):
    """What is left of a chapter that was taken back as a whole."""

    status: Literal["withdrawn"]
    withdrawn: list[WithdrawalForm] = []
    aliases: list[Slug] = []


class DecisionForm(Form):
    """Somebody’s decision to keep a passage that a rule of safeguarding asks about."""

    rule: Slug
    mark: Annotated[str, StringConstraints(pattern=r"^p[0-9a-f]{8}$")]
    why: Line
    by: Line
    on: Day


class OriginalForm(Form):
    """The metadata of a chapter, in the language of the originals."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    summary: Summary
    kind: Kind
    status: Status
    authors: Annotated[list[Line], Field(min_length=1)]
    school: SchoolForm | None = None
    practices: Annotated[list[PracticeUseForm], Field(min_length=1)]
    glance: GlanceForm
    written: Month
    consent: ConsentForm
    adults: list[Line] = []
    pseudonyms: list[Line] = []
    safeguarding: list[DecisionForm] = []
    sources: list[CitedSourceForm] = []
    aliases: list[Slug] = []
    withdrawn: list[WithdrawalForm] = []
    licence: Line | None = None


# ---- chapters/<slug>/<language>.md


class SchoolNamesForm(Form):
    """The names of a school in a translation."""

    name: Line | None = None
    county: Line | None = None
    prefecture: Line | None = None


class PracticeWordsForm(Form):
    """What a translation says of one practice."""

    id: Line
    how: Line | None = None
    hard: Line | None = None
    time: Line | None = None


class GlanceWordsForm(Form):
    """The texts of the card at a glance, in a translation."""

    challenge: Line | None = None
    response: Line | None = None
    people: Line | None = None
    time: Line | None = None
    result: Line | None = None


class ReviewersForm(Form):
    """Who read a translation: against the original, and as a text of its own."""

    fidelity: Line | None = None
    style: Line | None = None


class TranslationForm(Form):
    """The metadata of a translation: only what is said in its language."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
    summary: Summary
    school: SchoolNamesForm | None = None
    practices: list[PracticeWordsForm] = []
    glance: GlanceWordsForm | None = None
    translators: list[Line] = []
    reviewers: ReviewersForm | None = None


# ---- chapters/*.yml


class LanguageForm(Form):
    """A language of the book: its own name, and its tag for readers' machines."""

    name: Line
    tag: LanguageTag


class BannerForm(Form):
    """From what share or age of stale passages on a translation opens with a banner."""

    stale_share: Annotated[float, Field(ge=0, le=1, strict=False)] = 0.2
    stale_days: Annotated[int, Field(ge=0, le=36500)] = 90


class FontsForm(Form):
    """Fonts for the printed editions in one language, by the names of their families."""

    text: Line | None = None
    heading: Line | None = None
    quotation: Line | None = None


class BookForm(Form):
    """chapters/book.yml: what the book is called, its languages, and where it lives."""

    title: Words
    subtitle: Words = {}
    source: Code
    languages: Annotated[dict[Code, LanguageForm], Field(min_length=1)]
    url: WebAddress
    repository: WebAddress
    branch: Line = "main"
    licence: Line
    banner: BannerForm = BannerForm()
    fonts: dict[Code, FontsForm] = {}
    featured: list[Slug] = []
    safeguarding: list[DecisionForm] = []


class GroupForm(Form):
    """A group of practices."""

    id: Slug
    name: Words
    definition: Words = {}


class PracticeForm(Form):
    """A practice of the taxonomy."""

    id: Slug
    group: Line
    name: Words
    definition: Words
    synonyms: dict[str, list[Line] | None] = {}
    caution: Words = {}
    related: list[Line] = []
    evidence: list[Line] = []
    strength: Literal["strong", "thin", "none"] | None = None


class ProblemForm(Form):
    """A problem as educators put it, and the practices that answer it."""

    id: Slug
    name: Words
    practices: Annotated[list[Line], Field(min_length=1)]


class TaxonomyForm(Form):
    """chapters/practices.yml: groups, practices and problems, in every language of the book."""

    meta: dict[str, int | str | None] = {}
    groups: list[GroupForm]
    practices: list[PracticeForm]
    problems: list[ProblemForm] = []


class TermForm(Form):
    """One term of the glossary: what to say, what else is fine, and what to avoid."""

    id: Slug
    name: Words
    accept: list[Line] = []
    avoid: dict[str, list[Line] | None] = {}
    severity: Literal["error", "warn"]
    gloss: bool = False
    basis: Literal["seen", "usage", "house"]
    note: str = ""


class GlossaryForm(Form):
    """chapters/glossary.yml: the terms of the book."""

    meta: dict[str, int | str | None] = {}
    terms: list[TermForm]


class PersonForm(Form):
    """chapters/people.yml, one entry: an author, translator, reviewer, or somebody whom a case note is about."""

    name: Words
    family: Words = {}
    role: Role
    school: Words = {}
    note: Words = {}
    orcid: Orcid | None = None


# ---- docs/<language>/*.md


class HandPageForm(Form):
    """The metadata of a hand-written page."""

    title: Line
    description: Summary
