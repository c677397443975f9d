"""/havainnot over a made-up month, without the bot: for tests and pictures of the page."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from service_catalog.catalogue import Catalogue
from service_catalog.database import open_engine
from service_catalog.importers.build import build_catalogue
from service_catalog.settings import ROOT
from tests.browser.watching import ARGUMENTS, CHROMIUM
from tests.web.fake_rasa import app_with_fake_rasa
from tests.web.serving import serving
from web.insight.demo import fill
from web.insight.events import today
from web.insight.tables import open_insight

PICTURES = [
    ("havainnot", "/havainnot", {"width": 1280, "height": 1000}, "h1"),
    ("havainnot-viikot", "/havainnot", {"width": 1280, "height": 1000}, "#viikot-title"),
    ("havainnot-kattavuus", "/havainnot", {"width": 1280, "height": 1000}, "#kattavuus-title"),
    ("havainnot-puhelin", "/havainnot", {"width": 390, "height": 844}, "h1"),
    ("havainnot-yhteenveto", "/havainnot/yhteenveto?kunta=536", {"width": 794, "height": 1123}, "h1"),
]


@contextlib.contextmanager
def made_up_site(folder: Path) -> Iterator[str]:
    """The address of the page, open to all, over figures of a fixed seed."""
    engine = open_engine(f"sqlite:///{folder / 'catalogue.db'}")
    build_catalogue(engine, "pikassos")
    catalogue = Catalogue(engine)
    url = f"sqlite:///{folder / 'insight.db'}"
    figures = open_insight(url)
    places = [one.code for one in catalogue.municipalities() if one.in_scope]
    fill(figures, [need.id for need in catalogue.needs()], places, today())
    figures.dispose()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUOTSI_INSIGHT_PUBLIC", "true")
        with serving(app_with_fake_rasa(catalogue, str(engine.url), patch, url)) as address:
            yield address
    engine.dispose()


def main() -> None:
    """Takes the pictures: `python -m tests.browser.insight_site [folder]`."""
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, made_up_site(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, path, size, part in PICTURES:
            page = browser.new_page(locale="fi-FI", viewport=size)  # type: ignore[arg-type]  # width and height
            page.goto(site + path)
            page.locator(part).evaluate("one => one.scrollIntoView()")
            page.screenshot(path=into / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
