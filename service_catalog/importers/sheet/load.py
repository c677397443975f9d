"""Puts the services of a sheet into the catalogue, in one transaction: all of it, or nothing when a row has a fault.

A service is found again by the name of its sheet and its own id, so importing twice changes nothing, and a row that is
gone from the same sheet is retired. Services of other sheets and origins are not touched.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from finnish.normalise import fold, words
from service_catalog import models
from service_catalog.catalogue_state import mark_changed
from service_catalog.importers.local_edits import apply_edits
from service_catalog.importers.replace import Changes, drop_unused_organisations, put_organisations, replace_services
from service_catalog.importers.sheet.cells import Cells, Known
from service_catalog.importers.sheet.columns import SheetError, SheetProblem
from service_catalog.importers.sheet.rows import ORIGIN, organisation_of, service_of
from service_catalog.importers.sheet.table import SheetRow, read_table
from service_catalog.texts import language_names


@dataclass(frozen=True)
class SheetImport:
    """What an import did, and what was wrong in the rows that were left out."""

    changes: Changes
    problems: list[SheetProblem]


def import_sheet(
    session: Session, path: Path, today: dt.date, *, sheet: str | None = None, skip_bad: bool = False
) -> SheetImport:
    """Makes the rows of `path` the services of the sheet named `sheet` (the file's name by default). Caller commits.

    Raises SheetError with every fault of every row, before anything is written; with `skip_bad` only for a file that
    cannot be read as a sheet at all.
    """
    name = "_".join(words(sheet or path.stem)) or ORIGIN
    rows, problems = read_table(path)
    bad = {problem.line for problem in problems}
    reader = _Reader(session, name, _known(session, today))
    for row in rows:
        if row.line not in bad:
            problems += reader.read(row)
    problems.sort(key=lambda problem: problem.line)
    if problems and not skip_bad:
        raise SheetError(problems)
    renamed = put_organisations(session, ORIGIN, reader.organisations.values())
    changes = replace_services(session, ORIGIN, reader.services, gone="keep")
    gone = _retire_gone(session, name, {service.id for service in reader.services}, keep=skip_bad)
    drop_unused_organisations(session, ORIGIN)
    changes = replace(changes, gone=gone)
    if changes.any() or renamed:
        mark_changed(session)
    return SheetImport(changes, problems)


class _Reader:
    """Reads rows into services, and notices ids that are there twice or belong to another origin."""

    def __init__(self, session: Session, sheet: str, known: Known) -> None:
        self._sheet, self._known = sheet, known
        self._lines: dict[str, int] = {}
        self._others = {
            row.id
            for row in session.execute(select(models.Service.id, models.Service.origin, models.Service.external_id))
            if row.origin != ORIGIN or not (row.external_id or "").startswith(f"{sheet}#")
        }
        named = select(models.Organisation.id, models.Organisation.name).where(models.Organisation.origin != ORIGIN)
        self._organisations = {fold(row.name): row.id for row in session.execute(named)}
        self.services: list[models.Service] = []
        self.organisations: dict[str, models.Organisation] = {}

    def read(self, row: SheetRow) -> list[SheetProblem]:
        """Takes a row; returns what is wrong with it, and then it is not among `services`."""
        cells = Cells(row, self._known)
        key = cells.key("organization.name", "name")
        service_id = f"{ORIGIN}_{self._sheet}_{key}"[:160]
        organisation = organisation_of(cells, self._organisation_id(cells))
        service = service_of(cells, service_id, organisation.id, f"{self._sheet}#{key}"[:120])
        if service_id in self._lines:
            cells.note("id", "double_id", value=self._lines[service_id])
        if service_id in self._others:
            cells.note("id", "taken_id", value=key)
        self._lines.setdefault(service_id, row.line)
        if not cells.problems:
            self.services.append(service)
            if organisation.id not in self._organisations.values():
                self.organisations.setdefault(organisation.id, organisation)
        return cells.problems

    def _organisation_id(self, cells: Cells) -> str:
        """The organisation of this name that the catalogue has from elsewhere, or one of the sheets' own."""
        name = cells.raw("organization.name")
        return self._organisations.get(fold(name)) or f"{ORIGIN}_{'_'.join(words(name))}"[:80]


def _known(session: Session, today: dt.date) -> Known:
    places = session.scalars(select(models.Municipality)).all()
    counties = session.scalars(select(models.County)).all()
    former = session.scalars(select(models.FormerMunicipality)).all()
    areas = {fold(one.name): ("municipality", one.successor_code) for one in former}
    areas |= {fold(one.name): ("municipality", one.code) for one in places}
    areas |= {fold(one.name): ("county", one.code) for one in counties}
    return Known(
        needs={need.id: need.name for need in session.scalars(select(models.Need).order_by(models.Need.position))},
        areas=areas,
        area_names=[*(one.name for one in places), *(one.name for one in counties)],
        municipalities={fold(one.name): one.name for one in places},
        languages=language_names(),
        today=today,
    )


def _retire_gone(session: Session, sheet: str, came: set[str], *, keep: bool) -> int:
    """Retires the services of the sheet that did not come; a row that was left out for a fault keeps its service."""
    if keep:
        return 0
    service = models.Service
    query = select(service).where(
        service.origin == ORIGIN, service.external_id.startswith(f"{sheet}#", autoescape=True)
    )
    gone = [row for row in session.scalars(query) if row.id not in came]
    before = [row.status for row in gone]
    for row in gone:
        row.status = "retired"
    apply_edits(session, gone)
    session.flush()
    return sum(was != row.status for was, row in zip(before, gone, strict=True))
