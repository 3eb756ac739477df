"""Citations as files that reference managers read: CSL-JSON, BibTeX and RIS.

Sources: the CSL-JSON schema 1.0 of citationstyles.org; BibTeX 0.99d with the fields `url`, `translator` and `language`
that biblatex and the styles after GB/T 7714 read; the RIS specification of Research Information Systems (2011).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from casebook.site.citing import HAN, Citation, Name

from .plainness import one_line

_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "%&$#_{}"},
}
# A brace counts for BibTeX even behind a backslash, so one without its twin would end the value in the wrong place.
_LONE_BRACES = {**_LATEX, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_SPECIAL = re.compile("[" + re.escape("".join(_LATEX)) + "]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def csl_json(citation: Citation) -> str:
    """Give a citation as CSL-JSON: a list with one item, dates as numbers, names in parts where parts are known."""
    item: dict[str, object] = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "author": [_csl_name(each) for each in citation.authors],
        "translator": [_csl_name(each) for each in citation.translators],
        "original-title": citation.original,
        "container-title": citation.site,
        "issued": {"date-parts": [[int(part) for part in citation.written.split("-")]]} if citation.written else None,
        "genre": citation.genre,
        "abstract": citation.summary,
        "language": citation.tag,
        "license": citation.licence,
        "URL": citation.url,
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def bibtex(citation: Citation) -> str:
    """Give a citation as an entry of BibTeX, every value safe for LaTeX and its title with the capitals it has."""
    year, month, day, *_ = [*citation.written.split("-"), "", "", ""]
    fields = {
        "author": _braced(" and ".join(map(_bibtex_name, citation.authors))),
        "title": _braced(f"{{{_latex(citation.title)}}}"),
        "translator": _braced(" and ".join(map(_bibtex_name, citation.translators))),
        "howpublished": _braced(_latex(citation.site)),
        "year": _braced(year),
        # The months are macros of every style, which name them in its language.
        "month": _MONTHS[int(month) - 1] if month else "",
        "day": _braced(day),
        "note": _braced(_latex(citation.genre)),
        "abstract": _braced(_latex(citation.summary)),
        "language": _braced(citation.tag),
        "copyright": _braced(_latex(citation.licence)),
        "url": _braced(citation.url),
    }
    rows = [f"  {key} = {value}" for key, value in fields.items() if value]
    return f"@misc{{{citation.key},\n" + ",\n".join(rows) + "\n}\n"


def ris(citation: Citation) -> str:
    """Give a citation as a record of RIS; its lines end as the format asks, with CR and LF."""
    year, month, day, *_ = [*citation.written.split("-"), "", "", ""]
    rows = [
        ("TY", "ELEC"),
        *(("AU", each.inverted) for each in citation.authors),
        ("TI", citation.title),
        *(("A4", each.inverted) for each in citation.translators),
        ("OP", citation.original),
        ("T2", citation.site),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("M3", citation.genre),
        ("AB", citation.summary),
        ("LA", citation.tag),
        ("C1", citation.licence),
        ("UR", citation.url),
        ("ID", citation.key),
    ]
    lines = [f"{tag}  - {value}" for tag, text in rows if (value := one_line(text))]
    return "\r\n".join([*lines, "ER  - ", ""])


FILES: Mapping[str, Callable[[Citation], str]] = {"cite.bib": bibtex, "cite.ris": ris, "cite.json": csl_json}
"""What writes each file that stands beside a page."""


def _csl_name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.whole}


def _bibtex_name(name: Name) -> str:
    # In braces a name is one piece: a body's, one that nobody divided, and a Chinese one, which has no comma.
    if not name.given or HAN.search(name.whole):
        return f"{{{_latex(name.whole)}}}"
    return f"{{{_latex(name.family)}}}, {{{_latex(name.given)}}}"


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _latex(text: str) -> str:
    line = one_line(text)
    written = _LATEX if _has_braces_in_pairs(line) else _LONE_BRACES
    return _SPECIAL.sub(lambda match: written[match[0]], line)


def _has_braces_in_pairs(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
