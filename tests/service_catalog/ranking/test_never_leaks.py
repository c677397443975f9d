"""Whatever is asked of whatever catalogue, search finds just what a slow, obvious reading of the rules finds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from service_catalog.search import search
from tests.service_catalog.ranking.small import (
    HUITTINEN,
    NEEDS,
    NOKIA,
    NOON,
    PLACES,
    TAMPERE,
    TODAY,
    add,
    small_catalogue,
)

areas = st.sampled_from(
    [("national", ""), ("remote", ""), ("county", "06"), ("county", "04"), ("employment_area", "t")]
    + [("municipality", code) for code in PLACES]
)
days = st.none() | st.integers(-2, 2).map(lambda n: TODAY + dt.timedelta(days=n))
service = st.fixed_dictionaries(
    {
        "needs": st.lists(st.sampled_from(NEEDS), unique=True, max_size=3).map(tuple),
        "areas": st.lists(areas, unique=True, min_size=1, max_size=3).map(tuple),
        "status": st.sampled_from(["published", "published", "retired"]),
        "valid_from": days,
        "valid_until": days,
        "threshold": st.sampled_from(["open", "appointment", "decision"]),
        "cost_free": st.sampled_from([True, False, None]),
    }
)
question = st.fixed_dictionaries(
    {
        "needs": st.lists(st.sampled_from(NEEDS), unique=True, max_size=2),
        "municipality": st.sampled_from([NOKIA, TAMPERE, HUITTINEN, None, "999"]),
        "free_only": st.booleans(),
    }
)


def serves(one: dict[str, Any], municipality: str | None) -> bool:
    _, county, employment = PLACES.get(municipality or "", ("", None, None))
    home = {("national", ""), ("remote", ""), ("municipality", municipality), ("county", county)}
    return bool(set(one["areas"]) & (home | {("employment_area", employment)}))


def passes(one: dict[str, Any], asked: dict[str, Any]) -> bool:
    return (
        one["status"] == "published"
        and (one["valid_from"] is None or one["valid_from"] <= TODAY)
        and (one["valid_until"] is None or one["valid_until"] >= TODAY)
        and (not asked["needs"] or bool(set(one["needs"]) & set(asked["needs"])))
        and (not asked["free_only"] or one["cost_free"] is True)
    )


@given(st.lists(service, max_size=8), question)
@settings(max_examples=60, deadline=None)
def test_search_finds_what_the_rules_say(catalogue: list[dict[str, Any]], asked: dict[str, Any]) -> None:
    with small_catalogue() as session:
        for number, one in enumerate(catalogue):
            add(session, f"s{number}", **one)
        result = search(session, now=NOON, limit=50, **asked)
    passing = {f"s{n}" for n, one in enumerate(catalogue) if passes(one, asked)}
    sure = {f"s{n}" for n, one in enumerate(catalogue) if f"s{n}" in passing and serves(one, asked["municipality"])}
    widened = asked["municipality"] is None and not sure and bool(passing)
    assert {found.service.id for found in result.items} == (passing if widened else sure)
    assert result.widened == widened
    assert result.total == len(result.items)
    shown = [found.service.threshold for found in result.items]
    assert "open" not in shown or "open" in shown[:3]
