"""PTV's channels as the catalogue's: each phone number, address and web address is a way to reach the service."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from service_catalog import models
from service_catalog.importers.ptv.areas import AreaCodes
from service_catalog.importers.ptv.hours_text import hours_text
from service_catalog.importers.ptv.private import shown_email, without_persons
from service_catalog.importers.ptv.raw import unique
from service_catalog.importers.ptv.records import Address, Channel, Connection, Contacts, Hours, Link, Phone, Texts
from service_catalog.importers.ptv.texts import PtvTexts

LABEL, PLACE_NAME, STREET, MUNICIPALITY = 200, 200, 200, 80
CHAT = "chat"
TIMED = frozenset({"phone", "place", "chat"})
Leave = Callable[[str, str], None]
Row = tuple[str, str, models.Channel]


def in_language(texts: Texts, language: str = "fi") -> str:
    """The text in `language`, else in Finnish, Swedish, English or whatever there is; empty when there is none."""
    return next((texts[code] for code in (language, "fi", "sv", "en", *texts) if texts.get(code)), "")


def clipped(text: str, longest: int) -> str:
    """At most `longest` characters, cut between words."""
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"


class ChannelRows:
    """Makes the channel rows of services. What is left out is told to the `leave` of each call."""

    def __init__(self, codes: AreaCodes, texts: PtvTexts) -> None:
        self._codes = codes
        self._texts = texts

    def of(self, channel: Channel, connection: Connection, leave: Leave) -> list[models.Channel]:
        """The rows of one channel. Hours, phones, e-mails and links of the connection hold before the channel's own."""
        own, said = channel.contacts, connection.contacts
        contacts = Contacts(
            phones=said.phones or own.phones,
            emails=said.emails or own.emails,
            links=said.links or own.links,
            addresses=(*own.addresses, *said.addresses),
        )
        name = self._public(in_language(channel.names), "name", leave)
        label = clipped(
            ": ".join(filter(None, (name, self._public(in_language(connection.descriptions), "d", leave)))), LABEL
        )
        hours = connection.hours or channel.hours
        price = in_language(connection.charge_texts) or None
        rows = [
            *self._places(channel, contacts.addresses, name, leave),
            *self._phones(contacts.phones, label, price, leave),
            *self._links(channel, contacts.links, label),
            *self._emails(contacts, label, leave),
        ]
        for row in rows:
            row.external_id = channel.id
            _set_hours(row, hours, self._texts)
        if not rows:
            leave("contacts", "a channel without any phone, address or web address that can be shown")
        return rows

    def _public(self, text: str, where: str, leave: Leave) -> str:
        shown, taken = without_persons(text)
        if taken:
            leave(where, "a person's name or address in a text")
        return shown

    def _phones(self, phones: Iterable[Phone], label: str, price: str | None, leave: Leave) -> list[models.Channel]:
        rows = []
        for phone in unique(_finnish_first(phones, lambda phone: phone.language), key=lambda phone: phone.number):
            kind = self._texts.sms if phone.kind == "Sms" else ""
            info = self._public(phone.info or "", "phoneNumbers.additionalInformation", leave)
            rows.append(
                models.Channel(
                    kind="phone",
                    value=spaced(phone.number),
                    label=clipped(", ".join(unique(part for part in (label, kind, info) if part)), LABEL) or None,
                    price_text=price or self._call_price(phone),
                )
            )
        return rows

    def _call_price(self, phone: Phone) -> str | None:
        if phone.charge_text:
            return phone.charge_text
        prices = {
            **dict.fromkeys(("FreeOfCharge", "Free"), self._texts.call_free),
            **dict.fromkeys(("Chargeable", "Charged"), self._texts.call_charged),
        }
        return prices.get(phone.charge or "")

    def _links(self, channel: Channel, links: Iterable[Link], label: str) -> list[models.Channel]:
        given = [("web", link) for link in _own_language(links)] + [
            ("form", link) for link in _own_language(channel.forms)
        ]
        if channel.kind == "PrintableForm" and not channel.forms:
            given = [("form", link) for _, link in given]
        rows = []
        for kind, link in given:
            name = ", ".join(unique(part for part in (label, link.name) if part))
            kind = "chat" if kind == "web" and CHAT in f"{name} {link.url}".lower() else kind
            rows.append(models.Channel(kind=kind, value=link.url, label=clipped(name, LABEL) or None))
        return unique(rows, key=lambda row: (row.kind, row.value))  # type: ignore[return-value]

    def _emails(self, contacts: Contacts, label: str, leave: Leave) -> list[models.Channel]:
        rows = []
        for email in unique(
            _finnish_first(contacts.emails, lambda email: email.language), key=lambda email: email.value
        ):
            if shown_email(email.value):
                rows.append(models.Channel(kind="email", value=email.value, label=label or None))
            else:
                leave("emails", "an e-mail address of a person or a template of such")
        return rows

    def _places(self, channel: Channel, addresses: Iterable[Address], name: str, leave: Leave) -> list[models.Channel]:
        rows = []
        for number, address in enumerate(addresses):
            code = self._codes.municipality(address.municipality_code) or self._codes.named(
                address.post_office.get("fi", "")
            )
            town = self._codes.municipalities.get(code or "") or in_language(address.municipality)
            if address.kind != "place":
                leave(f"addresses.{number}", "a postal or delivery address: no place to come to")
                continue
            if not town and not address.postal_code:
                leave(f"addresses.{number}", "a place without a municipality or a postal code")
                continue
            lat, lon = address.coordinates or (None, None)
            info = self._public(in_language(address.info), f"addresses.{number}.additionalInformation", leave)
            street = ", ".join(part for part in (in_language(address.street), info) if part)
            rows.append(
                models.Channel(
                    kind="place",
                    place_name=clipped(name, PLACE_NAME),
                    street=clipped(street, STREET) or None,
                    postal_code=address.postal_code,
                    municipality=clipped(town, MUNICIPALITY) or None,
                    lat=lat,
                    lon=lon,
                )
            )
        return rows


