"""What is counted: an event is one more (or, when a person changes their mind, one less) of an outcome in a cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal

from service_catalog.opening_hours import HELSINKI

Face = Literal["resident", "desk", "family"]
Outcome = Literal[
    "conversation",
    "not_understood",
    "shown",
    "nothing_found",
    "outside_area",
    "only_closed",
    "not_eligible",
    "contact",
    "helped",
    "not_helped",
    "human",
    "crisis_self_harm",
    "crisis_violence",
    "crisis_child",
    "crisis_medical",
    "crisis_shelter",
]
MET: Final[tuple[Outcome, ...]] = ("shown",)
UNMET: Final[tuple[Outcome, ...]] = ("nothing_found", "outside_area", "only_closed", "not_eligible")
CRISIS: Final[tuple[Outcome, ...]] = (
    "crisis_self_harm",
    "crisis_violence",
    "crisis_child",
    "crisis_medical",
    "crisis_shelter",
)
FACES: Final[tuple[Face, ...]] = ("resident", "desk", "family")
FACE_OF_PAGE: Final[dict[str | None, Face]] = {None: "resident", "asiakaspalvelu": "desk", "perhekeskus": "family"}


@dataclass(frozen=True)
class Cell:
    """A cell of the counters; `week` is a Monday."""

    week: dt.date
    municipality: str
    need: str
    outcome: Outcome
    face: Face


@dataclass(frozen=True)
class Event:
    """`times` more of a cell."""

    cell: Cell
    times: int = 1


def today() -> dt.date:
    """The day in Finland."""
    return dt.datetime.now(HELSINKI).date()


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the week of `day`."""
    return day - dt.timedelta(days=day.weekday())
