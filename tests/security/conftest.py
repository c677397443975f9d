"""The real application, asked in this process from any address, over a Rasa that keeps what it is sent."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp

import web.app
from finnish.places import PlaceRecogniser
from service_catalog.catalogue import Catalogue
from tests.web.fake_rasa import FakeRasa
from web.__main__ import server_config
from web.crisis.detector import CrisisDetector
from web.gateway.rasa_client import RasaClient
from web.settings import WebSettings

BURST = 12
# Slow to load and never changed: once for all tests.
PLACES = cache(PlaceRecogniser.load)
DETECTOR = cache(CrisisDetector.load)
DANGER = "mies hakkaa mua ja pelkään henkeni puolesta"


class Site:
    """An application and what its Rasa was sent."""

    def __init__(self, app: FastAPI, settings: WebSettings) -> None:
        self.app = app
        self.sent: list[dict[str, Any]] = []
        config = server_config(settings, app)
        config.load()
        self.served: ASGIApp = config.loaded_app  # with what the server itself wraps around: proxies

    @contextlib.asynccontextmanager
    async def client(self, address: str = "203.0.113.7", **named: Any) -> AsyncIterator[httpx.AsyncClient]:
        """A client at an address."""
        transport = httpx.ASGITransport(self.served, client=(address, 4711), raise_app_exceptions=True)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", **named) as client:
            yield client

    def run(self, scenario: Callable[[Site], Coroutine[Any, Any, None]]) -> None:
        """Runs a scenario while the application is up."""

        async def whole() -> None:
            async with self.app.router.lifespan_context(self.app):
                await scenario(self)

        asyncio.run(whole())


MakeSite = Callable[..., Site]


@pytest.fixture
def site(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeSite:
    """Makes sites with settings; `rasa` answers in FakeRasa's place."""
    made: list[Site] = []
    # The index of the test's own catalogue is ready: a search is as quick as in a server that has been up for a while.
    monkeypatch.setattr(Catalogue, "open", lambda *_given, **_named: catalogue)
    monkeypatch.setenv("LUOTSI_INSIGHT_URL", f"sqlite:///{tmp_path / 'insight.db'}")
    monkeypatch.setattr(PlaceRecogniser, "load", PLACES)
    monkeypatch.setattr(CrisisDetector, "load", DETECTOR)
    monkeypatch.setattr(web.app, "ADDRESS_BURST", BURST)
    monkeypatch.setattr(web.app, "CONVERSATION_BURST", BURST)
    monkeypatch.setattr(web.app, "RasaClient", lambda *given, **named: client_of(made[-1], *given, **named))

    def client_of(one: Site, *given: Any, **named: Any) -> RasaClient:
        answer = one.app.state.fake_rasa

        async def handle(request: httpx.Request) -> httpx.Response:
            if request.content:
                one.sent.append(json.loads(request.content))
            answered = answer(request)
            got: httpx.Response = await answered if isinstance(answered, Coroutine) else answered
            return got

        return RasaClient(*given, **named, transport=httpx.MockTransport(handle))

    def make(rasa: Callable[[httpx.Request], Any] | None = None, **settings: Any) -> Site:
        read = WebSettings(secret="testi", **settings)
        app = web.app.create_app(read)
        app.state.fake_rasa = rasa or FakeRasa(catalogue)
        made.append(Site(app, read))
        return made[-1]

    return make
