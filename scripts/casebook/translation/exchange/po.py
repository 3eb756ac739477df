"""Units ↔ a PO file, for Poedit, Weblate and every other program of GNU gettext's family.

Babel reads and writes it. It keeps every character (polib loses some at unusual line ends), its licence lets the book's
programs stay under theirs (translate-toolkit is under the GPL), and MkDocs' theme brings it along anyway.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from .model import END, VERSION, Damaged, Returned, ReturnedSheet, Sheet, base_of, whole

_NOWHERE = "（无原文 / no original）"
_COMMENT = """\
# Fill in or change the translations; leave the originals and the last entry of each chapter as they are.
# 请填写或修改译文；不要改动原文，也不要删除每篇最后的“end”条目。"""


def write(sheets: list[Sheet], on: date) -> bytes:
    """Give the sheets, all into one language, as a PO file of a day."""
    day = datetime(on.year, on.month, on.day, tzinfo=UTC)
    catalog = Catalog(
        locale=sheets[0].language.replace("-", "_"),
        header_comment=_COMMENT,
        project=", ".join(sheet.slug for sheet in sheets),
        version=VERSION,
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=day,
        revision_date=day,
        fuzzy=False,
    )
    for sheet in sheets:
        for unit in sheet.units:
            context = f"{sheet.slug}#{unit.id}"
            comments = [*_one_line(unit.notes), f"casebook {unit.base}"]
            catalog.add(
                unit.source or f"{_NOWHERE} {unit.id}",
                unit.target,
                context=context,
                flags=("fuzzy",) if unit.is_doubtful else (),
                auto_comments=comments,
                previous_id=unit.before,
            )
        catalog.add(
            "—— 完 / end ——",
            "end",
            context=f"{sheet.slug}#{END}",
            auto_comments=[f"casebook {VERSION} {sheet.language} {len(sheet.units)}"],
        )
    file = io.BytesIO()
    write_po(file, catalog, width=0, include_previous=True, no_location=True)
    return file.getvalue()


def read(content: bytes) -> list[ReturnedSheet]:
    """Read a PO file that came back.

    Raises:
        Damaged: it is not one of ours, or not all of it.
    """
    try:
        text = content.decode("utf-8-sig")
        catalog = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    except (UnicodeDecodeError, PoFileError, ValueError) as error:
        raise Damaged(f"it cannot be read as PO: {error}", f"无法按 PO 读取：{error}") from error
    sheets: list[ReturnedSheet] = []
    units: list[Returned] = []
    slug = ""
    for message in catalog:
        if not message.id:
            continue
        context = message.context or ""
        slug, _, identity = context.partition("#")
        said = _ours(message.auto_comments, context)
        if identity == END:
            version = re.fullmatch(r"(\S+) (\S+) (\d+)", said)
            if version is None or version[1] != VERSION or message.string != "end":
                raise Damaged(f"the end of '{slug}' is damaged", f"“{slug}”的结尾标记已损坏")
            if any(not unit.id.startswith(f"{slug}#") for unit in units):
                raise Damaged(f"before the end of '{slug}' stand units of others", f"“{slug}”结束之前混入了别篇的单元")
            mine = [
                Returned(
                    id=each.id.removeprefix(f"{slug}#"), base=each.base, text=each.text, is_finished=each.is_finished
                )
                for each in units
            ]
            sheets.append(whole(slug, version[2], version[3], mine))
            units = []
        else:
            text = message.string if isinstance(message.string, str) else ""
            units.append(
                Returned(id=context, base=base_of(said, context), text=text, is_finished="fuzzy" not in message.flags)
            )
    if units or not sheets:
        raise Damaged(
            "its end is missing: the file is cut off, or its entries were sorted",
            "缺少结尾：文件不完整，或条目被重新排序过",
        )
    return sheets


def _one_line(notes: tuple[str, ...]) -> list[str]:
    return [" ".join(note.split()) for note in notes]


def _ours(comments: list[str], where: str) -> str:
    # Programs may join or wrap comments; the mark stays one word after ours.
    match = re.search(r"casebook ([0-9a-f/]{38}|\S+ \S+ \d+)\s*$", " ".join(comments))
    if match is None:
        raise Damaged(f"the unit '{where}' has lost its mark", f"“{where}”这一单元的标记不见了")
    return match[1]
