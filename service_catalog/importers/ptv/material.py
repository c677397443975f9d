"""Everything that one import has read: records by kind and id, gathered through an adapter, the bad ones reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from service_catalog.importers.ptv.raw import RecordError, id_of
from service_catalog.importers.ptv.records import Channel, Connection, GeneralDescription, Organisation, Service
from service_catalog.importers.ptv.report import ImportReport

Leave = Callable[[str, str], None]
PUBLISHED = "Published"


class Adapter(Protocol):
    """A version of PTV's model: raw JSON into records. Each raises RecordError for what cannot be taken."""

    def service(self, raw: object, leave: Leave, /) -> Service:
        """A service."""

    def channel(self, raw: object, leave: Leave, /) -> Channel:
        """A channel."""

    def general_description(self, raw: object, leave: Leave, /) -> GeneralDescription:
        """A general description."""

    def organisation(self, raw: object, leave: Leave, /) -> Organisation:
        """An organisation."""

    def connection(self, raw: object, leave: Leave, /) -> Connection:
        """A connection that stands alone."""


@dataclass
class Material:
    """The records that were read. `withdrawn` are ids of services that the source says it has withdrawn."""

    report: ImportReport
    services: dict[str, Service] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    general_descriptions: dict[str, GeneralDescription] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    connections: dict[tuple[str, str], Connection] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)

    def add_services(self, raws: Iterable[object], adapter: Adapter) -> None:
        """Takes services with their connections; one that is not published is left out."""
        for given in self._taken("service", raws, adapter.service, self.services):
            if given.status != PUBLISHED:
                self.report.leave("service", given.id, "publishingStatus", f"status {given.status[:20]}")
                self.withdrawn.add(given.id)
                continue
            self.services[given.id] = given
            for connection in given.connections:
                self._connect(connection)

    def add_channels(self, raws: Iterable[object], adapter: Adapter) -> None:
        """Takes channels; what a service says of a connection holds before what a channel says."""
        for given in self._taken("channel", raws, adapter.channel, self.channels):
            if given.status != PUBLISHED:
                self.report.leave("channel", given.id, "publishingStatus", f"status {given.status[:20]}")
                continue
            self.channels[given.id] = given

    def add_general_descriptions(self, raws: Iterable[object], adapter: Adapter) -> None:
        """Takes general descriptions."""
        for given in self._taken("general description", raws, adapter.general_description, self.general_descriptions):
            self.general_descriptions[given.id] = given

    def add_organisations(self, raws: Iterable[object], adapter: Adapter) -> None:
        """Takes organisations."""
        for given in self._taken("organisation", raws, adapter.organisation, self.organisations):
            self.organisations[given.id] = given

    def add_connections(self, raws: Iterable[object], adapter: Adapter) -> None:
        """Takes connections that stand alone (v12)."""
        for raw in raws:
            try:
                self._connect(adapter.connection(raw, self._leave_part("connection", "(connection)")))
            except RecordError as error:
                self.report.read["connection"] += 1
                self._bad("connection", raw, error)

    def _connect(self, connection: Connection) -> None:
        key = (connection.service_id, connection.channel_id)
        self.report.read["connection"] += 1
        if key in self.connections:
            self.report.leave("connection", " ".join(key), "record", "the same connection again")
        else:
            self.connections[key] = connection

    def _taken[Record: (Service, Channel, GeneralDescription, Organisation)](
        self, kind: str, raws: Iterable[object], read: Callable[[object, Leave], Record], known: dict[str, Record]
    ) -> Iterable[Record]:
        for raw in raws:
            self.report.read[kind] += 1
            try:
                given = read(raw, self._leave_part(kind, id_of(raw, "id", "contentId")))
            except RecordError as error:
                self._bad(kind, raw, error)
                continue
            if given.id in known:
                self.report.leave(kind, given.id, "id", "the same record again")
                continue
            yield given

    def _bad(self, kind: str, raw: object, error: RecordError) -> None:
        where, reason = error.problems[0]
        more = f" (and {len(error.problems) - 1} more faults)" if len(error.problems) > 1 else ""
        self.report.leave(kind, id_of(raw, "id", "contentId"), where, reason + more)

    def _leave_part(self, kind: str, record_id: str) -> Leave:
        return lambda where, reason: self.report.leave_part(kind, record_id, where, reason)
