"""Rules in data: the needs, threshold and urgency of a service that comes from elsewhere, and its provider's kind.

The files are `content/need_rules.yaml` and `content/ptv/providers.yaml`; they tell what each rule means.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from service_catalog.importers.content_schema import OrganisationKind
from service_catalog.importers.ptv.words import haystack, says
from service_catalog.importers.yaml_file import read_yaml
from service_catalog.texts import CONTENT

NAME_POINTS, TEXT_POINTS, ENOUGH = 1.0, 0.5, 1.0
Threshold = Literal["open", "appointment", "decision"]


class RuleModel(BaseModel):
    """A mapping of the rule files: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid")


class NeedRule(RuleModel):
    """When a service serves a need. `general`: the need fits nearly any service, so the others come before it."""

    general: bool = False
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    classes: dict[str, float] = {}
    target_groups: dict[str, float] = {}
    not_names: tuple[str, ...] = ()


class ThresholdRule(RuleModel):
    """When a service has a threshold."""

    threshold: Threshold
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


class NeedRules(RuleModel):
    """The file need_rules.yaml."""

    most: int
    needs: dict[str, NeedRule]
    thresholds: list[ThresholdRule]
    urgent: tuple[str, ...]


class ProviderName(RuleModel):
    """Words of a provider's name that tell its kind."""

    kind: OrganisationKind
    words: tuple[str, ...]


class ProviderRules(RuleModel):
    """The file providers.yaml."""

    names: list[ProviderName]
    types: dict[str, OrganisationKind]
    funding: dict[str, OrganisationKind]
    otherwise: OrganisationKind


@dataclass(frozen=True)
class Described:
    """What the rules look at: names and keywords, longer texts, codes and PTV's type of service."""

    names: str
    texts: str
    classes: tuple[str, ...]
    target_groups: tuple[str, ...]
    kind: str

    @classmethod
    def of(
        cls, names: Iterable[str], texts: Iterable[str], classes: Iterable[str], groups: Iterable[str], kind: str
    ) -> Described:
        """From plain texts."""
        return cls(haystack(names), haystack(texts), tuple(classes), tuple(groups), kind)


@cache
def need_rules() -> NeedRules:
    """The rules for needs, read once; raises ContentError."""
    return read_yaml(CONTENT / "need_rules.yaml", NeedRules)


@cache
def provider_rules() -> ProviderRules:
    """The rules for providers, read once; raises ContentError."""
    return read_yaml(CONTENT / "ptv" / "providers.yaml", ProviderRules)


def needs_of(service: Described, rules: NeedRules) -> list[str]:
    """The needs that the service serves: the surest first, general ones last, equal ones in the order of the file."""
    points = {need: _points(service, rule) for need, rule in rules.needs.items()}
    found = sorted(
        (need for need in points if points[need] >= ENOUGH), key=lambda need: (rules.needs[need].general, -points[need])
    )
    return found[: rules.most]


def threshold_of(service: Described, rules: NeedRules) -> Threshold:
    """The threshold by the first rule that fits; contact first where none does."""
    for rule in rules.thresholds:
        if service.kind in rule.types or says(service.names, rule.names) or says(service.texts, rule.texts):
            return rule.threshold
    return "appointment"


def is_urgent(service: Described, rules: NeedRules) -> bool:
    """Whether the service is for everyone who stays in its area."""
    return says(service.names, rules.urgent)


def provider_kind(name: str, kind: str | None, funding: str | None, rules: ProviderRules) -> OrganisationKind:
    """What kind a provider is: by its name, then PTV's type of organisation, then who pays."""
    stack = haystack([name])
    named = next((rule.kind for rule in rules.names if says(stack, rule.words)), None)
    return named or rules.types.get(kind or "") or rules.funding.get(funding or "") or rules.otherwise


def _points(service: Described, rule: NeedRule) -> float:
    if says(service.names, rule.not_names):
        return 0.0
    return (
        NAME_POINTS * says(service.names, rule.names)
        + TEXT_POINTS * says(service.texts, rule.texts)
        + max((rule.classes.get(code, 0.0) for code in service.classes), default=0.0)
        + max((rule.target_groups.get(code, 0.0) for code in service.target_groups), default=0.0)
    )
