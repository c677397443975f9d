"""The two forms of HSDS: tables whose rows point at each other by id, and JSON objects that hold each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from service_catalog.exporters.hsds.schema import fields, references

type Row = dict[str, Any]
type Tables = dict[str, list[Row]]
# The key of the row that a single nested object stands for.
POINTERS = {"taxonomy_detail": "taxonomy_id", "taxonomy_term": "taxonomy_term_id"}
# An organisation inside a service does not repeat its places, programmes and people.
INNER_ORGANIZATION = ("attributes", "organization_identifiers")
LISTED = "metadata"


def clean(row: Row) -> Row:
    """A row without empty values, which the two forms could not tell apart."""
    return {key: value for key, value in row.items() if value not in (None, "", [])}


class Lookup:
    """Finds rows of tables by id and by what they point at, in the order of the tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._by_id = {table: {row["id"]: row for row in rows} for table, rows in tables.items()}
        self._children: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for table, rows in tables.items():
            for row in rows:
                for key, value in row.items():
                    if key.endswith("_id"):
                        self._children[table, key, value].append(row)

    def row(self, table: str, row_id: str | None) -> Row | None:
        """The row of an id, or None."""
        return self._by_id.get(table, {}).get(row_id or "")

    def pointing(self, table: str, key: str, row_id: str) -> list[Row]:
        """The rows of `table` whose `key` is `row_id`."""
        return self._children.get((table, key, row_id), [])


def nest(lookup: Lookup, table: str, row: Row, *, inside: bool = False) -> dict[str, Any]:
    """The JSON object of `row` with everything that belongs to it; `inside` another object it is shorter."""
    nested = dict(row)
    for name, (child, many) in references(table).items():
        if name == LISTED or (inside and table == "organization" and name not in INNER_ORGANIZATION):
            continue
        found: Any
        if many:
            rows = lookup.pointing(child, "link_id" if child == "attribute" else f"{table}_id", row["id"])
            found = [nest(lookup, child, one, inside=True) for one in rows]
        else:
            pointed = lookup.row(child, row.get(_pointer_of(name)))
            found = nest(lookup, child, pointed, inside=True) if pointed else None
        if found:
            nested[name] = found
    return nested


def flatten(table: str, documents: Iterable[dict[str, Any]]) -> Tables:
    """The tables of nested JSON objects; an object that stands in many places becomes one row."""
    tables: dict[str, dict[str, Row]] = defaultdict(dict)
    for document in documents:
        _take_apart(table, document, tables)
    return {name: list(rows.values()) for name, rows in tables.items()}


def _take_apart(table: str, document: dict[str, Any], tables: dict[str, dict[str, Row]]) -> None:
    row = {key: value for key, value in document.items() if key in fields(table)}
    tables[table].setdefault(document["id"], row)
    for name, (child, many) in references(table).items():
        found = document.get(name)
        if not found or name == LISTED:
            continue
        if many:
            for one in found:
                _take_apart(child, {**_pointer(table, document["id"], child), **one}, tables)
        else:
            row.setdefault(_pointer_of(name), found["id"])
            _take_apart(child, found, tables)


def _pointer(table: str, parent: str, child: str) -> Row:
    if child == "attribute":
        return {"link_id": parent, "link_entity": table}
    return {f"{table}_id": parent} if f"{table}_id" in fields(child) else {}


def _pointer_of(name: str) -> str:
    return POINTERS.get(name, f"{name}_id")
