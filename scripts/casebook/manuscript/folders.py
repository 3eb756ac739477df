"""The folders of chapters → chapters: which files belong to one, and how they make a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from . import claims
from .assembling import assemble_chapter, assemble_withdrawals
from .book import BrokenChapter, Chapter, WithdrawnChapter
from .diagnostic import Diagnostic, Message, Place
from .form import TranslationForm
from .intake import Intake, WithdrawnFile

CHAPTERS = PurePosixPath("chapters")

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_IGNORED = frozenset({".DS_Store", "Thumbs.db", ".gitkeep", "desktop.ini"})


@dataclass(slots=True, kw_only=True)
class ChapterFolders:
    """The reading of every chapter's folder."""

    intake: Intake
    others: list[PurePosixPath]
    """Files that are no text: photos, and whatever else lies there."""
    source: str
    codes: list[str]
    licence: str
    chapters: dict[str, Chapter] = field(default_factory=dict)
    withdrawn: dict[str, WithdrawnChapter] = field(default_factory=dict)
    broken: list[BrokenChapter] = field(default_factory=list)
    sidecars: dict[tuple[str, str], bytes] = field(default_factory=dict)
    photos: set[PurePosixPath] = field(default_factory=set)

    def read(self) -> None:
        """Read every folder; one with a mistake of form is broken, and the rest goes on."""
        folders: dict[str, list[PurePosixPath]] = {}
        for path in sorted([*self.intake.texts, *self.others]):
            if path.parts[0] == CHAPTERS.name and len(path.parts) > 2 and path.name not in _IGNORED:
                folders.setdefault(path.parts[1], []).append(path)
        by_fold: dict[str, str] = {}
        for slug, files in folders.items():
            before = len(self.intake.found)
            self._check_folder(slug, files, by_fold)
            chapter = self._chapter(slug, files)
            failed = any(diagnostic.is_error for diagnostic in self.intake.found[before:])
            if isinstance(chapter, WithdrawnChapter):
                self.withdrawn[slug] = chapter
            elif chapter and not failed:
                self.chapters[slug] = chapter
            elif failed:
                self.broken.append(BrokenChapter(slug=slug, path=CHAPTERS / slug / f"{self.source}.md"))

    def _check_folder(self, slug: str, files: list[PurePosixPath], by_fold: dict[str, str]) -> None:
        if not is_slug(slug):
            proposal = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")
            self.intake.found.append(
                Diagnostic(
                    place=Place(files[0]),
                    claim=claims.SLUG_IS_WELL_FORMED,
                    message=Message(
                        f"the folder '{slug}' cannot be an address; use lower-case letters, digits, single hyphens",
                        f"文件夹名“{slug}”不能用作网址；请只用小写字母、数字和单个连字符",
                    ),
                    hint=Message(f"rename it to '{proposal}'", f"改名为“{proposal}”") if is_slug(proposal) else None,
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
        self.intake.found.append(
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

    def _chapter(self, slug: str, files: list[PurePosixPath]) -> Chapter | WithdrawnChapter | None:
        folder = CHAPTERS / slug
        path = folder / f"{self.source}.md"
        original = self.intake.original_file(path) if path in self.intake.texts else None
        if isinstance(original, WithdrawnFile):
            return self._withdrawn(slug, path, original, files)
        photos = tuple(each for each in files if each.parts[2] == "photos" and len(each.parts) == 4)
        self.photos.update(photos)
        expected = (
            {folder / f"{code}.md" for code in self.codes}
            | {folder / f"{code}.sync.yml" for code in self.codes}
            | set(photos)
        )
        for each in files:
            if each not in expected:
                self._unexpected(each)
        for code in self.codes:
            if (sidecar := folder / f"{code}.sync.yml") in self.intake.texts:
                self.sidecars[(slug, code)] = self.intake.texts[sidecar]
        translated = {
            code: parts
            for code in self.codes
            if code != self.source
            and folder / f"{code}.md" in self.intake.texts
            and (parts := self.intake.page_file(folder / f"{code}.md", TranslationForm))
        }
        if path not in self.intake.texts:
            first = next((file for file in files if file.suffix == ".md"), files[0])
            self.intake.found.append(
                Diagnostic(
                    place=Place(first),
                    claim=claims.ORIGINAL_IS_PRESENT,
                    message=Message(
                        f"there is no original: the folder has no '{self.source}.md'",
                        f"没有原文：文件夹里缺少“{self.source}.md”",
                    ),
                )
            )
            return None
        if original is None:
            return None
        return assemble_chapter(
            slug=slug,
            path=path,
            language=self.source,
            licence=self.licence,
            original=original,
            translated=translated,
            photos=photos,
        )

    def _withdrawn(
        self, slug: str, path: PurePosixPath, file: WithdrawnFile, files: list[PurePosixPath]
    ) -> WithdrawnChapter:
        """Keep the address of a chapter that was taken back, and nothing else of it."""
        left = [each for each in files if each != path]
        if file.has_text or left:
            names = ", ".join(each.relative_to(path.parent).as_posix() for each in left)
            self.intake.found.append(
                Diagnostic(
                    place=file.place,
                    claim=claims.WITHDRAWN_TEXT_IS_GONE,
                    message=Message(
                        "the site no longer shows this chapter, but the repository still holds "
                        + ("its text" + (f", and {names}" if names else "") if file.has_text else names),
                        "网站已不再显示本篇，但仓库里还有"
                        + ("它的内容" + (f"，以及 {names}" if names else "") if file.has_text else f" {names}"),
                    ),
                    hint=Message(
                        f'casebook withdraw {slug} --by YOUR-ID --reason "…"',
                        f"casebook withdraw {slug} --by 您的代号 --reason “……”",
                    ),
                )
            )
        aliases = file.yaml.value.get("aliases") if isinstance(file.yaml.value, dict) else None
        return WithdrawnChapter(
            slug=slug,
            path=path,
            aliases=tuple(
                each
                for each in (aliases if isinstance(aliases, list) else ())
                if isinstance(each, str) and is_slug(each)
            ),
            withdrawals=assemble_withdrawals(file.form.withdrawn, file.yaml) if file.form else (),
        )

    def _unexpected(self, path: PurePosixPath) -> None:
        named = re.fullmatch(r"([a-z]{2,3}(?:-[A-Za-z0-9]+)*)(\.sync\.yml|\.md)", path.name)
        self.intake.found.append(
            Diagnostic(
                place=Place(path),
                claim=claims.FILE_IS_EXPECTED,
                message=Message("this file is not part of a chapter and is left out", "这个文件不属于篇章，不会发布"),
                hint=Message(
                    f"the languages are {', '.join(self.codes)}; add '{named[1]}' in chapters/book.yml",
                    f"本书的语言是 {'、'.join(self.codes)}；可在 chapters/book.yml 的 languages 里加上“{named[1]}”",
                )
                if named
                else Message("photos belong into the folder photos/", "照片请放进 photos/ 文件夹"),
            )
        )


def is_slug(name: str) -> bool:
    """Whether a name may stand in an address: lower-case letters, digits and single hyphens."""
    return _SLUG.fullmatch(name) is not None
