"""Reports that a service's facts are wrong or that a service is missing: a work list with the age of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from web.insight.tables import Report

MOST_OPEN = 1000
LONGEST = 300
KEPT_CLOSED = dt.timedelta(days=90)


@dataclass(frozen=True)
class NewReport:
    """What is reported; `kind` as in the table. `text` is redacted already."""

    kind: str
    text: str
    service_id: str | None = None
    municipality: str | None = None


def add_report(session: Session, new: NewReport, day: dt.date) -> bool:
    """Takes in a report; the same words about the same service are one report, told more times.

    False when the list is full: someone should read it before it grows.
    """
    text = new.text[:LONGEST]
    same = select(Report).where(
        Report.kind == new.kind,
        Report.service_id == new.service_id,
        Report.text == text,
        Report.closed_on.is_(None),
    )
    found = session.scalars(same.limit(1)).one_or_none()
    if found is not None:
        found.times += 1
        return True
    waiting = session.scalar(select(func.count()).select_from(Report).where(Report.closed_on.is_(None))) or 0
    if waiting >= MOST_OPEN:
        return False
    session.add(
        Report(
            kind=new.kind,
            service_id=new.service_id,
            municipality=new.municipality,
            text=text,
            times=1,
            reported_on=day,
        )
    )
    session.flush()
    return True


def list_reports(session: Session, *, closed: bool = False) -> list[Report]:
    """The open reports, the oldest first; with `closed` those that were closed, the newest first."""
    if closed:
        query = select(Report).where(Report.closed_on.is_not(None)).order_by(Report.closed_on.desc(), Report.id.desc())
    else:
        query = select(Report).where(Report.closed_on.is_(None)).order_by(Report.reported_on, Report.id)
    return list(session.scalars(query))


def close_report(session: Session, report_id: int, by: str, day: dt.date) -> bool:
    """Closes a report; False when there is no such open one."""
    found = session.get(Report, report_id)
    if found is None or found.closed_on is not None:
        return False
    found.closed_on, found.closed_by = day, by
    return True


def age_in_days(report: Report, today: dt.date) -> int:
    """For how many days a report has waited, or waited until it was closed."""
    return ((report.closed_on or today) - report.reported_on).days


def delete_old_reports(session: Session, today: dt.date) -> None:
    """Deletes reports that were closed long ago."""
    session.execute(delete(Report).where(Report.closed_on < today - KEPT_CLOSED))
