"""PTV's records as rows of the catalogue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from service_catalog import models
from service_catalog.importers.ptv.areas import AreaCodes
from service_catalog.importers.ptv.channels import ChannelRows, clipped, in_language, translated
from service_catalog.importers.ptv.merge import merged
from service_catalog.importers.ptv.private import without_persons
from service_catalog.importers.ptv.raw import RecordError, unique
from service_catalog.importers.ptv.records import (
    Channel,
    Classified,
    Connection,
    GeneralDescription,
    Organisation,
    Service,
    Texts,
)
from service_catalog.importers.ptv.rules import (
    Described,
    NeedRules,
    ProviderRules,
    is_urgent,
    needs_of,
    provider_kind,
    threshold_of,
)
from service_catalog.importers.ptv.texts import PtvTexts

NAME, SUMMARY = 200, 320
# The order in which the ways to reach a service are shown: first those that have a person at the other end.
KINDS = ("phone", "chat", "place", "form", "web", "email")
FREE, CHARGED = frozenset({"FreeOfCharge", "Free"}), frozenset({"Chargeable", "Charged"})
Leave = Callable[[str, str], None]


def catalogue_id(guid: str) -> str:
    """The id in the catalogue of a service or organisation of PTV."""
    return f"ptv-{guid}"


class Converter:
    """Makes catalogue rows of PTV's records. `checked_on` is the day on which the records were fetched."""

    def __init__(
        self, codes: AreaCodes, texts: PtvTexts, needs: NeedRules, providers: ProviderRules, checked_on: dt.date
    ) -> None:
        self._codes = codes
        self._texts = texts
        self._needs = needs
        self._providers = providers
        self._checked_on = checked_on
        self._channels = ChannelRows(codes, texts)

    def organisation(self, given: Service, known: Mapping[str, Organisation]) -> models.Organisation:
        """The organisation of a service, from its own record where that was read; raises RecordError without one."""
        if given.organisation is None:
            raise RecordError([("organizations", "no responsible organisation")])
        guid, name = given.organisation
        own = known.get(guid)
        said = in_language(own.names) if own else name
        if not said:
            raise RecordError([("organizations", "the responsible organisation is not in the material")])
        return models.Organisation(
            id=catalogue_id(guid),
            external_id=guid,
            name=clipped(said, NAME),
            kind=provider_kind(said, own.kind if own else None, given.funding, self._providers),
            url=(own.url if own else None) or "",
        )

    def service(
        self,
        given: Service,
        organisation: models.Organisation,
        general: GeneralDescription | None,
        used: Sequence[tuple[Channel, Connection]],
        leave: Leave,
    ) -> models.Service:
        """The service with its channels; raises RecordError when it cannot be shown truly."""
        areas = self._codes.rows(given.area, leave)
        if not areas:
            raise RecordError([("areas", "no area that the code lists know")])
        common = merged(given.common, general.common if general else None)
        described = self._described(given, common)
        urgent = is_urgent(described, self._needs)
        rows = [row for channel, said in used for row in self._channels.of(channel, said, leave)]
        text = _Texts(common, leave)
        name = in_language(given.names)
        if "fi" not in given.names:
            leave("serviceNames", "no Finnish name: the name in another language is shown")
        return models.Service(
            id=catalogue_id(given.id),
            external_id=given.id,
            organisation_id=organisation.id,
            service_type=(common.classes or ("ptv",))[0],
            name=clipped(name, NAME),
            summary=clipped(text.of("Summary") or _first_sentence(text.of("Description")) or name, SUMMARY),
            description=text.of("Description") or None,
            keywords=self._keywords(given, common),
            target_groups=list(common.target_groups),
            service_classes=list(common.classes),
            life_events=list(common.life_events),
            threshold=threshold_of(described, self._needs),
            urgent=urgent,
            cost_free=True if common.charge in FREE else False if common.charge in CHARGED else None,
            cost_text=text.of("ChargeTypeAdditionalInfo") or self._cost(common.charge),
            how_to_apply=text.of("UserInstruction") or self._texts.how_to_apply,
            note=self._note(given, text) or None,
            languages=list(given.languages) or ["fi"],
            source_name=self._texts.source_name.format(organisation=organisation.name)[:300],
            source_url=self._texts.source_url.format(id=given.id),
            source_dated=given.modified.isoformat() if given.modified else None,
            modified_on=given.modified,
            checked_on=self._checked_on,
            language_versions=self._versions(given, common, [channel for channel, _ in used]),
            needs=[
                models.ServiceNeed(need_id=need, position=n) for n, need in enumerate(needs_of(described, self._needs))
            ],
            conditions=_conditions(text.public(in_language(common.requirements), "requirements")),
            laws=_laws(common),
            channels=_numbered(rows),
            areas=[models.ServiceArea(kind=kind, code=code, staying=urgent) for kind, code in areas],
        )

    def _described(self, given: Service, common: Classified) -> Described:
        texts = common.texts.get("fi") or common.texts.get("sv") or {}
        return Described.of(
            [*given.names.values(), *self._keywords(given, common)],
            [texts.get("Summary", ""), texts.get("Description", ""), *common.requirements.values()],
            common.classes,
            common.target_groups,
            given.kind,
        )

    @staticmethod
    def _keywords(given: Service, common: Classified) -> list[str]:
        terms = [in_language(term) for term in common.terms]
        listed = [*given.alternative_names.get("fi", []), *given.keywords.get("fi", []), *terms]
        return list(unique(word for word in listed if word))

    def _cost(self, charge: str | None) -> str:
        if charge in FREE:
            return self._texts.cost_free
        return self._texts.cost_charged if charge in CHARGED else self._texts.cost_unknown

    def _note(self, given: Service, text: _Texts) -> str:
        said = [
            (self._texts.deadline, text.of("DeadLine")),
            (self._texts.processing_time, text.of("ProcessingTime")),
            (self._texts.validity_time, text.of("ValidityTime")),
            (self._texts.voucher, ", ".join(v.name or "" for v in given.vouchers if v.language == "fi")),
            (self._texts.producers, ", ".join(given.producers) if len(given.producers) > 1 else ""),
        ]
        return "\n".join(pattern.format(text=words) for pattern, words in said if words)

    def _versions(self, given: Service, common: Classified, channels: list[Channel]) -> dict[str, dict[str, object]]:
        found: dict[str, dict[str, object]] = {}
        for language in sorted(given.names.keys() - {"fi"}):
            texts = common.texts.get(language, {})
            version: dict[str, object] = {
                "name": given.names[language],
                "summary": texts.get("Summary"),
                "description": texts.get("Description"),
                "how_to_apply": texts.get("UserInstruction"),
                "cost_text": texts.get("ChargeTypeAdditionalInfo"),
                "conditions": [common.requirements[language]] if common.requirements.get(language) else [],
                "keywords": [*given.alternative_names.get(language, []), *given.keywords.get(language, [])],
                "channels": [said for channel in channels for said in translated(channel, language)],
            }
            found[language] = {key: _public(value) for key, value in version.items() if value}
        return found


