"""Opening hours of the v12 model: six types, and the hours of named holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from service_catalog.hours.form import WEEKDAYS, HoursException, OpeningSpan, SpecialSpan
from service_catalog.importers.ptv.hours import PTV_DAYS, across, clock, closing, day_of, weekday
from service_catalog.importers.ptv.records import Hours, Texts
from service_catalog.importers.ptv.v12_models import RawHour, RawServiceHours, RawSpan

Leave = Callable[[str, str], None]
ALWAYS = "ContinuousAlwaysValidServiceHour"
WEEKS = {"OddWeeks": "odd", "EvenWeeks": "even"}
WEEKLY = frozenset({"WeeklyUntilFurtherNoticeServiceHour", "WeeklyDateRangeServiceHour"})


def read_hours(raw: RawServiceHours | None, leave: Leave) -> Hours:
    """The hours of a channel or connection. What cannot be computed with goes to `leave` and stays as a text."""
    if raw is None:
        return Hours()
    weekly: list[OpeningSpan] = []
    exceptions: list[HoursException] = []
    notes: dict[str, list[str]] = {}
    for number, item in enumerate(raw.hours):
        for language, text in texts_by_language(item.additional_information).items():
            notes.setdefault(language, []).append(text)
        try:
            if item.type == "ExceptionalDateRangeServiceHour":
                exceptions.append(_exception(item))
            elif item.type != ALWAYS:
                weekly += _spans(item)
        except ValueError as error:
            errors = getattr(error, "errors", None)
            leave(f"serviceHours.hours.{number}", str(errors()[0]["msg"]) if errors else str(error))
    exceptions += _holidays(raw, leave)
    return Hours(
        tuple(weekly),
        tuple(exceptions),
        always=any(item.type == ALWAYS for item in raw.hours),
        reservation=any(_on_reservation(item) for item in raw.hours),
        notes={language: "\n".join(dict.fromkeys(texts)) for language, texts in notes.items()},
    )


def _spans(item: RawHour) -> list[OpeningSpan]:
    if item.type in WEEKLY:
        return _weekly(item)
    if item.type == "ContinuousWeekdaysUntilFurtherNoticeServiceHour":
        return _over_days(item)
    if item.type == "ContinuousDateRangeServiceHour":
        start, end = _day(item.valid_from), _day(item.valid_to)
        return [OpeningSpan(days=list(WEEKDAYS), opens="00:00", closes="24:00", valid_from=start, valid_to=end)]
    raise ValueError(f"unknown type of hours {item.type[:50]}")


def _holidays(raw: RawServiceHours, leave: Leave) -> list[HoursException]:
    found = []
    for number, holiday in enumerate(raw.holiday_service_hours.holidays if raw.holiday_service_hours else ()):
        closed = holiday.opening_status == "Closed"
        try:
            spans = [] if closed else _special(holiday.hours)
            found.append(
                HoursException.model_validate({"holidays": [holiday.holiday_name], "closed": closed, "spans": spans})
            )
        except ValueError:
            leave(f"serviceHours.holidayServiceHours.{number}", f"hours of holiday {holiday.holiday_name[:30]}")
    return found


def texts_by_language(given: Mapping[str, str | None] | None) -> Texts:
    """The texts that are there."""
    return {language: text for language, text in (given or {}).items() if text}


def _day(value: dt.date | dt.datetime | None) -> dt.date | None:
    return day_of(value) if isinstance(value, dt.datetime) else value


def _days_of(item: RawHour) -> list[Iterable[RawSpan]]:
    days = (getattr(item, name.lower()) for name in PTV_DAYS)
    return [day.hours if day else () for day in days]


def _on_reservation(item: RawHour) -> bool:
    return any(span.opening_status == "OpenOnReservation" for spans in _days_of(item) for span in spans)


def _weekly(item: RawHour) -> list[OpeningSpan]:
    """A day that is open on reservation only is not known to be open."""
    spans = []
    for day, listed in zip(WEEKDAYS, _days_of(item), strict=True):
        for span in listed:
            if span.opening_status != "Open":
                continue
            opens, closes = clock(span.start), clock(span.end)
            spans.append(
                OpeningSpan.model_validate(
                    {
                        "days": [day],
                        "opens": opens,
                        "closes": closing(opens, closes),
                        "valid_from": _day(item.valid_from),
                        "valid_to": _day(item.valid_to),
                        "weeks": WEEKS.get(span.repetition),
                    }
                )
            )
    return spans


def _over_days(item: RawHour) -> list[OpeningSpan]:
    first, last = weekday((item.start_day or "").capitalize()), weekday((item.end_day or "").capitalize())
    if first is None or last is None:
        raise ValueError("a span over several days has no days")
    listed = across(first, clock(item.start_time), last, clock(item.end_time))
    return [OpeningSpan(days=days, opens=opens, closes=closes) for days, opens, closes in listed]


def _exception(item: RawHour) -> HoursException:
    start, end = _day(item.valid_from), _day(item.valid_to)
    if start is None:
        raise ValueError("an exception without a date: only its text is kept")
    note = texts_by_language(item.additional_information).get("fi")
    closed = item.opening_status == "Closed" or any(span.opening_status == "Closed" for span in item.hours)
    spans = [] if closed else _special(item.hours)
    return HoursException(valid_from=start, valid_to=end, closed=closed, spans=spans, note=note)


def _special(spans: Iterable[RawSpan]) -> list[SpecialSpan]:
    found = []
    for span in spans:
        opens, closes = clock(span.start), clock(span.end)
        found.append(SpecialSpan(opens=opens, closes=closing(opens, closes)))
    return found
