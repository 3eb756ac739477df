"""Word files as the programs of principals write them, made from raw OOXML: what python-docx cannot say stands here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def picture(width: int = 4, height: int = 3, *, shade: int = 90) -> bytes:
    """Give a small PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + bytes([shade, 120, 60]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def run(text: str, properties: str = "") -> str:
    """Give a run as WPS writes it, fonts and language hints and all."""
    fonts = '<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/>'
    return (
        f'<w:r><w:rPr>{fonts}{properties}<w:sz w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def paragraph(*runs: str, properties: str = "") -> str:
    """Give a paragraph; a run that is no XML yet is a text."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f'<w:p><w:pPr>{properties}<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr></w:pPr>{inner}</w:p>'


def bold_heading(text: str) -> str:
    """Give a heading as most people make one: a bold paragraph in the middle."""
    return paragraph(run(text, "<w:b/><w:bCs/>"), properties='<w:jc w:val="center"/>')


def inline_picture(relation: str, *, alternative: str = "", name: str = "图片 1") -> str:
    """Give a run with a picture as Word 2007 and later, and WPS, write it."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="114300" distR="114300">'
        '<wp:extent cx="952500" cy="714375"/>'
        f'<wp:docPr id="1" name="{name}" descr="{alternative}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="1" name="{name}" descr="{alternative}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill><pic:spPr/></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def old_picture(relation: str, *, alternative: str = "") -> str:
    """Give a run with a picture as Word 2003, and WPS in its compatible mode, write it: VML."""
    return (
        f'<w:r><w:pict><v:shape id="_x0000_s1026" style="width:75pt;height:56pt" alt="{alternative}">'
        f'<v:imagedata r:id="{relation}" o:title="图片"/></v:shape></w:pict></w:r>'
    )


def text_box(*paragraphs: str) -> str:
    """Give a run with a text box, in its new form and, as a fallback, in its old one."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """Give a table; each cell is paragraphs, or a text."""
    cells = [
        "".join(f"<w:tc>{each if each.startswith('<') else paragraph(each)}</w:tc>" for each in row) for row in rows
    ]
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word_file(
    *body: str,
    pictures: Mapping[str, tuple[str, bytes]] | None = None,
    external: Mapping[str, str] | None = None,
    footnotes: Mapping[int, str] | None = None,
    comments: str = "",
    properties: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Give a .docx as WPS writes it. Pictures are relation → (file name, bytes), external ones relation → address."""
    relations = [
        *((key, f"{_RELATION}/image", f"media/{name}", "") for key, (name, _) in (pictures or {}).items()),
        *((key, f"{_RELATION}/image", url, ' TargetMode="External"') for key, url in (external or {}).items()),
        ("rIdStyles", f"{_RELATION}/styles", "styles.xml", ""),
    ]
    files: dict[str, str | bytes] = {
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{_STYLES}</w:styles>",
        "docProps/app.xml": "<Properties><Application>WPS Office_11.1.0.9999_F1E327BC-269C-435d-A152-05C5408002CA"
        "</Application><TotalTime>1</TotalTime></Properties>",
        "docProps/core.xml": _core(properties or {}),
        "docProps/custom.xml": "<Properties><property name='KSOProductBuildVer'>2052-11.1.0</property></Properties>",
    }
    types = ""
    if footnotes:
        notes = "".join(f'<w:footnote w:id="{key}">{paragraph(text)}</w:footnote>' for key, text in footnotes.items())
        files["word/footnotes.xml"] = f"<w:footnotes {_NAMESPACES}>{notes}</w:footnotes>"
        relations.append(("rIdNotes", f"{_RELATION}/footnotes", "footnotes.xml", ""))
        types += f'<Override PartName="/word/footnotes.xml" ContentType="{_WORD}.footnotes+xml"/>'
    if comments:
        files["word/comments.xml"] = f"<w:comments {_NAMESPACES}>{comments}</w:comments>"
        relations.append(("rIdComments", f"{_RELATION}/comments", "comments.xml", ""))
        types += f'<Override PartName="/word/comments.xml" ContentType="{_WORD}.comments+xml"/>'
    files["word/document.xml"] = f"<w:document {_NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    files["word/_rels/document.xml.rels"] = _relations(relations)
    files.update({f"word/media/{name}": content for name, content in (pictures or {}).values()})
    files["_rels/.rels"] = _relations(
        [
            ("rId1", f"{_RELATION}/officeDocument", "word/document.xml", ""),
            (
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
                "",
            ),
        ]
    )
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>{types}</Types>'
    )
    files.update(parts or {})
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Give a zip file; a text that is XML gets its declaration."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'
            package.writestr(name, declared if isinstance(content, str) else content)
    return written.getvalue()


def _relations(relations: list[tuple[str, str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/>' for key, kind, target, mode in relations
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def _core(properties: Mapping[str, str]) -> str:
    inner = "".join(f"<{key}>{value}</{key}>" for key, value in properties.items())
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}</cp:coreProperties>'
    )


_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 2"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="Title"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="5"><w:name w:val="toc 1"/><w:basedOn w:val="1"/></w:style>'
)
