"""The rules of ranking: what is never found, what comes first, and what each filter leaves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy.orm import Session

from service_catalog.models import EligibilityCondition, Pin
from service_catalog.search import search
from tests.service_catalog.ranking.small import (
    COUNTY,
    HUITTINEN,
    MUNICIPALITY,
    NATIONAL,
    NOKIA,
    NOON,
    TAMPERE,
    TODAY,
    add,
    channel,
)

DAY = dt.timedelta(days=1)


@pytest.fixture
def session(small: Session) -> Session:
    return small


def ids(session: Session, **query: Any) -> list[str]:
    asked: dict[str, Any] = {"needs": ["velka"], "municipality": NOKIA, "now": NOON, "limit": 50} | query
    return [found.service.id for found in search(session, **asked).items]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"status": "retired"}, False),
        ({"valid_from": TODAY + DAY}, False),
        ({"valid_from": TODAY}, True),
        ({"valid_until": TODAY - DAY}, False),
        ({"valid_until": TODAY}, True),
    ],
)
def test_only_what_is_published_and_given_today_is_found(session: Session, fields: Any, found: bool) -> None:
    add(session, "a", **fields)
    assert ids(session) == (["a"] if found else [])


def test_validity_is_by_the_day_in_finland(session: Session) -> None:
    add(session, "a", valid_until=TODAY)
    late = dt.datetime(2026, 11, 24, 22, 30, tzinfo=dt.UTC)  # half past midnight in Finland
    assert ids(session, now=late) == []


def test_nearest_area_comes_first(session: Session) -> None:
    add(session, "a_national", areas=(NATIONAL,))
    add(session, "b_county", areas=(COUNTY,))
    add(session, "c_own", areas=(MUNICIPALITY,))
    add(session, "d_other", areas=(("municipality", TAMPERE),))
    assert ids(session) == ["c_own", "b_county", "a_national"]


def test_among_services_of_the_county_own_place_comes_first_then_a_neighbours(session: Session) -> None:
    for name, place in (("a", "Virrat"), ("b", "Tampere"), ("c", "Nokia")):
        add(session, name, areas=(COUNTY,), channels=[channel("place", municipality=place)])
    assert ids(session) == ["c", "b", "a"]


def test_unknown_municipality_gets_only_what_is_for_the_whole_country(session: Session) -> None:
    add(session, "a", areas=(COUNTY,))
    assert search(session, needs=["velka"], municipality="999", now=NOON).total == 0
    add(session, "b")
    assert ids(session, municipality="999") == ["b"]


def test_without_a_municipality_it_says_when_it_has_widened(session: Session) -> None:
    add(session, "a", areas=(COUNTY,))
    found = search(session, needs=["velka"], now=NOON)
    assert found.widened
    assert found.items[0].reasons[1].met is None
    add(session, "b")
    assert not search(session, needs=["velka"], now=NOON).widened


def test_later_checked_comes_first(session: Session) -> None:
    add(session, "a", checked_on=TODAY - 400 * DAY)
    add(session, "b", checked_on=TODAY)
    add(session, "c", checked_on=TODAY - 800 * DAY, modified_on=TODAY - 10 * DAY)
    assert ids(session) == ["b", "c", "a"]


def test_open_one_comes_first_and_filter_leaves_only_it(session: Session) -> None:
    weekly = [{"days": ["tu"], "opens": "09:00", "closes": "15:00"}]
    add(session, "a")
    add(session, "b", channels=[channel(weekly=weekly)])
    assert ids(session) == ["b", "a"]
    assert ids(session, open_now=True) == ["b"]
    assert ids(session, now=NOON + dt.timedelta(hours=9)) == ["a", "b"]


def test_low_threshold_choice_is_lifted_to_third(session: Session) -> None:
    for n, name in enumerate("abcde"):
        add(session, name, threshold="open" if name == "e" else "decision", checked_on=TODAY - n * 300 * DAY)
    session.get_one(type(add(session, "z", needs=("terveys",))), "e").checked_on = TODAY - 5000 * DAY
    session.commit()
    assert ids(session)[:3].count("e") == 1


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"free_only": True}, ["free"]),
        ({"without_referral": True}, ["free", "near", "swedish"]),
        ({"language": "sv"}, ["swedish"]),
        ({"language": "xx"}, []),
        ({"near": "33100"}, ["near", "referral"]),
        ({"near": "33999"}, ["referral", "near"]),
        ({"thresholds": ["decision"]}, ["decision"]),
        ({"exclude": ["free", "near", "decision"]}, ["referral", "swedish"]),
    ],
)
def test_filters_leave_only_what_was_asked(session: Session, query: Any, left: list[str]) -> None:
    add(session, "decision", threshold="decision")
    add(session, "free", cost_free=True)
    add(session, "near", channels=[channel("place", postal_code="33100")])
    add(
        session,
        "referral",
        conditions=[EligibilityCondition(position=0, kind="referral", text="t")],
        channels=[channel("place", postal_code="33980")],
    )
    add(session, "swedish", languages=["fi", "sv"])
    assert ids(session, **query) == left


def pin(session: Session, service_id: str, kind: str = "pin", area: tuple[str, str] = MUNICIPALITY) -> None:
    session.add(
        Pin(
            need_id="velka", area_kind=area[0], area_code=area[1], service_id=service_id,
            kind=kind, made_by="testi", made_on=TODAY,
        )
    )  # fmt: skip
    session.commit()


def test_pinned_service_stands_first_though_it_does_not_tell_the_need(session: Session) -> None:
    add(session, "a", areas=(MUNICIPALITY,))
    add(session, "b", needs=("terveys",))
    pin(session, "b")
    assert ids(session) == ["b", "a"]
    assert search(session, needs=["velka"], municipality=NOKIA, now=NOON).items[0].reasons[0].kind == "need"


def test_pin_holds_only_in_its_area(session: Session) -> None:
    add(session, "a")
    add(session, "b", needs=("terveys",))
    pin(session, "b")
    assert ids(session, municipality=TAMPERE) == ["a"]
    pin(session, "b", area=COUNTY)
    assert ids(session, municipality=TAMPERE) == ["b", "a"]
    assert ids(session, municipality=HUITTINEN) == ["a"]


def test_pin_never_brings_a_service_of_another_area(session: Session) -> None:
    add(session, "a")
    add(session, "b", areas=(("municipality", TAMPERE),))
    pin(session, "b", area=NATIONAL)
    assert ids(session) == ["a"]


def test_excluded_service_is_kept_away_from_the_need_though_it_is_named(session: Session) -> None:
    add(session, "velkaneuvonta", needs=("velka", "terveys"))
    pin(session, "velkaneuvonta", "exclude")
    assert ids(session, text="velkaneuvonta") == []
    assert ids(session, needs=["terveys"]) == ["velkaneuvonta"]
    assert ids(session, municipality=TAMPERE) == ["velkaneuvonta"]


def test_every_result_carries_its_reasons(session: Session) -> None:
    add(session, "a")
    found = search(session, needs=["velka"], municipality=NOKIA, now=NOON).items[0]
    assert [why.kind for why in found.reasons] == ["need", "area", "threshold"]
