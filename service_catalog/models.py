"""The catalogue's tables, in the words of HSDS 3.0 and the national catalogue (PTV).

A row of `service` is a service as one organisation gives it in its area: its own contacts, source and date.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, MetaData, String, Text, UniqueConstraint, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of the catalogue's tables; constraints have names so that migrations can change them on every engine."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {dict[str, Any]: JSON, list[Any]: JSON, list[str]: JSON}


class CatalogueState(Base):
    """One row a key: `version` is the hash of what was loaded, so that readers know when to read anew."""

    __tablename__ = "catalogue_state"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


class County(Base):
    """A wellbeing services county (hyvinvointialue), with the code of the national code list.

    `advice_service` and `emergency_service` are ids of the services that lead its people to a human.
    """

    __tablename__ = "county"
    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    advice_service: Mapped[str | None] = mapped_column(String(160))
    emergency_service: Mapped[str | None] = mapped_column(String(160))


class EmploymentArea(Base):
    """An employment area (työllisyysalue): the municipalities that arrange employment services together since 2025.

    `code` is our own (`content/areas/employment_areas.yaml`).
    """

    __tablename__ = "employment_area"
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)


class Municipality(Base):
    """A municipality with its three-digit code. `in_scope` marks those of the area that this installation serves."""

    __tablename__ = "municipality"
    code: Mapped[str] = mapped_column(String(3), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    name_sv: Mapped[str] = mapped_column(String(80))
    county_code: Mapped[str | None] = mapped_column(ForeignKey("county.code"), index=True)
    employment_area_code: Mapped[str | None] = mapped_column(ForeignKey("employment_area.code"))
    in_scope: Mapped[bool] = mapped_column(default=False)
    county: Mapped[County | None] = relationship()
    employment_area: Mapped[EmploymentArea | None] = relationship()


class FormerMunicipality(Base):
    """A municipality that has been merged into another; `code` is null where its old code is not known to us."""

    __tablename__ = "former_municipality"
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    code: Mapped[str | None] = mapped_column(String(3), unique=True)
    successor_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"), index=True)


class Need(Base):
    """A need that a resident may come with (`content/needs.yaml`); `position` keeps the order of that file."""

    __tablename__ = "need"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    theme: Mapped[str] = mapped_column(String(40))
    theme_name: Mapped[str] = mapped_column(String(120))
    covers: Mapped[str] = mapped_column(Text)
    crisis: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int]


class Organisation(Base):
    """Who gives the service. `kind`: county, municipality, state, ngo, parish or company.

    `origin` and `external_id` are as in Service.
    """

    __tablename__ = "organisation"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str | None] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    url: Mapped[str] = mapped_column(String(500))
    origin: Mapped[str] = mapped_column(String(10), default="content", server_default="content", index=True)
    external_id: Mapped[str | None] = mapped_column(String(120))


class Service(Base):
    """A service as one organisation gives it.

    `threshold`: open (just come, call or chat), appointment (contact first), decision (application and decision).
    `cost_free` is null when the cost is not known. `source_dated` is the source's own date (2025, 2025-12 or a day);
    `checked_on` is when the fact base was last compared with the source.

    `origin`: content, ptv, sheet, hsds or local. A build or import replaces only rows of its own origin, found again by
    `external_id` (the id in the source's own system). `status`: published, or retired when the source has it no more.
    `modified_on` is the day on which the source says that it last changed the record. `language_versions` holds the
    texts in other languages: {"sv": {"name", "summary", "description", ...}}. `target_groups`, `service_classes` and
    `life_events` are codes of the national code lists (KR1.6, P4.13, KE9).
    """

    __tablename__ = "service"
    id: Mapped[str] = mapped_column(String(160), primary_key=True)
    origin: Mapped[str] = mapped_column(String(10), default="content", server_default="content", index=True)
    external_id: Mapped[str | None] = mapped_column(String(120), index=True)
    status: Mapped[str] = mapped_column(String(12), default="published", server_default="published", index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    service_type: Mapped[str] = mapped_column(String(80), index=True)
    name: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    keywords: Mapped[list[str]]
    target_groups: Mapped[list[str]]
    service_classes: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    life_events: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    not_for: Mapped[str | None] = mapped_column(Text)
    threshold: Mapped[str] = mapped_column(String(20))
    urgent: Mapped[bool] = mapped_column(default=False)
    cost_free: Mapped[bool | None]
    cost_text: Mapped[str] = mapped_column(Text)
    how_to_apply: Mapped[str] = mapped_column(Text)
    if_refused: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    languages: Mapped[list[str]]
    source_name: Mapped[str] = mapped_column(String(300))
    source_url: Mapped[str] = mapped_column(String(500))
    source_dated: Mapped[str | None] = mapped_column(String(10))
    checked_on: Mapped[dt.date]
    modified_on: Mapped[dt.date | None]
    valid_from: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    language_versions: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")

    organisation: Mapped[Organisation] = relationship()
    needs: Mapped[list[ServiceNeed]] = relationship(order_by="ServiceNeed.position", cascade="all, delete-orphan")
    conditions: Mapped[list[EligibilityCondition]] = relationship(
        order_by="EligibilityCondition.position", cascade="all, delete-orphan"
    )
    laws: Mapped[list[LegalBasis]] = relationship(order_by="LegalBasis.position", cascade="all, delete-orphan")
    channels: Mapped[list[Channel]] = relationship(order_by="Channel.position", cascade="all, delete-orphan")
    areas: Mapped[list[ServiceArea]] = relationship(cascade="all, delete-orphan")


class ServiceNeed(Base):
    """That a service meets a need; the lower the `position`, the closer the need is to the service's heart.

    `door` is the service's place among the first doors of the need (`content/first_doors.yaml`), null for the others.
    """

    __tablename__ = "service_need"
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), primary_key=True)
    need_id: Mapped[str] = mapped_column(ForeignKey("need.id"), primary_key=True)
    position: Mapped[int]
    door: Mapped[int | None]


class EligibilityCondition(Base):
    """One condition: age, residence, situation, decision, referral or membership. Never a verdict.

    `min_age` and `max_age` are years, both inclusive. `needs` are the needs that tell of the condition's situation.
    """

    __tablename__ = "eligibility_condition"
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    law: Mapped[str | None] = mapped_column(Text)
    min_age: Mapped[int | None]
    max_age: Mapped[int | None]
    needs: Mapped[list[str]] = mapped_column(default=list, server_default="[]")


class LegalBasis(Base):
    """The law that a service stands on, in words, with its address in Finlex where known."""

    __tablename__ = "legal_basis"
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(String(500))


class Channel(Base):
    """A way to reach the service: phone, email, web, chat, form or place (PTV service channel).

    `weekly` is what holds in ordinary weeks, a list of {days, opens, closes} spans in Helsinki time with optional
    {valid_from, valid_to} and {weeks}; `exceptions` is what holds instead on certain days, a list of {valid_from,
    valid_to} or {holidays} with {closed}, {usual}, {spans} or nothing, and {note}; `always` means day and night. Both
    lists are in the form of `service_catalog.hours.form`, whose models an importer builds to be sure of it.
    `external_id` is the channel's id in the source's own system.
    """

    __tablename__ = "channel"
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), index=True)
    external_id: Mapped[str | None] = mapped_column(String(120))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    value: Mapped[str | None] = mapped_column(String(500))
    label: Mapped[str | None] = mapped_column(String(200))
    hours_text: Mapped[str | None] = mapped_column(Text)
    weekly: Mapped[list[Any]]
    exceptions: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    always: Mapped[bool] = mapped_column(default=False)
    price_text: Mapped[str | None] = mapped_column(Text)
    place_name: Mapped[str | None] = mapped_column(String(200))
    street: Mapped[str | None] = mapped_column(String(200))
    postal_code: Mapped[str | None] = mapped_column(String(5))
    municipality: Mapped[str | None] = mapped_column(String(80))
    lat: Mapped[float | None]
    lon: Mapped[float | None]


class ServiceArea(Base):
    """Whom the service serves. The kinds and their codes are in `service_catalog.areas`.

    `staying`: everyone who stays in the area, not its residents only (urgent services).
    """

    __tablename__ = "service_area"
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True, default="")
    staying: Mapped[bool] = mapped_column(default=False, server_default=false())


class LocalEdit(Base):
    """A person's edit of one field of a service: it is laid over the source's value after every build and import.

    `field` is a name of `service_catalog.importers.local_edits.EDITABLE`. There is no foreign key, so that an edit
    outlives the rebuilding of its service.
    """

    __tablename__ = "local_edit"
    __table_args__ = (UniqueConstraint("service_id", "field"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(String(160), index=True)
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=False), nullable=True)
    made_by: Mapped[str] = mapped_column(String(120))
    made_on: Mapped[dt.date]


class Pin(Base):
    """A person's choice for a need in an area: `kind` pin puts the service first, exclude keeps it away.

    `area_kind` and `area_code` are as in ServiceArea. There are no foreign keys: a pin outlives every rebuild.
    """

    __tablename__ = "pin"
    __table_args__ = (UniqueConstraint("need_id", "area_kind", "area_code", "service_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[str] = mapped_column(String(40), index=True)
    area_kind: Mapped[str] = mapped_column(String(20))
    area_code: Mapped[str] = mapped_column(String(40), default="")
    service_id: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(8))
    made_by: Mapped[str] = mapped_column(String(120))
    made_on: Mapped[dt.date]
