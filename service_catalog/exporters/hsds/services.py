"""Services and who gives them as HSDS rows and back.

What HSDS has a field for stands there; needs, target groups, conditions and laws are attributes; every other column is
an attribute of the taxonomy "field", so that reading an export gives exactly what was written.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable

from service_catalog import models
from service_catalog.areas import AREA_KINDS
from service_catalog.exporters.hsds.channels import ChannelWriter, is_url, read_channels
from service_catalog.exporters.hsds.tables import Lookup, Row, Tables, clean
from service_catalog.exporters.hsds.vocabulary import Attributes, Surroundings, attributes_of, fields_of, row_id
from service_catalog.exporters.rows import Plain, as_text, columns_of, from_text

PARAGRAPH = "\n\n"
LONGEST_SUMMARY = 320
EURO = "EUR"
WHOLE_COUNTRY = "FI"


def write_services(services: Iterable[Plain], around: Surroundings) -> Tables:
    """The HSDS tables of plain services."""
    tables: Tables = defaultdict(list)
    attributes = Attributes(tables)
    channels = ChannelWriter(tables, attributes, around)
    known: set[str] = set()
    for service in services:
        organisation = service["organisation"]
        if organisation["id"] not in known:
            known.add(organisation["id"])
            _write_organisation(tables, attributes, organisation)
        key = _write_service(tables, attributes, service)
        _write_links(attributes, key, service, around)
        for channel in service["channels"]:
            channels.write(key, channel, service["checked_on"])
        for area in service["areas"]:
            _write_area(tables, attributes, key, area, around)
    return dict(tables)


def read_service(lookup: Lookup, row: Row) -> Plain:
    """The plain service of an HSDS row. Columns that a feed does not tell are left out of the result, not guessed."""
    languages = lookup.pointing("language", "service_id", row["id"])
    costs = lookup.pointing("cost_option", "service_id", row["id"])
    return {
        **_told(row, languages, costs),
        "target_groups": [code for code, _ in attributes_of(lookup, row, "target-group")],
        **fields_of(lookup, row, models.Service),
        "organisation": read_organisation(lookup, lookup.row("organization", row.get("organization_id")) or {}),
        "needs": _values(lookup, row, "need", models.ServiceNeed, "need_id"),
        "conditions": _values(lookup, row, "eligibility", models.EligibilityCondition),
        "laws": _values(lookup, row, "law", models.LegalBasis),
        "channels": read_channels(lookup, row),
        "areas": [
            {**_told_area(area), **fields_of(lookup, area, models.ServiceArea)}
            for area in lookup.pointing("service_area", "service_id", row["id"])
        ],
    }


def read_organisation(lookup: Lookup, row: Row) -> Plain:
    """The plain organisation of an HSDS row; empty for an empty row."""
    return {**_told_organisation(row), **fields_of(lookup, row, models.Organisation)} if row else {}


def _write_organisation(tables: Tables, attributes: Attributes, plain: Plain) -> None:
    key = row_id("organization", plain["id"])
    row = {
        "id": key,
        "name": plain["name"],
        "alternate_name": plain["short_name"],
        "description": plain["name"],
        "website": plain["url"] if is_url(plain["url"]) else None,
    }
    tables["organization"].append(clean(row))
    attributes.add_fields("organization", key, models.Organisation, plain, _told_organisation(clean(row)))


def _told_organisation(row: Row) -> Plain:
    return {"name": row["name"], "short_name": row.get("alternate_name"), "url": row.get("website")}


def _write_service(tables: Tables, attributes: Attributes, plain: Plain) -> str:
    key = row_id("service", plain["id"])
    channels = plain["channels"]
    ages = [c for c in plain["conditions"] if c["kind"] == "age"]
    row = clean(
        {
            "id": key,
            "organization_id": row_id("organization", plain["organisation"]["id"]),
            "name": plain["name"],
            "description": PARAGRAPH.join(part for part in (plain["summary"], plain["description"]) if part),
            "url": next((c["value"] for c in channels if c["kind"] == "web" and is_url(c["value"])), None),
            "email": next((c["value"] for c in channels if c["kind"] == "email" and "@" in (c["value"] or "")), None),
            "status": "active" if plain["status"] == "published" else "defunct",
            "application_process": plain["how_to_apply"],
            "fees_description": plain["cost_text"],
            "eligibility_description": "\n".join(c["text"] for c in plain["conditions"]),
            "minimum_age": next((c["min_age"] for c in ages if c["min_age"] is not None), None),
            "maximum_age": next((c["max_age"] for c in ages if c["max_age"] is not None), None),
            "assured_date": plain["checked_on"].isoformat(),
            "alert": plain["note"],
            "last_modified": f"{plain['modified_on']}T00:00:00Z" if plain["modified_on"] else None,
        }
    )
    tables["service"].append(row)
    languages = [
        {"id": row_id("language", f"{key}:{number}"), "service_id": key, "code": code}
        for number, code in enumerate(plain["languages"])
    ]
    tables["language"] += languages
    costs = _costs(key, plain)
    tables["cost_option"] += costs
    told = {**_told(row, languages, costs), "target_groups": plain["target_groups"]}
    attributes.add_fields("service", key, models.Service, plain, told)
    return key


def _costs(service: str, plain: Plain) -> list[Row]:
    if plain["cost_free"] is None:
        return []
    price = {"amount": 0, "currency": EURO} if plain["cost_free"] else {"amount_description": plain["cost_text"]}
    return [clean({"id": row_id("cost_option", service), "service_id": service, **price})]


def _told(row: Row, languages: list[Row], costs: list[Row]) -> Plain:
    """The columns that a service row tells by itself."""
    summary, description = _split(row.get("description", ""))
    amounts = [cost.get("amount") for cost in costs]
    return _with_values(
        {
            "name": row["name"],
            "summary": summary,
            "description": description,
            "note": row.get("alert"),
            "how_to_apply": row.get("application_process"),
            "cost_text": row.get("fees_description"),
            "cost_free": None if not costs else all(amount == 0 for amount in amounts),
            "languages": [code for language in languages if (code := language.get("code"))],
            "status": "published" if row["status"] == "active" else "retired",
            "checked_on": _day(row.get("assured_date")),
            "modified_on": _day(row.get("last_modified")),
        }
    )


def _with_values(plain: Plain) -> Plain:
    """`plain` without the columns that must have a value but were not told."""
    columns = columns_of(models.Service)
    return {name: value for name, value in plain.items() if value is not None or columns[name].nullable}


def _split(text: str) -> tuple[str, str | None]:
    """Summary and description of a text: the first paragraph, and the rest when there is any."""
    summary, _, rest = text.partition(PARAGRAPH)
    return summary, rest or None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def _write_links(attributes: Attributes, key: str, plain: Plain, around: Surroundings) -> None:
    for need in plain["needs"]:
        name, covers = around.needs.get(need["need_id"], ("", ""))
        value = _json({k: v for k, v in need.items() if k != "need_id"})
        attributes.add("service", key, ("need", need["need_id"]), value, name=name, description=covers)
    for code in plain["target_groups"]:
        attributes.add("service", key, ("target-group", code))
    for condition in plain["conditions"]:
        attributes.add("service", key, ("eligibility", condition["kind"]), _json(condition))
    for law in plain["laws"]:
        attributes.add("service", key, ("law", "legal-basis"), _json(law))


def _json(plain: Plain) -> str:
    return json.dumps({name: as_text(value) for name, value in plain.items()}, ensure_ascii=False)


def _values(lookup: Lookup, row: Row, taxonomy: str, model: type[models.Base], key: str | None = None) -> list[Plain]:
    """The plain rows that attributes of a taxonomy hold; a bare term is the `key` column only."""
    columns = columns_of(model)
    found: list[Plain] = []
    for number, (code, value) in enumerate(attributes_of(lookup, row, taxonomy)):
        held = json.loads(value) if value else {"position": str(number)}
        plain = {name: from_text(columns[name], text) for name, text in held.items() if name in columns}
        found.append({**plain, key: code} if key else plain)
    return sorted(found, key=lambda plain: plain.get("position", 0))


def _write_area(tables: Tables, attributes: Attributes, service: str, plain: Plain, around: Surroundings) -> None:
    code = plain["code"]
    names = around.areas.get(plain["kind"], {})
    row = {
        "id": row_id("service_area", f"{service}:{plain['kind']}:{code}"),
        "service_id": service,
        "name": names.get(code, code or WHOLE_COUNTRY),
        "extent": code or WHOLE_COUNTRY,
        "extent_type": plain["kind"],
    }
    tables["service_area"].append(row)
    attributes.add_fields("service_area", row["id"], models.ServiceArea, plain, _told_area(row))


def _told_area(row: Row) -> Plain:
    """Kind and code of an area; the kind is empty when the row is not in our terms (the importer looks at its name)."""
    kind = row.get("extent_type") if row.get("extent_type") in AREA_KINDS else ""
    code = row.get("extent", "")
    return {"kind": kind, "code": "" if code == WHOLE_COUNTRY else code}
