"""The real application over the real catalogue and a fake Rasa, with a database of insight of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, text

from service_catalog.catalogue import Catalogue
from tests.web.fake_rasa import app_with_fake_rasa
from tests.web.serving import serving
from web.insight.insight import Insight
from web.insight.tables import open_insight


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    """An empty database of insight."""
    engine = open_insight(f"sqlite:///{tmp_path / 'insight.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def counting_app(engine: Engine, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    with pytest.MonkeyPatch.context() as patch:
        path = tmp_path_factory.mktemp("insight") / "insight.db"
        patch.setenv("LUOTSI_INSIGHT_SAMPLES", "true")
        app = app_with_fake_rasa(catalogue, str(engine.url), patch, f"sqlite:///{path}")
        yield app
        app.state.luotsi.catalogue.close()


@pytest.fixture(scope="session")
def counting_site(counting_app: FastAPI) -> Iterator[httpx.Client]:
    with serving(counting_app) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.fixture
def insight(counting_site: httpx.Client, counting_app: FastAPI) -> Insight:
    """The insight of the application that `site` talks with; it has counted nothing yet."""
    assert counting_site.base_url.port
    insight: Insight = counting_app.state.luotsi.insight
    insight.writer.flush()
    with insight.engine().begin() as connection:
        for table in ("count", "vote", "report", "sample"):
            connection.execute(text(f'DELETE FROM "{table}"'))  # noqa: S608  # names of ours
    return insight


@pytest.fixture
def site(counting_site: httpx.Client, insight: Insight) -> httpx.Client:
    """A client of an application that has counted nothing yet."""
    assert insight.settings.url
    return counting_site
