"""Counts of the catalogue: by origin and kind of provider, how fresh it is, and which need is met where."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.areas import home_of
from service_catalog.quality.checks import published

FRESHNESS = (30, 90, 180, 365)  # days


@dataclass(frozen=True)
class Stats:
    """The counts. `coverage` is {need: {municipality: services that serve it there, other than in the whole country}}.

    `whole_country` counts those by need, `fresh` the services checked within so many days (365+: longer ago).
    """

    services: int
    by_origin: dict[str, dict[str, int]]
    by_provider: dict[str, int]
    fresh: dict[str, int]
    coverage: dict[str, dict[str, int]]
    whole_country: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """The counts as JSON."""
        return asdict(self)

    def gaps(self) -> list[tuple[str, str]]:
        """The needs and municipalities without a service of their own area."""
        return [(need, place) for need, places in self.coverage.items() for place, count in places.items() if not count]


def count(session: Session, today: dt.date) -> Stats:
    """The counts of the services that are shown today, for the municipalities of this installation."""
    services = published(session, today)
    status: dict[str, Counter[str]] = defaultdict(Counter)
    for row in session.execute(select(models.Service.origin, models.Service.status)):
        status[row.origin][row.status] += 1
    local, national = _coverage(session, services)
    return Stats(
        services=len(services),
        by_origin={origin: dict(sorted(counts.items())) for origin, counts in sorted(status.items())},
        by_provider=dict(sorted(Counter(service.organisation.kind for service in services).items())),
        fresh=_fresh(services, today),
        coverage=local,
        whole_country=national,
    )


def _fresh(services: list[models.Service], today: dt.date) -> dict[str, int]:
    counts = dict.fromkeys([*(str(days) for days in FRESHNESS), f"{FRESHNESS[-1]}+"], 0)
    for service in services:
        age = (today - service.checked_on).days
        within = next((str(days) for days in FRESHNESS if age <= days), f"{FRESHNESS[-1]}+")
        counts[within] += 1
    return counts


def _coverage(session: Session, services: list[models.Service]) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    place = models.Municipality
    names = session.scalars(select(place.name).where(place.in_scope).order_by(place.name)).all()
    homes = {name: home for name in names if (home := home_of(session, name))}
    needs = session.scalars(select(models.Need.id).order_by(models.Need.position)).all()
    local = {need: dict.fromkeys(homes, 0) for need in needs}
    national = dict.fromkeys(needs, 0)
    for service in services:
        everywhere = any(area.kind in ("national", "remote") for area in service.areas)
        served = [name for name, home in homes.items() if any(home.within(area) for area in service.areas)]
        for need in service.needs:
            if everywhere:
                national[need.need_id] += 1
                continue
            for name in served:
                local[need.need_id][name] += 1
    return local, national
