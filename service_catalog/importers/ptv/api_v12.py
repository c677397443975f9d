"""The v12 search API (beta): searches by facet with an API key; connections, channels and the rest by reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any
from urllib.parse import quote, urlencode

from service_catalog.importers.fetch import Unreachable
from service_catalog.importers.ptv import v12
from service_catalog.importers.ptv.api import PtvApi, general_descriptions_of, owners_of, unique_ids
from service_catalog.importers.ptv.material import Material
from service_catalog.importers.ptv.report import BadFile, ImportReport
from service_catalog.importers.ptv.scope import Scope

PAGE = 100
FACET = 20
FACETS = {
    "Municipality": "municipalities",
    "Region": "regions",
    "WellbeingServiceCounties": "wellbeingServicesCounties",
}
HOSTS = {
    "live": "https://api-gw.palvelutietovaranto.suomi.fi/api/v12",
    "training": "https://api-gw.palvelutietovaranto.trn.suomi.fi/api/v12",
}


class ApiV12(PtvApi):
    """Reads the material of a scope; the key goes with the fetcher's headers."""

    HOSTS, ITEMS, COUNT = HOSTS, "items", "totalPages"

    def read(self, scope: Scope) -> Material:
        """Everything that the scope asks for. Raises Unreachable, Refused or BadFile: nothing is imported then."""
        material = Material(ImportReport())
        for query in self._searches(scope):
            material.add_services(self._new(self._search("service", query, "services"), material), v12)
        ids = list(material.services)
        for group in batched(ids, FACET, strict=False):
            query = [("serviceContentIds", guid) for guid in group]
            material.add_connections(self._search("connection", query, "connections"), v12)
        channels = unique_ids(connection.channel_id for connection in material.connections.values())
        material.add_channels(self._each("service-channel", channels, "channels"), v12)
        general = general_descriptions_of(material)
        material.add_general_descriptions(self._each("general-description", general, "general descriptions"), v12)
        material.add_organisations(self._each("organization", owners_of(material), "organisations"), v12)
        return material

    @staticmethod
    def _searches(scope: Scope) -> Iterator[list[tuple[str, str]]]:
        """The queries that together cover the scope; one facet takes at most 20 values."""
        changed = [("publishedAtOrAfter", scope.since.isoformat())] if scope.since else []
        wanted: dict[str, list[str]] = {"municipalities": list(scope.municipalities)}
        for kind, code in scope.areas:
            if kind not in FACETS:
                raise BadFile(f"v12 has no areas of the kind {kind}")
            wanted.setdefault(FACETS[kind], []).append(code)
        for facet, codes in wanted.items():
            for group in batched(codes, FACET, strict=False):
                yield [*((facet, code) for code in group), *changed]
        if scope.whole_country:
            for kind in ("WholeCountry", "WholeCountryExceptAland"):
                yield [("areaType", kind), *changed]

    @staticmethod
    def _new(raws: Iterable[Any], material: Material) -> Iterator[Any]:
        """A service may be found by several searches: it is taken once."""
        for raw in raws:
            known = isinstance(raw, dict) and str(raw.get("contentId", "")).lower() in material.services
            if not known:
                yield raw

    def _search(self, kind: str, query: list[tuple[str, str]], what: str) -> Iterator[Any]:
        size = ("pageSize", str(PAGE))
        return self._paged(
            lambda page: f"{self._base}/{kind}/search?{urlencode([*query, ('page', str(page)), size])}", what
        )

    def _each(self, kind: str, ids: list[str], what: str) -> Iterator[Any]:
        for number, guid in enumerate(ids, start=1):
            try:
                yield self._pages.get_json(f"{self._base}/{kind}/{quote(guid, '')}")
            except Unreachable as error:
                if error.status != 404:
                    raise
            self._progress(what, number, len(ids))
