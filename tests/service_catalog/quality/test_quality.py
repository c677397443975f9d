"""The check finds what a person should look at, and the counts are those of the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.quality.checks import Kind, check_services
from service_catalog.quality.links import dead_links
from service_catalog.quality.stats import count

TODAY = dt.date(2026, 11, 24)


def service(**changes: object) -> models.Service:
    """A service without fault."""
    given: dict[str, object] = {
        "id": "olohuone",
        "organisation_id": "yhdistys",
        "service_type": "muu",
        "name": "Avoin olohuone",
        "summary": "Voit tulla juomaan kahvia.",
        "keywords": [],
        "target_groups": [],
        "threshold": "open",
        "cost_text": "Maksuton.",
        "how_to_apply": "Tule paikalle.",
        "languages": ["fi"],
        "source_name": "Yhdistys",
        "source_url": "https://www.example.org",
        "checked_on": TODAY,
        "needs": [models.ServiceNeed(need_id="yksinaisyys", position=0)],
        "channels": [models.Channel(kind="web", value="https://www.example.org", position=0, weekly=[])],
        "areas": [models.ServiceArea(kind="municipality", code="536")],
    }
    return models.Service(**(given | changes))


@pytest.fixture
def add(empty: Engine) -> Callable[..., None]:
    with Session(empty) as session, session.begin():
        session.add(models.Organisation(id="yhdistys", name="Yhdistys", kind="ngo", url="https://www.example.org"))
        for county in session.query(models.County):  # the ways to a human are services, which are not here
            county.advice_service = county.emergency_service = None

    def add(*rows: models.Base) -> None:
        with Session(empty) as session, session.begin():
            session.add_all(rows)

    return add


def found(engine: Engine, days: int = 365) -> list[tuple[str, str, str]]:
    with Session(engine) as session:
        return [(one.kind, one.record, one.what) for one in check_services(session, TODAY, days)]


def test_the_content_has_nothing_to_look_at(session: Session) -> None:
    assert check_services(session, TODAY, 365) == []


def test_a_good_record_is_not_told(empty: Engine, add: Callable[..., None]) -> None:
    add(service())
    assert found(empty) == []


CONDITION = models.EligibilityCondition


@pytest.mark.parametrize(
    ("changes", "kind", "what"),
    [
        ({"checked_on": TODAY - dt.timedelta(366)}, Kind.OLD, "was checked 366 days ago (2025-11-23)"),
        ({"channels": []}, Kind.NO_CHANNEL, "has no phone, page, e-mail or place"),
        (
            {"channels": [models.Channel(kind="web", value="", position=0, weekly=[])]},
            Kind.NO_CHANNEL,
            "has no phone, page, e-mail or place",
        ),
        ({"source_url": "example"}, Kind.REFERENCE, "'example' is no web address"),
        ({"areas": []}, Kind.REFERENCE, "has no area, so nobody finds it"),
        (
            {"areas": [models.ServiceArea(kind="municipality", code="999")]},
            Kind.REFERENCE,
            "its area municipality 999 is not known",
        ),
        (
            {"conditions": [CONDITION(kind="situation", position=0, text="Kysy lisätietoja palvelusta.")]},
            Kind.ELIGIBILITY,
            "the condition says nothing: 'Kysy lisätietoja palvelusta.'",
        ),
        (
            {"conditions": [CONDITION(kind="situation", position=0, text="Harkinnanvarainen.")]},
            Kind.ELIGIBILITY,
            "the condition says nothing: 'Harkinnanvarainen.'",
        ),
        ({"note": " ".join(["sana"] * 21) + "."}, Kind.LANGUAGE, "note has a sentence of 21 words"),
        ({"summary": "Kahvia. " * 41}, Kind.LANGUAGE, "summary has 328 characters"),
        (
            {"how_to_apply": "Sinulla on oikeus."},
            Kind.LANGUAGE,
            "how_to_apply decides or promises: 'sinulla on oikeus'",
        ),
    ],
)
def test_a_fault_is_told(
    empty: Engine, add: Callable[..., None], changes: dict[str, object], kind: Kind, what: str
) -> None:
    add(service(**changes))
    assert found(empty) == [(kind, "olohuone", what)]


def test_the_age_that_counts_as_old_is_given(empty: Engine, add: Callable[..., None]) -> None:
    add(service(checked_on=TODAY - dt.timedelta(31)))
    assert found(empty, 31) == []
    assert len(found(empty, 30)) == 1


def test_what_is_not_shown_is_not_told(empty: Engine, add: Callable[..., None]) -> None:
    add(service(status="retired", channels=[]), service(id="b", valid_until=TODAY - dt.timedelta(1), channels=[]))
    assert found(empty) == []


def test_edits_pins_and_ways_to_a_human_that_lead_nowhere_are_told(empty: Engine, add: Callable[..., None]) -> None:
    made = {"made_by": "x", "made_on": TODAY}
    add(
        models.LocalEdit(service_id="poissa", field="note", value="x", **made),
        models.Pin(need_id="velka", area_kind="national", area_code="", service_id="poissa", kind="pin", **made),
    )
    with Session(empty) as session, session.begin():
        session.get_one(models.County, "08").advice_service = "poissa"
    assert [what for _, _, what in found(empty)] == [
        "the service poissa is gone",
        "the service poissa is not shown",
        "the service poissa is not shown",
    ]


def links(answers: dict[str, int | Exception], address: str = "93.184.216.34") -> list[tuple[str, str]]:
    def answer(request: httpx.Request) -> httpx.Response:
        given = answers[str(request.url)]
        if isinstance(given, Exception):
            raise given
        headers = {"location": "https://b.example/"} if given == 301 else {}
        return httpx.Response(given, headers=headers)

    transport = httpx.MockTransport(answer)
    urls = list(answers)[:1]
    return list(dead_links(urls, transport=transport, resolve=lambda _: [address], sleep=lambda _: None))


@pytest.mark.parametrize("status", [200, 401, 403, 405, 429, 503])
def test_a_page_that_answers_is_alive(status: int) -> None:
    assert links({"https://a.example/": status}) == []


@pytest.mark.parametrize("status", [404, 410, 500])
def test_a_page_that_is_gone_is_dead(status: int) -> None:
    assert links({"https://a.example/": status}) == [("https://a.example/", f"answers {status}")]


def test_a_redirect_is_followed_to_its_end() -> None:
    assert links({"https://a.example/": 301, "https://b.example/": 200}) == []
    assert links({"https://a.example/": 301, "https://b.example/": 404}) == [("https://a.example/", "answers 404")]


def test_a_server_that_does_not_answer_is_dead() -> None:
    ((url, reason),) = links({"https://a.example/": httpx.ConnectError("no route")})
    assert (url, reason) == ("https://a.example/", "does not answer (ConnectError: no route)")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"])
def test_a_host_inside_the_network_is_not_asked(address: str) -> None:
    ((_, reason),) = links({"https://a.example/": 200}, address)
    assert "not on the open internet" in reason


def test_the_counts_are_those_of_the_database(empty: Engine, add: Callable[..., None]) -> None:
    add(
        service(origin="sheet"),
        service(id="b", origin="ptv", status="retired"),
        service(
            id="c",
            checked_on=TODAY - dt.timedelta(400),
            areas=[models.ServiceArea(kind="national", code="")],
            needs=[models.ServiceNeed(need_id="yksinaisyys", position=0)],
        ),
        service(id="d", areas=[models.ServiceArea(kind="county", code="08")], needs=[]),
    )
    with Session(empty) as session:
        counted = count(session, TODAY)
    assert counted.services == 3
    assert counted.by_origin == {"content": {"published": 2}, "ptv": {"retired": 1}, "sheet": {"published": 1}}
    assert counted.by_provider == {"ngo": 3}
    assert counted.fresh == {"30": 2, "90": 0, "180": 0, "365": 0, "365+": 1}
    assert counted.whole_country["yksinaisyys"] == 1
    assert (counted.coverage["yksinaisyys"]["Nokia"], counted.coverage["yksinaisyys"]["Tampere"]) == (1, 0)
    assert ("yksinaisyys", "Tampere") in counted.gaps()
    assert ("yksinaisyys", "Nokia") not in counted.gaps()
