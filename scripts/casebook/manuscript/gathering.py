"""The files of a book → the `Book`, and every mistake of form in them.

What enters is a mapping of paths to bytes: this room does not touch the disk. A chapter with a mistake of form is left out
and listed as broken, so that the rest of the book can still be read and checked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from . import claims
from .assembling import assemble_chapter, assemble_taxonomy, assemble_terms
from .book import Book, BrokenChapter, Chapter, HandPage, Language, Person, Translations
from .diagnostic import Diagnostic, Message, Place, in_order
from .filling import fill, regroup
from .form import BookForm, Form, GlossaryForm, HandPageForm, OriginalForm, PersonForm, TaxonomyForm, TranslationForm
from .source import Source, read_source, split_front_matter
from .text import Text, read_text
from .yamltext import YamlText, read_yaml

CHAPTERS = PurePosixPath("chapters")
DOCS = PurePosixPath("docs")

_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_IGNORED = frozenset({".DS_Store", "Thumbs.db", ".gitkeep", "desktop.ini"})
_REQUIRED = ("book.yml", "practices.yml", "people.yml")

AnyForm = TypeVar("AnyForm", bound=Form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was read. Without a book, the files that hold the whole together could not be read."""

    book: Book | None
    diagnostics: tuple[Diagnostic, ...]


def gather(texts: Mapping[PurePosixPath, bytes], photos: Collection[PurePosixPath] = ()) -> Gathered:
    """Read a book from its files; paths count from the book's root.

    `texts` are the Markdown and YAML files below chapters/ and docs/, `photos` the paths of all other files below
    chapters/. The same files give the same book, in whatever order they come.
    """
    gathering = _Gathering(texts=texts, photos=sorted(photos))
    book = gathering.read()
    return Gathered(book=book, diagnostics=tuple(in_order(gathering.found)))


