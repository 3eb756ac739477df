"""An edition as EPUB 3.3: pandoc sets the texts, and what is around them is ours.

Equal editions give equal bytes: nothing asks the clock, and names and dates follow from the content.

Sources: https://www.w3.org/TR/epub-33/, https://www.w3.org/TR/epub-a11y-11/
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from casebook.edition import Edition
from casebook.press.staging import SHIPPED, motif_of
from casebook.press.zipping import put

from .covers import draw_cover
from .leaves import leaf_of
from .paging import number_pages
from .texts import INSIDE, set_texts
from .wrapping import COVER, STYLE, contents, cover_page, package, title_page

STYLES = (SHIPPED / "assets" / "editions" / "epub.css",)
"""The files, besides the program, that an EPUB is made with."""
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def write_epub(edition: Edition, root: Path, target: Path) -> None:
    """Write an edition of the book in `root` as an EPUB file.

    Raises:
        PandocFailed: pandoc gave up.
    """
    texts, pictures = set_texts(edition, root)
    leaves = [leaf_of(edition, name, content) for name, content in texts.items()]
    pages = number_pages(leaves)
    files = {
        **pictures,
        COVER: draw_cover(edition, motif_of(root)),
        STYLE: b"\n".join(path.read_bytes() for path in STYLES),
        "text/cover.xhtml": cover_page(edition),
        "text/title.xhtml": title_page(edition),
        "contents.xhtml": contents(edition, leaves, pages),
        **{leaf.name: leaf.as_bytes() for leaf in leaves},
    }
    files["package.opf"] = package(edition, list(files), leaves)
    archived = io.BytesIO()
    with zipfile.ZipFile(archived, "w") as archive:
        # The first file says what this is, uncompressed, so that it can be read off the first bytes.
        put(archive, "mimetype", b"application/epub+zip", is_compressed=True)
        put(archive, "META-INF/container.xml", _CONTAINER.encode(), is_compressed=False)
        for name, content in sorted(files.items()):
            put(archive, INSIDE + name, content, is_compressed=name.endswith((".jpg", ".png")))
    target.write_bytes(archived.getvalue())
