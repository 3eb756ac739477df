"""What only Word's own XML tells, before pandoc reads the file: debris taken out, losses counted, headings made plain.

The package is written anew from the parts that are needed, without addresses that lead outside.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from casebook.manuscript import Message

from .opening import written_xml, xml_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_NAMES = {
    "w": _W[1:-1],
    "v": _V[1:-1],
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_HEADING_FONTS = re.compile("黑体|SimHei|小标宋|Heiti|雅黑 Bold", re.IGNORECASE)
_LONGEST_HEADING = 40
_ENDS_SENTENCE = re.compile("[。！？；，,.;!?]$")
_PARTS = re.compile(
    r"(\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/(?:document|styles|numbering|footnotes|endnotes|settings)"
    r"\.xml|word/_rels/(?:document|footnotes|endnotes)\.xml\.rels|word/media/[^/]+)"
)


def cleaned_word(parts: Mapping[str, bytes]) -> tuple[bytes, list[Message]]:
    """Give a .docx for pandoc to read, and what of the one that came cannot be carried over."""
    lost: list[Message] = []
    fresh = {name: part for name, part in parts.items() if _PARTS.fullmatch(name)}
    styles = _style_names(parts.get("word/styles.xml"))
    for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if name in fresh:
            root = xml_of(fresh[name])
            if name == "word/document.xml":
                lost += _losses(root, parts)
                _take_out_contents(root, styles, lost)
                _mark_headings(root, styles)
            _take_out_debris(root, styles)
            fresh[name] = written_xml(root)
    for name in [name for name in fresh if name.endswith(".rels")]:
        fresh[name] = _without_outside_pictures(fresh[name], lost)
    fresh["[Content_Types].xml"] = _only_types_of(fresh)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in fresh.items():
            package.writestr(name, part)
    return written.getvalue(), lost


def properties_of(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Give the properties of a document: title, creator, created, modified; empty ones are left out."""
    part = parts.get("docProps/core.xml") or parts.get("meta.xml")
    if part is None:
        return {}
    names = {"creation-date": "created", "date": "modified", "initial-creator": "creator"}
    found: dict[str, str] = {}
    for element in xml_of(part).iter("{*}*"):
        name = etree.QName(element).localname
        if element.text and element.text.strip():
            found.setdefault(names.get(name, name), element.text.strip())
    return {name: found[name] for name in ("title", "creator", "created", "modified") if name in found}


def _count(root: etree._Element, path: str) -> int:
    found = root.xpath(path, namespaces=_NAMES)
    return len(found) if isinstance(found, list) else 0


def _losses(root: etree._Element, parts: Mapping[str, bytes]) -> list[Message]:
    lost: list[Message] = []

    def tell(number: int, en: str, zh: str) -> None:
        if number:
            lost.append(Message(f"{en}: {number}", f"{zh}：{number} 处"))

    # A text box and a diagram stand there twice: for new programs, and as a fallback for old ones.
    new = "[not(ancestor::mc:Fallback)]"
    changes = _count(root, "//w:ins|//w:del|//w:moveFrom|//w:moveTo")
    tell(
        changes,
        "tracked changes, all accepted; see that this is what the author wants",
        "修订，已全部接受，请和作者核对",
    )
    tell(_count(root, f"//dgm:relIds{new}"), "diagrams (SmartArt), left out", "智能图形（SmartArt），没有带入")
    tell(_count(root, f"//c:chart{new}"), "charts, left out", "图表，没有带入")
    tell(_count(root, f"//o:OLEObject{new}"), "embedded objects, left out", "嵌入的对象，没有带入")
    tell(_count(root, "//m:oMath"), "formulas, carried as plain text", "公式，只带入了文字")
    boxes = _count(root, f"//w:txbxContent{new}") or _count(root, "//w:txbxContent")
    tell(boxes, "text boxes, now paragraphs of the text; see whether they stand in the right place",
         "文本框，已变成正文段落，请看位置对不对")  # fmt: skip
    tell(_count(root, "//v:textpath"), "art lettering (WordArt), left out", "艺术字，没有带入")
    return lost + _lost_words(root, parts)


