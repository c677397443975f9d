"""The services that search is measured on: our content, and real records of the national catalogue as test material.

The records (Vaasa and Naantali, 2018) come by the importer; the general descriptions (2017), which are no services in
the national catalogue, are read here plainly. Both are put into databases of their own and never reach a served one.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.importers.build import build_catalogue
from service_catalog.importers.content import NeedFile, read_content
from service_catalog.importers.content_schema import record_id
from service_catalog.importers.ptv.files import read_files
from service_catalog.importers.ptv.run import import_material
from service_catalog.importers.yaml_file import read_yaml
from service_catalog.settings import ROOT
from service_catalog.texts import CONTENT

RECORDS = ROOT.parent / "shared" / "ptv" / "records"
AREA = "pikassos"
ORGANISATION = "test_material"
CHECKED = dt.date(2018, 6, 1)


def load_collection(engine: Engine, collection: str, folder: Path = RECORDS) -> dict[str, str]:
    """Makes `engine` the database of `collection`; returns the key by which each service is graded, by its id."""
    build_catalogue(engine, AREA)
    with Session(engine) as session, session.begin():
        if collection == "curated":
            return content_keys()
        session.execute(update(models.Service).values(status="retired"))
        if collection == "general":
            session.add(models.Organisation(id=ORGANISATION, name=ORGANISATION, kind="municipality", url=""))
            session.flush()
            session.add_all(general_descriptions(folder))
    if collection == "records":
        import_records(engine, folder)
    with Session(engine) as session:
        service = models.Service
        published = session.scalars(select(service).where(service.status == "published"))
        return {one.id: one.name for one in published}


def content_keys() -> dict[str, str]:
    """The content's own id of each service, whichever organisation gives it, by the id in the catalogue."""
    services = read_content(CONTENT, AREA).services
    return {record_id(service, provider): service.id for service in services for provider in service.providers}


def import_records(engine: Engine, folder: Path = RECORDS) -> None:
    """Brings the 125 service records with their 349 channels in by the importer of the national catalogue."""
    import_material(engine, read_files(sorted(folder.glob("social_service*_trn_2018.jsonl"))), CHECKED)


def general_descriptions(folder: Path) -> Iterator[models.Service]:
    """The 458 national general descriptions, as services of the whole country."""
    classes = _needs_of_classes()
    for record in json.loads((folder / "general_descriptions_2017.json").read_text(encoding="utf-8")):
        texts = [record[field].get("fi") for field in ("description", "background_description", "user_instruction")]
        yield _service(
            f"gd_{record['id']}",
            record["name"]["fi"],
            record["summary"].get("fi") or "",
            " ".join(filter(None, texts)),
            [term["fi"] for term in record["ontology_terms"] if term.get("fi")],
            [need for one in record["service_classes"] for need in classes.get(one, ())],
            [("national", "")],
        )


def _needs_of_classes() -> dict[str, list[str]]:
    """The needs that a service class usually serves, by `content/needs.yaml`."""
    found: dict[str, list[str]] = {}
    for need in read_yaml(CONTENT / "needs.yaml", NeedFile).needs:
        for one in need.ptv:
            found.setdefault(one, []).append(need.id)
    return found


def _service(
    service_id: str,
    name: str,
    summary: str,
    description: str,
    keywords: list[str],
    needs: list[str],
    areas: list[tuple[str, str]],
) -> models.Service:
    empty: dict[str, Any] = {"target_groups": [], "languages": ["fi"], "cost_text": "", "how_to_apply": ""}
    return models.Service(
        id=service_id,
        origin="ptv",
        external_id=service_id.split("_", 1)[1],
        organisation_id=ORGANISATION,
        service_type=name[:80].lower().replace(" ", "_"),
        name=name,
        summary=summary,
        description=description,
        keywords=[word for word in keywords if word],
        threshold="appointment",
        source_name="PTV",
        source_url="",
        checked_on=CHECKED,
        needs=[models.ServiceNeed(need_id=need, position=n) for n, need in enumerate(dict.fromkeys(needs))],
        areas=[models.ServiceArea(kind=kind, code=code) for kind, code in dict.fromkeys(areas)],
        **empty,
    )
