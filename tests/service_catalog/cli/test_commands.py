"""The commands of an operator, from end to end: what they print, what they change, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from typer.testing import CliRunner, Result

from service_catalog import models
from service_catalog.cli import app
from tests.service_catalog.importers.sheet.test_sheet import GOOD, write_csv


@pytest.fixture
def run(empty: Engine, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner on a catalogue with areas and needs and no services."""
    monkeypatch.setenv("LUOTSI_DATABASE_URL", str(empty.url))
    return CliRunner()


def luotsi(run: CliRunner, *words: object) -> Result:
    return run.invoke(app, ["catalog", *map(str, words)])


def names(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(select(models.Service.name)))


def test_a_sheet_goes_in_and_out_as_hsds_and_in_again(run: CliRunner, empty: Engine, tmp_path: Path) -> None:
    done = luotsi(run, "import", "sheet", write_csv(tmp_path, GOOD))
    assert (done.exit_code, done.stdout) == (0, "1 added, 0 changed, 0 as before, 0 retired.\n")
    assert luotsi(run, "export", "--output", tmp_path / "ulos.json").exit_code == 0
    assert luotsi(run, "export", "--output", tmp_path / "ulos").exit_code == 0
    assert (tmp_path / "ulos" / "datapackage.json").is_file()
    again = luotsi(run, "import", "hsds", tmp_path / "ulos.json")
    assert again.exit_code == 1
    assert "is already in the catalogue (sheet)" in again.stderr
    with Session(empty) as session, session.begin():
        session.query(models.Service).update({"origin": "hsds"})
    assert luotsi(run, "import", "hsds", tmp_path / "ulos").stdout == "0 added, 0 changed, 1 as before, 0 retired.\n"


def test_a_sheet_with_a_fault_changes_nothing(run: CliRunner, empty: Engine, tmp_path: Path) -> None:
    done = luotsi(run, "import", "sheet", write_csv(tmp_path, GOOD | {"url": "x"}, GOOD | {"name": "Toinen"}))
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0].startswith("Rivi 2, sarake url (Verkkosivu): Osoite x ei kelpaa.")
    assert names(empty) == []
    assert luotsi(run, "import", "sheet", tmp_path / "yhdistykset.csv", "--skip-bad").exit_code == 0
    assert names(empty) == ["Toinen"]


def test_the_template_is_written(run: CliRunner, tmp_path: Path) -> None:
    assert luotsi(run, "template", "--output", tmp_path / "pohja.xlsx").exit_code == 0
    assert (tmp_path / "pohja.xlsx").read_bytes()[:2] == b"PK"


def test_the_check_ends_with_one_when_there_is_something_to_look_at(
    run: CliRunner, empty: Engine, tmp_path: Path
) -> None:
    with Session(empty) as session, session.begin():
        session.query(models.County).update({"advice_service": None, "emergency_service": None})
    luotsi(run, "import", "sheet", write_csv(tmp_path, GOOD | {"assured_date": "1.1.2020"}))
    done = luotsi(run, "check")
    assert done.exit_code == 1
    assert "old: sheet_yhdistykset_esimerkkiyhdistys_ry_avoin_olohuone: was checked" in done.stdout
    assert done.stdout.endswith("1 things to look at: 1 old.\n")
    assert luotsi(run, "check", "--only", "link").exit_code == 0
    assert luotsi(run, "check", "--days", 10_000).exit_code == 0
    assert luotsi(run, "check", "--content-only").exit_code == 0


def test_the_check_of_a_missing_database_ends_with_one(
    run: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LUOTSI_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    done = luotsi(run, "check")
    assert (done.exit_code, "holds no catalogue" in done.stderr) == (1, True)


def test_stats_are_printed_as_tables_and_as_json(run: CliRunner, tmp_path: Path) -> None:
    luotsi(run, "import", "sheet", write_csv(tmp_path, GOOD))
    assert "sheet" in luotsi(run, "stats").stdout
    assert json.loads(luotsi(run, "stats", "--json").stdout)["by_origin"] == {"sheet": {"published": 1}}
