"""What a schedule says of a moment, and when that changes, with Helsinki's summer and winter time.

A time of the day that the clock skips in spring means the moment of the skip; one that comes twice in autumn means its
first coming (as in RFC 5545). All comparing is done in UTC, where an hour is always an hour.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from service_catalog.hours.schedule import DAY_MINUTES, DayPlan, Doubt, Schedule

HELSINKI = ZoneInfo("Europe/Helsinki")
LOOK_AHEAD_DAYS = 400
State = Literal["open", "closed", "unknown"]


@dataclass(frozen=True)
class Moment:
    """The state from an instant on (`since`, UTC), why it is unknown, and the source's note on it."""

    since: dt.datetime
    state: State
    why: Doubt | None = None
    note: str | None = None


class _Span(NamedTuple):
    start: dt.datetime
    end: dt.datetime
    sure: bool
    plan: DayPlan


def state_at(schedule: Schedule, now: dt.datetime) -> Moment:
    """What `schedule` says of `now` (aware)."""
    now = now.astimezone(dt.UTC)
    today = now.astimezone(HELSINKI).date()
    return _state(_spans_touching(schedule, today), schedule.plan(today), now)


def changes_after(schedule: Schedule, now: dt.datetime, days: int = LOOK_AHEAD_DAYS) -> Iterator[Moment]:
    """Every later change of state or of its reason, the nearest first, for so many days ahead, today counted."""
    current = state_at(schedule, now)
    now = now.astimezone(dt.UTC)
    first = now.astimezone(HELSINKI).date()
    for offset in range(days):
        day = first + dt.timedelta(days=offset)
        spans, plan = _spans_touching(schedule, day), schedule.plan(day)
        edges = {instant(day, 0), *(span.start for span in spans), *(span.end for span in spans)}
        for edge in sorted(edge for edge in edges if now < edge and edge.astimezone(HELSINKI).date() == day):
            found = _state(spans, plan, edge)
            if (found.state, found.why) != (current.state, current.why):
                current = found
                yield found


@lru_cache(maxsize=4096)
def instant(day: dt.date, minutes: int) -> dt.datetime:
    """The first instant (UTC) when Helsinki's clock has reached `minutes` after the midnight of `day`."""
    later, minute = divmod(minutes, DAY_MINUTES)
    wall = dt.datetime.combine(day + dt.timedelta(days=later), dt.time(minute // 60, minute % 60), HELSINKI)
    utc = wall.astimezone(dt.UTC)
    skipped = utc.astimezone(HELSINKI).replace(tzinfo=None) != wall.replace(tzinfo=None)
    return utc.replace(minute=0) if skipped else utc  # clocks move on the whole hour: what was skipped begins there


def _spans_touching(schedule: Schedule, day: dt.date) -> list[_Span]:
    """The spans of `day` and of the day before, which may run over midnight."""
    spans = []
    for begins in (day - dt.timedelta(days=1), day):
        plan = schedule.plan(begins)
        for sure, minutes in ((True, plan.open), (False, plan.doubt)):
            spans += [_Span(instant(begins, start), instant(begins, end), sure, plan) for start, end in minutes]
    return spans


def _state(spans: list[_Span], today: DayPlan, at: dt.datetime) -> Moment:
    covering = [span for span in spans if span.start <= at < span.end]
    sure = next((span for span in covering if span.sure), None)
    if sure:
        return Moment(at, "open", note=sure.plan.note)
    if covering:
        return Moment(at, "unknown", covering[-1].plan.why, covering[-1].plan.note)
    return Moment(at, "closed", note=today.note)
