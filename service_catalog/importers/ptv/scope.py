"""What part of the national catalogue an import asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

# What is being fetched, how many are done, how many there are (None: not known yet).
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Scope:
    """Municipalities by code, other areas by kind and code, whether services of the whole country come along.

    Kinds of areas are those of the API: Municipality, Region, HospitalDistrict, BusinessSubRegion (v11 only) and
    WellbeingServiceCounties. With `since` only what changed on that day or later comes.
    """

    municipalities: tuple[str, ...] = ()
    areas: tuple[tuple[str, str], ...] = ()
    whole_country: bool = True
    since: dt.date | None = None


def silent(_what: str, _done: int, _total: int | None) -> None:
    """No progress is shown."""
