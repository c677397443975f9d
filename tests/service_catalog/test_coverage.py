"""What the catalogue has for each need in each municipality agrees with what search finds there."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.coverage import FRESH, Coverage, coverage, stale_records
from service_catalog.search import SearchIndex, build_index, search

TODAY = dt.datetime.now(dt.UTC).date()
NOKIA = "536"


@pytest.fixture
def index(session: Session) -> SearchIndex:
    return build_index(session)


def test_every_need_and_served_municipality_has_a_cell(session: Session) -> None:
    assert len(coverage(session, TODAY)) == 39 * 17


@pytest.mark.parametrize("need", ["velka", "tyottomyys", "kohtaamispaikka", "kotoutuminen"])
@pytest.mark.parametrize("municipality", [NOKIA, "837", "102", "694"])
def test_a_cell_counts_what_search_finds(session: Session, index: SearchIndex, need: str, municipality: str) -> None:
    found = search(session, needs=[need], municipality=municipality, index=index, limit=200).total
    cell = coverage(session, TODAY)[need, municipality]
    assert cell.own + cell.national == found


def test_the_worst_lack_is_told() -> None:
    assert Coverage().gap == "none"
    assert Coverage(national=3, low=1, contact=3).gap == "national_only"
    assert Coverage(own=1, contact=1).gap == "no_low_threshold"
    assert Coverage(own=1, low=1).gap == "no_verified_contact"
    assert Coverage(own=1, low=1, contact=1).gap == "covered"


def test_records_that_nobody_has_checked_for_long_are_stale(session: Session) -> None:
    service = session.query(models.Service).filter_by(status="published", valid_until=None).first()
    assert service is not None
    changed = update(models.Service).where(models.Service.id == service.id)
    session.execute(changed.values(checked_on=TODAY - FRESH - dt.timedelta(days=1)))
    assert service.id in [record.id for record in stale_records(session, TODAY)]
    session.execute(changed.values(checked_on=TODAY - FRESH))
    assert service.id not in [record.id for record in stale_records(session, TODAY)]
    session.rollback()
