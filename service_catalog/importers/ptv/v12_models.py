"""The raw records of PTV's v12 search API (beta 0.1.0): what we use of them, with its type.

Texts are under `languageVersions`, codes are bare. Where our notes of the beta do not tell a field's name, the likely
names are all taken.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BeforeValidator, Field

from service_catalog.importers.ptv.raw import Clean, Code, Guid, Language, Many, Raw


def _last_part(value: Any) -> Any:
    """The code of an item that may be given as an address: .../code/P4.13."""
    return value.rsplit("/", 1)[-1] if isinstance(value, str) else value


def _address(value: Any) -> Any:
    """An e-mail address that may stand alone or in an object."""
    return value.get("email", value.get("value")) if isinstance(value, dict) else value


BareCode = Annotated[Code, BeforeValidator(_last_part)]
EmailText = Annotated[Clean | None, BeforeValidator(_address)]


class RawLink(Raw):
    """A web address with a name."""

    url: str | None = None
    name: Clean | None = None


class RawPhone(Raw):
    """A phone number."""

    type: Literal["DomesticPhone", "InternationalPhone", "Sms", "Fax"] = "DomesticPhone"
    dial_code: str | None = None
    number: str | None = None
    charge_type: Literal["Free", "Charged", "ExtraCharge"] | None = None
    charge_description: Clean | None = None
    additional_information: Clean | None = None


class RawVersion(Raw):
    """The texts and contacts of a record in one language."""

    name: Clean | None = None
    alternative_name: Clean | None = None
    summary: Clean | None = None
    description: Clean | None = None
    user_instructions: Clean | None = None
    conditions: Clean | None = None
    legislation_links: Many[RawLink] = ()
    freely_assigned_keywords: Many[Clean] = ()
    voucher: Any = None
    charge_type_additional_information: Clean | None = None
    processing_time_additional_information: Clean | None = None
    deadline_additional_information: Clean | None = None
    validity_time_additional_information: Clean | None = None
    phone_numbers: Many[RawPhone] = ()
    contact_phone_numbers: Many[RawPhone] = ()
    support_phone_numbers: Many[RawPhone] = ()
    emails: Many[EmailText] = ()
    contact_emails: Many[EmailText] = ()
    support_emails: Many[EmailText] = ()
    web_address: RawLink | None = None
    web_pages: Many[RawLink] = ()
    contact_web_pages: Many[RawLink] = ()
    form_files: Many[RawLink] = ()
    attachment_links: Many[RawLink] = ()


class RawVersioned(Raw):
    """A record with language versions."""

    content_id: Guid
    language_versions: dict[Language, RawVersion | None]
    published_at: dt.datetime | None = None
    archived_at: dt.datetime | None = None


class RawArea(Raw):
    """Whom a service serves."""

    area_type: Literal["WholeCountry", "WholeCountryExceptAland", "LimitedArea"]
    municipalities: Many[str] = ()
    regions: Many[str] = ()
    wellbeing_services_counties: Many[str] = ()


class RawProducers(Raw):
    """Who produces a service, by how."""

    self_produced_producers: Many[Any] = ()
    procured_producers: Many[Any] = ()
    other_producers: Many[Any] = ()


class RawClassified(RawVersioned):
    """What services and general descriptions share."""

    service_type: str = "Service"
    charge_type: Literal["Free", "Charged"] | None = None
    service_classes: Many[BareCode] = ()
    target_groups: Many[BareCode] = ()
    life_events: Many[BareCode] = ()


class RawService(RawClassified):
    """A service."""

    organization_content_id: Guid
    funding_type: str | None = None
    area: RawArea
    service_languages: Many[Language] = ()
    general_description_content_id: Guid | None = None
    producers: RawProducers | None = None


class RawCoordinates(Raw):
    """Coordinates in the Finnish grid."""

    system: str = "EPSG:3067"
    northing: float | str
    easting: float | str


class RawStreet(Raw):
    """A street address."""

    street_name: dict[Language, Clean | None] = Field(default_factory=dict)
    address_detail: Clean | None = None
    postal_code: str | None = None
    post_office: dict[Language, Clean | None] = Field(default_factory=dict)
    municipality: str | None = Field(default=None, validation_alias=AliasChoices("municipality", "municipalityCode"))
    coordinates: Many[RawCoordinates] = ()
    additional_information: dict[Language, Clean | None] | None = None


class RawPlaces(Raw):
    """The addresses of a place or of a contact, by kind."""

    street_addresses: Many[RawStreet] = ()
    other_addresses: Many[RawStreet] = ()
    foreign_addresses: Many[Any] = ()
    post_office_box_addresses: Many[Any] = ()


class RawSpan(Raw):
    """A span of a day."""

    start: str | None = None
    end: str | None = None
    opening_status: Literal["Open", "Closed", "OpenOnReservation"] = "Open"
    repetition: Literal["Weekly", "OddWeeks", "EvenWeeks"] = "Weekly"
    additional_information: dict[Language, Clean | None] | Clean | None = None


class RawDay(Raw):
    """The spans of a week day."""

    hours: Many[RawSpan] = ()


class RawHour(Raw):
    """A set of hours of one of six types."""

    type: str
    valid_from: dt.date | dt.datetime | None = Field(
        default=None, validation_alias=AliasChoices("validFrom", "startDate", "start")
    )
    valid_to: dt.date | dt.datetime | None = Field(
        default=None, validation_alias=AliasChoices("validTo", "endDate", "end")
    )
    opening_status: Literal["Open", "Closed", "OpenOnReservation"] = "Open"
    hours: Many[RawSpan] = ()
    start_day: str | None = Field(default=None, validation_alias=AliasChoices("startDay", "dayFrom"))
    end_day: str | None = Field(default=None, validation_alias=AliasChoices("endDay", "dayTo"))
    start_time: str | None = None
    end_time: str | None = None
    additional_information: dict[Language, Clean | None] | None = None
    monday: RawDay | None = None
    tuesday: RawDay | None = None
    wednesday: RawDay | None = None
    thursday: RawDay | None = None
    friday: RawDay | None = None
    saturday: RawDay | None = None
    sunday: RawDay | None = None


class RawHoliday(Raw):
    """The hours of a holiday."""

    holiday_name: str
    opening_status: Literal["Open", "Closed", "OpenOnReservation"] = "Open"
    hours: Many[RawSpan] = ()


class RawHolidays(Raw):
    """The hours of holidays."""

    holidays: Many[RawHoliday] = ()


class RawServiceHours(Raw):
    """All hours of a channel or connection."""

    hours: Many[RawHour] = ()
    holiday_service_hours: RawHolidays | None = None


class RawChannel(RawVersioned):
    """A channel."""

    kind: Literal["EService", "TelephoneService", "PrintableForm", "ServiceLocation", "WebPage"] = Field(
        validation_alias=AliasChoices("serviceChannelType", "channelType", "type")
    )
    organization_content_id: Guid | None = None
    area: RawArea | None = None
    location: RawPlaces | None = None
    contact_addresses: RawPlaces | None = None
    delivery_addresses: Many[Any] = ()
    service_hours: RawServiceHours | None = None


class RawConnection(Raw):
    """A connection, which is a record of its own."""

    service_content_id: Guid
    channel_content_id: Guid
    charge_type: str | None = None
    service_hours: RawServiceHours | None = None
    contact_addresses: RawPlaces | None = None
    language_versions: dict[Language, RawVersion | None] = Field(default_factory=dict)


class RawOrganisation(RawVersioned):
    """An organisation."""

    organization_type: str | None = None
