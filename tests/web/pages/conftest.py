"""A client of the pages, over the real catalogue and a fake Rasa."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from service_catalog.catalogue import Catalogue
from tests.web.fake_rasa import app_with_fake_rasa
from tests.web.serving import serving


@pytest.fixture(scope="session")
def app(engine: Engine, catalogue: Catalogue) -> Iterator[FastAPI]:
    with pytest.MonkeyPatch.context() as patch:
        app = app_with_fake_rasa(catalogue, str(engine.url), patch)
        yield app
        app.state.luotsi.catalogue.close()


@pytest.fixture(scope="session")
def pages(app: FastAPI) -> Iterator[httpx.Client]:
    with serving(app) as address, httpx.Client(base_url=address) as client:
        yield client
