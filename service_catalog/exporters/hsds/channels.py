"""Channels of a service as HSDS rows and back: phones, contacts with an e-mail, places and addresses on the web."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from service_catalog.exporters.hsds.schedules import hours_of, schedules_of
from service_catalog.exporters.hsds.schema import URL
from service_catalog.exporters.hsds.tables import Lookup, Row, Tables, clean
from service_catalog.exporters.hsds.vocabulary import Attributes, Surroundings, attributes_of, fields_of, row_id
from service_catalog.exporters.rows import Plain
from service_catalog.models import Channel

FINLAND = "FI"
EMPTY: Plain = {
    "external_id": None,
    "position": None,
    "kind": "web",
    "value": None,
    "label": None,
    "weekly": [],
    "always": False,
    "exceptions": [],
    "hours_text": None,
    "price_text": None,
    "place_name": None,
    "street": None,
    "postal_code": None,
    "municipality": None,
    "lat": None,
    "lon": None,
}


def is_url(value: str | None) -> bool:
    """Whether `value` is an address that HSDS may carry as a `uri`."""
    try:
        URL.validate_python(value)
    except ValidationError:
        return False
    return True


class ChannelWriter:
    """Writes the channels of services into the tables of an export."""

    def __init__(self, tables: Tables, attributes: Attributes, around: Surroundings) -> None:
        self._tables, self._attributes, self._around = tables, attributes, around

    def write(self, service: str, channel: Plain, since: dt.date) -> None:
        """Adds the rows of one plain channel of the service whose HSDS id is `service`."""
        key = row_id("channel", f"{service}:{channel['position']}")
        table, row, owner = self._row(service, key, channel)
        self._tables[table].append(row)
        schedules = schedules_of(channel, since)
        for number, schedule in enumerate(schedules):
            schedule = {"id": row_id("schedule", f"{key}:{number}"), **owner, **schedule}
            self._tables["schedule"].append(schedule)
            if "service_id" in owner:
                self._attributes.add("schedule", schedule["id"], ("field", "schedule.channel"), key)
        told = {**EMPTY, **READERS[table](row, self._addresses(table, row, channel)), **hours_of(schedules)}
        self._attributes.add_fields(table, key, Channel, channel, told)

    def _row(self, service: str, key: str, channel: Plain) -> tuple[str, Row, Row]:
        """The table and row of a channel, and what its schedules belong to."""
        value, label, owner = channel["value"], channel["label"], {"service_id": service}
        if channel["kind"] == "phone" and value:
            return "phone", clean({"id": key, **owner, "number": value, "type": "voice", "description": label}), owner
        if channel["kind"] == "email" and value and "@" in value:
            return "contact", clean({"id": key, **owner, "department": label, "email": value}), owner
        link = row_id("service_at_location", key)
        self._tables["service_at_location"].append({"id": link, **owner, "location_id": key})
        location = self._place(channel) if channel["kind"] == "place" else self._link(channel)
        return "location", clean({"id": key, **location}), {"service_at_location_id": link}

    def _place(self, channel: Plain) -> Row:
        parts = (channel["street"], channel["postal_code"], channel["municipality"])
        return {
            "location_type": "physical",
            "name": channel["place_name"],
            "description": ", ".join(part for part in parts if part),
            "latitude": channel["lat"],
            "longitude": channel["lon"],
            **_identifier(channel),
        }

    def _link(self, channel: Plain) -> Row:
        url = channel["value"] if is_url(channel["value"]) else None
        return {"location_type": "virtual", "url": url, "name": channel["label"], **_identifier(channel)}

    def _addresses(self, table: str, row: Row, channel: Plain) -> list[Row]:
        """The address row of a place; HSDS wants it whole, so what we know in part is told by fields instead."""
        county = self._around.county_of.get(channel["municipality"] or "")
        if table != "location" or row["location_type"] != "physical" or not county:
            return []
        if not (channel["street"] and channel["postal_code"]):
            return []
        address = {
            "id": row_id("address", row["id"]),
            "location_id": row["id"],
            "address_1": channel["street"],
            "city": channel["municipality"],
            "state_province": county,
            "postal_code": channel["postal_code"],
            "country": FINLAND,
            "address_type": "physical",
        }
        self._tables["address"].append(address)
        return [address]


def read_channels(lookup: Lookup, service: Row) -> list[Plain]:
    """The plain channels of a service, also of a feed that is not ours; a name of a person never becomes one."""
    links = lookup.pointing("service_at_location", "service_id", service["id"])
    places = [(link, location) for link in links if (location := lookup.row("location", link.get("location_id")))]
    found = [
        *(_read(lookup, "phone", row, service) for row in _all_of(lookup, "phone", service, places)),
        *(_read(lookup, "contact", row, service) for row in _all_of(lookup, "contact", service, places) if _mail(row)),
        *(_read(lookup, "location", location, link) for link, location in places),
    ]
    known = {channel["value"] for channel in found}
    for key, kind in (("url", "web"), ("email", "email")):
        if service.get(key) and service[key] not in known:
            found.append({**EMPTY, "kind": kind, "value": service[key]})
    _give_hours(found, lookup, service)
    found.sort(key=lambda channel: (channel["position"] is None, channel["position"] or 0))
    return [{**channel, "position": number} for number, channel in enumerate(found)]


def _give_hours(channels: list[Plain], lookup: Lookup, service: Row) -> None:
    """Hours that a feed states for the service as a whole are those of its place, else of its phone."""
    whole = [one for one in lookup.pointing("schedule", "service_id", service["id"]) if not _fields(lookup, one)]
    bare = [one for one in channels if not (one["hours_text"] or one["weekly"] or one["always"])]
    takers = [one for kind in ("place", "phone") for one in bare if one["kind"] == kind]
    if whole and takers:
        takers[0].update(hours_of(whole))


def _mail(contact: Row) -> bool:
    return bool(contact.get("email"))


def _all_of(lookup: Lookup, table: str, service: Row, places: list[tuple[Row, Row]]) -> list[Row]:
    rows = list(lookup.pointing(table, "service_id", service["id"]))
    for link, location in places:
        rows += lookup.pointing(table, "service_at_location_id", link["id"])
        rows += lookup.pointing(table, "location_id", location["id"])
    return list({row["id"]: row for row in rows}.values())


def _read(lookup: Lookup, table: str, row: Row, owner: Row) -> Plain:
    if table == "location":
        schedules = lookup.pointing("schedule", "service_at_location_id", owner["id"])
        schedules = schedules or lookup.pointing("schedule", "location_id", row["id"])
    else:
        all_schedules = lookup.pointing("schedule", "service_id", owner["id"])
        schedules = [one for one in all_schedules if ("schedule.channel", row["id"]) in _fields(lookup, one)]
    addresses = lookup.pointing("address", "location_id", row["id"])
    told = {**EMPTY, **READERS[table](row, addresses), **hours_of(schedules)}
    return {**told, **fields_of(lookup, row, Channel)}


def _fields(lookup: Lookup, row: Row) -> list[tuple[str, str | None]]:
    return attributes_of(lookup, row, "field")


def _identifier(channel: Plain) -> Row:
    known = channel["external_id"]
    return {"external_identifier": known, "external_identifier_type": "source" if known else None}


def _read_phone(row: Row, _addresses: list[Row]) -> Plain:
    return {"kind": "phone", "value": row["number"], "label": row.get("description")}


def _read_contact(row: Row, _addresses: list[Row]) -> Plain:
    return {"kind": "email", "value": row["email"], "label": row.get("department")}


def _read_location(row: Row, addresses: list[Row]) -> Plain:
    identifier = row.get("external_identifier")
    if row["location_type"] == "virtual":
        return {"kind": "web", "value": row.get("url"), "label": row.get("name"), "external_id": identifier}
    address: dict[str, Any] = next(iter(addresses), {})
    return {
        "kind": "place",
        "place_name": row.get("name"),
        "street": address.get("address_1"),
        "postal_code": address.get("postal_code"),
        "municipality": address.get("city"),
        "lat": row.get("latitude"),
        "lon": row.get("longitude"),
        "external_id": identifier,
    }


READERS: dict[str, Callable[[Row, list[Row]], Plain]] = {
    "phone": _read_phone,
    "contact": _read_contact,
    "location": _read_location,
}
