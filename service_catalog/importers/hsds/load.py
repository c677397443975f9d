"""Puts the services of an HSDS feed into the catalogue, in one transaction; what the feed has no more is retired.

An export of ours comes back as it was. Of another feed: an id is made of the feed's own; a service is named as faulty
when its area is not one that we know; needs come of terms that are ours, else by the rules for services from elsewhere
(`content/need_rules.yaml`). Names and e-mail addresses of people stay out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.areas import WHOLE_COUNTRY
from service_catalog.catalogue_state import mark_changed
from service_catalog.exporters.hsds.files import surroundings
from service_catalog.exporters.hsds.services import read_service
from service_catalog.exporters.hsds.tables import Lookup, Row, Tables
from service_catalog.exporters.hsds.vocabulary import Surroundings
from service_catalog.exporters.rows import Plain, service_row
from service_catalog.importers.fallback_texts import fallback_texts
from service_catalog.importers.hsds.feed import FeedError
from service_catalog.importers.personal import is_personal_email
from service_catalog.importers.ptv.rules import (
    Described,
    need_rules,
    needs_of,
    provider_kind,
    provider_rules,
    threshold_of,
)
from service_catalog.importers.replace import Changes, drop_unused_organisations, put_organisations, replace_services

ORIGIN = "hsds"
SERVICE_TYPE = "muu"


@dataclass(frozen=True)
class FeedDefaults:
    """What holds where a feed is silent: the day on which we read it, and the kind of its organisations.

    Without a kind the name of the organisation tells it (`content/ptv/providers.yaml`).
    """

    checked_on: dt.date
    organisation_kind: str | None = None


@dataclass(frozen=True)
class FeedImport:
    """What an import did, and which services were left out and why."""

    changes: Changes
    problems: list[str]


def import_feed(
    session: Session, tables: Tables, defaults: FeedDefaults, *, skip_bad: bool = False, keep_missing: bool = False
) -> FeedImport:
    """Makes the services of `tables` those of the origin hsds. The caller commits.

    Raises FeedError, before anything is written, when a service has a fault and not `skip_bad`. `keep_missing` leaves
    services that this feed does not have (an import of a part).
    """
    around, lookup = surroundings(session), Lookup(tables)
    taken = _ids_of_others(session)
    services: list[Plain] = []
    problems: list[str] = []
    for row in tables.get("service", []):
        try:
            plain = _complete(read_service(lookup, row), row, defaults)
        except (KeyError, TypeError, ValueError) as error:
            problems.append(f"service {row['id']} ({row['name']}): cannot be read: {error}")
            continue
        _place_areas(plain, lookup, row, around)
        faults = list(_faults(plain, taken, around))
        problems += [f"service {row['id']} ({row['name']}): {fault}" for fault in faults]
        if not faults:
            services.append(plain)
    if problems and not skip_bad:
        raise FeedError(problems)
    renamed = _put_organisations(session, services)
    rows = [service_row(plain, plain["organisation"]["id"], ORIGIN) for plain in services]
    changes = replace_services(session, ORIGIN, rows, gone="keep" if keep_missing else "retire")
    drop_unused_organisations(session, ORIGIN)
    if changes.any() or renamed:
        mark_changed(session)
    return FeedImport(changes, problems)


def _complete(plain: Plain, row: Row, defaults: FeedDefaults) -> Plain:
    """Gives what every service of the catalogue has; what the feed told stays."""
    texts = fallback_texts()
    organisation = plain["organisation"]
    if organisation and "id" not in organisation:
        organisation["id"] = f"{ORIGIN}_{row['organization_id']}"
    if organisation:
        kind = defaults.organisation_kind or provider_kind(organisation["name"], None, None, provider_rules())
        organisation.setdefault("kind", kind)
        organisation["url"] = organisation.get("url") or ""
    web = next((c["value"] for c in plain["channels"] if c["kind"] == "web" and c["value"]), None)
    plain["channels"] = [c for c in plain["channels"] if not (c["kind"] == "email" and is_personal_email(c["value"]))]
    if not plain["conditions"]:
        plain["conditions"] = list(_conditions(row))
    names = [row["name"], row.get("alternate_name", "")]
    described = Described.of(names, [row.get("description", "")], [], plain["target_groups"], "")
    if not plain["needs"]:
        found = needs_of(described, need_rules())
        plain["needs"] = [{"need_id": need, "position": number} for number, need in enumerate(found)]
    return {
        **({} if "id" in plain else {"id": f"{ORIGIN}_{row['id']}", "external_id": row["id"]}),
        "service_type": SERVICE_TYPE,
        "threshold": threshold_of(described, need_rules()),
        "keywords": [row["alternate_name"]] if row.get("alternate_name") else [],
        "how_to_apply": texts.how_to_apply,
        "cost_text": texts.cost_free if plain.get("cost_free") else texts.cost_unknown,
        "source_name": organisation.get("name", ""),
        "source_url": web or organisation.get("url", ""),
        "checked_on": plain.get("modified_on") or defaults.checked_on,
        **plain,
    }


def _conditions(row: Row) -> Iterator[Plain]:
    low, high = row.get("minimum_age"), row.get("maximum_age")
    if low is not None or high is not None:
        text = fallback_texts().age(low, high)
        yield {"position": 0, "kind": "age", "text": text, "law": None, "min_age": low, "max_age": high}
    if row.get("eligibility_description"):
        text = row["eligibility_description"]
        yield {"position": 1, "kind": "situation", "text": text, "law": None, "min_age": None, "max_age": None}


def _place_areas(plain: Plain, lookup: Lookup, row: Row, around: Surroundings) -> None:
    """Finds the codes of areas that the feed gives by name."""
    known = {name.casefold(): (kind, code) for kind, areas in around.areas.items() for code, name in areas.items()}
    named = lookup.pointing("service_area", "service_id", row["id"])
    for area, given in zip(plain["areas"], named, strict=True):
        if not area["kind"]:
            area["kind"], area["code"] = known.get(given.get("name", "").casefold(), ("", given.get("name", "")))


def _faults(plain: Plain, taken: dict[str, str], around: Surroundings) -> Iterator[str]:
    if plain["id"] in taken:
        yield f"id: {plain['id']} is already in the catalogue ({taken[plain['id']]})"
    if not plain["organisation"]:
        yield "organization: is missing"
    if not plain["channels"]:
        yield "phones, contacts, url: there is no way to reach the service"
    if not plain.get("summary"):
        yield "description: is missing"
    if not plain["areas"]:
        yield "service_areas: is missing"
    for area in plain["areas"]:
        if area["kind"] not in WHOLE_COUNTRY and area["code"] not in around.areas.get(area["kind"], {}):
            yield f"service_areas: {area['code']!r} is no municipality or county that is known here"
    for need in plain["needs"]:
        if need["need_id"] not in around.needs:
            yield f"attributes: the need {need['need_id']!r} is not known here"


def _put_organisations(session: Session, services: list[Plain]) -> bool:
    """Adds the organisations that the catalogue does not have from elsewhere; tells whether anything changed."""
    others = set(session.scalars(select(models.Organisation.id).where(models.Organisation.origin != ORIGIN)))
    wanted = {plain["organisation"]["id"]: plain["organisation"] for plain in services}
    return put_organisations(
        session, ORIGIN, [models.Organisation(**one) for key, one in wanted.items() if key not in others]
    )


def _ids_of_others(session: Session) -> dict[str, str]:
    query = select(models.Service.id, models.Service.origin).where(models.Service.origin != ORIGIN)
    return {row.id: row.origin for row in session.execute(query)}
