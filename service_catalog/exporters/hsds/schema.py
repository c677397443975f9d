"""The HSDS 3.0 schemas that lie beside this module: fields, references between objects, and checks of a document."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from pydantic import AnyUrl, TypeAdapter
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

SCHEMAS = Path(__file__).parent / "schemas"
URL = TypeAdapter(AnyUrl)
FORMATS = FormatChecker(formats=("email",))


@FORMATS.checks("uuid", raises=ValueError)
def _is_uuid(value: object) -> bool:
    return not isinstance(value, str) or bool(uuid.UUID(value))


@FORMATS.checks("uri", raises=ValueError)
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(URL.validate_python(value))


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or dt.datetime.fromisoformat(value).tzinfo is not None


@cache
def schema(name: str) -> dict[str, Any]:
    """The schema of an HSDS object such as `service`."""
    loaded = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return dict(loaded)


@cache
def descriptor() -> dict[str, Any]:
    """The stock description of the tabular form (`datapackage.json`)."""
    return dict(json.loads((SCHEMAS / "datapackage.json").read_text(encoding="utf-8")))


@cache
def fields(table: str) -> dict[str, dict[str, Any]]:
    """The fields of a table of the tabular form, by name."""
    resource = next(one for one in descriptor()["resources"] if one["name"] == table)
    return {field["name"]: field for field in resource["schema"]["fields"]}


@cache
def references(name: str) -> dict[str, tuple[str, bool]]:
    """The properties of an object that hold other objects: {property: (object, whether it is a list of them)}."""
    found: dict[str, tuple[str, bool]] = {}
    for key, value in schema(name)["properties"].items():
        target = value.get("$ref") or value.get("items", {}).get("$ref")
        if target:
            found[key] = (target.removesuffix(".json"), value.get("type") == "array")
    return found


@cache
def validator(name: str) -> Draft202012Validator:
    """A validator of whole documents of an object; the references between the schemas are resolved from the folder."""
    named = [(path.name, json.loads(path.read_text(encoding="utf-8"))) for path in SCHEMAS.glob("*.json")]
    resources = [(file, Resource.from_contents(one, DRAFT202012)) for file, one in named if file != "datapackage.json"]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(schema(name), registry=registry, format_checker=FORMATS)


def problems_of(document: object, name: str) -> list[str]:
    """What is wrong with a document, each as `path: what`; empty when it is valid."""
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(document)]
