"""Reads the whole content folder and checks what no single file can know: ids, needs, organisations and areas."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from service_catalog.importers.content_schema import (
    Area,
    EmploymentArea,
    EmploymentAreaFile,
    FirstDoorFile,
    Organisation,
    OrganisationFile,
    Service,
    ServiceFile,
    record_id,
)
from service_catalog.importers.yaml_file import ContentError, read_yaml


class Theme(BaseModel):
    """A group under which needs are shown."""

    id: str
    name: str


class NeedEntry(BaseModel):
    """A need of needs.yaml; `ptv` are the service classes that usually serve it."""

    model_config = ConfigDict(extra="forbid")
    id: str
    theme: str
    name: str
    covers: str
    ptv: list[str] = []
    crisis: bool = False


class NeedFile(BaseModel):
    """The file needs.yaml."""

    version: int
    themes: list[Theme]
    needs: list[NeedEntry]


class CountyContacts(BaseModel):
    """The catalogue ids of the services that a county's people are shown as the way to a human."""

    model_config = ConfigDict(extra="ignore")
    county: str
    organisation: str
    social_emergency: str | None = None
    advice: str | None = None


class AreaFile(BaseModel):
    """A file under `areas/`: the municipalities that an installation serves."""

    model_config = ConfigDict(extra="ignore")
    id: str
    name: str
    municipalities: list[str]
    counties: list[CountyContacts] = []


@dataclass(frozen=True)
class MunicipalityRow:
    """A row of the national list of municipalities."""

    code: str
    name: str
    name_sv: str
    county_code: str
    county: str


@dataclass(frozen=True)
class FormerRow:
    """A municipality that was merged into another. `code` is its old code, where the code list still has it."""

    name: str
    successor_code: str
    code: str | None = None


@dataclass(frozen=True)
class Content:
    """Everything in the content folder, checked. `version` changes whenever a file does."""

    version: str
    needs: NeedFile
    area: AreaFile
    municipalities: list[MunicipalityRow]
    former: list[FormerRow]
    employment_areas: list[EmploymentArea]
    organisations: list[Organisation]
    services: list[Service]
    doors: dict[str, list[str]]


def read_content(folder: Path, area: str) -> Content:
    """The content of `folder` for the area file `areas/<area>.yaml`; raises ContentError with all problems at once."""
    problems: list[str] = []
    organisations: list[Organisation] = []
    services: list[tuple[Path, Service]] = []
    for path in sorted(folder.glob("organisations*.yaml")):
        try:
            organisations += read_yaml(path, OrganisationFile).organisations
        except ContentError as error:
            problems += error.problems
    for part in ("helplines", "services", "local"):
        for path in sorted((folder / part).glob("*.yaml")):
            try:
                services += [(path, service) for service in read_yaml(path, ServiceFile).services]
            except ContentError as error:
                problems += error.problems
    needs = read_yaml(folder / "needs.yaml", NeedFile)
    area_file = read_yaml(folder / "areas" / f"{area}.yaml", AreaFile)
    doors = read_yaml(folder / "first_doors.yaml", FirstDoorFile).doors
    municipalities = read_municipalities(folder / "areas" / "municipalities.csv")
    former = read_former(folder / "areas" / "municipalities.csv")
    employment_areas = read_yaml(folder / "areas" / "employment_areas.yaml", EmploymentAreaFile).employment_areas
    known_areas = KnownAreas(
        frozenset(row.county for row in municipalities),
        frozenset(one.id for one in employment_areas),
        frozenset(row.name for row in municipalities) | frozenset(row.name for row in former),
    )
    problems += _check_employment_areas(employment_areas, known_areas)
    problems += _check_references(organisations, services, needs, known_areas)
    problems += _check_doors(doors, [service for _, service in services])
    problems += _check_contacts(area_file, [service for _, service in services])
    if problems:
        raise ContentError(problems)
    return Content(
        content_version(folder, area),
        needs,
        area_file,
        municipalities,
        former,
        employment_areas,
        organisations,
        [service for _, service in services],
        doors,
    )


