"""PTV's records in one form, whatever version of its model they came in. Texts are by language, codes are PTV's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from service_catalog.hours.form import HoursException, OpeningSpan

Texts = dict[str, str]
AddressKind = Literal["place", "postal"]
ChannelType = Literal["EChannel", "WebPage", "PrintableForm", "Phone", "ServiceLocation"]


@dataclass(frozen=True)
class Phone:
    """A number as it is dialled; `info` says whose or when, `charge_text` what the call costs."""

    number: str
    language: str
    kind: Literal["Phone", "Sms"] = "Phone"
    info: str | None = None
    charge: str | None = None
    charge_text: str | None = None


@dataclass(frozen=True)
class Email:
    """An e-mail address."""

    value: str
    language: str


@dataclass(frozen=True)
class Link:
    """A web address with its name."""

    url: str
    language: str
    name: str | None = None


@dataclass(frozen=True)
class Address:
    """A place or a postal address; `coordinates` are latitude and longitude in WGS84 degrees."""

    kind: AddressKind
    street: Texts = field(default_factory=dict)
    postal_code: str | None = None
    post_office: Texts = field(default_factory=dict)
    municipality_code: str | None = None
    municipality: Texts = field(default_factory=dict)
    info: Texts = field(default_factory=dict)
    coordinates: tuple[float, float] | None = None


@dataclass(frozen=True)
class Hours:
    """Opening hours in the form of `service_catalog.hours.form`, and the source's own words on them by language."""

    weekly: tuple[OpeningSpan, ...] = ()
    exceptions: tuple[HoursException, ...] = ()
    always: bool = False
    reservation: bool = False
    notes: Texts = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.weekly or self.exceptions or self.always or self.reservation or self.notes)


@dataclass(frozen=True)
class Contacts:
    """Ways to reach a channel or a connection."""

    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    links: tuple[Link, ...] = ()
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True)
class Area:
    """`kind`: Nationwide, NationwideExceptAlandIslands or LimitedType; codes for the last one only."""

    kind: str | None
    municipalities: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Law:
    """A law by name, with its address."""

    names: Texts
    urls: Texts


@dataclass(frozen=True)
class Connection:
    """That a service is reached through a channel; what is said here is said instead of the channel's own words."""

    service_id: str
    channel_id: str
    descriptions: Texts = field(default_factory=dict)
    charge_texts: Texts = field(default_factory=dict)
    hours: Hours = field(default_factory=Hours)
    contacts: Contacts = field(default_factory=Contacts)


@dataclass(frozen=True)
class Channel:
    """A service channel."""

    id: str
    kind: ChannelType
    names: Texts
    organisation_id: str | None
    contacts: Contacts
    hours: Hours
    status: str
    forms: tuple[Link, ...] = ()
    connections: tuple[Connection, ...] = ()


@dataclass(frozen=True)
class Classified:
    """What a service and its general description both have. `texts` are by language and then by PTV's type of text."""

    texts: dict[str, Texts]
    requirements: Texts
    charge: str | None
    laws: tuple[Law, ...]
    classes: tuple[str, ...]
    target_groups: tuple[str, ...]
    life_events: tuple[str, ...]
    terms: tuple[Texts, ...]


@dataclass(frozen=True)
class GeneralDescription:
    """What is the same wherever a service is given (pohjakuvaus)."""

    id: str
    names: Texts
    common: Classified


@dataclass(frozen=True)
class Service:
    """A service as one organisation gives it. `alternative_names` and `keywords` are by language."""

    id: str
    kind: str
    names: Texts
    common: Classified
    area: Area
    status: str
    alternative_names: dict[str, list[str]] = field(default_factory=dict)
    keywords: dict[str, list[str]] = field(default_factory=dict)
    general_description_id: str | None = None
    funding: str | None = None
    organisation: tuple[str, str] | None = None
    producers: tuple[str, ...] = ()
    vouchers: tuple[Link, ...] = ()
    languages: tuple[str, ...] = ()
    modified: dt.date | None = None
    connections: tuple[Connection, ...] = ()


@dataclass(frozen=True)
class Organisation:
    """An organisation. `kind` is PTV's type of organisation."""

    id: str
    names: Texts
    kind: str | None
    url: str | None
    status: str
