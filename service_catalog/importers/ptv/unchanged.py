"""Which services an import need not look at again: a digest of each service's source is kept beside the catalogue.

A service whose source is as it was, and which nobody has edited, is neither converted nor compared. What the report
says of it is kept with the digest, so that a report is whole however much was unchanged. All digests hold only for the
version of the catalogue that their import left behind, and for the code and content by which it converted: after any
other change of either, every service is looked at once.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import version as installed
from itertools import batched
from pathlib import Path
from typing import Any

from sqlalchemy import String, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

import finnish.normalise
from service_catalog import models
from service_catalog.catalogue_state import read_state
from service_catalog.importers.ptv.records import Channel, Connection, GeneralDescription, Service
from service_catalog.texts import CONTENT

STATE = "import_ptv"
CHUNK = 500
CODE = Path(__file__).resolve().parents[2]


class ImportedSource(models.Base):
    """The digest of what a service was made of, and what the report says of it: {"left": [[field, reason]], "notes"}.

    There is no foreign key: a row whose service is gone or retired is not heeded.
    """

    __tablename__ = "imported_source"
    service_id: Mapped[str] = mapped_column(String(160), primary_key=True)
    digest: Mapped[str] = mapped_column(String(32))
    told: Mapped[dict[str, Any]]


class Digests:
    """The digests of the services that an import brings. What came through the same channel is read once."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, str], str] = {}

    def of(
        self,
        given: Service,
        owner: models.Organisation,
        general: GeneralDescription | None,
        used: Iterable[tuple[Channel, Connection]],
    ) -> str:
        """The digest of everything that `Converter.service` makes a service of."""
        said = [repr(given), owner.id, owner.name]
        if general:
            said.append(self._part("general", general.id, general))
        for channel, connection in used:
            own = (channel.kind, channel.names, channel.contacts, channel.hours, channel.forms)
            said += [channel.id, self._part("channel", channel.id, own), repr(connection)]
        return _hash("\0".join(said).encode("utf-8", "surrogatepass"))

    def _part(self, kind: str, part_id: str, part: object) -> str:
        found = self._parts.get((kind, part_id))
        if found is None:
            found = self._parts[kind, part_id] = _hash(repr(part).encode("utf-8", "surrogatepass"))
        return found


class Unchanged:
    """The digests that hold, and those that this import brings. `same` are the services that were left as they were."""

    def __init__(self, session: Session) -> None:
        self.same: set[str] = set()
        self._edited = set(session.scalars(select(models.LocalEdit.service_id)))
        self._converted_by = _hash(_converted_by())
        self._holds = read_state(session, STATE) == self._stamp(session)
        self._known = self._read(session) if self._holds else {}
        self._new: dict[str, tuple[str, dict[str, Any]]] = {}

    def told(self, service_id: str, digest: str) -> dict[str, Any] | None:
        """What the report said of a service whose source is as it was; None when it must be looked at."""
        known, said = self._known.get(service_id, ("", None))
        if known != digest or service_id in self._edited:
            return None
        self.same.add(service_id)
        return said

    def put(self, service_id: str, digest: str, told: dict[str, Any]) -> None:
        """A service that was looked at, and what the report says of it."""
        self._new[service_id] = digest, told

    def save(self, session: Session) -> None:
        """Keeps the digests for the version that the catalogue now has; writes nothing when all is as it was."""
        if not self._holds:
            session.execute(delete(ImportedSource))
        for group in batched(self._new if self._holds else (), CHUNK, strict=False):
            session.execute(delete(ImportedSource).where(ImportedSource.service_id.in_(group)))
        rows = [
            {"service_id": one, "digest": digest, "told": told}
            for one, (digest, told) in self._new.items()
            if one not in self._edited
        ]
        for some in batched(rows, CHUNK, strict=False):
            session.execute(insert(ImportedSource), some)
        if read_state(session, STATE) != self._stamp(session):
            session.merge(models.CatalogueState(key=STATE, value=self._stamp(session)))

    def _stamp(self, session: Session) -> str:
        return f"{self._converted_by}-{read_state(session, 'version')}"

    @staticmethod
    def _read(session: Session) -> dict[str, tuple[str, dict[str, Any]]]:
        service = models.Service
        kept = (
            select(ImportedSource.service_id, ImportedSource.digest, ImportedSource.told)
            .join(service, service.id == ImportedSource.service_id)
            .where(service.status == "published")
        )
        return {service_id: (digest, told) for service_id, digest, told in session.execute(kept)}


def _converted_by() -> bytes:
    """All that decides how a record is converted, besides the record: our code and content, and the lists of names."""
    code = [*(CODE / "importers").rglob("*.py"), *(CODE / "hours").glob("*.py"), Path(finnish.normalise.__file__)]
    content = [path for path in CONTENT.rglob("*") if path.is_file()]
    hashes = [hashlib.blake2b(path.read_bytes()).digest() for path in sorted(code) + sorted(content)]
    return b"".join([*hashes, installed("faker").encode(), sys.version.encode()])


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
