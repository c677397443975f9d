"""A bad record is named with its id, field and reason and left out; a bad file changes nothing."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from service_catalog.importers.ptv import v11, v12
from service_catalog.importers.ptv.files import read_files
from service_catalog.importers.ptv.raw import RecordError
from service_catalog.importers.ptv.report import BadFile
from tests.service_catalog.importers.ptv.conftest import dump, run
from tests.service_catalog.importers.ptv.make import (
    SERVICE,
    channel,
    channel_v12,
    general_description,
    guid,
    hours,
    location,
    municipality,
    opening,
    organisation,
    service,
    service_v12,
    text,
)

Raw = dict[str, Any]
NO_ID = "(no id)"


def without(raw: Raw, *keys: str) -> Raw:
    return {key: value for key, value in raw.items() if key not in keys}


# The kind of the record, the record, the field that the report names, and a part of the reason.
BAD: list[tuple[str, Any, str, str]] = [
    ("service", without(service(), "id"), "id", "Field required"),
    ("service", service(id=None), "id", "valid string"),
    ("service", service(id="not-a-guid"), "id", "pattern"),
    ("service", service(id=7), "id", "valid string"),
    ("service", service(id=guid(1) + "'; drop table service"), "id", "pattern"),
    ("service", service(serviceNames=[]), "serviceNames", "no name"),
    ("service", service(serviceNames=None), "serviceNames", "no name"),
    ("service", service(serviceNames="Velkaneuvonta"), "serviceNames", "valid tuple"),
    ("service", service(serviceNames=[text(None, kind="Name")]), "serviceNames", "no name"),
    ("service", service(serviceNames=[text("  ", kind="Name")]), "serviceNames", "no name"),
    ("service", service(serviceNames=[text("Vain toinen", kind="AlternativeName")]), "serviceNames", "no name"),
    ("service", service(serviceNames=[{"value": "x", "type": "Name"}]), "serviceNames.0.language", "Field required"),
    ("service", service(serviceNames=[text("x", "suomi", "Name")]), "serviceNames.0.language", "pattern"),
    ("service", service(serviceNames=[text(12, kind="Name")]), "serviceNames.0.value", "valid string"),  # type: ignore[arg-type]
    ("service", service(serviceNames=[None]), "serviceNames.0", "valid dictionary"),
    ("service", service(serviceDescriptions={"fi": "x"}), "serviceDescriptions", "valid tuple"),
    ("service", service(modified="yesterday"), "modified", "valid datetime"),
    ("service", service(modified="2018-13-45T00:00:00"), "modified", "valid datetime"),
    ("service", service(organizations=[]), "organizations", "no responsible organisation"),
    (
        "service",
        service(organizations=[{"roleType": "Producer", "organization": None}]),
        "organizations",
        "responsible",
    ),
    (
        "service",
        service(organizations=[{"roleType": "Responsible", "organization": {"id": "x"}}]),
        "organizations.0.organization.id",
        "pattern",
    ),
    ("service", service(areas=[]), "areas", "no area"),
    ("service", service(areaType=None, areas=None), "areas", "no area"),
    ("service", service(areas=[{"type": "Municipality", "municipalities": [municipality("999")]}]), "areas", "no area"),
    ("service", service(areas=[{"municipalities": []}]), "areas.0.type", "Field required"),
    (
        "service",
        service(areas=[{"type": "Municipality", "municipalities": [{"code": 536}]}]),
        "areas.0",
        "valid string",
    ),
    ("service", service(languages=["suomi ja ruotsi"]), "languages.0", "pattern"),
    ("service", service(serviceChannels=[{"serviceChannel": {"id": "?"}}]), "serviceChannels.0", "pattern"),
    ("service", service(serviceChannels="many"), "serviceChannels", "valid tuple"),
    ("service", service(generalDescriptionId="GD1"), "generalDescriptionId", "pattern"),
    ("service", service(publishingStatus="Draft"), "publishingStatus", "status Draft"),
    ("service", service(publishingStatus="Deleted"), "publishingStatus", "status Deleted"),
    ("service", service(publishingStatus=None), "publishingStatus", "valid string"),
    ("channel", channel(kind="Pigeon"), "serviceChannelType", "Input should be"),
    ("channel", without(channel(), "serviceChannelType"), "serviceChannelType", "Field required"),
    ("channel", channel(serviceChannelNames=[]), "serviceChannelNames", "no name"),
    ("channel", channel(phoneNumbers=[{"number": 31234567}]), "phoneNumbers.0.number", "valid string"),
    ("channel", channel(phoneNumbers=[{"number": "3", "type": "Telex"}]), "phoneNumbers.0.type", "Input should be"),
    ("channel", channel(serviceHours=[{"openingHour": []}]), "serviceHours.0.serviceHourType", "Field required"),
    ("channel", channel(serviceHours=[hours(isClosed="perhaps")]), "serviceHours.0.isClosed", "valid boolean"),
    ("channel", channel(addresses=[location(streetNumber=["3"])]), "addresses.0.streetAddress", "valid string"),
    ("channel", channel(publishingStatus="Modified"), "publishingStatus", "status Modified"),
    ("channel", channel(organizationId="us"), "organizationId", "pattern"),
    ("general description", general_description(names=[]), "names", "no name"),
    ("general description", general_description(legislation=["Laki"]), "legislation.0", "valid dictionary"),
    ("organisation", organisation(organizationNames=[]), "organizationNames", "no name"),
    ("organisation", organisation(webPages="www"), "webPages", "valid tuple"),
    ("service", service_v12(area=None), "area", "valid dictionary"),
    ("service", service_v12(area={"areaType": "Here"}), "area.areaType", "Input should be"),
    ("service", service_v12(languageVersions={}), "languageVersions", "no name"),
    ("service", service_v12(languageVersions={"fi": {"summary": "x"}}), "languageVersions", "no name"),
    ("service", service_v12(organizationContentId=None), "organizationContentId", "valid string"),
    ("service", service_v12(chargeType="Barter"), "chargeType", "Input should be"),
    ("service", service_v12(archivedAt="2026-01-01T00:00:00Z"), "publishingStatus", "status Archived"),
    ("channel", channel_v12(kind="Pigeon"), "channelType", "Input should be"),
    ("service", {}, "record", "not a record"),
    ("service", [], "record", "not a record"),
    ("service", "text", "record", "not a record"),
    ("service", None, "record", "not a record"),
    ("service", 1, "record", "not a record"),
]


@pytest.mark.parametrize(("kind", "raw", "where", "reason"), BAD, ids=range(len(BAD)))
def test_a_bad_record_is_named_and_left_out_and_the_good_ones_come(
    kind: str, raw: Any, where: str, reason: str, shared: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "records.json"
    path.write_text(json.dumps([raw, service(2), organisation(2)]), encoding="utf-8")
    report = run(shared, read_files([path]), partial=True)
    found = next(entry for entry in report.left_out if not entry.part)
    assert found.kind == kind
    assert found.field.startswith(where)
    assert reason in found.reason
    if isinstance(raw, dict) and isinstance(raw.get("id", raw.get("contentId")), str):
        assert found.id == str(raw.get("id", raw.get("contentId")))[:80]
    else:
        assert found.id in (NO_ID, "records.json[0]")
    assert report.kept["service"] == 1
    assert report.changes.added + report.changes.unchanged == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b""),
        ("a.json", b"{"),
        ("a.json", b"[1, 2"),
        ("a.json", b"\xff\xfe\x00"),
        ("a.json", b"<html></html>"),
        ("a.json", b"[" * 100_000),
        ("a.jsonl", b"{}\n{\n"),
        ("a.jsonl", json.dumps(service(3)).encode() + b"\nnonsense"),
    ],
)
def test_a_bad_file_is_named_and_changes_nothing(name: str, content: bytes, empty: Engine, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / name
    good.write_text(json.dumps([service(1)]), encoding="utf-8")
    run(empty, read_files([good]))
    before = dump(empty)
    bad.write_bytes(content)
    with pytest.raises(BadFile, match=name):
        run(empty, read_files([good, bad]))
    assert dump(empty) == before


def test_a_missing_file_is_a_bad_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"none\.json"):
        read_files([tmp_path / "none.json"])


def test_the_same_record_twice_is_taken_once(empty: Engine, tmp_path: Path) -> None:
    path = tmp_path / "twice.jsonl"
    path.write_text("\n".join(json.dumps(raw) for raw in (service(1), service(1, "Toinen"))), encoding="utf-8")
    report = run(empty, read_files([path]))
    assert report.read["service"] == 2
    assert report.kept["service"] == 1
    assert [(e.id, e.reason) for e in report.left_out] == [(guid(1, SERVICE), "the same record again")]


def test_pages_of_the_api_are_read_as_files(empty: Engine, tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_text(
        json.dumps({"pageNumber": 1, "pageCount": 1, "itemList": [service(1), channel(1)]}), encoding="utf-8"
    )
    assert run(empty, read_files([path])).read == {"service": 1, "channel": 1}


def _paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, item in items for path in _paths(item, (*at, key)))]


FULL = {
    "service": service(channels=(1,), requirements=[text("Ehto.")]),
    "channel": channel(
        serviceHours=[hours(opening("Monday", "08:00", "16:00"))],
        addresses=[location()],
        webPages=[{"url": "https://example.fi", "language": "fi"}],
    ),
    "service_v12": service_v12(),
    "channel_v12": channel_v12(),
}
READ: dict[str, Callable[..., Any]] = {
    "service": v11.service,
    "channel": v11.channel,
    "service_v12": v12.service,
    "channel_v12": v12.channel,
}
STRANGE: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", "\x00", "x" * 10_000, "\ud800", -1, 1e308, float("nan"), True, [], {}, [None], [[]], {"a": {}}]
)


@given(st.sampled_from(sorted(FULL)), st.data())
@settings(max_examples=300, deadline=None)
def test_any_value_in_any_place_is_taken_or_named(kind: str, data: st.DataObject) -> None:
    raw = copy.deepcopy(FULL[kind])
    path = data.draw(st.sampled_from(_paths(raw)))
    strange = data.draw(STRANGE)
    if not path:
        raw = strange
    else:
        place: Any = raw
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = strange
    try:
        READ[kind](raw, lambda _where, _reason: None)
    except RecordError as error:
        if not all(where and reason for where, reason in error.problems):
            pytest.fail(f"a problem without a field or a reason: {error.problems}")
