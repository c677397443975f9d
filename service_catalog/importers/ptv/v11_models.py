"""The raw records of PTV's models v4–v11, as files or the OUT API give them: what we use of them, with its type."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import AliasChoices, Field

from service_catalog.importers.ptv.hours import RawHours, RawText
from service_catalog.importers.ptv.raw import Clean, Code, Guid, Language, Many, Raw


class RawMunicipality(Raw):
    """A municipality; its code may lack the leading zeros."""

    code: str
    name: Many[RawText] = ()


class RawArea(Raw):
    """An area of a limited service."""

    type: str
    code: str | None = None
    municipalities: Many[RawMunicipality] = ()


class RawCoded(Raw):
    """An item of a code list."""

    code: Code | None = None
    name: Many[RawText] = ()


class RawWebPage(Raw):
    """A web address or an attachment; the latter calls its name so."""

    url: str | None = None
    value: Clean | None = Field(default=None, validation_alias=AliasChoices("value", "name"))
    language: Language = "fi"


class RawLaw(Raw):
    """A law."""

    names: Many[RawText] = ()
    web_pages: Many[RawWebPage] = ()


class RawPhone(Raw):
    """A phone number."""

    number: str | None = None
    prefix_number: str | None = None
    type: Literal["Phone", "Sms", "Fax"] | None = None
    additional_information: Clean | None = None
    service_charge_type: str | None = None
    charge_description: Clean | None = None
    language: Language = "fi"


class RawItem(Raw):
    """A reference to another record."""

    id: Guid
    name: Clean | None = None


class RawStreet(Raw):
    """A street or another address with coordinates."""

    street: Many[RawText] = ()
    street_number: Clean | None = None
    postal_code: str | None = None
    post_office: Many[RawText] = ()
    municipality: RawMunicipality | None = None
    additional_information: Many[RawText] = ()
    latitude: str | float | None = None
    longitude: str | float | None = None


class RawBox(Raw):
    """A post office box."""

    post_office_box: Many[RawText] = ()
    postal_code: str | None = None
    post_office: Many[RawText] = ()
    municipality: RawMunicipality | None = None
    additional_information: Many[RawText] = ()


class RawAddress(Raw):
    """An address of any kind."""

    type: str | None = None
    sub_type: str | None = None
    street_address: RawStreet | None = None
    post_office_box_address: RawBox | None = None
    other_address: RawStreet | None = None
    location_abroad: Many[RawText] = Field(
        default=(), validation_alias=AliasChoices("locationAbroad", "foreignAddress")
    )
    delivery_address_in_text: Many[RawText] = ()
    receiver: Many[RawText] = ()


class RawContactDetails(Raw):
    """Contacts of a connection."""

    emails: Many[RawText] = ()
    phone_numbers: Many[RawPhone] = ()
    web_pages: Many[RawWebPage] = ()
    addresses: Many[RawAddress] = ()


class RawConnection(Raw):
    """A connection, seen from a service (`serviceChannel`) or from a channel (`service`)."""

    service: RawItem | None = None
    service_channel: RawItem | None = None
    service_charge_type: str | None = None
    description: Many[RawText] = ()
    service_hours: Many[RawHours] = ()
    contact_details: RawContactDetails | None = None


class RawVoucher(Raw):
    """A service voucher."""

    value: Clean | None = None
    url: str | None = None
    language: Language = "fi"


class RawServiceOrganisation(Raw):
    """An organisation's part in a service."""

    role_type: str
    organization: RawItem | None = None
    additional_information: Many[RawText] = ()


class RawClassified(Raw):
    """What services and general descriptions share."""

    id: Guid
    requirements: Many[RawText] = ()
    service_charge_type: str | None = None
    legislation: Many[RawLaw] = ()
    service_classes: Many[RawCoded] = ()
    target_groups: Many[RawCoded] = ()
    life_events: Many[RawCoded] = ()
    ontology_terms: Many[RawCoded] = ()
    publishing_status: str = "Published"


class RawService(RawClassified):
    """A service."""

    type: str | None = None
    service_names: Many[RawText]
    service_descriptions: Many[RawText] = ()
    keywords: Many[RawText] = ()
    general_description_id: Guid | None = Field(
        default=None, validation_alias=AliasChoices("generalDescriptionId", "statutoryServiceGeneralDescriptionId")
    )
    funding_type: str | None = None
    area_type: str | None = None
    areas: Many[RawArea] = ()
    service_coverage_type: str | None = None
    municipalities: Many[RawMunicipality] = ()
    languages: Many[Language] = ()
    organizations: Many[RawServiceOrganisation] = ()
    main_organization: RawItem | None = None
    service_vouchers: Many[RawVoucher] = ()
    service_channels: Many[RawConnection] = ()
    modified: dt.datetime | None = None


class RawGeneralDescription(RawClassified):
    """A general description."""

    names: Many[RawText]
    descriptions: Many[RawText] = ()


class RawChannel(Raw):
    """A channel of any of the five types."""

    id: Guid
    service_channel_type: Literal["EChannel", "WebPage", "PrintableForm", "Phone", "ServiceLocation"]
    service_channel_names: Many[RawText]
    organization_id: Guid | None = None
    phone_numbers: Many[RawPhone] = ()
    support_phones: Many[RawPhone] = ()
    emails: Many[RawText] = ()
    support_emails: Many[RawText] = ()
    web_pages: Many[RawWebPage] = ()
    urls: Many[RawText] = ()
    channel_urls: Many[RawText] = ()
    attachments: Many[RawWebPage] = ()
    addresses: Many[RawAddress] = ()
    delivery_addresses: Many[RawAddress] = ()
    service_hours: Many[RawHours] = ()
    services: Many[RawConnection] = ()
    publishing_status: str = "Published"


class RawOrganisation(Raw):
    """An organisation."""

    id: Guid
    organization_type: str | None = None
    organization_names: Many[RawText]
    web_pages: Many[RawWebPage] = ()
    publishing_status: str = "Published"
