"""The state of a schedule and its next change are those of an oracle that steps through the minutes."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service_catalog.hours.form import WEEKDAYS, HoursException, OpeningSpan, SpecialSpan
from service_catalog.hours.schedule import Schedule
from service_catalog.hours.timeline import changes_after, state_at
from tests.service_catalog.hours.oracle import HELSINKI, MINUTE, Oracle

# The days around which hours are hard: the clock's turns, Easter, May Day, Midsummer, Christmas, and ordinary ones.
HARD_DAYS = [
    dt.date(2026, 3, 29),
    dt.date(2026, 10, 25),
    dt.date(2026, 4, 2),
    dt.date(2026, 4, 6),
    dt.date(2026, 4, 30),
    dt.date(2026, 5, 14),
    dt.date(2026, 6, 19),
    dt.date(2026, 11, 1),
    dt.date(2026, 4, 7),
    dt.date(2026, 12, 24),
    dt.date(2026, 12, 27),
    dt.date(2026, 12, 31),
    dt.date(2027, 1, 6),
    dt.date(2026, 9, 9),
]
STEP_HOURS = 6
hours_of_day = st.sampled_from([0, 1, 2, 3, 4, 8, 12, 16, 22, 23])
clock = st.builds("{:02d}:{:02d}".format, hours_of_day, st.sampled_from([0, 15, 30, 59]))
closing = clock | st.just("24:00")
weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)
HOLIDAYS = ["public", "eves", "ChristmasEve", "MidsummerEve", "MayDay", "NewYearEve", "EasterMonday"]


@st.composite
def periods(draw: st.DrawFn, near: dt.date) -> dict[str, Any]:
    """A period of the form's fields that begins or ends near a day."""
    first = near + dt.timedelta(days=draw(st.integers(-5, 2)))
    last = first + dt.timedelta(days=draw(st.integers(0, 6)))
    return {"valid_from": first, "valid_to": draw(st.sampled_from([last, None]))}


@st.composite
def exceptions(draw: st.DrawFn, near: dt.date) -> HoursException:
    """An exception near a day, of any meaning."""
    when = draw(periods(near) | st.builds(lambda name: {"holidays": [name]}, st.sampled_from(HOLIDAYS)))
    special = st.builds(SpecialSpan, days=st.just([]) | weekdays, opens=clock, closes=closing)
    meaning = draw(
        st.sampled_from([{"closed": True}, {"usual": True}, {}])
        | st.builds(lambda spans: {"spans": spans}, st.lists(special, min_size=1, max_size=2))
    )
    return HoursException(**when, **meaning)


@st.composite
def spans(draw: st.DrawFn, near: dt.date) -> OpeningSpan:
    """A weekly span, at times of a season or of every other week."""
    season = draw(st.just({}) | periods(near))
    weeks = draw(st.sampled_from([None, None, "odd", "even"]))
    times = {"days": draw(weekdays), "opens": draw(clock), "closes": draw(closing)}
    return OpeningSpan.model_validate({**times, "weeks": weeks, **season})


@st.composite
def cases(draw: st.DrawFn) -> tuple[Schedule, dict[str, Any], dt.datetime]:
    """A schedule, the same for the oracle, and a minute near a hard day."""
    near = draw(st.sampled_from(HARD_DAYS))
    weekly = draw(st.lists(spans(near), max_size=3))
    special = draw(st.lists(exceptions(near), max_size=2))
    always = draw(st.sampled_from([False, False, False, True]))
    now = dt.datetime.combine(near, dt.time(0), HELSINKI).astimezone(dt.UTC) + draw(st.integers(-300, 1200)) * MINUTE
    schedule = Schedule([row.as_json() for row in weekly], [row.as_json() for row in special], always)
    told = {"weekly": [r.model_dump() for r in weekly], "exceptions": [r.model_dump() for r in special]}
    return schedule, told | {"always": always}, now


@settings(max_examples=1000, deadline=None)
@given(cases())
def test_state_and_next_change_are_those_of_the_minutes(case: tuple[Schedule, dict[str, Any], dt.datetime]) -> None:
    schedule, told, now = case
    oracle = Oracle(told, now.astimezone(HELSINKI).date())
    assert state_at(schedule, now).state == oracle.step_to(now)
    last = now + dt.timedelta(hours=STEP_HOURS)
    expected, before = [], oracle.state
    while oracle.minute < last:
        oracle.step()
        if oracle.state != before:
            expected.append((oracle.minute, oracle.state))
            before = oracle.state
    changes, state = [], state_at(schedule, now).state
    for change in changes_after(schedule, now, days=2):
        if change.since <= last and change.state != state:
            changes.append((change.since, change.state))
        state = change.state
    assert changes == expected


@settings(max_examples=100, deadline=None)
@given(cases(), st.sampled_from([dt.timedelta(days=n) for n in (1, 8, 40)]))
def test_the_state_after_every_change_is_the_state_at_that_moment(
    case: tuple[Schedule, dict[str, Any], dt.datetime], ahead: dt.timedelta
) -> None:
    schedule, _, now = case
    for change in islice(changes_after(schedule, now + ahead, days=20), 10):
        assert state_at(schedule, change.since).state == change.state


@pytest.mark.parametrize(
    ("opens", "closes", "moment", "state"),
    [
        # 29.3.2026: 03:00 becomes 04:00. A time that the clock skips is the moment of the skip.
        ("03:30", "05:00", "2026-03-29T00:59+00:00", "closed"),
        ("03:30", "05:00", "2026-03-29T01:00+00:00", "open"),
        ("01:00", "03:30", "2026-03-29T00:59+00:00", "open"),
        ("01:00", "03:30", "2026-03-29T01:00+00:00", "closed"),
        ("02:00", "05:00", "2026-03-29T01:59+00:00", "open"),
        ("02:00", "05:00", "2026-03-29T02:00+00:00", "closed"),
        # 25.10.2026: 04:00 becomes 03:00. A time that comes twice is its first coming.
        ("02:00", "03:30", "2026-10-25T00:29+00:00", "open"),
        ("02:00", "03:30", "2026-10-25T00:30+00:00", "closed"),
        ("02:00", "03:30", "2026-10-25T01:15+00:00", "closed"),
        ("03:30", "04:30", "2026-10-25T00:30+00:00", "open"),
        ("03:30", "04:30", "2026-10-25T02:29+00:00", "open"),
        ("03:30", "04:30", "2026-10-25T02:30+00:00", "closed"),
    ],
)
def test_the_turns_of_the_clock(opens: str, closes: str, moment: str, state: str) -> None:
    schedule = Schedule([{"days": ["su"], "opens": opens, "closes": closes}])
    assert state_at(schedule, dt.datetime.fromisoformat(moment)).state == state
