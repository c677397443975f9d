"""A service of the database as plain values and back, whatever columns the tables have: what exports carry."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from typing import Any, cast

from sqlalchemy import Column, inspect
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from service_catalog import models

type Plain = dict[str, Any]
# Row numbers mean nothing outside a database, and `origin` tells how a row came into this one.
OWN = {"origin", "service_id", "organisation_id"}
NULL = "null"


@cache
def columns_of(model: type[models.Base]) -> dict[str, Column[Any]]:
    """The columns of `model` that an export carries, by attribute name."""
    columns = {
        attribute.key: cast("Column[Any]", model.__table__.columns[attribute.key])
        for attribute in inspect(model).column_attrs
    }
    return {name: column for name, column in columns.items() if name not in OWN and not _is_row_number(column)}


@cache
def children_of() -> dict[str, type[models.Base]]:
    """The tables that belong to a service, by the name of the relationship."""
    return {r.key: r.mapper.class_ for r in inspect(models.Service).relationships if r.uselist}


def plain_row(row: models.Base) -> Plain:
    """The carried columns of one row."""
    return {name: getattr(row, name) for name in columns_of(type(row))}


def plain_service(service: models.Service) -> Plain:
    """A service with all that belongs to it; `organisation` holds who gives it."""
    children = {name: [plain_row(row) for row in getattr(service, name)] for name in children_of()}
    children["areas"].sort(key=lambda area: (area["kind"], area["code"]))
    return {**plain_row(service), **children, "organisation": plain_row(service.organisation)}


def plain_services(session: Session) -> list[Plain]:
    """All services, published and retired, by id."""
    load = [selectinload(getattr(models.Service, name)) for name in [*children_of(), "organisation"]]
    query = session.query(models.Service).options(*load).order_by(models.Service.id)
    return [plain_service(service) for service in query]


def service_row(plain: Plain, organisation_id: str, origin: str) -> models.Service:
    """The row of a plain service, with the rows that belong to it; its organisation's row is the caller's."""
    children = children_of()
    own = {name: value for name, value in plain.items() if name not in children and name != "organisation"}
    rows = {name: [model(**values) for values in plain[name]] for name, model in children.items()}
    return models.Service(**own, **rows, organisation_id=organisation_id, origin=origin)


def is_default(column: Column[Any], value: object) -> bool:
    """Whether a row without this value would get it anyway."""
    if value is None:
        return bool(column.nullable)
    if value in ([], {}):
        return column.default is not None
    return isinstance(column.default, ScalarElementColumnDefault) and bool(column.default.arg == value)


def as_text(value: object) -> str:
    """A column's value as text: words stay as they are, everything else is JSON."""
    if isinstance(value, str) and value and value != NULL and not value.startswith('"'):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def from_text(column: Column[Any], text: str) -> Any:
    """What `as_text` made of a value of `column`; raises ValueError for text that it cannot have made."""
    if text == NULL:
        return None
    kind = column.type.python_type
    if kind is dt.date:
        return dt.date.fromisoformat(text)
    return text if kind is str and not text.startswith('"') else json.loads(text)


def _is_row_number(column: Column[Any]) -> bool:
    return bool(column.primary_key and column.type.python_type is int)
