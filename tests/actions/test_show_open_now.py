"""When everything is closed it is said so, and the lines that answer day and night are shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from actions.base import Reply
from actions.show_open_now import ShowOpenNow
from actions.turn import Turn
from service_catalog.catalogue import Cards, Catalogue
from service_catalog.opening_hours import HELSINKI
from tests.actions.conftest import Run

SUNDAY_NIGHT = dt.datetime(2026, 11, 29, 3, 15, tzinfo=HELSINKI)
MONDAY_MORNING = dt.datetime(2026, 11, 30, 10, 30, tzinfo=HELSINKI)
VELKA = [{"id": "velka", "confidence": 0.9}]
find = Reply.find


def at(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    """Lets every search of an action take place at `moment`."""

    def then(reply: Reply, turn: Turn, **query: Any) -> Cards:
        return find(reply, turn, now=moment, **query)

    monkeypatch.setattr(Reply, "find", then)


@pytest.mark.parametrize("moment", [SUNDAY_NIGHT, MONDAY_MORNING])
def test_what_is_shown_is_open_at_that_moment(run: Run, monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    at(monkeypatch, moment)
    said = run(ShowOpenNow(), slots={"needs": VELKA, "municipality": "837"})
    cards = said.services["velka"]
    assert cards
    assert {card["open"]["state"] for card in cards} == {"open"}


def test_at_night_it_says_that_all_are_closed_and_shows_who_answers(
    run: Run, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    at(monkeypatch, SUNDAY_NIGHT)
    assert not catalogue.search(needs=["velka"], municipality="837", open_now=True, now=SUNDAY_NIGHT).items
    said = run(ShowOpenNow(), slots={"needs": VELKA, "municipality": "837"})
    assert said.responses == ["utter_all_closed"]
    assert {card["service_type"] for card in said.services["velka"]} <= {
        *("hatanumero", "sosiaalipaivystys", "kriisiapu", "hatamajoitus", "turvakoti"),
    }
