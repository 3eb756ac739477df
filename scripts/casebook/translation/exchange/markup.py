"""XML that strangers send: read without ever following an entity."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, XMLParser
from xml.parsers import expat

from .model import Damaged


def read_xml(content: bytes, name: str) -> Element:
    """Read an XML text of ours.

    A document type is refused before anything of it is looked at: entities are declared in one and nowhere else, and no
    program that works on our files writes one.

    Raises:
        Damaged: it is no XML, it is cut off, or it declares a document type.
    """
    _refuse_doctype(content, name)
    parser = XMLParser()  # noqa: S314  # what makes it unsafe was refused
    try:
        parser.feed(content)
        root: Element = parser.close()
    except (ParseError, ValueError) as error:
        raise Damaged(f"{name} cannot be read: {error}", f"{name} 无法读取：{error}") from error
    return root


def _refuse_doctype(content: bytes, name: str) -> None:
    def refuse(*_: object) -> None:
        raise Damaged(
            f"{name} declares a document type, which our files never do; it is not read",
            f"{name} 含有文档类型声明，本书的文件从不使用；已拒绝读取",
        )

    screen = expat.ParserCreate()
    screen.StartDoctypeDeclHandler = refuse
    try:
        screen.Parse(content, True)  # noqa: FBT003  # the interface's
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Damaged(f"{name} cannot be read: {error}", f"{name} 无法读取：{error}") from error
