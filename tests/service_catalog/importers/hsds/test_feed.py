"""An export comes back as it was; a feed of others is read with care, and a fault changes nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.catalogue_state import read_state
from service_catalog.exporters.hsds.files import export_tables, page_of, write_json, write_package
from service_catalog.exporters.hsds.tables import Tables
from service_catalog.exporters.rows import plain_services
from service_catalog.importers.hsds.feed import FeedError, read_feed
from service_catalog.importers.hsds.load import FeedDefaults, import_feed

DEFAULTS = FeedDefaults(dt.date(2026, 11, 24))
ORGANISATION = "6bc7a2f2-1a0c-4c92-9df2-5f1d4e6b2a01"
SERVICE = "0f3c1b9e-5a44-4a0e-9f57-2e0f3f0f6a02"
FOREIGN: dict[str, Any] = {
    "id": SERVICE,
    "organization_id": ORGANISATION,
    "organization": {"id": ORGANISATION, "name": "Esimerkkiyhdistys ry", "description": "Yhdistys"},
    "name": "Avoin olohuone",
    "description": "Voit tulla juomaan kahvia.\n\nPaikalla on ohjaaja.",
    "status": "active",
    "url": "https://example.org/olohuone",
    "email": "maija.meikalainen@example.org",
    "minimum_age": 18,
    "program": {"id": "0f3c1b9e-5a44-4a0e-9f57-2e0f3f0f6a09", "name": "Ohjelma", "description": "Muuta"},
    "attributes": [
        {
            "id": "0f3c1b9e-5a44-4a0e-9f57-2e0f3f0f6a10",
            "link_entity": "anything",
            "taxonomy_term": {"id": "0f3c1b9e-5a44-4a0e-9f57-2e0f3f0f6a11", "name": "Term", "description": "Term"},
        }
    ],
    "cost_options": [{"id": "0f3c1b9e-5a44-4a0e-9f57-2e0f3f0f6a03", "amount": 0}],
    "contacts": [
        {"id": "0f3c1b9e-5a44-4a0e-9f57-2e0f3f0f6a04", "name": "Maija Meikäläinen", "email": "toimisto@example.org"}
    ],
    "service_areas": [{"id": "0f3c1b9e-5a44-4a0e-9f57-2e0f3f0f6a05", "name": "Nokia"}],
    "schedules": [
        {
            "id": "0f3c1b9e-5a44-4a0e-9f57-2e0f3f0f6a06",
            "freq": "WEEKLY",
            "byday": "MO,WE",
            "opens_at": "10:00",
            "closes_at": "14:00",
        }
    ],
    "service_at_locations": [
        {
            "id": "0f3c1b9e-5a44-4a0e-9f57-2e0f3f0f6a07",
            "location": {
                "id": "0f3c1b9e-5a44-4a0e-9f57-2e0f3f0f6a08",
                "location_type": "physical",
                "name": "Olohuone",
                "latitude": 61.47,
                "longitude": 23.5,
            },
        }
    ],
}


def another() -> dict[str, Any]:
    """A second service of the same organisation, with ids of its own."""
    return json.loads(json.dumps(FOREIGN).replace("0f3c1b9e", "1f3c1b9e")) | {"name": "Toinen"}  # type: ignore[no-any-return]


def write(folder: Path, *services: dict[str, Any]) -> Path:
    path = folder / "feed.json"
    path.write_text(json.dumps(list(services)), encoding="utf-8")
    return path


def load(engine: Engine, path: Path, **how: bool) -> Any:
    tables, _ = read_feed(path, skip_bad=how.get("skip_bad", False))
    with Session(engine) as session, session.begin():
        return import_feed(session, tables, DEFAULTS, **how)


def exported(engine: Engine) -> Tables:
    with Session(engine) as session:
        return export_tables(session)


@pytest.mark.parametrize("form", ["json", "package"])
def test_the_whole_catalogue_comes_back_equal(engine: Engine, empty: Engine, tmp_path: Path, form: str) -> None:
    tables = exported(engine)
    path = tmp_path / form
    (write_json if form == "json" else write_package)(tables, path)
    assert load(empty, path).problems == []
    with Session(engine) as before, Session(empty) as after:
        assert plain_services(after) == plain_services(before)
    assert exported(empty) == tables
    again = load(empty, path)
    assert not again.changes.any()


def test_a_feed_of_others_is_read_in_our_terms(empty: Engine, tmp_path: Path) -> None:
    load(empty, write(tmp_path, FOREIGN))
    with Session(empty) as session:
        service = session.get_one(models.Service, f"hsds_{SERVICE}")
        assert (service.origin, service.external_id, service.status) == ("hsds", SERVICE, "published")
        assert service.summary == "Voit tulla juomaan kahvia."
        assert service.description == "Paikalla on ohjaaja."
        assert service.cost_free is True
        assert service.threshold == "appointment"
        assert [(c.kind, c.min_age) for c in service.conditions] == [("age", 18)]
        assert [(a.kind, a.code) for a in service.areas] == [("municipality", "536")]
        assert (service.organisation.name, service.organisation.kind) == ("Esimerkkiyhdistys ry", "ngo")
        assert [need.need_id for need in service.needs] == ["kohtaamispaikka"]
        place = next(channel for channel in service.channels if channel.kind == "place")
        assert place.weekly == [{"days": ["mo", "we"], "opens": "10:00", "closes": "14:00"}]


def test_names_and_addresses_of_people_stay_out(empty: Engine, tmp_path: Path) -> None:
    load(empty, write(tmp_path, FOREIGN))
    with Session(empty) as session:
        kept = json.dumps(plain_services(session), default=str, ensure_ascii=False)
    assert "Meikäläinen" not in kept
    assert "maija.meikalainen" not in kept
    assert "toimisto@example.org" in kept


def test_a_service_gone_from_the_feed_is_retired_and_comes_back(empty: Engine, tmp_path: Path) -> None:
    other = another()
    load(empty, write(tmp_path, FOREIGN, other))
    assert load(empty, write(tmp_path, other)).changes.gone == 1
    with Session(empty) as session:
        assert session.get_one(models.Service, f"hsds_{SERVICE}").status == "retired"
    load(empty, write(tmp_path, FOREIGN, other))
    with Session(empty) as session:
        assert session.get_one(models.Service, f"hsds_{SERVICE}").status == "published"


def test_keeping_what_is_missing_imports_a_part(empty: Engine, tmp_path: Path) -> None:
    load(empty, write(tmp_path, FOREIGN))
    load(empty, write(tmp_path, another()), keep_missing=True)
    with Session(empty) as session:
        assert session.get_one(models.Service, f"hsds_{SERVICE}").status == "published"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"service_areas": [{"id": SERVICE, "name": "Atlantis"}]}, "service_areas: 'Atlantis' is no municipality"),
        ({"service_areas": []}, "service_areas: is missing"),
        ({"description": ""}, "description: is missing"),
        ({"organization": None, "organization_id": None}, "organization"),
        ({"status": "open"}, "status: 'open' is not one of"),
        ({"name": 7}, "name: 7 is not of type 'string'"),
        ({"url": "nowhere"}, "url: 'nowhere' is not a 'uri'"),
        ({"id": "1"}, "id: '1' is not a 'uuid'"),
        ({"assured_date": "last spring"}, "cannot be read: Invalid isoformat string"),
        ({"email": None, "url": None, "contacts": [], "service_at_locations": []}, "no way to reach"),
    ],
)
def test_a_fault_is_named_and_nothing_is_imported(
    empty: Engine, tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    faulty = {key: value for key, value in (FOREIGN | change).items() if value is not None}
    good = another()
    path = write(tmp_path, faulty, good)
    with pytest.raises(FeedError) as caught:
        load(empty, path)
    assert told in str(caught.value)
    with Session(empty) as session:
        assert session.scalars(select(models.Service)).all() == []
        assert session.scalars(select(models.Organisation)).all() == []


def test_skipping_the_bad_imports_the_rest(empty: Engine, tmp_path: Path) -> None:
    faulty = FOREIGN | {"service_areas": [{"id": SERVICE, "name": "Atlantis"}]}
    done = load(empty, write(tmp_path, faulty, another()), skip_bad=True)
    assert done.changes.added == 1
    assert len(done.problems) == 1


def test_a_record_of_the_content_is_not_overwritten(engine: Engine, tmp_path: Path) -> None:
    page = page_of(exported(engine))
    tables, _ = read_feed(write(tmp_path, *page["contents"][:3]))
    with Session(engine) as session, pytest.raises(FeedError, match=r"is already in the catalogue \(content\)"):
        import_feed(session, tables, DEFAULTS)


@pytest.mark.parametrize("text", ["", "{", '"x"', "[1]", "\ud800"])
def test_a_file_that_is_no_feed_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "feed.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(FeedError):
        read_feed(path)


def test_a_package_with_a_broken_row_is_refused_with_its_line(tmp_path: Path) -> None:
    write_package({}, tmp_path)
    path = tmp_path / "phones.csv"
    path.write_text(path.read_text(encoding="utf-8") + "only,two\n", encoding="utf-8")
    with pytest.raises(FeedError, match=r"phones\.csv:\d+: has more or fewer cells"):
        read_feed(tmp_path)


def test_an_import_tells_readers_only_when_something_changed(empty: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, FOREIGN)
    load(empty, path)
    with Session(empty) as session:
        version = read_state(session, "version")
    load(empty, path)
    with Session(empty) as session:
        assert read_state(session, "version") == version
