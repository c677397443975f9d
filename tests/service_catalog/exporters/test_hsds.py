"""The HSDS export validates against the stock schemas, its references are whole, and reading it gives the same rows."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service_catalog.exporters.csv_guard import guard, unguard
from service_catalog.exporters.hsds.files import page_of, surroundings, write_package
from service_catalog.exporters.hsds.package_check import package_problems
from service_catalog.exporters.hsds.schedules import EXCEPTIONAL, hours_of, schedules_of
from service_catalog.exporters.hsds.schema import descriptor, problems_of
from service_catalog.exporters.hsds.services import read_service, write_services
from service_catalog.exporters.hsds.tables import Lookup, Tables, flatten
from service_catalog.exporters.rows import Plain, as_text, columns_of, from_text, plain_services
from service_catalog.hours.form import WEEKDAYS
from service_catalog.models import Service

SINCE = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def plains(engine: Engine) -> list[Plain]:
    with Session(engine) as session:
        return plain_services(session)


@pytest.fixture(scope="module")
def tables(engine: Engine, plains: list[Plain]) -> Tables:
    with Session(engine) as session:
        return write_services(plains, surroundings(session))


@pytest.fixture
def few(plains: list[Plain], session: Session) -> Tables:
    """The tables of the first services, that a test may break."""
    return write_services(plains[:20], surroundings(session))


def test_every_service_validates_against_the_schemas(tables: Tables) -> None:
    page = page_of(tables)
    assert page["total_items"] == len(page["contents"]) > 150
    assert [problem for one in page["contents"] for problem in problems_of(one, "service")] == []


def test_the_tables_keep_the_stock_description_and_their_references_are_whole(tables: Tables) -> None:
    assert package_problems(tables) == []


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("service", {"organization_id": "00000000-0000-0000-0000-000000000000"}, "organization_id: .* is not there"),
        ("service", {"status": "open"}, "status: 'open' is not one of"),
        ("service", {"name": None}, "name: is required"),
        ("service", {"threshold": "open"}, "threshold: unknown field"),
        ("location", {"latitude": "north"}, "latitude: 'north' is not a number"),
        ("attribute", {"link_id": "00000000-0000-0000-0000-000000000000"}, "link_id: .* is not a organization"),
        ("schedule", {"opens_at": "25:00"}, "opens_at: '25:00' is not a time"),
        ("phone", {"id": "1"}, "id: '1' is not a uuid"),
    ],
)
def test_a_broken_package_is_told_where_it_is_broken(
    few: Tables, table: str, change: dict[str, Any], told: str
) -> None:
    few[table][0].update(change)
    assert any(re.search(told, problem) for problem in package_problems(few))


def test_the_same_id_twice_is_told(few: Tables) -> None:
    few["service"].append(few["service"][0])
    assert any("is there twice" in problem for problem in package_problems(few))


def test_a_document_that_the_schema_forbids_is_told_with_its_path(few: Tables) -> None:
    broken = page_of(few)["contents"][0] | {"status": "open", "last_modified": "yesterday", "url": "no address"}
    assert {problem.split(":")[0] for problem in problems_of(broken, "service")} == {
        "$.status",
        "$.last_modified",
        "$.url",
    }


def test_nested_json_holds_the_same_rows_as_the_tables(tables: Tables) -> None:
    flat = flatten("service", json.loads(json.dumps(page_of(tables)))["contents"])
    assert flat.keys() == {name for name, rows in tables.items() if rows}
    for name, rows in flat.items():
        assert {row["id"]: row for row in rows} == {row["id"]: row for row in tables[name]}, name


def test_reading_the_export_gives_every_column_of_every_service(plains: list[Plain], tables: Tables) -> None:
    lookup = Lookup(tables)
    for plain, row in zip(plains, tables["service"], strict=True):
        told = read_service(lookup, row)
        for name, value in told.items():
            assert _bare(value) == _bare(plain[name]), (plain["id"], name)
        for name in plain.keys() - told.keys():
            assert plain[name] in (None, [], {}, False), (plain["id"], name)


def test_a_record_of_every_kind_of_value_comes_back(plains: list[Plain], session: Session) -> None:
    channel = dict.fromkeys(plains[0]["channels"][0]) | {"weekly": [], "exceptions": [], "always": False}
    weekly = [{"days": ["mo"], "opens": "22:00", "closes": "02:00", "weeks": "even", "valid_from": "2026-01-01"}]
    exceptions = [{"valid_from": "2026-12-24", "closed": True}, {"holidays": ["public"], "usual": True}]
    address = {"street": "Katu 1", "postal_code": "00000", "municipality": "Nokia", "lat": 61.5, "lon": 23.0}
    odd = plains[0] | {
        "status": "retired",
        "summary": "Ensin.\n\nToinen kappale.",
        "description": "Kolmas.\n\nNeljäs.",
        "cost_free": False,
        "note": "null",
        "if_refused": '"lainaus"',
        "modified_on": dt.date(2026, 1, 2),
        "valid_from": dt.date(2026, 1, 1),
        "target_groups": ["KR1.2", "KR2"],
        "language_versions": {"sv": {"name": "Öppet hus"}},
        "organisation": plains[0]["organisation"] | {"url": ""},
        "channels": [
            channel | {"position": 0, "kind": "place", "place_name": "Talo", **address, "external_id": "7"},
            channel | {"position": 1, "kind": "place", "place_name": "Talo 2", **address, "postal_code": None},
            channel | {"position": 2, "kind": "phone", "value": "040 000", "weekly": weekly, "exceptions": exceptions},
            channel | {"position": 3, "kind": "form", "value": "ei osoite", "price_text": "Maksuton"},
            channel | {"position": 4, "kind": "chat", "value": "https://example.org", "always": True},
            channel | {"position": 5, "kind": "email", "value": "a@example.org", "hours_text": "aina"},
        ],
        "areas": [{"kind": kind, "code": code, "staying": True} for kind, code in (("county", "08"), ("remote", ""))],
    }
    tables = write_services([odd], surroundings(session))
    assert package_problems(tables) == []
    assert [problem for one in page_of(tables)["contents"] for problem in problems_of(one, "service")] == []
    told = read_service(Lookup(tables), tables["service"][0])
    assert _bare(told) == _bare(odd)


def _bare(value: Any) -> Any:
    """A value without the columns that are empty either way."""
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items() if v not in (None, [], False)}
    return value


def test_the_package_has_a_file_for_every_table_of_the_description(tables: Tables, tmp_path: Path) -> None:
    write_package(tables, tmp_path)
    for resource in descriptor()["resources"]:
        with (tmp_path / resource["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert header == [field["name"] for field in resource["schema"]["fields"]]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x"])
def test_a_formula_cannot_run_from_a_cell(text: str) -> None:
    assert guard(text).startswith("'")
    assert unguard(guard(text)) == text


def test_an_international_phone_number_is_no_formula() -> None:
    assert guard("+358 40 123 4567") == "+358 40 123 4567"


@given(st.text(alphabet="=+-@'\t\r a1"))
def test_the_guard_is_taken_back_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


def test_an_exported_formula_is_guarded(plains: list[Plain], session: Session, tmp_path: Path) -> None:
    risky = plains[0] | {"name": '=HYPERLINK("http://example.org")'}
    write_package(write_services([risky], surroundings(session)), tmp_path)
    with (tmp_path / "services.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["name"] == '\'=HYPERLINK("http://example.org")'


@given(st.text(max_size=20))
def test_any_text_of_a_column_comes_back(text: str) -> None:
    assert from_text(columns_of(Service)["note"], as_text(text)) == text


@pytest.mark.parametrize("value", [None, [], ["a"], {"sv": {"name": "x"}}])
def test_any_json_of_a_column_comes_back(value: object) -> None:
    assert from_text(columns_of(Service)["language_versions"], as_text(value)) == value


CLOCK = st.integers(0, 23 * 60 + 59).map(lambda minutes: f"{minutes // 60:02d}:{minutes % 60:02d}")
DAYS = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)
SPAN = st.fixed_dictionaries(
    {"days": DAYS, "opens": CLOCK, "closes": CLOCK.filter(lambda clock: clock != "00:00")},
    optional={
        "valid_from": st.just("2026-12-01"),
        "valid_to": st.just("2027-05-31"),
        "weeks": st.sampled_from(["odd", "even"]),
    },
)


@settings(max_examples=150)
@given(st.lists(SPAN, max_size=3), st.sampled_from([None, "ma–pe klo 9–15"]))
def test_weekly_hours_come_back_from_schedules(weekly: list[dict[str, Any]], text: str | None) -> None:
    hours = {"hours_text": text, "weekly": weekly, "always": False}
    whole_week = [s for s in weekly if len(s["days"]) == 7 and s["opens"] == "00:00" and s["closes"] == "00:00"]
    assert whole_week == []
    assert hours_of(schedules_of({**hours, "exceptions": []}, SINCE)) == hours


@given(SPAN)
def test_the_recurrence_rule_means_the_same_days_to_another_reader(span: dict[str, Any]) -> None:
    (rule,) = schedules_of({"hours_text": None, "weekly": [span], "always": False, "exceptions": []}, SINCE)
    start = dt.date.fromisoformat(rule["dtstart"])
    text = f"DTSTART:{start:%Y%m%d}\nRRULE:FREQ={rule['freq']};INTERVAL={rule['interval']};BYDAY={rule['byday']}"
    until = f";UNTIL={dt.date.fromisoformat(rule['until']):%Y%m%d}" if "until" in rule else ""
    last = start + dt.timedelta(days=60)
    weeks = {int(number) for number in rule.get("byweekno", ",".join(map(str, range(1, 54)))).split(",")}
    met = {day.date() for day in rrulestr(text + until) if day.date() <= last} if until else set()
    if not until:
        met = {day.date() for day in rrulestr(f"{text};COUNT=61") if day.date() <= last}
    wanted = {
        day
        for day in (start + dt.timedelta(n) for n in range(61))
        if WEEKDAYS[day.weekday()] in span["days"] and day <= dt.date.fromisoformat(span.get("valid_to", "2099-01-01"))
    }
    assert {day for day in met if day.isocalendar().week in weeks} == {
        day for day in wanted if "weeks" not in span or (day.isocalendar().week % 2 == 1) == (span["weeks"] == "odd")
    }


def test_exceptional_hours_stand_for_other_readers_and_do_not_become_weekly_ones() -> None:
    exception = {"valid_from": "2026-12-31", "spans": [{"opens": "09:00", "closes": "13:00"}], "note": "aatto"}
    channel = {"hours_text": "ma klo 9–15", "weekly": [], "always": False, "exceptions": [exception]}
    schedules = schedules_of(channel, SINCE)
    assert schedules[1]["valid_from"] == schedules[1]["valid_to"] == "2026-12-31"
    assert schedules[1]["attending_type"] == EXCEPTIONAL
    assert hours_of(schedules) == {"hours_text": "ma klo 9–15", "weekly": [], "always": False}


@pytest.mark.parametrize(
    "schedule",
    [
        {"freq": "MONTHLY", "byday": "2MO", "opens_at": "10:00", "closes_at": "12:00"},
        {"freq": "WEEKLY", "interval": 2, "byday": "MO", "opens_at": "10:00", "closes_at": "12:00"},
        {"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00Z", "closes_at": "12:00Z"},
        {"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "closes_at": "12:00", "count": 3},
    ],
)
def test_a_rule_that_we_cannot_follow_leaves_the_hours_unknown(schedule: dict[str, Any]) -> None:
    assert hours_of([{**schedule, "description": "joka toinen viikko"}]) == {
        "hours_text": "joka toinen viikko",
        "always": False,
        "weekly": [],
    }
