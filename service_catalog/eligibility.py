"""Conditions laid beside what the person has told: fits, to be checked, or not for them. Never a verdict.

Only plain facts are compared: an age with the years of a condition, and the municipality with the area that the
service serves. Everything else is for the authority or the service to look at, even when the person has told of it: an
authority's bot may give advice, but may not produce a decision (digipalvelulaki 306/2019, 6 a §), and weighing who
would get a benefit would be evaluating eligibility (EU AI Act, Annex III 5 a).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.areas import WHOLE_COUNTRY, Home, home_of
from service_catalog.texts import say

Fit = Literal["fits", "to_be_checked", "not_for"]
OLDEST = 200


@dataclass(frozen=True)
class Told:
    """What the person has told that conditions may be laid beside: `needs` are ids with their names."""

    age: int | None = None
    home: Home | None = None
    needs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """A condition in words beside what was told, how they meet, and the law behind the condition where it is known."""

    fit: Fit
    text: str
    law: str | None = None


def what_was_told(session: Session, age: int | None, municipality: str | None, needs: Collection[str]) -> Told:
    """The facts with the names that the words need; an unknown municipality or need is left out."""
    need = models.Need
    names = session.execute(select(need.id, need.name).where(need.id.in_(needs))) if needs else ()
    return Told(age, home_of(session, municipality), {row[0]: row[1] for row in names})


def lay_beside(condition: models.EligibilityCondition, areas: Collection[models.ServiceArea], told: Told) -> Beside:
    """`condition` of a service that serves `areas`, beside what was told."""
    text = condition.text.rstrip(".") + "."
    fit, words = _COMPARED.get(condition.kind, _nothing)(condition, areas, told)
    return Beside(fit, f"{text} {words}" if words else text, condition.law)


Compared = tuple[Fit, str | None]


def _nothing(*_: object) -> Compared:
    return "to_be_checked", None


def _age(condition: models.EligibilityCondition, _: object, told: Told) -> Compared:
    if told.age is None or (condition.min_age is None and condition.max_age is None):
        return "to_be_checked", None
    youngest = 0 if condition.min_age is None else condition.min_age
    oldest = OLDEST if condition.max_age is None else condition.max_age
    if youngest <= told.age <= oldest:
        return "fits", say("why.age_fits")
    return "not_for", say("why.age_not")


def _residence(_: object, areas: Collection[models.ServiceArea], told: Told) -> Compared:
    """Living in a municipality of the area; that someone lives in Finland, or only stays there, is not told by it."""
    if told.home is None or any(area.kind in WHOLE_COUNTRY or area.staying for area in areas):
        return "to_be_checked", None
    inside = any(told.home.within(area) for area in areas)
    words = say("why.residence_fits" if inside else "why.residence_not", municipality=told.home.names["municipality"])
    return ("fits" if inside else "not_for"), words


def _situation(condition: models.EligibilityCondition, _: object, told: Told) -> Compared:
    need = next((told.needs[need] for need in condition.needs or () if need in told.needs), None)
    return "to_be_checked", say("why.situation_told", need=need) if need else None


_COMPARED = {"age": _age, "residence": _residence, "situation": _situation}
