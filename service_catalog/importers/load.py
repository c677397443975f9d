"""Writes checked content into the database: everything in one transaction, so that a failure changes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.orm import InstrumentedAttribute, Session

from service_catalog import models
from service_catalog.catalogue_state import mark_changed
from service_catalog.importers.content import Content
from service_catalog.importers.content_schema import Area, Organisation, Provider, Service, record_id
from service_catalog.importers.replace import drop_unused_organisations, put_organisations, replace_services

ORIGIN = "content"


def load_content(session: Session, content: Content) -> int:
    """Replaces what came of content before by `content`; returns the number of services. The caller commits.

    Services of other origins, local edits and pins stay.
    """
    _put_areas(session, content)
    _put_needs(session, content)
    organisations = {organisation.id: organisation for organisation in content.organisations}
    put_organisations(
        session,
        ORIGIN,
        [
            models.Organisation(id=o.id, name=o.name, short_name=o.short_name, kind=o.kind, url=str(o.url))
            for o in content.organisations
        ],
    )
    areas = AreaCodes(content)
    rows = [
        service_row(service, provider, organisations[provider.organisation], areas, content.doors)
        for service in content.services
        for provider in service.providers
    ]
    replace_services(session, ORIGIN, rows, gone="delete")
    drop_unused_organisations(session, ORIGIN, keep=organisations)
    mark_changed(session, content.version)
    session.flush()
    return len(rows)


def _put_areas(session: Session, content: Content) -> None:
    contacts = {entry.county: entry for entry in content.area.counties}
    counties = {row.county_code: row.county for row in content.municipalities if row.county_code}
    for code, name in counties.items():
        session.merge(
            models.County(
                code=code,
                name=name,
                advice_service=contacts[name].advice if name in contacts else None,
                emergency_service=contacts[name].social_emergency if name in contacts else None,
            )
        )
    session.flush()
    for area in content.employment_areas:
        session.merge(models.EmploymentArea(code=area.id, name=area.name))
    session.flush()
    in_scope = set(content.area.municipalities)
    employment_areas = {name: area.id for area in content.employment_areas for name in area.municipalities}
    for row in content.municipalities:
        session.merge(
            models.Municipality(
                code=row.code,
                name=row.name,
                name_sv=row.name_sv,
                county_code=row.county_code or None,
                employment_area_code=employment_areas.get(row.name),
                in_scope=row.name in in_scope,
            )
        )
    session.flush()
    for former in content.former:
        session.merge(
            models.FormerMunicipality(name=former.name, code=former.code, successor_code=former.successor_code)
        )
    session.flush()
    _drop_others(session, models.FormerMunicipality.name, [former.name for former in content.former])
    _drop_others(session, models.Municipality.code, [row.code for row in content.municipalities])
    _drop_others(session, models.EmploymentArea.code, [area.id for area in content.employment_areas])
    _drop_others(session, models.County.code, counties)


def _put_needs(session: Session, content: Content) -> None:
    themes = {theme.id: theme.name for theme in content.needs.themes}
    for position, need in enumerate(content.needs.needs):
        session.merge(
            models.Need(
                id=need.id,
                name=need.name,
                theme=need.theme,
                theme_name=themes[need.theme],
                covers=need.covers,
                crisis=need.crisis,
                position=position,
            )
        )
    session.flush()
    ids = [need.id for need in content.needs.needs]
    _drop_others(session, models.ServiceNeed.need_id, ids)
    _drop_others(session, models.Need.id, ids)


def _drop_others(session: Session, column: InstrumentedAttribute[str], known: Iterable[str]) -> None:
    session.execute(delete(column.class_).where(column.not_in(list(known))))


class AreaCodes:
    """Turns the names of an area into rows of codes."""

    def __init__(self, content: Content) -> None:
        former = {row.name: row.successor_code for row in content.former}
        self._municipalities = former | {row.name: row.code for row in content.municipalities}
        self._counties = {row.county: row.county_code for row in content.municipalities}

    def rows(self, area: Area, *, staying: bool = False) -> list[models.ServiceArea]:
        """The service area rows of `area`; `staying`: for everyone who stays there."""
        codes = {
            "national": [""] if area.national else [],
            "remote": [""] if area.remote else [],
            "county": [self._counties[name] for name in area.counties],
            "employment_area": area.employment_areas,
            "municipality": dict.fromkeys(self._municipalities[name] for name in area.municipalities),
        }
        return [models.ServiceArea(kind=kind, code=code, staying=staying) for kind in codes for code in codes[kind]]


def service_row(
    service: Service, provider: Provider, organisation: Organisation, areas: AreaCodes, doors: dict[str, list[str]]
) -> models.Service:
    """The catalogue record of `service` as `provider` gives it."""
    return models.Service(
        id=record_id(service, provider),
        organisation_id=organisation.id,
        service_type=service.service_type,
        name=provider.name or service.name,
        summary=provider.summary or service.summary,
        description=service.description,
        keywords=service.keywords,
        target_groups=service.target_groups,
        not_for=service.not_for,
        threshold=service.threshold,
        urgent=service.urgent,
        cost_free=service.cost.free,
        cost_text=service.cost.text,
        how_to_apply=provider.how_to_apply or service.how_to_apply,
        if_refused=service.if_refused,
        note=provider.note,
        languages=provider.languages,
        source_name=provider.source.name,
        source_url=str(provider.source.url),
        source_dated=provider.source.dated,
        checked_on=provider.source.checked_on,
        valid_until=provider.valid_until,
        needs=[
            models.ServiceNeed(need_id=need, position=n, door=door_of(service, provider, doors.get(need, [])))
            for n, need in enumerate(service.needs)
        ],
        conditions=[
            models.EligibilityCondition(
                position=n, kind=c.kind, text=c.text, law=c.law, min_age=c.min_age, max_age=c.max_age, needs=c.needs
            )
            for n, c in enumerate(service.eligibility)
        ],
        laws=[
            models.LegalBasis(position=n, text=law.text, url=str(law.url) if law.url else None)
            for n, law in enumerate(service.legal_basis)
        ],
        channels=_channel_rows(provider),
        areas=areas.rows(provider.area or organisation.area, staying=service.staying),
    )


def _channel_rows(provider: Provider) -> list[models.Channel]:
    return [
        models.Channel(
            position=n,
            kind=c.kind,
            value=c.value,
            label=c.label,
            hours_text=c.hours.text if c.hours else None,
            weekly=[span.as_json() for span in c.hours.weekly] if c.hours else [],
            exceptions=[one.as_json() for one in c.hours.exceptions] if c.hours else [],
            always=c.hours.always if c.hours else False,
            price_text=c.price,
            place_name=c.name,
            street=c.street,
            postal_code=c.postal_code,
            municipality=c.municipality,
            lat=c.lat,
            lon=c.lon,
        )
        for n, c in enumerate(provider.channels)
    ]


def door_of(service: Service, provider: Provider, doors: list[str]) -> int | None:
    """The place of a service, or of one provider of it, among the first doors of a need."""
    return next((n for n, door in enumerate(doors) if door in (service.id, record_id(service, provider))), None)
