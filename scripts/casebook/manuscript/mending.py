"""What can be mended in a file without a look at what it says: ids of headings, and the alias of a moved chapter.

Nothing here changes a word of prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from .form import OriginalForm
from .key_order import with_keys_in_order
from .pinyin import kebab
from .text import Text
from .yamltext import read_yaml

_SETEXT = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")


def with_heading_ids(text: Text, like: Text | None = None) -> str:
    """Give a body in which every heading has an id: by its words, or as the headings of its original have it.

    A translation whose headings are not those of its original, one for one, is left as it is: which belongs to which
    takes a person to say.
    """
    missing = [heading for heading in text.headings if heading.id is None]
    if not missing:
        return text.markdown
    if like is not None and [each.level for each in like.headings] != [each.level for each in text.headings]:
        return text.markdown
    lines = text.markdown.split("\n")
    taken = set(text.ids)
    for position, heading in enumerate(text.headings):
        if heading.id is not None:
            continue
        identity = like.headings[position].id if like is not None else kebab(heading.title, taken=taken)
        is_in_block = not lines[heading.line].lstrip().startswith("#") and not _is_setext(lines, heading.line)
        if identity is None or (like is not None and identity in taken) or is_in_block:
            continue
        taken.add(identity)
        lines[heading.line] = f"{_CLOSING.sub('', lines[heading.line]).rstrip()} {{#{identity}}}"
    return "\n".join(lines)


def _is_setext(lines: Sequence[str], line: int) -> bool:
    return line + 1 < len(lines) and bool(_SETEXT.match(lines[line + 1]))


_NOWHERE = PurePosixPath("metadata")


def with_alias(yaml: str, alias: str, *, instead_of: str | None = None) -> str:
    """Give the metadata of an original with one more earlier address, and without `instead_of` if it was one.

    A list in brackets or with hyphens is continued as it is; where there is none, one is added in its place.
    """
    read = read_yaml(_NOWHERE, yaml)
    if isinstance(read, list) or not isinstance(read.value, dict):
        return yaml
    written = read.value.get("aliases")
    present = [str(each) for each in written] if isinstance(written, list) else []
    wanted = [*(each for each in present if each not in (alias, instead_of)), alias]
    if wanted == present:
        return yaml
    line = f"aliases: [{', '.join(wanted)}]"
    lines = yaml.split("\n")
    if "aliases" not in read.value:
        return with_keys_in_order("\n".join([*lines, line]) if yaml.strip() else line, OriginalForm)
    first = read.keys[("aliases",)].line - 1
    later = [read.keys[(key,)].line - 1 for key in read.value if read.keys[(key,)].line - 1 > first]
    last = min(later, default=len(lines))
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    if present and wanted[:-1] == present and lines[first].partition("#")[0].strip() == "aliases:":
        indent = re.match(r"[ ]*", lines[last - 1])
        return "\n".join([*lines[:last], f"{indent[0] if indent else ''}- {alias}", *lines[last:]])
    return "\n".join([*lines[:first], line, *lines[last:]])
