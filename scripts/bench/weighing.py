"""What a visit to a page costs its reader: bytes and requests, and the wait on a slow line."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page

SLOW_LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s in bytes a second, and 400 ms."""
SLOWER = 4
"""How many times slower a cheap phone is than this machine."""

_WATCH_LARGEST = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.largestPaint = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true})"""

_WAIT_UNTIL_KEPT = """async (patience) => {
  const end = Date.now() + patience;
  const isKept = () => navigator.serviceWorker?.controller && caches.match(location.href, {ignoreSearch: true});
  while (!(await isKept()) && Date.now() < end) await new Promise((go) => setTimeout(go, 100));
}"""
_PATIENCE = 10_000
"""How many milliseconds after a visit a site may take to keep a page: a worker comes when the page is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something that a page fetched."""

    address: str
    kind: str
    """As the browser calls it: `Document`, `Stylesheet`, `Script`, `Fetch`, `Image` …"""
    size: int
    """Bytes over the wire, headers included."""

    @property
    def host(self) -> str:
        """Whom it was asked of."""
        return urlsplit(self.address).netloc


def slow_down(page: Page) -> None:
    """Put a page on a cheap phone in a village, from its next step on."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def first_visit(browser: Browser, url: str) -> list[Resource]:
    """Open a page in a fresh browser on a phone, and list what it fetched until it was quiet, in order."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    asked: dict[str, tuple[str, str]] = {}
    sizes: dict[str, int] = {}
    line.on("Network.requestWillBeSent", lambda told: asked.update({told["requestId"]: _named(told)}))
    line.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: int(told["encodedDataLength"])}))
    page.goto(url, wait_until="networkidle")
    context.close()
    return [
        Resource(address=address, kind=kind, size=sizes.get(request, 0))
        for request, (address, kind) in asked.items()
        if not address.startswith(("data:", "blob:"))
    ]


def _named(told: dict[str, object]) -> tuple[str, str]:
    request = told["request"]
    assert isinstance(request, dict)
    return str(request["url"]), str(told.get("type", "Other"))


def without_photos(resources: list[Resource]) -> list[Resource]:
    """Leave out pictures, whose number and size are the chapter's own."""
    return [each for each in resources if each.kind != "Image"]


def largest_paint(browser: Browser, url: str) -> float:
    """Open a page in a fresh browser on a slow phone; give the seconds until its largest contentful paint."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    slow_down(page)
    page.add_init_script(_WATCH_LARGEST)
    page.goto(url, wait_until="networkidle", timeout=120_000)
    # A slow processor tells of a paint some time after it.
    page.wait_for_function("() => window.largestPaint !== undefined")
    seconds: float = page.evaluate("window.largestPaint / 1000")
    context.close()
    return seconds


def opens_again_without_network(browser: Browser, url: str) -> bool:
    """Say whether a page that was read once can be read again when there is no network any more."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    heading = page.locator("h1").inner_text()
    page.evaluate(_WAIT_UNTIL_KEPT, _PATIENCE)
    context.set_offline(True)
    try:
        page.reload()
        # A page that says what is missing has a heading too.
        return page.locator("h1").inner_text() == heading
    except Error as error:
        if "net::ERR" not in error.message:
            raise
        return False
    finally:
        context.close()
