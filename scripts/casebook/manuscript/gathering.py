"""The files of a book → the `Book`, and every mistake of form in them.

What enters is a mapping of paths to bytes: this room does not touch the disk. A chapter with a mistake of form is
left out and listed as broken, so that the rest of the book can still be read and checked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType

from . import claims
from .assembling import assemble_taxonomy, assemble_terms
from .book import Book, Decision, HandPage, Language, Person, Translations
from .diagnostic import Diagnostic, Message, Place, in_order
from .filling import fill
from .folders import CHAPTERS, ChapterFolders, is_slug
from .form import BookForm, Form, GlossaryForm, HandPageForm, PersonForm, TaxonomyForm
from .intake import AnyForm, Intake
from .picture import Picture
from .saying import Saying, sayings
from .source import Source, read_source
from .yamltext import YamlText, scan_yaml

DOCS = PurePosixPath("docs")

FIELDS_BY_LANGUAGE: Mapping[str, str] = MappingProxyType(
    {"": "name", "definition": "definition", "synonyms": "synonyms", "caution": "caution", "avoid": "avoid"}
)
"""What stands before the language in a key of practices.yml or glossary.yml, and the field that it fills."""
REGROUPED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"practices.yml": ("groups", "practices", "problems"), "glossary.yml": ("terms",)}
)
"""The lists in which keys end in a language, by file."""

_REQUIRED = ("book.yml", "practices.yml", "people.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was read. Without a book, the files that hold the whole together could not be read."""

    book: Book | None
    diagnostics: tuple[Diagnostic, ...]


def gather(
    texts: Mapping[PurePosixPath, bytes],
    photos: Collection[PurePosixPath] = (),
    pictures: Mapping[PurePosixPath, Picture] | None = None,
) -> Gathered:
    """Read a book from its files; paths count from the book's root.

    `texts` are the Markdown and YAML files below chapters/ and docs/, `photos` the paths of all other files below
    chapters/, `pictures` what is known of those that are photos. The same files give the same book, in whatever order
    they come.
    """
    intake = Intake(texts=texts)
    book = _Gathering(intake=intake, others=sorted(photos), pictures=pictures or {}).read()
    return Gathered(book=book, diagnostics=tuple(in_order(intake.found)))


