"""Real Chromium against the real application with a fake Rasa. Every page is watched: errors, CSP, third parties."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import Engine

from service_catalog.catalogue import Catalogue
from tests.browser.hosts import HOST
from tests.browser.watching import ARGUMENTS, CHROMIUM, Watched, come_alive, watched_context
from tests.web.fake_rasa import app_with_fake_rasa
from tests.web.serving import serving

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(engine: Engine, catalogue: Catalogue) -> Iterator[str]:
    """The address of the running application."""
    with pytest.MonkeyPatch.context() as patch:
        app = app_with_fake_rasa(catalogue, str(engine.url), patch)
        with serving(app) as address:
            yield address
        app.state.luotsi.catalogue.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def context(browser: Browser, site: str, watched: Watched) -> Iterator[Callable[..., BrowserContext]]:
    """Makes watched contexts; the test fails when a page had an error, broke its policy or asked a third party."""
    with contextlib.ExitStack() as stack:

        def make(**options: Any) -> BrowserContext:
            made = watched_context(browser, site, watched, **options)
            stack.callback(made.close)
            return made

        yield make
    assert watched.problems == []
    assert watched.hosts <= {site, HOST, ""}


@pytest.fixture
def open_page(context: Callable[..., BrowserContext], site: str) -> Open:
    """Opens an address of the site (or a whole address) in a new context with the options of Playwright."""

    def open_it(path: str = "/", **options: Any) -> Page:
        page = context(**options).new_page()
        page.goto(path if path.startswith("http") else site + path)
        if options.get("java_script_enabled", True):
            come_alive(page)
        return page

    return open_it
