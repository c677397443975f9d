"""The command `luotsi catalog import ptv`, as an operator runs it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from service_catalog.cli import app
from service_catalog.cli import import_ptv as module
from service_catalog.importers.fetch import Refused
from service_catalog.importers.ptv import api_v11
from service_catalog.importers.ptv.scope import Scope
from tests.service_catalog.importers.ptv.conftest import dump, material, services
from tests.service_catalog.importers.ptv.make import organisation, service


@pytest.fixture
def command(empty: Engine, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the command on the test's own catalogue, which counts as built."""
    monkeypatch.setenv("LUOTSI_DATABASE_URL", str(empty.url))
    monkeypatch.setattr(module, "build_catalogue", lambda *_args: None)
    runner = CliRunner()
    return lambda *arguments: runner.invoke(app, ["catalog", "import", "ptv", *map(str, arguments)])


def written(path: Path, *raws: Any) -> Path:
    path.write_text(json.dumps(raws), encoding="utf-8")
    return path


def test_files_come_in_with_a_table_and_a_report(command: Any, empty: Engine, tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", service(1), service(2, serviceNames=[]), organisation())
    report = tmp_path / "report.json"
    result = command(path, "--report", report)
    assert result.exit_code == 0, result.output
    assert re.search(r"service\s+│ 2\s+│ 1\s+│ 1", result.output)
    assert "serviceNames: no name in any language" in result.output
    assert "1 added" in result.output
    said = json.loads(report.read_text(encoding="utf-8"))
    assert said["records"]["service"] == {"read": 2, "kept": 1, "left_out": 1}
    assert said["left_out"][0]["field"] == "serviceNames"
    assert len(services(empty)) == 1


def test_a_bad_file_ends_with_an_error_and_changes_nothing(command: Any, empty: Engine, tmp_path: Path) -> None:
    before = dump(empty)
    path = tmp_path / "a.json"
    path.write_text("{", encoding="utf-8")
    result = command(path)
    assert result.exit_code == 1
    assert "Nothing was changed" in result.output
    assert dump(empty) == before


@pytest.mark.parametrize(
    "arguments", [(), ("a.json", "--api", "v11"), ("--api", "v12"), ("--api", "v11", "--area", "x")]
)
def test_arguments_that_do_not_fit_together(command: Any, arguments: tuple[str, ...]) -> None:
    assert command(*arguments).exit_code == 2


def test_the_api_is_asked_for_the_served_area(
    command: Any, empty: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scopes: list[Scope] = []

    class Reader:
        def __init__(self, *_args: object) -> None:
            pass

        def read(self, scope: Scope) -> Any:
            scopes.append(scope)
            return material(service(1))

    monkeypatch.setattr(api_v11, "ApiV11", Reader)
    assert command("--api", "v11", "--state", tmp_path).exit_code == 0
    assert len(scopes[0].municipalities) == 17
    assert len([code for kind, code in scopes[0].areas if kind == "WellbeingServiceCounties"]) == 3
    assert ("Region", "06") in scopes[0].areas
    assert scopes[0].whole_country
    assert len(services(empty)) == 1


def test_a_refused_answer_changes_nothing(command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise Refused("leads to an address that is not public")

    monkeypatch.setattr(module, "_from_api", refuse)
    result = command("--api", "v11", "--municipality", "837", "--state", tmp_path)
    assert result.exit_code == 1
    assert "not public" in result.output
