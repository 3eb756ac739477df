"""Units → a Word document of two columns, the original beside the translation; WPS and LibreOffice open it as well.

A narrow grey column says which row is which. Text in cells is the one thing that every word processor keeps, so the
marks stand there and not in a corner of the package.
"""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from .model import VERSION, Sheet, Unit, writable

_GREY = RGBColor(0x76, 0x76, 0x76)
_WIDTHS = (Cm(3), Cm(10.9), Cm(12.8))
_MARGIN = 60
"""What stands free above and below the text of a cell, in twentieths of a point."""
_LATIN, _HAN = "Calibri", "Microsoft YaHei"
_DOUBTFUL = "FFF2CC"
_SAYS = (
    ("zh-CN", "在右边一栏填写或修改译文，其余不用动。每行开头的灰色标记请留着：靠它才能把译文放回原处。"),
    ("zh-CN", "“#”“*”“>”“-”“[ ]( )”和“{#…}”是排版记号，请照左边的样子保留。"),
    ("zh-CN", "底色发黄的行需要看：原文改过，或还没有人核对。"),
    ("en-GB", "Fill in or change the right-hand column and leave the rest. Keep the grey mark of each row."),
    ("en-GB", "#, *, >, -, [ ]( ) and {#…} are for typesetting; please keep them as they are on the left."),
    ("en-GB", "Yellow rows need a look: the original has changed, or nobody has checked them."),
)


def write(sheets: list[Sheet]) -> bytes:
    """Give the sheets, all into one language, as a Word document."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = ", ".join(sheet.slug for sheet in sheets), "", ""
    _page(document)
    for tag, sentence in _SAYS:
        _run(document.add_paragraph(), sentence, tag)
    for sheet in sheets:
        heading = document.add_heading(level=1)
        _run(heading, f"{writable(sheet.title)}  ", sheet.source_tag)
        _run(heading, sheet.slug, sheet.target_tag)
        _table(document, sheet)
    file = io.BytesIO()
    document.save(file)
    return _same_every_time(file.getvalue())


def _page(document: DocumentObject) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    for name, size in (("Normal", 10.5), ("Heading 1", 15)):
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
        fonts.set(qn("w:eastAsia"), _HAN)


def _table(document: DocumentObject, sheet: Sheet) -> None:
    table = document.add_table(rows=1, cols=3)
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        # Word goes by the cells, others by the columns.
        column.width = width
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # The order of these elements is fixed (ECMA-376, 17.4.60), and Word refuses another.
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # noqa: SLF001  # python-docx has no margins of cells
    head = table.rows[0]
    _mark(head.cells[0], f"casebook {VERSION} {sheet.language} {len(sheet.units)} {sheet.slug}")
    for cell, title, tag in (
        (head.cells[1], "原文 · Original", sheet.source_tag),
        (head.cells[2], "译文 · Translation", sheet.target_tag),
    ):
        _run(cell.paragraphs[0], title, tag).bold = True
    repeated = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  # python-docx has no other way to repeat a row
    _size(head)
    for unit in sheet.units:
        _fill(table, sheet, unit)


def _fill(table: Table, sheet: Sheet, unit: Unit) -> None:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx left this one without types
    mark, original, translation = row.cells
    _mark(mark, f"{sheet.slug}#{unit.id}", str(unit.base))
    _text(original, unit.source, sheet.source_tag)
    if unit.before:
        was = original.add_paragraph()
        _small(_run(was, "原先 · was: ", sheet.target_tag))
        struck = _small(_run(was, unit.before, sheet.source_tag))
        struck.font.strike = True
    for note in unit.notes:
        _small(_run(original.add_paragraph(), note, sheet.target_tag))
    _text(translation, unit.target, sheet.target_tag)
    if unit.is_doubtful:
        for cell in (original, translation):
            shade = OxmlElement("w:shd")
            for key, value in (("val", "clear"), ("color", "auto"), ("fill", _DOUBTFUL)):
                shade.set(qn(f"w:{key}"), value)
            cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  # python-docx has no shading
    _size(row)


def _text(cell: _Cell, text: str, tag: str) -> None:
    """Put a text into a cell: a paragraph for each part between empty lines, breaks for the lines within."""
    first, *rest = text.split("\n\n")
    _run(cell.paragraphs[0], first, tag)
    for part in rest:
        _run(cell.add_paragraph(), part, tag)


def _mark(cell: _Cell, *lines: str) -> None:
    paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in lines[1:])]
    for paragraph, line in zip(paragraphs, lines, strict=True):
        run = _run(paragraph, line, "en-GB")
        run.font.size, run.font.color.rgb, run.font.no_proof = Pt(5), _GREY, True


def _run(paragraph: Paragraph, text: str, tag: str) -> Run:
    run = paragraph.add_run(writable(text))
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia" if tag.startswith("zh") else "w:val"), "zh-CN" if tag.startswith("zh") else tag)
    run._r.get_or_add_rPr().append(language)  # noqa: SLF001  # python-docx has no language
    return run


def _small(run: Run) -> Run:
    run.font.size, run.font.color.rgb = Pt(8), _GREY
    return run


def _size(row: _Row) -> None:
    """Give a row its widths, and keep it on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # python-docx cannot say so
    for cell, width in zip(row.cells, _WIDTHS, strict=True):
        cell.width = width


def _same_every_time(package: bytes) -> bytes:
    """Give a package without the hour in which it was made, so that the same book gives the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry), zipfile.ZIP_DEFLATED)
    return file.getvalue()
