"""Opening hours as HSDS schedules: each weekly span is a recurrence rule of RFC 5545 in Helsinki time.

HSDS gives a schedule a fixed distance from UTC, which would be wrong half of the year. So times are local (RFC 5545,
3.3.5, form 3) and `notes` names the zone. A schedule with `description` only is what people read. `closes_at` that is
not after `opens_at` is on the next day; every day from 00:00 to 00:00 means day and night. `byweekno` tells odd and
even weeks. Hours of exceptional days are written too, for those who read them, with EXCEPTIONAL in `attending_type`;
what HSDS cannot say of them (closed, holidays of every year) is told by the field `channel.exceptions`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from service_catalog.exporters.hsds.tables import Row, clean
from service_catalog.hours.form import WEEKDAYS

EVERY_DAY = ",".join(day.upper() for day in WEEKDAYS)
MIDNIGHT = "00:00:00"
ZONE = "TZID=Europe/Helsinki"
EXCEPTIONAL = "exceptional days"
WEEKS = {"odd": ",".join(map(str, range(1, 54, 2))), "even": ",".join(map(str, range(2, 54, 2)))}
LOCAL = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:00)?")


def schedules_of(channel: dict[str, Any], since: dt.date) -> list[Row]:
    """The schedules of a plain channel, without ids. `since` is the day from which the hours are known."""
    text = channel["hours_text"]
    whole = [{"days": WEEKDAYS, "opens": "00:00", "closes": "24:00"}] if channel["always"] else []
    rules: list[Row] = [{**_rule(span, since), "description": text} for span in [*whole, *channel["weekly"]]]
    if text and not rules:
        rules.append({"description": text})
    rules += [rule for exception in channel["exceptions"] for rule in _exceptional(exception)]
    return [clean(rule) for rule in rules]


def hours_of(schedules: list[Row]) -> dict[str, Any]:
    """What schedules tell of a channel: hours_text, weekly and always. Rules that we cannot follow stay words."""
    usual = [one for one in schedules if one.get("attending_type") != EXCEPTIONAL]
    known = [one for one in usual if _is_weekly(one)]
    always = [one for one in known if _is_always(one)]
    return {
        "hours_text": next((one["description"] for one in usual if one.get("description")), None),
        "always": bool(always),
        "weekly": [_span(one) for one in known if one not in always],
    }


def _rule(span: dict[str, Any], since: dt.date) -> Row:
    days = span.get("days") or WEEKDAYS
    start = max(since, dt.date.fromisoformat(span["valid_from"])) if span.get("valid_from") else since
    coming = (start + dt.timedelta(number) for number in range(14))
    right = [day for day in coming if span.get("weeks") in (None, "odd" if day.isocalendar().week % 2 else "even")]
    return {
        "freq": "WEEKLY",
        "interval": 1,
        "wkst": "MO",
        "byday": ",".join(day.upper() for day in days),
        "byweekno": WEEKS.get(span.get("weeks", "")),
        "dtstart": next(day for day in right if WEEKDAYS[day.weekday()] in days).isoformat(),
        "until": span.get("valid_to"),
        "valid_from": span.get("valid_from"),
        "valid_to": span.get("valid_to"),
        "opens_at": f"{span['opens']}:00",
        "closes_at": MIDNIGHT if span["closes"] == "24:00" else f"{span['closes']}:00",
        "notes": ZONE,
    }


def _exceptional(exception: dict[str, Any]) -> list[Row]:
    start = exception.get("valid_from")
    if not start:
        return []
    period = {"valid_from": start, "valid_to": exception.get("valid_to", start)}
    about = {"attending_type": EXCEPTIONAL, "description": exception.get("note")}
    return [{**_rule({**span, **period}, dt.date.fromisoformat(start)), **about} for span in exception.get("spans", [])]


def _span(schedule: Row) -> dict[str, Any]:
    weeks = next((name for name, numbers in WEEKS.items() if schedule.get("byweekno") == numbers), None)
    span = {
        "days": [day.lower() for day in schedule["byday"].split(",")],
        "opens": schedule["opens_at"][:5],
        "closes": "24:00" if schedule["closes_at"].startswith("00:00") else schedule["closes_at"][:5],
        "valid_from": schedule.get("valid_from"),
        "valid_to": schedule.get("valid_to") or schedule.get("until"),
        "weeks": weeks,
    }
    return {key: value for key, value in span.items() if value is not None}


def _is_weekly(schedule: Row) -> bool:
    """Whether we can tell open from closed by it: weekly, on whole days, in local time, in weeks that we can name."""
    days = schedule.get("byday", "").split(",")
    times = [schedule.get("opens_at", ""), schedule.get("closes_at", "")]
    weekly = schedule.get("freq") == "WEEKLY" and schedule.get("interval", 1) == 1 and "count" not in schedule
    weeks = schedule.get("byweekno") in (None, *WEEKS.values())
    return weekly and weeks and all(day.lower() in WEEKDAYS for day in days) and all(map(LOCAL.fullmatch, times))


def _is_always(schedule: Row) -> bool:
    whole_day = schedule["opens_at"].startswith("00:00") and schedule["closes_at"].startswith("00:00")
    limited = any(key in schedule for key in ("valid_from", "valid_to", "until", "byweekno"))
    return whole_day and not limited and set(schedule["byday"].split(",")) == set(EVERY_DAY.split(","))