@dataclass(slots=True, kw_only=True)
class _Gathering:
    """One reading of a book."""

    texts: Mapping[PurePosixPath, bytes]
    photos: list[PurePosixPath]
    found: list[Diagnostic] = field(default_factory=list)
    broken: list[BrokenChapter] = field(default_factory=list)

    # ---- files

    def source(self, path: PurePosixPath) -> Source | None:
        result = read_source(path, self.texts[path])
        if isinstance(result, Source):
            return result
        self.found.extend(result)
        return None

    def form_file(
        self,
        path: PurePosixPath,
        form: type[AnyForm],
        *,
        regrouped: tuple[Iterable[str], Iterable[str], dict[str, str]] | None = None,
    ) -> tuple[AnyForm, YamlText] | None:
        """Read a file that is YAML throughout."""
        source = self.source(path) if path in self.texts else None
        if source is None:
            return None
        yaml = read_yaml(path, source.text)
        if not isinstance(yaml, YamlText):
            self.found.extend(yaml)
            return None
        if regrouped:
            yaml = regroup(yaml, *regrouped)
        filled = fill(form, yaml)
        if not isinstance(filled, Form):
            self.found.extend(filled)
            return None
        return filled, yaml

    def page_file(
        self, path: PurePosixPath, form: type[AnyForm], *, repository: str = ""
    ) -> tuple[AnyForm, YamlText, Text] | None:
        """Read a Markdown file that opens with metadata; a hand-written page may say `{{ repository }}`."""
        source = self.source(path)
        if source is None:
            return None
        cut = split_front_matter(source)
        if cut is None:
            self.found.append(
                Diagnostic(
                    place=Place(path),
                    claim=claims.METADATA_IS_PRESENT,
                    message=Message(
                        "the file does not open with metadata between two lines '---'",
                        "文件开头没有用两行“---”括起来的元数据",
                    ),
                    hint=Message("copy the first lines of another chapter", "可以照抄另一篇的开头几行再改"),
                )
            )
            return None
        yaml = read_yaml(path, cut.yaml, first_line=2)
        if not isinstance(yaml, YamlText):
            self.found.extend(yaml)
            return None
        filled = fill(form, yaml)
        if not isinstance(filled, Form):
            self.found.extend(filled)
            return None
        body = cut.body.replace("{{ repository }}", repository) if repository else cut.body
        return filled, yaml, read_text(path, body, first_line=cut.body_line)

    # ---- the book

    def read(self) -> Book | None:
        missing = [name for name in _REQUIRED if CHAPTERS / name not in self.texts]
        for name in missing:
            self.found.append(
                Diagnostic(
                    place=Place(CHAPTERS / name),
                    claim=claims.BOOK_IS_COMPLETE,
                    message=Message("this file is missing", "缺少这个文件"),
                    hint=Message("'casebook init' writes one that you can copy", "可以用 casebook init 生成一份再照抄"),
                )
            )
        settings = self.form_file(CHAPTERS / "book.yml", BookForm)
        if settings is None:
            return None
        book, book_yaml = settings
        codes = list(book.languages)
        if book.source not in codes:
            self.found.append(
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
        fields = {
            "": "name",
            "definition": "definition",
            "synonyms": "synonyms",
            "caution": "caution",
            "avoid": "avoid",
        }
        taxonomy = self.form_file(
            CHAPTERS / "practices.yml",
            TaxonomyForm,
            regrouped=(("groups", "practices", "problems"), codes, fields),
        )
        people = self._people()
        if taxonomy is None or people is None:
            return None
        groups, practices, problems = assemble_taxonomy(*taxonomy)
        self._check_ids(taxonomy[1], ("groups", "practices", "problems"))
        glossary = self.form_file(CHAPTERS / "glossary.yml", GlossaryForm, regrouped=(("terms",), codes, fields))
        if glossary:
            self._check_ids(glossary[1], ("terms",))
        chapters, sidecars = self._chapters(book.source, codes, book.licence)
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
            featured=tuple(book.featured),
            groups=groups,
            practices=practices,
            problems=problems,
            terms=assemble_terms(glossary[0]) if glossary else (),
            people=people,
            chapters=chapters,
            broken=tuple(sorted(self.broken, key=lambda chapter: chapter.slug)),
            pages=self._hand_pages(codes, book.repository.rstrip("/")),
            sidecars=sidecars,
            wording={code: self.texts[path] for code in codes if (path := DOCS / code / "wording.yml") in self.texts},
            places=book_yaml.values,
        )

    def _people(self) -> dict[str, Person] | None:
        source = self.source(CHAPTERS / "people.yml") if CHAPTERS / "people.yml" in self.texts else None
        if source is None:
            return None
        yaml = read_yaml(source.path, source.text)
        if not isinstance(yaml, YamlText):
            self.found.extend(yaml)
            return None
        if not isinstance(yaml.value, dict):
            if yaml.value is not None:
                self._refuse_people(yaml)
            return {}
        people: dict[str, Person] = {}
        for identity in yaml.value:
            entry = YamlText(
                value=yaml.value[identity],
                path=yaml.path,
                keys={key[1:]: place for key, place in yaml.keys.items() if key[0] == identity and len(key) > 1},
                values={key[1:]: place for key, place in yaml.values.items() if key and key[0] == identity},
            )
            form = fill(PersonForm, entry)
            if not isinstance(form, Form):
                self.found.extend(form)
                continue
            people[identity] = Person(
                id=identity,
                name=Translations(form.name),
                role=form.role,
                school=Translations(form.school),
                note=Translations(form.note),
                orcid=form.orcid,
            )
        return people

    def _refuse_people(self, yaml: YamlText) -> None:
        self.found.append(
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
                    self.found.append(
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
        for path in sorted(self.texts):
            if len(path.parts) != 3 or path.parts[0] != DOCS.name or path.suffix != ".md" or path.parts[1] not in codes:
                continue
            parts = self.page_file(path, HandPageForm, repository=repository)
            if parts:
                form, _, text = parts
                pages[path.parts[1]][path.stem] = HandPage(
                    name=path.stem, language=path.parts[1], title=form.title, description=form.description, text=text
                )
        return pages

    # ---- chapters

    def _chapters(
        self, source: str, codes: list[str], licence: str
    ) -> tuple[dict[str, Chapter], dict[tuple[str, str], bytes]]:
        folders: dict[str, list[PurePosixPath]] = {}
        for path in sorted([*self.texts, *self.photos]):
            if path.parts[0] == CHAPTERS.name and len(path.parts) > 2:
                folders.setdefault(path.parts[1], []).append(path)
        chapters: dict[str, Chapter] = {}
        sidecars: dict[tuple[str, str], bytes] = {}
        by_fold: dict[str, str] = {}
        for slug, files in folders.items():
            before = len(self.found)
            self._check_folder(slug, files, by_fold)
            chapter = self._chapter(slug, files, source, codes, licence, sidecars)
            failed = any(diagnostic.is_error for diagnostic in self.found[before:])
            if chapter and not failed:
                chapters[slug] = chapter
            elif failed:
                self.broken.append(BrokenChapter(slug=slug, path=CHAPTERS / slug / f"{source}.md"))
        return chapters, sidecars

    def _check_folder(self, slug: str, files: list[PurePosixPath], by_fold: dict[str, str]) -> None:
        if not _SLUG.match(slug):
            proposal = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")
            self.found.append(
                Diagnostic(
                    place=Place(files[0]),
                    claim=claims.SLUG_IS_WELL_FORMED,
                    message=Message(
                        f"the folder '{slug}' cannot become an address; use lower-case letters, digits and single hyphens",
                        f"文件夹名“{slug}”不能用作网址；请只用小写字母、数字和单个连字符",
                    ),
                    hint=Message(f"rename it to '{proposal}'", f"改名为“{proposal}”")
                    if _SLUG.match(proposal)
                    else None,
                )
            )
        if other := by_fold.get(slug.casefold()):
            self._double(files[0], f"{CHAPTERS / other}")
        by_fold.setdefault(slug.casefold(), slug)
        texts: dict[str, str] = {}
        for path in files:
            if len(path.parts) == 3 and (twin := texts.setdefault(path.name.casefold(), path.name)) != path.name:
                self._double(path, str(path.with_name(twin)))

    def _double(self, path: PurePosixPath, other: str) -> None:
        self.found.append(
            Diagnostic(
                place=Place(path),
                claim=claims.SOURCE_IS_ALONE,
                message=Message(
                    f"its name differs from '{other}' only in capitals; on many computers the two are one",
                    f"它的名字与“{other}”只差大小写，在很多电脑上会互相覆盖",
                ),
                hint=Message("keep one of the two", "只保留其中一个"),
            )
        )

    def _chapter(
        self,
        slug: str,
        files: list[PurePosixPath],
        source: str,
        codes: list[str],
        licence: str,
        sidecars: dict[tuple[str, str], bytes],
    ) -> Chapter | None:
        folder = CHAPTERS / slug
        photos = tuple(path for path in files if path.parts[2] == "photos" and len(path.parts) == 4)
        expected = (
            {folder / f"{code}.md" for code in codes} | {folder / f"{code}.sync.yml" for code in codes} | set(photos)
        )
        for path in files:
            if path not in expected and path.name not in _IGNORED:
                self._unexpected(path, codes)
        for code in codes:
            if (sidecar := folder / f"{code}.sync.yml") in self.texts:
                sidecars[(slug, code)] = self.texts[sidecar]
        translated = {
            code: parts
            for code in codes
            if code != source
            and folder / f"{code}.md" in self.texts
            and (parts := self.page_file(folder / f"{code}.md", TranslationForm))
        }
        path = folder / f"{source}.md"
        if path not in self.texts:
            first = next((file for file in files if file.suffix == ".md"), files[0])
            self.found.append(
                Diagnostic(
                    place=Place(first),
                    claim=claims.ORIGINAL_IS_PRESENT,
                    message=Message(
                        f"there is no original: the folder has no '{source}.md'", f"没有原文：文件夹里缺少“{source}.md”"
                    ),
                )
            )
            return None
        original = self.page_file(path, OriginalForm)
        if original is None:
            return None
        return assemble_chapter(
            slug=slug,
            path=path,
            language=source,
            licence=licence,
            original=original,
            translated=translated,
            photos=photos,
        )

    def _unexpected(self, path: PurePosixPath, codes: list[str]) -> None:
        named = re.fullmatch(r"([a-z]{2}(?:-[A-Za-z]+)*)(\.sync\.yml|\.md)", path.name)
        self.found.append(
            Diagnostic(
                place=Place(path),
                claim=claims.FILE_IS_EXPECTED,
                message=Message("this file is not part of a chapter and is left out", "这个文件不属于篇章，不会发布"),
                hint=Message(
                    f"the book's languages are {', '.join(codes)}; add '{named[1]}' to languages in chapters/book.yml",
                    f"本书的语言是 {'、'.join(codes)}；可在 chapters/book.yml 的 languages 里加上“{named[1]}”",
                )
                if named
                else Message("photos belong into the folder photos/", "照片请放进 photos/ 文件夹"),
            )
        )
