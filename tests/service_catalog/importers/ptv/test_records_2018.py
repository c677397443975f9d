"""The real records of 2018 come whole. They are not of this repository: LUOTSI_PTV_SAMPLES tells where they are."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service_catalog.importers.ptv.files import read_files
from service_catalog.importers.ptv.private import EMAIL, shown_email
from service_catalog.importers.replace import Changes
from service_catalog.settings import ROOT
from tests.service_catalog.importers.ptv.conftest import dump, run, services

SAMPLES = Path(os.environ.get("LUOTSI_PTV_SAMPLES", ROOT.parent / "shared" / "ptv"))
FETCHED = dt.date(2018, 9, 1)
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason=f"the records of 2018 are not at {SAMPLES}")


def files() -> list[Path]:
    records = SAMPLES / "records"
    return [
        records / "general_descriptions_2017.json",
        records / "social_services_trn_2018.jsonl",
        records / "social_service_channels_trn_2018.jsonl",
        *sorted((SAMPLES / "samples").glob("organization*.json")),
    ]


def test_all_services_and_channels_come_and_the_second_time_nothing_changes(empty: Engine) -> None:
    report = run(empty, read_files(files()), day=FETCHED)
    for kind, count in {"service": 125, "channel": 349, "connection": 623, "general description": 458}.items():
        assert report.read[kind] == report.kept[kind] == count
        assert report.records_left_out(kind) == 0
    assert report.changes == Changes(added=125)
    assert report.notes["services without any channel"] == 0
    assert report.notes["services without any need"] <= 25
    before = dump(empty)
    assert run(empty, read_files(files()), day=FETCHED).changes == Changes(unchanged=125)
    assert dump(empty) == before
    _is_sound(empty)
    _has_no_persons("\n".join(before))


def _is_sound(engine: Engine) -> None:
    for row in services(engine).values():
        assert row.name
        assert row.summary
        assert row.areas
        assert row.threshold in ("open", "appointment", "decision")
        for channel in row.channels:
            assert channel.kind in ("phone", "chat", "place", "form", "web", "email")
            if channel.kind == "phone":
                assert re.fullmatch(r"[0-9 ]{3,14}", channel.value or ""), channel.value
            if channel.lat is not None:
                assert 59 < channel.lat < 71
                assert 19 < (channel.lon or 0) < 32


def _has_no_persons(everything: str) -> None:
    assert [found for found in EMAIL.findall(everything) if not shown_email(found)] == []
    titled = re.compile(r"(?:johtaja|päällikkö|koordinaattori|chef|Services) [A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ][a-zåäö]+")
    assert titled.findall(everything) == []


def test_samples_of_the_newer_model_are_read(empty: Engine) -> None:
    paths = sorted((SAMPLES / "samples").glob("v11_*.json")) + sorted((SAMPLES / "samples").glob("service_*.json"))
    report = run(empty, read_files(paths), day=FETCHED)
    assert report.read["service"] >= 9
    reasons = {entry.reason for entry in report.left_out if not entry.part}
    # The test data of Turku is of a municipality that does not exist and names no organisation.
    assert reasons <= {
        "no responsible organisation",
        "no area that the code lists know",
        "the channel is not in the material",
        "no service that was kept uses the channel",
    }
    assert report.kept["service"] == report.read["service"] - report.records_left_out("service")
