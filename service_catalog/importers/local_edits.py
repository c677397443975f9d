"""Edits that people made to services: laid over what a build or import brings, so that they survive both."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog.models import Channel, LocalEdit, Service, ServiceNeed

# The fields that a person may edit.
DATES = frozenset({"checked_on", "valid_from", "valid_until"})
PLAIN = frozenset(
    {
        *("name", "summary", "description", "keywords", "target_groups", "not_for", "threshold", "urgent"),
        *("cost_free", "cost_text", "how_to_apply", "if_refused", "note", "languages", "language_versions", "status"),
    }
)
EDITABLE = DATES | PLAIN | {"needs", "channels"}
_CHANNEL_FIELDS = frozenset(Channel.__table__.columns.keys()) - {"id", "service_id", "position"}


def apply_edit(service: Service, field: str, value: Any) -> None:
    """Lays one edit over `service`.

    `value` is JSON: a day is `2026-11-24`; `needs` is a list of need ids, the best served first; `channels` is a list
    of mappings with the columns of Channel. Raises ValueError for a field or channel column that cannot be edited.
    """
    if field in DATES:
        setattr(service, field, dt.date.fromisoformat(value) if value else None)
    elif field in PLAIN:
        setattr(service, field, value)
    elif field == "needs":
        doors = {need.need_id: need.door for need in service.needs}
        service.needs = [ServiceNeed(need_id=n, position=i, door=doors.get(n)) for i, n in enumerate(value)]
    elif field == "channels":
        service.channels = [_channel(i, given) for i, given in enumerate(value)]
    else:
        raise ValueError(f"{field} cannot be edited")


def apply_edits(session: Session, services: Iterable[Service]) -> None:
    """Lays every stored edit over `services`, before or after they are in the session."""
    edits: dict[str, list[LocalEdit]] = defaultdict(list)
    for edit in session.scalars(select(LocalEdit).order_by(LocalEdit.id)):
        edits[edit.service_id].append(edit)
    for service in services if edits else ():
        for edit in edits.get(service.id, ()):
            apply_edit(service, edit.field, edit.value)


def _channel(position: int, given: dict[str, Any]) -> Channel:
    unknown = given.keys() - _CHANNEL_FIELDS
    if unknown:
        raise ValueError(f"a channel has no {', '.join(sorted(unknown))}")
    return Channel(**{"weekly": [], "exceptions": [], **given, "position": position})
