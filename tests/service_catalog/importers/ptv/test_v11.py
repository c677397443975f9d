"""The adapter of the v4–v11 models: every field in its place, whatever the version calls it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from service_catalog.importers.ptv import v11
from service_catalog.importers.ptv.raw import RecordError
from tests.service_catalog.importers.ptv.make import (
    CHANNEL,
    GENERAL,
    ORGANISATION,
    SERVICE,
    channel,
    connection,
    general_description,
    guid,
    hours,
    location,
    municipality,
    opening,
    organisation,
    phone,
    service,
    text,
)


class Left(list[tuple[str, str]]):
    """What an adapter left out."""

    def __call__(self, where: str, reason: str) -> None:
        self.append((where, reason))

    @property
    def reasons(self) -> list[str]:
        return [reason for _, reason in self]


@pytest.fixture
def left() -> Left:
    return Left()


def test_a_service_has_its_texts_by_language_and_kind(left: Left) -> None:
    raw = service(
        serviceNames=[
            text("Velkaneuvonta", kind="Name"),
            text("Talousapu", kind="AlternativeName"),
            text("Skuldrådgivning", "sv", "Name"),
        ],
        keywords=[text("velka"), text("skuld", "sv"), text(None)],
        requirements=[text("Ehto.")],
    )
    given = v11.service(raw, left)
    assert given.names == {"fi": "Velkaneuvonta", "sv": "Skuldrådgivning"}
    assert given.alternative_names == {"fi": ["Talousapu"]}
    assert given.keywords == {"fi": ["velka"], "sv": ["skuld"]}
    assert given.common.texts["fi"]["Summary"] == "Saat apua velkojen kanssa."
    assert "DeadLine" not in given.common.texts["fi"]
    assert given.common.requirements == {"fi": "Ehto."}
    assert (given.common.classes, given.common.target_groups, given.common.life_events) == (
        ("P15.1",),
        ("KR1",),
        ("KE8",),
    )
    assert given.organisation == (guid(1, ORGANISATION), "Testikaupunki")
    assert left == []


def test_a_time_in_utc_is_a_finnish_day(left: Left) -> None:
    assert v11.service(service(), left).modified == dt.date(2026, 10, 2)
    assert v11.service(service(modified="2018-05-01T00:00:00"), left).modified == dt.date(2018, 5, 1)


def test_the_names_of_versions_before_v8_are_understood(left: Left) -> None:
    raw = service(
        serviceNames=[text("Velkaneuvonta", kind="Name"), text("Talousapu", kind="AlternateName")],
        serviceDescriptions=[text("Lyhyesti.", kind="ShortDescription"), text("Ohje.", kind="ServiceUserInstruction")],
        areaType=None,
        areas=[],
        serviceCoverageType="Local",
        municipalities=[municipality("91", "Helsinki")],
        statutoryServiceGeneralDescriptionId=guid(1, GENERAL),
    )
    del raw["publishingStatus"]
    given = v11.service(raw, left)
    assert given.common.texts["fi"] == {"Summary": "Lyhyesti.", "UserInstruction": "Ohje."}
    assert given.alternative_names == {"fi": ["Talousapu"]}
    assert (given.area.kind, given.area.municipalities) == ("LimitedType", ("091",))
    assert given.general_description_id == guid(1, GENERAL)
    old = hours(opening("Monday", "09:00", "12:00"), kind="Standard")
    assert v11.channel(channel(serviceHours=[old]), left).hours.weekly[0].opens == "09:00"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"areaType": "Nationwide", "areas": []}, ("Nationwide", (), (), ())),
        ({"areaType": None, "areas": None}, (None, (), (), ())),
        (
            {"areas": [{"type": "WellbeingServiceCounties", "code": "6", "municipalities": [municipality()]}]},
            ("LimitedType", (), ("06",), ()),
        ),
        (
            {"areas": [{"type": "Region", "code": "06", "municipalities": [municipality(), municipality("837")]}]},
            ("LimitedType", ("536", "837"), (), ()),
        ),
        ({"areas": [{"type": "Region", "code": "06", "municipalities": None}]}, ("LimitedType", (), (), ("06",))),
        (
            {"areas": [{"type": "HospitalDistrict", "code": "6", "municipalities": [municipality("837")]}]},
            ("LimitedType", ("837",), (), ()),
        ),
    ],
)
def test_areas(more: dict[str, Any], expected: tuple[object, ...], left: Left) -> None:
    area = v11.service(service(**more), left).area
    assert (area.kind, area.municipalities, area.counties, area.regions) == expected


@pytest.mark.parametrize("kind", ["EChannel", "WebPage", "PrintableForm", "Phone", "ServiceLocation"])
def test_all_five_types_of_channels(kind: str, left: Left) -> None:
    raw = channel(
        kind=kind,
        webPages=[{"url": "https://www.example.fi/palvelu", "value": "Palvelu", "language": "fi"}],
        channelUrls=[text("https://www.example.fi/lomake.pdf", kind="PDF")],
        attachments=[{"url": "https://www.example.fi/ohje.pdf", "name": "Ohje", "language": "fi", "type": "Form"}],
        addresses=[location()],
        emails=[text("info@example.fi")],
        supportEmails=[text("tuki@example.fi")],
        supportPhones=[phone("40 123 4567")],
    )
    given = v11.channel(raw, left)
    assert given.kind == kind
    assert [link.url for link in given.contacts.links] == ["https://www.example.fi/palvelu"]
    assert [link.url for link in given.forms] == [
        "https://www.example.fi/lomake.pdf",
        "https://www.example.fi/ohje.pdf",
    ]
    assert given.forms[1].name == "Ohje"
    assert [email.value for email in given.contacts.emails] == ["info@example.fi", "tuki@example.fi"]
    assert given.contacts.phones[-1].number == "0401234567"
    assert given.contacts.addresses[0].street == {"fi": "Testikatu 3"}
    assert left == []


def test_phones_that_cannot_be_called_are_left_out_with_a_reason(left: Left) -> None:
    raw = channel(
        phoneNumbers=[
            phone("31234567", type="Fax"),
            phone(None),
            phone("soita vaihteeseen"),
            phone("16155", prefixNumber=None, isFinnishServiceNumber=True, type="Sms", chargeDescription="1 €"),
        ]
    )
    phones = v11.channel(raw, left).contacts.phones
    assert [(p.number, p.kind, p.charge_text) for p in phones] == [("16155", "Sms", "1 €")]
    assert left.reasons == ["a fax number", "an empty phone number", "not a phone number"]


def test_a_connection_has_hours_and_contacts_of_its_own(left: Left) -> None:
    said = connection(
        1,
        description=[
            text("Vain tämän palvelun asiat.", kind="Description"),
            text("Maksuton.", kind="ChargeTypeAdditionalInfo"),
        ],
        serviceHours=[hours(opening("Monday", "08:00:00", "10:00:00"))],
        contactDetails={
            "phoneNumbers": [phone("39999999")],
            "emails": [text("oma@example.fi")],
            "webPages": [{"url": "www.example.fi/oma", "language": "fi"}],
            "addresses": [location()],
        },
    )
    given = v11.service(service(serviceChannels=[said]), left).connections[0]
    assert (given.service_id, given.channel_id) == (guid(1, SERVICE), guid(1, CHANNEL))
    assert given.descriptions == {"fi": "Vain tämän palvelun asiat."}
    assert given.charge_texts == {"fi": "Maksuton."}
    assert given.hours.weekly[0].closes == "10:00"
    assert given.contacts.phones[0].number == "039999999"
    assert given.contacts.links[0].url == "https://www.example.fi/oma"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://example.fi/x",
        "https://",
        "https://user@example.fi/",
        "https://exa mple.fi",
        "mailto:a@b.fi",
        "https://localhost/",
        "https://example.fi/" + "a" * 500,
        'https://example.fi/"><script>',
    ],
)
def test_what_is_no_web_address_is_left_out(url: str, left: Left) -> None:
    given = v11.channel(channel(webPages=[{"url": url, "language": "fi"}]), left)
    assert given.contacts.links == ()
    assert left.reasons == ["not a web address"]


def test_an_address_without_good_coordinates_keeps_its_street(left: Left) -> None:
    raw = channel(
        kind="ServiceLocation", addresses=[location(latitude="61.5", longitude="23.7"), location(latitude=None)]
    )
    given = v11.channel(raw, left).contacts.addresses
    assert [address.coordinates for address in given] == [None, None]
    assert given[0].street == {"fi": "Testikatu 3"}
    assert left.reasons == ["coordinates: not a coordinate of the Finnish grid (EPSG:3067)"]


def test_general_descriptions_and_organisations(left: Left) -> None:
    general = v11.general_description(general_description(), left)
    assert general.common.laws[0].names == {"fi": "Laki testauksesta"}
    assert general.common.terms == ({"fi": "velat"},)
    assert v11.organisation(organisation(), left).url == "https://www.testikaupunki.fi"
    assert v11.organisation(organisation(webPages=None), left).url is None


def test_texts_are_plain_text(left: Left) -> None:
    dirty = "Velka\u202eneuvonta <script>alert(1)</script>\u200b ja\u00a0 muuta\x00"
    given = v11.service(service(serviceNames=[text(dirty, kind="Name")]), left)
    assert given.names["fi"] == "Velkaneuvonta alert(1) ja muuta"


def test_a_connection_alone_is_no_record_of_these_versions(left: Left) -> None:
    with pytest.raises(RecordError):
        v11.connection(connection(1), left)


@pytest.mark.parametrize(
    "address", ["soita", "a@b", "@example.fi", "a b@example.fi", "a@b@c.fi", "info@a.fi,b@c.fi", "x" * 320 + "@a.fi"]
)
def test_what_is_no_email_address_is_left_out(address: str, left: Left) -> None:
    given = v11.channel(channel(emails=[text(address), text("info@example.fi")]), left)
    assert [email.value for email in given.contacts.emails] == ["info@example.fi"]
    assert left.reasons == ["not an e-mail address"]
