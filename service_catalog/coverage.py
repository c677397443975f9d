"""What the catalogue has for each need in each municipality: how many services, how low a threshold, how fresh.

A service of the municipality, its employment area or its county is `own`; one for the whole country is `national`. A
contact is verified when the record was compared with its source within FRESH.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.areas import WHOLE_COUNTRY, home_of

FRESH = dt.timedelta(days=365)

Gap = Literal["none", "national_only", "no_low_threshold", "no_verified_contact", "covered"]


@dataclass
class Coverage:
    """How many services a need has in a municipality. `low`: open without an appointment; `contact`: verified."""

    own: int = 0
    national: int = 0
    low: int = 0
    contact: int = 0

    @property
    def gap(self) -> Gap:
        """The worst lack, of all services that serve the municipality."""
        if not self.own and not self.national:
            return "none"
        if not self.own:
            return "national_only"
        if not self.low:
            return "no_low_threshold"
        return "covered" if self.contact else "no_verified_contact"


@dataclass(frozen=True)
class StaleRecord:
    """A record that was last compared with its source longer than FRESH ago."""

    id: str
    name: str
    organisation: str
    checked_on: dt.date


@dataclass(frozen=True)
class _Record:
    id: str
    low: bool
    fresh: bool


def coverage(session: Session, today: dt.date) -> dict[tuple[str, str], Coverage]:
    """The coverage by (need, municipality code) for every need and every municipality of the served area."""
    places = session.scalars(select(models.Municipality.code).where(models.Municipality.in_scope)).all()
    needs = session.scalars(select(models.Need.id)).all()
    table = {(need, code): Coverage() for need in needs for code in places}
    records = _records(session, today)
    reach = _reach(session, places)
    reachable = _with_contact(session)
    for service_id, need in session.execute(select(models.ServiceNeed.service_id, models.ServiceNeed.need_id)):
        record = records.get(service_id)
        if record is None:
            continue
        for code, is_own in reach[service_id].items():
            cell = table[need, code]
            cell.own += is_own
            cell.national += not is_own
            cell.low += record.low
            cell.contact += record.fresh and service_id in reachable
    return table


def stale_records(session: Session, today: dt.date) -> list[StaleRecord]:
    """The records that nobody has checked for long, the oldest first."""
    service = models.Service
    rows = session.execute(
        select(service.id, service.name, models.Organisation.name, service.checked_on)
        .join(models.Organisation)
        .where(_valid(today), service.checked_on < today - FRESH)
        .order_by(service.checked_on, service.id)
    )
    return [StaleRecord(*row) for row in rows]


def _valid(today: dt.date) -> ColumnElement[bool]:
    service = models.Service
    return (
        (service.status == "published")
        & or_(service.valid_from.is_(None), service.valid_from <= today)
        & or_(service.valid_until.is_(None), service.valid_until >= today)
    )


def _records(session: Session, today: dt.date) -> dict[str, _Record]:
    service = models.Service
    rows = session.execute(select(service.id, service.threshold, service.checked_on).where(_valid(today)))
    return {row[0]: _Record(row[0], row[1] == "open", row[2] >= today - FRESH) for row in rows}


def _reach(session: Session, codes: Iterable[str]) -> defaultdict[str, dict[str, bool]]:
    """For each service the municipalities that it serves, and whether it is their own there."""
    homes = [home for code in codes if (home := home_of(session, code))]
    found: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for area in session.scalars(select(models.ServiceArea)):
        for home in homes:
            if home.within(area):
                own = area.kind not in WHOLE_COUNTRY
                found[area.service_id][home.municipality] = own or found[area.service_id].get(home.municipality, False)
    return found


def _with_contact(session: Session) -> set[str]:
    channel = models.Channel
    return set(
        session.scalars(select(channel.service_id).where(or_(channel.kind == "place", channel.value.is_not(None))))
    )
