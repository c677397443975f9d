"""The form of opening hours, for content files, imports and the columns `Channel.weekly` and `Channel.exceptions`.

All times are Helsinki time. `weekly` is what holds in ordinary weeks. `exceptions` are what holds instead on certain
days. Both columns hold `as_json()` of these models. An importer builds the models too, so that a bad row is named
before it is stored.

Which exception holds on a day: one with dates before one with holidays; of those with dates the shortest period; a
named holiday before a group. Equally near ones hold together, and when they contradict each other (one says closed,
another gives times) the day is unknown.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from service_catalog.hours.special_days import HolidayName

Weekday = Literal["mo", "tu", "we", "th", "fr", "sa", "su"]
WEEKDAYS: tuple[Weekday, ...] = ("mo", "tu", "we", "th", "fr", "sa", "su")
OpeningTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
ClosingTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]


class HoursModel(BaseModel):
    """A mapping of hours: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid")

    def as_json(self) -> dict[str, Any]:
        """What the database column holds: only what was given."""
        return self.model_dump(mode="json", exclude_defaults=True)


class SpecialSpan(HoursModel):
    """A span of an exception, on each of its days or on some weekdays of them.

    `closes` at or before `opens` is on the next day; `24:00` is the end of the day.
    """

    days: list[Weekday] = []
    opens: OpeningTime
    closes: ClosingTime


class OpeningSpan(HoursModel):
    """A weekly span. `closes` at or before `opens` is on the next day; `24:00` is the end of the day.

    `valid_from` and `valid_to` (inclusive) make a season; a day outside every season of a channel is unknown. `weeks`
    makes it every other week, by the number of the ISO week.
    """

    days: list[Weekday] = Field(min_length=1)
    opens: OpeningTime
    closes: ClosingTime
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    weeks: Literal["odd", "even"] | None = None

    @model_validator(mode="after")
    def season_has_days(self) -> Self:
        """A season ends on the day it begins, or later."""
        check_order(self.valid_from, self.valid_to)
        return self


class HoursException(HoursModel):
    """Days on which other hours hold: a period (`valid_from`, `valid_to`, both inclusive) or `holidays` of every year.

    A period without `valid_to` is one day. Then at most one of: `closed`; `usual` (the weekly hours hold on these
    holidays too); `spans` (only these hold, a weekday without a span is closed). With none the hours of those days are
    not known. `note` is the source's own word on why.
    """

    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    holidays: list[HolidayName] = []
    closed: bool = False
    usual: bool = False
    spans: list[SpecialSpan] = []
    note: str | None = None

    @model_validator(mode="after")
    def one_time_and_one_meaning(self) -> Self:
        """Either dates or holidays, and at most one thing said of them."""
        if bool(self.valid_from) == bool(self.holidays):
            raise ValueError("give either `valid_from` or `holidays`")
        if self.valid_to and not self.valid_from:
            raise ValueError("`valid_to` needs `valid_from`")
        if sum((self.closed, self.usual, bool(self.spans))) > 1:
            raise ValueError("give one of `closed`, `usual`, `spans`")
        check_order(self.valid_from, self.valid_to)
        return self


def check_order(start: dt.date | None, end: dt.date | None) -> None:
    """Raises ValueError when a period ends before it begins."""
    if start and end and end < start:
        raise ValueError("`valid_to` is before `valid_from`")
