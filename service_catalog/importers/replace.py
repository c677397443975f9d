"""Puts the services of one origin into the catalogue: what is equal stays untouched, what is gone is retired.

Used by the build and by every importer. Rows of other origins are not touched, local edits are laid over what comes
(`local_edits`), and pins refer to service ids, which stay.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import batched
from typing import Any

from sqlalchemy import delete, inspect, select, update
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.importers.local_edits import apply_edits

CHUNK = 500
_CHILDREN: dict[str, Any] = {
    "needs": models.ServiceNeed,
    "conditions": models.EligibilityCondition,
    "laws": models.LegalBasis,
    "channels": models.Channel,
    "areas": models.ServiceArea,
}


@dataclass(frozen=True)
class Changes:
    """How many services an import added, changed, left as they were, and retired (or deleted)."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0

    def any(self) -> bool:
        """Whether the catalogue is now another."""
        return bool(self.added or self.changed or self.gone)

    def but_dated(self, count: int) -> Changes:
        """The same when `count` of the unchanged have got a new date."""
        return Changes(self.added, self.changed + count, self.unchanged - count, self.gone)


def replace_services(
    session: Session,
    origin: str,
    services: Iterable[models.Service],
    *,
    gone: str = "retire",
    same: Collection[str] = (),
) -> Changes:
    """Makes `services` the services of `origin`. `gone` tells what becomes of those that no longer come.

    `gone` is "retire", "delete" or "keep" (an import of a part). Every service must have an id of its own and its
    organisation in the database. They are taken in groups, so that a catalogue of any size fits in memory. `same` are
    ids of stored services that came too and are surely as they were: read when all of `services` have been taken. The
    caller commits.
    """
    missing = dict.fromkeys(session.scalars(select(models.Service.id).where(models.Service.origin == origin)))
    added = changed = unchanged = 0
    for group in batched(services, CHUNK, strict=False):
        new, other = _replace_group(session, origin, group, missing)
        added, changed, unchanged = added + new, changed + other, unchanged + len(group) - new - other
        for service in group:
            missing.pop(service.id, None)
    for service_id in same:
        missing.pop(service_id, None)
    lost = {"retire": retire_services, "delete": delete_services, "keep": _keep}[gone](session, missing)
    return Changes(added, changed, unchanged + len(same), lost)


def _replace_group(
    session: Session, origin: str, group: tuple[models.Service, ...], stored: Collection[str]
) -> tuple[int, int]:
    """Writes those of `group` that are new or another than before; returns how many are new, and how many other."""
    for service in group:
        service.origin = origin
    with session.no_autoflush:
        apply_edits(session, group)
    for service in group:
        _fill_defaults(service)
    known = _known(session, [service.id for service in group if service.id in stored])
    new = [service for service in group if service.id not in known]
    other = [service for service in group if service.id in known and fingerprint(service) != known[service.id]]
    delete_services(session, [service.id for service in other])
    session.add_all([*other, *new])
    session.flush()
    for service in (*other, *new):
        session.expunge(service)
    return len(new), len(other)


def put_checked_on(session: Session, ids: Iterable[str], day: dt.date) -> int:
    """Notes that services were found as they were on `day`; returns how many had another day."""
    service, count = models.Service, 0
    for group in batched(ids, CHUNK, strict=False):
        other = session.scalars(select(service.id).where(service.id.in_(group), service.checked_on != day)).all()
        if other:
            session.execute(update(service).where(service.id.in_(other)).values(checked_on=day))
        count += len(other)
    return count


def put_organisations(session: Session, origin: str, organisations: Iterable[models.Organisation]) -> bool:
    """Adds or updates the organisations of `origin`; tells whether anything changed."""
    wanted = {organisation.id: organisation for organisation in organisations}
    stored = [
        row
        for group in batched(wanted, CHUNK, strict=False)
        for row in session.scalars(select(models.Organisation).where(models.Organisation.id.in_(group)))
    ]  # held, so that `merge` finds each without asking again
    for organisation in wanted.values():
        organisation.origin = origin
        session.merge(organisation)
    del stored
    changed = bool(session.new) or any(session.is_modified(row) for row in session.dirty)
    session.flush()
    return changed


