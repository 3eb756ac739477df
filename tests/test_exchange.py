"""Work that goes out to translators without git and comes back: whole or not at all, and over nobody's work."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest
import yaml
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner, Result
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from translate.storage.base import TranslationStore
from translate.storage.po import pofile
from translate.storage.xliff2 import Xliff2File

from casebook.cli import main
from casebook.manuscript import Text, read_text
from casebook.press.exchanging import SUFFIXES, Imported, bring_in, export, read_returned
from casebook.press.preparing import check
from casebook.translation import Confirmation, derive, record, write_sidecar
from casebook.translation.exchange import (
    Damaged,
    Outcome,
    Sheet,
    Unplaceable,
    merge,
    place,
    po,
    seal,
    sheet_of,
    word,
    word_reading,
    xliff,
)
from casebook.translation.exchange.front_matter import value_edit
from casebook.translation.exchange.model import Unit, loosely
from casebook.translation.exchange.splicing import splice
from conftest import ORIGINAL, REPOSITORY, TRANSLATION, WriteBook, casebook

FORMS = ("po", "xliff", "docx")
ZH, EN, SYNC = (f"chapters/letters/{name}" for name in ("zh.md", "en.md", "en.sync.yml"))
DAY = date(2026, 11, 24)
EDITORS = Confirmation(by="editors", on=DAY)
briefly = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink], report_multiple_bugs=False, deadline=None
)


def body(text: str, path: str) -> Text:
    return read_text(PurePosixPath(path), text.split("---\n", 2)[2])


RECORD = write_sidecar(record(body(ORIGINAL, ZH), body(TRANSLATION, EN), confirmed=EDITORS))
XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"

Edit = Callable[[str, str], str]
"""The id of a unit and its translation as it went out → as it comes back."""


# ---- going out and coming back, with the programs that translators have


def send(root: Path, form: str, *slugs: str, out: Path | None = None) -> list[Path]:
    book = check(root).book
    assert book is not None
    folder = out or root.parent / "out"
    return export(book, slugs or ("letters",), form=form, language="en", out=folder, on=DAY)


def back(root: Path, *paths: Path, by: Confirmation | None = None) -> list[Imported]:
    return [bring_in(root, path, sheet, by) for path, sheets in read_returned(paths) for sheet in sheets]


def edit_po(path: Path, edit: Edit, *, keeps_fuzzy: bool = False) -> None:
    catalog = read_po(io.BytesIO(path.read_bytes()))
    for message in catalog:
        name = (message.context or "").partition("#")[2]
        if message.id and name != "end" and (new := edit(name, str(message.string))) != message.string:
            message.string = new
            if not keeps_fuzzy:
                message.flags.discard("fuzzy")
    with path.open("wb") as file:
        write_po(file, catalog, width=76)


def edit_xliff(path: Path, edit: Edit) -> None:
    tree = ET.parse(path)  # noqa: S314  # our own
    for unit in tree.iter(f"{XLIFF}unit"):
        segment = unit.find(f"{XLIFF}segment")
        assert segment is not None
        target = segment.find(f"{XLIFF}target")
        old = "".join(target.itertext()) if target is not None else ""
        if (new := edit(unit.attrib["name"], old)) != old:
            if target is None:
                target = ET.SubElement(segment, f"{XLIFF}target")
            target.text = new
            segment.set("state", "translated")
            segment.attrib.pop("subState", None)
    tree.write(path, encoding="utf-8", xml_declaration=True)


def edit_docx(path: Path, edit: Edit) -> None:
    document = Document(str(path))
    for row in document.tables[0].rows[1:]:
        name = row.cells[0].paragraphs[0].text.partition("#")[2]
        cell = row.cells[2]
        old = "\n\n".join(paragraph.text for paragraph in cell.paragraphs)
        if (new := edit(name, old)) != old:
            cell.text = new
    document.save(str(path))


EDITORS_OF: dict[str, Callable[[Path, Edit], None]] = {"po": edit_po, "xliff": edit_xliff, "docx": edit_docx}


def changing(words: dict[str, str]) -> Edit:
    """Give an edit that replaces words wherever they stand; an empty text takes the words under its unit's id."""

    def edit(name: str, text: str) -> str:
        for old, new in words.items():
            text = text.replace(old, new) if old in text else new if name == old else text
        return text

    return edit


@pytest.fixture
def book(write_book: WriteBook) -> Path:
    return write_book({ZH: ORIGINAL, EN: TRANSLATION, SYNC: RECORD})


def translate(root: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "translate", *map(str, arguments)], env={"LC_ALL": "C.UTF-8"})


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def standing(root: Path, slug: str = "letters") -> dict[str, int]:
    standings = check(root).standings
    assert standings is not None
    return {status: count for status, count in standings.states[(slug, "en")].counts.items() if count}


# ---- nothing changed


