"""No page grows past what a reader on a slow line can be asked to wait for."""

from __future__ import annotations

import gzip
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
from bench.hosting import served
from bench.weighing import Resource, first_visit, slow_down, without_photos

pytestmark = pytest.mark.browser

BUDGETS = yaml.safe_load(Path(__file__).with_name("budgets.yml").read_text(encoding="utf-8"))

WATCH_SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    window.shifts.push({ value, moved: sources.map(({ node }) => node?.nodeName + "." + node?.className) });
  }
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture(scope="module")
def address(built_site: Path) -> Iterator[str]:
    with served(built_site) as found:
        yield found


def heaviest(site: Path) -> dict[tuple[str, str], str]:
    """Give the address of the largest page of each kind and language."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        kind, language = re.search(r'<body class="page-([\w-]+)', html), re.search(r'<html lang="([\w-]+)', html)
        if kind and language:
            key, weight = (kind[1], language[1]), len(gzip.compress(html.encode("utf-8")))
            name = path.relative_to(site).as_posix().removesuffix("index.html")
            found[key] = max(found.get(key, (0, "")), (weight, name))
    return {key: name for key, (_, name) in found.items()}


def limit(resource: Resource) -> int:
    """Give the kilobytes that a resource may weigh; one of an unknown kind may weigh nothing."""
    kind = PurePosixPath(urlsplit(resource.address).path).suffix.removeprefix(".") or "html"
    kilobytes: int = BUDGETS["resources"].get(kind, 0)
    return kilobytes


def too_much(kind: str, resources: Sequence[Resource]) -> str:
    """Say how a visit went past its row, with the resource that is to blame; nothing if it did not."""
    row = BUDGETS["pages"].get(kind)
    if row is None:
        return f"pages of the kind '{kind}' have no row in tests/budgets.yml"
    total = sum(each.size for each in resources) / 1000
    said = [
        f"{each.address} weighs {each.size / 1000:.1f} kB, and may weigh {limit(each)}"
        for each in resources
        if each.size / 1000 > limit(each)
    ]
    if total > row["kilobytes"]:
        said.append(f"{total:.1f} kB; a page of the kind '{kind}' may cost {row['kilobytes']} kB")
    if len(resources) > row["requests"]:
        said.append(f"{len(resources)} requests; a page of the kind '{kind}' may make {row['requests']}")
    if said:
        heaviest_first = sorted(resources, key=lambda each: -each.size)
        said += [f"  {each.size / 1000:6.1f} kB  {each.kind}  {each.address}" for each in heaviest_first]
    return "\n".join(said)


@pytest.fixture(scope="module")
def visits(browser: Browser, built_site: Path, address: str) -> dict[tuple[str, str], list[Resource]]:
    """Visit the largest page of each kind and language."""
    return {key: first_visit(browser, address + name) for key, name in heaviest(built_site).items()}


def test_no_kind_of_page_costs_more_than_its_row(visits: dict[tuple[str, str], list[Resource]]) -> None:
    assert len({language for _, language in visits}) == 2
    said = [
        f"{kind} ({language}): {words}"
        for (kind, language), resources in visits.items()
        if (words := too_much(kind, without_photos(resources)))
    ]
    assert not said, "\n".join(said)


def test_no_page_fetches_a_font_or_asks_another_host(
    visits: dict[tuple[str, str], list[Resource]], address: str
) -> None:
    for resources in visits.values():
        for each in resources:
            assert each.kind != "Font", each.address
            assert each.address.startswith(address), each.address


def test_what_grew_is_named(browser: Browser, built_site: Path, tmp_path: Path) -> None:
    site = shutil.copytree(built_site, tmp_path / "site")
    chapter = heaviest(site)["chapter", "zh-Hans"]
    (styles,) = site.glob("assets/book.*.css")
    words = "".join(
        f".rule-{number * 7919 % 10007} {{ color: #{number * 104729 % 0xFFFFFF:06x} }}\n" for number in range(900)
    )
    styles.write_text(styles.read_text(encoding="utf-8") + words, encoding="utf-8")
    with served(site) as address:
        said = too_much("chapter", without_photos(first_visit(browser, address + chapter)))
    first, *_ = said.splitlines()
    assert re.fullmatch(rf"{address}assets/book\.\w+\.css weighs \d+\.\d kB, and may weigh 10", first)


def test_a_new_kind_of_page_needs_a_row() -> None:
    assert too_much("atlas", []) == "pages of the kind 'atlas' have no row in tests/budgets.yml"


@pytest.mark.parametrize("wide", [390, 412])
def test_nothing_moves_while_a_page_comes_in(browser: Browser, address: str, wide: int) -> None:
    context = browser.new_context(viewport={"width": wide, "height": 820})
    page = context.new_page()
    slow_down(page)
    page.add_init_script(WATCH_SHIFTS)
    page.goto(f"{address}en/chapters/the-letter-box-at-the-end-of-the-corridor/", wait_until="networkidle")
    page.wait_for_timeout(300)
    moved = page.evaluate("window.shifts")
    context.close()
    assert sum(each["value"] for each in moved) < 0.01, moved
