"""What HSDS leaves open: ids of our rows, and the taxonomies that carry our needs, target groups and further fields."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from service_catalog.exporters.hsds.tables import Lookup, Row, Tables, clean
from service_catalog.exporters.rows import Plain, as_text, columns_of, from_text, is_default
from service_catalog.models import Base

# The namespace of every id that an export makes; a change of it would make all records look new to those who read us.
NAMESPACE = uuid.UUID("5c1f3a52-2b57-4d0e-9f0c-6b1d0a4f7e11")
TAXONOMIES = {
    "need": ("Luotsi needs", "The needs that a resident may come with."),
    "target-group": ("PTV target groups", "Codes of the target groups of the Finnish Service Catalogue (PTV)."),
    "eligibility": ("Luotsi conditions", "Kinds of conditions; the value is the condition as JSON."),
    "law": ("Luotsi legal basis", "The law that a service stands on; the value is JSON."),
    "field": ("Luotsi fields", "Fields of the catalogue that HSDS 3.0 has no place for; words as they are, else JSON."),
}


def row_id(kind: str, key: object) -> str:
    """The id of a row: the same for the same thing in every export."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}:{key}"))


@dataclass(frozen=True)
class Surroundings:
    """What an export or import knows of the installation: needs {id: (name, what it covers)} and areas by their kind.

    `county_of` gives the name of the county of a municipality by its name.
    """

    needs: dict[str, tuple[str, str]] = field(default_factory=dict)
    areas: dict[str, dict[str, str]] = field(default_factory=dict)
    county_of: dict[str, str] = field(default_factory=dict)


class Attributes:
    """Adds attributes, with their terms and taxonomies, to the tables of an export."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._terms: set[str] = set()

    def add(self, table: str, linked: str, term: tuple[str, str], value: str | None = None, **about: str) -> None:
        """Attaches the term (taxonomy, code) to the row `linked`; `about` gives the term's name and description."""
        taxonomy, code = term
        whole = f"{taxonomy}:{code}"
        if whole not in self._terms:
            self._terms.add(whole)
            self._add_term(taxonomy, code, **about)
        row = {
            "id": row_id("attribute", f"{linked}:{whole}:{value}"),
            "link_id": linked,
            "taxonomy_term_id": row_id("term", whole),
            "link_type": taxonomy,
            "link_entity": table,
            "value": value,
        }
        self._tables["attribute"].append(clean(row))

    def add_fields(self, table: str, linked: str, model: type[Base], plain: Plain, told: Plain) -> None:
        """Adds the columns of `plain` that the HSDS row does not tell (`told` is what reading the row gives)."""
        for name, column in columns_of(model).items():
            if plain[name] != told[name] if name in told else not is_default(column, plain[name]):
                self.add(table, linked, ("field", f"{model.__tablename__}.{name}"), as_text(plain[name]))

    def _add_term(self, taxonomy: str, code: str, name: str = "", description: str = "") -> None:
        title, covers = TAXONOMIES[taxonomy]
        key = row_id("taxonomy", taxonomy)
        if not any(row["id"] == key for row in self._tables["taxonomy"]):
            self._tables["taxonomy"].append({"id": key, "name": title, "description": covers})
        self._tables["taxonomy_term"].append(
            {
                "id": row_id("term", f"{taxonomy}:{code}"),
                "code": f"{taxonomy}:{code}",
                "name": name or code,
                "description": description or name or code,
                "taxonomy": title,
                "taxonomy_id": key,
            }
        )


def attributes_of(lookup: Lookup, row: Row, taxonomy: str) -> list[tuple[str, str | None]]:
    """The (code, value) pairs of one of our taxonomies that are attached to `row`."""
    found: list[tuple[str, str | None]] = []
    for attribute in lookup.pointing("attribute", "link_id", row["id"]):
        term = lookup.row("taxonomy_term", attribute.get("taxonomy_term_id")) or {}
        kind, _, code = str(term.get("code", "")).partition(":")
        if kind == taxonomy and code:
            found.append((code, attribute.get("value")))
    return found


def fields_of(lookup: Lookup, row: Row, model: type[Base]) -> dict[str, Any]:
    """The columns of `model` that attributes of `row` carry; an attribute of a column that we do not have is left."""
    columns = columns_of(model)
    found: dict[str, Any] = {}
    for code, value in attributes_of(lookup, row, "field"):
        table, _, name = code.partition(".")
        if table == model.__tablename__ and name in columns and value is not None:
            found[name] = from_text(columns[name], value)
    return found
