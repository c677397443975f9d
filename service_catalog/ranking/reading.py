"""Reads the columns of search from the database, in pieces, without making objects of the rows."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.ranking.columns import Category, Columns, Days, Fits, Places, Rows
from service_catalog.ranking.opening import HOURS_FIELDS, Openings

PIECE = 2000
FIRST_DOOR_WEIGHT = 0.8
DAWN, DOOM = dt.date.min, dt.date.max


def read_columns(session: Session) -> Columns:
    """The published services of the catalogue as columns."""
    service = models.Service
    base = sorted(
        stream(
            session,
            select(
                service.id,
                models.Organisation.kind,
                service.threshold,
                service.cost_free,
                service.languages,
                service.valid_from,
                service.valid_until,
                service.checked_on,
                service.modified_on,
            )
            .join(models.Organisation)
            .where(service.status == "published"),
        ),
        key=lambda row: row[0],
    )
    ids = tuple(row[0] for row in base)
    row_of = {service_id: row for row, service_id in enumerate(ids)}
    threshold = Category.of([row[2] for row in base])
    return Columns(
        ids=ids,
        row_of=row_of,
        provider_kind=Category.of([row[1] for row in base]),
        threshold=threshold,
        free=np.array([row[3] is True for row in base], dtype=np.bool_),
        direct=~threshold.among({"decision"}) & ~_referred(session, row_of),
        languages=_languages([row[4] for row in base]),
        valid_from=_days(row[5] or DAWN for row in base),
        valid_until=_days(row[6] or DOOM for row in base),
        fresh_on=_days(row[8] or row[7] for row in base),
        areas=_areas(session, row_of),
        needs=_needs(session, row_of),
        places=_places(session, row_of),
        neighbours=_neighbours(session),
        openings=_openings(session, row_of),
    )


def stream[*Ts](session: Session, query: Select[*Ts]) -> Iterable[Row[*Ts]]:
    """The rows of `query`, fetched in pieces."""
    return session.execute(query.execution_options(yield_per=PIECE))


def fit(position: int, door: int | None) -> float:
    """How well a service fits a need: by the need's place in its list, and more when it is a first door of the need."""
    return 1 / (1 + position / 2) + (0.0 if door is None else FIRST_DOOR_WEIGHT / (1 + door / 4))


def _days(values: Iterable[dt.date]) -> Days:
    return np.array([day.toordinal() for day in values], dtype=np.int32)


def _rows(numbers: list[int]) -> Rows:
    return np.unique(np.array(numbers, dtype=np.int32))


def _languages(values: list[list[str]]) -> dict[str, Any]:
    speaking: defaultdict[str, list[int]] = defaultdict(list)
    for row, languages in enumerate(values):
        for language in languages or ():
            speaking[language].append(row)
    found = {language: np.zeros(len(values), dtype=np.bool_) for language in speaking}
    for language, rows in speaking.items():
        found[language][rows] = True
    return found


def _referred(session: Session, row_of: dict[str, int]) -> Any:
    condition = models.EligibilityCondition
    flags = np.zeros(len(row_of), dtype=np.bool_)
    for (service_id,) in stream(session, select(condition.service_id).where(condition.kind == "referral")):
        if service_id in row_of:
            flags[row_of[service_id]] = True
    return flags


def _areas(session: Session, row_of: dict[str, int]) -> dict[tuple[str, str], Rows]:
    area = models.ServiceArea
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for service_id, kind, code in stream(session, select(area.service_id, area.kind, area.code)):
        if service_id in row_of:
            found[kind, code].append(row_of[service_id])
    return {key: _rows(rows) for key, rows in found.items()}


def _needs(session: Session, row_of: dict[str, int]) -> dict[str, Fits]:
    need = models.ServiceNeed
    found: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for service_id, need_id, position, door in stream(
        session, select(need.service_id, need.need_id, need.position, need.door)
    ):
        if service_id in row_of:
            found[need_id][row_of[service_id]] = fit(position, door)
    return {
        need_id: Fits(np.array(sorted(fits), dtype=np.int32), np.array([fits[row] for row in sorted(fits)]))
        for need_id, fits in found.items()
    }


def _places(session: Session, row_of: dict[str, int]) -> Places:
    channel = models.Channel
    municipalities: defaultdict[str, list[int]] = defaultdict(list)
    postal: set[tuple[int, int]] = set()
    for service_id, municipality, code in stream(
        session, select(channel.service_id, channel.municipality, channel.postal_code).where(channel.kind == "place")
    ):
        if service_id not in row_of:
            continue
        if municipality:
            municipalities[municipality].append(row_of[service_id])
        if code and code.isdecimal():
            postal.add((row_of[service_id], int(code)))
    pairs = np.array(sorted(postal), dtype=np.int32).reshape(-1, 2)
    return Places({name: _rows(rows) for name, rows in municipalities.items()}, pairs[:, 0], pairs[:, 1])


def _neighbours(session: Session) -> dict[str, frozenset[str]]:
    place = models.Municipality
    members: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in session.execute(select(place.name, place.employment_area_code)):
        if code:
            members[code].add(name)
    return {name: frozenset(names - {name}) for names in members.values() for name in names}


def _openings(session: Session, row_of: dict[str, int]) -> Openings:
    channel = models.Channel
    fields = [getattr(channel, name) for name in HOURS_FIELDS]
    hours: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for service_id, _, *values in stream(
        session, select(channel.service_id, channel.position, *fields).order_by(channel.service_id, channel.position)
    ):
        hours[service_id].append(tuple(values))
    profile_of = np.full(len(row_of), -1, dtype=np.int32)
    numbers: dict[str, int] = {}
    profiles: list[tuple[tuple[Any, ...], ...]] = []
    for service_id, channels in hours.items():
        if service_id not in row_of or not any(
            weekly or exceptions or always for _, weekly, exceptions, always in channels
        ):
            continue
        key = json.dumps(channels, sort_keys=True)
        if key not in numbers:
            numbers[key] = len(profiles)
            profiles.append(tuple(channels))
        profile_of[row_of[service_id]] = numbers[key]
    return Openings(profile_of, tuple(profiles))
