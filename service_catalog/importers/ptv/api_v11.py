"""The v11 OUT API: lists by area, then the records in batches of 100 with their general descriptions' texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import batched
from typing import Any
from urllib.parse import quote, urlencode

from service_catalog.importers.fetch import Unreachable
from service_catalog.importers.ptv import v11
from service_catalog.importers.ptv.api import PtvApi, general_descriptions_of, owners_of, unique_ids
from service_catalog.importers.ptv.material import Material
from service_catalog.importers.ptv.report import BadFile, ImportReport
from service_catalog.importers.ptv.scope import Scope

BATCH = 100
GONE_STATUSES = ("Archived", "Withdrawn")
HOSTS = {
    "live": "https://api.palvelutietovaranto.suomi.fi/api/v11",
    "training": "https://api.palvelutietovaranto.trn.suomi.fi/api/v11",
}


class ApiV11(PtvApi):
    """Reads the material of a scope."""

    HOSTS, ITEMS, COUNT = HOSTS, "itemList", "pageCount"

    def read(self, scope: Scope) -> Material:
        """Everything that the scope asks for. Raises Unreachable, Refused or BadFile: nothing is imported then."""
        material = Material(ImportReport())
        ids = self._service_ids(scope)
        material.add_services(self._records("Service/serviceWithGD/list", ids, "services"), v11)
        channels = unique_ids(c.channel_id for s in material.services.values() for c in s.connections)
        material.add_channels(self._records("ServiceChannel/list", channels, "channels"), v11)
        general = general_descriptions_of(material)
        material.add_general_descriptions(
            self._records("GeneralDescription/list", general, "general descriptions"), v11
        )
        material.add_organisations(self._records("Organization/list", owners_of(material), "organisations"), v11)
        if scope.since:
            for status in GONE_STATUSES:
                query = {"date": scope.since.isoformat(), "status": status}
                material.withdrawn.update(self._listed("Service", query, f"services {status.lower()}"))
        return material

    def _service_ids(self, scope: Scope) -> list[str]:
        areas = [("Municipality", code) for code in scope.municipalities] + list(scope.areas)
        query = {"includeWholeCountry": "true" if scope.whole_country else "false"}
        if scope.since:
            query["date"] = scope.since.isoformat()
        found: list[str] = []
        for number, (kind, code) in enumerate(areas):
            self._progress("areas", number, len(areas))
            found += self._listed(
                f"Service/list/area/{quote(kind, '')}/code/{quote(code, '')}", query, f"{kind} {code}"
            )
        self._progress("areas", len(areas), len(areas))
        return unique_ids(found)

    def _listed(self, path: str, query: dict[str, str], what: str) -> list[str]:
        """The ids of all pages of a list. Items are references or whole records: both have an id."""
        items = self._paged(lambda page: f"{self._base}/{path}?{urlencode({**query, 'page': str(page)})}", what)
        return [str(item["id"]).lower() for item in items if isinstance(item, dict) and item.get("id")]

    def _records(self, path: str, ids: list[str], what: str) -> Iterator[Any]:
        done = 0
        for batch in batched(ids, BATCH, strict=False):
            yield from self._batch(path, list(batch))
            done += len(batch)
            self._progress(what, done, len(ids))

    def _batch(self, path: str, ids: list[str]) -> list[Any]:
        """The records of `ids`. The API times out on large batches: they are halved down to single records."""
        url = f"{self._base}/{path}?guids={','.join(quote(guid, '') for guid in ids)}"
        try:
            answer = self._pages.get_json(url)
        except Unreachable as error:
            if error.status == 404:
                return []
            if error.status != 504 or len(ids) == 1:
                raise
            half = len(ids) // 2
            return self._batch(path, ids[:half]) + self._batch(path, ids[half:])
        if not isinstance(answer, list):
            raise BadFile(f"{url[:120]}: not a list of records")
        return answer
