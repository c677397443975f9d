"""The gateway: danger first, then Rasa, and without Rasa an honest answer with services and a human. Never nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, create_engine

from finnish.places import PlaceRecogniser
from service_catalog.catalogue import Catalogue
from web.api.contract import ChatAnswer, ChatContext, ChatRequest
from web.crisis.answer import CrisisAnswers
from web.crisis.detector import CrisisDetector
from web.gateway.answering import ChatGateway
from web.gateway.conversation_ids import ConversationIds
from web.gateway.memory import Memory
from web.gateway.rasa_client import RasaClient

Handler = Callable[[dict[str, Any]], httpx.Response]
VELKA = [{"id": "velka", "confidence": 0.9}]
# Slow to load and never changed: once for all tests.
PLACES = cache(PlaceRecogniser.load)
DETECTOR = cache(CrisisDetector.load)
DANGER = "mies hakkaa mua ja pelkään henkeni puolesta"


def replying(sent: dict[str, Any]) -> httpx.Response:
    """A Rasa that answers, holds debts and Nokia, and offers a button that is an intent."""
    buttons = [{"title": "Mitä maksaa", "payload": "/kysy_hinta"}, {"title": "Velat", "payload": "velat"}]
    body = {
        "messages": [{"text": f"Sait: {sent['text']}"}, {"text": "Valitse.", "buttons": buttons}],
        "understanding": {"intent": "hae_apua", "confidence": 0.9, "needs": VELKA, "entities": []},
        "slots": {"needs": VELKA, "municipality": "536", "age": None},
    }
    return httpx.Response(200, json=body)


def dead(_sent: dict[str, Any]) -> httpx.Response:
    """A Rasa that is away."""
    raise httpx.ConnectError("refused")


class Gateway:
    """A gateway over a Rasa of the test's own; remembers what Rasa was sent."""

    def __init__(self, handler: Handler, catalogue: Catalogue) -> None:
        self.sent: list[dict[str, Any]] = []

        def handle(request: httpx.Request) -> httpx.Response:
            body = json.loads(request.content)
            self.sent.append(body)
            return handler(body)

        self._gateway = ChatGateway(
            rasa=RasaClient("http://rasa", 0.5, 1.0, transport=httpx.MockTransport(handle)),
            catalogue=catalogue,
            ids=ConversationIds("key"),
            memory=Memory(),
            places=PLACES(),
            detector=DETECTOR(),
            crisis_answers=CrisisAnswers.load(),
        )

    def say(self, text: str, conversation_id: str | None = None, **context: str) -> ChatAnswer:
        """One message."""
        request = ChatRequest(text=text, conversation_id=conversation_id, context=ChatContext.model_validate(context))
        return asyncio.run(self._gateway.answer(request))


def types(answer: ChatAnswer) -> list[str]:
    return [message.type for message in answer.messages]


def said(answer: ChatAnswer) -> str:
    return "\n".join(message.text for message in answer.messages if message.type in {"text", "crisis"})


def test_rasas_answer_comes_in_the_words_of_the_contract(catalogue: Catalogue) -> None:
    answer = Gateway(replying, catalogue).say("velkoja")
    assert types(answer) == ["text", "text", "choices"]
    assert [need.id for need in answer.understanding.needs] == ["velka"]
    assert answer.understanding.municipality is not None
    assert answer.understanding.municipality.name == "Nokia"


def test_a_tapped_choice_reaches_rasa_as_its_intent_and_typed_intents_never_do(catalogue: Catalogue) -> None:
    gateway = Gateway(replying, catalogue)
    first = gateway.say("velkoja")
    gateway.say("Mitä maksaa", first.conversation_id)
    gateway.say("/kysy_hinta", first.conversation_id)
    assert [sent["text"] for sent in gateway.sent] == ["velkoja", "/kysy_hinta", "kysy_hinta"]


def test_a_need_is_taken_away_with_a_tap(catalogue: Catalogue) -> None:
    gateway = Gateway(replying, catalogue)
    first = gateway.say("velkoja")
    gateway.say("Ei tätä: Velat ja maksuvaikeudet", first.conversation_id)
    assert gateway.sent[-1]["text"] == '/korjaa_tarve{"rejected_need": "velka"}'


