"""Special days: Finnish public holidays and eves by the names of the national catalogue."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from service_catalog.hours.special_days import (
    FULL_EVES,
    HALF_EVES,
    HolidayName,
    groups_of,
    is_half_eve,
    is_holiday,
    names_of,
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "NewYearDay"),
        ("2026-01-06", "Epiphany"),
        ("2026-04-02", "MaundyThursday"),
        ("2026-04-03", "GoodFriday"),
        ("2026-04-05", "EasterSunday"),
        ("2026-04-06", "EasterMonday"),
        ("2026-04-30", "MayDayEve"),
        ("2026-05-01", "MayDay"),
        ("2026-05-14", "AscensionDay"),
        ("2026-05-24", "WhitSunday"),
        ("2026-06-19", "MidsummerEve"),
        ("2026-06-20", "MidsummerDay"),
        ("2026-10-31", "AllSaintsDay"),
        ("2026-12-06", "IndependenceDay"),
        ("2026-12-24", "ChristmasEve"),
        ("2026-12-25", "ChristmasDay"),
        ("2026-12-26", "SecondDayOfChristmas"),
        ("2026-12-31", "NewYearEve"),
    ],
)
def test_each_special_day_of_2026(day: str, name: str) -> None:
    assert names_of(dt.date.fromisoformat(day)) == {name}


def test_every_year_has_every_named_day() -> None:
    named = set(get_args(HolidayName)) - {"public", "eves"}
    for year in range(2020, 2041):
        days = [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366)]
        assert set().union(*(names_of(day) for day in days if day.year == year)) == named, year


def test_a_day_may_be_two_at_once() -> None:
    assert names_of(dt.date(2008, 5, 1)) == {"MayDay", "AscensionDay"}


def test_an_ordinary_sunday_is_not_special() -> None:
    assert not names_of(dt.date(2026, 11, 22))


def test_eves_are_full_or_half() -> None:
    christmas_eve, new_years_eve = dt.date(2026, 12, 24), dt.date(2026, 12, 31)
    assert (is_holiday(christmas_eve), is_half_eve(christmas_eve)) == (True, False)
    assert (is_holiday(new_years_eve), is_half_eve(new_years_eve)) == (False, True)
    assert groups_of(christmas_eve) == groups_of(new_years_eve) == {"eves"}
    assert groups_of(dt.date(2026, 12, 25)) == {"public"}
    assert not FULL_EVES & HALF_EVES
