"""Rules about links and photos: what a text points at is there, and can be understood by somebody who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.manuscript import Book, Chapter, Link, Message, Place, Text
from casebook.manuscript.reference import ToFile, ToNothing, resolve

from .rule import ERROR, WARNING, Finding, book_rule, chapter_rule


@book_rule(severity=ERROR, zh="链接指向的页面或文件存在。")
def link_resolves(book: Book) -> Iterator[Finding]:
    """Every link leads to a chapter, page, photo or address that exists.

    Bad:   [the letter box](../letter-bx/zh.md)
    Good:  [the letter box](../letter-box/zh.md)
    """
    for text, link in _links(book):
        reference = resolve(book, text, link.target)
        if not link.is_image and isinstance(reference, ToNothing) and not reference.is_anchor:
            yield Finding(link.place, reference.message, reference.hint)


@book_rule(severity=ERROR, zh="链接指向的标题存在。")
def anchor_resolves(book: Book) -> Iterator[Finding]:
    """A link to a heading finds a heading with that id.

    Bad:   [the first week](#week-one)
    Good:  [the first week](#first-week)
    """
    for text, link in _links(book):
        reference = resolve(book, text, link.target)
        if not link.is_image and isinstance(reference, ToNothing) and reference.is_anchor:
            yield Finding(link.place, reference.message, reference.hint)


@book_rule(severity=ERROR, zh="正文里的照片都在 photos/ 里。")
def image_exists(book: Book) -> Iterator[Finding]:
    """Every image of a text is a photo of its own chapter.

    Bad:   ![The box](photos/box.jpeg)   where the folder holds box.jpg
    Good:  ![The box](photos/box.jpg)
    """
    for text, link in _links(book):
        if not link.is_image:
            continue
        reference = resolve(book, text, link.target)
        if isinstance(reference, ToNothing) and not reference.is_anchor:
            yield Finding(link.place, reference.message, reference.hint)
        elif not isinstance(reference, ToFile) or reference.path.parent.parent != text.path.parent:
            yield Finding(
                link.place,
                Message(f"'{link.target}' is no photo of this chapter", f"“{link.target}”不是这一篇的照片"),
                Message("put the picture into its folder photos/", "请把图片放进这一篇的 photos/ 文件夹"),
            )


@book_rule(severity=ERROR, zh="每张照片都有替代文字。")
def image_has_alternative(book: Book) -> Iterator[Finding]:
    """Every image says in words what it shows, for readers who do not see it.

    Bad:   ![](photos/box.jpg)
    Good:  ![A wooden letter box beside the reading-room door](photos/box.jpg)
    """
    for _, link in _links(book):
        if link.is_image and not link.label.strip():
            yield Finding(
                link.place,
                Message(f"the image '{link.target}' has no alternative text", f"图片“{link.target}”没有替代文字"),
                Message("say in the square brackets what it shows", "在方括号里写明图上有什么"),
            )


@chapter_rule(severity=WARNING, zh="photos/ 里的照片都用到了。")
def photo_is_used(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """Every photo in the folder is shown in the text; one that is not is left out of the site.

    Bad:   photos/box.jpg that no text shows
    Good:  ![A wooden letter box](photos/box.jpg)
    """
    if not chapter.photos:
        return
    shown = {
        reference.path
        for text in (chapter.text, *(translation.text for translation in chapter.translations.values()))
        for link in text.links
        if isinstance(reference := resolve(book, text, link.target), ToFile)
    }
    for photo in chapter.photos:
        if photo not in shown:
            yield Finding(Place(photo), Message("no text shows this photo", "正文里没有用到这张照片"))


def _links(book: Book) -> Iterator[tuple[Text, Link]]:
    for text in book.bodies:
        for link in text.links:
            yield text, link
