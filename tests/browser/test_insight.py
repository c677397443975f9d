"""The page of figures in a browser: no axe finding, nothing wider than the window, nothing against the strict CSP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import faults
from tests.browser.insight_site import made_up_site


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with made_up_site(tmp_path_factory.mktemp("figures")) as address:
        yield address


@pytest.mark.parametrize("path", ["/havainnot", "/havainnot?kieli=en", "/havainnot/yhteenveto?kunta=536"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_is_accessible_and_keeps_its_policy(browser: Browser, figures: str, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(figures + path)
    assert faults(page) == []
    assert said == []
    page.close()


def test_the_summary_prints_on_one_page(browser: Browser, figures: str) -> None:
    page = browser.new_page()
    page.goto(f"{figures}/havainnot/yhteenveto?kunta=536")
    file = page.pdf(format="A4")
    assert file.count(b"/Type /Page") - file.count(b"/Type /Pages") == 1
    page.close()
