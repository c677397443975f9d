"""Search: hard filters never leak, the same question has the same answer, and every need is met everywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.areas import WHOLE_COUNTRY
from service_catalog.catalogue import Catalogue
from service_catalog.search import SearchIndex, build_index, search

NOKIA, HUITTINEN, RIIHIMAKI, HELSINKI = "536", "102", "694", "091"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Engine:
    """The whole suite runs on both databases."""
    found: Engine = request.getfixturevalue({"sqlite": "engine", "postgresql": "postgresql"}[request.param])
    return found


@pytest.fixture
def session(database: Engine) -> Iterator[Session]:
    """A session on the built catalogue."""
    with Session(database) as session:
        yield session


@pytest.fixture(scope="module")
def index(database: Engine) -> SearchIndex:
    """The index of the built catalogue."""
    with Session(database) as session:
        return build_index(session)


@pytest.fixture(scope="module")
def catalogue(database: Engine) -> Catalogue:
    """The built catalogue as actions and web use it."""
    return Catalogue(database)


def in_scope(session: Session) -> list[models.Municipality]:
    return list(session.scalars(select(models.Municipality).where(models.Municipality.in_scope)))


def test_seventeen_municipalities_are_served(session: Session) -> None:
    assert len(in_scope(session)) == 17


def test_every_need_finds_a_service_in_every_municipality(session: Session, index: SearchIndex) -> None:
    missing = [
        (need.id, place.name)
        for place in in_scope(session)
        for need in session.scalars(select(models.Need))
        if search(session, needs=[need.id], municipality=place.code, index=index, limit=0).total == 0
    ]
    assert missing == []


def test_no_service_of_another_area_is_ever_found(session: Session, index: SearchIndex) -> None:
    for place in in_scope(session):
        for found in search(session, municipality=place.code, index=index, limit=1000).items:
            areas = {(area.kind, area.code) for area in found.service.areas}
            allowed = {
                ("national", ""),
                ("remote", ""),
                ("municipality", place.code),
                ("employment_area", place.employment_area_code),
                ("county", place.county_code),
            }
            assert areas & allowed, (place.name, found.service.id)


def test_a_municipality_outside_the_area_gets_national_services_only(session: Session, index: SearchIndex) -> None:
    result = search(session, needs=["velka"], municipality=HELSINKI, index=index)
    assert result.items
    assert all(area.kind in WHOLE_COUNTRY for found in result.items for area in found.service.areas)


def test_without_a_municipality_only_what_serves_everyone_is_shown(session: Session, index: SearchIndex) -> None:
    result = search(session, needs=["itsetuho"], index=index)
    assert result.items
    assert all(any(area.kind in WHOLE_COUNTRY for area in found.service.areas) for found in result.items)


def test_an_ended_service_is_not_found(session: Session, index: SearchIndex) -> None:
    ended = session.scalars(select(models.Service).where(models.Service.valid_until.is_not(None))).first()
    if ended is None:
        pytest.skip("no service has an end date now")
    after = dt.datetime.combine(ended.valid_until or dt.date.max, dt.time(12), dt.UTC) + dt.timedelta(days=2)
    found = search(session, needs=[n.need_id for n in ended.needs], index=index, limit=1000, now=after)
    assert ended.id not in {one.service.id for one in found.items}


def test_the_same_question_has_the_same_answer(session: Session, index: SearchIndex) -> None:
    first = search(session, "yksinäinen mummo", ["yksinaisyys"], NOKIA, index=index)
    second = search(session, "yksinäinen mummo", ["yksinaisyys"], NOKIA, index=index)
    assert [f.service.id for f in first.items] == [f.service.id for f in second.items]


@pytest.mark.parametrize(
    "words", ["velkaneuvontaa", "VELKANEUVONTA", "velka neuvonta", "velkaneuvonnas", "velkanevonta"]
)
def test_words_are_found_inflected_split_clipped_and_misspelt(session: Session, index: SearchIndex, words: str) -> None:
    found = search(session, words, municipality=NOKIA, index=index, limit=3)
    assert any("velka" in item.service.needs[0].need_id for item in found.items)


@pytest.mark.parametrize("words", ["missä on perhekeskus", "perhekeskuksen kahvila", "PERHEKESKUS"])
def test_a_service_that_is_called_by_name_is_found_beside_the_heard_need(
    session: Session, index: SearchIndex, words: str
) -> None:
    found = search(session, words, ["kohtaamispaikka"], "837", index=index, limit=5)
    assert "perhekeskus" in {item.service.service_type for item in found.items}


def test_nonsense_words_find_nothing(session: Session, index: SearchIndex) -> None:
    assert search(session, "qqqq xxxx", municipality=NOKIA, index=index).total == 0


def test_a_low_threshold_choice_is_among_the_first_three_where_one_exists(session: Session, index: SearchIndex) -> None:
    for place in in_scope(session):
        for need in session.scalars(select(models.Need)):
            asked: dict[str, Any] = {"needs": [need.id], "municipality": place.code, "index": index}
            if search(session, **asked, thresholds=["open"], limit=0).total:
                first = search(session, **asked, limit=3).items
                assert any(found.service.threshold == "open" for found in first), (need.id, place.name)


def test_a_filter_of_provider_kind_leaves_only_those(session: Session, index: SearchIndex) -> None:
    found = search(session, needs=["yksinaisyys"], municipality=NOKIA, provider_kinds=["ngo"], index=index)
    assert {item.service.organisation.kind for item in found.items} <= {"ngo"}


def test_open_now_shows_only_what_is_known_to_be_open(catalogue: Catalogue) -> None:
    night = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)
    cards = catalogue.search(needs=["kriisi"], municipality=NOKIA, open_now=True, now=night)
    assert cards.items
    assert {card.open.state for card in cards.items} == {"open"}


def test_pages_do_not_overlap(session: Session, index: SearchIndex) -> None:
    first = search(session, municipality=NOKIA, index=index, limit=5)
    second = search(session, municipality=NOKIA, index=index, limit=5, offset=5)
    assert not {f.service.id for f in first.items} & {f.service.id for f in second.items}


def test_each_county_leads_to_its_own_human(catalogue: Catalogue) -> None:
    names = [catalogue.person_contacts(code)[0].provider.name for code in (NOKIA, HUITTINEN, RIIHIMAKI)]
    assert len(set(names)) == 3


def test_votes_move_a_service_a_little_and_never_more_than_their_bound(catalogue: Catalogue) -> None:
    def scores(boosts: dict[str, float]) -> dict[str, float]:
        def query(session: Session) -> dict[str, float]:
            found = search(session, needs=["velka"], municipality=NOKIA, boosts=boosts, limit=50)
            return {one.service.id: one.score for one in found.items}

        return catalogue.read(query)

    plain = scores({})
    last = list(plain)[-1]
    assert scores({last: 0.03})[last] == pytest.approx(plain[last] + 0.03)
    assert scores({last: 99.0})[last] == pytest.approx(plain[last] + 0.05)
    assert scores({last: -99.0, "no_such_service": 0.05})[last] == pytest.approx(plain[last] - 0.05)
