"""Starting pandoc, with bounds of time and memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pypandoc

_SECONDS = 120
_PROGRAM = Path(pypandoc.__file__).with_name("files") / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
"""The one that the lock names. `pypandoc.get_pandoc_path` takes whichever on the computer answers and is newest."""


class PandocFailed(Exception):
    """Pandoc took too long or gave up; the message is what it said."""


def run(arguments: Sequence[str], given: bytes = b"", *, folder: Path | None = None) -> bytes:
    """Give what pandoc writes to its standard output for some input, started in a folder.

    Raises:
        PandocFailed: it took too long, or gave up.
    """
    try:
        done = subprocess.run(  # noqa: S603  # the arguments are ours
            [_PROGRAM, *arguments, "+RTS", "-M1g", "-RTS"],
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            cwd=folder,
        )
    except subprocess.TimeoutExpired as error:
        raise PandocFailed(f"no end after {_SECONDS} s") from error
    if done.returncode != 0:
        raise PandocFailed(done.stderr.decode("utf-8", errors="replace").strip())
    return done.stdout
