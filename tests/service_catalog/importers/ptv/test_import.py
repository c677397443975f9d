"""An import is one transaction: it brings whole services, the second time nothing, and keeps what people did."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.catalogue import Catalogue
from service_catalog.catalogue_state import read_state
from service_catalog.importers.ptv import run as run_module
from service_catalog.importers.ptv.run import TooManyGone
from service_catalog.importers.replace import Changes, delete_services, drop_unused_organisations, fingerprint
from tests.service_catalog.importers.ptv.conftest import dump, material, run, services
from tests.service_catalog.importers.ptv.make import (
    GENERAL,
    SERVICE,
    channel,
    channel_v12,
    connection,
    connection_v12,
    general_description,
    guid,
    hours,
    location,
    municipality,
    opening,
    organisation,
    organisation_v12,
    phone,
    service,
    service_v12,
    text,
)

DAY = dt.date(2026, 11, 24)
ONE = guid(1, SERVICE)


def version(engine: Engine) -> str | None:
    with Session(engine) as session:
        return read_state(session, "version")


def whole() -> list[dict[str, Any]]:
    place = channel(
        2,
        "ServiceLocation",
        "Testitalo",
        addresses=[location()],
        emails=[text("kirjaamo@testikaupunki.fi"), text("matti.virtanen@testikaupunki.fi")],
        serviceHours=[hours(opening("Monday", "09:00:00", "15:00:00"))],
    )
    return [
        service(channels=(1, 2), generalDescriptionId=guid(1, GENERAL)),
        channel(1, phoneNumbers=[phone(), phone(language="sv"), phone("39999999", type="Fax")]),
        place,
        organisation(),
        general_description(),
    ]


def test_a_service_comes_whole(empty: Engine) -> None:
    report = run(empty, material(*whole()))
    found = services(empty)[ONE]
    assert found.id == f"ptv-{ONE}"
    assert (found.name, found.summary) == ("Velkaneuvonta", "Saat apua velkojen kanssa.")
    assert found.description == "Yleinen kuvaus velkaneuvonnasta.\n\nNeuvoja auttaa sinua tekemään suunnitelman."
    assert found.how_to_apply == "Yleinen ohje."
    assert (found.cost_free, found.cost_text) == (True, "Maksuton.")
    assert (found.service_classes, found.target_groups) == (["P15.1", "P15.3"], ["KR1", "KR1.6"])
    assert found.life_events == ["KE8"]
    assert [condition.text for condition in found.conditions] == ["Yleinen ehto."]
    assert [(law.text, law.url) for law in found.laws] == [
        ("Laki testauksesta", "https://www.finlex.fi/fi/laki/ajantasa/1999/19990001")
    ]
    assert [need.need_id for need in found.needs] == ["velka"]
    assert [(area.kind, area.code) for area in found.areas] == [("municipality", "536")]
    assert (found.organisation.name, found.organisation.kind) == ("Testikaupunki", "municipality")
    assert (found.checked_on, found.modified_on, found.status) == (DAY, dt.date(2026, 10, 2), "published")
    assert found.languages == ["fi", "sv"]
    phone_row, place, email = found.channels
    assert (phone_row.kind, phone_row.value, phone_row.label) == ("phone", "03 123 4567", "Neuvontapuhelin")
    assert phone_row.external_id == guid(1, 2)
    assert (place.place_name, place.street, place.municipality) == ("Testitalo", "Testikatu 3", "Nokia")
    assert place.lat == pytest.approx(61.477, abs=0.01)
    assert (place.hours_text, place.weekly) == ("ma 9–15", [{"days": ["mo"], "opens": "09:00", "closes": "15:00"}])
    assert email.value == "kirjaamo@testikaupunki.fi"
    assert report.changes == Changes(added=1)
    assert report.records_left_out("service") == report.records_left_out("channel") == 0
    assert [entry.reason for entry in report.left_out] == [
        "a fax number",
        "an e-mail address of a person or a template of such",
    ]


def test_the_newer_model_brings_the_same_service(empty: Engine) -> None:
    run(empty, material(service_v12(), channel_v12(), connection_v12(), organisation_v12()))
    found = services(empty)[ONE]
    assert (found.name, found.cost_free, found.service_classes) == ("Velkaneuvonta", True, ["P15.1"])
    assert [need.need_id for need in found.needs] == ["velka"]
    assert [(c.kind, c.value, c.price_text) for c in found.channels] == [("phone", "03 123 4567", "Maksuton puhelu.")]
    assert found.language_versions["sv"]["name"] == "Skuldrådgivning"
    assert found.organisation.url == "https://www.testikaupunki.fi"
    assert [condition.text for condition in found.conditions] == ["Sinulla on velkaa."]


def test_postgresql_takes_the_same_and_texts_of_any_length(postgresql: Engine, empty: Engine) -> None:
    long = "pitkä sana " * 400
    strange = service(
        2,
        long,
        channels=(3,),
        serviceDescriptions=[text(long, kind="Summary"), text(long + "\x00\ud800", kind="Description")],
        organizations=[{"roleType": "Responsible", "organization": {"id": guid(2, 3), "name": long}}],
    )
    room = location(additionalInformation=[text(long)], municipality=municipality("999", long))
    number = phone("31112222", additionalInformation=long, chargeDescription=long)
    wide = channel(3, "ServiceLocation", long, addresses=[room], phoneNumbers=[number])
    raws = [*whole(), strange, wide]
    try:
        assert run(postgresql, material(*raws)).changes == Changes(added=2)
        assert run(postgresql, material(*raws)).changes == Changes(unchanged=2)
        run(empty, material(*raws))
        stored, same = services(postgresql), services(empty)
        assert {key: fingerprint(row) for key, row in stored.items()} == {
            key: fingerprint(row) for key, row in same.items()
        }
    finally:
        with Session(postgresql) as session, session.begin():
            delete_services(session, [f"ptv-{guid(n, SERVICE)}" for n in (1, 2)])
            drop_unused_organisations(session, "ptv")


def test_a_moved_api_changes_the_model_and_not_the_ids(empty: Engine) -> None:
    run(empty, material(*whole()))
    run(empty, material(service_v12(), channel_v12(), connection_v12(), organisation_v12()))
    assert list(services(empty)) == [ONE]


def test_importing_twice_changes_nothing(empty: Engine) -> None:
    run(empty, material(*whole()))
    before, seen = dump(empty), version(empty)
    report = run(empty, material(*whole()))
    assert report.changes == Changes(unchanged=1)
    assert dump(empty) == before
    assert version(empty) == seen


def test_readers_see_an_import_that_changed_something(empty: Engine) -> None:
    catalogue = Catalogue(empty)
    assert catalogue.search(needs=["velka"], municipality="536").total == 0
    run(empty, material(*whole()))
    found = catalogue.search(needs=["velka"], municipality="536")
    assert [card.name for card in found.items] == ["Velkaneuvonta"]
    assert catalogue.search(needs=["velka"], municipality="837").total == 0


def test_a_service_gone_at_the_source_is_retired_and_comes_back(empty: Engine) -> None:
    run(empty, material(service(1), service(2)))
    report = run(empty, material(service(2)))
    assert report.changes == Changes(unchanged=1, gone=1)
    assert {key: row.status for key, row in services(empty).items()} == {ONE: "retired", guid(2, SERVICE): "published"}
    run(empty, material(service(1), service(2)))
    assert services(empty)[ONE].status == "published"


def test_a_part_retires_only_what_the_source_has_withdrawn(empty: Engine) -> None:
    run(empty, material(service(1), service(2), service(3)))
    part = material(service(2, "Uusi nimi"))
    part.withdrawn.add(guid(3, SERVICE))
    report = run(empty, part, partial=True)
    assert report.changes == Changes(changed=1, gone=1)
    statuses = {key: row.status for key, row in services(empty).items()}
    assert statuses == {ONE: "published", guid(2, SERVICE): "published", guid(3, SERVICE): "retired"}


def test_a_source_that_answers_in_part_does_not_empty_the_catalogue(empty: Engine) -> None:
    run(empty, material(*(service(number) for number in range(1, 31))))
    before = dump(empty)
    with pytest.raises(TooManyGone, match="29 of 30"):
        run(empty, material(service(1)))
    assert dump(empty) == before
    assert run(empty, material(service(1)), allow_many_gone=True).changes.gone == 29


def test_an_error_in_the_middle_changes_nothing(empty: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    run(empty, material(service(1)))
    before = dump(empty)

    def fail(*_args: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(run_module, "drop_unused_organisations", fail)
    with pytest.raises(RuntimeError):
        run(empty, material(service(1, "Uusi nimi"), service(2)))
    assert dump(empty) == before


def test_what_a_person_did_survives(empty: Engine) -> None:
    run(empty, material(service(1)))
    edits: list[tuple[str, Any]] = [("name", "Henkilön antama nimi"), ("needs", ["toimeentulo"])]
    pin = {"need_id": "velka", "area_kind": "municipality", "area_code": "536", "service_id": f"ptv-{ONE}"}
    with Session(empty) as session, session.begin():
        for field, value in edits:
            session.add(
                models.LocalEdit(service_id=f"ptv-{ONE}", field=field, value=value, made_by="testaaja", made_on=DAY)
            )
        session.add(models.Pin(**pin, kind="pin", made_by="testaaja", made_on=DAY))
    for name in ("Lähteen uusi nimi", "Lähteen toinen nimi"):
        run(empty, material(service(1, name)))
        found = services(empty)[ONE]
        assert (found.name, [need.need_id for need in found.needs]) == ("Henkilön antama nimi", ["toimeentulo"])
    with Session(empty) as session:
        assert session.query(models.Pin).count() == 1


def test_a_connection_s_own_hours_and_contacts_hold_before_the_channel_s(empty: Engine) -> None:
    own = connection(
        1,
        serviceHours=[hours(opening("Friday", "12:00:00", "13:00:00"))],
        contactDetails={"phoneNumbers": [phone("38888888")]},
        description=[text("Vain velka-asiat", kind="Description"), text("2 €/min", kind="ChargeTypeAdditionalInfo")],
    )
    usual = channel(1, serviceHours=[hours(opening("Monday", "09:00:00", "15:00:00"))])
    run(empty, material(service(1, serviceChannels=[own]), service(2, channels=(1,)), usual))
    found = services(empty)
    first, second = found[ONE].channels[0], found[guid(2, SERVICE)].channels[0]
    assert (first.value, first.hours_text, first.price_text) == ("03 888 8888", "pe 12–13", "2 €/min")
    assert first.label == "Neuvontapuhelin: Vain velka-asiat"
    assert (second.value, second.hours_text) == ("03 123 4567", "ma 9–15")


def test_a_connection_that_only_the_channel_tells_of_is_kept(empty: Engine) -> None:
    told = channel(1, services=[{"service": {"id": ONE}, "serviceHours": [], "description": []}])
    report = run(empty, material(service(1), told))
    assert len(services(empty)[ONE].channels) == 1
    assert report.kept["connection"] == 1


def test_connections_and_channels_that_lead_nowhere_are_reported(empty: Engine) -> None:
    report = run(empty, material(service(1, channels=(9,)), channel(5), organisation(7)))
    assert {(entry.kind, entry.reason) for entry in report.left_out} == {
        ("connection", "the channel is not in the material"),
        ("channel", "no service that was kept uses the channel"),
        ("organisation", "no service that was kept is the organisation's"),
    }
    assert report.notes["services without any channel"] == 1


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"areaType": "Nationwide", "areas": []}, {("national", "")}),
        ({"areas": [{"type": "WellbeingServiceCounties", "code": "08"}]}, {("county", "08")}),
        ({"areas": [{"type": "Municipality", "municipalities": [municipality("588")]}]}, {("municipality", "507")}),
        (
            {"areas": [{"type": "Municipality", "municipalities": [municipality("536"), municipality("999")]}]},
            {("municipality", "536")},
        ),
    ],
)
def test_areas_become_those_of_the_catalogue(more: dict[str, Any], expected: set[Any], empty: Engine) -> None:
    run(empty, material(service(1, **more)))
    assert {(area.kind, area.code) for area in services(empty)[ONE].areas} == expected


def test_a_service_of_the_mainland_does_not_reach_aland(empty: Engine) -> None:
    run(empty, material(service(1, areaType="NationwideExceptAlandIslands", areas=[])))
    catalogue = Catalogue(empty)
    assert catalogue.search(needs=["velka"], municipality="478").total == 0
    for code in ("536", "837", "091", "047"):
        assert catalogue.search(needs=["velka"], municipality=code).total == 1


def test_a_region_of_v12_is_its_municipalities(empty: Engine) -> None:
    raw = service_v12(area={"areaType": "LimitedArea", "municipalities": [], "regions": ["06"]})
    run(empty, material(raw, organisation_v12()))
    codes = {area.code for area in services(empty)[ONE].areas}
    assert {"837", "536", "980"} <= codes
    assert "091" not in codes


def test_an_urgent_service_is_for_everyone_who_stays_in_the_area(empty: Engine) -> None:
    run(empty, material(service(1, "Sosiaalipäivystys")))
    found = services(empty)[ONE]
    assert found.urgent
    assert found.threshold == "open"
    assert all(area.staying for area in found.areas)


def test_persons_stay_out(empty: Engine) -> None:
    place = channel(
        2,
        "ServiceLocation",
        "Testitalo",
        addresses=[location(additionalInformation=[text("c/o Matti Virtanen")])],
        phoneNumbers=[phone("31112222", additionalInformation="ohjaaja Maija Korhonen")],
        emails=[text("etunimi.sukunimi@testikaupunki.fi"), text("maija.korhonen@testikaupunki.fi")],
        serviceHours=[
            hours(opening("Monday", "09:00", "15:00"), additionalInformation=[text("Maija Korhonen, puhelin")])
        ],
    )
    described = service(
        1,
        channels=(2,),
        serviceDescriptions=[
            text("Kysy lisää: Matti Virtanen, matti.virtanen@testikaupunki.fi.", kind="Description"),
            text("Fråga Matti Virtanen.", "sv", "Description"),
        ],
        serviceNames=[text("Velkaneuvonta", kind="Name"), text("Skuldrådgivning", "sv", "Name")],
        requirements=[text("Ehto. Soita Maija Korhoselle tai kysy Maija Korhosen tiimistä.")],
    )
    report = run(empty, material(described, place))
    text_of_all = "\n".join(dump(empty))
    for name in ("Virtanen", "Korhonen", "virtanen", "korhonen", "Korhose", "sukunimi"):
        assert name not in text_of_all
    assert services(empty)[ONE].channels[0].label == "Testitalo, ohjaaja"
    assert report.reasons()[0][1] == "a person's name or address in a text"