def _lost_words(root: etree._Element, parts: Mapping[str, bytes]) -> list[Message]:
    """Give the words themselves of what is not carried: taken out by a change, in a header, a diagram, a comment."""
    lost: list[Message] = []
    for deleted in root.iter(f"{_W}del"):
        said = "".join(each.text or "" for each in deleted.iter(f"{_W}delText")).strip()
        if said:
            lost.append(
                Message(
                    f"taken out by a tracked change, left out: {said[:200]}", f"修订里删掉的字，没有带入：{said[:200]}"
                )
            )
    for name, part in sorted(parts.items()):
        if re.fullmatch(r"word/(header|footer)\d*\.xml", name) and (said := _said(xml_of(part))):
            lost.append(Message(f"page header or footer, left out: {said[:60]}", f"页眉或页脚，没有带入：{said[:60]}"))
        if re.fullmatch(r"word/diagrams/data\d*\.xml", name):
            said = " / ".join(each.text for each in xml_of(part).iter(f"{{{_NAMES['a']}}}t") if each.text)
            lost.append(Message(f"words of a diagram: {said[:200]}", f"智能图形里的文字：{said[:200]}"))
    if comments := parts.get("word/comments.xml"):
        for comment in xml_of(comments).iter(f"{_W}comment"):
            by, said = comment.get(f"{_W}author", ""), _said(comment)
            lost.append(Message(f"comment, left out: {by}: {said[:200]}", f"批注，没有带入：{by}：{said[:200]}"))
    return lost


def _said(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_W}t")).strip()


def _style_names(part: bytes | None) -> dict[str, str]:
    names: dict[str, str] = {}
    if part is not None:
        for style in xml_of(part).iter(f"{_W}style"):
            name = style.find(f"{_W}name")
            if name is not None:
                names[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "").lower()
    return names


