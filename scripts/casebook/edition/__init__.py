"""Book → editions as whole documents: the book, a pack of one practice or chosen chapters, in one language or in two.

An edition is made of what the site's pages are made of, in the elements that pandoc reads, and knows nothing of the
programs that make files of it.
"""

from .document import blocks_of, document_of, part_blocks, section_blocks, title_of
from .edition import Contributor, Edition, Part, Scope, Section, Words
from .making import NothingToRead, States, of_chapters, of_practice, whole

__all__ = [
    "Contributor",
    "Edition",
    "NothingToRead",
    "Part",
    "Scope",
    "Section",
    "States",
    "Words",
    "blocks_of",
    "document_of",
    "of_chapters",
    "of_practice",
    "part_blocks",
    "section_blocks",
    "title_of",
    "whole",
]
