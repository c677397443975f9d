"""Adapter of PTV's v12 search API (beta): raw records into `records`. Connections are records of their own here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from service_catalog.importers.ptv import records
from service_catalog.importers.ptv.addresses import is_email, links_of, postal_code, valid_url
from service_catalog.importers.ptv.hours import day_of
from service_catalog.importers.ptv.hours_v12 import read_hours, texts_by_language
from service_catalog.importers.ptv.phones import dialled
from service_catalog.importers.ptv.places import to_degrees
from service_catalog.importers.ptv.raw import RecordError, parse
from service_catalog.importers.ptv.v12_models import (
    RawChannel,
    RawClassified,
    RawConnection,
    RawOrganisation,
    RawPlaces,
    RawService,
    RawStreet,
    RawVersion,
    RawVersioned,
)

Leave = Callable[[str, str], None]
Versions = Mapping[str, RawVersion]
CHANNELS: dict[str, records.ChannelType] = {"EService": "EChannel", "TelephoneService": "Phone"}
TEXTS = {
    "summary": "Summary",
    "description": "Description",
    "user_instructions": "UserInstruction",
    "charge_type_additional_information": "ChargeTypeAdditionalInfo",
    "deadline_additional_information": "DeadLine",
    "processing_time_additional_information": "ProcessingTime",
    "validity_time_additional_information": "ValidityTime",
}


def service(raw: object, leave: Leave) -> records.Service:
    """A service. Faulty parts go to `leave`; a record that cannot be taken raises RecordError."""
    given = parse(RawService, raw)
    versions = _versions(given.language_versions)
    if any(version.voucher for version in versions.values()):
        leave("voucher", "the form of vouchers in v12 is not known to us")
    return records.Service(
        id=given.content_id,
        kind=given.service_type,
        names=_names(given),
        common=_classified(given),
        area=records.Area(
            given.area.area_type,
            tuple(code.zfill(3) for code in given.area.municipalities),
            tuple(code.zfill(2) for code in given.area.wellbeing_services_counties),
            tuple(code.zfill(2) for code in given.area.regions),
        ),
        status=_status(given),
        alternative_names={code: [v.alternative_name] for code, v in versions.items() if v.alternative_name},
        keywords={code: list(v.freely_assigned_keywords) for code, v in versions.items() if v.freely_assigned_keywords},
        general_description_id=given.general_description_content_id,
        funding=given.funding_type,
        organisation=(given.organization_content_id, ""),
        languages=given.service_languages,
        modified=day_of(given.published_at),
    )


def channel(raw: object, leave: Leave) -> records.Channel:
    """A channel, as `service`."""
    given = parse(RawChannel, raw)
    versions = _versions(given.language_versions)
    files = [
        (link.url, code, link.name) for code, v in versions.items() for link in (*v.form_files, *v.attachment_links)
    ]
    for number, _ in enumerate(given.delivery_addresses):
        leave(f"deliveryAddresses.{number}", "a postal or delivery address: no place to come to")
    towns = given.area.municipalities if given.area else ()
    only_town = towns[0].zfill(3) if len(towns) == 1 else None
    return records.Channel(
        id=given.content_id,
        kind=CHANNELS.get(given.kind, given.kind),  # type: ignore[arg-type]  # the other types have the same names
        names=_names(given),
        organisation_id=given.organization_content_id,
        contacts=records.Contacts(
            phones=_phones(versions, leave),
            emails=_emails(versions, leave),
            links=_links(versions, leave),
            addresses=(
                *_addresses(given.location, "place", only_town, leave),
                *_addresses(given.contact_addresses, "postal", only_town, leave),
            ),
        ),
        hours=read_hours(given.service_hours, leave),
        status=_status(given),
        forms=links_of(files, "formFiles", leave),
    )


def connection(raw: object, leave: Leave) -> records.Connection:
    """A connection, as `service`."""
    given = parse(RawConnection, raw)
    versions = _versions(given.language_versions)
    charges = {code: v.charge_type_additional_information for code, v in versions.items()}
    return records.Connection(
        given.service_content_id,
        given.channel_content_id,
        descriptions={code: v.description for code, v in versions.items() if v.description},
        charge_texts={code: text for code, text in charges.items() if text},
        hours=read_hours(given.service_hours, leave),
        contacts=records.Contacts(
            _phones(versions, leave),
            _emails(versions, leave),
            _links(versions, leave),
            _addresses(given.contact_addresses, "postal", None, leave),
        ),
    )


def general_description(raw: object, _leave: Leave) -> records.GeneralDescription:
    """A general description, as `service`."""
    given = parse(RawClassified, raw)
    return records.GeneralDescription(given.content_id, _names(given), _classified(given))


def organisation(raw: object, leave: Leave) -> records.Organisation:
    """An organisation, as `service`."""
    given = parse(RawOrganisation, raw)
    pages = _links(_versions(given.language_versions), leave)
    page = min(pages, key=lambda link: link.language != "fi", default=None)
    return records.Organisation(
        given.content_id, _names(given), given.organization_type, page.url if page else None, _status(given)
    )


def _status(given: RawVersioned) -> str:
    return "Archived" if given.archived_at else "Published"


def _versions(given: Mapping[str, RawVersion | None]) -> dict[str, RawVersion]:
    return {code: version for code, version in given.items() if version}


def _names(given: RawVersioned) -> records.Texts:
    found = {code: version.name for code, version in _versions(given.language_versions).items() if version.name}
    if not found:
        raise RecordError([("languageVersions", "no name in any language")])
    return found


def _classified(given: RawClassified) -> records.Classified:
    versions = _versions(given.language_versions)
    return records.Classified(
        texts={
            code: {kind: getattr(version, field) for field, kind in TEXTS.items() if getattr(version, field)}
            for code, version in versions.items()
        },
        requirements={code: v.conditions for code, v in versions.items() if v.conditions},
        charge=given.charge_type,
        laws=tuple(
            records.Law({code: link.name}, {code: link.url} if link.url and valid_url(link.url) else {})
            for code, version in versions.items()
            for link in version.legislation_links
            if link.name and (code == "fi" or "fi" not in versions)
        ),
        classes=given.service_classes,
        target_groups=given.target_groups,
        life_events=given.life_events,
        terms=(),
    )


def _phones(versions: Versions, leave: Leave) -> tuple[records.Phone, ...]:
    found = []
    for code, version in versions.items():
        for item in (*version.phone_numbers, *version.contact_phone_numbers, *version.support_phone_numbers):
            try:
                digits = None if item.type == "Fax" else dialled(item.number, item.dial_code)
            except ValueError as error:
                leave(f"languageVersions.{code}.phoneNumbers", str(error))
                continue
            if digits is None:
                leave(
                    f"languageVersions.{code}.phoneNumbers",
                    "a fax number" if item.type == "Fax" else "an empty phone number",
                )
                continue
            found.append(
                records.Phone(
                    digits,
                    code,
                    "Sms" if item.type == "Sms" else "Phone",
                    item.additional_information,
                    item.charge_type,
                    item.charge_description,
                )
            )
    return tuple(found)


def _emails(versions: Versions, leave: Leave) -> tuple[records.Email, ...]:
    found = []
    for code, version in versions.items():
        for address in (*version.emails, *version.contact_emails, *version.support_emails):
            if address and is_email(address):
                found.append(records.Email(address, code))
            elif address:
                leave(f"languageVersions.{code}.emails", "not an e-mail address")
    return tuple(found)


def _links(versions: Versions, leave: Leave) -> tuple[records.Link, ...]:
    pages = [
        (link.url, code, link.name)
        for code, version in versions.items()
        for link in (version.web_address, *version.web_pages, *version.contact_web_pages)
        if link
    ]
    return links_of(pages, "webPages", leave)


def _addresses(
    places: RawPlaces | None, kind: records.AddressKind, only_town: str | None, leave: Leave
) -> tuple[records.Address, ...]:
    """`only_town` is the municipality of addresses that do not tell theirs: v12 gives the postal code only."""
    if places is None:
        return ()
    hidden: Iterable[Any] = (*places.foreign_addresses, *places.post_office_box_addresses)
    for _ in hidden:
        leave("addresses", "an address abroad or a post office box: no place to come to")
    return tuple(
        _address(street, kind, only_town, leave) for street in (*places.street_addresses, *places.other_addresses)
    )


def _address(street: RawStreet, kind: records.AddressKind, only_town: str | None, leave: Leave) -> records.Address:
    coordinates = None
    for item in street.coordinates:
        try:
            if item.system != "EPSG:3067":
                raise ValueError(f"unknown system {item.system[:20]}")
            coordinates = coordinates or to_degrees(item.northing, item.easting)
        except ValueError as error:
            leave("addresses.coordinates", f"coordinates: {str(error)[:60]}")
    names = texts_by_language(street.street_name)
    return records.Address(
        kind,
        street={code: f"{name} {street.address_detail or ''}".strip() for code, name in names.items()},
        postal_code=postal_code(street.postal_code, "addresses", leave),
        post_office=texts_by_language(street.post_office),
        municipality_code=street.municipality.zfill(3) if street.municipality else only_town,
        info=texts_by_language(street.additional_information),
        coordinates=coordinates,
    )