@pytest.mark.parametrize("form", FORMS)
def test_our_own_chapters_go_out_and_come_back_without_a_byte_changed(form: str, tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(REPOSITORY / "chapters", root / "chapters")
    shutil.copytree(REPOSITORY / "docs" / "zh", root / "docs" / "zh")
    shutil.copytree(REPOSITORY / "docs" / "en", root / "docs" / "en")
    before = tree(root)
    slugs = sorted(path.parent.name for path in (root / "chapters").glob("*/zh.md"))
    paths = send(root, form, *slugs)
    checked = check(root)
    assert checked.book is not None
    assert checked.standings is not None
    for _, (sheet,) in read_returned(paths):
        state = checked.standings.states.get((sheet.slug, "en"))
        ours = sheet_of(checked.book, checked.book.chapters[sheet.slug], "en", state)
        assert {each.outcome for each in merge(ours, sheet)} == {Outcome.UNTOUCHED}
    done = back(root, *paths[:3], by=EDITORS)
    assert [(each.slug, each.written) for each in done] == [(slug, ()) for slug in slugs[:3]]
    assert tree(root) == before


ODD = (
    TRANSLATION.replace("title: The letter box", 'title: "The letter box"   # as on the cover')
    .replace(
        "An opening paragraph.",
        "  An opening *paragraph*,  \nwith a <b>hard</b> break & “quotes” [x](https://x.example 'y').",
    )
    .replace("Letters come.", "- one\n- two\n\n\n    - three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
def test_odd_files_come_back_as_they_were_and_an_edit_touches_its_place_only(
    form: str, end: str, mark: bytes, write_book: WriteBook
) -> None:
    english = mark + ODD.rstrip("\n").replace("\n", end).encode()
    root = write_book({ZH: ORIGINAL.replace("\n", end), EN: english})
    before = tree(root)
    (done,) = back(root, *send(root, form))
    assert done.count(Outcome.UNTOUCHED) == len(done.merged)
    assert tree(root) == before
    (path,) = send(root, form)
    EDITORS_OF[form](path, changing({"The box goes up.": "The box is hung."}))
    back(root, path)
    assert tree(root) == {**before, EN: english.replace(b"The box goes up.", b"The box is hung.")}


@pytest.mark.parametrize("form", FORMS)
def test_an_export_says_the_same_every_time(form: str, book: Path) -> None:
    first, second = (send(book, form, out=book.parent / name)[0].read_bytes() for name in ("a", "b"))
    assert first == second


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
WORDS = st.one_of(
    TEXTS,
    st.sampled_from(
        [
            "<&>\"']]>",
            "  a\n b \n\n",
            "\r\n\t",
            "\x0b\x1b\x85\u2028",
            "“他”说",
            "\ufeff\ufffe",
            "a\n\nb",
            '\\n \\ "',
            "#| msgid",
        ]
    ),
)
UNITS = st.lists(
    st.builds(
        Unit,
        id=st.from_regex(r"g[0-9a-f]{8}|meta:title", fullmatch=True),
        status=st.sampled_from(["current", "stale", "missing", "omitted", "note", "unconfirmed"]),
        source=WORDS,
        target=WORDS,
        before=WORDS,
        notes=st.lists(WORDS, max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda unit: unit.id,
).map(
    lambda units: Sheet(
        slug="letters", language="en", source_tag="zh-Hans", target_tag="en-GB", title="信", units=tuple(units)
    )
)


@given(UNITS)
@settings(briefly, max_examples=150)
def test_po_carries_every_character(sheet: Sheet) -> None:
    (returned,) = po.read(po.write([sheet], DAY))
    assert [(each.id, each.text, each.base) for each in returned.units] == [
        (unit.id, unit.target, unit.base) for unit in sheet.units
    ]
    assert [not each.is_finished for each in returned.units] == [unit.is_doubtful for unit in sheet.units]


@given(UNITS)
@settings(briefly, max_examples=150)
def test_xliff_carries_every_character(sheet: Sheet) -> None:
    (returned,) = xliff.read(xliff.write([sheet]))
    assert [(each.id, each.text, each.base) for each in returned.units] == [
        (unit.id, unit.target, unit.base) for unit in sheet.units
    ]


@given(UNITS)
@settings(briefly, max_examples=25)
def test_word_carries_all_that_is_to_be_read_and_calls_nothing_changed(sheet: Sheet) -> None:
    (returned,) = word_reading.read(word.write([sheet]))
    for each, unit in zip(returned.units, sheet.units, strict=True):
        assert (each.id, each.base) == (unit.id, unit.base)
        assert each.is_untouched(loose=returned.loose)
        assert loosely(each.text) == loosely(unit.target)


# ---- what translators see


def test_po_shows_what_was_what_is_doubtful_and_what_the_glossary_says(book: Path) -> None:
    (book / ZH).write_text(ORIGINAL.replace("信箱挂上墙。", "谈心以后，信箱没挂上墙。"), encoding="utf-8")
    (path,) = send(book, "po")
    text = path.read_text(encoding="utf-8")
    entry = next(part for part in text.split("\n\n") if "谈心以后" in part)
    assert '#| msgid "信箱挂上墙。"' in entry
    assert "#, fuzzy" in entry
    assert "谈心 = heart-to-heart talk; not/不用: talk heart" in entry.replace("\n#. ", " ")
    assert re.search(r'^msgctxt "letters#g[0-9a-f]{8}"$', entry, re.MULTILINE)
    for name in ("meta:title", "meta:summary", "meta:practices.letter-box.how", "meta:glance.challenge"):
        assert f'msgctxt "letters#{name}"' in text
    assert text.count("#, fuzzy") == 1


def test_xliff_is_built_as_the_specification_says(book: Path) -> None:
    (book / ZH).write_text(ORIGINAL.replace("挂上墙", "没挂上墙") + "\n新的一段。\n", encoding="utf-8")
    (path,) = send(book, "xliff")
    root = ET.fromstring(path.read_bytes())  # noqa: S314  # our own
    assert root.tag == f"{XLIFF}xliff"
    assert root.attrib == {"version": "2.0", "srcLang": "zh-Hans", "trgLang": "en-GB"}
    (file,) = root
    assert file.attrib == {"id": "letters", "original": "chapters/letters"}
    # What may stand where, by the schema of XLIFF 2.0 (xliff_core_2.0.xsd), as far as we use it.
    space = "{http://www.w3.org/XML/1998/namespace}space"
    allowed = {"notes": set(), "note": {"category", "appliesTo"}, "unit": {"id", "name"}}
    allowed |= {"segment": {"state", "subState"}, "source": {space}, "target": {space}}
    for element in file.iter():
        if element is not file:
            assert element.attrib.keys() <= allowed[element.tag.removeprefix(XLIFF)]
    assert [child.tag.removeprefix(XLIFF) for child in file] == ["notes"] + ["unit"] * (len(file) - 1)
    states: dict[str, str | None] = {}
    for unit in file.findall(f"{XLIFF}unit"):
        assert re.fullmatch(r"[\w.:-]+", unit.attrib["id"])
        assert [child.tag.removeprefix(XLIFF) for child in unit] == ["notes", "segment"]
        segment = unit[1]
        parts = [child.tag.removeprefix(XLIFF) for child in segment]
        assert parts in (["source"], ["source", "target"])
        assert segment.attrib["state"] in ("initial", "translated", "reviewed", "final")
        assert segment.attrib["state"] == "initial" or "target" in parts
        states["".join(segment[0].itertext())] = segment.get("subState") or segment.attrib["state"]
    assert len({unit.attrib["id"] for unit in file.iter(f"{XLIFF}unit")}) == len(states)
    assert states["信箱没挂上墙。"] == "casebook:stale"
    assert states["新的一段。"] == "initial"
    assert states["开头一段。"] == "final"


def test_word_has_two_columns_to_read_and_says_in_both_languages_what_to_do(book: Path) -> None:
    (book / ZH).write_text(ORIGINAL.replace("挂上墙", "没挂上墙"), encoding="utf-8")
    (path,) = send(book, "docx")
    document = Document(str(path))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "右边一栏" in said
    assert "right-hand column" in said
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][1:] == ["原文 · Original", "译文 · Translation"]
    assert ["开头一段。", "An opening paragraph."] in [row[1:] for row in rows]
    (stale,) = [row for row in rows if "没挂上墙" in row[1]]
    assert stale[1] == "信箱没挂上墙。\n原先 · was: 信箱挂上墙。"
    assert stale[2] == "The box goes up."
    assert b"FFF2CC" in document.part.blob


# ---- bringing changes in


@pytest.mark.parametrize("form", FORMS)
def test_a_change_is_written_at_its_place_and_confirms_nothing(form: str, book: Path) -> None:
    before = tree(book)
    (path,) = send(book, form)
    EDITORS_OF[form](path, changing({"The box goes up.": "Up goes the *box* & “all” <3.", "Opened": "Emptied"}))
    (done,) = back(book, path)
    assert (done.count(Outcome.CHANGED), done.confirmed, done.refusals) == (2, 0, ())
    after = TRANSLATION.replace("The box goes up.", "Up goes the *box* & “all” <3.").replace("Opened", "Emptied")
    assert tree(book) == {**before, EN: after.encode()}


@pytest.mark.parametrize("form", FORMS)
def test_with_a_name_what_was_changed_is_confirmed_and_nothing_else(form: str, book: Path) -> None:
    changed = ORIGINAL.replace("开头一段。", "开头改了。").replace("信箱挂上墙。", "信箱没挂上墙。")
    (book / ZH).write_text(changed, encoding="utf-8")
    assert standing(book) == {"current": 3, "stale": 2}
    (path,) = send(book, form)
    EDITORS_OF[form](path, changing({"The box goes up.": "The box does not go up."}))
    (done,) = back(book, path, by=Confirmation(by="editors", on=date(2026, 12, 1)))
    assert done.confirmed == 1
    assert standing(book) == {"current": 4, "stale": 1}
    sidecar = (book / SYNC).read_text(encoding="utf-8")
    assert sidecar.count("on: 2026-12-01") == 1
    assert '"信箱没挂上墙。"' in sidecar
    assert '"开头一段。"' in sidecar


@pytest.mark.parametrize("form", FORMS)
def test_a_passage_that_was_missing_gets_its_place(form: str, book: Path) -> None:
    grown = ORIGINAL.replace("信箱挂上墙。", "新的一段。\n\n信箱挂上墙。").replace("开头一段。", "楔子。\n\n开头一段。")
    (book / ZH).write_text(grown, encoding="utf-8")
    (path,) = send(book, form)
    names = re.findall(
        r'letters#(g\w+)"\nmsgid "(?:新的一段|楔子)。', send(book, "po", out=book.parent / "x")[0].read_text("utf-8")
    )
    assert len(names) == 2
    EDITORS_OF[form](path, changing(dict(zip(names, ("A prologue.", "A new passage."), strict=True))))
    (done,) = back(book, path, by=EDITORS)
    assert done.refusals == ()
    expected = TRANSLATION.replace("The box goes up.", "A new passage.\n\nThe box goes up.")
    expected = expected.replace("An opening paragraph.", "A prologue.\n\nAn opening paragraph.")
    assert (book / EN).read_text(encoding="utf-8") == expected
    assert standing(book) == {"current": 7}


@pytest.mark.parametrize("form", FORMS)
def test_a_chapter_can_be_translated_from_nothing(form: str, write_book: WriteBook) -> None:
    root = write_book({ZH: ORIGINAL})
    (path,) = send(root, form)
    (done,) = back(root, path)
    assert done.count(Outcome.UNTOUCHED) == len(done.merged)
    assert not (root / EN).exists()
    catalog = read_po(io.BytesIO(send(root, "po", out=root.parent / "x")[0].read_bytes()))
    names = {str(message.id): (message.context or "").partition("#")[2] for message in catalog if message.id}
    words = {
        names["信箱"]: "The letter box: a start",
        names["一个信箱。"]: "A letter box.",
        names["每周二开箱。"]: "Opened every Tuesday.",
        names["孩子不说话。"]: "Children do not speak.",
        names["开头一段。"]: "An opening.",
        names["## 第一周 {#first-week}"]: "## The first week {#first-week}",
        names["信箱挂上墙。"]: "The box goes up.",
        names["## 后来 {#later}"]: "## Later {#later}",
        names["有了来信。"]: "Letters come.",
    }
    EDITORS_OF[form](path, words.get)
    (done,) = back(root, path, by=EDITORS)
    assert done.refusals == ()
    assert (root / EN).read_text(encoding="utf-8") == (
        '---\ntitle: "The letter box: a start"\nsummary: "A letter box."\n'
        "practices:\n  - id: letter-box\n    how: Opened every Tuesday.\n"
        "glance:\n  challenge: Children do not speak.\n---\n"
        "An opening.\n\n## The first week {#first-week}\n\nThe box goes up.\n\n## Later {#later}\n\nLetters come.\n"
    )
    assert standing(root) == {"current": 5}
    assert check(root).errors == []


@pytest.mark.parametrize("form", FORMS)
def test_a_translation_that_was_only_begun_goes_out_empty_and_comes_back_whole(
    form: str, write_book: WriteBook
) -> None:
    root = write_book({ZH: ORIGINAL})
    assert translate(root, "start", "letters").exit_code == 0
    assert "untranslated" in (root / EN).read_text(encoding="utf-8")
    (path,) = send(root, form)
    assert b"untranslated" not in path.read_bytes()
    (done,) = back(root, path)
    assert done.count(Outcome.UNTOUCHED) == len(done.merged)
    english = iter(
        ("Box", "A box.", "Weekly.", "Silence.", "A box.", "Start.", "## First", "Up.", "## Later", "Letters.")
    )
    ids = {"## First": " {#first-week}", "## Later": " {#later}"}
    filled: list[str] = []

    def fill(name: str, text: str) -> str:
        assert text == ""
        filled.append(new := next(english))
        return new + ids.get(new, "")

    EDITORS_OF[form](path, fill)
    assert len(filled) == 10
    (done,) = back(root, path, by=EDITORS)
    assert done.refusals == ()
    text = (root / EN).read_text(encoding="utf-8")
    assert text.endswith("\n---\nStart.\n\n## First {#first-week}\n\nUp.\n\n## Later {#later}\n\nLetters.\n")
    assert [letter for letter in text if "\u4e00" <= letter <= "\u9fff"] == []
    assert standing(root) == {"current": 5}


@pytest.mark.parametrize("form", FORMS)
def test_paragraphs_may_be_split_or_joined_by_a_translator(form: str, write_book: WriteBook) -> None:
    root = write_book({ZH: ORIGINAL, EN: TRANSLATION, SYNC: RECORD})
    (path,) = send(root, form)
    EDITORS_OF[form](path, changing({"The box goes up.": "The box.\n\nIt goes up."}))
    (done,) = back(root, path, by=EDITORS)
    assert done.refusals == ()
    assert "\n\nThe box.\n\nIt goes up.\n\n## Later" in (root / EN).read_text(encoding="utf-8")
    assert standing(root) == {"current": 5}
    (path,) = send(root, form)
    EDITORS_OF[form](path, changing({"The box.\n\nIt goes up.": "The box goes up again."}))
    back(root, path, by=EDITORS)
    assert "\n\nThe box goes up again.\n\n## Later" in (root / EN).read_text(encoding="utf-8")
    assert standing(root) == {"current": 5}


def test_what_is_still_fuzzy_or_cut_off_is_written_and_not_confirmed(book: Path) -> None:
    long = "信箱挂上墙的第一周，里面只有一张白纸，对折了两次，谁也不知道是谁放进去的，大家都在猜。"
    (book / ZH).write_text(ORIGINAL.replace("信箱挂上墙。", long).replace("开头一段。", "开头改了。"), encoding="utf-8")
    (path,) = send(book, "po")
    edit_po(path, changing({"An opening paragraph.": "An opening that"}), keeps_fuzzy=True)
    edit_po(path, changing({"The box goes up.": "In the first week there was,"}))
    (done,) = back(book, path, by=EDITORS)
    assert (done.count(Outcome.CHANGED), done.confirmed, len(done.doubtful)) == (2, 0, 2)
    assert "In the first week there was," in (book / EN).read_text(encoding="utf-8")
    assert "In the first week" not in (book / SYNC).read_text(encoding="utf-8")
    assert standing(book)["current"] == 3


@pytest.mark.parametrize("form", FORMS)
def test_a_translation_that_was_deleted_stays_and_is_reported(form: str, book: Path) -> None:
    before = tree(book)
    (path,) = send(book, form)
    EDITORS_OF[form](path, lambda name, text: "" if text == "The box goes up." else text)
    (done,) = back(book, path, by=EDITORS)
    assert done.count(Outcome.EMPTIED) == 1
    assert tree(book) == before


def test_a_text_that_runs_into_its_neighbours_or_breaks_a_rule_is_refused(book: Path) -> None:
    before = tree(book)
    for new in ("```\nnever closed", "## Another {#later}", "<!-- open", "A paragraph.\n\n## With a heading"):
        (path,) = send(book, "po")
        edit_po(path, changing({"The box goes up.": new}))
        (done,) = back(book, path, by=EDITORS)
        assert done.refusals, new
        assert tree(book) == before


PIECES = [
    "One.", "Two\nlines.", "Hard  \nbreak", "- a\n- b", "- a\n\n  b", "> q\n> r", "| a | b |\n|---|---|\n| 1 | 2 |",
    "```\na\n\n\n```", "```\nopen", "<div>\n\nx\n\n</div>", "<!-- open", "## H {#h}", "Setext\n===", "---",
    "[^1]: note", "see[^1]", "    indented", "[ref]: http://x", "", "  lead", "a\\\nb", "One.",
]  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n\n", "\n", "\n\n\n"])), max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.data(),
)
@settings(briefly, max_examples=200)
def test_a_change_lands_in_its_own_blocks_and_is_current_or_is_refused(
    parts: list[tuple[str, str]], end: str, data: st.DataObject
) -> None:
    written = "---\ntitle: T # c\nsummary: S\n---\n" + "".join(piece + gap for piece, gap in parts)
    content = written.replace("\n", end).encode()
    path = PurePosixPath(EN)
    english = body(written, EN)
    chinese = read_text(PurePosixPath(ZH), "\n\n".join(f"第{number}段。" for number in range(len(english.blocks) + 1)))
    passages = derive(chinese, english, None).groups
    assert place(path, content, passages, {}).content == content
    changes = data.draw(
        st.dictionaries(
            st.sampled_from([each.id for each in passages]),
            st.sampled_from([*filter(str.strip, PIECES), "New.\n\nAnd more."]),
            max_size=3,
        )
    )
    try:
        placed = place(path, content, passages, changes)
    except Unplaceable:
        return
    now = body(placed.content.decode().replace("\r\n", "\n").replace("\r", "\n"), EN)
    touched = {position for each in passages if each.id in changes for position in each.target}
    kept = [block.text for position, block in enumerate(english.blocks) if position not in touched]
    new = [text for blocks in placed.blocks.values() for text in blocks]
    assert sorted(block.text for block in now.blocks) == sorted(kept + new)
    sealed = {each.id: placed.blocks[each.id] for each in passages if each.id in placed.blocks and each.source}
    after = {
        each.id: each for each in derive(chinese, now, seal(None, chinese, english, passages, sealed, EDITORS)).groups
    }
    assert {after[identity].status.value for identity in sealed} <= {"current"}


# ---- conflicts


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (EN, "The box goes up.", "The box goes up at last.", "the translation has changed"),
        (ZH, "信箱挂上墙。", "信箱没挂上墙。", "the original has changed"),
        (ZH, "信箱挂上墙。\n\n", "", "changed|no longer"),
    ],
)
def test_newer_text_is_a_conflict_and_its_chapter_stays_as_it_is(
    form: str, file: str, old: str, new: str, said: str, book: Path
) -> None:
    (path,) = send(book, form)
    EDITORS_OF[form](path, changing({"The box goes up.": "Theirs.", "Letters come.": "Letters arrive."}))
    text = (book / file).read_text(encoding="utf-8")
    (book / file).write_text(text.replace(old, new), encoding="utf-8")
    before = tree(book)
    (done,) = back(book, path, by=EDITORS)
    ((where, message),) = done.refusals
    assert re.fullmatch(r"letters#g[0-9a-f]{8}", where)
    assert re.search(said, message.en)
    assert tree(book) == before


@pytest.mark.parametrize("form", FORMS)
def test_a_change_of_the_metadata_since_the_export_is_a_conflict_too(form: str, book: Path) -> None:
    (path,) = send(book, form)
    EDITORS_OF[form](path, changing({"Opened": "Emptied"}))
    (book / ZH).write_text(ORIGINAL.replace("每周二开箱", "每周五开箱"), encoding="utf-8")
    (done,) = back(book, path)
    assert [where for where, _ in done.refusals] == ["letters#meta:practices.letter-box.how"]
    assert (book / EN).read_text(encoding="utf-8") == TRANSLATION


@pytest.mark.parametrize("form", FORMS)
def test_what_others_changed_elsewhere_stays_and_is_no_conflict(form: str, book: Path) -> None:
    (path,) = send(book, form)
    EDITORS_OF[form](path, changing({"The box goes up.": "Theirs."}))
    ours = TRANSLATION.replace("Letters come.", "Letters arrive.").replace("A letter box.", "One box.")
    (book / EN).write_text(ours, encoding="utf-8")
    (done,) = back(book, path)
    assert done.refusals == ()
    assert (book / EN).read_text(encoding="utf-8") == ours.replace("The box goes up.", "Theirs.")
    (again,) = back(book, path)
    assert (again.count(Outcome.ALREADY), again.written) == (1, ())


def test_a_conflict_in_one_chapter_does_not_hold_up_another(write_book: WriteBook) -> None:
    other = {"chapters/other/zh.md": ORIGINAL, "chapters/other/en.md": TRANSLATION}
    root = write_book({ZH: ORIGINAL, EN: TRANSLATION, **other})
    paths = send(root, "po", "letters", "other")
    for path in paths:
        edit_po(path, changing({"The box goes up.": "Theirs."}))
    (root / EN).write_text(TRANSLATION.replace("goes up", "went up"), encoding="utf-8")
    result = translate(root, "import", *paths)
    assert result.exit_code == 1
    assert re.search(r"letters\.en\.po: letters#g\w+: the translation has changed since the export", result.stdout)
    assert "letters: nothing written (0 changes wait" in result.stdout
    assert "other: 1 changed" in result.stdout
    assert "went up" in (root / EN).read_text(encoding="utf-8")
    assert "Theirs." in (root / "chapters/other/en.md").read_text(encoding="utf-8")
    chinese = translate(root, "import", paths[0], "--lang", "zh")
    assert "导出之后译文改过" in chinese.stdout
    # One file may hold several chapters, as msgcat makes them.
    both = root.parent / "both.po"
    both.write_bytes(b"\n".join(path.read_bytes() for path in paths))
    assert {sheet.slug for sheet in read_returned([both])[0][1]} == {"letters", "other"}


# ---- files that are not whole


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_is_cut_off_anywhere_changes_and_seals_nothing(form: str, book: Path) -> None:
    before = tree(book)
    (path,) = send(book, form)
    EDITORS_OF[form](path, changing({"The box goes up.": "The box goes up at last.", "Letters come.": "They come."}))
    content = path.read_bytes()
    whole = len(content.rstrip())
    cuts = {
        *range(0, whole, max(1, whole // 40)),
        *(match.start() for match in re.finditer(rb"\n", content)),
        whole - 1,
    }
    for cut in sorted(cuts - {whole}):
        if cut < whole:
            path.write_bytes(content[:cut])
            with pytest.raises(Damaged):
                back(book, path, by=EDITORS)
    assert tree(book) == before
    path.write_bytes(content)
    assert back(book, path)[0].count(Outcome.CHANGED) == 2


@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_byte_is_found_or_stands_where_nothing_is_read(form: str, book: Path) -> None:
    (path,) = send(book, form)
    content = path.read_bytes()
    before = tree(book)
    found = 0
    for at in range(0, len(content), max(1, len(content) // 50)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        try:
            back(book, path, by=EDITORS)
        except Damaged:
            found += 1
        assert tree(book) == before
    assert found >= (40 if form == "docx" else 50)


def test_one_damaged_file_stops_the_others_and_says_which(book: Path) -> None:
    before = tree(book)
    (good,) = send(book, "xliff")
    edit_xliff(good, changing({"The box goes up.": "Theirs."}))
    (bad,) = send(book, "po")
    bad.write_bytes(bad.read_bytes()[:900])
    result = translate(book, "import", good, bad, "--by", "editors")
    assert result.exit_code == 2
    assert "nothing imported: letters.en.po: " in result.stderr
    assert result.stdout == ""
    assert tree(book) == before


@pytest.mark.parametrize("form", FORMS)
def test_a_unit_that_is_gone_is_damage(form: str, book: Path) -> None:
    (path,) = send(book, form)
    if form == "docx":
        document = Document(str(path))
        row = next(row for row in document.tables[0].rows if row.cells[2].text == "The box goes up.")
        document.tables[0]._tbl.remove(row._tr)
        document.save(str(path))
    elif form == "po":
        parts = path.read_text(encoding="utf-8").split("\n\n")
        path.write_text("\n\n".join(part for part in parts if "The box goes up." not in part), encoding="utf-8")
    else:
        text = re.sub(r"<unit(?:(?!</unit>).)*The box goes up.*?</unit>", "", path.read_text("utf-8"), flags=re.DOTALL)
        path.write_text(text, encoding="utf-8")
    with pytest.raises(Damaged, match="went out with 10 units and has 9"):
        read_returned([path])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"PK\x03\x04",
        b"<html/>",
        b"<a/>",
        b"msgid",
        "译文".encode("gbk"),
        b'msgid ""\nmsgstr ""\n',
        b"\xff\xfe<\0a\0/\0>\0",
    ],
)
@pytest.mark.parametrize("suffix", [*SUFFIXES.values(), ".xliff", ".txt", ".doc"])
def test_a_file_that_is_not_ours_is_refused(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"letters{suffix}"
    path.write_bytes(content)
    with pytest.raises(Damaged) as raised:
        read_returned([path])
    assert path.name in raised.value.message.zh


@pytest.mark.parametrize(
    ("old", "new"), [("letters", "no-such"), ("letters", "../../x"), (" en ", " xx "), (" en ", " zh ")]
)
def test_a_file_of_another_book_is_refused(old: str, new: str, book: Path) -> None:
    before = tree(book)
    (path,) = send(book, "po")
    edit_po(path, changing({"The box goes up.": "Theirs."}))
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (done,) = back(book, path, by=EDITORS)
    assert done.refusals
    assert tree(book) == before


# ---- files that mean harm

BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
DTD = b'<!DOCTYPE x SYSTEM "https://evil.example/x.dtd">'


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE, DTD], ids=["bomb", "file", "dtd"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_anything_is_read(doctype: bytes, codec: str, book: Path) -> None:
    (path,) = send(book, "xliff")
    text = path.read_text(encoding="utf-8")
    bad = re.sub(r"<\?xml.*?\?>", f"<?xml version='1.0' encoding='{codec}'?>{doctype.decode()}", text, count=1)
    bad = bad.replace("The box goes up.", "&j;")
    path.write_bytes(bad.encode(codec))
    with pytest.raises(Damaged, match="document type"):
        read_returned([path])
    (document,) = send(book, "docx")
    for part in ("word/document.xml", "_rels/.rels"):
        repack(
            document,
            {part: lambda old: re.sub(rb"(<\?xml.*?\?>)?", lambda m: m[0] + doctype, old, count=1)},
            out := document.with_name("bad.docx"),
        )
        with pytest.raises(Damaged, match="document type"):
            read_returned([out])


def repack(path: Path, changes: dict[str, Callable[[bytes], bytes]], out: Path) -> None:
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, changes.get(entry.filename, bytes)(content))


def test_a_package_that_would_unpack_to_too_much_is_refused_before_it_is_unpacked(book: Path) -> None:
    (path,) = send(book, "docx")
    out = path.with_name("bad.docx")
    repack(path, {"word/styles.xml": lambda _: b" " * (80 * 1024 * 1024)}, out)
    assert out.stat().st_size < 500_000
    with pytest.raises(Damaged, match="too large"):
        read_returned([out])
    shutil.copyfile(path, out)
    with zipfile.ZipFile(out, "a") as package:
        for number in range(2100):
            package.writestr(f"x/{number}", b"")
    with pytest.raises(Damaged, match="too large"):
        read_returned([out])
    # A size that lies is found by what is read.
    repack(path, {"word/document.xml": lambda old: old.replace(b"</w:body>", b" " * 10_000_000 + b"</w:body>")}, out)
    content = bytearray(out.read_bytes())
    with zipfile.ZipFile(out) as package:
        size = package.getinfo("word/document.xml").file_size
    at = content.rfind(size.to_bytes(4, "little"))
    content[at : at + 4] = (1000).to_bytes(4, "little")
    out.write_bytes(content)
    with pytest.raises(Damaged):
        read_returned([out])


# ---- what programs for translators do


@pytest.mark.parametrize(("form", "reader"), [("po", pofile), ("xliff", Xliff2File)])
def test_another_program_reads_it_all_and_what_it_saves_comes_back(
    form: str, reader: type[TranslationStore], book: Path
) -> None:
    (book / ZH).write_text(ORIGINAL.replace("有了来信。", "没有来信。"), encoding="utf-8")
    (path,) = send(book, form)
    store = reader.parsefile(str(path))
    units = {str(unit.source): unit for unit in store.units if unit.source and unit.target and not unit.isheader()}
    assert {source: str(unit.target) for source, unit in units.items()}.items() >= {
        "信箱": "The letter box",
        "每周二开箱。": "Opened every Tuesday.",
        "信箱挂上墙。": "The box goes up.",
        "没有来信。": "Letters come.",
    }.items()
    units["信箱挂上墙。"].target = "The box goes up & < away."
    store.savefile(str(path))
    assert new_english(book, path) == TRANSLATION.replace("The box goes up.", "The box goes up & < away.")


# ---- what word processors do


def cell_of(document: DocumentObject, english: str) -> ET.Element:
    row = next(row for row in document.tables[0].rows if row.cells[2].text == english)
    return row.cells[2]._tc


def run(text: str, *, deleted: bool = False, bold: bool = False) -> ET.Element:
    element = OxmlElement("w:r")
    if bold:
        properties = OxmlElement("w:rPr")
        properties.append(OxmlElement("w:b"))
        element.append(properties)
    written = OxmlElement("w:delText" if deleted else "w:t")
    written.set(qn("xml:space"), "preserve")
    written.text = text
    element.append(written)
    return element


def around(name: str, *children: ET.Element) -> ET.Element:
    element = OxmlElement(name)
    for key, value in (("id", "7"), ("author", "Li Ming"), ("date", "2026-11-24T00:00:00Z")):
        element.set(qn(f"w:{key}"), value)
    element.extend(children)
    return element


def with_runs(document: DocumentObject, english: str, *runs: ET.Element) -> None:
    (paragraph,) = cell_of(document, english).iterchildren(qn("w:p"))
    for old in list(paragraph.iterchildren(qn("w:r"))):
        paragraph.remove(old)
    paragraph.extend(runs)


def new_english(book: Path, path: Path) -> str:
    (done,) = back(book, path)
    assert done.refusals == ()
    return (book / EN).read_text(encoding="utf-8")


@pytest.mark.parametrize("saved_by", ["Word", "content controls", "strict"])
def test_runs_formatting_and_tracked_changes_are_read_as_a_person_reads_them(saved_by: str, book: Path) -> None:
    (path,) = send(book, "docx")
    document = Document(str(path))
    with_runs(
        document,
        "The box goes up.",
        run("The "),
        run("bo", bold=True),
        around("w:del", run("at goes down.", deleted=True)),
        around("w:ins", run("x goes "), around("w:hyperlink", run("up"))),
        around("w:moveFrom", run(" elsewhere")),
        run(" & away."),
    )
    table = document.tables[0]
    table.add_row()
    table.rows[3]._tr.addprevious(table.add_row()._tr)
    if saved_by == "content controls":
        cell = cell_of(document, "Letters come.")
        (paragraph,) = cell.iterchildren(qn("w:p"))
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        paragraph.addprevious(control)
        control.append(content)
        content.append(paragraph)
    document.save(str(path))
    if saved_by == "strict":
        names = (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        repack(path, {"word/document.xml": lambda old: old.replace(*names)}, out := path.with_name("strict.docx"))
        path = out
    assert new_english(book, path) == TRANSLATION.replace("The box goes up.", "The box goes up & away.")


def test_a_file_that_libreoffice_saved_says_what_was_changed_in_it_and_nothing_else(book: Path) -> None:
    # Opened, edited and saved by LibreOffice 7.4: one passage with changes tracked, one in bold and without.
    done = new_english(book, Path(__file__).parent / "returned/libreoffice-7.4.docx")
    wanted = TRANSLATION.replace("The box goes up.", "The box went up today.")
    assert done == wanted.replace("Letters come.", "Letters come. Many of them.")


def test_turned_quotation_marks_are_no_change_and_harm_no_markup(write_book: WriteBook) -> None:
    english = TRANSLATION.replace("The box goes up.", """She said "it's [up](https://x.example "a title")".""")
    root = write_book({ZH: ORIGINAL, EN: english})
    (path,) = send(root, "docx")
    turn = {'"': "”", "'": "’"}
    edit_docx(path, lambda name, text: "".join(turn.get(letter, letter) for letter in text))
    assert new_english(root, path) == english
    edit_docx(path, changing({"She said": "He said\u00a0"}))
    assert 'He said\u00a0 ”it’s [up](https://x.example "a title")”.' in new_english(root, path)


def test_a_new_line_in_word_is_a_paragraph_and_in_a_list_an_item(write_book: WriteBook) -> None:
    root = write_book(
        {ZH: ORIGINAL.replace("有了来信。", "- 一\n- 二"), EN: TRANSLATION.replace("Letters come.", "- one\n- two")}
    )
    (path,) = send(root, "docx")
    document = Document(str(path))
    for row in document.tables[0].rows:
        cell = row.cells[2]
        if cell.text == "The box goes up.":
            cell.add_paragraph("And stays.")
        if cell.text.startswith("- one"):
            cell.add_paragraph("- three")
    document.save(str(path))
    assert new_english(root, path) == TRANSLATION.replace("Letters come.", "- one\n- two\n- three").replace(
        "The box goes up.", "The box goes up.\n\nAnd stays."
    )


def test_a_list_that_word_made_of_typed_hyphens_is_a_list(write_book: WriteBook) -> None:
    root = write_book({ZH: ORIGINAL, EN: TRANSLATION})
    (path,) = send(root, "docx")
    document = Document(str(path))
    for english, style in (("The box goes up.", "List Bullet"), ("Letters come.", "List Number")):
        cell = next(row.cells[2] for row in document.tables[0].rows if row.cells[2].text == english)
        for paragraph in (cell.paragraphs[0], cell.add_paragraph("And more.")):
            paragraph._p.get_or_add_pPr().append(deepcopy(document.styles[style].element.pPr.numPr))
    document.save(str(path))
    expected = TRANSLATION.replace("The box goes up.", "- The box goes up.\n- And more.")
    assert new_english(root, path) == expected.replace("Letters come.", "1. Letters come.\n1. And more.")


def test_po_may_come_back_from_windows(book: Path) -> None:
    (path,) = send(book, "po")
    edit_po(path, changing({"The box goes up.": "Theirs."}))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    (done,) = back(book, path)
    assert (done.count(Outcome.CHANGED), done.refusals) == (1, ())
    assert (book / EN).read_text(encoding="utf-8") == TRANSLATION.replace("The box goes up.", "Theirs.")


def test_a_paragraph_mark_that_was_deleted_joins_and_a_row_that_was_deleted_is_damage(book: Path) -> None:
    (path,) = send(book, "docx")
    document = Document(str(path))
    cell = next(row.cells[2] for row in document.tables[0].rows if row.cells[2].text == "The box goes up.")
    cell.add_paragraph(" And stays.")
    properties, mark = OxmlElement("w:pPr"), OxmlElement("w:rPr")
    mark.append(around("w:del"))
    properties.append(mark)
    cell.paragraphs[0]._p.insert(0, properties)
    document.save(str(path))
    assert "The box goes up. And stays.\n" in new_english(book, path)
    row = next(row for row in document.tables[0].rows if row.cells[2].text == "Letters come.")
    row._tr.get_or_add_trPr().append(around("w:del"))
    document.save(str(path))
    with pytest.raises(Damaged, match="went out with 10 units and has 9"):
        read_returned([path])


def test_a_row_without_its_mark_is_never_passed_over(book: Path) -> None:
    (path,) = send(book, "docx")
    document = Document(str(path))
    document.tables[0].add_row().cells[2].text = "Where do I belong?"
    document.save(str(path))
    with pytest.raises(Damaged, match=r"lost its grey mark.*Where do I belong"):
        read_returned([path])


# ---- metadata, in place

FRONT = """\
# what readers see first
title:   The letter box   # short
summary: >-
  A letter
  box.

practices:
  - {id: letter-box, how: 'Opened every Tuesday.'}   # the same as in Chinese
  - id: talks
    # said by the principal
    how: "They talk."
glance: {challenge: Children do not speak., response: "A letter box goes up."}
translators: [editors] # and friends
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "Two boxes", "The letter box   #", "Two boxes   #"),
        (("title",), "One: two", "The letter box   #", '"One: two"   #'),
        (("title",), "2020", "The letter box   #", '"2020"   #'),
        (("title",), "yes", "The letter box   #", '"yes"   #'),
        (("title",), 'Say "no" # now', "The letter box   #", "'Say \"no\" # now'   #"),
        (("summary",), "Two boxes.", "A letter\n  box.", "Two boxes."),
        (("practices", 0, "how"), "It's open.", "'Opened every Tuesday.'", "'It''s open.'"),
        (("practices", 1, "how"), 'Say "x"', '"They talk."', '"Say \\"x\\""'),
        (("practices", 0, "hard"), "Keys.", "'Opened every Tuesday.'}", "'Opened every Tuesday.', hard: \"Keys.\"}"),
        (("practices", 1, "hard"), "Time.", '"They talk."\n', '"They talk."\n    hard: Time.\n'),
        (("glance", "challenge"), "a, b", "Children do not speak.", '"a, b"'),
        (("glance", "people"), "All", 'up."}', 'up.", people: "All"}'),
        (
            ("school", "name"),
            "Hill School",
            "[editors] # and friends\n",
            "[editors] # and friends\nschool:\n  name: Hill School\n",
        ),
    ],
)
def test_one_value_changes_and_everything_around_it_stays(
    path: tuple[str | int, ...], value: str, old: str, new: str
) -> None:
    assert FRONT.count(old) == 1
    for text in (FRONT, FRONT.rstrip("\n")):
        edited = value_edit(text, path, value).on(text)
        assert edited == text.replace(old, new) or edited == text.replace(old.rstrip("\n"), new.rstrip("\n"))
        assert yaml.safe_load(edited)


YAML_TEXTS = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(
    YAML_TEXTS,
    st.sampled_from([("title",), ("summary",), ("practices", 0, "how"), ("practices", 1, "hard"), ("glance", "time")]),
)
@settings(briefly, max_examples=150)
def test_any_value_can_stand_anywhere_and_changes_no_other(value: str, path: tuple[str | int, ...]) -> None:
    edited = yaml.safe_load(value_edit(FRONT, path, value).on(FRONT))
    expected = yaml.safe_load(FRONT)
    at = expected
    for part in path[:-1]:
        at = at[part]
    at[path[-1]] = value
    edited["summary"], expected["summary"] = edited["summary"].strip(), expected["summary"].strip()
    assert edited == expected


@given(st.lists(st.sampled_from(["a", "信", "😀", "\n", "\r\n", "\r"]), max_size=12), st.data())
@briefly
def test_a_splice_says_what_was_meant_and_keeps_every_other_line_end(pieces: list[str], data: st.DataObject) -> None:
    raw = "".join(pieces)
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for head in ("", "\ufeff"):
        spliced = splice(head + raw, start, end, "x")
        assert spliced.startswith(head)
        after = spliced.removeprefix(head)
        assert after.replace("\r\n", "\n").replace("\r", "\n") == f"{text[:start]}x{text[end:]}"
        before, _, rest = after.partition("x")
        assert raw.startswith(before)
        assert raw.endswith(rest)


# ---- the commands


def test_the_commands_say_what_they_did_in_the_readers_language(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "to translators"
    done = casebook("translate", "export", "letters", "--format", "docx", "--out", out, "--root", book)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in out.iterdir()] == ["letters.en.docx"]
    edit_docx(out / "letters.en.docx", changing({"The box goes up.": "Theirs."}))
    back_again = translate(book, "import", out / "letters.en.docx", "--by", "editors", "--lang", "zh")
    assert (back_again.exit_code, back_again.stderr) == (0, "")
    assert back_again.stdout == "letters：改动 1 处，确认 1 段，其余 9 处不变\n"
    for arguments, said in (
        (("export", "letter", "--format", "po"), "did you mean 'letters'"),
        (("export", "letters", "--format", "po", "--to", "zh"), "'zh' is no translation; choose of: en"),
        (("import", out / "letters.en.docx", "--by", "nobody"), "'nobody' is not in people.yml"),
    ):
        failed = translate(book, *arguments)
        assert failed.exit_code == 2
        assert said in failed.stderr
