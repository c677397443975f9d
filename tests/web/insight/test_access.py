"""Who may look at the figures and at the metrics."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request
from sqlalchemy import Engine

from service_catalog.database import open_engine, used_once
from service_catalog.importers.build import build_catalogue
from web.api.metrics import may_read
from web.insight.access import is_signed_in
from web.settings import WebSettings
from web.signin.accounts import Accounts
from web.upkeep.install import install

NAME, PASSWORD = "ylläpitäjä", "a long and odd passphrase 7"
SITE = "https://luotsi.example"


@pytest.fixture(scope="module")
def catalogue_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    address = f"sqlite:///{tmp_path_factory.mktemp('access') / 'catalogue.db'}"
    with used_once(open_engine(address)) as engine:
        build_catalogue(engine, "pikassos")
        yield engine


def app_with_sign_in(engine: Engine | None) -> FastAPI:
    """An application with one page that says whether its visitor is signed in."""
    app = FastAPI()

    @app.get("/who")
    async def who(request: Request) -> bool:
        return await is_signed_in(request)

    if engine is not None:
        Accounts(engine).put(NAME, PASSWORD)
        install(app, WebSettings(upkeep=True, secret="testi"), engine)
    return app


async def visit(app: FastAPI, *, password: str | None, forged: str = "") -> bool:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=SITE) as client:
        if password:
            fields = {"username": NAME, "password": password}
            await client.post("/yllapito/login", data=fields, headers={"Origin": SITE})
        if forged:
            client.cookies.set("luotsi_yllapito", forged)
        return bool((await client.get("/who")).json())


def test_only_those_signed_in_for_the_edit_view_are_let_in(catalogue_engine: Engine) -> None:
    app = app_with_sign_in(catalogue_engine)
    assert asyncio.run(visit(app, password=PASSWORD))
    assert not asyncio.run(visit(app, password="a wrong passphrase 7"))
    assert not asyncio.run(visit(app, password=None))
    assert not asyncio.run(visit(app, password=None, forged="eyJ1c2VyX2lkIjogInlsIn0=.aaaa.bbbb"))


def test_without_sign_in_nobody_is_signed_in() -> None:
    assert not asyncio.run(visit(app_with_sign_in(None), password=None))


def test_a_removed_account_is_shut_out_at_once(catalogue_engine: Engine) -> None:
    app = app_with_sign_in(catalogue_engine)

    async def removed() -> bool:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=SITE) as client:
            fields = {"username": NAME, "password": PASSWORD}
            await client.post("/yllapito/login", data=fields, headers={"Origin": SITE})
            assert (await client.get("/who")).json()
            Accounts(catalogue_engine).remove(NAME)
            return bool((await client.get("/who")).json())

    assert not asyncio.run(removed())


def asked_from(host: str, **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (host, 1), "headers": raw})


@pytest.mark.parametrize(
    ("request_", "token", "allowed"),
    [
        (asked_from("127.0.0.1"), "", True),
        (asked_from("192.0.2.7"), "", False),
        (asked_from("127.0.0.1", x_forwarded_for="127.0.0.1"), "", False),
        (asked_from("127.0.0.1"), "secret", False),
        (asked_from("192.0.2.7", authorization="Bearer secret"), "secret", True),
        (asked_from("192.0.2.7", authorization="Bearer secre"), "secret", False),
    ],
)
def test_metrics_are_for_this_machine_or_the_token(request_: Request, token: str, allowed: bool) -> None:
    assert may_read(request_, token) is allowed


def test_metrics_tell_steps_understanding_danger_errors_and_the_queue(site: httpx.Client) -> None:
    for words in ("vuokra rästissä, asun nokialla", "haluan tappaa itseni", "höpö"):
        site.post("/api/v1/chat", json={"text": words}).raise_for_status()
    told = site.get("/metrics").raise_for_status().text
    for named in (
        'luotsi_step_seconds_count{step="crisis"}',
        'luotsi_step_seconds_count{step="rasa"}',
        'luotsi_step_seconds_count{step="answer"}',
        'luotsi_messages_total{understood="yes"}',
        'luotsi_messages_total{understood="no"}',
        'luotsi_crises_total{kind="self_harm"}',
        'luotsi_http_responses_total{status="2xx"}',
        "luotsi_fallbacks_total",
        "luotsi_insight_waiting",
        "luotsi_insight_dropped",
    ):
        assert named in told, named
    assert "vuokra" not in told


def test_the_dashboard_asks_for_metrics_that_exist(site: httpx.Client) -> None:
    site.post("/api/v1/chat", json={"text": "vuokra rästissä"}).raise_for_status()
    told = site.get("/metrics").text
    path = Path(__file__).parents[3] / "deploy" / "grafana" / "luotsi.json"
    dashboard = json.loads(path.read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    names = {name for expression in asked for name in re.findall(r"luotsi_\w+", expression)}
    assert len(names) >= 7
    for name in names:
        assert name in told, name
