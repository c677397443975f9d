"""A big catalogue for measuring speed: services and channels cloned from the real records of 2018, with a seed.

Each clone is a service of another municipality, county or the whole country: it has its own organisation, name, area
and places, its description is woven of sentences of several records, and its channels, with their hours, are of the
pool of all real channels: 13 for 4 services, as in the national catalogue (40,000 services, 130,000 channels).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import batched
from typing import Any

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.catalogue_state import mark_changed
from service_catalog.importers.replace import delete_services

PIECE = 2000
CHANNELS_FOR_FOUR = 13
ORGANISATIONS_EACH = 3
SENTENCES = 8
# How services are shared between municipalities, counties and the whole country.
AREAS = (("municipality", 0.8), ("county", 0.17), ("national", 0.03))
KINDS = ("municipality", "municipality", "county", "ngo", "company")
TABLES = (models.Service, models.ServiceNeed, models.ServiceArea, models.Channel)

Row = dict[str, Any]


def grow(engine: Engine, services: int, seed: int = 1) -> tuple[int, int]:
    """Makes the services of a catalogue that holds the records `services` in number; returns services and channels."""
    chance = random.Random(seed)  # noqa: S311 (a catalogue for measuring, no secret)
    with Session(engine) as session, session.begin():
        source = _Source(session)
        delete_services(session, session.scalars(select(models.Service.id)).all())
        organisations = [
            _organisation(place, number) for place in source.places for number in range(ORGANISATIONS_EACH)
        ]
        session.execute(insert(models.Organisation), organisations)
        channels = 0
        for numbers in batched(range(services), PIECE, strict=False):
            made = [source.clone(number, chance) for number in numbers]
            for table, rows in zip(TABLES, zip(*made, strict=True), strict=True):
                flat = [row for some in rows for row in some]
                session.execute(insert(table), flat)
            channels += sum(len(some[-1]) for some in made)
        mark_changed(session)
    return services, channels


class _Source:
    """The real records, by parts that clones are made of."""

    def __init__(self, session: Session) -> None:
        service = models.Service
        self.services = [_columns(row) for row in session.scalars(select(service).where(service.origin == "ptv"))]
        ids = {row["id"] for row in self.services}
        self.needs: dict[str, list[Row]] = {one: [] for one in ids}
        for need in session.scalars(select(models.ServiceNeed)):
            if need.service_id in ids:
                self.needs[need.service_id].append(_columns(need))
        channels = session.scalars(select(models.Channel).where(models.Channel.service_id.in_(ids)))
        self.channels = sorted(
            (_columns(row) for row in channels), key=lambda row: (row["service_id"], row["position"])
        )
        self.places = list(session.scalars(select(models.Municipality).order_by(models.Municipality.code)))
        texts = [f"{row['description'] or ''} {row['summary']}" for row in self.services]
        self.sentences = [
            part.strip() for text in texts for part in text.replace("\n", " ").split(". ") if part.strip()
        ]

    def clone(self, number: int, chance: random.Random) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
        """The rows of one new service: itself, its needs, areas and channels."""
        like = chance.choice(self.services)
        place = chance.choice(self.places)
        service_id = f"clone_{number:06d}"
        kind = chance.choices([name for name, _ in AREAS], [share for _, share in AREAS])[0]
        code = {"municipality": place.code, "county": place.county_code or "", "national": ""}[kind]
        if not code:
            kind = "national"
        service = like | {
            "id": service_id,
            "external_id": None,
            "organisation_id": f"clone_{place.code}_{chance.randrange(ORGANISATIONS_EACH)}",
            "name": f"{like['name']}, {place.name}"[:200],
            "description": ". ".join(chance.choices(self.sentences, k=SENTENCES)),
            "threshold": chance.choice(("open", "appointment", "decision")),
            "language_versions": {},
        }
        count = CHANNELS_FOR_FOUR // 4 + (number % 4 == 0) * (CHANNELS_FOR_FOUR % 4)
        channels = [self._channel(service_id, position, place.name, chance) for position in range(count)]
        needs = [need | {"service_id": service_id} for need in self.needs[like["id"]]]
        return [service], needs, [{"service_id": service_id, "kind": kind, "code": code}], channels

    def _channel(self, service_id: str, position: int, place: str, chance: random.Random) -> Row:
        channel = dict(chance.choice(self.channels))
        del channel["id"]
        municipality = place if channel["kind"] == "place" else channel["municipality"]
        return channel | {"service_id": service_id, "position": position, "municipality": municipality}


def _organisation(place: models.Municipality, number: int) -> Row:
    kind = KINDS[(int(place.code) + number) % len(KINDS)]
    return {"id": f"clone_{place.code}_{number}", "name": f"{place.name} {number}", "kind": kind, "url": ""}


def _columns(row: models.Base) -> Row:
    return {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}


def questions(engine: Engine, texts: list[str], seed: int = 1) -> Iterator[Row]:
    """Endless questions to a big catalogue: texts of residents, three of four with a need, from all municipalities."""
    chance = random.Random(seed)  # noqa: S311
    with Session(engine) as session:
        codes = list(session.scalars(select(models.Municipality.code).order_by(models.Municipality.code)))
        needs = list(session.scalars(select(models.Need.id).order_by(models.Need.id)))
    while True:
        asked = [chance.choice(needs)] if chance.random() < 0.75 else []
        yield {"text": chance.choice(texts), "needs": asked, "municipality": chance.choice(codes)}
