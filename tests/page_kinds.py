"""Which pages of some sites to look at, so that every kind of page and everything that can stand on one is seen."""

from __future__ import annotations

from collections.abc import Mapping

from html_pages import Page, Site


def kinds(sites: Mapping[str, Site]) -> list[str]:
    """Give the addresses of few pages which have, in each language, every kind, class and element of all the sites.

    `sites` are by the address under which each is served. A page that leads on at once is none to look at.
    """
    wanted = {
        url + name.removesuffix("index.html"): _features(page)
        for url, site in sites.items()
        for name, page in sorted(site.pages.items())
        if not page.all("meta", **{"http-equiv": "refresh"})
    }
    missing = set[tuple[str, ...]]().union(*wanted.values())
    chosen: list[str] = []
    while missing:
        # The page that adds most; of equals the first.
        best = max(wanted, key=lambda address: len(wanted[address] & missing))
        chosen.append(best)
        missing -= wanted[best]
    return sorted(chosen)


def _features(page: Page) -> frozenset[tuple[str, ...]]:
    language = page.one("html").attrs["lang"]
    found = {(language, "kind", page.one("body").attrs["class"])}
    for each in page.elements:
        found.add((language, "element", each.tag))
        found.update((language, "class", name) for name in each.attrs.get("class", "").split())
    return frozenset(found)
