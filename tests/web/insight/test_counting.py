"""From an answer to the counters: what is counted, once a conversation, and that nothing else is kept."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from service_catalog.cards import Card
from service_catalog.catalogue import Catalogue
from web.api.contract import ChatAnswer, ChatRequest, HeardMunicipality, HeardNeed, TextMessage, Understanding
from web.gateway.memory import Remembered
from web.insight.insight import Insight
from web.insight.observer import outcome_of
from web.insight.tables import Count, Sample

NOKIA = "536"


def say(site: httpx.Client, words: str, conversation: str | None = None, page: str | None = None) -> dict[str, Any]:
    body = {"text": words, "conversation_id": conversation, "context": {"page": page}}
    return dict(site.post("/api/v1/chat", json=body).raise_for_status().json())


def counted(insight: Insight) -> dict[tuple[str, str, str, str], int]:
    """(municipality, need, outcome, face) -> times."""
    insight.writer.flush()
    with Session(insight.engine()) as session:
        return {(c.municipality, c.need, c.outcome, c.face): c.times for c in session.scalars(select(Count))}


def test_each_need_of_a_conversation_is_counted_once(site: httpx.Client, insight: Insight) -> None:
    first = say(site, "vuokra rästissä, asun nokialla")
    say(site, "vuokra on vieläkin rästissä ja ahdistaa", first["conversation_id"])
    found = counted(insight)
    assert found[NOKIA, "vuokra_hata", "shown", "resident"] == 1
    assert found[NOKIA, "mielenterveys", "shown", "resident"] == 1
    assert found[NOKIA, "", "conversation", "resident"] == 1


@pytest.mark.parametrize(("page", "face"), [("asiakaspalvelu", "desk"), ("perhekeskus", "family"), (None, "resident")])
def test_the_face_is_counted(site: httpx.Client, insight: Insight, page: str | None, face: str) -> None:
    say(site, "ruoka on lopussa, asun nokialla", page=page)
    assert (NOKIA, "ruoka_apu", "shown", face) in counted(insight)


def test_danger_is_counted_by_its_class(site: httpx.Client, insight: Insight) -> None:
    say(site, "haluan tappaa itseni")
    assert any(outcome == "crisis_self_harm" for _, _, outcome, _ in counted(insight))


def test_a_message_without_a_need_is_not_understood_and_its_sample_is_redacted(
    site: httpx.Client, insight: Insight
) -> None:
    say(site, "Matti Virtanen neuvoi soittamaan 040 123 4567")
    assert counted(insight)["", "", "not_understood", "resident"] == 1
    with Session(insight.engine()) as session:
        assert [sample.text for sample in session.scalars(select(Sample))] == [
            "[nimi] neuvoi soittamaan [puhelinnumero]"
        ]


def test_no_table_can_hold_words_a_conversation_or_an_address_of_a_count(insight: Insight) -> None:
    columns = {table: {c["name"] for c in inspect(insight.engine()).get_columns(table)} for table in ("count", "vote")}
    assert columns["count"] == {"week", "municipality", "need", "outcome", "face", "times"}
    assert columns["vote"] == {"service_id", "day", "helped", "not_helped"}


def test_nothing_of_a_conversation_is_in_the_database(site: httpx.Client, insight: Insight) -> None:
    answer = say(site, "vuokra rästissä, asun nokialla, tunniste zebra-7421")
    card = next(block for block in answer["messages"] if block["type"] == "services")["services"][0]["id"]
    site.post("/api/v1/opened", json={"conversation_id": answer["conversation_id"], "service_id": card})
    site.post("/api/v1/feedback", json={"conversation_id": answer["conversation_id"], "helped": True})
    insight.writer.flush()
    with insight.engine().connect() as connection:
        rows = [
            str(tuple(row))
            for table in ("count", "vote", "report")
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608  # names of ours
        ]
    assert rows
    assert not [row for row in rows if "zebra" in row or answer["conversation_id"] in row or "127.0.0.1" in row]


def test_an_opened_contact_counts_for_the_need_that_it_was_shown_for(site: httpx.Client, insight: Insight) -> None:
    answer = say(site, "vuokra rästissä, asun nokialla")
    cards = next(block for block in answer["messages"] if block["type"] == "services")["services"]
    for card in [*cards, {"id": "never_shown"}]:
        body = {"conversation_id": answer["conversation_id"], "service_id": card["id"]}
        assert site.post("/api/v1/opened", json=body).status_code == httpx.codes.NO_CONTENT
    found = counted(insight)
    assert {key: times for key, times in found.items() if key[2] == "contact"} == {
        (NOKIA, "vuokra_hata", "contact", "resident"): 1
    }


def test_a_search_at_the_desk_counts_once_while_it_is_typed(site: httpx.Client, insight: Insight) -> None:
    for words in ("vuokra", "vuokra rästissä", "vuokra rästissä"):
        asked = {"q": words, "municipality": "Nokia", "page": "asiakaspalvelu"}
        site.get("/api/v1/services", params=asked).raise_for_status()
        site.get("/api/v1/services", params={**asked, "open_now": True}).raise_for_status()
        site.get("/api/v1/services", params={"q": words, "municipality": "Nokia"}).raise_for_status()
    assert counted(insight) == {(NOKIA, "vuokra_hata", "shown", "desk"): 1}


def card_with(card: Card, **changes: Any) -> Card:
    return card.model_copy(update=changes, deep=True)


def test_the_hardest_wall_is_what_is_counted(catalogue: Catalogue) -> None:
    card = catalogue.search(needs=["velka"], municipality=NOKIA, limit=1).items[0]
    closed = card_with(card, open=card.open.model_copy(update={"state": "closed"}))
    shut = card_with(card, why=[why.model_copy(update={"kind": "eligibility", "met": False}) for why in card.why])
    far = card_with(closed, why=[why.model_copy(update={"met": None}) for why in card.why])
    opened = card_with(card, open=card.open.model_copy(update={"state": "open"}))
    assert outcome_of([]) == "nothing_found"
    assert outcome_of([opened, closed, shut]) == "shown"
    assert outcome_of([closed]) == "only_closed"
    assert outcome_of([shut]) == "not_eligible"
    assert outcome_of([far]) == "outside_area"


def test_a_need_that_the_catalogue_has_nothing_for_is_counted_as_nothing_found(insight: Insight) -> None:
    heard = Understanding(
        intent="hae_apua",
        needs=[HeardNeed(id="no_such_need", confidence=0.9)],
        municipality=HeardMunicipality(code=NOKIA, name="Nokia"),
    )
    answer = ChatAnswer(conversation_id="x", understanding=heard, messages=[TextMessage(text="...")])
    remembered = Remembered()
    for _ in range(2):
        insight.observer.saw(ChatRequest(text="..."), answer, remembered, "...")
    assert counted(insight)[NOKIA, "no_such_need", "nothing_found", "resident"] == 1
