"""Book → the site as text: `publish` gives every page and list by path, and nothing here touches the disk.

Pages are Markdown and HTML with a little metadata, so that the renderer can be replaced; what readers see of languages,
practices and translation states is decided here and not by a theme.
"""

from .archiving import archive_facts
from .cards import Card
from .hosting import headers_file, nginx_conf, page_policy
from .offering import FOLDER as EDITIONS
from .offering import Offer
from .pictures import MOST_PIXELS, Rendition
from .publishing import Site, publish
from .reading_me import read_me
from .schemas import schemas
from .view import View, views_of
from .wording import Wording, shipped_keys, wording_of

__all__ = [
    "EDITIONS",
    "MOST_PIXELS",
    "Card",
    "Offer",
    "Rendition",
    "Site",
    "View",
    "Wording",
    "archive_facts",
    "headers_file",
    "nginx_conf",
    "page_policy",
    "publish",
    "read_me",
    "schemas",
    "shipped_keys",
    "views_of",
    "wording_of",
]
