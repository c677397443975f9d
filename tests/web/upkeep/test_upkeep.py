"""The edit view: closed until someone signs in, refuses other sites, and what is saved is in the catalogue."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.upkeep.tables import AuditEntry
from web.app import create_app
from web.insight.events import today
from web.insight.reports import NewReport, add_report, list_reports
from web.insight.tables import open_insight
from web.settings import WebSettings
from web.signin.accounts import Accounts
from web.upkeep.install import install

SITE = "https://luotsi.example"
OWN = {"Origin": SITE}
PASSWORD = "pitkä ja oma salasana"
HELPLINE = "mieli_kriisipuhelin"


class Visitor:
    """A browser without a window: keeps cookies, follows nothing."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._cookies = httpx.Cookies()

    def __call__(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=transport, base_url=SITE, cookies=self._cookies) as client:
                answer = await client.request(method, path, **more)
                self._cookies = client.cookies
                return answer

        return asyncio.run(ask())

    def get(self, path: str) -> httpx.Response:
        return self("GET", path)

    def post(self, path: str, data: dict[str, Any], headers: dict[str, str]) -> httpx.Response:
        return self("POST", path, data=data, headers=headers)

    def delete(self, path: str, headers: dict[str, str]) -> httpx.Response:
        return self("DELETE", path, headers=headers)


@pytest.fixture
def client(own: Engine) -> Visitor:
    """Somebody who has not signed in."""
    app = FastAPI()
    install(app, WebSettings(secret="s" * 32), own)
    Accounts(own).put("maija", PASSWORD)
    return Visitor(app)


@pytest.fixture
def maija(client: Visitor) -> Visitor:
    """Somebody who has."""
    answer = client.post("/yllapito/login", data={"username": "maija", "password": PASSWORD}, headers=OWN)
    assert answer.status_code == 302
    return client


def filled(page: str) -> dict[str, str | list[str]]:
    """The form of a page as a browser would send it unchanged."""
    data: dict[str, str | list[str]] = {}
    for name, value in re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page):
        if name != "save":
            data[name] = unescaped(value)
    for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL):
        data[name] = unescaped(value)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        data[name] = [unescaped(value) for value in re.findall(r'<option selected value="([^"]*)"', options)]
    return data


def unescaped(text: str) -> str:
    return text.replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_there_is_no_edit_view_until_it_is_wanted() -> None:
    paths = {getattr(route, "path", "") for route in create_app(WebSettings()).routes}
    assert "/yllapito" not in paths


@pytest.mark.parametrize("path", ["/", "/service/list", "/service/create", f"/service/edit/{HELPLINE}", "/pin/list"])
def test_nothing_is_shown_to_who_has_not_signed_in(client: Visitor, path: str) -> None:
    answer = client.get(f"/yllapito{path}")
    assert answer.status_code in {302, 307}
    assert answer.headers["location"].startswith(f"{SITE}/yllapito")


def test_a_wrong_password_is_told_in_finnish_and_lets_nobody_in(client: Visitor) -> None:
    answer = client.post("/yllapito/login", data={"username": "maija", "password": "arvaus"}, headers=OWN)
    assert answer.status_code == 400
    assert "Tunnus tai salasana on väärä" in answer.text
    assert client.get("/yllapito/service/list").status_code == 302


def test_the_session_cookie_is_closed_to_scripts_and_plain_http(client: Visitor) -> None:
    answer = client.post("/yllapito/login", data={"username": "maija", "password": PASSWORD}, headers=OWN)
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "secure", "samesite=lax"))


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_another_sites_post_changes_nothing(maija: Visitor, own: Engine, headers: dict[str, str]) -> None:
    data = filled(maija.get(f"/yllapito/service/edit/{HELPLINE}").text) | {"note": "Kaapattu"}
    assert maija.post(f"/yllapito/service/edit/{HELPLINE}", data=data, headers=headers).status_code == 403
    with Session(own) as session:
        assert session.get_one(models.Service, HELPLINE).note != "Kaapattu"


def test_a_removed_account_is_out_at_once(maija: Visitor, own: Engine) -> None:
    assert maija.get("/yllapito/service/list").status_code == 200
    Accounts(own).remove("maija")
    assert maija.get("/yllapito/service/list").status_code == 302


def test_saving_the_form_unchanged_changes_nothing(maija: Visitor, own: Engine) -> None:
    data = filled(maija.get(f"/yllapito/service/edit/{HELPLINE}").text)
    assert maija.post(f"/yllapito/service/edit/{HELPLINE}", data=data, headers=OWN).status_code == 302
    with Session(own) as session:
        assert session.scalars(select(AuditEntry)).all() == []


def test_a_saved_edit_is_in_the_catalogue_and_in_the_log(maija: Visitor, own: Engine) -> None:
    data = filled(maija.get(f"/yllapito/service/edit/{HELPLINE}").text) | {"note": "Uusi huomio."}
    assert maija.post(f"/yllapito/service/edit/{HELPLINE}", data=data, headers=OWN).status_code == 302
    with Session(own) as session:
        assert session.get_one(models.Service, HELPLINE).note == "Uusi huomio."
        entry = session.scalars(select(AuditEntry)).one()
        assert (entry.made_by, entry.after) == ("maija", {"note": "Uusi huomio."})
    assert "maija" in maija.get("/yllapito/audit-entry/list").text


