"""Taking a chapter or a passage back."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casebook.manuscript import Book, Message, nearest

from .recording import known_person
from .sharing import language_of, readable_book, root_of, short, stop, today, with_language, with_root

if TYPE_CHECKING:
    from casebook.press.withdrawing import Taken


_WITHOUT_HISTORY = Message(
    "What is left: publish the site again. Copies that others have cannot be called back.",
    "接下来：重新发布网站。已被别人下载的副本，我们收不回来。",
)
_PURGE_WORDS = Message(
    "git filter-repo --replace-text words.txt   (in words.txt, one withdrawn text a line)",
    "git filter-repo --replace-text words.txt（words.txt 里每行写一处已撤回的文字）",
)
_HISTORY = Message(
    """\
What is left:
1. Commit and push this change; the published site follows.
2. The history has commits that touch this folder ({commits}), and the old text can be read there. To clear it, make a
   backup first, then run
   {purge}
   Then force-push every branch and tag, ask the host to clear its caches and the old versions in pull requests, and ask
   everybody who has a copy to clone anew.
3. Forks, downloads and snapshots of search engines cannot be called back; search engines take requests for removal.""",
    """\
接下来：
1. 提交并推送这次改动，网站随即更新。
2. 仓库历史里有{commits}次提交碰过这个文件夹，旧文仍可查到。要一并清除，请先备份，再运行：
   {purge}
   然后强制推送所有分支和标签，请代码托管方清除缓存和合并请求里的旧版本，并请每一位有副本的人重新克隆。
3. 别人的分叉、下载的文件和搜索引擎的快照，我们收不回来；搜索引擎可以申请移除。""",
)


@click.command()
@click.argument("slug")
@with_root
@with_language
@click.option("--by", metavar="PERSON", required=True, help="Who takes it back: an id in people.yml.")
@click.option("--reason", metavar="TEXT", required=True, help="Why, for the editors. Nothing that gives a child away.")
@click.option(
    "--text", "words", metavar="TEXT", multiple=True, help="Take back only the paragraphs that hold these words."
)
@click.option("--heading", metavar="ID", help="Take back only the section under a heading.")
@click.pass_obj
def withdraw(
    root: Path | None,
    slug: str,
    own_root: Path | None,
    language: str | None,
    by: str,
    reason: str,
    words: tuple[str, ...],
    heading: str | None,
) -> None:
    """Take a chapter back, or a passage of it.

    It goes out of both languages, the translation's record and the site; a page, or a line on it, says that something
    was withdrawn. What only a person can do is listed at the end, above all how to clear the repository's history.
    """
    from casebook.press.withdrawing import NothingFound, Reason, Unreadable, withdraw_chapter, withdraw_passage

    folder, spoken = root_of(own_root or root, language), language_of(language)
    book = readable_book(folder, spoken)
    known_person(book, by, spoken)
    said = Reason(by=by, on=today(), why=reason)
    if not (words or heading):
        _known_folder(folder, book, slug, spoken)
        _report(withdraw_chapter(folder, book, slug, said), spoken)
        _finish(folder, slug, spoken, words=())
        return
    if slug not in book.chapters:
        _unknown(book, slug, spoken)
    try:
        taken = withdraw_passage(folder, book, slug, said, words=words, heading=heading)
    except NothingFound:
        stop(
            2,
            "no passage has these words, or no heading this id; nothing was written",
            "没有哪一段有这些字，或没有这个小标题；没有写入任何文件",
            spoken,
        )
    except Unreadable as error:
        stop(
            2,
            f"{error} cannot be read; mend it first (casebook translate repair), or withdraw the whole chapter",
            f"{error} 读不出来；请先修好（casebook translate repair），或者撤回整篇",
            spoken,
        )
    _report(taken, spoken)
    _finish(folder, slug, spoken, words=words)
    if taken.places:
        sys.exit(1)


def _known_folder(root: Path, book: Book, slug: str, spoken: str) -> None:
    """A chapter that is broken can be taken back all the same."""
    known = {*book.chapters, *book.withdrawn, *(each.slug for each in book.broken)}
    if slug not in known or not (root / "chapters" / slug).is_dir():
        _unknown(book, slug, spoken)


def _unknown(book: Book, slug: str, spoken: str) -> None:
    hint = nearest(slug, book.chapters)
    stop(
        2,
        f"there is no chapter '{slug}'. {hint.en if hint else ''}",
        f"没有“{slug}”这一篇。{hint.zh if hint else ''}",
        spoken,
    )


def _report(taken: Taken, spoken: str) -> None:
    zh = spoken == "zh"
    for path in taken.written:
        click.echo(short(path))
    for path in taken.deleted:
        click.echo(f"{short(path)}（已删除）" if zh else f"{short(path)} (deleted)")
    notes = (
        (
            taken.kept_headings,
            "kept, because a practice or a link points at it: the heading",
            "小标题保留，因为有做法或链接指向它：",
        ),
        (
            taken.shared,
            "this passage of the translation also stood for something that stays, and has to be translated again:",
            "这段译文还对应着没有撤回的内容，需要重译：",
        ),
        (
            taken.unsure,
            "nobody had confirmed which original this passage stands for; please look whether the right one went:",
            "这段译文没有人确认过对应哪一段原文，请看看撤下的是否正确：",
        ),
        (taken.places, "the same words still stand here; change them by hand:", "这些字还出现在这里，请手工修改："),
    )
    for items, en, chinese in notes:
        for item in items:
            click.echo(f"{chinese} {item}" if zh else f"{en} {item}", err=True)


def _finish(root: Path, slug: str, spoken: str, *, words: tuple[str, ...]) -> None:
    """Build the site anew where there is one, and say what is left to do."""
    site = root / "site"
    if site.is_dir():
        _rebuild(root, site, spoken)
    _say_what_history_holds(root, slug, spoken, words=words)


def _rebuild(root: Path, site: Path, spoken: str) -> None:
    from casebook.press.building import UnsafeOutput, build
    from casebook.press.mkdocs_plugin import RenderError
    from casebook.press.pandoc import PandocFailed
    from casebook.press.preparing import NotPublishable
    from casebook.site import EDITIONS

    try:
        # A site that was made without files of the whole book stays without.
        build(root, editions=any(path.suffix != ".html" for path in (site / EDITIONS).glob("*.*")))
    except (NotPublishable, PandocFailed, RenderError, UnsafeOutput):
        # A site that still shows it is worse than none.
        for path in site.iterdir():
            if path.name != ".git":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        click.echo(
            "site/ 无法重新生成，为免继续显示，已清空；请运行 casebook check"
            if spoken == "zh"
            else "site/ cannot be built anew and was emptied, so as not to show it any longer; run  casebook check",
            err=True,
        )
    else:
        click.echo(short(site))


def _say_what_history_holds(root: Path, slug: str, spoken: str, *, words: tuple[str, ...]) -> None:
    from casebook.press.withdrawing import commits_holding

    commits = commits_holding(root, slug)
    if not commits:
        click.echo(_WITHOUT_HISTORY.within(spoken), err=True)
        return
    purge = _PURGE_WORDS.within(spoken) if words else f"git filter-repo --invert-paths --path chapters/{slug}/"
    click.echo(_HISTORY.within(spoken).format(commits=commits, purge=purge), err=True)