def _style(paragraph: etree._Element, styles: Mapping[str, str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return styles.get(style.get(f"{_W}val", ""), "") if style is not None else ""


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _take_out_contents(root: etree._Element, styles: Mapping[str, str], lost: list[Message]) -> None:
    """Take out tables of contents: as blocks, as fields over many paragraphs, and by the style of their lines."""
    gone = [
        sdt
        for sdt in root.iter(f"{_W}sdt")
        if any("Contents" in each.get(f"{_W}val", "") for each in sdt.iter(f"{_W}docPartGallery"))
    ]
    gone += [
        paragraph for paragraph in root.iter(f"{_W}p") if re.match(r"toc( \d|\d| heading)", _style(paragraph, styles))
    ]
    gone += list(_field_paragraphs(root, "TOC"))
    for element in gone:
        _drop(element)
    if gone:
        lost.append(Message("the table of contents, left out: the site makes one", "目录，没有带入：网站会自己生成"))


def _field_paragraphs(root: etree._Element, field: str) -> Iterator[etree._Element]:
    """Give the paragraphs over which fields of a kind reach."""
    open_fields: list[str] = []
    for paragraph in root.iter(f"{_W}p"):
        touched = field in open_fields
        for element in paragraph.iter(f"{_W}fldChar", f"{_W}instrText"):
            if element.tag == f"{_W}instrText":
                if open_fields and not open_fields[-1]:
                    open_fields[-1] = (element.text or "").strip().split(" ")[0].upper()
            elif element.get(f"{_W}fldCharType") == "begin":
                open_fields.append("")
            elif element.get(f"{_W}fldCharType") == "end" and open_fields:
                open_fields.pop()
            touched = touched or field in open_fields
        if touched:
            yield paragraph


def _take_out_debris(root: etree._Element, styles: Mapping[str, str]) -> None:
    for paragraph in root.iter(f"{_W}p"):
        # An indentation reads as a quotation to pandoc; with us only a style does.
        if "quote" not in (style := _style(paragraph, styles)) and "block text" not in style:
            for indent in paragraph.findall(f"{_W}pPr/{_W}ind"):
                _drop(indent)
    for element in list(root.iter(f"{_W}br")):
        if element.get(f"{_W}type") in ("page", "column"):
            _drop(element)
    gone = (f"{_W}bookmarkStart", f"{_W}bookmarkEnd", f"{_W}softHyphen", f"{_W}lastRenderedPageBreak", f"{_W}proofErr",
            f"{_W}commentRangeStart", f"{_W}commentRangeEnd", f"{_W}commentReference")  # fmt: skip
    for element in list(root.iter(*gone)):
        _drop(element)
    for old in list(root.iter(f"{_W}pict")):
        _renew_picture(old)


def _renew_picture(old: etree._Element) -> None:
    """Write a picture of Word 2003 as later programs do: pandoc would not see its alternative text."""
    shape = next(old.iter(f"{_V}shape"), None)
    image = next(old.iter(f"{_V}imagedata"), None)
    parent = old.getparent()
    if shape is None or image is None or parent is None or next(old.iter(f"{_W}txbxContent"), None) is not None:
        return
    relation = f"{{{_NAMES['r']}}}"
    drawing = etree.Element(f"{_W}drawing")
    inline = etree.SubElement(drawing, f"{{{_NAMES['wp']}}}inline")
    etree.SubElement(inline, f"{{{_NAMES['wp']}}}docPr", id="1", name="", descr=shape.get("alt", ""))
    graphic = etree.SubElement(inline, f"{{{_NAMES['a']}}}graphic")
    data = etree.SubElement(graphic, f"{{{_NAMES['a']}}}graphicData", uri=_NAMES["pic"])
    picture = etree.SubElement(data, f"{{{_NAMES['pic']}}}pic")
    fill = etree.SubElement(picture, f"{{{_NAMES['pic']}}}blipFill")
    blip = etree.SubElement(fill, f"{{{_NAMES['a']}}}blip")
    blip.set(f"{relation}embed", image.get(f"{relation}id", ""))
    parent.replace(old, drawing)


def _mark_headings(root: etree._Element, styles: Mapping[str, str]) -> None:
    """Make short paragraphs bold that stand out by their size or by a heading's font, as official papers do it."""
    sizes: Counter[int] = Counter()
    found = [(paragraph, _text_runs(paragraph)) for paragraph in root.iter(f"{_W}p")]
    for _, runs in found:
        for run in runs:
            sizes[_size(run)] += len(_said(run))
    usual = sizes.most_common(1)[0][0] if sizes else 0
    for paragraph, runs in found:
        said = _said(paragraph)
        if not said or len(said) > _LONGEST_HEADING or _ENDS_SENTENCE.search(said) or _style(paragraph, styles) not in (
            "", "normal", "body text", "normal (web)",
        ):  # fmt: skip
            continue
        if runs and all(_size(run) >= usual + 4 or _HEADING_FONTS.search(_font(run)) for run in runs):
            for run in runs:
                shape = run.find(f"{_W}rPr")
                if shape is None:
                    shape = etree.Element(f"{_W}rPr")
                    run.insert(0, shape)
                for bold in shape.findall(f"{_W}b"):
                    shape.remove(bold)
                shape.append(etree.Element(f"{_W}b"))


def _text_runs(paragraph: etree._Element) -> list[etree._Element]:
    return [run for run in paragraph.iter(f"{_W}r") if _said(run)]


def _size(run: etree._Element) -> int:
    """Give the size of a run in half points; 21 is what Chinese Word calls 五号, its usual one."""
    size = run.find(f"{_W}rPr/{_W}sz")
    written = size.get(f"{_W}val", "") if size is not None else ""
    return int(written) if written.isdecimal() else 21


def _font(run: etree._Element) -> str:
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    return fonts.get(f"{_W}eastAsia", "") if fonts is not None else ""


def _without_outside_pictures(part: bytes, lost: list[Message]) -> bytes:
    root = xml_of(part)
    for relation in list(root):
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith("/hyperlink"):
            target = relation.get("Target", "")[:100]
            lost.append(
                Message(f"picture on another site, not fetched: {target}", f"图片在别的网站上，没有下载：{target}")
            )
            root.remove(relation)
    return written_xml(root)


def _only_types_of(fresh: Mapping[str, bytes]) -> bytes:
    root = xml_of(fresh["[Content_Types].xml"]) if "[Content_Types].xml" in fresh else etree.Element("Types")
    for element in list(root):
        if (name := element.get("PartName")) and name.lstrip("/") not in fresh:
            root.remove(element)
    return written_xml(root)
