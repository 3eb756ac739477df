"""`fix` mends what needs no judgement, and `rename` moves a chapter: nothing else changes, and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casebook.manuscript.form import OriginalForm
from casebook.manuscript.key_order import with_keys_in_order
from casebook.manuscript.mending import with_alias
from casebook.manuscript.pinyin import kebab, person_id
from casebook.manuscript.scalar import origins, value_at, with_values
from casebook.manuscript.yamltext import YamlText, read_yaml
from casebook.press.renaming import with_links
from casebook.review.copy import mended
from casebook.review.copy.english import british
from casebook.translation import content_digest
from commands import command
from conftest import ORIGINAL, REPOSITORY, TRANSLATION, WriteBook
from word_files import picture

ZH, EN = "chapters/letters-home/zh.md", "chapters/letters-home/en.md"
SYNC = "chapters/letters-home/en.sync.yml"
SLIPS = ORIGINAL.replace("开头一段。", "开头一段,用 CCTV 的话(２０２０年)...完了！！").replace(" {#later}", "")


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", "-C", root, *identity, *arguments], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def read(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


# ---- fix


def test_fix_shows_what_it_would_do_and_does_it_once(write_book: WriteBook) -> None:
    root = write_book({ZH: SLIPS, EN: TRANSLATION})
    shown = command("fix", "letters-home", "--root", root)
    assert shown.returncode == 1
    assert "-开头一段,用 CCTV 的话(２０２０年)...完了！！\n" in shown.stdout
    assert "+开头一段，用CCTV的话（2020年）……完了！\n" in shown.stdout
    assert "+## 后来 {#houlai}\n" in shown.stdout
    assert read(root, ZH) == SLIPS
    done = command("fix", "letters-home", "--write", "--root", root)
    assert (done.returncode, done.stderr) == (0, "1 file mended\n")
    again = command("fix", "--root", root)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "nothing to mend\n")


def test_what_fix_mends_leaves_a_confirmed_translation_confirmed(write_book: WriteBook) -> None:
    root = write_book({ZH: ORIGINAL, EN: TRANSLATION})
    assert command("translate", "start", "letters-home", "--root", root).returncode == 0
    assert command("translate", "confirm", "letters-home", "--by", "editors", "--root", root).returncode == 0
    (root / ZH).write_text(SLIPS.replace("用 CCTV 的话(２０２０年)...完了！！", ""), encoding="utf-8")
    changed = read(root, ZH).replace("信箱挂上墙。", "信箱 挂上墙.").replace("开头一段,", "开头一段.")
    (root / ZH).write_text(changed, encoding="utf-8")
    before = command("check", "--root", root).stdout
    assert "translation-is-current" not in before
    assert command("fix", "--write", "--root", root).returncode == 0
    assert "信箱挂上墙。" in read(root, ZH)
    after = command("check", "--root", root).stdout
    assert "translation-is-" not in after


def test_a_translation_that_is_mended_itself_stays_confirmed(write_book: WriteBook) -> None:
    book = {
        "chapters/book.yml": "title: {en: A}\nsource: en\nlanguages:\n  zh: {name: 中文, tag: zh-Hans}\n"
        "  en: {name: English, tag: en-GB}\nurl: https://a.example/\nrepository: https://b.example/c\nlicence: CC0\n",
    }
    english = (
        ORIGINAL.replace("开头一段。", "A beginning.")
        .replace("信箱挂上墙。", "It hangs.")
        .replace("有了来信。", "Letters.")
    )
    chinese = TRANSLATION.replace("An opening paragraph.", "开头 一段.").replace("The box goes up.", "挂上墙。")
    root = write_book({**book, EN: english, ZH: chinese})
    for step in (("start",), ("confirm", "--by", "editors")):
        done = command("translate", step[0], "letters-home", "--to", "zh", *step[1:], "--root", root)
        assert done.returncode == 0, done.stderr
    assert "translation-is" not in command("check", "--root", root).stdout
    assert command("fix", "letters-home", "--write", "--root", root).returncode == 0
    assert "开头一段。" in read(root, ZH)
    assert "translation-is" not in command("check", "--root", root).stdout


def test_fix_never_touches_what_is_not_the_authors_own(write_book: WriteBook) -> None:
    kept = (
        '“引 文,照旧...”和「也,照旧」，`a,中 b`，<span title="甲 乙">丙</span>，[仓库]({{ repository }})。\n\n'
        "> 引用 的话,照旧。\n\n```\n代 码,照旧\n```\n\n张 三和小 雨，《书 名,一》，https://a.example/甲,乙，报 纸,一"
    )
    text = SLIPS.replace("信箱挂上墙。", kept).replace(
        "written: 2026-11\n",
        "written: 2026-11\nadults: [张 三]\npseudonyms: [小 雨]\n"
        "sources: [{title: '报 纸,一', url: 'https://a.example/', read: 2026-11-24}]\n",
    )
    root = write_book({ZH: text, EN: TRANSLATION})
    command("fix", "--write", "--root", root)
    assert kept in read(root, ZH)
    assert "开头一段，用CCTV的话" in read(root, ZH)


def test_fix_takes_the_ids_of_a_translation_from_its_original(write_book: WriteBook) -> None:
    root = write_book({ZH: ORIGINAL, EN: TRANSLATION.replace(" {#later}", "")})
    assert command("fix", "--write", "--root", root).returncode == 0
    assert read(root, EN) == TRANSLATION


def test_line_ends_and_byte_order_marks_stay(write_book: WriteBook) -> None:
    root = write_book({ZH: b"\xef\xbb\xbf" + SLIPS.replace("\n", "\r\n").encode()})
    assert command("fix", "--write", "--root", root).returncode == 0
    content = (root / ZH).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf---\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")


def test_keys_come_in_order_with_their_comments_and_values_to_the_letter() -> None:
    glance = "\nglance:\n  # 难处\n  challenge: |\n    甲\n\n    乙\n  response:   丙\n"
    title, kind, summary = '# 题目\ntitle: "信 箱,一"\n', "kind: essay # 校长的\n", "summary: >-\n  丁\n"
    before, after = (kind + title + glance + summary).rstrip(), (title + summary + kind + glance).rstrip()
    assert with_keys_in_order(before, OriginalForm) == after
    for odd in ("title: [", "a: 1\ntitle: 信", ""):
        assert with_keys_in_order(odd, OriginalForm) == odd


NESTED = """\
title: 信
school: {pupils: 12, stage: primary} # 学校
practices:
  # 第一种
  - how: |
      每周开箱。

      # 正文里的井号
    # 代号
    id: letter-box # 信箱
    at: "#a"

  # 第二种
  - {at: "#b", how: "谈, 心", id: talks}
  - {at: "#b", # 留在原处
     id: talks, how: 谈}
