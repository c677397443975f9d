"""Small catalogues for tests of ranking: services are made with a few words each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from service_catalog import models

TODAY = dt.date(2026, 11, 24)
NOON = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
NOKIA, TAMPERE, HUITTINEN = "536", "837", "102"
PLACES = {NOKIA: ("Nokia", "06", "t"), TAMPERE: ("Tampere", "06", "t"), HUITTINEN: ("Huittinen", "04", None)}
NEEDS = ("velka", "yksinaisyys", "terveys")
MUNICIPALITY, COUNTY, NATIONAL = ("municipality", NOKIA), ("county", "06"), ("national", "")


@contextmanager
def small_catalogue(address: str = "sqlite://") -> Iterator[Session]:
    """An empty catalogue of three municipalities in two counties."""
    engine = create_engine(address)
    models.Base.metadata.create_all(engine)
    with Session(engine) as session:
        _fill(session)
        yield session
    engine.dispose()


def _fill(session: Session) -> None:
    session.add_all([models.County(code="06", name="Pirkanmaa"), models.County(code="04", name="Satakunta")])
    session.add(models.EmploymentArea(code="t", name="Tampereen seutu"))
    session.flush()
    session.add_all(
        models.Municipality(code=code, name=name, name_sv=name, county_code=county, employment_area_code=area)
        for code, (name, county, area) in PLACES.items()
    )
    session.add_all(
        models.Need(id=need, name=need, theme="t", theme_name="T", covers=need, position=n)
        for n, need in enumerate(NEEDS)
    )
    session.add(models.Organisation(id="o", name="O", kind="county", url=""))
    session.commit()


def add(
    session: Session,
    service_id: str,
    needs: tuple[str, ...] = ("velka",),
    areas: tuple[tuple[str, str], ...] = (NATIONAL,),
    **fields: Any,
) -> models.Service:
    """Adds a service; `fields` are fields of models.Service over plain values."""
    plain: dict[str, Any] = {
        "organisation_id": "o",
        "service_type": service_id,
        "name": service_id,
        "summary": "",
        "keywords": [],
        "target_groups": [],
        "threshold": "appointment",
        "cost_text": "",
        "how_to_apply": "",
        "languages": ["fi"],
        "source_name": "s",
        "source_url": "",
        "checked_on": TODAY,
    }
    service = models.Service(
        id=service_id,
        needs=[models.ServiceNeed(need_id=need, position=n) for n, need in enumerate(needs)],
        areas=[models.ServiceArea(kind=kind, code=code) for kind, code in areas],
        **(plain | fields),
    )
    session.add(service)
    session.commit()
    return service


def channel(kind: str = "phone", **fields: Any) -> models.Channel:
    """A channel for a service."""
    return models.Channel(**({"kind": kind, "position": 0, "weekly": [], "exceptions": []} | fields))
