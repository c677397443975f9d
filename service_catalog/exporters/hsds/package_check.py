"""Checks a tabular data package against its description: fields, types, required and unique values, references.

The same rules as a Frictionless validator has for the keywords that HSDS uses, and one more: an attribute's `link_id`
is a row of the table that it names.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from service_catalog.exporters.hsds.channels import is_url
from service_catalog.exporters.hsds.schema import descriptor
from service_catalog.exporters.hsds.tables import Row, Tables


def _passes(parse: Callable[[str], object]) -> Callable[[Any], bool]:
    def passes(value: Any) -> bool:
        try:
            parse(str(value))
        except ValueError:
            return False
        return True

    return passes


TYPES: dict[str, Callable[[Any], bool]] = {
    "number": _passes(float),
    "date": _passes(dt.date.fromisoformat),
    "time": _passes(dt.time.fromisoformat),
    "datetime": _passes(dt.datetime.fromisoformat),
    "uuid": _passes(uuid.UUID),
    "uri": lambda value: is_url(str(value)),
    "email": lambda value: "@" in str(value),
    "string": lambda value: isinstance(value, str),
}


def package_problems(tables: Tables) -> list[str]:
    """What is wrong with tables, each as `table: row id: field: what`; empty when all is well."""
    problems: list[str] = []
    for resource in descriptor()["resources"]:
        rows = tables.get(resource["name"], [])
        known = [field["name"] for field in resource["schema"]["fields"]]
        for row in rows:
            where = f"{resource['name']}: {row.get('id')}"
            problems += [f"{where}: {name}: unknown field" for name in row if name not in known]
        for field in resource["schema"]["fields"]:
            problems += _field_problems(resource["name"], field, rows)
        for key in resource["schema"].get("foreignKeys", []):
            problems += _dangling(resource["name"], key["fields"], rows, tables.get(key["reference"]["resource"], []))
    return problems + _loose_attributes(tables)


def _field_problems(table: str, field: dict[str, Any], rows: list[Row]) -> list[str]:
    name, limits = field["name"], field.get("constraints", {})
    problems: list[str] = []
    seen: set[Any] = set()
    for row in rows:
        where, value = f"{table}: {row.get('id')}: {name}", row.get(name)
        if value is None:
            problems += [f"{where}: is required"] if limits.get("required") else []
            continue
        kind = str(field["format"] if field.get("format") in TYPES else field.get("type", "string"))
        if not TYPES[kind](value):
            problems.append(f"{where}: {value!r} is not a {kind}")
        if "enum" in limits and value not in limits["enum"]:
            problems.append(f"{where}: {value!r} is not one of {', '.join(limits['enum'])}")
        if limits.get("unique") and value in seen:
            problems.append(f"{where}: {value!r} is there twice")
        seen.add(value)
    return problems


def _dangling(table: str, name: str, rows: list[Row], others: list[Row]) -> list[str]:
    known = {row.get("id") for row in others}
    return [
        f"{table}: {row.get('id')}: {name}: {row[name]!r} is not there"
        for row in rows
        if row.get(name) is not None and row[name] not in known
    ]


def _loose_attributes(tables: Tables) -> list[str]:
    known = {name: {row.get("id") for row in rows} for name, rows in tables.items()}
    return [
        f"attribute: {row.get('id')}: link_id: {row.get('link_id')!r} is not a {row.get('link_entity')}"
        for row in tables.get("attribute", [])
        if row.get("link_id") not in known.get(str(row.get("link_entity")), set())
    ]
