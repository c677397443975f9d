"""A channel's hours made ready for asking: what each day says, in minutes from its midnight by the wall clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from service_catalog.hours.form import WEEKDAYS
from service_catalog.hours.special_days import groups_of, is_half_eve, is_holiday, names_of

DAY_MINUTES = 24 * 60
WHOLE_DAY = (0, DAY_MINUTES)
Minutes = tuple[int, int]
Doubt = Literal["holiday", "eve", "unknown"]


@dataclass(frozen=True)
class DayPlan:
    """The spans that begin on a day: surely `open`, or in `doubt` for the reason `why`. Elsewhere the day is closed.

    A span may run over midnight: its end is then more than 1,440 minutes.
    """

    open: tuple[Minutes, ...] = ()
    doubt: tuple[Minutes, ...] = ()
    why: Doubt = "unknown"
    note: str | None = None


@dataclass(frozen=True)
class Schedule:
    """The hours of one channel, in the form of `service_catalog.hours.form`. `always`: day and night, holidays too."""

    weekly: Sequence[dict[str, Any]] = ()
    exceptions: Sequence[dict[str, Any]] = ()
    always: bool = False

    @property
    def known(self) -> bool:
        """Whether anything at all is known of the hours."""
        return self.always or bool(self.weekly) or bool(self.exceptions)

    def plan(self, day: dt.date) -> DayPlan:
        """What `day` says: its exception where there is one, else the weekly hours, which a holiday makes doubtful."""
        found = self._exceptions_on(day)
        if found:
            return self._special_plan(day, found)
        if self.always:
            return DayPlan(open=(WHOLE_DAY,))
        usual = self._usual(day)
        if usual is None:
            return DayPlan(doubt=(WHOLE_DAY,))
        if is_holiday(day):
            return DayPlan(doubt=(WHOLE_DAY, *usual), why="holiday")
        if is_half_eve(day):
            return DayPlan(doubt=usual, why="eve")
        return DayPlan(open=usual)

    @cached_property
    def _seasonal(self) -> bool:
        return any(row.get("valid_from") or row.get("valid_to") for row in self.weekly)

    def _usual(self, day: dt.date) -> tuple[Minutes, ...] | None:
        """The weekly spans that begin on `day`; None when no row is in season."""
        rows = [row for row in self.weekly if _in_season(row, day)] if self._seasonal else self.weekly
        if not rows:
            return None
        parity = "even" if day.isocalendar().week % 2 == 0 else "odd"
        name = WEEKDAYS[day.weekday()]
        return tuple(minutes_of(row) for row in rows if name in row["days"] and (row.get("weeks") or parity) == parity)

    def _exceptions_on(self, day: dt.date) -> list[dict[str, Any]]:
        """The nearest exceptions of `day` (the rule of precedence is in `service_catalog.hours.form`)."""
        dated = [(_length(row), row) for row in self.exceptions if row.get("valid_from") and _in_period(row, day)]
        if dated:
            shortest = min(length for length, _ in dated)
            return [row for length, row in dated if length == shortest]
        for names in (names_of(day), groups_of(day)):
            found = [row for row in self.exceptions if names.intersection(row.get("holidays", ()))] if names else []
            if found:
                return found
        return []

    def _special_plan(self, day: dt.date, found: list[dict[str, Any]]) -> DayPlan:
        note = " ".join(row["note"] for row in found if row.get("note")) or None
        meanings = {_meaning(row) for row in found}
        if len(meanings) > 1 or meanings == {"unknown"}:
            return DayPlan(doubt=(WHOLE_DAY, *(self._usual(day) or ())), note=note)
        if meanings == {"closed"}:
            return DayPlan(note=note)
        if meanings == {"usual"}:
            usual = (WHOLE_DAY,) if self.always else self._usual(day)
            return DayPlan(doubt=(WHOLE_DAY,), note=note) if usual is None else DayPlan(open=usual, note=note)
        name = WEEKDAYS[day.weekday()]
        spans = [span for row in found for span in row["spans"] if name in (span.get("days") or WEEKDAYS)]
        return DayPlan(open=tuple(minutes_of(span) for span in spans), note=note)


def minutes_of(span: dict[str, Any]) -> Minutes:
    """A span as minutes from the midnight of the day on which it begins."""
    opens, closes = _minute(span["opens"]), _minute(span["closes"])
    return opens, closes if closes > opens else closes + DAY_MINUTES


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _in_season(row: dict[str, Any], day: dt.date) -> bool:
    start, end = row.get("valid_from"), row.get("valid_to")
    return (start is None or start <= day.isoformat()) and (end is None or day.isoformat() <= end)


def _in_period(row: dict[str, Any], day: dt.date) -> bool:
    return bool(row["valid_from"] <= day.isoformat() <= (row.get("valid_to") or row["valid_from"]))


def _length(row: dict[str, Any]) -> int:
    start = dt.date.fromisoformat(row["valid_from"])
    return (dt.date.fromisoformat(row.get("valid_to") or row["valid_from"]) - start).days


def _meaning(row: dict[str, Any]) -> str:
    return next((name for name in ("closed", "usual", "spans") if row.get(name)), "unknown")
