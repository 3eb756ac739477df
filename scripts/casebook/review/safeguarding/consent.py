"""Rules about consent: photos have a record, and what is said of children’s names is true."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.manuscript import Book, Chapter, Message
from casebook.review.rule import ERROR, Finding, chapter_rule

_NO_RECORD = ("none", "not-needed", "pending")


@chapter_rule(
    severity=ERROR,
    zh="放了照片的篇章记有照片的同意。依据：《个人信息保护法》第三十一条，《未成年人保护法》第七十二条。",
)
def photos_have_consent(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """A published chapter that shows photos names the record of the consent to them.

    Sources: Personal Information Protection Law of the PRC, art. 31 (a guardian consents for a child under 14); Law on
    the Protection of Minors, art. 72.

    Bad:   consent: {photos: none}   with ![The box](photos/box.jpg)
    Good:  consent: {photos: VE-2020-018}
    """
    texts = (chapter.text, *(translation.text for translation in chapter.translations.values()))
    is_shown = any(link.is_image for text in texts for link in text.links)
    if chapter.is_published and is_shown and chapter.consent.photos in _NO_RECORD:
        yield Finding(
            chapter.place("consent", "photos"),
            Message(
                f"the chapter shows photos, and 'photos' says '{chapter.consent.photos}'",
                f"这一篇有照片，photos却写着“{chapter.consent.photos}”",
            ),
            Message("write the id of the record, or take the photos out", "请写上同意记录的编号，或拿掉照片"),
        )


@chapter_rule(
    severity=ERROR,
    zh="consent里的children和pseudonyms列出的化名一致。"
    "依据：《个人信息保护法》第二十八条、第三十一条，联合国儿童基金会《儿童报道准则》。",
)
def consent_tells_of_pseudonyms(chapter: Chapter, book: Book) -> Iterator[Finding]:
    """What `consent` says of `children` is so: pseudonyms where there are some and only there, or a guardian’s record.

    Sources: Personal Information Protection Law of the PRC, art. 28 and 31; UNICEF, Guidelines for journalists
    reporting on children (change the name of a child who could be harmed).

    Bad:   consent: {children: none-identifiable}   with pseudonyms: [小雨]
    Good:  consent: {children: pseudonyms}   with pseudonyms: [小雨]
    """
    said, names = chapter.consent.children, chapter.pseudonyms
    if names and said == "none-identifiable":
        yield Finding(
            chapter.place("consent", "children"),
            Message(
                "there are pseudonyms, and 'children' says that no child can be told",
                "有化名，children却写着认不出孩子",
            ),
            Message(
                "write pseudonyms, or guardian-consent: with the record", "请写pseudonyms，或guardian-consent:加编号"
            ),
        )
    elif said == "pseudonyms" and not names:
        yield Finding(
            chapter.place("consent", "children"),
            Message("'children' says pseudonyms, and none is listed", "children写着pseudonyms，却没有列出化名"),
            Message("list them: pseudonyms: [小雨]", "请列出来：pseudonyms: [小雨]"),
        )
