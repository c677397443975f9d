"""Reads an HSDS 3.0 feed into tables: a JSON file (a page, a list, one service) or a folder with `datapackage.json`."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from service_catalog.exporters.csv_guard import unguard
from service_catalog.exporters.hsds.package_check import package_problems
from service_catalog.exporters.hsds.schema import descriptor, problems_of
from service_catalog.exporters.hsds.tables import Row, Tables, flatten

LARGEST = 500_000_000  # bytes of one file
NUMBERS = ("number", "integer")


class FeedError(Exception):
    """A feed that cannot be read. `problems` say where and what."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_feed(path: Path, *, skip_bad: bool = False) -> tuple[Tables, list[str]]:
    """The tables of the feed at `path`, and what was wrong in it.

    Raises FeedError for a file that is no HSDS at all, and for any fault unless `skip_bad`: then services with a fault
    are left out and told. A package is refused whole for any fault, since its tables hang together.
    """
    if not path.exists():
        raise FeedError([f"{path}: there is no such file"])
    if path.is_dir():
        return _read_package(path), []
    services = _services(path)
    faults = [(one, problem) for one in services for problem in problems_of(one, "service")]
    problems = [f"service {_name(one)}: {problem}" for one, problem in faults]
    if problems and not skip_bad:
        raise FeedError(problems)
    bad = {id(one) for one, _ in faults}
    return flatten("service", [one for one in services if id(one) not in bad]), problems


def _services(path: Path) -> list[Any]:
    _check_size(path)
    try:
        loaded = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise FeedError([f"{path}: is not JSON: {error}"]) from error
    if isinstance(loaded, dict) and "contents" in loaded:
        loaded = loaded["contents"]
    services = loaded if isinstance(loaded, list) else [loaded]
    if not all(isinstance(one, dict) for one in services):
        raise FeedError([f"{path}: holds no services: a page with `contents`, a list or one service is wanted"])
    return services


def _name(service: Any) -> str:
    return str(service.get("id") or service.get("name"))


def _read_package(folder: Path) -> Tables:
    if not (folder / "datapackage.json").is_file():
        raise FeedError([f"{folder}: has no datapackage.json"])
    problems: list[str] = []
    tables: Tables = {}
    for resource in descriptor()["resources"]:
        path = folder / resource["path"]
        if path.is_file():
            rows, faults = _read_csv(path, {field["name"]: field for field in resource["schema"]["fields"]})
            tables[resource["name"]] = rows
            problems += faults
    problems += package_problems(tables)
    if not tables.get("service"):
        problems.append(f"{folder}: has no services")
    if problems:
        raise FeedError(problems)
    return tables


def _read_csv(path: Path, fields: dict[str, dict[str, Any]]) -> tuple[list[Row], list[str]]:
    _check_size(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            unknown = [name for name in reader.fieldnames or [] if name not in fields]
            if unknown:
                return [], [f"{path.name}: unknown columns {', '.join(unknown)}"]
            rows: list[Row] = []
            problems: list[str] = []
            for line in reader:
                if None in line or None in line.values():
                    problems.append(f"{path.name}:{reader.line_num}: has more or fewer cells than the first line")
                    continue
                try:
                    rows.append({k: _value(fields[k], v) for k, v in line.items() if v})
                except ValueError as error:
                    problems.append(f"{path.name}:{reader.line_num}: {error}")
            return rows, problems
    except (UnicodeDecodeError, csv.Error) as error:
        return [], [f"{path.name}: is not CSV in UTF-8: {error}"]


def _value(field: dict[str, Any], text: str) -> Any:
    if field.get("type") not in NUMBERS:
        return unguard(text)
    return float(text) if "." in text or "e" in text.lower() else int(text)


def _check_size(path: Path) -> None:
    if path.stat().st_size > LARGEST:
        raise FeedError([f"{path}: is larger than {LARGEST // 1_000_000} MB"])