glance:
  # 办法
  response: >-
    挂一只
    信箱。
  # 难处
  challenge: 不说话。 # 一
# 时间
written: 2020-08"""


def test_keys_at_every_depth_come_in_order_with_their_comments() -> None:
    after = with_keys_in_order(NESTED, OriginalForm)
    assert after == (
        NESTED.replace("{pupils: 12, stage: primary}", "{stage: primary, pupils: 12}")
        .replace(
            '  - how: |\n      每周开箱。\n\n      # 正文里的井号\n    # 代号\n    id: letter-box # 信箱\n    at: "#a"',
            '    # 代号\n  - id: letter-box # 信箱\n    at: "#a"\n    how: |\n      每周开箱。\n\n      # 正文里的井号',
        )
        .replace('{at: "#b", how: "谈, 心", id: talks}', '{id: talks, at: "#b", how: "谈, 心"}')
        .replace(
            "  # 办法\n  response: >-\n    挂一只\n    信箱。\n  # 难处\n  challenge: 不说话。 # 一",
            "  # 难处\n  challenge: 不说话。 # 一\n  # 办法\n  response: >-\n    挂一只\n    信箱。",
        )
    )
    assert with_keys_in_order(after, OriginalForm) == after


@settings(max_examples=150, deadline=None)
@given(
    st.permutations(["title: 信", "summary: |\n  甲\n\n  乙\n", "# 一\nkind: essay # 二", "status:", "authors: [a]"]),
    st.permutations(["id: a", "# 三\nat: '#b'", "how: >-\n  甲\n  乙\n", "hard: '丙''丁' # 四", 'time: "一\\n二"']),
    st.permutations(["stage: primary", "county: 甲", "boarding: no", "pupils: 3"]),
)
def test_order_is_all_that_changes(top: list[str], item: list[str], school: list[str]) -> None:
    lines = "\n".join(item).split("\n")
    practice = "practices:\n  - " + "\n".join(lines).replace("\n", "\n    ")
    text = "\n".join([*top[:2], practice, f"school: {{{', '.join(school)}}}", *top[2:]])
    before, once = read_yaml(PurePosixPath("a"), text), with_keys_in_order(text, OriginalForm)
    after = read_yaml(PurePosixPath("a"), once)
    assert isinstance(before, YamlText)
    assert isinstance(after, YamlText)
    assert after.value == before.value
    assert list(after.value) == sorted(after.value, key=list(OriginalForm.model_fields).index)
    assert list(after.value["practices"][0]) == ["id", "at", "how", "hard", "time"]
    assert (
        once.endswith("school: {county: 甲, stage: primary, boarding: no, pupils: 3}")
        or "\nschool: {county: 甲, " in once
    )
    assert sorted("".join(once.split())) == sorted("".join(text.split()))
    assert with_keys_in_order(once, OriginalForm) == once


# ---- metadata

STYLED = {
    "plain": "{}", "double": '"{}"', "single": "'{}'", "literal": "|-\n      {}", "folded": ">-\n      {}",
}  # fmt: skip


@pytest.mark.parametrize("style", STYLED)
def test_what_metadata_publish_is_read_and_mended_where_it_stands(style: str, write_book: WriteBook) -> None:
    written = STYLED[style].format("他说,用 CCTV 的话...")
    text = re.sub(r"^( *(?:title|summary|how|challenge)): .*$", rf"\1: {written}", ORIGINAL, flags=re.MULTILINE)
    root = write_book({ZH: text})
    said = command("check", "--root", root).stdout
    places = [
        (number, line.index("他说") + column)
        for number, line in enumerate(text.split("\n"), 1)
        if "他说" in line
        for column in (3, 5, 10, 13)
    ]
    assert re.findall(rf"^{ZH}:(\d+):(\d+): warning: .*\[chinese", said, re.MULTILINE) == [
        (str(line), str(column)) for line, column in places
    ]
    assert len(places) == 16
    assert command("fix", "--write", "--root", root).returncode == 0
    assert read(root, ZH) == text.replace("他说,用 CCTV 的话...", "他说，用CCTV的话……")
    assert command("check", "--root", root).stdout.count("chinese") == 0


def test_the_books_own_files_are_read_and_mended_too(write_book: WriteBook) -> None:
    plain = write_book(name="plain")
    spoilt = {
        "chapters/practices.yml": ("definition_zh: 投信。", "definition_zh: 投 信。", "definition_zh: 投信。"),
        "chapters/glossary.yml": ("zh: 谈心", "zh: 谈 心, avoid_zh: [差 生]", "zh: 谈心, avoid_zh: [差 生]"),
        "chapters/people.yml": ("role: editor\n", "role: editor\n  note: {zh: '甲 乙'} # 三 四\n",
                                "role: editor\n  note: {zh: '甲乙'} # 三 四\n"),
        "docs/zh/about.md": ("description: 关于本书。", "description: 关于 本书.", "description: 关于本书。"),
    }  # fmt: skip
    root = write_book({path: read(plain, path).replace(old, bad) for path, (old, bad, _) in spoilt.items()})
    said = command("check", "--root", root).stdout
    for path, (old, _, good) in spoilt.items():
        assert re.search(rf"^{path}:\d+:\d+: warning: .*\[chinese", said, re.MULTILINE)
        assert command("fix", "--write", "--root", root).returncode == 0
        assert read(root, path) == read(plain, path).replace(old, good)
    assert "chinese" not in command("check", "--root", root).stdout


WORDS = st.lists(
    st.sampled_from(
        ["他说,", "好...", " CCTV ", "“引,文”", "２０年", "'a'", '"', "(甲)", "\\", "：", "\n", "\n\n", "。", "é😀"]
    ),
    max_size=9,
).map(lambda parts: re.sub(r" *\n *", "\n", "".join(parts)).strip())  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["title", "summary", "x"]), WORDS, min_size=1),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from([12, 30, 200]),
    st.booleans(),
)
def test_a_mended_value_says_what_it_should_and_nothing_around_it_changes(
    values: dict[str, str],
    style: str | None,
    width: int,
    is_unicode: bool,  # hypothesis gives it by position
) -> None:
    dumped = yaml.safe_dump(values, default_style=style, width=width, allow_unicode=is_unicode, sort_keys=False)
    text = f"# 一 二\na: {{b: '甲 乙', c: [\"丙,丁\"]}} # 三,四\n{dumped}# 五 六\nend: 甲 乙\n"
    before = read_yaml(PurePosixPath("a"), text)
    assert isinstance(before, YamlText)
    paths = [(key,) for key, value in values.items() if value_at(before, (key,)) == value != ""]
    for path in paths:
        value, places = str(value_at(before, path)), origins(before, path)
        assert places is not None
        assert len(places) == len(value) + 1
        if "\\" not in text[slice(*before.spans[path])]:
            assert all(text[at] == sign for at, sign in zip(places, value, strict=False) if not sign.isspace())
        better = mended(value, "zh-Hans")
        after = with_values(before, {path: better})
        reread = read_yaml(PurePosixPath("a"), after)
        assert isinstance(reread, YamlText)
        start, end = before.spans[path]
        assert after.startswith(text[:start])
        assert after.endswith(text[end:])
        assert reread.value == {**before.value, path[0]: better}  # type: ignore[dict-item]  # a mapping, as above


def test_a_folder_renamed_by_hand_gets_its_alias(write_book: WriteBook) -> None:
    root = write_book({ZH: ORIGINAL})
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A book")
    (root / "chapters/letters-home").rename(root / "chapters/letters-away")
    assert command("fix", "--write", "--root", root).returncode == 0
    assert "\naliases: [letters-home]\n---" in read(root, "chapters/letters-away/zh.md")
    assert command("fix", "--root", root).returncode == 0


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("title: 信", "title: 信\naliases: [new]"),
        ("aliases: []\nlicence: CC0", "aliases: [new]\nlicence: CC0"),
        ("aliases: [old]", "aliases: [old, new]"),
        ("aliases:\n  - old # 旧的\nlicence: CC0", "aliases:\n  - old # 旧的\n  - new\nlicence: CC0"),
        ("aliases: [new]", "aliases: [new]"),
    ],
)
def test_an_alias_is_added_as_the_list_is_written(yaml: str, expected: str) -> None:
    assert with_alias(yaml, "new") == expected


# ---- laws

SIGNS = st.text('甲乙說後来 AbC19,.;:?!()"“”（），。！？…—-*`[]{}#>|~_\n\u3000\u00a0１Ａ', max_size=60)


def words_of(text: str) -> list[str]:
    return re.findall("[甲乙說後来AbC19]", text.translate({0xFF21: "A", 0xFF11: "1"}))


@settings(max_examples=400, deadline=None)
@given(SIGNS)
def test_mending_twice_changes_nothing_and_quotations_never_change(text: str) -> None:
    once = mended(text, "zh-Hans")
    assert mended(once, "zh-Hans") == once
    assert words_of(once) == words_of(text)
    assert text.count("\n") == once.count("\n")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "他说,",
                "好...",
                " CCTV ",
                "“引,文”",
                "２０年",
                "真的!",
                "完了!!",
                "真的?!",
                "(甲)",
                "走--了",
                "`a,b`",
                "。",
            ]
        ),
        max_size=12,
    )
)
def test_what_is_mended_reads_the_same_to_a_translator(parts: list[str]) -> None:
    text = "".join(parts).strip()
    after = mended(text, "zh-Hans")
    assert content_digest(after) == content_digest(text)
    assert re.findall("“[^”]*”|`[^`]*`", after) == re.findall("“[^”]*”|`[^`]*`", text)


def test_the_books_own_texts_need_no_mending() -> None:
    done = command("fix", "--root", REPOSITORY)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("written", "expected"),
    [("真的?!", "真的？！"), ("太好了!!", "太好了！"), ("真的??!!走", "真的？！走"), ("好,,走", "好，走"),
     ("他说“好”.", "他说“好”。"), ("A!!", "A!!"), ("见a.b", "见a.b")],
)  # fmt: skip
def test_punctuation_that_phones_leave_behind(written: str, expected: str) -> None:
    assert mended(written, "zh-Hans") == expected


# ---- words


@pytest.mark.parametrize(
    ("american", "expected"),
    [("color", "colour"), ("Center", "Centre"), ("BEHAVIOR", "BEHAVIOUR"), ("traveled", "travelled"),
     ("organize", "organise"), ("realizing", "realising"), ("self-organized", "self-organised"), ("toward", "towards"),
     ("prize", None), ("size", None), ("seize", None), ("practice", None), ("licence", None), ("capsize", None),
     ("practicing", "practising"), ("to practice", None), ("enrollment", "enrolment"), ("snowplow", "snowplough"),
     ("storey", None), ("organised", None), ("tired", None), ("install", None), ("resize", None), ("citizen", None)],
)  # fmt: skip
def test_american_spellings(american: str, expected: str | None) -> None:
    assert british(american) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("走廊尽头的信箱", "zoulang-jintou-xinxiang"), ("一、起因", "qiyin"), ("The box at the end", "box-end"),
     ("……", "section"), ("重来一遍，我会怎么做呢", "zhong-lai-yibian-wohui-zenme")],
)  # fmt: skip
def test_ids_can_be_read_aloud(words: str, expected: str) -> None:
    assert kebab(words) == expected


@settings(max_examples=200, deadline=None)
@example("䶴", set())
@given(st.text(max_size=40), st.sets(st.sampled_from(["section", "jia", "a"])))
def test_an_id_is_always_one(words: str, taken: set[str]) -> None:
    identity = kebab(words, taken=taken)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identity)
    assert identity not in taken
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", person_id(words))


# ---- rename

LINKS = (
    "[甲](../letters-home/zh.md#first-week) [乙](/chapters/letters-home/) [丙](../letters-home/)、"
    "[丁](../letters-home/photos/box.png) [戊][w] `../letters-home/zh.md` letters-home "
    "<a href='../letters-home/zh.md'>己</a>"
    '\n\n[w]: ../letters-home/zh.md#later "题"'
)
OTHER = ORIGINAL.replace("信箱挂上墙。", LINKS)


@pytest.mark.parametrize(
    "form",
    [
        "[甲](X/zh.md)",
        "[甲](<X/zh.md>)",
        "[甲](X/zh.md 'X/zh.md')",
        '[甲](X/zh.md#later "题")',
        "[甲](/chapters/OLD/?a=1#later)",
        "[甲](X)",
        "[![木箱](photos/a.png)](X/zh.md)",
        '[甲][w]\n\n[w]: X/zh.md "题"',
        "[甲]\n\n[甲]: <X/zh.md#later>",
        "[甲][]\n\n[甲]:\n  X/zh.md",
        "<a href='X/zh.md'>甲</a>",
        '<a class="a" href="X/zh.md">甲</a>',
        "<a href=X/zh.md>甲</a>",
        "<p><a\nhref='X/en.md#later'>甲</a></p>",
        "> 引 [甲](X/zh.md)",
        "- 一\n  [甲](X/zh.md)",
        "| 一 |\n|--|\n| [甲](X/zh.md) |",
        "注[^1]\n\n[^1]: 见[甲](X/zh.md)。",
        "`[乙](K/zh.md)`和[甲](X/zh.md)",
        "    [乙](K/zh.md)\n\n[甲](X/zh.md)",
        "```\n[乙](K/zh.md)\n```\n\n[甲](X/zh.md)",
        "<!-- [乙](K/zh.md) -->\n\n[甲](X/zh.md)",
        "<!--\n<a href='K/zh.md'>乙</a>\n-->\n\n<a href='X/zh.md'>甲</a>",
        "K和chapters/KEPT [甲](X/zh.md)",
    ],
)
def test_every_way_of_writing_a_link_follows(form: str) -> None:
    path = PurePosixPath("chapters/other/zh.md")
    before = form.replace("X", "../letters-home").replace("OLD", "letters-home")
    after = form.replace("X", "../away").replace("OLD", "away")
    kept = [("K", "../letters-home"), ("KEPT", "letters-home")]
    for word, meant in reversed(kept):
        before, after = before.replace(word, meant), after.replace(word, meant)
    assert with_links(path, before, "letters-home", "away") == after.replace(
        "'../away/zh.md')", "'../letters-home/zh.md')"
    )


def test_rename_moves_a_chapter_with_every_link_to_it(write_book: WriteBook) -> None:
    settings_file = read(write_book(name="plain"), "chapters/book.yml") + "featured:\n  - letters-home # 首页\n"
    root = write_book({
        "chapters/book.yml": settings_file, ZH: ORIGINAL, EN: TRANSLATION, "chapters/other/zh.md": OTHER,
            "chapters/letters-home/photos/box.png": picture(),
        "docs/zh/about.md": "---\ntitle: 关于\ndescription: 关于。\n---\n## 本书 {#book}\n\n"
            "见[信](../../chapters/letters-home/zh.md)。\n",
    })  # fmt: skip
    assert command("translate", "start", "letters-home", "--root", root).returncode == 0
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A book")
    before = command("check", "--root", root)
    done = command("rename", "letters-home", "letters-away", "--root", root)
    assert done.returncode == 0, done.stderr
    assert not (root / "chapters/letters-home").exists()
    assert {path.name for path in (root / "chapters/letters-away").iterdir()} == {
        "zh.md",
        "en.md",
        "en.sync.yml",
        "photos",
    }
    assert "\naliases: [letters-home]\n---" in read(root, "chapters/letters-away/zh.md")
    expected = LINKS.replace("../letters-home/", "../letters-away/").replace("rs/letters-home/", "rs/letters-away/")
    assert expected.replace("`../letters-away/", "`../letters-home/") in read(root, "chapters/other/zh.md")
    assert "(../../chapters/letters-away/zh.md)" in read(root, "docs/zh/about.md")
    assert "featured:\n  - letters-away # 首页\n" in read(root, "chapters/book.yml")
    assert git(root, "diff", "--cached", "--name-only") == ""
    after = command("check", "--root", root)
    assert after.stdout.replace("letters-away", "letters-home") == before.stdout
    assert command("build", "--root", root, "--out", root / "out").returncode == 0
    page = read(root, "out/chapters/other/index.html")
    addresses = [f"../letters-away/{anchor}" for anchor in ("#first-week", "", "", "#later", "")]
    assert re.findall(r'href=["\'](\.\./letters-away/(?:#[^"\']*)?)["\']', page)[:5] == addresses
    assert "../letters-away/" in read(root, "out/chapters/letters-home/index.html")
    shutil.rmtree(root / "out")
    back = command("rename", "letters-away", "letters-home", "--root", root)
    assert back.returncode == 0, back.stderr
    assert "\naliases: [letters-away]\n---" in read(root, ZH)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [("letters-home", "other", "is there already"), ("letters-home", "Away", "cannot be an address"),
     ("letters-home", "first", "earlier address of 'other'"), ("nowhere", "away", "no chapter"),
     ("letters-home", "../away", "cannot be an address"), ("broken", "away", "has errors")],
)  # fmt: skip
def test_rename_refuses_and_changes_nothing(old: str, new: str, reason: str, write_book: WriteBook) -> None:
    other = ORIGINAL.replace("written:", "aliases: [first]\nwritten:")
    root = write_book({ZH: ORIGINAL, "chapters/other/zh.md": other, "chapters/broken/zh.md": "甲"})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = command("rename", old, new, "--root", root)
    assert (done.returncode, reason in done.stderr) == (2, True)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


# ---- new


def test_new_writes_what_only_a_person_must_fill_in_and_asks_nobody(write_book: WriteBook) -> None:
    root = write_book()
    done = command("new", "letters", "--title", "信: 一", "--kind", "illustrative", "--author", "editors",
                   "--practice", "letter-box", "--written", "2026-11", "--root", root)  # fmt: skip
    assert done.returncode == 0
    text = read(root, "chapters/letters/zh.md")
    assert text.startswith('---\ntitle: "信: 一"\nsummary: #')
    assert set(re.findall(r"the key '(\w+)' is empty", done.stdout)) == {
        "summary", "at", "how", "challenge", "response", "children",
    }  # fmt: skip
    again = command("new", "letters", "--root", root)
    assert again.returncode == 2
    assert read(root, "chapters/letters/zh.md") == text
    for wrong in (["Letters"], ["../up"], ["fresh", "--author", "nobody"], ["fresh", "--practice", "leter-box"]):
        assert command("new", *wrong, "--root", root).returncode == 2
    assert [path.name for path in (root / "chapters").iterdir() if path.is_dir()] == ["letters"]


def test_new_asks_at_a_terminal(write_book: WriteBook) -> None:
    import pty  # noqa: PLC0415  # Windows has no such terminals

    root = write_book()
    ours, theirs = pty.openpty()
    os.write(ours, "essay\n信箱\n\neditors\nletter-box\nprimary\n2020-08\n".encode())
    with os.fdopen(ours, "rb"), os.fdopen(theirs, "rb") as terminal:
        done = subprocess.run(
            [sys.executable, "-m", "casebook", "new", "letters", "--root", root],
            stdin=terminal, capture_output=True, encoding="utf-8", check=False, env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "authors, ids of people.yml" in done.stderr
    text = read(root, "chapters/letters/zh.md")
    assert text.startswith("---\ntitle: 信箱\nsummary: #")
    assert "authors: [editors]\n" in text
    assert "  stage: primary\n" in text
    assert "written: 2020-08\n" in text
