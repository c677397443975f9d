"""Browser contexts that are watched: errors of scripts, breaches of the content policy, and whom a page asks."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.hosts import HOST, host_page

CHROMIUM = os.environ.get("LUOTSI_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--disable-renderer-backgrounding",
             # The host page is not a real site: Chromium would not let it ask this machine.
             "--disable-features=LocalNetworkAccessChecks"]  # fmt: skip
DESKTOP = {"width": 1280, "height": 800}
READY = "[data-ready]"
PATIENCE = 20_000  # milliseconds; a busy machine is not a fault of the page
WATCH = """
addEventListener("securitypolicyviolation", (event) => console.error("CSP", event.violatedDirective, event.blockedURI));
"""


@dataclass
class Watched:
    """What went on behind the pages."""

    problems: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


def watched_context(browser: Browser, site: str, watched: Watched, **options: Any) -> BrowserContext:
    """A context whose pages are watched, with the options of Playwright. Addresses under HOST are the host page."""
    made = browser.new_context(**{"viewport": DESKTOP, "locale": "fi-FI", "reduced_motion": "reduce", **options})
    made.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    made.add_init_script(WATCH)
    made.on("request", lambda request: watched.hosts.add(origin_of(request)))
    made.on("weberror", lambda error: watched.problems.append(str(error.error)))
    made.on("console", lambda message: note(watched, message.type, message.text))
    made.route(f"{HOST}/**", lambda route: route.fulfill(**host_page(route.request.url, site)))
    return made


def come_alive(page: Page) -> None:
    """Waits until the scripts of the chat or the desk have taken over."""
    if page.locator("[data-chat], [data-desk]").count():
        page.wait_for_selector(READY, state="attached")


def origin_of(request: Request) -> str:
    parts = urlsplit(request.url)
    return "" if parts.scheme in ("data", "blob") else f"{parts.scheme}://{parts.netloc}"


def note(watched: Watched, kind: str, text: str) -> None:
    """Keeps errors; a failed request is the test's own doing."""
    if kind == "error" and "Failed to load resource" not in text and "net::ERR" not in text:
        watched.problems.append(text)
