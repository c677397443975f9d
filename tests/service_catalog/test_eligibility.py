"""Eligibility: conditions beside what was told. Only age and municipality are compared, and nothing is ever decided."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.areas import Home
from service_catalog.cards import Person, card_of
from service_catalog.catalogue import Catalogue
from service_catalog.eligibility import Told, lay_beside, what_was_told
from service_catalog.models import EligibilityCondition, ServiceArea

NOKIA = Home(
    "536",
    {"municipality": "536", "employment_area": "tampereen_seutu", "county": "08"},
    {"municipality": "Nokia", "employment_area": "Tampereen seutu", "county": "Pirkanmaa"},
)
PIRKANMAA, HUITTINEN = ServiceArea(kind="county", code="08"), ServiceArea(kind="municipality", code="102")
OTHER_KINDS = ("situation", "decision", "referral", "membership")


def condition(kind: str, **values: object) -> EligibilityCondition:
    return EligibilityCondition(position=0, kind=kind, text="Palvelu on joillekin", **{"needs": [], **values})


def fit(of: EligibilityCondition, told: Told, areas: tuple[ServiceArea, ...] = (PIRKANMAA,)) -> str:
    return lay_beside(of, areas, told).fit


@pytest.mark.parametrize(
    ("age", "expected"), [(17, "not_for"), (18, "fits"), (64, "fits"), (65, "not_for"), (None, "to_be_checked")]
)
def test_age_is_a_plain_fact(age: int | None, expected: str) -> None:
    assert fit(condition("age", min_age=18, max_age=64), Told(age=age)) == expected


@pytest.mark.parametrize(("age", "expected"), [(0, "fits"), (29, "fits"), (30, "not_for")])
def test_a_limit_of_one_side_leaves_the_other_open(age: int, expected: str) -> None:
    assert fit(condition("age", max_age=29), Told(age=age)) == expected


def test_the_age_of_nought_is_a_limit_too() -> None:
    assert fit(condition("age", min_age=0, max_age=0), Told(age=1)) == "not_for"


def test_an_age_that_is_not_strict_is_not_compared() -> None:
    assert fit(condition("age"), Told(age=70)) == "to_be_checked"


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        (PIRKANMAA, "fits"),
        (ServiceArea(kind="municipality", code="536"), "fits"),
        (ServiceArea(kind="employment_area", code="tampereen_seutu"), "fits"),
        (HUITTINEN, "not_for"),
        (ServiceArea(kind="employment_area", code="ehta"), "not_for"),
        (ServiceArea(kind="national", code=""), "to_be_checked"),
        (ServiceArea(kind="remote", code=""), "to_be_checked"),
        (ServiceArea(kind="county", code="06", staying=True), "to_be_checked"),
    ],
)
def test_residence_is_compared_with_the_area_of_the_service(area: ServiceArea, expected: str) -> None:
    assert fit(condition("residence"), Told(home=NOKIA), (area,)) == expected


def test_living_in_one_of_several_areas_is_enough() -> None:
    assert fit(condition("residence"), Told(home=NOKIA), (HUITTINEN, PIRKANMAA)) == "fits"


def test_without_a_municipality_residence_is_to_be_checked() -> None:
    assert fit(condition("residence"), Told()) == "to_be_checked"


@given(
    kind=st.sampled_from(OTHER_KINDS),
    age=st.none() | st.integers(0, 120),
    home=st.none() | st.just(NOKIA),
    needs=st.dictionaries(st.sampled_from(["tyottomyys", "velka"]), st.just("Asia")),
)
def test_nothing_but_age_and_residence_is_ever_judged(
    kind: str, age: int | None, home: Home | None, needs: dict[str, str]
) -> None:
    told = Told(age, home, needs)
    assert fit(condition(kind, needs=["tyottomyys"]), told) == "to_be_checked"


def test_a_situation_stands_beside_what_was_told_and_the_authority_looks_at_it() -> None:
    beside = lay_beside(condition("situation", needs=["velka"]), (), Told(needs={"velka": "Velat"}))
    assert beside.text == "Palvelu on joillekin. Kerroit asiasta: Velat."
    assert beside.fit == "to_be_checked"


def test_a_condition_keeps_its_law() -> None:
    assert lay_beside(condition("situation", law="Laki 1 §"), (), Told()).law == "Laki 1 §"


def test_names_come_from_the_catalogue_and_unknown_ones_are_left_out(session: Session) -> None:
    told = what_was_told(session, 40, "Nokia", ["velka", "ei_ole"])
    assert told.home
    assert told.home.municipality == "536"
    assert set(told.needs) == {"velka"}
    assert what_was_told(session, None, "Ei ole", []).home is None


def test_the_card_says_it_when_the_person_lives_elsewhere(session: Session) -> None:
    service = session.scalars(select(models.Service).where(models.Service.id == "nokia_sote_asema")).one()
    tampere = card_of(service, [], dt.datetime.now(dt.UTC), Person(municipality="Tampere").told(session))
    nokia = card_of(service, [], dt.datetime.now(dt.UTC), Person(municipality="Nokia").told(session))
    met = {
        name: [why.met for why in card.why if "nokialaisille" in why.text]
        for name, card in (("tampere", tampere), ("nokia", nokia))
    }
    assert met == {"tampere": [False], "nokia": [True]}


def test_false_is_said_of_age_and_municipality_only(catalogue: Catalogue, session: Session) -> None:
    kinds = {(c.service_id, c.text.rstrip(".")): c.kind for c in session.scalars(select(EligibilityCondition))}
    ids = list(session.scalars(select(models.Service.id)))
    judged = [
        kinds[card.id, text]
        for card in catalogue.cards(ids, Person(age=7, municipality="Helsinki"))
        for why in card.why
        if why.met is False
        for text in [next(text for id_, text in kinds if id_ == card.id and why.text.startswith(text))]
    ]
    assert set(judged) == {"age", "residence"}


def test_texts_with_years_of_age_say_the_same_years(session: Session) -> None:
    for found in session.scalars(select(EligibilityCondition).where(EligibilityCondition.kind == "age")):
        for years in (found.min_age, found.max_age):
            assert years is None or str(years) in found.text or str(years + 1) in found.text, found.text
