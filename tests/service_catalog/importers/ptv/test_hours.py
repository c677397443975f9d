"""Opening hours of every kind, from the v4–v11 and the v12 models, in the form of the catalogue and in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service_catalog.hours.form import WEEKDAYS
from service_catalog.importers.ptv import hours_v12
from service_catalog.importers.ptv.hours import PTV_DAYS, RawHours, read_hours
from service_catalog.importers.ptv.hours_text import hours_text
from service_catalog.importers.ptv.raw import parse
from service_catalog.importers.ptv.records import Hours
from service_catalog.importers.ptv.texts import ptv_texts
from service_catalog.importers.ptv.v12_models import RawServiceHours
from tests.service_catalog.importers.ptv.make import Raw, hours, opening, text


def read(*listed: Raw) -> tuple[Hours, list[str]]:
    left: list[str] = []
    return read_hours([parse(RawHours, raw) for raw in listed], lambda _where, reason: left.append(reason)), left


def read_v12(**raw: Any) -> tuple[Hours, list[str]]:
    left: list[str] = []
    found = hours_v12.read_hours(parse(RawServiceHours, raw), lambda _where, reason: left.append(reason))
    return found, left


def weekly(found: Hours) -> list[tuple[str, str, str]]:
    return [(" ".join(span.days), span.opens, span.closes) for span in found.weekly]


def words(found: Hours) -> str | None:
    return hours_text(found, "fi", ptv_texts())


WEEK = [opening(day, "08:00:00", "16:00:00", "") for day in PTV_DAYS[:5]]


def test_normal_hours() -> None:
    found, left = read(hours(*WEEK))
    assert weekly(found) == [(day, "08:00", "16:00") for day in WEEKDAYS[:5]]
    assert words(found) == "ma–pe 8–16"
    assert left == []


def test_several_spans_a_day() -> None:
    found, _ = read(hours(opening("Monday", "08:00:00", "11:00:00"), opening("Monday", "12:30:00", "16:00:00")))
    assert weekly(found) == [("mo", "08:00", "11:00"), ("mo", "12:30", "16:00")]
    assert words(found) == "ma 8–11, 12.30–16"


def test_a_span_from_day_to_day_is_every_day_between() -> None:
    found, _ = read(hours(opening("Friday", "10:00:00", "14:00:00", "Monday")))
    assert weekly(found) == [("fr sa su mo", "10:00", "14:00")]


def test_midnight_at_the_end_is_the_end_of_the_day() -> None:
    found, _ = read(hours(opening("Monday", "18:00:00", "00:00:00")))
    assert weekly(found) == [("mo", "18:00", "24:00")]


def test_over_midnight() -> None:
    found, _ = read(hours(opening("Friday", "22:00:00", "04:00:00", "Saturday"), kind="OverMidnight"))
    assert weekly(found) == [("fr", "22:00", "04:00")]
    longer, _ = read(hours(opening("Friday", "16:00:00", "08:00:00", "Monday"), kind="Special"))
    assert weekly(longer) == [
        ("fr", "16:00", "24:00"),
        ("sa", "00:00", "24:00"),
        ("su", "00:00", "24:00"),
        ("mo", "00:00", "08:00"),
    ]


def test_always_open_and_on_reservation() -> None:
    found, _ = read(hours(isAlwaysOpen=True))
    assert found.always
    assert words(found) == "auki ympäri vuorokauden"
    season, _ = read(hours(isAlwaysOpen=True, validFrom="2026-06-01T00:00:00", validTo="2026-08-31T00:00:00"))
    assert not season.always
    assert season.weekly[0].valid_to == dt.date(2026, 8, 31)
    reserved, left = read(hours(isReservation=True))
    assert (reserved.weekly, reserved.always, left) == ((), False, [])
    assert words(reserved) == "ajanvarauksella"


def test_a_season() -> None:
    found, _ = read(hours(*WEEK, validFrom="2026-05-31T21:00:00Z", validTo="2026-08-31T00:00:00"))
    assert found.weekly[0].valid_from == dt.date(2026, 6, 1)
    assert words(found) == "ma–pe 8–16 (1.6.2026–31.8.2026)"


def test_a_closed_period_and_special_hours() -> None:
    closed, _ = read(
        hours(kind="Exceptional", isClosed=True, validFrom="2026-12-24T00:00:00", validTo="2026-12-26T00:00:00")
    )
    assert closed.exceptions[0].closed
    assert words(closed) == "suljettu 24.12.2026–26.12.2026"
    special, _ = read(hours(opening(None, "10:00:00", "12:00:00"), kind="Exception", validFrom="2026-12-31T00:00:00"))
    assert special.exceptions[0].spans[0].closes == "12:00"
    assert words(special) == "31.12.2026 10–12"


def test_an_exception_without_a_date_keeps_its_text_only() -> None:
    found, left = read(
        hours(opening(None, "09:00:00", "16:00:00"), kind="Exceptional", additionalInformation=[text("2.5.–31.8.")])
    )
    assert (found.weekly, found.exceptions) == ((), ())
    assert words(found) == "2.5.–31.8"
    assert left == ["an exception without a date: only its text is kept"]


def test_hours_that_say_nothing_stay_unknown() -> None:
    found, left = read(hours())
    assert not found
    assert words(found) is None
    assert left == ["no hours are given: they stay unknown"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (hours(opening("Maanantai", "08:00", "16:00")), "unknown day Maanantai"),
        (hours(opening("Monday", "8 am", "16:00")), "not a time of day: 8 am"),
        (hours(opening("Monday", "08:00", None)), "not a time of day: None"),
        (hours(opening("Monday", "25:00", "26:00")), "not a time of day: 25:00"),
        (hours(opening(None, "08:00", "16:00")), "a weekly span has no day"),
        (hours(opening("Monday", "08:00", "16:00"), kind="Sometimes"), "unknown type of hours Sometimes"),
        (
            hours(*WEEK, validFrom="2026-09-01T00:00:00", validTo="2026-01-01T00:00:00"),
            "Value error, `valid_to` is before `valid_from`",
        ),
    ],
)
def test_faulty_hours_are_left_out_with_a_reason_and_the_rest_stays(raw: Raw, reason: str) -> None:
    found, left = read(hours(*WEEK), raw)
    assert len(found.weekly) == 5
    assert left == [reason]


@given(
    st.lists(
        st.tuples(st.sampled_from(PTV_DAYS), st.times(), st.times(), st.sampled_from([None, "", *PTV_DAYS])), max_size=6
    ),
    st.sampled_from(["DaysOfTheWeek", "OverMidnight", "Exceptional"]),
    st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_any_hours_become_spans_or_a_reason(
    spans: list[tuple[str, dt.time, dt.time, str | None]], kind: str, start: dt.date | None, closed: bool
) -> None:
    openings = [opening(day, str(a), str(b), to) for day, a, b, to in spans]
    found, left = read(hours(*openings, kind=kind, validFrom=f"{start}T00:00:00" if start else None, isClosed=closed))
    assert found or left
    for span in found.weekly:
        assert set(span.days) <= set(WEEKDAYS)
    words(found)


DAY = {"hours": [{"start": "09:00", "end": "15:00"}]}


def test_v12_weekly_hours_with_odd_and_even_weeks() -> None:
    found, left = read_v12(
        hours=[
            {"type": "WeeklyUntilFurtherNoticeServiceHour", "monday": DAY, "tuesday": DAY},
            {
                "type": "WeeklyDateRangeServiceHour",
                "validFrom": "2026-06-01",
                "validTo": "2026-08-31",
                "friday": {"hours": [{"start": "09:00", "end": "12:00", "repetition": "OddWeeks"}]},
            },
        ]
    )
    assert weekly(found) == [("mo", "09:00", "15:00"), ("tu", "09:00", "15:00"), ("fr", "09:00", "12:00")]
    assert (found.weekly[2].weeks, found.weekly[2].valid_from) == ("odd", dt.date(2026, 6, 1))
    assert words(found) == "ma–ti 9–15. pe 9–12 parittomat viikot (1.6.2026–31.8.2026)"
    assert left == []


def test_v12_continuous_hours() -> None:
    assert read_v12(hours=[{"type": "ContinuousAlwaysValidServiceHour"}])[0].always
    ranged, _ = read_v12(
        hours=[{"type": "ContinuousDateRangeServiceHour", "validFrom": "2026-06-01", "validTo": "2026-06-02"}]
    )
    assert weekly(ranged) == [(" ".join(WEEKDAYS), "00:00", "24:00")]
    weekend, _ = read_v12(
        hours=[
            {
                "type": "ContinuousWeekdaysUntilFurtherNoticeServiceHour",
                "startDay": "friday",
                "endDay": "sunday",
                "startTime": "16:00",
                "endTime": "20:00",
            }
        ]
    )
    assert weekly(weekend) == [("fr", "16:00", "24:00"), ("sa", "00:00", "24:00"), ("su", "00:00", "20:00")]


def test_v12_exceptions_holidays_and_reservation() -> None:
    found, left = read_v12(
        hours=[
            {"type": "ExceptionalDateRangeServiceHour", "validFrom": "2026-12-24", "openingStatus": "Closed"},
            {
                "type": "WeeklyUntilFurtherNoticeServiceHour",
                "monday": {"hours": [{"start": "09:00", "end": "12:00", "openingStatus": "OpenOnReservation"}]},
            },
            {"type": "WhenItRains"},
        ],
        holidayServiceHours={
            "holidays": [
                {"holidayName": "MidsummerEve", "openingStatus": "Closed"},
                {"holidayName": "Epiphany", "hours": [{"start": "10:00", "end": "12:00"}]},
                {"holidayName": "Birthday", "openingStatus": "Closed"},
            ]
        },
    )
    assert [(e.valid_from, e.holidays, e.closed) for e in found.exceptions] == [
        (dt.date(2026, 12, 24), [], True),
        (None, ["MidsummerEve"], True),
        (None, ["Epiphany"], False),
    ]
    assert found.reservation
    assert found.weekly == ()
    assert left == ["unknown type of hours WhenItRains", "hours of holiday Birthday"]


def test_v12_without_hours() -> None:
    assert not hours_v12.read_hours(None, lambda _where, _reason: None)
