"""Writing down how a built site is to be served: into the site for hosts that look there, and beside it for nginx."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from casebook.manuscript import Book
from casebook.site import headers_file, nginx_conf


def write_hosting(book: Book, site: Path, beside: Path) -> None:
    """Write `_headers` into a site that has all its other files, and `nginx.conf` into the folder `beside`."""
    files = [PurePosixPath(path.relative_to(site).as_posix()) for path in site.rglob("*") if path.is_file()]
    own = PurePosixPath("_headers")
    (site / own).write_text(headers_file(file for file in files if file != own), encoding="utf-8")
    beside.mkdir(parents=True, exist_ok=True)
    (beside / "nginx.conf").write_text(nginx_conf(book), encoding="utf-8")
