"""A catalogue that has areas and needs and no services, for imports to fill."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.database import open_engine
from service_catalog.importers.replace import delete_services


@pytest.fixture(scope="session")
def emptied(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a catalogue without services and organisations."""
    path = tmp_path_factory.mktemp("emptied") / "catalogue.db"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{path}'")
    empty = open_engine(f"sqlite:///{path}")
    with Session(empty) as session, session.begin():
        delete_services(session, session.scalars(select(models.Service.id)).all())
        session.execute(delete(models.Organisation))
    empty.dispose()
    return path


@pytest.fixture
def empty(emptied: Path, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a copy of the empty catalogue that a test may fill."""
    path = tmp_path / "empty.db"
    path.write_bytes(emptied.read_bytes())
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()