def drop_unused_organisations(session: Session, origin: str, keep: Iterable[str] = ()) -> None:
    """Deletes the organisations of `origin` that no service refers to, other than those of `keep`."""
    kept = set(keep) | set(session.scalars(select(models.Service.organisation_id)))
    known = session.scalars(select(models.Organisation.id).where(models.Organisation.origin == origin))
    for unused in batched([row for row in known if row not in kept], CHUNK, strict=False):
        session.execute(delete(models.Organisation).where(models.Organisation.id.in_(unused)))


def delete_services(session: Session, ids: Iterable[str]) -> int:
    """Deletes services with all that belongs to them; returns how many were named."""
    count = 0
    for group in batched(ids, CHUNK, strict=False):
        for table in _CHILDREN.values():
            session.execute(delete(table).where(table.service_id.in_(group)))
        session.execute(delete(models.Service).where(models.Service.id.in_(group)))
        count += len(group)
    return count


def fingerprint(service: models.Service) -> dict[str, Any]:
    """Everything that a service says, without the numbers that the database gives: equal when nothing changed."""
    return _columns(service) | {
        name: sorted((_columns(row) for row in getattr(service, name)), key=repr) for name in _CHILDREN
    }


@cache
def _keys(table: type[models.Base]) -> tuple[str, ...]:
    """The columns of `table` that say something: not the numbers that the database gives."""
    keys: tuple[str, ...] = tuple(inspect(table).columns.keys())
    return keys if table is models.Service else tuple(key for key in keys if key not in ("id", "service_id"))


def _columns(row: models.Base) -> dict[str, Any]:
    return {key: getattr(row, key) for key in _keys(type(row))}


def _fill_defaults(service: models.Service) -> None:
    """Gives the values that SQLAlchemy would give on writing, so that a new row compares with a stored one."""
    for row in (service, *(child for name in _CHILDREN for child in getattr(service, name))):
        for key, column in inspect(type(row)).columns.items():
            default: Any = column.default
            if getattr(row, key) is None and default is not None:
                setattr(row, key, default.arg(None) if default.is_callable else default.arg)


def _known(session: Session, ids: list[str]) -> dict[str, dict[str, Any]]:
    """The fingerprints of the stored services of `ids`, read without making objects of the rows."""
    keys = _keys(models.Service)
    rows = session.execute(select(*_of(models.Service, keys)).where(models.Service.id.in_(ids)))
    known: dict[str, dict[str, Any]] = {}
    for row in rows:
        said = dict(zip(keys, row, strict=True))
        known[said["id"]] = said
    for name, table in _CHILDREN.items():
        keys = _keys(table)
        found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        query = select(table.service_id, *_of(table, keys)).where(table.service_id.in_(ids))
        for service_id, *values in session.execute(query):
            found[service_id].append(dict(zip(keys, values, strict=True)))
        for service_id, said in known.items():
            said[name] = sorted(found[service_id], key=repr)
    return known


def _of(table: Any, keys: tuple[str, ...]) -> list[Any]:
    return [getattr(table, key) for key in keys]


def retire_services(session: Session, ids: Iterable[str]) -> int:
    """Retires services and returns how many; unknown ids are none.

    Those that are retired already, or that a person keeps published by an edit, stay as they are.
    """
    count = 0
    for group in batched(ids, CHUNK, strict=False):
        rows = session.scalars(select(models.Service).where(models.Service.id.in_(group))).all()
        before = [row.status for row in rows]
        for row in rows:
            row.status = "retired"
        apply_edits(session, rows)
        count += sum(was != row.status for was, row in zip(before, rows, strict=True))
    session.flush()
    return count


def _keep(_session: Session, _ids: Iterable[str]) -> int:
    return 0
