"""What must hold of any page, whoever reads it and how: each check lists what is wrong with a page as it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe().axe_script
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""The rules of axe whose answer depends on the palette."""

# A function may be asked from outside the page's own scripts, which its policy would forbid to add any.
_SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_GIVEN = ", ".join(re.findall(r"^export (?:function|const) (\w+)", _SOURCE, re.MULTILINE))
_ASKED = f"() => {{ {_SOURCE.replace('export ', '')}; window.asked = {{ {_GIVEN} }}; }}"


def _ask(page: Page, function: str, *arguments: object) -> Any:
    """Ask a page by a function of page_checks.js, which it is given once: some pages have a hundred stops."""
    if not page.evaluate("'asked' in window"):
        page.evaluate(_ASKED)
    return page.evaluate(f"() => window.asked.{function}({json.dumps(arguments)[1:-1]})")


def axe_faults(page: Page, part: str = "html", rules: tuple[str, ...] = ()) -> list[str]:
    """List what axe finds against WCAG 2.2 A and AA and its best practices, or against these rules of it alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    options = {
        "runOnly": {"type": "rule", "values": rules} if rules else {"type": "tag", "values": _RULES},
        "rules": {} if rules else {"target-size": {"enabled": True}},  # off unless it is asked for by name
        "resultTypes": ["violations"],
        # No rule of these needs the styles fetched once more, and no page has frames.
        "preload": False,
        "iframes": False,
    }
    found: list[dict[str, Any]] = page.evaluate(
        "([part, options]) => axe.run(part, options).then((results) => results.violations)", [part, options]
    )
    return [
        f"{each['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for each in found
        for node in each["nodes"]
    ]


def keyboard_faults(page: Page) -> list[str]:
    """List what the Tab key does not reach, and what it reaches without that being seen."""
    found: list[str] = []
    # Some pages grow while somebody is on them, as the list of what is kept does; a trap would never end.
    for _ in range(_ask(page, "expectStops") + 100):
        page.keyboard.press("Tab")
        faults = page.evaluate("() => window.asked.faultsOfFocus()")
        if faults is None:
            break
        found += faults
    return [*found, *_ask(page, "unreached")]


def reflow_faults(page: Page, width: int) -> list[str]:
    """List what does not fit a screen of this width, also where a reader sets letters and lines further apart."""
    page.set_viewport_size({"width": width, "height": 900})
    found = list(_ask(page, "overflowing"))
    _ask(page, "spaceText", True)
    found += [f"{fault} with text set apart" for fault in _ask(page, "overflowing")]
    _ask(page, "spaceText", False)
    return [f"at {width} pixels {fault}" for fault in found]


def said(page: Page) -> str:
    """Give everything that a page says and offers, in order, as a screen reader has it."""
    return page.locator("body").aria_snapshot()


def forced_colour_faults(page: Page) -> list[str]:
    """List what gets lost where a reader's system chooses the colours, and backgrounds with them."""
    page.emulate_media(forced_colors="active")
    found = list(_ask(page, "lostInForcedColours"))
    page.emulate_media(forced_colors="null")
    return found


def motion_faults(page: Page) -> list[str]:
    """List what moves although its reader asked for less motion."""
    page.emulate_media(reduced_motion="reduce")
    found = list(_ask(page, "moving"))
    page.emulate_media(reduced_motion="null")
    return found
