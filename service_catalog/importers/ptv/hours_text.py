"""Opening hours in words for people: "ma–pe 8–16, la 10–14"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from service_catalog.hours.form import WEEKDAYS, HoursException, OpeningSpan, Weekday
from service_catalog.importers.ptv.records import Hours
from service_catalog.importers.ptv.texts import PtvTexts


def hours_text(hours: Hours, language: str, texts: PtvTexts) -> str | None:
    """The hours and the source's own note on them; None when nothing is known. Notes in `language`, else in Finnish."""
    parts = [texts.always] if hours.always else []
    for (start, end, weeks), spans in groupby(
        hours.weekly, key=lambda span: (span.valid_from, span.valid_to, span.weeks)
    ):
        line = _week(list(spans), texts)
        season = texts.season.format(start=_date(start), end=_date(end)) if start or end else ""
        parts.append(" ".join(part for part in (line, texts.weeks.get(weeks or "", ""), season) if part))
    parts += [_exception(exception, texts) for exception in hours.exceptions]
    if hours.reservation:
        parts.append(texts.reservation)
    note = hours.notes.get(language) or hours.notes.get("fi")
    return ". ".join(part.rstrip(".") for part in [*parts, *([note] if note else [])] if part) or None


def _week(spans: Sequence[OpeningSpan], texts: PtvTexts) -> str:
    """Days with the same hours are said together."""
    by_day: dict[Weekday, str] = {}
    for day in WEEKDAYS:
        of_day = sorted((span for span in spans if day in span.days), key=lambda span: span.opens)
        if of_day:
            by_day[day] = ", ".join(f"{_clock(span.opens)}–{_clock(span.closes)}" for span in of_day)
    said = []
    for (_, hours), group in groupby(enumerate(by_day.items()), key=lambda item: _run(item[0], item[1])):
        days = [day for _, (day, _) in group]
        first, last = texts.weekday[days[0]], texts.weekday[days[-1]]
        said.append(f"{first if first == last else f'{first}–{last}'} {hours}")
    return ", ".join(said)


def _run(order: int, item: tuple[Weekday, str]) -> tuple[int, str]:
    day, hours = item
    return WEEKDAYS.index(day) - order, hours


def _exception(exception: HoursException, texts: PtvTexts) -> str:
    days = "–".join(dict.fromkeys(_date(day) for day in (exception.valid_from, exception.valid_to) if day))
    if exception.closed:
        return texts.exception_closed.format(days=days) if days else ""
    spans = ", ".join(f"{_clock(span.opens)}–{_clock(span.closes)}" for span in exception.spans)
    return f"{days} {spans}" if days and spans else ""


def _clock(time: str) -> str:
    hours, minutes = time.split(":")
    return f"{int(hours)}" if minutes == "00" else f"{int(hours)}.{minutes}"


def _date(day: dt.date | None) -> str:
    return f"{day.day}.{day.month}.{day.year}" if day else ""
