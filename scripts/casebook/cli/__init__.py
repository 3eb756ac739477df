"""The command line: arguments → one call → an exit code.

0: clean. 1: findings. 2: could not run. Findings go to standard output, everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from .finding import Commands

__all__ = ["main"]

_COMMANDS = {
    "build": "casebook.cli.book:build",
    "pack": "casebook.cli.book:pack",
    "edition": "casebook.cli.editions:edition",
    "serve": "casebook.cli.book:serve",
    "check": "casebook.cli.book:check",
    "init": "casebook.cli.book:init",
    "rules": "casebook.cli.book:rules",
    "new": "casebook.cli.beginning:new",
    "import": "casebook.cli.importing:import_",
    "fix": "casebook.cli.fixing:fix",
    "rename": "casebook.cli.renaming:rename",
    "clean-photos": "casebook.cli.photos:clean_photos",
    "schema": "casebook.cli.describing:schema",
    "withdraw": "casebook.cli.withdrawing:withdraw",
    "status": "casebook.cli.status:status",
    "translate": "casebook.cli.translate:translate",
}


@click.group(cls=Commands, places=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="The book's folder.")
@click.version_option(package_name="casebook")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Publish a bilingual casebook: check it, build it, look at it.

    \b
    Start here:  casebook serve     look at the book while you write
                 casebook check     everything that is wrong, at its line
                 casebook build     the site, in the folder site/
                 python3 scripts/book.py test    every test; --no-browser leaves the browser out
    """  # noqa: D301  # \b is what click takes for "do not fill these lines"
    context.obj = root
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not be in UTF-8; a finding must still be printed.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Material announces its own successor at every start; that is a matter for docs/decisions.md, not for editors.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
