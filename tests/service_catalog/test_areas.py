"""Areas: who is served, however the municipality is named, and wherever the address is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.areas import AREA_KINDS, WHOLE_COUNTRY, Home, area_in_words, home_of, municipality_of
from service_catalog.cards import Person, card_of
from service_catalog.catalogue import Catalogue
from service_catalog.database import open_engine
from service_catalog.importers.content_schema import Area
from service_catalog.models import Channel, Organisation, Service, ServiceArea
from service_catalog.search import build_index, search

SASTAMALA, HUITTINEN, RIIHIMAKI, NOKIA, HELSINKI = "790", "102", "694", "536", "091"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("790", "Sastamala"),
        ("Sastamala", "Sastamala"),
        ("Tammerfors", "Tampere"),
        ("Vammala", "Sastamala"),
        ("Äetsä", "Sastamala"),
        ("Kuru", "Ylöjärvi"),
        ("Vampula", "Huittinen"),
        ("Pertunmaa", "Mäntyharju"),
        ("588", "Mäntyharju"),
    ],
)
def test_a_municipality_is_known_by_code_by_name_and_by_what_it_was(session: Session, given: str, name: str) -> None:
    found = municipality_of(session, given)
    assert found
    assert found.name == name


def test_an_unknown_place_is_no_municipality(session: Session) -> None:
    assert municipality_of(session, "Ei mikään") is None
    assert home_of(session, None) is None


def test_a_former_municipality_is_never_the_name_of_one_of_today(session: Session) -> None:
    today = set(session.scalars(select(models.Municipality.name)))
    former = set(session.scalars(select(models.FormerMunicipality.name)))
    assert len(former) > 150
    assert not today & former


@pytest.mark.parametrize(
    ("code", "employment_area", "county"),
    [
        (SASTAMALA, "Läntisen Pirkanmaan työllisyysalue", "Pirkanmaan hyvinvointialue"),
        (HUITTINEN, "Etelä-Satakunnan työllisyysalue", "Satakunnan hyvinvointialue"),
        (RIIHIMAKI, "Etelä-Hämeen työllisyysalue EHTA", "Kanta-Hämeen hyvinvointialue"),
        (NOKIA, "Tampereen seudun työllisyysalue", "Pirkanmaan hyvinvointialue"),
    ],
)
def test_a_home_belongs_to_an_employment_area_and_a_county(
    session: Session, code: str, employment_area: str, county: str
) -> None:
    home = home_of(session, code)
    assert home
    assert (home.names["employment_area"], home.names["county"]) == (employment_area, county)


def test_every_municipality_of_the_installation_has_an_employment_area(session: Session) -> None:
    served = session.scalars(select(models.Municipality).where(models.Municipality.in_scope)).all()
    assert [place.name for place in served if place.employment_area is None] == []


def test_an_employment_area_that_is_not_in_the_source_is_not_guessed(session: Session) -> None:
    home = home_of(session, HELSINKI)
    assert home
    assert "employment_area" not in home.codes


CODES = st.sampled_from(["536", "102", "08", "06", "tampereen_seutu", "ehta", ""])
HOME = Home("536", {"municipality": "536", "employment_area": "tampereen_seutu", "county": "08"}, {})


@given(kind=st.sampled_from(AREA_KINDS), code=CODES, staying=st.booleans())
def test_an_area_covers_a_home_only_by_its_own_kind_and_code(kind: str, code: str, staying: bool) -> None:
    area = ServiceArea(kind=kind, code=code, staying=staying)
    assert HOME.within(area) is (kind in WHOLE_COUNTRY or HOME.codes[kind] == code)


@pytest.mark.parametrize(
    ("area", "words"),
    [
        (ServiceArea(kind="municipality", code="536"), "Palvelee kuntaa: Nokia"),
        (
            ServiceArea(kind="employment_area", code="tampereen_seutu"),
            "Palvelee koko työllisyysaluetta: Tampereen seudun työllisyysalue",
        ),
        (ServiceArea(kind="county", code="08"), "Palvelee koko aluetta: Pirkanmaan hyvinvointialue"),
        (
            ServiceArea(kind="county", code="08", staying=True),
            "Palvelee kaikkia, jotka ovat alueella: Pirkanmaan hyvinvointialue",
        ),
        (ServiceArea(kind="national", code=""), "Palvelee koko maassa"),
        (ServiceArea(kind="remote", code=""), "Palvelee etänä, asuitpa missä tahansa"),
    ],
)
def test_whom_it_serves_is_said_in_words(session: Session, area: ServiceArea, words: str) -> None:
    assert area_in_words(area, home_of(session, NOKIA)) == words


def test_urgent_help_of_an_area_is_for_everyone_who_stays_there(catalogue: Catalogue) -> None:
    (card,) = catalogue.cards(["sosiaalipaivystys__pirha"], Person(municipality="Helsinki"))
    assert [why.text for why in card.why if why.met is False] == []
    found = catalogue.search(needs=["kriisi"], municipality=NOKIA, limit=50).items
    (card,) = (card for card in found if card.id == "sosiaalipaivystys__pirha")
    assert "Palvelee kaikkia, jotka ovat alueella: Pirkanmaan hyvinvointialue" in [why.text for why in card.why]


@pytest.mark.parametrize(
    ("code", "expected"), [(HUITTINEN, "etela_satakunta"), (RIIHIMAKI, "ehta"), (NOKIA, "tampereen_seutu")]
)
def test_employment_services_are_those_of_the_own_employment_area(
    catalogue: Catalogue, code: str, expected: str
) -> None:
    found = catalogue.search(needs=["tyottomyys"], municipality=code, limit=100).items
    assert {card.id for card in found if card.service_type == "tyollisyyspalvelut"} == {
        f"tyollisyyspalvelut__tyollisyysalue_{expected}"
    }


def service(area: ServiceArea, *places: str) -> Service:
    """A service with only what a card needs."""
    channels = [
        Channel(position=n, kind="place", place_name="Talo", municipality=town, weekly=[])
        for n, town in enumerate(places)
    ]
    return Service(
        id="talo",
        service_type="talo",
        name="Talo",
        summary="Saat apua.",
        organisation=Organisation(id="o", name="Järjestö", kind="ngo", url="https://www.suomi.fi"),
        threshold="open",
        urgent=False,
        cost_text="Maksuton",
        keywords=[],
        target_groups=[],
        how_to_apply="Tule käymään.",
        languages=["fi"],
        source_name="Lähde",
        source_url="https://www.suomi.fi",
        checked_on=dt.date(2026, 11, 24),
        channels=channels,
        areas=[area],
    )


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["Tampere"], ["Paikka on toisessa kunnassa: Tampere"]),
        (["Tampere", "Lempäälä", "Tampere"], ["Paikka on toisessa kunnassa: Tampere, Lempäälä"]),
        (["Tampere", "Nokia"], []),
        ([], []),
    ],
)
def test_an_address_in_another_municipality_is_said(session: Session, places: list[str], said: list[str]) -> None:
    told = Person(municipality="Nokia").told(session)
    card = card_of(service(ServiceArea(kind="county", code="08"), *places), [], dt.datetime.now(dt.UTC), told)
    assert [why.text for why in card.why if why.kind == "area"] == said


def test_the_area_decides_and_the_address_does_not(engine: Engine, tmp_path: Path) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM INTO :path"), {"path": str(tmp_path / "copy.db")})
    copy = open_engine(f"sqlite:///{tmp_path / 'copy.db'}")
    with Session(copy) as session:
        session.add(service(ServiceArea(kind="municipality", code=NOKIA), "Huittinen"))
        session.commit()
        index = build_index(session)
        served = {
            code: "talo"
            in {found.service.id for found in search(session, municipality=code, index=index, limit=1000).items}
            for code in (NOKIA, HUITTINEN)
        }
    copy.dispose()
    assert served == {NOKIA: True, HUITTINEN: False}


def test_an_area_is_of_one_kind() -> None:
    with pytest.raises(ValueError, match="give one of"):
        Area(remote=True, national=True)
    with pytest.raises(ValueError, match="give one of"):
        Area()


@pytest.mark.parametrize(
    ("home", "text", "sought"),
    [
        ("Sastamala", "kaikki solmussa. Sastamala", "kaikki solmussa."),
        ("Orivesi", "asun Orivedellä, vuokra rästissä", "asun vuokra rästissä"),
        ("Ikaalinen", "ruokaa ikaalisissa", "ruokaa"),
        ("Riihimäki", "Riihimäeltä kotiapua", "kotiapua"),
        ("Parkano", "parkinson todettiin, asun parkanos", "parkinson todettiin, asun"),
        ("Nokia", "Nokia", "Nokia"),
        ("Nokia", "Tampereella on töitä", "Tampereella on töitä"),
    ],
)
def test_where_the_person_lives_is_not_what_they_seek(session: Session, home: str, text: str, sought: str) -> None:
    found = home_of(session, home)
    assert found
    assert found.left_out_of(text) == sought


def test_a_place_in_the_message_does_not_bring_what_has_the_place_in_its_name(catalogue: Catalogue) -> None:
    said = "niin paljon kaikkee solmussa, osaisko joku auttaa"
    with_place = catalogue.search(text=f"{said}. Sastamala", needs=["palvelutarve"], municipality="790", limit=3)
    without = catalogue.search(text=said, needs=["palvelutarve"], municipality="790", limit=3)
    assert [card.id for card in with_place.items] == [card.id for card in without.items]
