"""A text on its pages: what its writer meant is what stands there, and it is the same wherever it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.manuscript.text import read_text
from casebook.site import View
from casebook.site.chapters import chapter_page
from casebook.site.prose import prose_of
from casebook.translation import stand
from conftest import ORIGINAL, TRANSLATION
from html_pages import Page
from small_book import EN, ZH, whole


def written(markdown: str, *, is_chinese: bool = True) -> str:
    text = read_text(whole().chapters["letters-home"].path, markdown)
    return "\n".join(str(part) for passage in prose_of(text, is_chinese=is_chinese) for part in passage.parts)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("他说：**“好。”**然后走了。", "<p>他说：<strong>“好。”</strong>然后走了。</p>"),
        ("这叫**《信箱》**，", "<p>这叫<strong>《信箱》</strong>，</p>"),
        ("**强调。**后面", "<p><strong>强调。</strong>后面</p>"),
        ("*一*和**二**、***三***", "<p><em>一</em>和<strong>二</strong>、<em><strong>三</strong></em></p>"),
        ("2 * 3 * 4 与 a_b_c", "<p>2 * 3 * 4 与 a_b_c</p>"),
        ("二 ** 三 ** 四", "<p>二 ** 三 ** 四</p>"),
    ],
)
def test_emphasis_beside_chinese_punctuation_is_emphasis(markdown: str, html: str) -> None:
    assert written(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "is_chinese", "html"),
    [
        ("一行\n又一行", True, "<p>一行又一行</p>"),
        ("他说：\n“好。”", True, "<p>他说：“好。”</p>"),
        ("**一行**\n又一行", True, "<p><strong>一行</strong>又一行</p>"),
        ("一行\nanother", True, "<p>一行\nanother</p>"),
        ("a line\nanother “line”\n", False, "<p>a line\nanother “line”</p>"),
        (
            "called 留守\n儿童 here",
            False,
            '<p>called <span lang="zh-Hans">留守</span><span lang="zh-Hans">儿童</span> here</p>',
        ),
    ],
)
def test_the_end_of_a_line_is_no_space_between_chinese_characters(markdown: str, is_chinese: bool, html: str) -> None:
    assert written(markdown, is_chinese=is_chinese) == html


def test_the_alignment_of_a_column_needs_no_style_of_its_own() -> None:
    html = written("| a | b |\n|:-:|--:|\n| 1 | 2 |")
    assert '<th class="to-center">a</th>' in html
    assert '<td class="to-right">2</td>' in html
    assert "style" not in html


def test_code_html_and_addresses_stay_as_they_are_written() -> None:
    html = written('`**一**` <b title="二">x</b>\n\n```\n<三>\n```\n\n<div>四</div>', is_chinese=False)
    assert "<code>**一**</code>" in html
    assert '<b title="二">x</b>' in html
    assert "<pre><code>&lt;三&gt;\n</code></pre>" in html
    assert "<div>四</div>" in html


# ---- notes


def page(original: str, translation: str = "The box goes up.", code: str = "zh") -> Page:
    files: dict[str, str | bytes] = {
        ZH: ORIGINAL.replace("信箱挂上墙。", original),
        EN: TRANSLATION.replace("The box goes up.", translation),
    }
    book = whole(files)
    view = View(book, code, stand(book).states)
    return Page(chapter_page(view, book.chapters["letters-home"]).body, "")


def test_notes_are_numbered_as_the_text_comes_to_them_and_lead_there_and_back() -> None:
    body = page("先[^b]后[^a]又[^b]。\n\n[^a]: 甲。\n\n[^b]: 乙[^c]。\n\n[^c]: 丙。")
    marks = body.all("a", role="doc-noteref")
    assert [each.text for each in marks] == ["1", "2", "1", "3"]
    notes = [each for each in body.all("li") if each.attrs.get("id", "").startswith("_note-")]
    assert [each.text.replace("↩", "").strip() for each in notes] == ["乙3。", "甲。", "丙。"]
    ids = [each.attrs["id"] for each in marks]
    assert len(set(ids)) == len(ids)
    assert sorted(each.attrs["href"] for each in body.all("a", role="doc-backlink")) == sorted(f"#{i}" for i in ids)


def test_notes_of_a_text_that_is_not_translated_are_in_its_language() -> None:
    book = whole({ZH: ORIGINAL.replace("信箱挂上墙。", "一[^1]。\n\n[^1]: 甲。")})
    alone = replace(book.chapters["letters-home"], translations={})
    body = Page(chapter_page(View(book, "en", {}), alone).body, "")
    assert body.one("li", id="_note-1").lang == "zh-Hans"


def test_what_refers_to_no_note_has_none_below() -> None:
    assert not page("一段。").all("section", role="doc-endnotes")
