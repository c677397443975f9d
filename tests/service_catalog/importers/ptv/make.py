"""Made-up PTV records of each version: whole enough to be real, with nothing of a real person or place of business."""

from __future__ import annotations

from typing import Any

Raw = dict[str, Any]


def guid(number: int, kind: int = 0) -> str:
    return f"{kind:08x}-0000-4000-8000-{number:012x}"


SERVICE, CHANNEL, ORGANISATION, GENERAL = 1, 2, 3, 4


def text(value: str | None, language: str = "fi", kind: str | None = None) -> Raw:
    return {"language": language, "value": value, **({"type": kind} if kind else {})}


def municipality(code: str = "536", name: str = "Nokia") -> Raw:
    return {"code": code, "name": [text(name)]}


def connection(channel: int, **more: Any) -> Raw:
    return {
        "serviceChannel": {"id": guid(channel, CHANNEL), "name": "Kanava"},
        "serviceChargeType": None,
        "description": [],
        "serviceHours": [],
        "contactDetails": None,
        **more,
    }


def service(number: int = 1, name: str = "Velkaneuvonta", channels: tuple[int, ...] = (), **more: Any) -> Raw:
    return {
        "id": guid(number, SERVICE),
        "type": "Service",
        "fundingType": "PubliclyFunded",
        "serviceNames": [text(name, kind="Name")],
        "serviceDescriptions": [
            text("Saat apua velkojen kanssa.", kind="Summary"),
            text("Neuvoja auttaa sinua tekemään suunnitelman.", kind="Description"),
            text(None, kind="DeadLine"),
        ],
        "areaType": "LimitedType",
        "areas": [{"type": "Municipality", "code": None, "name": None, "municipalities": [municipality()]}],
        "languages": ["fi", "sv"],
        "serviceClasses": [{"code": "P15.1", "name": [text("Talous")]}],
        "targetGroups": [{"code": "KR1"}],
        "lifeEvents": [{"code": "KE8"}],
        "organizations": [
            {"roleType": "Responsible", "organization": {"id": guid(1, ORGANISATION), "name": "Testikaupunki"}}
        ],
        "serviceChannels": [connection(number) for number in channels],
        "publishingStatus": "Published",
        "modified": "2026-10-01T22:30:00+00:00",
        **more,
    }


def channel(number: int = 1, kind: str = "Phone", name: str = "Neuvontapuhelin", **more: Any) -> Raw:
    return {
        "id": guid(number, CHANNEL),
        "serviceChannelType": kind,
        "organizationId": guid(1, ORGANISATION),
        "serviceChannelNames": [text(name, kind="Name")],
        "serviceChannelDescriptions": [],
        "phoneNumbers": [phone()] if kind == "Phone" else [],
        "webPages": [],
        "serviceHours": [],
        "services": [],
        "publishingStatus": "Published",
        **more,
    }


def phone(number: str | None = "31234567", **more: Any) -> Raw:
    return {
        "type": "Phone",
        "number": number,
        "prefixNumber": "+358",
        "isFinnishServiceNumber": False,
        "additionalInformation": None,
        "serviceChargeType": "Chargeable",
        "chargeDescription": None,
        "language": "fi",
        **more,
    }


def location(**more: Any) -> Raw:
    return {
        "type": "Location",
        "subType": "Single",
        "streetAddress": {
            "street": [text("Testikatu")],
            "streetNumber": "3",
            "postalCode": "37100",
            "postOffice": [text("NOKIA")],
            "municipality": municipality(),
            "additionalInformation": [],
            "latitude": "6822000.0",
            "longitude": "312000.0",
            "coordinateState": "Ok",
            **more,
        },
    }


def hours(*openings: Raw, kind: str = "DaysOfTheWeek", **more: Any) -> Raw:
    return {
        "serviceHourType": kind,
        "validFrom": None,
        "validTo": None,
        "isClosed": False,
        "validForNow": True,
        "additionalInformation": [],
        "openingHour": list(openings),
        **more,
    }


