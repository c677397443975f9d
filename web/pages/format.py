"""How facts are written on a page: addresses that may be linked, phone links, dates, and the age of a fact."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote, urlsplit

from service_catalog.cards import Place

LINKED_SCHEMES = ("https", "tel", "mailto", "sms")
OLD_AFTER = dt.timedelta(days=365)
NOT_IN_A_NUMBER = re.compile(r"[^\d+*#]")


def safe_url(url: str | None) -> str:
    """`url` when its scheme may be linked, else nothing."""
    return url if url and urlsplit(url).scheme in LINKED_SCHEMES else ""


def tel_link(number: str) -> str:
    """The tel: address of a number written for people."""
    return "tel:" + NOT_IN_A_NUMBER.sub("", number)


def date_text(day: dt.date) -> str:
    """A date as Finns write it; the same form serves the three languages of the pages."""
    return f"{day.day}.{day.month}.{day.year}"


def is_old(day: dt.date) -> bool:
    """Whether a fact was checked so long ago that the page says so."""
    return dt.datetime.now(dt.UTC).date() - day > OLD_AFTER


def map_url(place: Place) -> str:
    """A link to the place on the open map."""
    if place.lat is not None and place.lon is not None:
        return f"https://www.openstreetmap.org/?mlat={place.lat}&mlon={place.lon}#map=17/{place.lat}/{place.lon}"
    words = ", ".join(part for part in (place.street, place.municipality) if part)
    return f"https://www.openstreetmap.org/search?query={quote(words)}" if place.street else ""
