"""Finds records of the database that a person should look at. Published services only; nothing is changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from service_catalog import models
from service_catalog.areas import WHOLE_COUNTRY
from service_catalog.importers.yaml_file import read_yaml
from service_catalog.texts import CONTENT
from service_catalog.verdicts import verdicts_in

SENTENCE = re.compile(r"(?<=[.?!:])\s+|\n+")
TEXTS = ("name", "summary", "description", "how_to_apply", "cost_text", "not_for", "if_refused", "note")
FEWEST_WORDS = 2


class Kind(StrEnum):
    """What is to be looked at: age, no way to reach it, a reference or link that leads nowhere, or words."""

    OLD = "old"
    NO_CHANNEL = "no-channel"
    REFERENCE = "reference"
    LINK = "link"
    ELIGIBILITY = "eligibility"
    LANGUAGE = "language"


class QualityRules(BaseModel):
    """The file quality.yaml: lengths in words and characters, and conditions that tell nothing."""

    model_config = ConfigDict(extra="forbid")
    longest_sentence: int
    longest_summary: int
    empty_conditions: list[str]


@cache
def quality_rules() -> QualityRules:
    """The rules, read once."""
    return read_yaml(CONTENT / "quality.yaml", QualityRules)


@dataclass(frozen=True)
class Finding:
    """Something to look at: what kind it is, the record, and what is wrong with it."""

    kind: Kind
    record: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.record}: {self.what}"


def published(session: Session, today: dt.date) -> list[models.Service]:
    """The services that are shown today or later, with all that belongs to them."""
    service = models.Service
    load = [selectinload(getattr(service, name)) for name in ("needs", "conditions", "laws", "channels", "areas")]
    query = select(service).where(
        service.status == "published", or_(service.valid_until.is_(None), service.valid_until >= today)
    )
    return list(session.scalars(query.order_by(service.id).options(selectinload(service.organisation), *load)))


def check_services(session: Session, today: dt.date, days: int) -> list[Finding]:
    """Everything that is found without the network. Records checked more than `days` days ago are old."""
    services = published(session, today)
    found: list[Finding] = []
    for service in services:
        found += _old(service, today, days)
        found += _unreachable(service)
        found += _empty_conditions(service)
        found += _hard_texts(service)
        found += [
            Finding(Kind.REFERENCE, service.id, f"{url!r} is no web address")
            for url in urls_of(service)
            if not _web(url)
        ]
    found += _loose_areas(session, services)
    found += _loose_records(session, {service.id for service in services})
    return found


def urls_of(service: models.Service) -> list[str]:
    """The web addresses of a service: of its channels, its source and its laws."""
    channels = [channel.value or "" for channel in service.channels if channel.kind in ("web", "chat", "form")]
    laws = [law.url for law in service.laws if law.url]
    return [url for url in dict.fromkeys([*channels, service.source_url, *laws]) if url]


def _old(service: models.Service, today: dt.date, days: int) -> Iterator[Finding]:
    age = (today - service.checked_on).days
    if age > days:
        yield Finding(Kind.OLD, service.id, f"was checked {age} days ago ({service.checked_on})")


def _unreachable(service: models.Service) -> Iterator[Finding]:
    if not any(channel.value or channel.place_name or channel.street for channel in service.channels):
        yield Finding(Kind.NO_CHANNEL, service.id, "has no phone, page, e-mail or place")


def _empty_conditions(service: models.Service) -> Iterator[Finding]:
    for condition in service.conditions:
        text = condition.text.strip().rstrip(".").casefold()
        says_age = condition.min_age is not None or condition.max_age is not None
        empty = any(re.fullmatch(pattern, text) for pattern in quality_rules().empty_conditions)
        if empty or (len(text.split()) < FEWEST_WORDS and not says_age):
            yield Finding(Kind.ELIGIBILITY, service.id, f"the condition says nothing: {condition.text!r}")


def _hard_texts(service: models.Service) -> Iterator[Finding]:
    rules = quality_rules()
    if len(service.summary) > rules.longest_summary:
        yield Finding(Kind.LANGUAGE, service.id, f"summary has {len(service.summary)} characters")
    texts = [(name, getattr(service, name) or "") for name in TEXTS]
    for name, text in [*texts, *(("condition", condition.text) for condition in service.conditions)]:
        longest = max((len(sentence.split()) for sentence in SENTENCE.split(text)), default=0)
        if longest > rules.longest_sentence:
            yield Finding(Kind.LANGUAGE, service.id, f"{name} has a sentence of {longest} words")
        for verdict in verdicts_in(text):
            yield Finding(Kind.LANGUAGE, service.id, f"{name} decides or promises: {verdict!r}")


def _web(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and "." in parts.netloc


def _loose_areas(session: Session, services: Iterable[models.Service]) -> Iterator[Finding]:
    known = {
        "municipality": set(session.scalars(select(models.Municipality.code))),
        "employment_area": set(session.scalars(select(models.EmploymentArea.code))),
        "county": set(session.scalars(select(models.County.code))),
    }
    for service in services:
        if not service.areas:
            yield Finding(Kind.REFERENCE, service.id, "has no area, so nobody finds it")
        for area in service.areas:
            if area.kind not in WHOLE_COUNTRY and area.code not in known.get(area.kind, set()):
                yield Finding(Kind.REFERENCE, service.id, f"its area {area.kind} {area.code} is not known")


def _loose_records(session: Session, shown: set[str]) -> Iterator[Finding]:
    """Edits, pins and ways to a human that point at services which are not shown."""
    needs = set(session.scalars(select(models.Need.id)))
    every = set(session.scalars(select(models.Service.id)))
    for edit in session.scalars(select(models.LocalEdit).order_by(models.LocalEdit.id)):
        if edit.service_id not in every:
            yield Finding(Kind.REFERENCE, f"edit {edit.id}", f"the service {edit.service_id} is gone")
    for pin in session.scalars(select(models.Pin).order_by(models.Pin.id)):
        if pin.service_id not in shown:
            yield Finding(Kind.REFERENCE, f"pin {pin.id}", f"the service {pin.service_id} is not shown")
        if pin.need_id not in needs:
            yield Finding(Kind.REFERENCE, f"pin {pin.id}", f"the need {pin.need_id} is not known")
    for county in session.scalars(select(models.County).order_by(models.County.code)):
        for wanted in (county.advice_service, county.emergency_service):
            if wanted and wanted not in shown:
                yield Finding(Kind.REFERENCE, f"county {county.name}", f"the service {wanted} is not shown")
