"""The book for machines: how it is found, cited and read by programs.

Everything here says what the pages say, in the forms that others have agreed on; nothing is in it that a page does not
show. `records` gives the files, `described` what the head of a page says, and `plain_texts` the chapters as Markdown.
"""

from .dates import site_changed_on
from .files import plain_texts, records
from .heads import described
from .sitemap import robots_txt, sitemap_xml

__all__ = ["described", "plain_texts", "records", "robots_txt", "site_changed_on", "sitemap_xml"]
