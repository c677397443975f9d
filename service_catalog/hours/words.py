"""The words for a state of opening and its next change; the Finnish sentences are in content/texts.yaml."""

from __future__ import annotations

import datetime as dt

from service_catalog.hours.form import WEEKDAYS
from service_catalog.hours.schedule import Schedule
from service_catalog.hours.special_days import groups_of, is_holiday
from service_catalog.hours.timeline import HELSINKI, Moment, changes_after
from service_catalog.texts import say

NIGHT = dt.timedelta(hours=12)
WEEK_DAYS = 7
Words = tuple[str, dt.datetime | None]


def words_for(schedule: Schedule, moment: Moment, now: dt.datetime) -> Words:
    """The words for `moment`, the state of `schedule` at `now`, and the next change where it can be said."""
    here = now.astimezone(HELSINKI)
    text, change = {"open": _open, "closed": _closed, "unknown": _unknown}[moment.state](schedule, moment, here)
    return (_joined(text, moment.note) if moment.note else text), change


def clock(moment: dt.datetime) -> str:
    """A time as Finns write it: 0, 9, 16.30."""
    return f"{moment.hour}.{moment.minute:02d}" if moment.minute else str(moment.hour)


def _open(schedule: Schedule, _: Moment, now: dt.datetime) -> Words:
    change = next(changes_after(schedule, now, WEEK_DAYS + 1), None)
    if change is None:
        return say("open.always"), None
    end = change.since.astimezone(HELSINKI)
    last_day = (end - dt.timedelta(minutes=1)).date()
    days = (last_day - now.date()).days
    time = _closing_clock(end)
    if days == 0 or change.since - now < NIGHT:
        text = say("open.until", time=time)
    elif days == 1:
        text = say("open.until_tomorrow", time=time)
    else:
        text = say("open.until_day", day=say(f"weekday_until.{WEEKDAYS[last_day.weekday()]}"), time=time)
    return (_joined(text, say("open.check_holidays")) if change.why == "holiday" else text), end


def _closed(schedule: Schedule, _: Moment, now: dt.datetime) -> Words:
    holidays_between = False
    for change in changes_after(schedule, now):
        if change.state == "open" or change.why == "eve":
            opens = change.since.astimezone(HELSINKI)
            check = "open.check_eve" if change.why == "eve" else "open.check_holidays" if holidays_between else None
            text = _opens_in_words(opens, now)
            return (_joined(text, say(check)) if check else text), opens
        if change.why == "unknown":
            break
        holidays_between = holidays_between or change.why == "holiday"
    return say("open.closed"), None


def _unknown(schedule: Schedule, moment: Moment, now: dt.datetime) -> Words:
    if moment.why == "eve":
        end = next(changes_after(schedule, now)).since.astimezone(HELSINKI)
        return say("open.eve_until", time=_closing_clock(end)), end
    if moment.why == "holiday" and is_holiday(now.date()):
        return say("open.holiday" if "public" in groups_of(now.date()) else "open.eve"), None
    return say("open.unknown"), None


def _opens_in_words(opens: dt.datetime, now: dt.datetime) -> str:
    days, time = (opens.date() - now.date()).days, clock(opens)
    if days == 0:
        return say("open.opens_today", time=time)
    if days == 1:
        return say("open.opens_tomorrow", time=time)
    day = say(f"weekday_on.{WEEKDAYS[opens.weekday()]}")
    if days >= WEEK_DAYS:
        year = "" if opens.year == now.year else opens.year
        day = f"{day} {opens.day}.{opens.month}.{year}"
    return say("open.opens_on", day=day, time=time)


def _closing_clock(end: dt.datetime) -> str:
    """The closing time; midnight is the end of the day that it closes."""
    return "24" if (end.hour, end.minute) == (0, 0) else clock(end)


def _joined(text: str, more: str) -> str:
    return f"{text.rstrip('.')}. {more}"
