"""Changes that a person makes. Each tells readers that the catalogue changed, and leaves a row in the audit log.

The caller commits: a change and its row in the log stand or fall together.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.catalogue_state import mark_changed
from service_catalog.importers.local_edits import DATES, EDITABLE, apply_edit
from service_catalog.upkeep.tables import AuditEntry

LOCAL = "local"
PUBLISHED, RETIRED = "published", "retired"


class UnknownRecord(LookupError):
    """There is no such record."""


def edit_service(session: Session, service_id: str, changes: dict[str, Any], who: str) -> list[str]:
    """Lays `changes` (field to JSON value, see local_edits) over a service; returns the fields that really changed.

    The edits are stored too, so that they survive every build and import. Raises UnknownRecord, or ValueError for a
    field that cannot be edited.
    """
    service = session.get(models.Service, service_id)
    if service is None:
        raise UnknownRecord(service_id)
    if unknown := changes.keys() - EDITABLE:
        raise ValueError(f"cannot be edited: {', '.join(sorted(unknown))}")
    before = {field: value_of(service, field) for field in changes}
    changed = {field: value for field, value in changes.items() if value != before[field]}
    for field, value in changed.items():
        apply_edit(service, field, value)
        _store(session, service_id, field, value, who)
    if changed:
        _log(session, who, _action(changed), service_id, {field: before[field] for field in changed}, changed)
        mark_changed(session)
    return list(changed)


def create_service(session: Session, fields: dict[str, Any], areas: list[models.ServiceArea], who: str) -> str:
    """Adds a service of this installation's own (origin local); returns its id, made of its name."""
    service = models.Service(id=_free_id(session, fields["name"]), origin=LOCAL, **_plain(fields), areas=areas)
    for field in sorted(EDITABLE & fields.keys()):
        apply_edit(service, field, fields[field])
    session.add(service)
    session.flush()
    _log(session, who, "create", service.id, {}, {field: value_of(service, field) for field in EDITABLE})
    mark_changed(session)
    return service.id


def pin_service(session: Session, pin: models.Pin) -> None:
    """Puts a service first for a need and area, or keeps it away from there (`kind` exclude)."""
    if session.get(models.Service, pin.service_id) is None:
        raise UnknownRecord(pin.service_id)
    if session.get(models.Need, pin.need_id) is None:
        raise UnknownRecord(pin.need_id)
    session.add(pin)
    _log(session, pin.made_by, "pin", pin.service_id, {}, _pin_values(pin))
    mark_changed(session)


def unpin_service(session: Session, pin_id: int, who: str) -> None:
    """Takes a pin or an exclusion away."""
    pin = session.get(models.Pin, pin_id)
    if pin is None:
        raise UnknownRecord(str(pin_id))
    session.delete(pin)
    _log(session, who, "unpin", pin.service_id, _pin_values(pin), {})
    mark_changed(session)


def value_of(service: models.Service, field: str) -> Any:
    """The JSON value of an editable field, in the form that `apply_edit` takes."""
    if field == "needs":
        return [need.need_id for need in service.needs]
    if field == "channels":
        skipped = {"id", "service_id", "position"}
        columns = [name for name in models.Channel.__table__.columns.keys() if name not in skipped]  # noqa: SIM118
        return [{name: getattr(channel, name) for name in columns} for channel in service.channels]
    value = getattr(service, field)
    return value.isoformat() if field in DATES and value else value


def _store(session: Session, service_id: str, field: str, value: Any, who: str) -> None:
    edit = session.scalar(
        select(models.LocalEdit).where(models.LocalEdit.service_id == service_id, models.LocalEdit.field == field)
    )
    if edit is None:
        edit = models.LocalEdit(service_id=service_id, field=field)
        session.add(edit)
    edit.value, edit.made_by, edit.made_on = value, who, _now().date()


def _log(session: Session, who: str, action: str, record: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    session.add(AuditEntry(made_at=_now(), made_by=who, action=action, record=record, before=before, after=after))


def _action(changed: dict[str, Any]) -> str:
    if "status" in changed:
        return "retire" if changed["status"] == RETIRED else "publish"
    return "check" if set(changed) == {"checked_on"} else "edit"


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """What a service needs besides what can be edited later."""
    return {name: value for name, value in fields.items() if name not in EDITABLE}


def _pin_values(pin: models.Pin) -> dict[str, Any]:
    return {name: getattr(pin, name) for name in ("need_id", "area_kind", "area_code", "kind")}


def _free_id(session: Session, name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    stem = f"{LOCAL}_{re.sub(r'[^a-z0-9]+', '_', folded).strip('_')[:60]}"
    taken = set(session.scalars(select(models.Service.id).where(models.Service.id.like(f"{stem}%"))))
    return next(one for one in (stem, *(f"{stem}_{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
