"""The hard filters of search: who may be found at all. They never leak, whatever the scores say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from service_catalog.areas import WHOLE_COUNTRY, Home
from service_catalog.ranking.columns import NO_ROWS, Columns, Flags


@dataclass(frozen=True)
class Wanted:
    """What the services must be. Empty collections and false flags ask for nothing.

    `direct`: without a referral or an application. `near`: a postal code; only services with a place are near anything.
    """

    provider_kinds: Collection[str] = ()
    thresholds: Collection[str] = ()
    free: bool = False
    direct: bool = False
    language: str | None = None
    near: int | None = None
    exclude: Collection[str] = ()


def allowed(columns: Columns, wanted: Wanted, day: dt.date) -> Flags:
    """The services that are given on `day` and are what is wanted."""
    found = columns.valid_on(day)
    if wanted.provider_kinds:
        found &= columns.provider_kind.among(wanted.provider_kinds)
    if wanted.thresholds:
        found &= columns.threshold.among(wanted.thresholds)
    if wanted.free:
        found &= columns.free
    if wanted.direct:
        found &= columns.direct
    if wanted.language:
        found &= columns.languages.get(wanted.language, False)
    if wanted.near is not None:
        found &= columns.flags(columns.places.postal_rows)
    gone = [columns.row_of[one] for one in wanted.exclude if one in columns.row_of]
    found[gone] = False
    return found


def serving(columns: Columns, home: Home | None) -> Flags:
    """The services that surely serve a person of `home`; of an unknown home: those of the whole country."""
    found = np.zeros(len(columns), dtype=np.bool_)
    for kind in WHOLE_COUNTRY:
        found[columns.areas.get((kind, ""), NO_ROWS)] = True
    for kind, code in home.codes.items() if home else ():
        found[columns.areas.get((kind, code), NO_ROWS)] = True
    return found
