"""Writes the catalogue as HSDS 3.0: one JSON file of whole services, or a tabular data package in a folder."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.exporters.csv_guard import guard
from service_catalog.exporters.hsds.schema import SCHEMAS, descriptor
from service_catalog.exporters.hsds.services import write_services
from service_catalog.exporters.hsds.tables import Lookup, Tables, nest
from service_catalog.exporters.hsds.vocabulary import Surroundings
from service_catalog.exporters.rows import plain_services


def surroundings(session: Session) -> Surroundings:
    """The needs and areas of the database."""
    municipalities = session.scalars(select(models.Municipality)).all()
    return Surroundings(
        needs={need.id: (need.name, need.covers) for need in session.scalars(select(models.Need))},
        areas={
            "municipality": {one.code: one.name for one in municipalities},
            "employment_area": {one.code: one.name for one in session.scalars(select(models.EmploymentArea))},
            "county": {one.code: one.name for one in session.scalars(select(models.County))},
        },
        county_of={one.name: one.county.name for one in municipalities if one.county},
    )


def export_tables(session: Session) -> Tables:
    """The whole catalogue as HSDS tables."""
    return write_services(plain_services(session), surroundings(session))


def page_of(tables: Tables) -> dict[str, Any]:
    """All services as the one page of the HSDS API's list (`contents`), each whole."""
    lookup = Lookup(tables)
    contents = [nest(lookup, "service", row) for row in tables.get("service", [])]
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


def write_json(tables: Tables, path: Path) -> None:
    """Writes the page of whole services to `path`."""
    path.write_text(json.dumps(page_of(tables), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_package(tables: Tables, folder: Path) -> None:
    """Writes the tabular data package: the stock `datapackage.json` and a CSV file for each of its tables."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SCHEMAS / "datapackage.json", folder / "datapackage.json")
    for resource in descriptor()["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            for row in tables.get(resource["name"], []):
                writer.writerow([_cell(row.get(name)) for name in names])


def _cell(value: object) -> str:
    return guard(value) if isinstance(value, str) else "" if value is None else repr(value)
