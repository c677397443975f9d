"""Tells whether a service is open now, and the next change in words: the one answer for card, list, filter and desk.

What is not known stays unknown. On a public holiday, on Midsummer Eve and on Christmas Eve weekly hours are not
trusted, and on New Year's Eve, May Day Eve and Maundy Thursday they tell when a place is surely closed only: few
services keep their hours then. A source that knows says so in an exception (`service_catalog.hours.form`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from service_catalog.hours.schedule import Schedule
from service_catalog.hours.timeline import HELSINKI, State, state_at
from service_catalog.hours.words import words_for
from service_catalog.models import Channel
from service_catalog.texts import say

__all__ = ["HELSINKI", "Opening", "channel_opening", "opening_of", "schedule_of"]

LIVE_KINDS = frozenset({"phone", "chat", "place"})
NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Opening:
    """Open, closed or unknown at a moment, with words for the person and the next change where it can be said."""

    state: State
    text: str
    change: dt.datetime | None = None


def opening_of(channels: Sequence[Channel], now: dt.datetime) -> Opening:
    """The best state among `channels` at `now` (aware): one open way in is enough.

    Of several open ones the last to close speaks, of closed ones the first to open. When hours are known of some ways
    to a person (phone, chat, place) only, and those are closed, the service may still be open: it is unknown.
    """
    known = [(channel, channel_opening(channel, now)) for channel in channels if schedule_of(channel).known]
    found = {state: [pair for pair in known if pair[1].state == state] for state in ("open", "unknown", "closed")}
    if found["open"]:
        return max((opening for _, opening in found["open"]), key=lambda one: one.change or NEVER)
    if found["unknown"]:
        return found["unknown"][0][1]
    if not found["closed"]:
        return Opening("unknown", say("open.unknown"))
    channel, nearest = min(found["closed"], key=lambda pair: pair[1].change or NEVER)
    if any(other.kind in LIVE_KINDS and not schedule_of(other).known for other in channels):
        closed = nearest.text[0].lower() + nearest.text[1:].rstrip(".")
        text = say("open.one_closed", kind=say(f"channel_kind.{channel.kind}"), closed=closed)
        return Opening("unknown", text, nearest.change)
    return nearest


def channel_opening(channel: Channel, now: dt.datetime) -> Opening:
    """The state of one channel at `now` (aware)."""
    schedule = schedule_of(channel)
    moment = state_at(schedule, now)
    text, change = words_for(schedule, moment, now)
    return Opening(moment.state, text, change)


def schedule_of(channel: Channel) -> Schedule:
    """The hours of `channel`, ready for asking."""
    return Schedule(channel.weekly or (), channel.exceptions or (), bool(channel.always))
