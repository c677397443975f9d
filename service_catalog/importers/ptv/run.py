"""Brings PTV's records into the catalogue: one transaction, readers swap their index when it is whole."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service_catalog import models
from service_catalog.catalogue_state import mark_changed
from service_catalog.importers.ptv.areas import area_codes
from service_catalog.importers.ptv.convert import Converter, catalogue_id
from service_catalog.importers.ptv.material import Material
from service_catalog.importers.ptv.raw import RecordError
from service_catalog.importers.ptv.records import Channel, Connection, GeneralDescription, Service
from service_catalog.importers.ptv.report import ImportReport
from service_catalog.importers.ptv.rules import need_rules, provider_rules
from service_catalog.importers.ptv.texts import ptv_texts
from service_catalog.importers.ptv.unchanged import Digests, Unchanged
from service_catalog.importers.replace import (
    drop_unused_organisations,
    put_checked_on,
    put_organisations,
    replace_services,
    retire_services,
)

ORIGIN = "ptv"
# A source that answers in part must not empty the catalogue: from this many services on, half may not go at once.
FEW, SHARE = 10, 0.5


class TooManyGone(Exception):
    """An import that would retire more than half of the services; nothing was changed."""


def import_material(
    engine: Engine, material: Material, checked_on: dt.date, *, partial: bool = False, allow_many_gone: bool = False
) -> ImportReport:
    """Makes `material` the services of origin PTV; returns its report, completed.

    `partial`: the material is what changed since some day, or a part of the country: nothing is retired but what the
    source itself says it has withdrawn. The catalogue must have been built. On an error nothing changes. Raises
    TooManyGone unless `allow_many_gone`.
    """
    report = material.report
    converter = Converter(area_codes(), ptv_texts(), need_rules(), provider_rules(), checked_on)
    organisations = _organisations(material, converter)
    with Session(engine) as session, session.begin():
        known_needs = frozenset(session.scalars(select(models.Need.id)))
        changed = put_organisations(session, ORIGIN, organisations.values())
        unchanged = Unchanged(session)
        rows = _services(material, converter, organisations, known_needs, unchanged)
        gone = "keep" if partial else "retire"
        changes = replace_services(session, ORIGIN, rows, gone=gone, same=unchanged.same)
        changes = changes.but_dated(put_checked_on(session, unchanged.same, checked_on))
        kept = changes.changed + changes.unchanged
        if not allow_many_gone and changes.gone > max(FEW, SHARE * (kept + changes.gone)):
            raise TooManyGone(
                f"{changes.gone} of {kept + changes.gone} services would be retired: is the source whole?"
            )
        if partial:
            withdrawn = retire_services(session, [catalogue_id(guid) for guid in sorted(material.withdrawn)])
            changes = replace(changes, gone=withdrawn)
        drop_unused_organisations(session, ORIGIN)
        if changed or changes.any():
            mark_changed(session)
        unchanged.save(session)
    report.changes = changes
    return report


def _organisations(material: Material, converter: Converter) -> dict[str, models.Organisation]:
    """The organisations by the service that they give."""
    found: dict[str, models.Organisation] = {}
    for guid, given in material.services.items():
        try:
            found[guid] = converter.organisation(given, material.organisations)
        except RecordError as error:
            material.report.leave("service", guid, *error.problems[0])
    return found


def _services(
    material: Material,
    converter: Converter,
    organisations: dict[str, models.Organisation],
    known_needs: frozenset[str],
    unchanged: Unchanged,
) -> Iterator[models.Service]:
    """The catalogue's rows that may have changed, one by one; the report is complete when the last has been taken."""
    report = material.report
    connections = _connections(material)
    digests = Digests()
    used: set[str] = set()
    owners: set[str | None] = set()
    for guid, owner in organisations.items():
        source = _source_of(material, guid, connections[guid])
        digest = digests.of(source.given, owner, source.general, source.used)
        told = unchanged.told(catalogue_id(guid), digest)
        if told is None:
            left: list[list[str]] = []
            try:
                service = _converted(converter, source, owner, known_needs, left)
            except RecordError as error:
                _tell(report, guid, {"left": left, "notes": []})
                report.leave("service", guid, *error.problems[0])
                continue
            told = {"left": left, "notes": _notes(service)}
            unchanged.put(service.id, digest, told)
            _tell(report, guid, told)
            yield service
        else:
            _tell(report, guid, told)
        report.kept["service"] += 1
        report.kept["connection"] += len(connections[guid])
        used.update(connection.channel_id for connection in connections[guid])
        owners.add(owner.external_id)
    _count_unused(material, used, owners)


@dataclass(frozen=True)
class _Source:
    """All records that a service is made of."""

    given: Service
    general: GeneralDescription | None
    used: list[tuple[Channel, Connection]]


def _source_of(material: Material, guid: str, connections: list[Connection]) -> _Source:
    given = material.services[guid]
    general = material.general_descriptions.get(given.general_description_id or "")
    return _Source(given, general, [(material.channels[one.channel_id], one) for one in connections])


def _converted(
    converter: Converter,
    source: _Source,
    owner: models.Organisation,
    known_needs: frozenset[str],
    left: list[list[str]],
) -> models.Service:
    """The row of a service; `left` gets the parts that are left out. Raises RecordError."""
    if source.given.general_description_id and source.general is None:
        left.append(["generalDescriptionId", "the general description is not in the material"])
    service = converter.service(
        source.given, owner, source.general, source.used, lambda where, reason: left.append([where, reason])
    )
    service.needs = [need for need in service.needs if need.need_id in known_needs]
    return service


def _notes(service: models.Service) -> list[str]:
    return [f"services without any {what}" for what in ("need", "channel") if not getattr(service, f"{what}s")]


def _tell(report: ImportReport, guid: str, told: dict[str, Any]) -> None:
    for where, reason in told["left"]:
        report.leave_part("service", guid, where, reason)
    report.notes.update(told["notes"])


def _count_unused(material: Material, channels: set[str], owners: set[str | None]) -> None:
    report = material.report
    report.kept["channel"] = len(channels)
    for channel in material.channels.keys() - channels:
        report.leave("channel", channel, "services", "no service that was kept uses the channel")
    report.kept["organisation"] = len(owners & material.organisations.keys())
    for organisation in material.organisations.keys() - owners:
        report.leave("organisation", organisation, "services", "no service that was kept is the organisation's")
    report.kept["general description"] = len(material.general_descriptions)


def _connections(material: Material) -> dict[str, list[Connection]]:
    """The connections by service, in the order of the service; those that only a channel tells of come last."""
    listed = dict(material.connections)
    for channel in material.channels.values():
        for connection in channel.connections:
            listed.setdefault((connection.service_id, connection.channel_id), connection)
    found: dict[str, list[Connection]] = defaultdict(list)
    for (service, channel_id), connection in listed.items():
        if service not in material.services:
            continue
        if channel_id in material.channels:
            found[service].append(connection)
        else:
            material.report.leave(
                "connection", f"{service} {channel_id}", "channel", "the channel is not in the material"
            )
    return found
