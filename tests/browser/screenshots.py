"""Makes the pictures of docs/screenshots: `python -m tests.browser.screenshots`. Of the whole running Luotsi."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from service_catalog.settings import ROOT
from tests.browser.steps import ask, crisis, open_widget
from tests.browser.watching import ARGUMENTS, CHROMIUM, come_alive
from tests.running import running_luotsi

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
SHEET: dict[str, Any] = {"viewport": {"width": 794, "height": 1123}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}


def answer(page: Page) -> None:
    ask(page, "vuokra rästissä ja ahdistaa, asun nokialla")


def widget(page: Page) -> None:
    open_widget(page)
    answer(page)


def desk(page: Page) -> None:
    page.fill("#tarve", "vuokra rästissä ja ahdistaa")
    page.locator(".results .add").nth(1).click()


def nothing(page: Page) -> None:
    page.locator("h1").wait_for()


def printed(page: Page) -> None:
    page.emulate_media(media="print")


def not_helped(page: Page) -> None:
    ask(page, "vuokra rästissä, asun tampereella")
    page.locator("[data-helped='0']").click()
    page.locator(".helped article").first.wait_for()
    page.locator(".helped").evaluate("one => one.scrollIntoView({block: 'start'})")


SHOTS: list[tuple[str, str, dict[str, Any], Callable[[Page], None]]] = [
    ("ensinakyma", "/", DESKTOP, nothing),
    ("ensinakyma-puhelin", "/", PHONE, nothing),
    ("keskustelu", "/", DESKTOP, answer),
    ("keskustelu-puhelin", "/", PHONE, answer),
    ("keskustelu-pakotetut-varit", "/", {**DESKTOP, "forced_colors": "active"}, answer),
    ("kiireellinen-apu", "/", PHONE, crisis),
    ("vimpain", "/upota/esikatselu", DESKTOP, widget),
    ("vimpain-puhelin", "/upota/esikatselu", PHONE, widget),
    ("asiakaspalvelu", "/tiski?kunta=536", {"viewport": {"width": 1366, "height": 768}}, desk),
    ("palaute-puhelin", "/", PHONE, not_helped),
    ("tuloste", "/tuloste?id=asumissosiaalityo__pirha&id=mieli_kriisipuhelin", SHEET, printed),
    ("ensinakyma-selkeammin", "/?selko=1", PHONE, nothing),
]


def shoot(browser: Browser, site: str, folder: Path) -> None:
    """Takes all pictures into `folder`."""
    for name, path, options, act in SHOTS:
        context = browser.new_context(locale="fi-FI", reduced_motion="reduce", **options)
        page = context.new_page()
        page.goto(site + path)
        come_alive(page)
        act(page)
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{name}.png")
        context.close()


def main() -> None:
    """Starts the whole Luotsi and takes the pictures of it."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    log = Path(tempfile.gettempdir()) / "luotsi-screenshots.log"
    with running_luotsi(log) as luotsi, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        shoot(browser, str(luotsi.http.base_url).rstrip("/"), folder)
        browser.close()


if __name__ == "__main__":
    main()
