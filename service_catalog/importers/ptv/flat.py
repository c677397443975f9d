"""Adapter of general descriptions in a flat form: texts by language under a key of their own for each type.

Only general descriptions come so; services and channels raise RecordError.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from pydantic import ConfigDict, Field

from service_catalog.importers.ptv import records
from service_catalog.importers.ptv.raw import Clean, Code, Guid, Many, Raw, RecordError, parse

Leave = Callable[[str, str], None]
TEXT_TYPES = {
    "summary": "Summary",
    "description": "Description",
    "background_description": "BackgroundDescription",
    "user_instruction": "UserInstruction",
    "charge_info": "ChargeTypeAdditionalInfo",
    "deadline": "DeadLine",
    "processing_time": "ProcessingTime",
    "validity_time": "ValidityTime",
}
Texts = dict[str, Clean]


class FlatModel(Raw):
    """As Raw, with the names of fields as they are."""

    model_config = ConfigDict(alias_generator=None)


class FlatLaw(FlatModel):
    """A law."""

    names: Texts
    links: Texts = Field(default_factory=dict)


class FlatDescription(FlatModel):
    """A general description."""

    id: Guid
    name: Texts
    summary: Texts = Field(default_factory=dict)
    description: Texts = Field(default_factory=dict)
    background_description: Texts = Field(default_factory=dict)
    user_instruction: Texts = Field(default_factory=dict)
    requirements: Texts = Field(default_factory=dict)
    charge_type: str | None = None
    charge_info: Texts = Field(default_factory=dict)
    deadline: Texts = Field(default_factory=dict)
    processing_time: Texts = Field(default_factory=dict)
    validity_time: Texts = Field(default_factory=dict)
    laws: Many[FlatLaw] = ()
    service_classes: Many[Code] = ()
    target_groups: Many[Code] = ()
    life_events: Many[Code] = ()
    ontology_terms: Many[dict[str, str]] = ()


def general_description(raw: object, _leave: Leave) -> records.GeneralDescription:
    """A general description."""
    given = parse(FlatDescription, raw)
    texts: dict[str, records.Texts] = {}
    for field, kind in TEXT_TYPES.items():
        for language, text in getattr(given, field).items():
            texts.setdefault(language, {})[kind] = text
    common = records.Classified(
        texts=texts,
        requirements=dict(given.requirements),
        charge=given.charge_type,
        laws=tuple(records.Law(dict(law.names), dict(law.links)) for law in given.laws if law.names),
        classes=given.service_classes,
        target_groups=given.target_groups,
        life_events=given.life_events,
        terms=tuple({key: text for key, text in term.items() if key != "uri"} for term in given.ontology_terms),
    )
    return records.GeneralDescription(given.id, dict(given.name), common)


def _none(_raw: object, _leave: Leave) -> NoReturn:
    raise RecordError([("record", "only general descriptions come in this form")])


service = channel = organisation = connection = _none