@dataclass(slots=True, kw_only=True)
class _Gathering:
    """One reading of a book."""

    intake: Intake
    others: list[PurePosixPath]
    pictures: Mapping[PurePosixPath, Picture]
    broken_names: set[str] = field(default_factory=set)
    tables: list[YamlText] = field(default_factory=list)
    """Files that were read as they are, for what they say to readers."""

    # ---- the book

    def read(self) -> Book | None:
        missing = [name for name in _REQUIRED if CHAPTERS / name not in self.intake.texts]
        for name in missing:
            self.intake.found.append(
                Diagnostic(
                    place=Place(CHAPTERS / name),
                    claim=claims.BOOK_IS_COMPLETE,
                    message=Message("this file is missing", "缺少这个文件"),
                    hint=Message("'casebook init' writes one that you can copy", "可以用 casebook init 生成一份再照抄"),
                )
            )
        settings = self.intake.form_file(CHAPTERS / "book.yml", BookForm)
        if settings is None:
            return None
        book, book_yaml = settings
        codes = list(book.languages)
        if book.source not in codes:
            self.intake.found.append(
                Diagnostic(
                    place=book_yaml.place("source"),
                    claim=claims.VALUE_IS_KNOWN,
                    message=Message(
                        f"the source language '{book.source}' is not among the languages",
                        f"原文语言“{book.source}”不在语言列表里",
                    ),
                )
            )
            return None
        taxonomy = self._by_language("practices.yml", TaxonomyForm, codes)
        people = self._people()
        glossary = self._by_language("glossary.yml", GlossaryForm, codes)
        if glossary:
            self._check_ids(glossary[1], REGROUPED["glossary.yml"])
        folders = ChapterFolders(
            intake=self.intake, others=self.others, source=book.source, codes=codes, licence=book.licence
        )
        folders.read()
        pages = self._hand_pages(codes, book.repository.rstrip("/"))
        if taxonomy is None or people is None:
            return None
        groups, practices, problems = assemble_taxonomy(*taxonomy)
        self._check_ids(taxonomy[1], REGROUPED["practices.yml"])
        return Book(
            title=Translations(book.title),
            subtitle=Translations(book.subtitle),
            source=book.source,
            languages={
                code: Language(code=code, name=each.name, tag=each.tag)
                for code, each in sorted(book.languages.items(), key=lambda item: item[0] != book.source)
            },
            url=book.url.rstrip("/") + "/",
            repository=book.repository.rstrip("/"),
            branch=book.branch,
            licence=book.licence,
            stale_share=book.banner.stale_share,
            stale_days=book.banner.stale_days,
            fonts={code: each.model_dump(exclude_none=True) for code, each in book.fonts.items()},
            featured=tuple(book.featured),
            safeguarding=tuple(Decision(**each.model_dump()) for each in book.safeguarding),
            groups=groups,
            practices=practices,
            problems=problems,
            terms=assemble_terms(glossary[0]) if glossary else (),
            people=people,
            chapters=folders.chapters,
            withdrawn=folders.withdrawn,
            broken=tuple(sorted(folders.broken, key=lambda chapter: chapter.slug)),
            broken_names=frozenset(self.broken_names),
            bodies=tuple(sorted(self.intake.bodies, key=lambda text: text.path)),
            metadata=tuple(sorted(self.intake.metadata, key=lambda yaml: yaml.path)),
            photos=frozenset(folders.photos),
            pictures={photo: self.pictures[photo] for photo in sorted(folders.photos) if photo in self.pictures},
            pages=pages,
            sidecars=folders.sidecars,
            wording={
                code: self.intake.texts[path]
                for code in codes
                if (path := DOCS / code / "wording.yml") in self.intake.texts
            },
            sayings=tuple(self._sayings([*(glossary or ())[1:], *self.tables, taxonomy[1]], codes, book.source)),
            places=book_yaml.values,
        )

    def _sayings(self, tables: list[YamlText], codes: list[str], source: str) -> Iterator[Saying]:
        """Give what readers see of some tables, and the words of the site that the book has of its own."""
        for yaml in tables:
            yield from sayings(yaml, codes, source)
        for code in codes:
            path = DOCS / code / "wording.yml"
            # What is wrong with the file is told by those who use its words.
            words = read_source(path, self.intake.texts[path]) if path in self.intake.texts else None
            said = scan_yaml(path, words.text)[0] if isinstance(words, Source) else None
            if said is not None:
                yield from sayings(said, codes, code)

    def _by_language(self, name: str, form: type[AnyForm], codes: list[str]) -> tuple[AnyForm, YamlText] | None:
        """Read a file in which keys end in a language."""
        return self.intake.form_file(CHAPTERS / name, form, regrouped=(REGROUPED[name], codes, FIELDS_BY_LANGUAGE))

    def _people(self) -> dict[str, Person] | None:
        source = self.intake.source(CHAPTERS / "people.yml") if CHAPTERS / "people.yml" in self.intake.texts else None
        if source is None:
            return None
        yaml, found = scan_yaml(source.path, source.text)
        self.intake.found.extend(found)
        if yaml is None:
            return None
        self.tables.append(yaml)
        if not isinstance(yaml.value, dict):
            if yaml.value is not None:
                self._refuse_people(yaml)
            return {}
        self.intake.metadata.append(yaml)
        people: dict[str, Person] = {}
        for identity in yaml.value:
            entry = YamlText(
                value=yaml.value[identity],
                path=yaml.path,
                keys={key[1:]: place for key, place in yaml.keys.items() if key[0] == identity and len(key) > 1},
                values={key[1:]: place for key, place in yaml.values.items() if key and key[0] == identity},
                written={key[1:]: raw for key, raw in yaml.written.items() if key and key[0] == identity},
            )
            if not is_slug(identity):
                self.intake.found.append(_bad_id(yaml.keys.get((identity,), yaml.place()), identity))
            form = fill(PersonForm, entry)
            if not isinstance(form, Form):
                self.intake.found.extend(form)
                self.broken_names.add(identity)
                continue
            self.intake.found.extend(_not_in_name(entry, form))
            people[identity] = Person(
                id=identity,
                name=Translations(form.name),
                family=Translations(form.family),
                role=form.role,
                school=Translations(form.school),
                note=Translations(form.note),
                orcid=form.orcid,
            )
        return people

    def _refuse_people(self, yaml: YamlText) -> None:
        self.intake.found.append(
            Diagnostic(
                place=yaml.place(),
                claim=claims.TYPE_IS_RIGHT,
                message=Message("this must be a mapping of ids to people", "这里应当是“代号: 人物”的一组数据"),
            )
        )

    def _check_ids(self, yaml: YamlText, lists: tuple[str, ...]) -> None:
        assert isinstance(yaml.value, dict)
        for name in lists:
            seen: set[str] = set()
            items = yaml.value.get(name)
            for index, item in enumerate(items if isinstance(items, list) else []):
                identity = str(item.get("id")) if isinstance(item, dict) else ""
                if identity in seen:
                    self.intake.found.append(
                        Diagnostic(
                            place=yaml.place(name, index, "id"),
                            claim=claims.ID_IS_GIVEN_ONCE,
                            message=Message(f"'{identity}' is already in {name}", f"“{identity}”在 {name} 里已经有了"),
                        )
                    )
                seen.add(identity)

    # ---- hand-written pages

    def _hand_pages(self, codes: list[str], repository: str) -> dict[str, dict[str, HandPage]]:
        pages: dict[str, dict[str, HandPage]] = {code: {} for code in codes}
        for path in sorted(self.intake.texts):
            if len(path.parts) != 3 or path.parts[0] != DOCS.name or path.suffix != ".md" or path.parts[1] not in codes:
                continue
            parts = self.intake.page_file(path, HandPageForm, repository=repository)
            if parts is None:
                self.broken_names.add(f"{path.parts[1]}/{path.stem}")
            else:
                form, yaml, text = parts
                pages[path.parts[1]][path.stem] = HandPage(
                    name=path.stem,
                    language=path.parts[1],
                    title=form.title,
                    description=form.description,
                    text=text,
                    places=yaml.values,
                )
        return pages


def _not_in_name(entry: YamlText, form: PersonForm) -> list[Diagnostic]:
    """Say of each family name that is no part of its name that it is none."""
    names = Translations(form.name)
    return [
        Diagnostic(
            place=entry.place("family", code),
            claim=claims.VALUE_IS_KNOWN,
            message=Message(
                f"the family name '{family}' is not in the name '{names.get(code, '')}'",
                f"姓“{family}”不在姓名“{names.get(code, '')}”里",
            ),
        )
        for code, family in Translations(form.family).items()
        if family not in names.get(code, "")
    ]


def _bad_id(place: Place, identity: str) -> Diagnostic:
    return Diagnostic(
        place=place,
        claim=claims.TYPE_IS_RIGHT,
        message=Message(
            f"'{identity}' cannot be an id; use lower-case letters, digits and single hyphens",
            f"“{identity}”不能用作代号；请只用小写字母、数字和单个连字符",
        ),
    )
