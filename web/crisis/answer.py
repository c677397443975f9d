"""What is answered when danger is heard: a calm text and the lines that a person answers, for the kind and the county.

Reads the content files at start, so that it works with the database and everything else down. Every number comes from a
service record under `service_catalog/content/helplines/`; texts and order come from `content/crisis/answers.yaml`.
"""

from __future__ import annotations

import csv
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from service_catalog.importers.content import AreaFile
from service_catalog.importers.content_schema import Channel, ServiceFile, record_id
from service_catalog.importers.yaml_file import read_yaml
from service_catalog.settings import ROOT, CatalogueSettings
from web.api.contract import CrisisContact, CrisisKind, CrisisMessage
from web.crisis.detector import Finding

CONTENT = ROOT / "service_catalog" / "content"
SOCIAL_EMERGENCY = "social_emergency"
EMERGENCY = "112"

log = logging.getLogger(__name__)

Language = Literal["fi", "sv", "en"]
Texts = dict[Language, str]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ContactChoice(_Model):
    """A contact of answers.yaml: a channel of a service record, with names for where the record's own does not help."""

    record: str
    via: Literal["phone", "chat", "web"]
    nth: Annotated[int, Field(alias="as", ge=0)] = 0
    name: Texts = {}


class Answer(_Model):
    """The answer to one kind of danger at one level."""

    contacts: list[str]
    texts: Texts


class SoftLine(_Model):
    """The line for someone who says that they are not in danger."""

    service: str
    texts: Texts


class HoursTexts(_Model):
    """How opening hours are told: round the clock, and in other languages than the record's own."""

    always: Texts
    other: Texts


class AnswerFile(_Model):
    """The file answers.yaml."""

    version: int
    hours: HoursTexts
    services: dict[str, ContactChoice]
    answers: dict[CrisisKind, dict[Literal["acute", "worry"], Answer]]
    soft_line: SoftLine


@dataclass(frozen=True)
class County:
    """A wellbeing services county in the languages of the answers."""

    names: Texts
    social_emergency: str | None


class CrisisAnswers:
    """Makes the messages. One for the process; holds only what it read at start."""

    def __init__(
        self, file: AnswerFile, records: dict[str, tuple[str, list[Channel]]], counties: dict[str, County | None]
    ) -> None:
        self._file = file
        self._records = records
        self._county_of = counties
        self._all_counties = list({id(county): county for county in counties.values() if county}.values())
        self.missing = [problem for choice in file.services.values() for problem in self._problems(choice)]
        for problem in self.missing:
            log.error("crisis answers: %s", problem)

    @classmethod
    def load(cls, content: Path = CONTENT, area: str | None = None) -> CrisisAnswers:
        """The answers for an area (from the settings by default).

        A contact whose record is missing is left out, logged as an error and named in `missing`: the rest still helps.
        """
        file = read_yaml(content / "crisis" / "answers.yaml", AnswerFile)
        area_file = read_yaml(content / "areas" / f"{area or CatalogueSettings().area}.yaml", AreaFile)
        return cls(file, _read_records(content / "helplines"), _read_counties(content / "areas", area_file))

    def message(self, finding: Finding, municipality: str | None, language: str = "fi") -> CrisisMessage:
        """The first message of the answer. `municipality` is a code of three digits, or None when it is not known."""
        spoken = _spoken(language)
        answer = self._file.answers[finding.kind][finding.level]
        contacts = [contact for name in answer.contacts for contact in self._contacts(name, municipality, spoken)]
        text = _one_line(answer.texts[spoken])
        return CrisisMessage(kind=finding.kind, text=text, language=spoken, contacts=contacts)

    def soft_line(self, language: str = "fi") -> str:
        """A soft line with the crisis number, for someone who says that they are not in danger."""
        soft = self._file.soft_line
        choice = self._file.services[soft.service]
        channel = self._channel(choice.record, choice)
        phone = channel.value if channel else EMERGENCY
        return _one_line(soft.texts[_spoken(language)]).format(phone=phone)

    def _contacts(self, name: str, municipality: str | None, language: Language) -> list[CrisisContact]:
        choice = self._file.services[name]
        if choice.record != SOCIAL_EMERGENCY:
            found = [self._contact(choice.record, choice, language, None)]
        else:
            found = [
                self._contact(county.social_emergency, choice, language, county)
                for county in self._counties(municipality)
                if county.social_emergency
            ]
        return [contact for contact in found if contact]

    def _counties(self, municipality: str | None) -> list[County]:
        """The county of a municipality; all of the area while the municipality is not known; none outside the area."""
        if municipality is None or municipality not in self._county_of:
            return self._all_counties
        county = self._county_of[municipality]
        return [county] if county else []

    def _problems(self, choice: ContactChoice) -> list[str]:
        records = [choice.record]
        if choice.record == SOCIAL_EMERGENCY:
            records = [county.social_emergency for county in self._all_counties if county.social_emergency]
        return [
            f"no {choice.via} channel number {choice.nth} in a service record {record!r}"
            for record in records
            if self._channel(record, choice) is None
        ]

    def _channel(self, record: str, choice: ContactChoice) -> Channel | None:
        channels = self._records[record][1] if record in self._records else []
        of_kind = [channel for channel in channels if channel.kind == choice.via]
        return of_kind[choice.nth] if choice.nth < len(of_kind) else None

    def _contact(
        self, record: str, choice: ContactChoice, language: Language, county: County | None
    ) -> CrisisContact | None:
        channel = self._channel(record, choice)
        if channel is None:
            return None
        record_name, channels = self._records[record]
        name = choice.name.get(language) or channel.label or record_name
        if county:
            name = f"{name}, {county.names[language]}"
        pages = [page for page in channels if page.kind in ("web", "chat")]
        page = channel if choice.via != "phone" else pages[0] if pages else None
        return CrisisContact(
            name=name,
            phone=channel.value if choice.via == "phone" else None,
            url=page.value if page else None,
            hours_text=self._hours(channel, language),
        )

    def _hours(self, channel: Channel, language: Language) -> str | None:
        if channel.hours is None:
            return None
        if channel.hours.always:
            return self._file.hours.always[language]
        return channel.hours.text if language == "fi" else self._file.hours.other[language]


def _spoken(language: str) -> Language:
    return "sv" if language == "sv" else "en" if language == "en" else "fi"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _read_records(folder: Path) -> dict[str, tuple[str, list[Channel]]]:
    """The name and the channels of each service record by its catalogue id."""
    records: dict[str, tuple[str, list[Channel]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for service in read_yaml(path, ServiceFile).services:
            for provider in service.providers:
                records[record_id(service, provider)] = (provider.name or service.name, provider.channels)
    return records


def _read_counties(folder: Path, area: AreaFile) -> dict[str, County | None]:
    """The county of each municipality by code; None where the area has no contacts for the county."""
    emergency = {entry.county: entry.social_emergency for entry in area.counties}
    known: dict[str, County] = {}
    counties: dict[str, County | None] = {}
    with (folder / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["county_fi"]
            if name in emergency:
                names: Texts = {"fi": name, "sv": row["county_sv"], "en": row["county_en"]}
                known.setdefault(name, County(names, emergency[name]))
            counties[row["code"]] = known.get(name)
    return counties
