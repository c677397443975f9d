"""PTV's areas as the catalogue's: municipalities, wellbeing services counties, and the whole country."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from service_catalog.importers.content import read_former, read_municipalities
from service_catalog.importers.ptv.records import Area
from service_catalog.texts import CONTENT

ALAND = "91"
Leave = Callable[[str, str], None]


@dataclass(frozen=True)
class AreaCodes:
    """The national code lists: names by code, the successors of former municipalities, and regions."""

    municipalities: dict[str, str]
    successors: dict[str, str]
    counties: frozenset[str]
    regions: dict[str, tuple[str, ...]]

    def municipality(self, code: str | None) -> str | None:
        """The code of today's municipality, or None."""
        found = self.successors.get(code or "", code)
        return found if found in self.municipalities else None

    def named(self, name: str) -> str | None:
        """The code of the municipality of a Finnish name, in any case of letters: a post office is often named so."""
        wanted = name.casefold()
        return next((code for code, known in self.municipalities.items() if known.casefold() == wanted), None)

    def rows(self, area: Area, leave: Leave) -> list[tuple[str, str]]:
        """Kind and code of each service area. Unknown codes go to `leave`; an empty list is an area unknown to us."""
        if area.kind in ("Nationwide", "WholeCountry"):
            return [("national", "")]
        if area.kind in ("NationwideExceptAlandIslands", "WholeCountryExceptAland"):
            return [("county", code) for code in sorted(self.counties - {ALAND})]
        listed = list(area.municipalities)
        for region in area.regions:
            listed += self.regions.get(region, ())
            if region not in self.regions:
                leave("areas", f"unknown region {region[:10]}")
        found = {("county", code): None for code in area.counties if code in self.counties}
        for code in area.counties:
            if code not in self.counties:
                leave("areas", f"unknown wellbeing services county {code[:10]}")
        for code in listed:
            known = self.municipality(code)
            if known:
                found[("municipality", known)] = None
            else:
                leave("areas", f"unknown municipality {code[:10]}")
        return list(found)


@cache
def area_codes(path: Path = CONTENT / "areas" / "municipalities.csv") -> AreaCodes:
    """The code lists of the content folder, read once."""
    active = read_municipalities(path)
    regions: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["status"] == "active":
                regions[row["region_code"]].append(row["code"])
    return AreaCodes(
        municipalities={row.code: row.name for row in active},
        successors={row.code: row.successor_code for row in read_former(path) if row.code},
        counties=frozenset(row.county_code for row in active if row.county_code),
        regions={code: tuple(codes) for code, codes in regions.items()},
    )
