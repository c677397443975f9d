"""The live APIs, played by a fake server: whole lists, batches, faults, resuming, and what an operator sees."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import Engine

from service_catalog.importers.fetch import Fetcher, Refused, Unreachable
from service_catalog.importers.ptv.api_v11 import HOSTS, ApiV11
from service_catalog.importers.ptv.api_v12 import HOSTS as HOSTS_V12
from service_catalog.importers.ptv.api_v12 import ApiV12
from service_catalog.importers.ptv.pages import Pages
from service_catalog.importers.ptv.report import BadFile
from service_catalog.importers.ptv.scope import Scope
from service_catalog.importers.replace import Changes
from tests.service_catalog.importers.ptv.conftest import dump, material, run, services
from tests.service_catalog.importers.ptv.make import (
    CHANNEL,
    GENERAL,
    ORGANISATION,
    SERVICE,
    channel,
    channel_v12,
    connection_v12,
    general_description,
    guid,
    organisation,
    organisation_v12,
    service,
    service_v12,
)

NOKIA = Scope(municipalities=("536",))
KEY = "a-key-of-the-test"


class Server:
    """A fake of both APIs over a small catalogue; `faults` are answered first, by a part of the path."""

    def __init__(self, count: int = 3, page_size: int = 2) -> None:
        self.services = {guid(n, SERVICE): service(n, f"Velkaneuvonta {n}", (n,)) for n in range(1, count + 1)}
        for raw in self.services.values():
            raw["generalDescriptionId"] = guid(1, GENERAL)
        self.channels = {guid(n, CHANNEL): channel(n) for n in range(1, count + 1)}
        self.page_size = page_size
        self.asked: list[str] = []
        self.faults: Callable[[str], httpx.Response | None] = lambda _path: None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        parts = urlsplit(str(request.url))
        self.asked.append(f"{parts.path}?{parts.query}")
        fault = self.faults(self.asked[-1])
        if fault:
            return fault
        query = parse_qs(parts.query)
        if "/api/v12/" in parts.path:
            if request.headers.get("x-api-key") != KEY:
                return httpx.Response(401)
            return self._v12(parts.path.removeprefix("/api/v12/"), query)
        return self._v11(parts.path.removeprefix("/api/v11/"), query)

    def _v11(self, path: str, query: dict[str, list[str]]) -> httpx.Response:
        page = int(query.get("page", ["1"])[0])
        if path.startswith("Service/list/area/"):
            ids = list(self.services) if path.endswith(("/536", "/06")) else []
            return self._page([{"id": key, "name": "x"} for key in ids], page)
        if path == "Service":
            gone = [{"id": guid(9, SERVICE)}] if query["status"] == ["Archived"] else []
            return self._page(gone, page)
        ids = query["guids"][0].split(",")
        if len(ids) > 100:
            return httpx.Response(400)
        kinds: dict[str, dict[str, Any]] = {
            "Service/serviceWithGD/list": self.services,
            "ServiceChannel/list": self.channels,
            "GeneralDescription/list": {guid(1, GENERAL): general_description()},
            "Organization/list": {guid(1, ORGANISATION): organisation()},
        }
        return httpx.Response(200, json=[kinds[path][key] for key in ids if key in kinds[path]])

    def _page(self, items: list[Any], page: int) -> httpx.Response:
        start = (page - 1) * self.page_size
        return httpx.Response(
            200,
            json={
                "pageNumber": page,
                "pageSize": self.page_size,
                "pageCount": -(-len(items) // self.page_size),
                "itemList": items[start : start + self.page_size] or None,
            },
        )

    def _v12(self, path: str, query: dict[str, list[str]]) -> httpx.Response:
        page = int(query.get("page", ["1"])[0])
        if path == "service/search":
            found = [service_v12(n, f"Velkaneuvonta {n}") for n in range(1, len(self.services) + 1)]
            return self._search(found if "536" in query.get("municipalities", []) else found[:1], page)
        if path == "connection/search":
            numbers = [int(key[-12:], 16) for key in query["serviceContentIds"]]
            return self._search([connection_v12(n, n) for n in numbers], page)
        kind, _, key = path.partition("/")
        number = int(key[-12:], 16)
        made = {"service-channel": channel_v12, "organization": organisation_v12}
        if kind not in made:
            return httpx.Response(404)
        return httpx.Response(200, json=made[kind](number))

    def _search(self, items: list[Any], page: int) -> httpx.Response:
        start = (page - 1) * self.page_size
        pages = -(-len(items) // self.page_size)
        return httpx.Response(
            200, json={"page": page, "totalPages": pages, "items": items[start : start + self.page_size]}
        )


def door(server: Server, base: str = HOSTS["live"], key: str = KEY) -> Fetcher:
    return Fetcher(
        frozenset({urlsplit(base).hostname or ""}),
        headers={"x-api-key": key},
        transport=httpx.MockTransport(server),
        resolve=lambda _host: ["93.184.215.14"],
        sleep=lambda _seconds: None,
        clock=lambda: 0.0,
    )


def read_v11(server: Server, scope: Scope = NOKIA, state: Path | None = None) -> Any:
    return ApiV11(Pages(door(server), state)).read(scope)


def read_v12(server: Server, scope: Scope = NOKIA, key: str = KEY) -> Any:
    base = HOSTS_V12["live"]
    return ApiV12(Pages(door(server, base, key), None), base).read(scope)


@pytest.mark.parametrize("read", [read_v11, read_v12])
def test_all_pages_channels_and_organisations_come(read: Callable[[Server], Any], empty: Engine) -> None:
    report = run(empty, read(Server()))
    found = services(empty)
    assert sorted(row.name for row in found.values()) == [f"Velkaneuvonta {n}" for n in (1, 2, 3)]
    assert all(row.channels[0].value == "03 123 4567" for row in found.values())
    assert {row.organisation.name for row in found.values()} == {"Testikaupunki"}
    assert report.changes == Changes(added=3)
    assert [entry for entry in report.left_out if not entry.part] == []


def test_v11_lists_by_municipality_and_area_once_each_with_the_whole_country() -> None:
    server = Server(page_size=100)
    scope = Scope(("536", "837"), (("WellbeingServiceCounties", "06"),), whole_country=True)
    read_v11(server, scope)
    lists = [asked for asked in server.asked if "/list/area/" in asked]
    assert lists == [
        "/api/v11/Service/list/area/Municipality/code/536?includeWholeCountry=true&page=1",
        "/api/v11/Service/list/area/Municipality/code/837?includeWholeCountry=true&page=1",
        "/api/v11/Service/list/area/WellbeingServiceCounties/code/06?includeWholeCountry=true&page=1",
    ]
    assert sum("serviceWithGD" in asked for asked in server.asked) == 1


def test_v11_asks_for_records_in_batches_of_a_hundred() -> None:
    server = Server(count=250, page_size=100)
    assert len(read_v11(server).services) == 250
    batches = [asked.count("%2C") + asked.count(",") + 1 for asked in server.asked if "serviceWithGD" in asked]
    assert batches == [100, 100, 50]


def test_v11_halves_a_batch_that_times_out() -> None:
    server = Server(count=8, page_size=100)
    server.faults = lambda asked: httpx.Response(504) if "serviceWithGD" in asked and asked.count(",") > 1 else None
    assert len(read_v11(server).services) == 8


def test_v11_increment_asks_by_date_and_learns_what_was_withdrawn(empty: Engine) -> None:
    run(empty, material(service(9)))
    server = Server()
    found = read_v11(server, Scope(("536",), since=dt.date(2026, 11, 1)))
    assert "date=2026-11-01" in server.asked[0]
    report = run(empty, found, partial=True)
    assert report.changes == Changes(added=3, gone=1)
    assert services(empty)[guid(9, SERVICE)].status == "retired"


def test_v12_searches_by_facets_of_twenty_and_takes_a_service_once() -> None:
    server = Server(page_size=100)
    codes = (*(f"{n:03d}" for n in range(21)), "536")
    found = read_v12(server, Scope(codes, (("WellbeingServiceCounties", "06"),), since=dt.date(2026, 11, 1)))
    searches = [parse_qs(urlsplit(asked).query) for asked in server.asked if "service/search" in asked]
    assert [len(query.get("municipalities", [])) for query in searches] == [20, 2, 0, 0, 0]
    assert searches[2]["wellbeingServicesCounties"] == ["06"]
    assert [query.get("areaType") for query in searches[3:]] == [["WholeCountry"], ["WholeCountryExceptAland"]]
    assert all(query["publishedAtOrAfter"] == ["2026-11-01"] for query in searches)
    assert len(found.services) == 3
    assert found.report.left_out == []


def test_v12_without_the_right_key_changes_nothing() -> None:
    with pytest.raises(Unreachable, match="401"):
        read_v12(Server(), key="wrong")


def test_v12_has_no_hospital_districts() -> None:
    with pytest.raises(BadFile, match="HospitalDistrict"):
        read_v12(Server(), Scope(areas=(("HospitalDistrict", "06"),)))


def test_an_import_that_was_cut_off_goes_on_where_it_was(tmp_path: Path, empty: Engine) -> None:
    server, state = Server(count=250, page_size=10), tmp_path / "state" / "v11.jsonl"
    server.faults = lambda asked: httpx.Response(403) if "ServiceChannel" in asked else None
    with pytest.raises(Unreachable):
        read_v11(server, state=state)
    first = Counter(server.asked)
    server.faults = lambda _asked: None
    server.asked.clear()
    run(empty, read_v11(server, state=state))
    assert len(services(empty)) == 250
    again = Counter(server.asked) & first
    assert set(again) == {asked for asked in first if "ServiceChannel" in asked}
    assert sum(first.values()) >= 28


def test_a_torn_last_answer_is_asked_anew_and_an_old_state_is_forgotten(tmp_path: Path) -> None:
    server, state = Server(), tmp_path / "v11.jsonl"
    whole = read_v11(server, state=state)
    lines = state.read_bytes()
    state.write_bytes(lines[:-20])
    server.asked.clear()
    assert read_v11(server, state=state).services == whole.services
    assert len(server.asked) == 1
    os.utime(state, (0, 0))
    server.asked.clear()
    read_v11(server, state=state)
    assert len(server.asked) > 1


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {},
        {"itemList": [], "pageCount": "many"},
        {"itemList": {}, "pageCount": 1},
        {"itemList": [], "pageCount": 10**9},
        {"items": "x", "totalPages": 1},
        None,
        "text",
    ],
)
@pytest.mark.parametrize("read", [read_v11, read_v12])
def test_an_answer_of_another_form_stops_the_import(read: Callable[[Server], Any], answer: Any) -> None:
    server = Server()
    server.faults = lambda _asked: httpx.Response(200, text=json.dumps(answer))
    with pytest.raises(BadFile):
        read(server)


@pytest.mark.parametrize("read", [read_v11, read_v12])
def test_a_redirect_off_the_host_stops_the_import(read: Callable[[Server], Any]) -> None:
    server = Server()
    server.faults = lambda _asked: httpx.Response(302, headers={"location": "https://169.254.169.254/"})
    with pytest.raises(Refused):
        read(server)


def test_a_bad_record_of_the_api_is_named_and_the_others_come(empty: Engine) -> None:
    server = Server()
    server.services[guid(2, SERVICE)]["serviceNames"] = []
    report = run(empty, read_v11(server))
    assert [(e.kind, e.id, e.field) for e in report.left_out if not e.part] == [
        ("service", guid(2, SERVICE), "serviceNames"),
    ]
    assert len(services(empty)) == 2


def test_importing_from_the_api_twice_changes_nothing(empty: Engine) -> None:
    run(empty, read_v11(Server()))
    before = dump(empty)
    assert run(empty, read_v11(Server())).changes == Changes(unchanged=3)
    assert dump(empty) == before


def test_progress_is_told_up_to_the_whole() -> None:
    told: list[tuple[str, int, int | None]] = []
    ApiV11(Pages(door(Server()), None), progress=lambda *said: told.append(said)).read(NOKIA)
    last = {what: (done, total) for what, done, total in told}
    assert last["services"] == last["channels"] == (3, 3)
    assert last["areas"] == (1, 1)
