"""Adapter of PTV's models v4–v11: raw records into `records`.

The versions differ little in what we use: v8 renamed types of names, texts and hours, v9 gave addresses more kinds, v11
gave hours `isAlwaysOpen` and `isReservation`. An older record so reads as a v11 one whose new fields are absent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn

from service_catalog.importers.ptv import records
from service_catalog.importers.ptv.addresses import address_of, is_email, links_of, valid_url
from service_catalog.importers.ptv.hours import RawText, day_of, read_hours, texts_of
from service_catalog.importers.ptv.phones import dialled
from service_catalog.importers.ptv.raw import RecordError, parse, unique
from service_catalog.importers.ptv.v11_models import (
    RawArea,
    RawChannel,
    RawClassified,
    RawCoded,
    RawConnection,
    RawContactDetails,
    RawGeneralDescription,
    RawOrganisation,
    RawPhone,
    RawService,
)

Leave = Callable[[str, str], None]
OLD_TEXT_TYPES = {"ShortDescription": "Summary", "ServiceUserInstruction": "UserInstruction"}
NAME, ALTERNATIVE = "Name", frozenset({"AlternativeName", "AlternateName"})


def service(raw: object, leave: Leave) -> records.Service:
    """A service. Faulty parts go to `leave`; a record that cannot be taken raises RecordError."""
    given = parse(RawService, raw)
    responsible = [
        entry.organization for entry in given.organizations if entry.role_type == "Responsible" and entry.organization
    ]
    owner = given.main_organization or next(iter(responsible), None)
    return records.Service(
        id=given.id,
        kind=given.type or "Service",
        names=_names(given.service_names, "serviceNames"),
        common=_classified(given, given.service_descriptions),
        area=_area(given),
        status=given.publishing_status,
        alternative_names=_lists(item for item in given.service_names if item.type in ALTERNATIVE),
        keywords=_lists(given.keywords),
        general_description_id=given.general_description_id,
        funding=given.funding_type,
        organisation=(owner.id, owner.name or "") if owner else None,
        producers=unique(
            entry.organization.name or ""
            for entry in given.organizations
            if entry.role_type == "Producer" and entry.organization and entry.organization.name
        ),
        vouchers=tuple(
            records.Link(item.url or "", item.language, item.value) for item in given.service_vouchers if item.value
        ),
        languages=given.languages,
        modified=day_of(given.modified),
        connections=tuple(
            _connection(item, given.id, item.service_channel.id, leave)
            for item in given.service_channels
            if item.service_channel
        ),
    )


def channel(raw: object, leave: Leave) -> records.Channel:
    """A channel of any type, as `service`."""
    given = parse(RawChannel, raw)
    pages: list[tuple[str | None, str, str | None]] = [
        (page.url, page.language, page.value) for page in given.web_pages
    ]
    pages += [(item.value, item.language, None) for item in given.urls]
    files: list[tuple[str | None, str, str | None]] = [(item.value, item.language, None) for item in given.channel_urls]
    files += [(item.url, item.language, item.value) for item in given.attachments]
    return records.Channel(
        id=given.id,
        kind=given.service_channel_type,
        names=_names(given.service_channel_names, "serviceChannelNames"),
        organisation_id=given.organization_id,
        contacts=records.Contacts(
            phones=_phones((*given.phone_numbers, *given.support_phones), "phoneNumbers", leave),
            emails=_emails((*given.emails, *given.support_emails), "emails", leave),
            links=links_of(pages, "webPages", leave),
            addresses=tuple(
                found
                for n, item in enumerate((*given.addresses, *given.delivery_addresses))
                if (found := address_of(item, f"addresses.{n}", leave))
            ),
        ),
        hours=read_hours(given.service_hours, leave),
        status=given.publishing_status,
        forms=links_of(files, "channelUrls", leave),
        connections=tuple(
            _connection(item, item.service.id, given.id, leave) for item in given.services if item.service
        ),
    )


def general_description(raw: object, _leave: Leave) -> records.GeneralDescription:
    """A general description, as `service`."""
    given = parse(RawGeneralDescription, raw)
    return records.GeneralDescription(given.id, _names(given.names, "names"), _classified(given, given.descriptions))


def organisation(raw: object, leave: Leave) -> records.Organisation:
    """An organisation, as `service`."""
    given = parse(RawOrganisation, raw)
    pages = links_of([(p.url, p.language, p.value) for p in given.web_pages], "webPages", leave)
    page = min(pages, key=lambda link: link.language != "fi", default=None)
    return records.Organisation(
        given.id,
        _names(given.organization_names, "organizationNames"),
        given.organization_type,
        page.url if page else None,
        given.publishing_status,
    )


def connection(_raw: object, _leave: Leave) -> NoReturn:
    """No connection stands alone in these versions."""
    raise RecordError([("record", "a connection stands within its service in this version")])


def _names(items: Iterable[RawText], where: str) -> records.Texts:
    found = texts_of(item for item in items if item.type in (NAME, None))
    if not found:
        raise RecordError([(where, "no name in any language")])
    return found


def _lists(items: Iterable[RawText]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in items:
        if item.value:
            found.setdefault(item.language, []).append(item.value)
    return found


def _classified(given: RawClassified, descriptions: Iterable[RawText]) -> records.Classified:
    texts: dict[str, records.Texts] = {}
    for item in descriptions:
        if item.value and item.type:
            texts.setdefault(item.language, {})[OLD_TEXT_TYPES.get(item.type, item.type)] = item.value
    return records.Classified(
        texts=texts,
        requirements=texts_of(given.requirements),
        charge=given.service_charge_type,
        laws=tuple(
            records.Law(
                texts_of(law.names),
                {page.language: page.url for page in law.web_pages if page.url and valid_url(page.url)},
            )
            for law in given.legislation
            if texts_of(law.names)
        ),
        classes=_codes(given.service_classes),
        target_groups=_codes(given.target_groups),
        life_events=_codes(given.life_events),
        terms=tuple(texts_of(term.name) for term in given.ontology_terms),
    )


def _codes(items: Iterable[RawCoded]) -> tuple[str, ...]:
    return unique(item.code for item in items if item.code)


def _area(given: RawService) -> records.Area:
    kind = given.area_type
    if kind is None and given.service_coverage_type:  # before v6
        kind = "Nationwide" if given.service_coverage_type == "Nationwide" else "LimitedType"
    counties = [area.code for area in given.areas if area.type == "WellbeingServiceCounties" and area.code]
    listed = [area for area in given.areas if not (area.type == "WellbeingServiceCounties" and area.code)]
    return records.Area(
        kind=kind or ("LimitedType" if given.areas or given.municipalities else None),
        municipalities=unique(
            [item.code.zfill(3) for area in listed for item in area.municipalities]
            + [item.code.zfill(3) for item in given.municipalities]
        ),
        counties=unique(code.zfill(2) for code in counties),
        regions=_regions(listed),
    )


def _regions(areas: Iterable[RawArea]) -> tuple[str, ...]:
    """The regions that do not list their municipalities themselves."""
    return unique(
        area.code.zfill(2)
        for area in areas
        if area.type in ("Region", "Province") and area.code and not area.municipalities
    )


def _connection(item: RawConnection, service_id: str, channel_id: str, leave: Leave) -> records.Connection:
    details = item.contact_details or RawContactDetails()
    return records.Connection(
        service_id,
        channel_id,
        descriptions=texts_of(text for text in item.description if text.type in ("Description", None)),
        charge_texts=texts_of(text for text in item.description if text.type == "ChargeTypeAdditionalInfo"),
        hours=read_hours(item.service_hours, leave),
        contacts=records.Contacts(
            phones=_phones(details.phone_numbers, "contactDetails.phoneNumbers", leave),
            emails=_emails(details.emails, "contactDetails.emails", leave),
            links=links_of([(p.url, p.language, p.value) for p in details.web_pages], "contactDetails.webPages", leave),
            addresses=tuple(
                found
                for n, address in enumerate(details.addresses)
                if (found := address_of(address, f"contactDetails.addresses.{n}", leave))
            ),
        ),
    )


def _phones(items: Iterable[RawPhone], where: str, leave: Leave) -> tuple[records.Phone, ...]:
    found: list[records.Phone] = []
    for number, item in enumerate(items):
        if item.type == "Fax":
            leave(f"{where}.{number}", "a fax number")
            continue
        try:
            digits = dialled(item.number, item.prefix_number)
        except ValueError as error:
            leave(f"{where}.{number}", str(error))
            continue
        if digits is None:
            leave(f"{where}.{number}", "an empty phone number")
            continue
        found.append(
            records.Phone(
                number=digits,
                language=item.language,
                kind="Sms" if item.type == "Sms" else "Phone",
                info=item.additional_information or None,
                charge=item.service_charge_type,
                charge_text=item.charge_description or None,
            )
        )
    return tuple(found)


def _emails(items: Iterable[RawText], where: str, leave: Leave) -> tuple[records.Email, ...]:
    found: list[records.Email] = []
    for number, item in enumerate(items):
        if not item.value:
            continue
        if not is_email(item.value):
            leave(f"{where}.{number}", "not an e-mail address")
            continue
        found.append(records.Email(item.value, item.language))
    return tuple(found)