def opening(day: str | None, start: str | None, end: str | None, to: str | None = None) -> Raw:
    return {"dayFrom": day, "dayTo": to, "from": start, "to": end}


def organisation(number: int = 1, name: str = "Testikaupunki", kind: str = "Municipality", **more: Any) -> Raw:
    return {
        "id": guid(number, ORGANISATION),
        "organizationType": kind,
        "organizationNames": [text(name, kind="Name")],
        "webPages": [{"url": "https://www.testikaupunki.fi", "language": "fi"}],
        "publishingStatus": "Published",
        **more,
    }


def general_description(number: int = 1, **more: Any) -> Raw:
    return {
        "id": guid(number, GENERAL),
        "names": [text("Velkaneuvonta", kind="Name")],
        "descriptions": [
            text("Yleinen kuvaus velkaneuvonnasta.", kind="Description"),
            text("Yleinen tiivistelmä.", kind="Summary"),
            text("Yleinen ohje.", kind="UserInstruction"),
        ],
        "requirements": [text("Yleinen ehto.")],
        "serviceChargeType": "FreeOfCharge",
        "legislation": [
            {
                "names": [text("Laki testauksesta")],
                "webPages": [{"url": "https://www.finlex.fi/fi/laki/ajantasa/1999/19990001", "language": "fi"}],
            }
        ],
        "serviceClasses": [{"code": "P15.3"}],
        "targetGroups": [{"code": "KR1.6"}],
        "lifeEvents": [],
        "ontologyTerms": [{"uri": "http://www.yso.fi/onto/koko/p1", "name": [text("velat")]}],
        **more,
    }


def service_v12(number: int = 1, name: str = "Velkaneuvonta", **more: Any) -> Raw:
    return {
        "contentId": guid(number, SERVICE),
        "serviceType": "Service",
        "organizationContentId": guid(1, ORGANISATION),
        "languageVersions": {
            "fi": {
                "name": name,
                "summary": "Saat apua velkojen kanssa.",
                "description": "Neuvoja auttaa sinua tekemään suunnitelman.",
                "conditions": "Sinulla on velkaa.",
                "legislationLinks": [{"url": "https://www.finlex.fi/fi/laki/ajantasa/1999/19990001", "name": "Laki"}],
                "freelyAssignedKeywords": ["velka"],
            },
            "sv": {"name": "Skuldrådgivning", "summary": "Du får hjälp med skulder."},
        },
        "chargeType": "Free",
        "area": {
            "areaType": "LimitedArea",
            "municipalities": ["536"],
            "regions": [],
            "wellbeingServicesCounties": [],
        },
        "serviceLanguages": ["fi"],
        "serviceClasses": ["http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P15.1"],
        "targetGroups": ["KR1"],
        "lifeEvents": [],
        "publishedAt": "2026-10-01T08:00:00Z",
        **more,
    }


def channel_v12(number: int = 1, kind: str = "TelephoneService", **more: Any) -> Raw:
    return {
        "contentId": guid(number, CHANNEL),
        "channelType": kind,
        "organizationContentId": guid(1, ORGANISATION),
        "languageVersions": {
            "fi": {
                "name": "Neuvontapuhelin",
                "phoneNumbers": [
                    {"type": "DomesticPhone", "dialCode": "+358", "number": "31234567", "chargeType": "Free"}
                ],
            }
        },
        **more,
    }


def connection_v12(service_number: int = 1, channel_number: int = 1, **more: Any) -> Raw:
    return {
        "serviceContentId": guid(service_number, SERVICE),
        "channelContentId": guid(channel_number, CHANNEL),
        "languageVersions": {},
        **more,
    }


def organisation_v12(number: int = 1, name: str = "Testikaupunki", **more: Any) -> Raw:
    return {
        "contentId": guid(number, ORGANISATION),
        "organizationType": "Municipality",
        "languageVersions": {"fi": {"name": name, "webPages": [{"url": "https://www.testikaupunki.fi"}]}},
        **more,
    }
