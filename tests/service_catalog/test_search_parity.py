"""SQLite and PostgreSQL find the same services in the same order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service_catalog.evaluation.queries import read_queries
from service_catalog.models import Pin
from service_catalog.opening_hours import HELSINKI
from service_catalog.search import SearchIndex, build_index, search

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=HELSINKI)
EVERY = 3
FILTERS: list[dict[str, Any]] = [
    {"open_now": True},
    {"free_only": True},
    {"without_referral": True},
    {"language": "sv"},
    {"near": "33100"},
    {"thresholds": ["open"]},
    {"provider_kinds": ["ngo", "parish"]},
]

Both = tuple[tuple[Session, SearchIndex], tuple[Session, SearchIndex]]


@pytest.fixture(scope="module")
def both(engine: Engine, postgresql: Engine) -> Iterator[Both]:
    """A session and an index on each database."""
    with Session(engine) as first, Session(postgresql) as second:
        yield (first, build_index(first)), (second, build_index(second))


def ranked(side: tuple[Session, SearchIndex], **query: Any) -> list[tuple[str, float]]:
    session, index = side
    found = search(session, index=index, now=NOON, limit=50, **query)
    return [(item.service.id, item.score) for item in found.items]


def test_both_hold_the_same_services_in_the_same_order(both: Both) -> None:
    assert both[0][1].columns.ids == both[1][1].columns.ids


def test_graded_queries_rank_alike_with_needs_and_without(both: Both) -> None:
    for query in read_queries().curated[::EVERY]:
        for needs in ([], query.needs):
            asked = {"text": query.q, "needs": needs, "municipality": query.at}
            first, second = (ranked(side, **asked) for side in both)
            assert first == second, query.q
            assert first or not needs, query.q


@pytest.mark.parametrize("limits", FILTERS, ids=lambda limits: next(iter(limits)))
def test_filters_leave_the_same(both: Both, limits: dict[str, Any]) -> None:
    asked = {"municipality": "837", **limits}
    first, second = (ranked(side, **asked) for side in both)
    assert first == second
    assert first


def test_pins_hold_alike(both: Both) -> None:
    results = []
    for session, index in both:
        session.add(
            Pin(
                need_id="yksinaisyys", area_kind="municipality", area_code="837", service_id="artteli",
                kind="pin", made_by="testi", made_on=NOON.date(),
            )
        )  # fmt: skip
        results.append(ranked((session, index), needs=["yksinaisyys"], municipality="837"))
        session.rollback()
    assert results[0] == results[1]
    assert results[0][0][0] == "artteli"
