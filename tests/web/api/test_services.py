"""The search API lays every limit of the desk on the whole catalogue, not on a first page."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import Engine

from service_catalog.catalogue import Catalogue
from tests.web.fake_rasa import app_with_fake_rasa
from tests.web.serving import serving

ASKED = {"need": "terveys", "municipality": "Tampere", "limit": "50"}


@pytest.fixture(scope="module")
def api(engine: Engine, catalogue: Catalogue) -> Iterator[httpx.Client]:
    with pytest.MonkeyPatch.context() as patch:
        app = app_with_fake_rasa(catalogue, str(engine.url), patch)
        with serving(app) as address, httpx.Client(base_url=f"{address}/api/v1") as client:
            yield client
        app.state.luotsi.catalogue.close()


@pytest.mark.parametrize(
    ("limit", "path", "expected"),
    [
        ({"threshold": "open"}, ("threshold",), "open"),
        ({"free": "true"}, ("cost", "free"), True),
        ({"provider_kind": "county"}, ("provider", "kind"), "county"),
    ],
)
def test_limit_leaves_only_what_was_asked_and_counts_it(
    api: httpx.Client, limit: dict[str, str], path: tuple[str, ...], expected: object
) -> None:
    everything = api.get("/services", params=ASKED).json()
    left = api.get("/services", params=ASKED | limit).json()
    assert 0 < left["total"] < everything["total"]
    assert left["total"] == len(left["items"])
    for card in left["items"]:
        for key in path:
            card = card[key]
        assert card == expected


def test_without_referral_leaves_no_decisions(api: httpx.Client) -> None:
    found = api.get("/services", params={"need": "vammaisuus", "municipality": "Tampere", "without_referral": "true"})
    assert {card["threshold"] for card in found.json()["items"]} <= {"open", "appointment"}


def test_near_a_postal_code_are_only_services_with_a_place(api: httpx.Client) -> None:
    cards = api.get("/services", params={"municipality": "Huittinen", "near": "32700", "limit": "50"}).json()["items"]
    assert cards
    assert all(any(place["postal_code"] for place in card["places"]) for card in cards)


@pytest.mark.parametrize("wrong", [{"near": "3310"}, {"threshold": "low"}, {"language": "finnish"}])
def test_limit_of_a_wrong_form_is_refused(api: httpx.Client, wrong: dict[str, str]) -> None:
    assert api.get("/services", params=ASKED | wrong).status_code == 422
