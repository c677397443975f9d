"""What the tests of the catalogue share: the same catalogue on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from service_catalog.database import open_engine
from service_catalog.importers.build import build_catalogue
from tests.service_catalog.postgresql import cluster


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Engine]:
    """A PostgreSQL catalogue built from the content folder."""
    with cluster() as address:
        engine = open_engine(address)
        build_catalogue(engine, "pikassos")
        yield engine
        engine.dispose()
