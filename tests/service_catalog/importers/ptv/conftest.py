"""Imports into a catalogue of its own for each test, and the catalogue as plain rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.database import open_engine
from service_catalog.importers.ptv import v11, v12
from service_catalog.importers.ptv.material import Material
from service_catalog.importers.ptv.report import ImportReport
from service_catalog.importers.ptv.run import import_material

DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def shared(emptied: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A catalogue for all tests of a module that bring the same."""
    path = tmp_path_factory.mktemp("shared") / "shared.db"
    path.write_bytes(emptied.read_bytes())
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


def material(*raws: dict[str, Any]) -> Material:
    """The material of v11 and v12 records of any kind."""
    found = Material(ImportReport())
    for raw in raws:
        adapter: Any = v12 if "contentId" in raw or "channelContentId" in raw else v11
        if "channelContentId" in raw:
            found.add_connections([raw], adapter)
        elif "serviceNames" in raw or "serviceType" in raw:
            found.add_services([raw], adapter)
        elif "serviceChannelNames" in raw or "channelType" in raw:
            found.add_channels([raw], adapter)
        elif "organizationNames" in raw or "organizationType" in raw:
            found.add_organisations([raw], adapter)
        else:
            found.add_general_descriptions([raw], adapter)
    return found


def run(engine: Engine, given: Material, **how: Any) -> ImportReport:
    """Imports `given` as fetched on DAY."""
    return import_material(engine, given, how.pop("day", DAY), **how)


def dump(engine: Engine) -> list[str]:
    """Every row of every table as text, in the order of the keys."""
    with engine.connect() as connection:
        return [
            f"{table.name} {row}"
            for table in models.Base.metadata.sorted_tables
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]


def services(engine: Engine) -> dict[str, models.Service]:
    """The PTV services by the id at the source, with all that belongs to them."""
    with Session(engine) as session:
        rows = session.scalars(select(models.Service).where(models.Service.origin == "ptv")).all()
        for row in rows:
            for part in (row.needs, row.conditions, row.laws, row.channels, row.areas, [row.organisation]):
                list(part)
        return {row.external_id or "": row for row in rows}
