"""The command around photos: take out of their files what should not be in a public repository."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casebook.review.photos import TRACES

from .sharing import counted, language_of, root_of, stop, with_language, with_root


@click.command("clean-photos")
@click.argument("slugs", nargs=-1, metavar="[SLUG]…")
@with_root
@with_language
@click.pass_obj
def clean_photos(root: Path | None, slugs: tuple[str, ...], own_root: Path | None, language: str | None) -> None:
    """Take place, camera and everything else but the picture out of photos.

    Of the chapters named, or of all. The pixels stay as they are; the way up is kept.
    """
    from casebook.press.cleaning import clean_photos as clean

    folder, spoken = root_of(own_root or root, language), language_of(language)
    for slug in slugs:
        if not (folder / "chapters" / slug).is_dir():
            stop(2, f"there is no chapter '{slug}'", f"没有“{slug}”这一篇", spoken)
    is_chinese = spoken == "zh"
    cleaned = left = 0
    for each in clean(folder, slugs):
        if each.trouble:
            left += 1
            said = (
                "没有改动：读不出来，请看 casebook check"
                if is_chinese
                else "left as it is: it cannot be read; see 'casebook check'"
            )
            click.echo(f"{each.photo}: {said}")
        elif each.removed:
            cleaned += 1
            told = [TRACES[trace].within(spoken) for trace in each.removed]
            click.echo(
                f"{each.photo}：清除了{'、'.join(told)}" if is_chinese else f"{each.photo}: took out {', '.join(told)}"
            )
    click.echo(
        f"清理了 {cleaned} 张照片，画面没有改动"
        if is_chinese
        else f"{counted(cleaned, 'photo')} cleaned; the pictures are unchanged",
        err=True,
    )
    if left:
        sys.exit(1)
