"""The form of the content files: what a social worker may write in `service_catalog/content/`.

Names follow HSDS 3.0 and the national catalogue (PTV): organisation, service, channel, service area.
One `Service` holds the texts that are the same everywhere; each of its `providers` is one organisation
that gives the service in one area with its own contacts. The loader makes one catalogue record of each provider.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, model_validator

from service_catalog.hours.form import HoursException, OpeningSpan

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
OrganisationKind = Literal["county", "municipality", "state", "ngo", "parish", "company"]


class ContentModel(BaseModel):
    """A content mapping: an unknown key is an error, since it is nearly always a slip of the pen."""

    model_config = ConfigDict(extra="forbid")


class Source(ContentModel):
    """Where a fact comes from.

    `dated` is the date that the source itself carries: `2025`, `2025-12` or `2025-12-29`; absent when it has none.
    `checked_on` is the day on which our fact base was last compared with the saved source.
    """

    name: Text
    url: HttpUrl
    dated: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    checked_on: dt.date


class Hours(ContentModel):
    """Opening hours: `text` for people; `weekly` or `always`, and `exceptions`, for telling open from closed.

    Without any of them the state is unknown. Spans and exceptions are described in service_catalog.hours.form, for
    example `exceptions: [{valid_from: 2026-12-31, spans: [{opens: "09:00", closes: "13:00"}]}, {holidays: [public],
    closed: true}]`.
    """

    text: Text
    weekly: list[OpeningSpan] = []
    exceptions: list[HoursException] = []
    always: bool = False


class Channel(ContentModel):
    """A way to reach a service (PTV service channel).

    `value` is a phone number as people read it, an e-mail address or an http(s) address; a `place` has `name` and
    `municipality` instead, and a street when one is verified.
    """

    kind: Literal["phone", "email", "web", "chat", "form", "place"]
    value: Text | None = None
    label: Text | None = None
    hours: Hours | None = None
    price: Text | None = None
    name: Text | None = None
    street: Text | None = None
    postal_code: Annotated[str, StringConstraints(pattern=r"^\d{5}$")] | None = None
    municipality: Text | None = None
    lat: float | None = None
    lon: float | None = None

    @model_validator(mode="after")
    def value_or_place(self) -> Channel:
        """A place is a name and a municipality; every other channel is a value."""
        if self.kind == "place":
            if not (self.name and self.municipality):
                raise ValueError("a place needs `name` and `municipality`")
        elif not self.value:
            raise ValueError(f"a {self.kind} channel needs `value`")
        return self


class Area(ContentModel):
    """Whom a provider serves. Counties and municipalities are given by their official Finnish names.

    `national`: the whole country; `remote`: anyone in Finland, at a distance; `employment_areas`: ids of
    areas/employment_areas.yaml. A former municipality means the one that it was merged into.
    """

    national: bool = False
    remote: bool = False
    counties: list[Text] = []
    employment_areas: list[Id] = []
    municipalities: list[Text] = []

    @model_validator(mode="after")
    def exactly_one_kind(self) -> Area:
        """One kind of area is given, not none and not two."""
        given = (self.national, self.remote, self.counties, self.employment_areas, self.municipalities)
        if sum(map(bool, given)) != 1:
            raise ValueError("give one of `national`, `remote`, `counties`, `employment_areas`, `municipalities`")
        return self


class Condition(ContentModel):
    """One condition of eligibility, to be laid beside what the person has told; never a verdict.

    Only `age` (`min_age` and `max_age`, in years, both inclusive; left out where the age is not strict) and `residence`
    (the provider's area) are plain facts that Luotsi compares; the rest are for the authority or the service to look
    at. `needs` are the needs by which a person tells of a `situation`. `law` is the law behind the condition.
    """

    kind: Literal["age", "residence", "situation", "decision", "referral", "membership"]
    text: Text
    law: Text | None = None
    min_age: int | None = Field(default=None, ge=0, le=120)
    max_age: int | None = Field(default=None, ge=0, le=120)
    needs: list[Id] = []

    @model_validator(mode="after")
    def limits_are_of_ages(self) -> Condition:
        """Years belong to an age, in order; needs tell of a situation."""
        if self.kind != "age" and (self.min_age is not None or self.max_age is not None):
            raise ValueError("`min_age` and `max_age` belong to a condition of kind `age`")
        if self.min_age is not None and self.max_age is not None and self.max_age < self.min_age:
            raise ValueError("`max_age` is under `min_age`")
        if self.kind != "situation" and self.needs:
            raise ValueError("`needs` belong to a condition of kind `situation`")
        return self


class LegalBasis(ContentModel):
    """The law behind a service, as the fact base names it."""

    text: Text
    url: HttpUrl | None = None


class Cost(ContentModel):
    """What the service costs the person; `free` is null when it is not known."""

    free: bool | None
    text: Text


class Provider(ContentModel):
    """One organisation that gives the service in one area, with its own contacts and source.

    `area` defaults to the organisation's area. Texts given here replace those of the service.
    """

    organisation: Id
    id: Id | None = None
    area: Area | None = None
    channels: list[Channel] = Field(min_length=1)
    source: Source
    name: Text | None = None
    summary: Text | None = None
    how_to_apply: Text | None = None
    note: Text | None = None
    languages: list[Text] = ["fi"]
    valid_until: dt.date | None = None


class Service(ContentModel):
    """A service with its texts (plain Finnish) and its providers.

    `summary`: one or two short sentences, what the person gets. `needs`: ids of needs.yaml, the best served first.
    `keywords`: residents' own words that the texts do not have. `target_groups`: PTV codes (KR...).
    `staying`: it serves everyone who stays in its area, not the residents only. `not_for`: whom it is not for, and
    where they find theirs.
    """

    id: Id
    service_type: Id
    name: Text
    summary: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=320)]
    description: Text | None = None
    needs: list[Id] = Field(min_length=1)
    keywords: list[Text] = []
    target_groups: list[Text] = []
    eligibility: list[Condition] = []
    not_for: Text | None = None
    legal_basis: list[LegalBasis] = []
    threshold: Literal["open", "appointment", "decision"]
    urgent: bool = False
    staying: bool = False
    cost: Cost
    how_to_apply: Text
    if_refused: Text | None = None
    providers: list[Provider] = Field(min_length=1)


class Organisation(ContentModel):
    """An organisation that gives services (PTV organisation)."""

    id: Id
    name: Text
    short_name: Text | None = None
    kind: OrganisationKind
    url: HttpUrl
    area: Area


class EmploymentArea(ContentModel):
    """An employment area (työllisyysalue) with the Finnish names of its municipalities."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
    name: Text
    municipalities: list[Text] = Field(min_length=1)
    source: Source


class EmploymentAreaFile(ContentModel):
    """The file areas/employment_areas.yaml."""

    employment_areas: list[EmploymentArea]


class FirstDoorFile(ContentModel):
    """The file first_doors.yaml: the services that a need's people see first, best first, by service id."""

    doors: dict[Id, list[Id]]


class OrganisationFile(ContentModel):
    """A file `organisations*.yaml`."""

    organisations: list[Organisation]


class ServiceFile(ContentModel):
    """A file under `services/`."""

    services: list[Service]


def record_id(service: Service, provider: Provider) -> str:
    """The catalogue id of one provider's service: the service's own id where there is only one provider."""
    if provider.id:
        return provider.id
    return service.id if len(service.providers) == 1 else f"{service.id}__{provider.organisation}"
