"""What an import read, kept and left out, and why: nothing is dropped in silence."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from service_catalog.importers.replace import Changes

# What PTV has and the catalogue has no place for: never read, so not counted record by record.
NOT_TAKEN = (
    "descriptions of channels (their names, hours, contacts and files are taken)",
    "industrial classes, funding (used for the provider's kind only), service collections",
    "accessibility sentences and entrances of places, web accessibility levels",
    "identification, signatures and digital authorisations of e-services, identifiers of forms",
    "organisations' own contacts, descriptions, areas and e-invoicing (names, type and web page are taken)",
)
KINDS = ("organisation", "general description", "service", "channel", "connection")


class BadFile(Exception):
    """A file or an answer that cannot be read at all: the import changes nothing."""


@dataclass(frozen=True)
class LeftOut:
    """A record, or a part of one, that did not reach the catalogue. `part` is true when the rest of the record did."""

    kind: str
    id: str
    field: str
    reason: str
    part: bool = False


@dataclass
class ImportReport:
    """The counts of one import, the list of what was left out, and what became of the catalogue."""

    read: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    changes: Changes = field(default_factory=Changes)

    def leave(self, kind: str, record_id: str, where: str, reason: str) -> None:
        """Notes that a whole record was left out."""
        self.left_out.append(LeftOut(kind, record_id, where, reason))

    def leave_part(self, kind: str, record_id: str, where: str, reason: str) -> None:
        """Notes that a part of a kept record was left out."""
        entry = LeftOut(kind, record_id, where, reason, part=True)
        if entry not in self.left_out[-200:]:
            self.left_out.append(entry)

    def records_left_out(self, kind: str) -> int:
        """How many whole records of `kind` were left out."""
        return sum(entry.kind == kind and not entry.part for entry in self.left_out)

    def reasons(self) -> list[tuple[str, str, bool, int]]:
        """Why things were left out: kind, reason, whether a part only, and how many times; the commonest first."""
        counted = Counter((entry.kind, entry.reason, entry.part) for entry in self.left_out)
        return [(*key, count) for key, count in counted.most_common()]

    def as_json(self) -> dict[str, Any]:
        """The whole report as plain values."""
        return {
            "records": {
                kind: {"read": self.read[kind], "kept": self.kept[kind], "left_out": self.records_left_out(kind)}
                for kind in KINDS
            },
            "changes": asdict(self.changes),
            "notes": dict(self.notes),
            "not_taken": list(NOT_TAKEN),
            "left_out": [asdict(entry) for entry in self.left_out],
        }

    def write(self, path: Path) -> None:
        """Writes the report as JSON."""
        path.write_text(json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