def read_municipalities(path: Path) -> list[MunicipalityRow]:
    """The active municipalities of the national code list (Statistics Finland's names and codes)."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            MunicipalityRow(row["code"], row["name_fi"], row["name_sv"], row["county_code"], row["county_fi"])
            for row in csv.DictReader(file)
            if row["status"] == "active"
        ]


def read_former(path: Path) -> list[FormerRow]:
    """The former municipalities that the place recogniser knows, with the old code where the code list has it."""
    with path.open(encoding="utf-8", newline="") as file:
        codes = {row["name_fi"]: row["code"] for row in csv.DictReader(file) if row["status"] == "abolished"}
    aliases = files("finnish.places").joinpath("aliases.csv").read_text(encoding="utf-8").splitlines()
    former = (row for row in csv.DictReader(aliases) if row["kind"] == "former")
    return [FormerRow(row["name"], row["code"], codes.get(row["name"])) for row in former]


def content_version(folder: Path, area: str) -> str:
    """A hash over every content file and the chosen area: the catalogue is built anew when it changes."""
    digest = hashlib.sha256(area.encode())
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".yaml", ".csv"}):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class KnownAreas:
    """The names that an area of the content may have."""

    counties: frozenset[str]
    employment_areas: frozenset[str]
    municipalities: frozenset[str]

    def problems(self, where: str, area: Area) -> list[str]:
        """What of `area` is not known."""
        kinds = (
            ("county", area.counties, self.counties),
            ("employment area", area.employment_areas, self.employment_areas),
            ("municipality", area.municipalities, self.municipalities),
        )
        return [
            f"{where}: unknown {kind} {name}" for kind, names, known in kinds for name in names if name not in known
        ]


def _check_employment_areas(areas: list[EmploymentArea], known: KnownAreas) -> list[str]:
    """A municipality belongs to one employment area at most."""
    named = [(one.id, name) for one in areas for name in one.municipalities]
    problems = [
        f"employment_areas.yaml: {area}: unknown municipality {name}"
        for area, name in named
        if name not in known.municipalities
    ]
    owners: dict[str, str] = {}
    for area, name in named:
        if owners.setdefault(name, area) != area:
            problems.append(f"employment_areas.yaml: {name} is in both {owners[name]} and {area}")
    return problems


def _check_references(
    organisations: list[Organisation],
    services: list[tuple[Path, Service]],
    needs: NeedFile,
    areas: KnownAreas,
) -> list[str]:
    problems: list[str] = []
    known_needs = {need.id for need in needs.needs}
    known_organisations = {organisation.id for organisation in organisations}
    seen: dict[str, Path] = {}
    for organisation in organisations:
        problems += areas.problems(f"organisation {organisation.id}", organisation.area)
    for path, service in services:
        if service.id in seen:
            problems.append(f"{path}: service {service.id}: the id is already in {seen[service.id]}")
        seen[service.id] = path
        where = f"{path}: service {service.id}"
        named = [*service.needs, *(need for condition in service.eligibility for need in condition.needs)]
        problems.extend(f"{where}: unknown need {need}" for need in named if need not in known_needs)
        for provider in service.providers:
            if provider.organisation not in known_organisations:
                problems.append(f"{where}: unknown organisation {provider.organisation}")
            if provider.area:
                problems += areas.problems(where, provider.area)
    return problems


def _check_contacts(area: AreaFile, services: list[Service]) -> list[str]:
    records = {record_id(service, provider) for service in services for provider in service.providers}
    return [
        f"areas/{area.id}.yaml: {entry.county}: unknown service {wanted}"
        for entry in area.counties
        for wanted in (entry.social_emergency, entry.advice)
        if wanted and wanted not in records
    ]


def _check_doors(doors: dict[str, list[str]], services: list[Service]) -> list[str]:
    needs = {service.id: service.needs for service in services}
    needs |= {record_id(one, provider): one.needs for one in services for provider in one.providers}
    return [
        f"first_doors.yaml: {need}: {door} " + ("is not a service" if door not in needs else "does not state the need")
        for need, listed in doors.items()
        for door in listed
        if need not in needs.get(door, [])
    ]