def test_a_text_that_decides_for_the_authority_is_refused(maija: Visitor) -> None:
    data = filled(maija.get(f"/yllapito/service/edit/{HELPLINE}").text) | {"note": "Sinulla on oikeus tähän."}
    answer = maija.post(f"/yllapito/service/edit/{HELPLINE}", data=data, headers=OWN)
    assert answer.status_code == 400
    assert "lupaa tai päättää" in answer.text


NEW = {
    "name": "Kahvila Testi",
    "summary": "Voit tulla kahville ilman ajanvarausta.",
    "needs": ["kohtaamispaikka"],
    "threshold": "open",
    "cost_free": "true",
    "cost_text": "Maksuton.",
    "how_to_apply": "Tule paikalle.",
    "languages": "fi",
    "checked_on": "2026-11-24",
    "status": "published",
    "organisation_id": "mieli",
    "service_type": "kohtaamispaikat",
    "area": "536",
    "source_name": "Oma tieto",
    "source_url": "https://example.fi/",
    "channels-0-kind": "web",
    "channels-0-value": "https://example.fi/kahvila",
}


def test_an_own_service_is_added(maija: Visitor, own: Engine) -> None:
    assert maija.post("/yllapito/service/create", data=NEW, headers=OWN).status_code == 302
    with Session(own) as session:
        made = session.get_one(models.Service, "local_kahvila_testi")
        assert [(area.kind, area.code) for area in made.areas] == [("municipality", "536")]
        assert [channel.value for channel in made.channels] == ["https://example.fi/kahvila"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("channels-0-kind", "", "vähintään yksi yhteystapa"),
        ("channels-0-value", "javascript:alert(1)", "Osoite alkaa https"),
        ("needs", [], "vähintään yksi tarve"),
        ("source_url", "ei osoite", "Invalid URL"),
        ("checked_on", "eilen", "Not a valid date"),
    ],
)
def test_a_faulty_form_tells_what_is_wrong_and_adds_nothing(
    maija: Visitor, own: Engine, field: str, value: str, told: str
) -> None:
    answer = maija.post("/yllapito/service/create", data=NEW | {field: value}, headers=OWN)
    assert answer.status_code == 400
    assert told in answer.text
    with Session(own) as session:
        assert session.scalars(select(models.Service).where(models.Service.origin == "local")).all() == []


def test_a_pin_is_made_and_taken_away(maija: Visitor, own: Engine) -> None:
    pin = {"need_id": "yksinaisyys", "area": "", "service_id": HELPLINE, "kind": "exclude"}
    assert maija.post("/yllapito/pin/create", data=pin, headers=OWN).status_code == 302
    with Session(own) as session:
        made = session.scalars(select(models.Pin)).one()
        assert (made.kind, made.made_by, made.area_kind) == ("exclude", "maija", "national")
    assert maija.delete(f"/yllapito/pin/delete?pks={made.id}", headers=OWN).status_code == 200
    with Session(own) as session:
        assert session.scalars(select(models.Pin)).all() == []


def test_the_log_cannot_be_changed_from_here(maija: Visitor) -> None:
    assert maija.get("/yllapito/audit-entry/create").status_code == 403
    assert maija.delete("/yllapito/audit-entry/delete?pks=1", headers=OWN).status_code == 403


def test_pages_have_no_inline_script_or_style_and_ask_nobody_else(maija: Visitor) -> None:
    for path in ("", "service/list", "service/create", f"service/edit/{HELPLINE}", f"service/details/{HELPLINE}"):
        page = maija.get(f"/yllapito/{path}").text
        assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", page), path
        assert not re.search(r"<style|\son\w+=", page), path
        assert not re.search(r'(src|href)="https?://(?!luotsi\.example)', page.replace("https://www.", "")) or path


def test_reports_are_a_work_list_that_can_be_closed(own: Engine, tmp_path: Path) -> None:
    reported = open_insight(f"sqlite:///{tmp_path / 'insight.db'}")
    with Session(reported) as session, session.begin():
        add_report(session, NewReport("wrong", "Numero ei vastaa <b>", HELPLINE), today() - dt.timedelta(days=3))
    app = FastAPI()
    install(app, WebSettings(secret="s" * 32), own, reported)
    Accounts(own).put("maija", PASSWORD)
    visitor = Visitor(app)
    assert visitor.get("/yllapito/reports").status_code == 302
    visitor.post("/yllapito/login", data={"username": "maija", "password": PASSWORD}, headers=OWN)
    page = visitor.get("/yllapito/reports").text
    assert "Numero ei vastaa &lt;b&gt;" in page
    assert f"/yllapito/service/edit/{HELPLINE}" in page
    assert visitor.post("/yllapito/reports", data={"close": "1"}, headers=OWN).status_code == 303
    with Session(reported) as session:
        assert list_reports(session) == []
        assert [one.closed_by for one in list_reports(session, closed=True)] == ["maija"]
    reported.dispose()
