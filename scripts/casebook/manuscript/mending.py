"""What can be mended in a file without a look at what it says: ids of headings, and the order of metadata.

Nothing here changes a value, a comment or a word of prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from .form import Form, OriginalForm
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


def with_keys_in_order(yaml: str, form: type[Form]) -> str:
    """Give metadata with its top-level keys in the order of the form; values and comments stay byte for byte.

    A comment above a key goes with it. Metadata that cannot be read, or would say something else, is left as it is.
    """
    before = read_yaml(_NOWHERE, yaml)
    if isinstance(before, list) or not isinstance(before.value, dict):
        return yaml
    order = {name: position for position, name in enumerate(form.model_fields)}
    starts = [(before.keys[(key,)].line - 1, key) for key in before.value]
    lines = yaml.split("\n")
    if len({line for line, _ in starts}) < len(starts) or any(key not in order for _, key in starts):
        return yaml
    parts = _parts(lines, starts)
    ranked = sorted(range(len(parts)), key=lambda index: order[starts[index][1]])
    if ranked == list(range(len(parts))):
        return yaml
    after = "\n".join(line for index in ranked for line in parts[index])
    reread = read_yaml(_NOWHERE, after)
    same = not isinstance(reread, list) and reread.value == before.value
    return after if same else yaml


_NOWHERE = PurePosixPath("metadata")


def _parts(lines: Sequence[str], starts: Sequence[tuple[int, str]]) -> list[list[str]]:
    """Cut metadata into one part a key: its lines, and the comments and empty lines just above it."""
    firsts: list[int] = []
    for line, _ in starts:
        first = line
        while first > 0 and (not lines[first - 1].strip() or lines[first - 1].startswith("#")):
            first -= 1
        firsts.append(first)
    firsts[0] = 0
    return [list(lines[first:last]) for first, last in zip(firsts, [*firsts[1:], len(lines)], strict=True)]


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
