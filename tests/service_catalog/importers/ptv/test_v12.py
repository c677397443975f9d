"""The adapter of the v12 model: texts under language versions, bare codes, connections of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from service_catalog.importers.ptv import v12
from tests.service_catalog.importers.ptv.make import (
    GENERAL,
    ORGANISATION,
    SERVICE,
    channel_v12,
    connection_v12,
    guid,
    organisation_v12,
    service_v12,
)


@pytest.fixture
def left() -> list[str]:
    return []


def leave_to(left: list[str]) -> Any:
    return lambda _where, reason: left.append(reason)


def street(**more: Any) -> dict[str, Any]:
    return {
        "streetName": {"fi": "Testikatu", "sv": None},
        "addressDetail": "3 A",
        "postalCode": "37100",
        "coordinates": [{"system": "EPSG:3067", "source": "NLS", "northing": 6822000.0, "easting": 312000.0}],
        "additionalInformation": {"fi": "Käynti pihalta"},
        **more,
    }


def test_a_service(left: list[str]) -> None:
    given = v12.service(service_v12(generalDescriptionContentId=guid(1, GENERAL)), leave_to(left))
    assert (given.id, given.names) == (guid(1, SERVICE), {"fi": "Velkaneuvonta", "sv": "Skuldrådgivning"})
    assert given.common.texts["sv"] == {"Summary": "Du får hjälp med skulder."}
    assert given.common.requirements == {"fi": "Sinulla on velkaa."}
    assert given.common.laws[0].urls == {"fi": "https://www.finlex.fi/fi/laki/ajantasa/1999/19990001"}
    assert (given.common.classes, given.common.target_groups, given.common.charge) == (("P15.1",), ("KR1",), "Free")
    assert (given.keywords, given.languages) == ({"fi": ["velka"]}, ("fi",))
    assert (given.organisation, given.general_description_id) == ((guid(1, ORGANISATION), ""), guid(1, GENERAL))
    assert given.modified == dt.date(2026, 10, 1)
    assert left == []


def test_codes_of_areas_get_their_zeros(left: list[str]) -> None:
    area = {
        "areaType": "LimitedArea",
        "municipalities": ["91"],
        "regions": ["6"],
        "wellbeingServicesCounties": ["8"],
    }
    found = v12.service(service_v12(area=area), leave_to(left)).area
    assert (found.municipalities, found.regions, found.counties) == (("091",), ("06",), ("08",))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("EService", "EChannel"),
        ("TelephoneService", "Phone"),
        ("PrintableForm", "PrintableForm"),
        ("ServiceLocation", "ServiceLocation"),
        ("WebPage", "WebPage"),
    ],
)
def test_types_of_channels(kind: str, expected: str, left: list[str]) -> None:
    assert v12.channel(channel_v12(kind=kind), leave_to(left)).kind == expected


def test_a_location(left: list[str]) -> None:
    raw = channel_v12(
        kind="ServiceLocation",
        area={"areaType": "LimitedArea", "municipalities": ["536"]},
        location={
            "streetAddresses": [street(), street(coordinates=[{"northing": 61.5, "easting": 23.7}])],
            "otherAddresses": [],
            "foreignAddresses": [{}],
        },
        contactAddresses={"postOfficeBoxAddresses": [{}], "streetAddresses": [street(postalCode="371")]},
    )
    first, second, postal = v12.channel(raw, leave_to(left)).contacts.addresses
    assert (first.kind, first.street, first.info) == ("place", {"fi": "Testikatu 3 A"}, {"fi": "Käynti pihalta"})
    assert (first.municipality_code, first.postal_code) == ("536", "37100")
    assert first.coordinates is not None
    assert second.coordinates is None
    assert (postal.kind, postal.postal_code) == ("postal", None)
    assert left == [
        "an address abroad or a post office box: no place to come to",
        "coordinates: not a coordinate of the Finnish grid (EPSG:3067)",
        "an address abroad or a post office box: no place to come to",
        "not a postal code of five digits",
    ]


def test_an_address_of_an_unknown_municipality_keeps_its_postal_code(left: list[str]) -> None:
    area = {"areaType": "LimitedArea", "municipalities": ["536", "837"]}
    raw = channel_v12(kind="ServiceLocation", area=area, location={"streetAddresses": [street()]})
    assert v12.channel(raw, leave_to(left)).contacts.addresses[0].municipality_code is None


def test_contacts_by_language(left: list[str]) -> None:
    versions = {
        "fi": {
            "name": "Asiointi",
            "webAddress": {"url": "https://www.example.fi/asiointi", "name": "Asioi"},
            "supportEmails": [{"email": "tuki@example.fi"}, {"email": "soita"}],
            "contactEmails": ["info@example.fi"],
            "supportPhoneNumbers": [
                {"type": "InternationalPhone", "dialCode": "+46", "number": "8123456"},
                {"type": "Fax", "number": "31234567"},
                {"type": "Sms", "number": "16155"},
                {"number": "soita"},
                {"number": None},
            ],
            "formFiles": [{"name": "Lomake", "url": "https://www.example.fi/a.pdf", "type": "pdf"}],
            "attachmentLinks": [{"name": "Ohje", "url": "javascript:alert(1)"}],
        },
        "sv": None,
    }
    given = v12.channel(channel_v12(kind="EService", languageVersions=versions), leave_to(left))
    assert [(phone.number, phone.kind) for phone in given.contacts.phones] == [
        ("+468123456", "Phone"),
        ("16155", "Sms"),
    ]
    assert [email.value for email in given.contacts.emails] == ["info@example.fi", "tuki@example.fi"]
    assert [(link.url, link.name) for link in given.contacts.links] == [("https://www.example.fi/asiointi", "Asioi")]
    assert [link.name for link in given.forms] == ["Lomake"]
    assert sorted(left) == [
        "a fax number",
        "an empty phone number",
        "not a phone number",
        "not a web address",
        "not an e-mail address",
    ]


def test_a_connection_has_its_own_hours_and_contacts(left: list[str]) -> None:
    raw = connection_v12(
        languageVersions={
            "fi": {
                "description": "Vain velka-asiat",
                "chargeTypeAdditionalInformation": "2 €/min",
                "contactPhoneNumbers": [{"number": "38888888", "dialCode": "+358"}],
            }
        },
        serviceHours={"hours": [{"type": "ContinuousAlwaysValidServiceHour"}]},
    )
    given = v12.connection(raw, leave_to(left))
    assert (given.descriptions, given.charge_texts) == ({"fi": "Vain velka-asiat"}, {"fi": "2 €/min"})
    assert given.contacts.phones[0].number == "038888888"
    assert given.hours.always


def test_organisations_general_descriptions_and_vouchers(left: list[str]) -> None:
    assert v12.organisation(organisation_v12(), leave_to(left)).url == "https://www.testikaupunki.fi"
    general = v12.general_description(service_v12(), leave_to(left))
    assert general.names["fi"] == "Velkaneuvonta"
    versions = {"fi": {"name": "Velkaneuvonta", "voucher": {"links": []}}}
    v12.service(service_v12(languageVersions=versions), leave_to(left))
    assert left == ["the form of vouchers in v12 is not known to us"]


def test_an_archived_record_is_not_published(left: list[str]) -> None:
    assert v12.service(service_v12(archivedAt="2026-01-01T00:00:00Z"), leave_to(left)).status == "Archived"
