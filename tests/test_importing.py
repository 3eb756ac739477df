"""A principal's file becomes a chapter: what Word and WPS leave behind, what cannot be carried, what may do harm."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from casebook.press.importing.heading import with_headings
from casebook.press.importing.inlines import plain, words
from commands import command
from conftest import WriteBook
from word_files import (
    bold_heading,
    inline_picture,
    old_picture,
    paragraph,
    picture,
    run,
    table,
    text_box,
    word_file,
    zipped,
)

FILES = Path(__file__).parent / "files"
TO_FILL_IN = {"summary", "practices", "challenge", "response", "author", "school", "children"}


class Desk:
    """A small book and the files that lie beside it."""

    def __init__(self, write_book: WriteBook) -> None:
        self.root = write_book()

    def file(self, content: bytes, name: str = "来稿.docx") -> Path:
        path = self.root.parent / name
        path.write_bytes(content)
        return path

    def take(self, content: bytes, *options: str, name: str = "来稿.docx") -> tuple[str, str]:
        """Import a file as the chapter `letter`, and give its text and what was said."""
        done = command("import", self.file(content, name), "--root", self.root, "--slug", "letter", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        return (self.root / "chapters/letter/zh.md").read_text(encoding="utf-8"), done.stdout

    def body(self, *parts: str, **more: object) -> str:
        text, _ = self.take(word_file(*parts, **more))  # type: ignore[arg-type]  # handed on as it came
        return text.split("---\n", 2)[2]

    def refused(self, content: bytes, name: str = "来稿.docx") -> str:
        """Try to import a file, and give the reason why it was not; nothing may be left behind."""
        before = sorted(self.root.rglob("*"))
        done = command("import", self.file(content, name), "--root", self.root)
        assert done.returncode == 2, done.stdout + done.stderr
        assert sorted(self.root.rglob("*")) == before
        chinese = command("import", self.root.parent / name, "--root", self.root, "--lang", "zh")
        assert re.search("[一-鿿]", chinese.stderr.partition("没有导入：")[2])
        return done.stderr


@pytest.fixture
def desk(write_book: WriteBook) -> Desk:
    return Desk(write_book)


# ---- a whole essay, as WPS writes it

ESSAY = word_file(
    paragraph(run("走廊尽头的信箱", "<w:b/>"), properties='<w:jc w:val="center"/>'),
    paragraph("作者：杨惠"),
    paragraph(),
    paragraph("　　有些话,孩子不愿意 当着人说。"),
    bold_heading("一、第一周"),
    paragraph("信箱", run(" ", "<w:b/>"), run("挂上墙", "<w:b/>"), '<w:r><w:footnoteReference w:id="2"/></w:r>', "。"),
    paragraph(inline_picture("rId9", alternative="走廊尽头的木箱")),
    bold_heading("二、后来"),
    paragraph("1．早上开箱"),
    paragraph("2．晚上回信"),
    table(("名称", "数量"), ("信", "三封")),
    paragraph("2020年8月"),
    pictures={"rId9": ("image1.png", picture())},
    footnotes={2: "只挂了一只。"},
    properties={
        "dc:title": "Microsoft Word - 文档1",
        "dc:creator": "WPS_1559",
        "dcterms:created": "2013-01-01T00:00:00Z",
    },
)


def test_an_essay_from_wps_becomes_a_draft_of_which_only_what_people_know_is_missing(desk: Desk) -> None:
    text, said = desk.take(ESSAY)
    assert text.startswith("---\ntitle: 走廊尽头的信箱\nsummary: #")
    assert "\nkind: essay\nstatus: draft\nauthors: [yang-hui] #" in text
    assert "\nwritten: 2020-08\n" in text
    assert text.split("---\n", 2)[2] == (
        "有些话，孩子不愿意当着人说。\n\n"
        "## 第一周 {#diyizhou}\n\n"
        "信箱**挂上墙**[^1]。\n\n"
        "![走廊尽头的木箱](photos/diyizhou-1.png)\n\n"
        "## 后来 {#houlai}\n\n"
        "1.  早上开箱\n2.  晚上回信\n\n"
        "| 名称 | 数量 |\n|------|------|\n| 信   | 三封 |\n\n"
        "[^1]: 只挂了一只。\n"
    )
    missing = set(re.findall(r"the key '(\w+)' is empty", said))
    assert missing == TO_FILL_IN | {"photos"}
    assert said.count("error:") == len(
        re.findall(r"^chapters/letter/zh\.md:\d+:\d+: error: the key", said, re.MULTILINE)
    )
    assert "yang-hui:\n  name: {zh: 杨惠}" in said


def filled(text: str) -> str:
    """Fill in what only a person can."""
    answers = {
        "summary": "一只信箱。",
        "challenge": "孩子不说话。",
        "response": "挂一只信箱。",
        "children": "none-identifiable",
        "author": "VE-1",
        "school": "VE-1",
        "photos": "VE-2",
    }
    for key, answer in answers.items():
        text = re.sub(rf"^( *{key}:) #.*$", rf"\1 {answer}" if key != "school" else r"\1", text, flags=re.MULTILINE)
    text = text.replace("  school:\n", "  school: VE-1\n")
    text = re.sub(r"^practices: #.*\n(#.*\n)+", "", text, flags=re.MULTILINE)
    return text.replace(
        "glance:\n", 'practices:\n  - {id: letter-box, at: "#diyizhou", how: 每周开箱。}\nglance:\n'
    ).replace("status: draft", "status: published")


def test_from_a_word_file_to_a_page(desk: Desk) -> None:
    text, said = desk.take(ESSAY)
    people = desk.root / "chapters/people.yml"
    entry = re.search(r"^yang-hui:\n(?:  .+\n)+", said, re.MULTILINE)
    assert entry
    people.write_text(people.read_text(encoding="utf-8") + entry[0], encoding="utf-8")
    (desk.root / "chapters/letter/zh.md").write_text(filled(text), encoding="utf-8")
    checked = command("check", "--root", desk.root)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert command("build", "--no-editions", "--root", desk.root, "--out", desk.root / "out").returncode == 0
    page = (desk.root / "out/chapters/letter/index.html").read_text(encoding="utf-8")
    assert "走廊尽头的信箱" in page
    assert 'alt="走廊尽头的木箱"' in page
    assert "只挂了一只。" in page


def test_the_same_file_gives_the_same_chapter(desk: Desk) -> None:
    one, _ = desk.take(ESSAY)
    command("import", desk.root.parent / "来稿.docx", "--root", desk.root, "--slug", "again")
    assert (desk.root / "chapters/again/zh.md").read_text(encoding="utf-8") == one


def test_the_address_is_proposed_in_pinyin_and_never_one_that_is_taken(desk: Desk) -> None:
    path = desk.file(ESSAY)
    for slug in ("zoulang-jintou-xinxiang", "zoulang-jintou-xinxiang-2"):
        assert command("import", path, "--root", desk.root).stdout.startswith(f"{desk.root}/chapters/{slug}/zh.md\n")
    before = sorted(desk.root.rglob("*"))
    done = command("import", path, "--root", desk.root, "--slug", "zoulang-jintou-xinxiang")
    assert done.returncode == 2
    assert "nothing is overwritten" in done.stderr
    assert command("import", path, "--root", desk.root, "--slug", "../up").returncode == 2
    assert sorted(desk.root.rglob("*")) == before


def test_an_author_whom_the_book_knows_is_named_by_id(desk: Desk) -> None:
    text, said = desk.take(word_file(paragraph("作者：编 者"), paragraph("正文。")))
    assert "authors: [editors]\n" in text
    assert "people.yml yet" not in said


# ---- headings that are not called so


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一、起因", "甲。", "二、做法", "乙。"], ["## 起因", "甲。", "## 做法", "乙。"]),
        (["一、起因", "（一）家里", "甲。", "（二）学校", "乙。", "二、做法", "丙。"],
         ["## 起因", "### 家里", "甲。", "### 学校", "乙。", "## 做法", "丙。"]),
        (["第一章 起因", "甲。", "第二章 做法", "乙。"], ["## 起因", "甲。", "## 做法", "乙。"]),
        (["*引言*", "甲。", "一、起因", "乙。"], ["## 引言", "甲。", "## 起因", "乙。"]),
        (["一、按时起床", "二、自己叠被", "三、互相帮忙", "甲。"],
         ["一、按时起床", "二、自己叠被", "三、互相帮忙", "甲。"]),
        (["*这一句很重要。*", "甲。"], ["**这一句很重要。**", "甲。"]),
        (["第一，我们开了会。", "甲。"], ["第一，我们开了会。", "甲。"]),
    ],
)  # fmt: skip
def test_headings_are_told_by_their_numbers_and_bold_letters(lines: list[str], expected: list[str], desk: Desk) -> None:
    parts = [paragraph(run(line.strip("*"), "<w:b/>") if line.startswith("*") else line) for line in lines]
    body = desk.body(paragraph("标题：信"), *parts)
    assert re.sub(r" \{#[a-z0-9-]+\}", "", body).strip().split("\n\n") == expected


def test_headings_that_only_a_font_or_size_sets_apart(desk: Desk) -> None:
    larger = '<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>起因</w:t></w:r>'
    black = '<w:r><w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="24"/></w:rPr><w:t>做法</w:t></w:r>'
    body = desk.body(
        paragraph("标题：信"), paragraph(larger), paragraph("甲" * 50), paragraph(black), paragraph("乙" * 50)
    )
    assert re.findall("^## .*$", body, re.MULTILINE) == ["## 起因 {#qiyin}", "## 做法 {#zuofa}"]


def test_styles_are_headings_whatever_their_depth_and_the_first_alone_is_the_title(desk: Desk) -> None:
    def styled(text: str, style: str) -> str:
        return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')

    text, _ = desk.take(
        word_file(styled("信箱", "2"), paragraph("甲。"), styled("第一周", "3"), paragraph("乙。"), styled("后来", "3"))
    )
    assert "\ntitle: 信箱\n" in text
    assert re.findall("^#+ .*$", text, re.MULTILINE)[-2:] == ["## 第一周 {#diyizhou}", "## 后来 {#houlai}"]


# ---- debris


def test_what_word_leaves_behind_is_gone(desk: Desk) -> None:
    body = desk.body(
        paragraph("标题：信"),
        paragraph('<w:bookmarkStart w:id="0" w:name="_Toc1"/>', "　　甲\u00adA\u200b\u00a0\u00a0乙"),
        paragraph(),
        paragraph(run("　", "<w:b/>")),
        paragraph("<w:r><w:tab/></w:r>", "丙", '<w:r><w:br w:type="page"/></w:r>'),
        paragraph('<w:r><w:lastRenderedPageBreak/></w:r>', "丁", properties='<w:ind w:left="420" w:firstLine="480"/>'),
        paragraph(run("戊", "<w:b/>"), run("己", "<w:b/>"), run("。"), run("庚", "<w:u w:val='single'/>")),
        paragraph("上一行<w:r><w:br/></w:r>".partition("<")[0], "<w:r><w:br/></w:r>", "下一行"),
    )  # fmt: skip
    assert body == "甲A乙\n\n丙\n\n丁\n\n**戊己**。庚\n\n上一行\n\n下一行\n"


def test_a_table_of_contents_is_left_to_the_site(desk: Desk) -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    text, said = desk.take(
        word_file(
            paragraph("标题：信"),
            paragraph(field.format("begin"), '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>',
                      field.format("separate"), "第一周 1"),
            paragraph("后来 2", field.format("end")),
            paragraph("第三节 3", properties='<w:pStyle w:val="5"/>'),
            paragraph("正文。"),
        )
    )  # fmt: skip
    assert text.split("---\n", 2)[2] == "正文。\n"
    assert "the table of contents, left out" in said


def test_changes_are_accepted_and_comments_listed(desk: Desk) -> None:
    change = 'w:id="1" w:author="编辑" w:date="2020-01-01T00:00:00Z"'
    comment = f"<w:comment {change}>{paragraph('请核对这个数字')}</w:comment>"
    text, said = desk.take(
        word_file(
            paragraph("标题：信"),
            f"<w:p><w:ins {change}><w:r><w:t>加上的</w:t></w:r></w:ins>"
            f"<w:del {change}><w:r><w:delText>删掉的</w:delText></w:r></w:del></w:p>",
            paragraph('<w:commentRangeStart w:id="1"/>', "三封。", '<w:commentRangeEnd w:id="1"/>'),
            comments=comment,
        )
    )
    assert text.split("---\n", 2)[2] == "加上的\n\n三封。\n"
    assert "tracked changes, all accepted; see that this is what the author wants: 2" in said
    assert "taken out by a tracked change, left out: 删掉的" in said
    assert "comment, left out: 编辑: 请核对这个数字" in said


def test_text_boxes_become_paragraphs_once_and_diagrams_are_named(desk: Desk) -> None:
    diagram = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    text, said = desk.take(
        word_file(
            paragraph("标题：信"),
            paragraph(text_box(paragraph("框里的话。"))),
            paragraph(diagram),
            parts={
                "word/diagrams/data1.xml": '<dgm:dataModel xmlns:dgm="d" '
                'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>来信</a:t><a:t>回信</a:t>'
                "</dgm:dataModel>"
            },
        )
    )
    assert text.count("框里的话。") == 1
    assert "text boxes, now paragraphs of the text; see whether they stand in the right place: 1" in said
    assert "diagrams (SmartArt), left out: 1" in said
    assert "words of a diagram: 来信 / 回信" in said


def test_tables_inside_tables_and_pictures_inside_cells(desk: Desk) -> None:
    inner = table(("甲", "乙")) + paragraph()
    text, said = desk.take(
        word_file(
            paragraph("标题：信"),
            table(
                ("名称", "数量"), (inner, paragraph("一") + paragraph("二")), (paragraph(inline_picture("p1")), "丙")
            ),
            pictures={"p1": ("image1.png", picture())},
        )
    )
    assert "| 甲，乙" in text
    assert "一<br>二" in text
    assert re.search(r"^\| !\[\]\(photos/photo-1\.png\) +\| 丙", text, re.MULTILINE)
    assert "a table inside a table" in said
    assert "the image 'photos/photo-1.png' has no alternative text" in said


# ---- pictures


def test_pictures_lose_what_a_camera_wrote_into_them_and_machines_words(desk: Desk) -> None:
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "SECRET CAMERA", 6
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (40, 20), "green").save(photo, "JPEG", exif=exif, comment=b"SECRET COMMENT")
    text, _ = desk.take(
        word_file(
            paragraph("标题：信"),
            paragraph(inline_picture("p1", alternative="微信图片_20200101")),
            paragraph(old_picture("p2", alternative="旧木箱")),
            paragraph(inline_picture("p1", alternative="同一张木箱")),
            pictures={"p1": ("image1.jpeg", photo.getvalue()), "p2": ("image2.png", picture())},
        )
    )
    assert re.findall(r"!\[(.*?)\]\(photos/(.*?)\)", text) == [
        ("", "photo-1.jpg"), ("旧木箱", "photo-1.png"), ("同一张木箱", "photo-1.jpg"),
    ]  # fmt: skip
    written = (desk.root / "chapters/letter/photos/photo-1.jpg").read_bytes()
    assert b"SECRET" not in written
    with Image.open(io.BytesIO(written)) as shown:
        assert set(shown.getexif()) == {0x0112}, "of all that, the way up alone is left"
        assert ImageOps.exif_transpose(shown).size == (20, 40)


def test_a_picture_elsewhere_is_not_fetched_and_one_that_browsers_cannot_show_is_named(desk: Desk) -> None:
    linked = inline_picture("p2").replace("r:embed", "r:link")
    text, said = desk.take(
        word_file(
            paragraph("标题：信"), paragraph("正文。"), paragraph(inline_picture("p1")), paragraph(linked),
            pictures={"p1": ("image1.png", b"\x01\0\0\0not a picture")},
            external={"p2": "http://127.0.0.1:9/spy.png"},
        )
    )  # fmt: skip
    assert text.split("---\n", 2)[2] == "正文。\n"
    assert "picture on another site, not fetched: http://127.0.0.1:9/spy.png" in said
    assert "picture that browsers cannot show, left out: image1.png" in said


# ---- other programs, other formats


def test_a_file_of_python_docx(desk: Desk) -> None:
    document = docx.Document()
    document.add_heading("走廊尽头的信箱", 0)
    document.add_heading("第一周", 1)
    document.add_paragraph("早上", style="List Bullet")
    document.add_paragraph("晚上", style="List Bullet")
    document.core_properties.author = "杨惠"
    written = io.BytesIO()
    document.save(written)
    text, _ = desk.take(written.getvalue())
    assert "title: 走廊尽头的信箱\n" in text
    assert "authors: [yang-hui]" in text
    assert text.endswith("---\n## 第一周 {#diyizhou}\n\n-   早上\n-   晚上\n")


@pytest.mark.parametrize("name", ["essay.odt", "essay.rtf"])
def test_files_that_libreoffice_wrote(name: str, desk: Desk) -> None:
    text, said = desk.take((FILES / name).read_bytes(), name=name)
    assert "\ntitle: 走廊尽头的信箱\n" in text
    assert "authors: [yang-hui]" in text
    body = text.split("---\n", 2)[2]
    assert body.startswith("开头一段。\n")
    assert re.search(r"^!\[\]\(photos/[a-z]+-1\.png\)$", body, re.MULTILINE)
    assert "## 后来 {#houlai}\n\n1.  早上开箱\n2.  晚上回信\n\n| 名称 | 数量 |" in body
    assert re.findall("^## .*$", body, re.MULTILINE) == ["## 第一周 {#diyizhou}", "## 后来 {#houlai}"]
    assert re.search("comments?, left out", said)


NOTE = rb"{\super\chftn{\*\footnote\chftn\pard\plain \uc2 \u21482\'d6\'bb\u25346\'b9\'d2\uc1 "
NOTE += rb"\'c1\'cb\'d2\'bb\'d6\'bb\'a1\'a3}}"


def test_chinese_and_footnotes_of_rtf_as_word_and_wps_write_them(desk: Desk) -> None:
    head = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}"
    title = rb"\pard\f0 \'b1\'ea\'cc\'e2\'a3\'ba\'d0\'c5\'cf\'e4\par"
    text, said = desk.take(head + title + rb"\pard\f0 \'b9\'d2\'c7\'bd" + NOTE + rb"\'a1\'a3\par}", name="信.rtf")
    assert "\ntitle: 信箱\n" in text
    assert text.split("---\n", 2)[2] == "挂墙[^1]。\n\n[^1]: 只挂了一只。\n"
    assert "left out" not in said


def test_a_text_from_a_phone(desk: Desk) -> None:
    text, _ = desk.take(
        "\ufeff信箱\r\n作者:杨惠\r\n\r\n　　有话不说。\r\n一、起因\r\n甲。\r\n".encode("utf-16"), name="信.txt"
    )
    assert "\ntitle: 信箱\n" in text
    assert text.endswith("---\n有话不说。\n\n## 起因 {#qiyin}\n\n甲。\n")


def test_a_text_in_the_encoding_of_old_windows(desk: Desk) -> None:
    text, _ = desk.take("标题：信箱\n有话不说。\n".encode("gb18030"), name="信.txt")
    assert text.endswith("---\n有话不说。\n")


def test_markdown_keeps_its_own_and_pictures_beside_it_only(desk: Desk) -> None:
    (desk.root.parent / "box.png").write_bytes(picture())
    (desk.root / "secret.png").write_bytes(picture(shade=1))
    markdown = (
        "---\ntitle: 信箱\nauthor: 杨惠\ndate: 2020-08\n---\n\n## 第一周\n\n分成\n两行的话。\n\n"
        "![木箱](box.png) ![外面](../../../etc/hostname) ![网上](http://127.0.0.1:9/a.png)\n\n<script>x</script>\n"
    )
    text, said = desk.take(markdown.encode(), name="信.md")
    assert "title: 信箱\n" in text
    assert "written: 2020-08" in text
    assert "分成两行的话。" in text
    assert "![木箱](photos/diyizhou-1.png)" in text
    assert "script" not in text
    assert "picture that is not there: ../../../etc/hostname" in said
    assert "not fetched: http://127.0.0.1:9/a.png" in said


def test_an_english_file_stands_beside_its_original_with_its_ids(desk: Desk) -> None:
    text, _ = desk.take(ESSAY)
    path = desk.root / "chapters/letter/zh.md"
    path.write_text(filled(text).replace("[yang-hui]", "[editors]"), encoding="utf-8")
    english = word_file(bold_heading("The letter box"), paragraph("Some things."), bold_heading("First week"),
                        paragraph("The box."), bold_heading("Later"), paragraph("Letters."))  # fmt: skip
    done = command("import", desk.file(english, "en.docx"), "--root", desk.root, "--slug", "letter", "--to", "en")
    assert done.returncode == 0, done.stderr
    written = (desk.root / "chapters/letter/en.md").read_text(encoding="utf-8")
    assert written.startswith("---\ntitle: The letter box\nsummary: #")
    assert written.endswith(
        "---\nSome things.\n\n## First week {#diyizhou}\n\nThe box.\n\n## Later {#houlai}\n\nLetters.\n"
    )
    assert "the key 'summary' is empty" in done.stdout
    (desk.root / "chapters/letter/en.md").write_text(
        re.sub("summary: #.*", "summary: A letter box.", written), encoding="utf-8"
    )
    assert command("translate", "start", "letter", "--root", desk.root).returncode == 0
    again = command("import", desk.root.parent / "en.docx", "--root", desk.root, "--slug", "letter", "--to", "en")
    assert again.returncode == 2


# ---- what may do harm


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w/>")
        with package.open("word/media/image1.png", "w", force_zip64=True) as part:
            for _ in range(80):
                part.write(b"\0" * 1024 * 1024)
    return written.getvalue()


def entities() -> bytes:
    document = (
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    )
    return word_file(parts={"word/document.xml": document})


def deep() -> bytes:
    return word_file("<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HARM = {
    "a zip bomb": (bomb, "larger than any chapter"),
    "entities that lead outside": (entities, "declares entities"),
    "macros": (lambda: word_file(paragraph("甲。"), parts={"word/vbaProject.bin": b"x"}), "macros"),
    "half a file": (lambda: ESSAY[: len(ESSAY) // 2], "damaged"),
    "no document": (lambda: zipped({"a.xml": "<a/>"}), "damaged"),
    "XML that breaks off": (lambda: word_file("<w:p>"), "damaged"),
    "nesting without end": (deep, "damaged"),
    "an old file under a new name": (lambda: OLD + b"\0" * 600, "old Word file"),
    "a password": (lambda: OLD + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "has a password"),
    "nothing": (lambda: b"", "damaged"),
    "no words": (lambda: word_file(paragraph()), "no text"),
}


@pytest.mark.parametrize("what", HARM)
def test_a_file_that_may_do_harm_is_refused_and_nothing_is_written(what: str, desk: Desk) -> None:
    make, reason = HARM[what]
    assert reason in desk.refused(make())


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.doc", "save it as .docx"),
        ("a.wps", "save it in WPS"),
        ("a.docm", "macros"),
        ("a.pdf", "PDF"),
        ("a.png", "ends in"),
    ],
)
def test_other_files_are_refused_with_a_way_out(name: str, reason: str, desk: Desk) -> None:
    assert reason in desk.refused(b"x", name)


def test_drawings_that_only_windows_shows_are_named(desk: Desk) -> None:
    _, said = desk.take(
        word_file(
            paragraph("标题：信"), paragraph("正文。", inline_picture("p1"), inline_picture("p2")),
            pictures={"p1": ("image1.wmf", b"\xd7\xcd\xc6\x9a" + b"\0" * 40), "p2": ("image2.emf", b"\1\0\0\0" * 30)},
        )
    )  # fmt: skip
    for name in ("image1.wmf", "image2.emf"):
        assert f"picture that browsers cannot show, left out: {name}; ask for it as JPEG or PNG" in said


def test_a_huge_picture_is_left_out_and_named(desk: Desk) -> None:
    huge = picture(1, 1).replace(b"\0\0\0\x01\0\0\0\x01\x08", b"\0\1\0\0\0\1\0\0\x08", 1)
    text, said = desk.take(
        word_file(
            paragraph("标题：信"),
            paragraph("正文。"),
            paragraph(inline_picture("p1")),
            pictures={"p1": ("image1.png", huge)},
        )
    )
    assert "photos/" not in text.split("---\n", 2)[2]
    assert "left out: image1.png" in said


# ---- laws


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("甲乙丙 ab1，。一二、（）第章", min_size=1, max_size=20), max_size=8))
def test_guessing_headings_loses_no_word_but_numbers(lines: list[str]) -> None:
    blocks = [{"t": "Para", "c": words(line)} for line in lines if line.strip()]
    found = with_headings(list(blocks))
    assert len(found) == len(blocks)
    for before, after in zip(blocks, found, strict=True):
        held = after["c"][2] if after["t"] == "Header" else after["c"]
        assert plain(before["c"]).endswith(plain(held))
        assert plain(held).strip()