class _Texts:
    """The Finnish texts of a service (in another language where there is none), without persons."""

    def __init__(self, common: Classified, leave: Leave) -> None:
        self._by_language = common.texts
        self._leave = leave

    def of(self, kind: str) -> str:
        """The text of PTV's `kind`, or an empty one."""
        return self.public(in_language({code: texts.get(kind, "") for code, texts in self._by_language.items()}), kind)

    def public(self, text: str, where: str) -> str:
        """`text` without persons."""
        shown, taken = without_persons(text)
        if taken:
            self._leave(where, "a person's name or address in a text")
        return shown


def _public(value: object) -> object:
    if isinstance(value, str):
        return without_persons(value)[0]
    if isinstance(value, list):
        return [_public(item) for item in value]
    return value


def _first_sentence(text: str) -> str:
    return text.split("\n")[0].split(". ")[0].rstrip(".") + "." if text else ""


def _conditions(requirements: str) -> list[models.EligibilityCondition]:
    """One condition a paragraph; PTV says in words only, so the authority looks at each."""
    parts = [part.strip() for part in requirements.split("\n\n") if part.strip()]
    return [models.EligibilityCondition(position=n, kind="situation", text=part) for n, part in enumerate(parts)]


def _laws(common: Classified) -> list[models.LegalBasis]:
    listed: list[tuple[str, Texts]] = [(in_language(law.names), law.urls) for law in common.laws]
    return [
        models.LegalBasis(position=n, text=text, url=in_language(urls) or None) for n, (text, urls) in enumerate(listed)
    ]


def _numbered(rows: Iterable[models.Channel]) -> list[models.Channel]:
    """The rows in the order of KINDS, each number and address once, rather with its hours than without."""
    ordered = sorted(rows, key=lambda row: (KINDS.index(row.kind), not row.weekly))
    listed = list(unique(ordered, key=lambda row: (row.kind, row.value or (row.place_name, row.street))))
    for number, row in enumerate(listed):
        row.position = number
    return listed
