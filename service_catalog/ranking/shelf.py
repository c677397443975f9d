"""Services that were shown lately, whole and apart from the database, so that a page is seldom loaded again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from service_catalog.models import Service

KEPT = 2000


class Shelf:
    """Keeps the services of one version of the catalogue, the lately asked ones. Safe to share between threads."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._services: OrderedDict[str, Service] = OrderedDict()

    def get(self, session: Session, ids: Sequence[str]) -> dict[str, Service]:
        """The published services of `ids` with all that a card needs, detached; those that are missing are left out."""
        with self._lock:
            found = {one: self._services[one] for one in ids if one in self._services}
        missing = [one for one in ids if one not in found]
        if missing:
            with Session(session.get_bind(), expire_on_commit=False) as own:
                found |= load(own, missing)
        with self._lock:
            for one, service in found.items():
                self._services[one] = service
                self._services.move_to_end(one)
            while len(self._services) > self._kept:
                self._services.popitem(last=False)
        return found


def load(session: Session, ids: Sequence[str]) -> dict[str, Service]:
    """The published services of `ids` with all that a card needs, by id."""
    rows = session.scalars(
        select(Service)
        .where(Service.id.in_(ids))
        .options(
            selectinload(Service.organisation),
            selectinload(Service.needs),
            selectinload(Service.conditions),
            selectinload(Service.laws),
            selectinload(Service.channels),
            selectinload(Service.areas),
        )
    )
    # Not in SQL: SQLite would walk the index of the status, through every published service.
    return {row.id: row for row in rows if row.status == "published"}
