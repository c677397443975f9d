"""Whether services are open at a moment, fast: services with the same hours are asked about once a minute.

The answer itself is that of `service_catalog.opening_hours`, the one place that knows how hours are read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from service_catalog.models import Channel
from service_catalog.opening_hours import opening_of

HOURS_FIELDS = ("kind", "weekly", "exceptions", "always")


@dataclass(frozen=True)
class Openings:
    """The different sets of hours in the catalogue (`profiles`), and which of them each row has (-1: no hours)."""

    profile_of: npt.NDArray[np.int32]
    profiles: tuple[tuple[tuple[Any, ...], ...], ...]
    _minute: dict[str, tuple[dt.datetime, dict[int, bool]]] = field(default_factory=dict, compare=False, repr=False)

    def open_at(self, rows: npt.NDArray[np.int32], now: dt.datetime) -> npt.NDArray[np.bool_]:
        """Which of `rows` are known to be open at `now` (aware, read to the minute)."""
        minute = now.replace(second=0, microsecond=0)
        asked, known = self._minute.get("now", (None, {}))
        if asked != minute:
            known = {-1: False}
            self._minute["now"] = (minute, known)
        profiles = self.profile_of[rows]
        for profile in np.unique(profiles).tolist():
            if profile not in known:
                channels = [_channel(values) for values in self.profiles[profile]]
                known[profile] = opening_of(channels, minute).state == "open"
        return np.array([known[profile] for profile in profiles.tolist()], dtype=np.bool_)


def _channel(values: tuple[Any, ...]) -> Channel:
    return Channel(**dict(zip(HOURS_FIELDS, values, strict=True)))
