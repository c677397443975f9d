"""A Card: a service as a person sees it, with the reasons for showing it, and with its source and date."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.eligibility import Fit, Told, lay_beside, what_was_told
from service_catalog.opening_hours import opening_of
from service_catalog.texts import say


class Why(BaseModel):
    """A reason or a condition. `met` compares plain facts (age, municipality) only; null: the authority looks at it.

    `law` is the law behind a condition.
    """

    kind: Literal["need", "area", "eligibility", "threshold"]
    text: str
    met: bool | None = None
    law: str | None = None


class CardProvider(BaseModel):
    """Who gives the service."""

    name: str
    kind: Literal["county", "municipality", "state", "ngo", "parish", "company"]


class Cost(BaseModel):
    """What it costs the person; `free` is null when that is not known."""

    free: bool | None
    text: str


class Contact(BaseModel):
    """A way to reach the service. `value` is a phone number, an e-mail address or an https address."""

    kind: Literal["phone", "email", "web", "chat", "form"]
    value: str
    label: str | None = None
    hours_text: str | None = None
    price_text: str | None = None


class Place(BaseModel):
    """An address where the service is; latitude and longitude in WGS84 degrees when known."""

    name: str
    street: str | None = None
    postal_code: str | None = None
    municipality: str
    hours_text: str | None = None
    lat: float | None = None
    lon: float | None = None


class OpenState(BaseModel):
    """Whether the service is open at the moment of the answer, and the next change in words."""

    state: Literal["open", "closed", "unknown"]
    text: str


class CardSource(BaseModel):
    """Where the facts are from. `dated`: the source's own date, `checked_on`: when it was last compared with ours."""

    name: str
    url: str
    dated: str | None = None
    checked_on: dt.date


class Law(BaseModel):
    """The law that the service stands on."""

    text: str
    url: str | None = None


class Card(BaseModel):
    """A service as shown in the chat, on the desk page and by the API (the contract in docs/api.md)."""

    id: str
    service_type: str
    name: str
    provider: CardProvider
    summary: str
    description: str | None = None
    needs: list[str]
    why: list[Why]
    threshold: Literal["open", "appointment", "decision"]
    urgent: bool = False
    cost: Cost
    contacts: list[Contact]
    places: list[Place]
    open: OpenState
    how_to_apply: str
    if_refused: str | None = None
    not_for: str | None = None
    note: str | None = None
    legal_basis: list[Law]
    languages: list[str]
    source: CardSource


class Person(BaseModel):
    """What the person has told that a condition may be laid beside: `municipality` is a name or a code, `needs` ids."""

    age: int | None = Field(default=None, ge=0, le=120)
    municipality: str | None = None
    needs: list[str] = []

    def told(self, session: Session) -> Told:
        """The facts with what the catalogue knows of them."""
        return what_was_told(session, self.age, self.municipality, self.needs)


MET: dict[Fit, bool | None] = {"fits": True, "to_be_checked": None, "not_for": False}


def card_of(service: models.Service, reasons: list[Why], now: dt.datetime, told: Told) -> Card:
    """The card of `service`: `reasons` first (why it was found), then its conditions beside what the person told."""
    opening = opening_of(service.channels, now)
    return Card(
        id=service.id,
        service_type=service.service_type,
        name=service.name,
        provider=CardProvider.model_validate(
            {"name": service.organisation.short_name or service.organisation.name, "kind": service.organisation.kind}
        ),
        summary=service.summary,
        description=service.description,
        needs=[need.need_id for need in service.needs],
        why=[*reasons, *_elsewhere(service, told), *(_condition(c, service, told) for c in service.conditions)],
        threshold=service.threshold,  # type: ignore[arg-type]  # pydantic checks the literal
        urgent=service.urgent,
        cost=Cost(free=service.cost_free, text=service.cost_text),
        contacts=[_contact(channel) for channel in service.channels if channel.kind != "place"],
        places=[_place(channel) for channel in service.channels if channel.kind == "place"],
        open=OpenState(state=opening.state, text=opening.text),
        how_to_apply=service.how_to_apply,
        if_refused=service.if_refused,
        not_for=service.not_for,
        note=service.note,
        legal_basis=[Law(text=law.text, url=law.url) for law in service.laws],
        languages=service.languages,
        source=CardSource(
            name=service.source_name,
            url=service.source_url,
            dated=service.source_dated,
            checked_on=service.checked_on,
        ),
    )


def _condition(condition: models.EligibilityCondition, service: models.Service, told: Told) -> Why:
    beside = lay_beside(condition, service.areas, told)
    return Why(kind="eligibility", text=beside.text, met=MET[beside.fit], law=beside.law)


def _elsewhere(service: models.Service, told: Told) -> list[Why]:
    """Says it when every place of the service is in another municipality than the person's."""
    towns = list(dict.fromkeys(c.municipality for c in service.channels if c.kind == "place" and c.municipality))
    if told.home is None or not towns or told.home.names["municipality"] in towns:
        return []
    return [Why(kind="area", text=say("why.elsewhere", municipality=", ".join(towns)))]


def _contact(channel: models.Channel) -> Contact:
    return Contact(
        kind=channel.kind,  # type: ignore[arg-type]  # pydantic checks the literal
        value=channel.value or "",
        label=channel.label,
        hours_text=channel.hours_text,
        price_text=channel.price_text,
    )


def _place(channel: models.Channel) -> Place:
    return Place(
        name=channel.place_name or "",
        street=channel.street,
        postal_code=channel.postal_code,
        municipality=channel.municipality or "",
        hours_text=channel.hours_text,
        lat=channel.lat,
        lon=channel.lon,
    )
