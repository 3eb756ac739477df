"""Opening a file that may come from anywhere: what it is, whether it is whole, and bounds for what it may hold."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from casebook.manuscript import Message

LARGEST_FILE = 200 * 1024 * 1024
_LARGEST_PART = 64 * 1024 * 1024
_LARGEST_WHOLE = 400 * 1024 * 1024
_MOST_PARTS = 4000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

FORMATS = {".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".md": "markdown", ".markdown": "markdown", ".txt": "text"}
_INSTEAD = {
    ".doc": Message(
        "this is the old Word format; open it in Word or WPS and save it as .docx",
        "这是旧版 Word 格式；请用 Word 或 WPS 打开，另存为 .docx",
    ),
    ".wps": Message(
        "this is WPS's own format; save it in WPS as .docx", "这是 WPS 自己的格式；请在 WPS 里另存为 .docx"
    ),
    ".docm": Message(
        "this file can hold programs (macros); save it as .docx, which cannot",
        "这个文件可能带有宏；请另存为不带宏的 .docx",
    ),
    ".pdf": Message(
        "text cannot be taken from a PDF reliably; ask for the file that it was made from",
        "从 PDF 里取不出可靠的文字；请向作者要原来的文档",
    ),
    ".pages": Message("export it from Pages as .docx", "请在 Pages 里导出为 .docx"),
}


class CannotImport(Exception):
    """Why a file cannot be taken in; nothing was written."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.message = Message(en, zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that may be read: its format, its bytes, and, where it is a package, its parts."""

    format: str
    content: bytes
    parts: Mapping[str, bytes]


def open_document(path: Path) -> Opened:
    """Open a file whose name tells its format.

    Raises:
        CannotImport: it is of another format, damaged, larger than a chapter can be, or holds what may do harm.
    """
    suffix = path.suffix.lower()
    if suffix in _INSTEAD:
        raise CannotImport(_INSTEAD[suffix].en, _INSTEAD[suffix].zh)
    if suffix not in FORMATS:
        known = ", ".join(FORMATS)
        raise CannotImport(f"a file that can be imported ends in {known}", f"可以导入的文件以 {known} 结尾")
    if path.stat().st_size > LARGEST_FILE:
        raise CannotImport("the file is larger than 200 MB", "文件超过 200 MB")
    content = path.read_bytes()
    form = FORMATS[suffix]
    if content.startswith(_OLE):
        raise _in_another_container(content)
    if form == "rtf" and not content.lstrip().startswith(b"{\\rtf"):
        raise CannotImport("this is no RTF file, though its name says so", "文件名是 .rtf，内容却不是")
    parts = _parts(content, form) if form in ("docx", "odt") else {}
    return Opened(format=form, content=content, parts=parts)


def _in_another_container(content: bytes) -> CannotImport:
    # Word puts an encrypted package into the container that its old format used.
    if "EncryptedPackage".encode("utf-16-le") in content:
        return CannotImport(
            "this file has a password; open it in Word or WPS, take the password out (File, Info, Protect Document), "
            "save it, and import it again",
            "这个文件加了密码；请用 Word 或 WPS 打开，去掉密码（文件—信息—保护文档）后保存，再导入",
        )
    return CannotImport(
        "this is an old Word file under a new name; open it in Word or WPS and save it as .docx",
        "这是旧版 Word 文件，只是改了文件名；请用 Word 或 WPS 打开，另存为 .docx",
    )


def xml_of(part: bytes) -> etree._Element:
    """Read a part of a package as XML: nothing is fetched, nothing is expanded, nothing nests without end.

    Raises:
        CannotImport: the XML is broken, or declares entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise CannotImport(
            "the file declares entities of its own, as no word processor does; it was not read",
            "文件里自带实体声明，正常的文字处理软件不会这样写；没有读取",
        )
    return root


def written_xml(root: etree._Element) -> bytes:
    """Give XML as the part of a package."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def decoded(content: bytes) -> str:
    """Give a plain text in the encodings that phones and Chinese computers write."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decode(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(content, "gb18030")


def _decode(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise CannotImport(
            "the encoding of this text is not known; save it as UTF-8", "认不出这个文本的编码；请另存为 UTF-8"
        ) from error
    if "\0" in text:
        raise CannotImport("this is no text file", "这不是文本文件")
    return text


def _damaged() -> CannotImport:
    return CannotImport(
        "the file is damaged or not complete; open it in Word or WPS, save it anew, or ask for it once more",
        "文件损坏或不完整；请用 Word 或 WPS 打开后重新保存，或请作者重发一次",
    )


def _parts(content: bytes, form: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            if len(entries) > _MOST_PARTS:
                raise _too_large()
            parts: dict[str, bytes] = {}
            left = _LARGEST_WHOLE
            for entry in entries:
                # What the header says of the size may be a lie; what is read counts.
                with package.open(entry) as stream:
                    read = stream.read(min(_LARGEST_PART, left) + 1)
                if len(read) > min(_LARGEST_PART, left):
                    raise _too_large()
                left -= len(read)
                parts[entry.filename] = read
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        raise _damaged() from error
    main = "word/document.xml" if form == "docx" else "content.xml"
    if main not in parts:
        raise _damaged()
    for name, part in parts.items():
        if "vbaproject" in name.lower() or name.startswith("Basic/"):
            raise CannotImport(
                "the file holds programs (macros); save it anew as .docx, which cannot",
                "文件里有宏；请另存为不带宏的 .docx",
            )
        if re.search(r"\.(xml|rels)$", name):
            xml_of(part)
    return parts


def _too_large() -> CannotImport:
    return CannotImport(
        "unpacked, the file would be larger than any chapter; it was not read", "解开以后大得不像一篇文章；没有读取"
    )