def test_an_unknown_conversation_id_is_replaced(catalogue: Catalogue) -> None:
    answer = Gateway(replying, catalogue).say("velkoja", "mine")
    assert answer.conversation_id != "mine"


def test_what_rasa_told_is_remembered_and_sent_along(catalogue: Catalogue) -> None:
    gateway = Gateway(replying, catalogue)
    first = gateway.say("velkoja")
    gateway.say("entä nyt", first.conversation_id)
    assert gateway.sent[-1]["metadata"]["remembered"] == {"needs": VELKA, "municipality": "536"}


def test_the_page_presets_the_municipality_by_name_or_code(catalogue: Catalogue) -> None:
    gateway = Gateway(replying, catalogue)
    gateway.say("velkoja", municipality="Riihimäki", page="perhekeskus")
    gateway.say("velkoja", municipality="694")
    assert [sent["metadata"]["municipality"] for sent in gateway.sent] == ["694", "694"]
    assert gateway.sent[0]["metadata"]["page"] == "perhekeskus"


def test_without_rasa_services_and_a_human_are_shown_and_it_is_said_openly(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.gateway.alone.SEARCH_SECONDS", 20.0)
    answer = Gateway(dead, catalogue).say("tarvitsen velkaneuvontaa, asun nokialla")
    assert "ei nyt toimi" in said(answer)
    assert "112" in said(answer)
    assert "services" in types(answer)
    assert answer.understanding.municipality is not None
    assert answer.understanding.municipality.name == "Nokia"


def test_danger_comes_first_with_rasa_and_without_it(catalogue: Catalogue) -> None:
    for handler in (replying, dead):
        answer = Gateway(handler, catalogue).say(DANGER)
        assert answer.understanding.crisis == "violence"
        assert types(answer)[0] == "crisis"
        assert len(answer.messages) > 1


def test_a_denial_raises_no_alarm_but_brings_a_soft_line(catalogue: Catalogue) -> None:
    answer = Gateway(replying, catalogue).say("en ole itsetuhoinen mutta ihan loppu")
    assert answer.understanding.crisis is None
    assert "kriisipuhelimessa" in said(answer).lower()


def test_danger_that_only_the_bot_hears_is_met_too(catalogue: Catalogue) -> None:
    def hearing(sent: dict[str, Any]) -> httpx.Response:
        body = replying(sent).json()
        body["understanding"]["needs"] = [{"id": "itsetuho", "confidence": 0.9}]
        return httpx.Response(200, json=body)

    answer = Gateway(hearing, catalogue).say("kaikki on harmaata")
    assert answer.understanding.crisis == "self_harm"
    assert types(answer)[0] == "crisis"


def test_the_bot_alone_raises_no_alarm_for_who_speaks_of_danger_from_afar(catalogue: Catalogue) -> None:
    def hearing(sent: dict[str, Any]) -> httpx.Response:
        body = replying(sent).json()
        body["understanding"]["needs"] = [{"id": "lahisuhdevakivalta", "confidence": 0.9}]
        return httpx.Response(200, json=body)

    answer = Gateway(hearing, catalogue).say("teen gradua lähisuhdeväkivallasta, mistä tilastoja")
    assert answer.understanding.crisis is None


def test_danger_is_met_without_the_database_too() -> None:
    missing: Engine = create_engine("sqlite:////nonexistent/catalogue.db")
    answer = Gateway(dead, Catalogue(missing)).say(DANGER)
    assert types(answer)[0] == "crisis"
    assert "112" in said(answer)


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "🙂"])
def test_there_is_always_an_answer(catalogue: Catalogue, text: str) -> None:
    for handler in (replying, dead):
        assert Gateway(handler, catalogue).say(text).messages


def test_personal_data_never_reaches_rasa(catalogue: Catalogue) -> None:
    gateway = Gateway(replying, catalogue)
    gateway.say("hetuni on 010190-900X ja numero 040 1234567")
    assert "900X" not in json.dumps(gateway.sent)
    assert "1234567" not in json.dumps(gateway.sent)
