"""Opening hours of the v4–v11 models: weekly, exceptional, over midnight, always, on reservation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from pydantic import Field

from service_catalog.hours.form import WEEKDAYS, HoursException, OpeningSpan, SpecialSpan, Weekday
from service_catalog.importers.ptv.raw import Clean, Language, Many, Raw
from service_catalog.importers.ptv.records import Hours, Texts

HELSINKI = ZoneInfo("Europe/Helsinki")
PTV_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS: dict[str, Weekday] = dict(zip(PTV_DAYS, WEEKDAYS, strict=True))
# The names of types before v8 beside today's.
KINDS = {"Standard": "DaysOfTheWeek", "Exception": "Exceptional", "Special": "OverMidnight"}
Leave = Callable[[str, str], None]


class RawText(Raw):
    """A text in a language."""

    language: Language
    value: Clean | None = None
    type: str | None = None


class RawOpening(Raw):
    """A span of a day, or over several days."""

    day_from: str | None = None
    day_to: str | None = None
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None


class RawHours(Raw):
    """A set of hours with the time in which it holds."""

    service_hour_type: str
    valid_from: dt.datetime | None = None
    valid_to: dt.datetime | None = None
    is_closed: bool = False
    is_always_open: bool = False
    is_reservation: bool = False
    additional_information: Many[RawText] = ()
    opening_hour: Many[RawOpening] = ()


def texts_of(items: Iterable[RawText]) -> Texts:
    """The texts by language; empty ones are not texts."""
    return {item.language: item.value for item in items if item.value}


def day_of(moment: dt.datetime | None) -> dt.date | None:
    """The Finnish day of a time; one without a zone is Finnish already."""
    if moment is None:
        return None
    return moment.astimezone(HELSINKI).date() if moment.tzinfo else moment.date()


def read_hours(listed: Iterable[RawHours], leave: Leave) -> Hours:
    """The hours of a channel or connection. What cannot be computed with goes to `leave` and stays as a text."""
    weekly: list[OpeningSpan] = []
    exceptions: list[HoursException] = []
    always = reservation = False
    notes: dict[str, list[str]] = {}
    for number, raw in enumerate(listed):
        where = f"serviceHours.{number}"
        for language, text in texts_of(raw.additional_information).items():
            notes.setdefault(language, []).append(text)
        reservation = reservation or raw.is_reservation
        try:
            kind = KINDS.get(raw.service_hour_type, raw.service_hour_type)
            if kind == "Exceptional":
                exceptions.append(_exception(raw))
            elif kind == "DaysOfTheWeek" and raw.is_always_open and not (raw.valid_from or raw.valid_to):
                always = True
            elif kind in ("DaysOfTheWeek", "OverMidnight"):
                weekly += _weekly(raw, over_days=kind == "OverMidnight")
            else:
                raise ValueError(f"unknown type of hours {kind[:30]}")
        except ValueError as error:
            leave(where, _reason(error))
    joined = {language: "\n".join(dict.fromkeys(texts)) for language, texts in notes.items()}
    return Hours(tuple(weekly), tuple(exceptions), always, reservation, joined)


def _reason(error: ValueError) -> str:
    errors = getattr(error, "errors", None)
    return str(errors()[0]["msg"]) if errors else str(error)


def _weekly(raw: RawHours, *, over_days: bool) -> list[OpeningSpan]:
    start, end = day_of(raw.valid_from), day_of(raw.valid_to)
    if raw.is_always_open:
        return [OpeningSpan(days=list(WEEKDAYS), opens="00:00", closes="24:00", valid_from=start, valid_to=end)]
    spans: list[OpeningSpan] = []
    for item in raw.opening_hour:
        opens, closes = clock(item.from_), clock(item.to)
        first, last = weekday(item.day_from), weekday(item.day_to)
        if first is None:
            raise ValueError("a weekly span has no day")
        if over_days and last and last != first:
            for days, from_, to in across(first, opens, last, closes):
                spans.append(OpeningSpan(days=days, opens=from_, closes=to, valid_from=start, valid_to=end))
            continue
        days = days_between(first, last) if last else [first]
        spans.append(OpeningSpan(days=days, opens=opens, closes=closing(opens, closes), valid_from=start, valid_to=end))
    if not spans and not raw.is_reservation and not texts_of(raw.additional_information):
        raise ValueError("no hours are given: they stay unknown")
    return spans


def _exception(raw: RawHours) -> HoursException:
    start, end = day_of(raw.valid_from), day_of(raw.valid_to)
    if start is None:
        raise ValueError("an exception without a date: only its text is kept")
    note = texts_of(raw.additional_information).get("fi")
    if raw.is_closed:
        return HoursException(valid_from=start, valid_to=end, closed=True, note=note)
    spans = []
    for item in raw.opening_hour:
        opens, closes = clock(item.from_), clock(item.to)
        first = weekday(item.day_from)
        days = (days_between(first, weekday(item.day_to) or first)) if first else []
        spans.append(SpecialSpan(days=days, opens=opens, closes=closing(opens, closes)))
    return HoursException(valid_from=start, valid_to=end, spans=spans, note=note)


def clock(value: str | None) -> str:
    """`08:00:00` as `08:00`; raises ValueError for what is no time of day."""
    try:
        return dt.time.fromisoformat(value or "").strftime("%H:%M")
    except ValueError:
        raise ValueError(f"not a time of day: {str(value)[:20]}") from None


def closing(opens: str, closes: str) -> str:
    """The closing time of a span of a day: PTV says the end of the day as 00:00."""
    return "24:00" if closes == "00:00" and opens != "24:00" else closes


def weekday(value: str | None) -> Weekday | None:
    """PTV's day as ours; None when none is given. Raises ValueError for an unknown one."""
    if not value:
        return None
    if value not in DAYS:
        raise ValueError(f"unknown day {value[:20]}")
    return DAYS[value]


def days_between(first: Weekday, last: Weekday) -> list[Weekday]:
    """The days from `first` to `last`, over the turn of the week too."""
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    return [WEEKDAYS[(start + i) % 7] for i in range((end - start) % 7 + 1)]


def across(first: Weekday, opens: str, last: Weekday, closes: str) -> list[tuple[list[Weekday], str, str]]:
    """One span over several days as spans of one day each: whole days between, the next day by a closing time."""
    days = days_between(first, last)
    if len(days) == 2 and closes <= opens:
        return [([first], opens, closes if closes != "00:00" else "24:00")]
    middle = [([day], "00:00", "24:00") for day in days[1:-1]]
    end = [([last], "00:00", closes)] if closes != "00:00" else []
    return [([first], opens, "24:00"), *middle, *end]
