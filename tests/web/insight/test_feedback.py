"""Feedback: votes with a small bounded weight that one visitor cannot make, and reports as a work list with ages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.web.insight.test_counting import NOKIA, counted, say
from web.api.contract import Feedback
from web.gateway.memory import Remembered
from web.insight.feedback import FeedbackBox
from web.insight.insight import Insight
from web.insight.reports import NewReport, add_report, age_in_days, close_report, delete_old_reports, list_reports
from web.insight.tables import Vote
from web.insight.votes import (
    FEWEST_VOTES,
    MOST_A_DAY,
    MOST_FROM_ADDRESS,
    MOST_WEIGHT,
    AddressBallots,
    add_vote,
    reset_votes,
    vote_weights,
    weight_of,
)
from web.insight.writer import InsightWriter

DAY = dt.date(2026, 11, 24)


def votes(engine: Engine) -> dict[str, tuple[int, int]]:
    with Session(engine) as session:
        return {vote.service_id: (vote.helped, vote.not_helped) for vote in session.scalars(select(Vote))}


def answer_with_cards(site: httpx.Client) -> tuple[str, str]:
    answer = say(site, "vuokra rästissä, asun nokialla")
    cards = next(block for block in answer["messages"] if block["type"] == "services")["services"]
    return answer["conversation_id"], cards[0]["id"]


def send(site: httpx.Client, **body: Any) -> None:
    answer = site.post("/api/v1/feedback", json=body)
    assert (answer.status_code, answer.content) == (httpx.codes.NO_CONTENT, b"")


def test_whether_an_answer_helped_is_counted_for_its_need(site: httpx.Client, insight: Insight) -> None:
    conversation, _ = answer_with_cards(site)
    send(site, conversation_id=conversation, helped=True)
    assert counted(insight)[NOKIA, "vuokra_hata", "helped", "resident"] == 1


def test_a_changed_mind_moves_the_vote(site: httpx.Client, insight: Insight) -> None:
    conversation, _ = answer_with_cards(site)
    for helped in (True, True, False):
        send(site, conversation_id=conversation, helped=helped)
    found = counted(insight)
    assert found[NOKIA, "vuokra_hata", "helped", "resident"] == 0
    assert found[NOKIA, "vuokra_hata", "not_helped", "resident"] == 1


def test_a_conversation_has_one_vote_for_a_service_that_it_saw(site: httpx.Client, insight: Insight) -> None:
    conversation, service = answer_with_cards(site)
    for _ in range(5):
        send(site, conversation_id=conversation, service_id=service, helped=False)
        send(site, conversation_id=conversation, service_id="never_shown", helped=False)
        send(site, conversation_id="00000000-0000-8000-8000-000000000000", service_id=service, helped=False)
    insight.writer.flush()
    assert votes(insight.engine()) == {service: (0, 1)}


def test_one_visitor_with_many_conversations_moves_nothing(database: Engine) -> None:
    writer = InsightWriter(lambda: database)
    box = FeedbackBox(writer)
    for number in range(500):
        shown = Remembered(shown={"a": "velka"})
        feedback = Feedback(conversation_id=str(number), service_id="a", helped=True)
        box.take(feedback, shown, "192.0.2.7")
    writer.flush()
    assert votes(database) == {"a": (MOST_FROM_ADDRESS, 0)}


def test_a_flood_from_many_addresses_in_one_day_moves_nothing(database: Engine) -> None:
    with Session(database) as session:
        for _ in range(200):
            add_vote(session, "a", DAY, helped=True)
        assert vote_weights(session, DAY) == {}


def test_votes_of_many_days_have_a_weight_and_a_reset_forgets_it(database: Engine) -> None:
    with Session(database) as session:
        for day in range(FEWEST_VOTES):
            add_vote(session, "good", DAY - dt.timedelta(days=day), helped=True)
            add_vote(session, "bad", DAY - dt.timedelta(days=day), helped=False)
            add_vote(session, "old", DAY - dt.timedelta(days=day + 400), helped=False)
        weights = vote_weights(session, DAY)
        assert weights == {"good": pytest.approx(0.025), "bad": pytest.approx(-0.025)}
        assert reset_votes(session, "good") == FEWEST_VOTES
        assert vote_weights(session, DAY).keys() == {"bad"}
        reset_votes(session)
        assert vote_weights(session, DAY) == {}


@given(st.lists(st.tuples(st.integers(0, MOST_A_DAY), st.integers(0, MOST_A_DAY)), max_size=180))
def test_no_votes_weigh_more_than_the_bound(days: list[tuple[int, int]]) -> None:
    weight = weight_of(days)
    assert -MOST_WEIGHT < weight < MOST_WEIGHT
    if sum(map(sum, days)) < FEWEST_VOTES:
        assert weight == 0


def test_an_address_may_vote_again_tomorrow_and_is_kept_nowhere() -> None:
    ballots = AddressBallots(most=1)
    assert ballots.takes("192.0.2.7", "a", DAY)
    assert not ballots.takes("192.0.2.7", "a", DAY)
    assert ballots.takes("192.0.2.7", "b", DAY)
    assert ballots.takes("192.0.2.8", "a", DAY)
    assert "192.0.2.7" not in repr(vars(ballots))
    assert ballots.takes("192.0.2.7", "a", DAY + dt.timedelta(days=1))


def test_wrong_facts_become_a_work_list_without_names(site: httpx.Client, insight: Insight) -> None:
    conversation, service = answer_with_cards(site)
    for _ in range(2):
        reason = "puhelin: Matti Virtanen vastaa numerosta 040 123 4567"
        send(site, conversation_id=conversation, service_id=service, helped=False, kind="wrong", reason=reason)
    send(site, conversation_id="tiski", helped=False, kind="missing", reason="velkaneuvonta", municipality=NOKIA)
    insight.writer.flush()
    with Session(insight.engine()) as session:
        found = [(one.kind, one.service_id, one.municipality, one.text, one.times) for one in list_reports(session)]
    assert found == [
        ("wrong", service, NOKIA, "puhelin: [nimi] vastaa numerosta [puhelinnumero]", 2),
        ("missing", None, NOKIA, "velkaneuvonta", 1),
    ]


def test_a_report_has_an_age_and_is_closed_once(database: Engine) -> None:
    with Session(database) as session:
        add_report(session, NewReport("wrong", "osoite", "a"), DAY - dt.timedelta(days=12))
        add_report(session, NewReport("wrong", "hinta", "a"), DAY)
        oldest = list_reports(session)[0]
        assert (oldest.text, age_in_days(oldest, DAY)) == ("osoite", 12)
        assert close_report(session, oldest.id, "editor", DAY)
        assert not close_report(session, oldest.id, "editor", DAY)
        session.flush()
        assert [one.text for one in list_reports(session)] == ["hinta"]
        assert [one.closed_by for one in list_reports(session, closed=True)] == ["editor"]
        delete_old_reports(session, DAY + dt.timedelta(days=91))
        assert list_reports(session, closed=True) == []


def test_feedback_is_taken_when_the_database_is_away(site: httpx.Client, insight: Insight) -> None:
    conversation, _ = answer_with_cards(site)
    insight.writer.flush()
    real, insight.writer._connect = insight.writer._connect, lambda: (_ for _ in ()).throw(OSError())
    try:
        send(site, conversation_id=conversation, helped=True)
        insight.writer.flush()
        assert say(site, "vuokra rästissä, asun nokialla")["messages"]
    finally:
        insight.writer._connect = real
    assert counted(insight)[NOKIA, "vuokra_hata", "helped", "resident"] == 1
