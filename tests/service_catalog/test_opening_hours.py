"""Opening hours: open, closed or unknown, with the next change in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from service_catalog.catalogue import Catalogue
from service_catalog.models import Channel
from service_catalog.opening_hours import HELSINKI, opening_of

OFFICE = [{"days": ["mo", "tu", "we", "th", "fr"], "opens": "09:00", "closes": "16:00"}]
NIGHT = [{"days": ["fr", "sa"], "opens": "18:00", "closes": "02:00"}]
SPLIT = [{"days": ["tu"], "opens": "09:00", "closes": "11:00"}, {"days": ["tu"], "opens": "12:30", "closes": "15:30"}]


OVERNIGHT = [{"days": ["th", "fr", "sa"], "opens": "18:00", "closes": "02:00"}]
SUMMER = [{**OFFICE[0], "valid_from": "2026-06-01", "valid_to": "2026-08-31"}]
LONG = [{"days": ["mo"], "opens": "08:00", "closes": "24:00"}, {"days": ["tu"], "opens": "00:00", "closes": "16:00"}]
DAYS_ON_END = [{"days": ["mo", "tu", "we", "th"], "opens": "00:00", "closes": "24:00"}]
UNKNOWN = "Aukioloaika ei ole tiedossa. Tarkista se palvelusta."
HOLIDAY = "Tänään on pyhäpäivä. Tarkista aukiolo palvelusta."


def channel(
    weekly: list[Any] | None = None, exceptions: list[Any] | None = None, *, always: bool = False, kind: str = "phone"
) -> Channel:
    return Channel(kind=kind, weekly=weekly or [], exceptions=exceptions or [], always=always)


def at(moment: str) -> dt.datetime:
    """A moment in Helsinki."""
    return dt.datetime.fromisoformat(moment).replace(tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("weekly", "moment", "state", "text"),
    [
        (OFFICE, "2026-11-24 10:00", "open", "Auki klo 16 asti"),
        (OFFICE, "2026-11-24 16:00", "closed", "Kiinni. Avautuu huomenna klo 9"),
        (OFFICE, "2026-11-24 08:59", "closed", "Kiinni. Avautuu tänään klo 9"),
        (OFFICE, "2026-11-27 17:00", "closed", "Kiinni. Avautuu maanantaina klo 9"),
        (SPLIT, "2026-11-24 11:30", "closed", "Kiinni. Avautuu tänään klo 12.30"),
        (SPLIT, "2026-11-24 13:00", "open", "Auki klo 15.30 asti"),
        (SPLIT, "2026-11-24 16:00", "closed", "Kiinni. Avautuu tiistaina 1.12. klo 9"),
        (NIGHT, "2026-11-28 01:30", "open", "Auki klo 2 asti"),
        (NIGHT, "2026-11-28 02:00", "closed", "Kiinni. Avautuu tänään klo 18"),
        (NIGHT, "2026-11-27 23:00", "open", "Auki klo 2 asti"),
        ([{"days": ["tu"], "opens": "08:00", "closes": "24:00"}], "2026-11-24 23:59", "open", "Auki klo 24 asti"),
        (
            [{"days": ["we"], "opens": "00:00", "closes": "06:00"}],
            "2026-11-24 12:00",
            "closed",
            "Kiinni. Avautuu huomenna klo 0",
        ),
        (LONG, "2026-11-23 10:00", "open", "Auki huomiseen klo 16 asti"),
        (DAYS_ON_END, "2026-11-23 10:00", "open", "Auki torstaihin klo 24 asti"),
        # Public holidays and their eves
        (OFFICE, "2026-12-25 10:00", "unknown", HOLIDAY),
        (OFFICE, "2026-12-24 10:00", "unknown", "Tänään on aatto. Tarkista aukiolo palvelusta."),
        (OFFICE, "2026-06-19 10:00", "unknown", "Tänään on aatto. Tarkista aukiolo palvelusta."),
        (
            OFFICE,
            "2026-12-23 20:00",
            "closed",
            "Kiinni. Avautuu maanantaina klo 9. Tarkista pyhien aukiolo palvelusta.",
        ),
        (
            OFFICE,
            "2026-12-31 10:00",
            "unknown",
            "Tänään on aatto. Tavallisesti auki klo 16 asti. Tarkista aukiolo palvelusta.",
        ),
        (
            OFFICE,
            "2026-12-31 17:00",
            "closed",
            "Kiinni. Avautuu maanantaina klo 9. Tarkista pyhien aukiolo palvelusta.",
        ),
        (
            OFFICE,
            "2026-12-30 17:00",
            "closed",
            "Kiinni. Avautuu huomenna klo 9. Silloin on aatto. Tarkista aukiolo palvelusta.",
        ),
        (OVERNIGHT, "2026-12-27 01:00", "unknown", UNKNOWN),  # Saturday was a holiday: who knows if the night was open
        (
            OVERNIGHT,
            "2026-12-27 02:00",
            "closed",
            "Kiinni. Avautuu torstaina klo 18. Silloin on aatto. Tarkista aukiolo palvelusta.",
        ),
        # Seasons: what is said of summer says nothing of autumn
        (SUMMER, "2026-08-31 10:00", "open", "Auki klo 16 asti"),
        (SUMMER, "2026-09-01 10:00", "unknown", UNKNOWN),
        (SUMMER, "2026-08-31 17:00", "closed", "Kiinni. Tarkista palvelusta, milloin se avautuu."),
        ([{**OFFICE[0], "weeks": "odd"}], "2026-11-24 10:00", "closed", "Kiinni. Avautuu maanantaina klo 9"),
        ([{**OFFICE[0], "weeks": "even"}], "2026-11-24 10:00", "open", "Auki klo 16 asti"),
        ([], "2026-11-24 10:00", "unknown", UNKNOWN),
    ],
)
def test_state_and_words(weekly: list[Any], moment: str, state: str, text: str) -> None:
    opening = opening_of([channel(weekly)], at(moment))
    assert (opening.state, opening.text) == (state, text)


@pytest.mark.parametrize(
    ("exceptions", "moment", "state", "text"),
    [
        ([{"valid_from": "2026-11-24", "closed": True}], "2026-11-24 10:00", "closed",
         "Kiinni. Avautuu huomenna klo 9"),
        ([{"valid_from": "2026-11-24", "closed": True, "note": "Remontti."}], "2026-11-24 10:00", "closed",
         "Kiinni. Avautuu huomenna klo 9. Remontti."),
        ([{"valid_from": "2026-11-23", "valid_to": "2026-11-29", "closed": True}], "2026-11-24 10:00", "closed",
         "Kiinni. Avautuu maanantaina klo 9"),
        ([{"valid_from": "2026-11-01", "valid_to": "2027-01-31", "closed": True}], "2026-11-24 10:00", "closed",
         "Kiinni. Avautuu maanantaina 1.2.2027 klo 9"),
        ([{"valid_from": "2026-11-24", "spans": [{"opens": "12:00", "closes": "14:00"}]}], "2026-11-24 10:00",
         "closed", "Kiinni. Avautuu tänään klo 12"),
        ([{"valid_from": "2026-11-24", "spans": [{"opens": "12:00", "closes": "14:00"}]}], "2026-11-24 13:00",
         "open", "Auki klo 14 asti"),
        ([{"valid_from": "2026-11-24"}], "2026-11-24 10:00", "unknown", UNKNOWN),
        # The shortest period is the nearest
        ([{"valid_from": "2026-11-01", "valid_to": "2026-11-30", "closed": True},
          {"valid_from": "2026-11-24", "spans": [{"opens": "09:00", "closes": "11:00"}]}], "2026-11-24 10:00",
         "open", "Auki klo 11 asti"),
        # What contradicts itself is not known
        ([{"valid_from": "2026-11-24", "closed": True},
          {"valid_from": "2026-11-24", "spans": [{"opens": "09:00", "closes": "11:00"}]}], "2026-11-24 10:00",
         "unknown", UNKNOWN),
        # Holidays that the source knows
        ([{"holidays": ["public", "eves"], "closed": True}], "2026-12-25 10:00", "closed",
         "Kiinni. Avautuu maanantaina klo 9"),
        ([{"holidays": ["public"], "usual": True}], "2026-12-25 10:00", "open", "Auki klo 16 asti"),
        ([{"holidays": ["NewYearEve"], "spans": [{"opens": "09:00", "closes": "13:00"}]}], "2026-12-31 10:00", "open",
         "Auki klo 13 asti"),
        ([{"holidays": ["eves"], "closed": True}, {"holidays": ["NewYearEve"], "usual": True}], "2026-12-31 10:00",
         "open", "Auki klo 16 asti"),
    ],
)  # fmt: skip
def test_exceptions_hold_instead_of_the_week(exceptions: list[Any], moment: str, state: str, text: str) -> None:
    opening = opening_of([channel(OFFICE, exceptions)], at(moment))
    assert (opening.state, opening.text) == (state, text)


def test_day_and_night_is_open_on_christmas_too() -> None:
    opening = opening_of([channel(always=True)], at("2026-12-25 03:00"))
    assert (opening.state, opening.text) == ("open", "Auki ympäri vuorokauden")


def test_day_and_night_may_have_a_break() -> None:
    line = channel(always=True, exceptions=[{"valid_from": "2026-11-25", "closed": True}])
    assert opening_of([line], at("2026-11-24 10:00")).text == "Auki klo 24 asti"
    assert opening_of([line], at("2026-11-25 10:00")).text == "Kiinni. Avautuu huomenna klo 0"
    assert opening_of([line], at("2026-11-26 10:00")).state == "open"


def test_open_every_hour_of_the_week_is_day_and_night_until_a_holiday() -> None:
    line = channel([{"days": [*OFFICE[0]["days"], "sa", "su"], "opens": "00:00", "closes": "24:00"}])
    assert opening_of([line], at("2026-11-09 10:00")).text == "Auki ympäri vuorokauden"
    told = opening_of([line], at("2026-12-23 10:00")).text
    assert told == "Auki klo 24 asti. Tarkista pyhien aukiolo palvelusta."


def test_one_open_way_in_is_enough_and_the_last_to_close_speaks() -> None:
    night, day = at("2026-11-24 03:00"), at("2026-11-24 10:00")
    longer = channel([{"days": ["tu"], "opens": "08:00", "closes": "20:00"}])
    assert opening_of([channel(OFFICE), channel(always=True)], night).state == "open"
    assert opening_of([channel(OFFICE), longer], day).text == "Auki klo 20 asti"


def test_of_closed_ways_in_the_first_to_open_speaks() -> None:
    early = channel([{"days": ["we"], "opens": "07:00", "closes": "08:00"}])
    assert opening_of([channel(OFFICE), early], at("2026-11-24 20:00")).text == "Kiinni. Avautuu huomenna klo 7"


def test_a_closed_phone_does_not_close_a_chat_whose_hours_are_unknown() -> None:
    opening = opening_of([channel(OFFICE), channel(kind="chat")], at("2026-11-24 20:00"))
    assert opening.state == "unknown"
    assert opening.text == "Puhelin: kiinni. Avautuu huomenna klo 9. Muut aukioloajat eivät ole tiedossa."


def test_a_web_page_without_hours_does_not_make_a_closed_phone_unknown() -> None:
    assert opening_of([channel(OFFICE), channel(kind="web")], at("2026-11-24 20:00")).state == "closed"


def test_other_time_zones_are_read_as_helsinki_time() -> None:
    assert opening_of([channel(OFFICE)], dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC)).state == "open"
    assert opening_of([channel(OFFICE)], dt.datetime(2026, 7, 28, 6, 30, tzinfo=dt.UTC)).state == "open"


def test_the_next_change_is_told_as_a_moment_too() -> None:
    assert opening_of([channel(OFFICE)], at("2026-11-24 10:00")).change == at("2026-11-24 16:00")


def test_hours_of_the_content_are_read_by_every_part_alike(catalogue: Catalogue) -> None:
    """List, filter and card say the same of every service at the same moment."""
    now = at("2026-11-24 10:00")
    shown = {card.id: card.open.state for card in catalogue.search(municipality="536", limit=1000, now=now).items}
    filtered = {card.id for card in catalogue.search(municipality="536", open_now=True, limit=1000, now=now).items}
    alone = {card.id: card.open.state for card in catalogue.cards(list(shown), now=now)}
    assert shown == alone
    assert filtered == {card_id for card_id, state in shown.items() if state == "open"}
    assert filtered
