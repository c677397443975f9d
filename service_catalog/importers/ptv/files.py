"""PTV's records from files: JSON (a list, one record, or a page of the API) or JSON lines, any mix of kinds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from service_catalog.importers.ptv import flat, v11, v12
from service_catalog.importers.ptv.material import Adapter, Material
from service_catalog.importers.ptv.report import BadFile, ImportReport

# How a record of each kind is known: the keys of v4–v11, of v12, and of the flat general descriptions.
KINDS: tuple[tuple[str, str, Adapter], ...] = (
    ("serviceNames", "service", v11),
    ("serviceChannelType", "channel", v11),
    ("serviceChannelNames", "channel", v11),
    ("organizationNames", "organisation", v11),
    ("names", "general description", v11),
    ("channelContentId", "connection", v12),
    ("serviceChannelType", "channel", v12),
    ("channelType", "channel", v12),
    ("serviceType", "service", v12),
    ("organizationType", "organisation", v12),
    ("reference_code", "general description", flat),
)


def read_files(paths: Iterable[Path]) -> Material:
    """The material of the files; raises BadFile, which names the file and the line, before anything is kept."""
    material = Material(ImportReport())
    for path in paths:
        for where, raw in _records(path):
            kind, adapter = _kind_of(raw)
            if adapter is None:
                material.report.read[kind] += 1
                material.report.leave(kind, where, "record", "not a record of the national catalogue")
                continue
            {
                "service": material.add_services,
                "channel": material.add_channels,
                "organisation": material.add_organisations,
                "general description": material.add_general_descriptions,
                "connection": material.add_connections,
            }[kind]([raw], adapter)
    return material


def _kind_of(raw: object) -> tuple[str, Adapter | None]:
    if not isinstance(raw, dict):
        return "service", None
    newer = "contentId" in raw or "channelContentId" in raw
    for key, kind, adapter in KINDS:
        if key in raw and (adapter is v12) == newer:
            return kind, adapter
    return "service", None


def _records(path: Path) -> Iterator[tuple[str, object]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: cannot be read: {error}") from error
    if path.suffix == ".jsonl":
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield f"{path.name}:{number}", _json(line, path, number)
        return
    loaded = _json(text, path, 0)
    if isinstance(loaded, dict) and isinstance(loaded.get("itemList", loaded.get("items")), list):
        loaded = loaded.get("itemList", loaded.get("items"))
    for number, raw in enumerate(loaded if isinstance(loaded, list) else [loaded]):
        yield f"{path.name}[{number}]", raw


def _json(text: str, path: Path, line: int) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        at = line or getattr(error, "lineno", 1)
        raise BadFile(f"{path}:{at}: not JSON: {getattr(error, 'msg', error)}") from error
