"""A made-up identity code and a phrase go through every path of the web, faults included, and leave no trace."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from service_catalog.catalogue import Catalogue
from tests.privacy.canary import CODE, DANGER, PHRASE, PLACED, files_with_traces, traces_in
from tests.security.conftest import MakeSite, Site, site

__all__ = ["site"]


def dead(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError(f"refused {PHRASE}", request=request)


def raising(_request: httpx.Request) -> httpx.Response:
    raise ValueError(PLACED)


def rubbish(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"messages": [{"custom": {"type": "services", "services": [{"id": PLACED}]}}]})


def failing(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(500, text=PLACED)


RASAS: dict[str, Any] = {
    "running": None, "dead": dead, "raising": raising, "rubbish": rubbish, "failing": failing,
}  # fmt: skip


async def every_path(client: httpx.AsyncClient) -> list[httpx.Response]:
    """The canary by every way in."""
    first = await client.post("/api/v1/chat", json={"text": PLACED, "message_id": f"{PHRASE}-{CODE}-0123456789"})
    conversation = first.json()["conversation_id"]
    long = PLACED * 60
    feedback = {"conversation_id": conversation, "helped": False, "reason": f"väärin, tunnus {CODE}"}
    return [
        first,
        await client.post("/api/v1/chat", json={"text": DANGER, "conversation_id": conversation}),
        await client.post("/api/v1/chat", json={"text": PLACED}, headers={"Idempotency-Key": f"{PHRASE}{CODE}" * 2}),
        await client.post("/api/v1/chat", json={"text": long}),
        await client.post("/api/v1/chat", content=json.dumps({"text": long * 20}).encode()),
        await client.post("/api/v1/chat", json={"text": [PLACED]}),
        await client.post("/api/v1/chat", json={"text": "a", "context": {"page": PLACED, "municipality": PLACED}}),
        await client.post("/api/v1/chat", content=PLACED.encode()),
        await client.post("/", data={"viesti": PLACED, "keskustelu": PLACED}),
        await client.get("/", params={"q": PLACED, "kunta": PLACED}),
        await client.get("/api/v1/services", params={"q": PLACED}),
        await client.get("/api/v1/services", params={"municipality": PLACED}),
        await client.get(f"/api/v1/services/{PHRASE}"),
        await client.get(f"/palvelu/{PHRASE}"),
        await client.get("/tuloste", params={"id": PHRASE}),
        await client.post("/api/v1/feedback", json=feedback),
        await client.get(f"/{PHRASE}", headers=[(b"X-Request-Id", PLACED.encode()), (b"User-Agent", PHRASE.encode())]),
    ]


@pytest.mark.parametrize(
    ("rasa", "catalogue_is"), [*((rasa, "there") for rasa in RASAS), ("running", "away"), ("dead", "away")]
)
def test_no_trace_in_logs_databases_metrics_or_files(
    site: MakeSite,  # the fixture
    rasa: str,
    catalogue_is: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    caplog.set_level(logging.INFO)

    def locked(*_given: Any, **_named: Any) -> Any:
        raise OperationalError(PLACED, {"text": PLACED}, Exception("database is locked"))

    async def scenario(made: Site) -> None:
        if catalogue_is == "away":
            for name in ("search", "cards", "needs", "municipalities"):
                monkeypatch.setattr(Catalogue, name, locked)
        async with made.client() as client:
            answers = await every_path(client)
            assert {answer.status_code for answer in answers} & {200, 413, 422} == {200, 413, 422}
            shown_back = [answer for answer in answers[:8] if CODE in answer.text]
            assert shown_back == [], "the code is not repeated to the person either"
            metrics = await client.get("/metrics")
            assert traces_in(metrics.text) == []
            assert [sent for sent in made.sent if traces_in(json.dumps(sent)) not in ([], [PHRASE])] == []

    site(RASAS[rasa]).run(scenario)
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore", "asyncio"))]
    logged = "\n".join(f"{record.getMessage()} {record.exc_text or ''} {record.exc_info or ''}" for record in ours)
    assert traces_in(logged) == []
    assert traces_in("".join(capfd.readouterr())) == []
    assert files_with_traces(tmp_path) == {}
