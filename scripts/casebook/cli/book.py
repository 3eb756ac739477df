"""The commands around a book as a whole: build it, look at it, check it, begin one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casebook.manuscript import Severity
from casebook.press import reporting
from casebook.press.preparing import Checked, NotPublishable
from casebook.press.preparing import check as check_book
from casebook.review import claims

from .sharing import counted, language_of, report, root_of, say, short, stop, with_language, with_root


@click.command()
@with_root
@with_language
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to put the site (default: site/).",
)
@click.option(
    "--editions/--no-editions",
    default=True,
    show_default=True,
    help="Whether to offer files of the whole book with it.",
)
@click.pass_obj
def build(root: Path | None, own_root: Path | None, language: str | None, out: Path | None, *, editions: bool) -> None:
    """Build the site. Errors leave the last good one untouched."""
    from casebook.press.building import UnsafeOutput
    from casebook.press.building import build as build_site
    from casebook.press.editions.paper import NotPrintable
    from casebook.press.mkdocs_plugin import RenderError
    from casebook.press.pandoc import PandocFailed

    folder, spoken = root_of(own_root or root, language), language_of(language)
    try:
        built = build_site(folder, out, editions=editions)
    except NotPublishable as error:
        report(error.checked.diagnostics, spoken)
        stop(1, "not built; the last good site is untouched", "没有生成网站；原有的网站没有改动", spoken)
    except UnsafeOutput as error:
        stop(2, f"not built: {error}", f"没有生成网站：{error}", spoken)
    except NotPrintable as error:
        stop(1, f"not built: {error.message.en}", f"没有生成网站：{error.message.zh}", spoken)
    except (PandocFailed, RenderError) as error:
        stop(2, f"not built: {error}", f"没有生成网站：{error}", spoken)
    if built.diagnostics:
        say(reporting.as_text(built.diagnostics, spoken), err=True, nl=False)
    shown = short(built.folder)
    click.echo(
        f"{shown}: {counted(built.chapters, 'chapter')} in {counted(built.languages, 'language')}, "
        f"{built.pages} pages, {counted(built.editions, 'edition')}"
        if spoken != "zh"
        else f"{shown}：{built.chapters} 篇，{built.languages} 种语言，{built.pages} 页，附 {built.editions} 个版本文件"
    )
    say("look at it:  casebook serve" if spoken != "zh" else "查看：casebook serve")


@click.command()
@with_root
@with_language
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to put the file (default: book.zip or book.zim).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["zip", "zim"]),
    default="zip",
    show_default=True,
    help="A zip file to unpack, or an archive that the Kiwix programs read and schools' servers give out.",
)
@click.option("--only", multiple=True, metavar="CODE", help="A language to pack; may be given again (default: all).")
@click.pass_obj
def pack(
    root: Path | None, own_root: Path | None, language: str | None, out: Path | None, form: str, only: tuple[str, ...]
) -> None:
    """Pack the site into one file for places without a network.

    A zip file is unpacked into a folder or onto a USB stick: READ-ME.html opens it, and nothing is installed. A ZIM
    archive stays one file, and is opened by Kiwix on a phone or a computer, or by a school's own server.
    """
    from casebook.press.mkdocs_plugin import RenderError
    from casebook.press.packing import NotPortable
    from casebook.press.packing import pack as pack_site
    from casebook.press.portable import NoSuchLanguage
    from casebook.press.unserved import NotUnserved
    from casebook.press.zim import NotArchived

    folder, spoken = root_of(own_root or root, language), language_of(language)
    try:
        packed = pack_site(folder, out, only, form=form)
    except NotPublishable as error:
        report(error.checked.diagnostics, spoken)
        stop(1, "not packed", "没有打包", spoken)
    except NoSuchLanguage as error:
        stop(2, f"not packed: the book has no language '{error}'", f"没有打包：这本书没有“{error}”这种语言", spoken)
    except NotPortable as error:
        stop(
            2,
            f"not packed: Windows could not unpack a file of this name: {error}",
            f"没有打包：这个文件名在Windows上解压不出来：{error}",
            spoken,
        )
    except (NotArchived, NotUnserved, RenderError) as error:
        stop(2, f"not packed: {error}", f"没有打包：{error}", spoken)
    except OSError as error:
        stop(
            2,
            f"not packed: {error.strerror}: {error.filename}",
            f"没有打包：{error.strerror}：{error.filename}",
            spoken,
        )
    shown, size, unpacked = short(packed.path), _megabytes(packed.size), _megabytes(packed.unpacked)
    facts = (
        f"{shown}: {counted(packed.pages, 'page')}, {size} MB"
        if spoken != "zh"
        else f"{shown}：{packed.pages} 页，{size} MB"
    )
    # Nobody unpacks an archive: its readers look into it as it is.
    then = "" if form == "zim" else f", {unpacked} MB when unpacked" if spoken != "zh" else f"，解压后 {unpacked} MB"
    click.echo(facts + then)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"


@click.command()
@with_root
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@click.pass_obj
def serve(root: Path | None, own_root: Path | None, address: str) -> None:
    """Show the book in a browser, with drafts, and again after every change.

    A broken chapter shows what is wrong with it, and comes back when it is mended.
    """
    from casebook.press.mkdocs_plugin import RenderError, preview

    try:
        preview(root_of(own_root or root), address)
    except RenderError as error:
        stop(2, str(error), str(error), "en")
    except OSError as error:
        stop(
            2,
            f"cannot serve at {address}: {error.strerror}",
            f"无法在 {address} 提供预览：{error.strerror}",
            language_of(None),
        )


@click.command()
@with_root
@with_language
@click.option("--format", "form", type=click.Choice(list(reporting.FORMATS)), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice([each.value for each in Severity]), default="error", show_default=True)
@click.pass_obj
def check(root: Path | None, own_root: Path | None, language: str | None, form: str, fail_on: str) -> None:
    """List everything that is wrong with the book, each at its line."""
    folder, spoken = root_of(own_root or root, language), language_of(language)
    checked = check_book(folder)
    say(reporting.FORMATS[form](checked.diagnostics, spoken, folder), nl=False)
    errors, warnings = len(checked.errors), len(checked.diagnostics) - len(checked.errors)
    click.echo(
        f"{_count(checked)}{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        if spoken != "zh"
        else f"{_count(checked, zh=True)}{errors} 个错误，{warnings} 个提醒",
        err=True,
    )
    if errors or (warnings and fail_on == Severity.WARNING):
        sys.exit(1)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--root", hidden=True, expose_value=False, type=click.Path())
def init(folder: Path) -> None:
    """Make a new, empty book that builds at once."""
    from casebook.press.scaffolding import NotEmpty, scaffold

    try:
        scaffold(folder)
    except NotEmpty:
        stop(
            2,
            f"{folder} is not empty; nothing was written",
            f"{folder} 不是空文件夹；没有写入任何文件",
            language_of(None),
        )
    click.echo(f"{folder}: a new book; now  casebook --root {folder} serve")


@click.command()
@click.option("--root", hidden=True, expose_value=False, type=click.Path())
@with_language
def rules(language: str | None) -> None:
    """List everything that should hold of a book, with a bad and a good example."""
    spoken = language_of(language)
    bad, good = ("错误", "正确") if spoken == "zh" else ("bad", "good")
    for claim in claims():
        click.echo(f"{claim.id} ({claim.severity})\n    {claim.summary.within(spoken)}")
        click.echo(_example(bad, claim.bad) + _example(good, claim.good))


def _count(checked: Checked, *, zh: bool = False) -> str:
    if checked.book is None:
        return ""
    chapters = len(checked.book.chapters) + len(checked.book.broken) + len(checked.book.withdrawn)
    return f"{chapters} 篇：" if zh else f"{counted(chapters, 'chapter')}: "


def _example(label: str, text: str) -> str:
    first, *rest = text.splitlines()
    return "".join([f"    {label + ':':6}{first}\n", *(f"          {line}\n" for line in rest)])
