"""Finnish public holidays and their eves, by the names that the national catalogue (PTV, v12) gives them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Literal

import holidays

HolidayName = Literal[
    "NewYearDay",
    "Epiphany",
    "MaundyThursday",
    "GoodFriday",
    "EasterSunday",
    "EasterMonday",
    "MayDayEve",
    "MayDay",
    "AscensionDay",
    "WhitSunday",
    "MidsummerEve",
    "MidsummerDay",
    "AllSaintsDay",
    "IndependenceDay",
    "ChristmasEve",
    "ChristmasDay",
    "SecondDayOfChristmas",
    "NewYearEve",
    "public",
    "eves",
]

# The library's English names. It counts Midsummer Eve and Christmas Eve, when nearly everything is shut, among them.
PTV_NAMES: dict[str, HolidayName] = {
    "New Year's Day": "NewYearDay",
    "Epiphany": "Epiphany",
    "Good Friday": "GoodFriday",
    "Easter Sunday": "EasterSunday",
    "Easter Monday": "EasterMonday",
    "May Day": "MayDay",
    "Ascension Day": "AscensionDay",
    "Pentecost": "WhitSunday",
    "Midsummer Eve": "MidsummerEve",
    "Midsummer Day": "MidsummerDay",
    "All Saints' Day": "AllSaintsDay",
    "Independence Day": "IndependenceDay",
    "Christmas Eve": "ChristmasEve",
    "Christmas Day": "ChristmasDay",
    "Second Day of Christmas": "SecondDayOfChristmas",
}
FULL_EVES = frozenset({"MidsummerEve", "ChristmasEve"})
HALF_EVES = frozenset({"MaundyThursday", "MayDayEve", "NewYearEve"})


@cache
def _named_days(year: int) -> dict[dt.date, frozenset[HolidayName]]:
    listed = holidays.country_holidays("FI", years=year, language="en_US")
    found: dict[dt.date, set[HolidayName]] = {day: {PTV_NAMES[name] for name in listed.get_list(day)} for day in listed}
    good_friday = next(day for day, names in found.items() if "GoodFriday" in names)
    found.setdefault(good_friday - dt.timedelta(days=1), set()).add("MaundyThursday")
    found.setdefault(dt.date(year, 4, 30), set()).add("MayDayEve")
    found.setdefault(dt.date(year, 12, 31), set()).add("NewYearEve")
    return {day: frozenset(names) for day, names in found.items()}


def names_of(day: dt.date) -> frozenset[HolidayName]:
    """The special days that `day` is; none for an ordinary day, an ordinary Sunday included."""
    return _named_days(day.year).get(day, frozenset())


def groups_of(day: dt.date) -> frozenset[HolidayName]:
    """`public` where `day` is a public holiday, `eves` where it is an eve."""
    names = names_of(day)
    eves: frozenset[HolidayName] = frozenset({"eves"}) if names & (FULL_EVES | HALF_EVES) else frozenset()
    return eves | (frozenset({"public"}) if names - FULL_EVES - HALF_EVES else frozenset())


def is_holiday(day: dt.date) -> bool:
    """Whether weekly hours cannot be trusted at all on `day`: a public holiday, Midsummer Eve or Christmas Eve."""
    return bool(names_of(day) - HALF_EVES)


def is_half_eve(day: dt.date) -> bool:
    """Whether places may close earlier than usual on `day`: Maundy Thursday, May Day Eve or New Year's Eve."""
    return bool(names_of(day) & HALF_EVES)
