"""A slow, obvious reading of opening hours: it looks at the wall clock of every minute, one after another.

It shares nothing with the code that it checks but the calendar of special days, which has tests of its own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from service_catalog.hours.special_days import FULL_EVES, HALF_EVES, names_of

HELSINKI = ZoneInfo("Europe/Helsinki")
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
NAMES = ["mo", "tu", "we", "th", "fr", "sa", "su"]


@dataclass
class Span:
    """Open or unknown between two times of the wall clock. A span that has begun stays so if the clock turns back."""

    state: str
    start: dt.datetime
    end: dt.datetime
    begun: bool = False


class Oracle:
    """Steps through the minutes (UTC) from the midnight before `first`, and remembers what has begun and ended."""

    def __init__(self, hours: dict[str, Any], first: dt.date) -> None:
        self.hours = hours
        begins = dt.datetime.combine(first - DAY, dt.time(0), HELSINKI)
        self.minute = begins.astimezone(dt.UTC) - MINUTE
        self.day = first - 2 * DAY
        self.running: list[Span] = []
        self.state = "closed"

    def step_to(self, moment: dt.datetime) -> str:
        """The state at `moment`, after every minute before it."""
        while self.minute < moment:
            self.step()
        return self.state

    def step(self) -> None:
        """One minute on: a new day brings its spans, the wall clock passes their beginnings and ends."""
        self.minute += MINUTE
        wall = self.minute.astimezone(HELSINKI).replace(tzinfo=None)
        if wall.date() > self.day:
            self.day = wall.date()
            self.running += [Span(*span) for span in self.spans_beginning_on(self.day)]
        self.state = "closed"
        for span in list(self.running):
            if wall >= span.end:
                self.running.remove(span)
            elif span.begun or wall >= span.start:
                span.begun = True
                self.state = "open" if "open" in (span.state, self.state) else "unknown"

    def spans_beginning_on(self, day: dt.date) -> list[tuple[str, dt.datetime, dt.datetime]]:
        """The spans of one day as (open or unknown, wall clock start, wall clock end)."""
        usual = self.weekly_on(day)
        whole = (dt.datetime.combine(day, dt.time(0)), dt.datetime.combine(day + DAY, dt.time(0)))
        exceptions = self.nearest_exceptions(day)
        meanings = {self.meaning(one) for one in exceptions}
        if len(meanings) > 1 or meanings == {"nothing"}:
            return [("unknown", *span) for span in [whole, *(usual or [])]]
        if meanings == {"closed"}:
            return []
        if meanings == {"spans"}:
            rows = [span for one in exceptions for span in one["spans"]]
            return [("open", *self.times(day, row)) for row in rows if NAMES[day.weekday()] in (row["days"] or NAMES)]
        if self.hours["always"]:
            return [("open", *whole)]
        if usual is None:
            return [("unknown", *whole)]
        if meanings == {"usual"} or not names_of(day):
            return [("open", *span) for span in usual]
        if names_of(day) <= HALF_EVES:
            return [("unknown", *span) for span in usual]
        return [("unknown", *span) for span in [whole, *usual]]

    def weekly_on(self, day: dt.date) -> list[tuple[dt.datetime, dt.datetime]] | None:
        """The weekly spans of a day; None when it is in no season."""
        in_season = []
        for row in self.hours["weekly"]:
            if row["valid_from"] and day < row["valid_from"]:
                continue
            if row["valid_to"] and day > row["valid_to"]:
                continue
            in_season.append(row)
        if not in_season:
            return None
        odd = day.isocalendar().week % 2 == 1
        return [
            self.times(day, row)
            for row in in_season
            if NAMES[day.weekday()] in row["days"]
            and (row["weeks"] is None or (row["weeks"] == "odd" and odd) or (row["weeks"] == "even" and not odd))
        ]

    def nearest_exceptions(self, day: dt.date) -> list[dict[str, Any]]:
        """The exceptions that hold on a day, those farther from it left out."""
        best: list[dict[str, Any]] = []
        best_rank = None
        for one in self.hours["exceptions"]:
            rank = self.rank(one, day)
            if rank is None or (best_rank is not None and rank > best_rank):
                continue
            if best_rank is None or rank < best_rank:
                best, best_rank = [], rank
            best.append(one)
        return best

    def rank(self, one: dict[str, Any], day: dt.date) -> tuple[int, int] | None:
        """How near an exception is to a day, nearest first: dates by length, then a name, then a group."""
        if one["valid_from"]:
            last = one["valid_to"] or one["valid_from"]
            return (0, (last - one["valid_from"]).days) if one["valid_from"] <= day <= last else None
        names = names_of(day)
        if names & set(one["holidays"]):
            return (1, 0)
        if "eves" in one["holidays"] and names & (FULL_EVES | HALF_EVES):
            return (2, 0)
        if "public" in one["holidays"] and names - FULL_EVES - HALF_EVES:
            return (2, 0)
        return None

    @staticmethod
    def meaning(one: dict[str, Any]) -> str:
        """What an exception says of its days."""
        if one["closed"]:
            return "closed"
        if one["usual"]:
            return "usual"
        return "spans" if one["spans"] else "nothing"

    @staticmethod
    def times(day: dt.date, row: dict[str, Any]) -> tuple[dt.datetime, dt.datetime]:
        """A span's wall clock start and end."""
        start = dt.datetime.combine(day, dt.time.fromisoformat(row["opens"]))
        if row["closes"] == "24:00":
            return start, dt.datetime.combine(day + DAY, dt.time(0))
        end = dt.datetime.combine(day, dt.time.fromisoformat(row["closes"]))
        return start, end if end > start else end + DAY
