"""The migrations make exactly the tables of the models."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.database import open_engine
from service_catalog.importers.build import build_catalogue, migrate
from service_catalog.importers.ptv import unchanged  # noqa: F401 - its table joins the metadata
from service_catalog.models import Base
from service_catalog.upkeep import tables as upkeep_tables  # noqa: F401 - its tables join the metadata


def test_migrated_tables_are_those_of_the_models() -> None:
    engine = open_engine("sqlite:///:memory:")
    with engine.connect() as connection:
        migrate(engine)
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    assert differences == []


def test_migrations_keep_the_rows_up_and_down(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'c.db'}")
    build_catalogue(engine, "pikassos")
    tables = (models.Service, models.Channel, models.ServiceArea)

    def rows() -> list[int]:
        with engine.connect() as connection:
            return [connection.scalar(text(f"select count(*) from {t.__tablename__}")) or 0 for t in tables]  # noqa: S608

    before = rows()
    migrate(engine, "0001")
    assert rows() == before
    migrate(engine)
    assert rows() == before
    with Session(engine) as session:
        assert {(s.origin, s.status) for s in session.scalars(select(models.Service))} == {("content", "published")}
    engine.dispose()