def spaced(number: str) -> str:
    """A number in groups that people can read: 06 325 2347, 040 123 4567, 116 117."""
    if number.startswith("+") or len(number) < 6:
        return number
    head = 3 if number.startswith(("04", "05", "07", "08")) or not number.startswith("0") else 2
    rest = number[head:]
    groups = [rest[i : i + 3] for i in range(0, len(rest), 3)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return " ".join([number[:head], *groups])


def translated(channel: Channel, language: str) -> list[dict[str, str]]:
    """Names and web addresses of a channel in another language than Finnish, for `Service.language_versions`."""
    name = channel.names.get(language, "")
    links = [link for link in (*channel.contacts.links, *channel.forms) if link.language == language]
    if not name and not links:
        return []
    said = [{"external_id": channel.id, "name": without_persons(name)[0]}] if name else []
    return said + [
        {"external_id": channel.id, "value": link.url, "label": without_persons(link.name or name)[0]} for link in links
    ]


def _finnish_first[T](items: Iterable[T], language: Callable[[T], str]) -> list[T]:
    return sorted(items, key=lambda item: language(item) != "fi")


def _own_language(links: Iterable[Link]) -> list[Link]:
    """The links in Finnish; where there are none, those of the first language that has some."""
    listed = _finnish_first(links, lambda link: link.language)
    return [link for link in listed if link.language == listed[0].language]


def _set_hours(row: models.Channel, hours: Hours, texts: PtvTexts) -> None:
    """Web and e-mail addresses get no hours: an address that is always there would open the whole card."""
    timed = row.kind in TIMED
    row.weekly = [span.as_json() for span in hours.weekly] if timed else []
    row.exceptions = [span.as_json() for span in hours.exceptions] if timed else []
    row.always = hours.always and timed
    row.hours_text = without_persons(hours_text(hours, "fi", texts) or "")[0] or None if timed else None
