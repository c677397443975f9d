"""Addresses and web addresses of the v4–v11 models."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from service_catalog.importers.ptv import records
from service_catalog.importers.ptv.hours import texts_of
from service_catalog.importers.ptv.places import to_degrees
from service_catalog.importers.ptv.raw import clean, unique
from service_catalog.importers.ptv.v11_models import RawAddress, RawBox, RawStreet

Leave = Callable[[str, str], None]
POSTAL_CODE = re.compile(r"^\d{5}$")
PLACES = frozenset({"Location", "Visiting"})
EMAIL = re.compile(r"^[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;]+$")
LONGEST_URL = 500
LONGEST_EMAIL = 320


def address_of(item: RawAddress, where: str, leave: Leave) -> records.Address | None:
    """The address, or None (with a word to `leave`) when it is none that can be shown."""
    street = item.street_address or item.other_address
    if street:
        return _with_street(street, "place" if item.type in PLACES else "postal", where, leave)
    if item.post_office_box_address:
        return _box(item.post_office_box_address, where, leave)
    text = texts_of(item.delivery_address_in_text)
    if text:
        return records.Address("postal", info=text)
    leave(where, "an address abroad" if item.location_abroad else "an address without any content")
    return None


def links_of(pages: Iterable[tuple[str | None, str, str | None]], where: str, leave: Leave) -> tuple[records.Link, ...]:
    """Links of (address, language, name); what is no web address goes to `leave`."""
    found: list[records.Link] = []
    for number, (url, language, name) in enumerate(pages):
        if not url or not url.strip():
            continue
        whole = url.strip() if "://" in url else f"https://{url.strip()}"
        if valid_url(whole):
            found.append(records.Link(whole, language, name or None))
        else:
            leave(f"{where}.{number}", "not a web address")
    return unique(found)


def is_email(value: str) -> bool:
    """Whether `value` has the form of one e-mail address."""
    return len(value) <= LONGEST_EMAIL and bool(EMAIL.match(value))


def valid_url(url: str) -> bool:
    """Whether `url` is an http(s) address of a named host without a user name, that a page may link to."""
    if len(url) > LONGEST_URL or clean(url) != url or re.search(r"[\s<>\"']", url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not parts.username
    except ValueError:
        return False


def _with_street(street: RawStreet, kind: records.AddressKind, where: str, leave: Leave) -> records.Address:
    lines = {
        language: f"{name} {street.street_number or ''}".strip() for language, name in texts_of(street.street).items()
    }
    coordinates = None
    if street.latitude not in (None, "") and street.longitude not in (None, ""):
        try:
            coordinates = to_degrees(street.latitude or "", street.longitude or "")
        except ValueError as error:
            leave(f"{where}.coordinates", f"coordinates: {str(error)[:60]}")
    return records.Address(
        kind,
        street=lines,
        postal_code=postal_code(street.postal_code, where, leave),
        post_office=texts_of(street.post_office),
        municipality_code=street.municipality.code.zfill(3) if street.municipality else None,
        municipality=texts_of(street.municipality.name) if street.municipality else {},
        info=texts_of(street.additional_information),
        coordinates=coordinates,
    )


def _box(box: RawBox, where: str, leave: Leave) -> records.Address:
    return records.Address(
        "postal",
        street=texts_of(box.post_office_box),
        postal_code=postal_code(box.postal_code, where, leave),
        post_office=texts_of(box.post_office),
        municipality_code=box.municipality.code.zfill(3) if box.municipality else None,
        municipality=texts_of(box.municipality.name) if box.municipality else {},
        info=texts_of(box.additional_information),
    )


def postal_code(code: str | None, where: str, leave: Leave) -> str | None:
    """The code, None where there is none or (told to `leave`) a faulty one."""
    if not code:
        return None
    if POSTAL_CODE.match(code.strip()):
        return code.strip()
    leave(f"{where}.postalCode", "not a postal code of five digits")
    return None
