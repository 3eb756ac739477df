"""The full-text index of a rendered site: one Pagefind bundle for every language.

Pagefind's indexer and its client cut Chinese into different words, so a search for a school may miss it. Here every Han
character is a word of its own: it is surrounded by spaces in the copy that is indexed, and the client asks for adjacent
characters. Punctuation counts as a word too, so that nothing is found across it.

Pagefind's own filters come out in another order at every run. What a search is narrowed down by stands in
search/catalogue.json instead, and `search/pages.json` says which page each entry of the index is; so the same pages
give the same bundle, and the client counts without fetching anything.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pagefind_bin_extended

BUNDLE = "pagefind"
"""The folder of the bundle, from the root of the site."""

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PUNCTUATION = "，。！？；：、…—·“”‘’《》（）〈〉「」『』【】,.!?;:()"
_SINGLE = re.compile(rf"(&#?\w+;)|([{_HAN}]|[{re.escape(_PUNCTUATION)}])")
_TAG = re.compile(r"(<[^>]*>)")
# The end of a block whose last sign is none of the punctuation, perhaps with the ends of what is inline before it.
_OPEN_END = re.compile(
    rf"([^\s<>{re.escape(_PUNCTUATION)}](?:\s|</(?:a|abbr|b|cite|code|em|i|q|small|span|strong|sub|sup|time)>)*)"
    r"(?=</(?:h[1-6]|p|li|t[dh]|d[td]|div|blockquote|caption|figcaption|summary|section|header)>)"
)
_MAIN = re.compile(r"<main[^>]* data-searched[^>]*>(.*)</main>", re.DOTALL)
_LEFT_OUT = ("nav", "footer", "[data-search-ignore]")
_FRAGMENT_MARK = b"pagefind_dcd"
# The engine comes with a search box, a highlighter and stemmers of its own; ours needs the engine only.
_KEPT = re.compile(r"^(pagefind(-worker)?\.js|pagefind-entry\.json|wasm\.en\.pagefind|.*\.pf_(meta|index|fragment))$")


class IndexingError(Exception):
    """The indexer failed; the message is its own."""


def write_index(site: Path) -> int:
    """Write the bundle of a rendered site into it, and give the number of pages that can be found.

    Raises:
        IndexingError: the indexer could not read the pages.
    """
    copies = indexing_copies(site)
    folder = site / BUNDLE
    shutil.rmtree(folder, ignore_errors=True)
    pages: dict[str, str] = {}
    if copies:
        with tempfile.TemporaryDirectory() as temporary:
            for url, html in copies.items():
                path = Path(temporary) / "site" / url / "index.html"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(html, encoding="utf-8")
            bundle = Path(temporary) / "bundle"
            _index(Path(temporary) / "site", bundle)
            for path in sorted(bundle.rglob("*")):
                if path.is_file() and _KEPT.match(path.name):
                    target = folder / path.relative_to(bundle)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target)
            pages = _pages(bundle)
    listing = site / "search" / "pages.json"
    listing.parent.mkdir(exist_ok=True)
    listing.write_text(json.dumps(pages, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
    return len(copies)


def indexing_copies(site: Path) -> dict[str, str]:
    """Give what the indexer reads of every page of a rendered site that is to be found, by address from the root."""
    return {
        url: f'<!doctype html><html lang="en"><body data-pagefind-body>{spaced(main)}</body></html>'
        for url, main in searched_parts(site).items()
    }


def searched_parts(site: Path) -> dict[str, str]:
    """Give the HTML inside <main> of every page of a rendered site that is to be found, by address from the root."""
    parts: dict[str, str] = {}
    for path in sorted(site.rglob("index.html")):
        if match := _MAIN.search(path.read_text(encoding="utf-8")):
            url = path.parent.relative_to(site).as_posix()
            parts["" if url == "." else f"{url}/"] = match[1]
    return parts


def spaced(html: str) -> str:
    """Surround every Han character and punctuation mark of an HTML text with spaces; tags stay as they are.

    A block that ends without punctuation gets a full stop as a word of its own. The engine would write one straight
    after the last word, which then is another word; and without any, a phrase could begin in one block and end in the
    next.
    """
    parts = _TAG.split(html)
    parts[::2] = [_SINGLE.sub(lambda found: found[1] or f" {found[2]} ", text) for text in parts[::2]]
    return _OPEN_END.sub(r"\1 . ", "".join(parts))


def _index(site: Path, bundle: Path) -> None:
    # The package's Python interface waits a tenth of a second for every page; the program itself does not.
    left_out = [part for selector in _LEFT_OUT for part in ("--exclude-selectors", selector)]
    result = subprocess.run(  # noqa: S603  # our own program, from the lock
        [
            pagefind_bin_extended.get_executable(),
            *("--site", site, "--output-path", bundle, "--force-language", "en"),
            *("--include-characters", _PUNCTUATION, *left_out),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if result.returncode != 0:
        raise IndexingError(result.stderr.strip() or result.stdout.strip())


def _pages(bundle: Path) -> dict[str, str]:
    """Give the address of each page of the index by the name under which the engine knows it."""
    pages: dict[str, str] = {}
    for path in (bundle / "fragment").glob("*.pf_fragment"):
        content = gzip.decompress(path.read_bytes()).removeprefix(_FRAGMENT_MARK)
        pages[path.stem] = json.loads(content)["url"].removeprefix("/")
    return pages
