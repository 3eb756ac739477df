"""Rules about the files of photos: each can be shown, and none tells more than the picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from casebook.manuscript import Book, Message, Picture, Place, Trace, Trouble
from casebook.manuscript.reference import ToFile, resolve

from .rule import ERROR, WARNING, Finding, book_rule

_NAMED = {
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
}
_NOT_A_PICTURE = (
    Message("this is no picture that a page can show", "这不是网页能显示的图片"),
    Message("open it where you can see it, and save it as JPEG or PNG", "请在能看到它的软件里打开，另存为 JPEG 或 PNG"),
)
_UNSUITABLE = {
    "HEIC": (
        Message("this is a HEIC photo, which most browsers cannot show", "这是 HEIC 照片，多数浏览器显示不了"),
        Message(
            "save it as JPEG: on an iPhone, Settings, Camera, Formats, Most Compatible; or export it from Photos",
            "请另存为 JPEG；苹果手机可在“设置—相机—格式”里选“兼容性最佳”再拍，或从“照片”里导出",
        ),
    ),
    "SVG": (
        Message("this is a drawing that may hold programs (SVG)", "这是可能夹带程序的矢量图（SVG）"),
        Message("export it as PNG", "请导出为 PNG"),
    ),
    "GIF": (
        Message("this is a GIF, and a page shows photos", "这是 GIF，页面上只放照片"),
        Message("save it as JPEG or PNG", "请另存为 JPEG 或 PNG"),
    ),
}
_TROUBLES = {
    Trouble.EMPTY: (
        Message("this file is empty", "这个文件是空的"),
        Message("copy the photo here once more", "请重新放入这张照片"),
    ),
    Trouble.DAMAGED: (
        Message("this photo is damaged or was cut short", "这张照片已损坏或不完整"),
        Message("copy it here once more from where it came", "请从原处重新复制一次"),
    ),
    Trouble.MOVING: (
        Message("this picture moves, and a page shows still ones", "这是动图，页面上只放静止的照片"),
        Message("choose one picture of it and save that as JPEG or PNG", "请选其中一幅，另存为 JPEG 或 PNG"),
    ),
}
TRACES = {
    Trace.LOCATION: Message("where it was taken (GPS)", "拍摄地点（GPS）"),
    Trace.SERIAL: Message("serial numbers or the owner’s name", "序列号或机主姓名"),
    Trace.CAMERA: Message("camera and time", "相机信息和时间"),
    Trace.THUMBNAIL: Message("a small copy of the picture", "缩略图"),
    Trace.PROGRAM: Message("what programs noted (XMP, IPTC)", "软件写入的资料（XMP、IPTC）"),
    Trace.COMMENT: Message("comments", "文字说明"),
    Trace.APPENDED: Message("more pictures, a film or sound behind it", "附在后面的图片、视频或声音"),
    Trace.OTHER: Message("data of unknown use", "用途不明的数据"),
}
"""What a file tells besides the picture, in words."""


@book_rule(severity=ERROR, zh="每张照片都是完好的 JPEG、PNG 或 WebP，大小合适。")
def photo_can_be_read(book: Book) -> Iterator[Finding]:
    """Every photo is a whole JPEG, PNG or WebP of up to 52 million pixels.

    Bad:   photos/box.jpg   a HEIC photo from an iPhone under another name, or half a file
    Good:  photos/box.jpg   saved as JPEG
    """
    for photo, place, picture in _photos(book):
        if picture.trouble is Trouble.TOO_LARGE:
            size = f"{picture.width} × {picture.height}"
            yield Finding(
                place,
                Message(f"'{photo.name}': {size} pixels are too many", f"“{photo.name}”：{size} 像素，太大了"),
                Message("make it 4000 pixels wide or less", "请把宽度缩小到 4000 像素以内"),
            )
        elif picture.trouble is not None:
            said, hint = _TROUBLES.get(picture.trouble) or _UNSUITABLE.get(picture.format, _NOT_A_PICTURE)
            yield Finding(place, _of(photo, said), hint)


@book_rule(severity=WARNING, zh="照片的扩展名和格式一致。")
def photo_name_matches(book: Book) -> Iterator[Finding]:
    """The ending of a photo's name says what it is.

    Bad:   photos/box.png   which is a JPEG
    Good:  photos/box.jpg
    """
    for photo, place, picture in _photos(book):
        endings = _NAMED.get(picture.format, ())
        if picture.can_be_shown and photo.suffix.lower() not in endings:
            right = photo.with_suffix(endings[0]).name
            yield Finding(
                place,
                Message(f"'{photo.name}' is a {picture.format}", f"“{photo.name}”其实是 {picture.format}"),
                Message(f"call it '{right}', here and in the text", f"请把文件和正文里的名字都改成“{right}”"),
            )


@book_rule(severity=ERROR, zh="照片文件里没有拍摄地点。")
def photo_has_no_location(book: Book) -> Iterator[Finding]:
    """No photo's file says where it was taken: a school, and a child's way home, could be found by it.

    Bad:   photos/box.jpg   as the phone wrote it, with GPS
    Good:  photos/box.jpg   after `casebook clean-photos`
    """
    for photo, place, picture in _photos(book):
        if Trace.LOCATION in picture.traces:
            yield Finding(
                place,
                Message(f"'{photo.name}' says where it was taken (GPS)", f"“{photo.name}”的文件里记着拍摄地点（GPS）"),
                _command(photo),
            )


@book_rule(severity=WARNING, zh="照片文件里没有画面以外的资料。")
def photo_holds_only_the_picture(book: Book) -> Iterator[Finding]:
    """A photo's file holds the picture and nothing about camera, time or people. The site shows copies without it.

    Bad:   photos/box.jpg   with the camera's serial number and a small copy from before it was cropped
    Good:  photos/box.jpg   after `casebook clean-photos`
    """
    for photo, place, picture in _photos(book):
        told = [TRACES[trace] for trace in picture.traces if trace is not Trace.LOCATION]
        if told:
            yield Finding(
                place,
                Message(
                    f"'{photo.name}' also holds: {', '.join(each.en for each in told)}",
                    f"“{photo.name}”的文件里还有：{'、'.join(each.zh for each in told)}",
                ),
                _command(photo),
            )


def _command(photo: PurePosixPath) -> Message:
    command = f"casebook clean-photos {photo.parts[1]}"
    return Message(
        f"take it out before the photo goes into the repository: {command}", f"入库以前先清除：运行 {command}"
    )


def _of(photo: PurePosixPath, said: Message) -> Message:
    return Message(f"'{photo.name}': {said.en}", f"“{photo.name}”：{said.zh}")


def _photos(book: Book) -> Iterator[tuple[PurePosixPath, Place, Picture]]:
    """Give each photo with where a text first shows it; one that no text shows is told at its own name."""
    shown: dict[PurePosixPath, Place] = {}
    for text in sorted(book.bodies, key=lambda text: (text.path.parent, text.path.stem != book.source)):
        for link in text.links:
            if link.is_image and isinstance(reference := resolve(book, text, link.target), ToFile):
                shown.setdefault(reference.path, link.place)
    for photo, picture in book.pictures.items():
        yield photo, shown.get(photo, Place(photo)), picture
