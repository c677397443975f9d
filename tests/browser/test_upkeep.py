"""The edit view in a real browser: under the strict policy, without axe's findings, from sign-in to a saved edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service_catalog import models
from tests.browser.axe import findings
from tests.browser.watching import Watched
from tests.web.serving import serving
from web.security import SecurityHeaders
from web.settings import WebSettings
from web.signin.accounts import Accounts
from web.upkeep.install import install

PASSWORD = "pitkä ja oma salasana"
HELPLINE = "mieli_kriisipuhelin"


@pytest.fixture
def edit_site(own: Engine) -> Iterator[str]:
    """The edit view alone, with the headers of the whole application."""
    app = FastAPI()
    install(app, WebSettings(secret="s" * 32), own)
    app.add_middleware(SecurityHeaders, frame_ancestors="'none'")
    Accounts(own).put("maija", PASSWORD)
    with serving(app) as address:
        yield address


@pytest.fixture
def signed_in(edit_site: str, context: Callable[..., BrowserContext], watched: Watched) -> Iterator[Page]:
    page = context().new_page()
    page.goto(f"{edit_site}/yllapito/login")
    assert findings(page) == []
    page.get_by_label("Tunnus").fill("maija")
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu").click()
    page.wait_for_url("**/yllapito/", timeout=5000)
    yield page
    assert watched.hosts == {edit_site}
    watched.hosts.clear()


@pytest.mark.parametrize(
    "path",
    ["", "service/list", "service/create", f"service/edit/{HELPLINE}", "pin/list", "pin/create", "audit-entry/list"],
)
def test_every_page_is_without_findings(signed_in: Page, edit_site: str, path: str) -> None:
    signed_in.goto(f"{edit_site}/yllapito/{path}")
    assert [f"{one['id']}: {place}" for one in findings(signed_in) for place in one["where"]] == []


def test_an_edit_is_saved(signed_in: Page, edit_site: str, own: Engine) -> None:
    signed_in.goto(f"{edit_site}/yllapito/service/edit/{HELPLINE}")
    signed_in.get_by_label("Huomio").fill("Uusi huomio.")
    signed_in.get_by_role("button", name="Tallenna", exact=True).click()
    signed_in.wait_for_url("**/service/list**")
    with Session(own) as session:
        assert session.get_one(models.Service, HELPLINE).note == "Uusi huomio."
