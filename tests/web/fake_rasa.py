"""Rasa's channel with canned answers, so that pages can be tested without the trained model."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

import web.app
from service_catalog.catalogue import Catalogue
from web.gateway.rasa_client import RasaClient
from web.settings import WebSettings

HEARD = {"vuokra": "vuokra_hata", "ahdis": "mielenterveys", "mielen": "mielenterveys", "ruoka": "ruoka_apu"}
SECOND = {"text": "Voit kysyä lisää näistä palveluista.", "buttons": [
    {"title": "Miten haen", "payload": "/kysy_hakeminen"}, {"title": "Näytä lisää", "payload": "/nayta_lisaa"},
]}  # fmt: skip


class FakeRasa:
    """Hears needs by words, forgets all but the named ones on a correction, and answers with real cards."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answers the channel's two addresses."""
        body = json.loads(request.content or b"{}")
        heard = self.needs_in(body.get("text", ""))
        understanding = {"intent": "hae_apua", "confidence": 0.93, "needs": heard}
        if request.url.path.endswith("/parse"):
            return httpx.Response(200, json={"understanding": understanding})
        slots = self.slots(body, heard)
        messages = [*self.services(slots), SECOND]
        return httpx.Response(200, json={"messages": messages, "understanding": understanding, "slots": slots})

    def needs_in(self, text: str) -> list[dict[str, Any]]:
        """The needs that words of `text` stand for."""
        found = dict.fromkeys(need for word, need in HEARD.items() if word in text.lower())
        return [{"id": need, "confidence": 0.9} for need in found]

    def slots(self, body: dict[str, Any], heard: list[dict[str, Any]]) -> dict[str, Any]:
        """What the conversation holds after this message."""
        text = body["text"].lower()
        slots = dict(body["metadata"].get("remembered") or {})
        denied = re.search(r'"rejected_need": "(\w+)"', text)
        before = [need for need in slots.get("needs") or [] if not denied or need["id"] != denied[1]]
        slots["needs"] = before if denied else [*before, *(need for need in heard if need not in before)]
        if "nokia" in text:
            slots["municipality"] = "536"
        elif "tampere" in text:
            slots["municipality"] = "837"
        else:
            slots.setdefault("municipality", body["metadata"].get("municipality"))
        return slots

    def services(self, slots: dict[str, Any]) -> list[dict[str, Any]]:
        """Cards for each need, or a question."""
        if not slots["needs"]:
            return [{"text": "Missä asiassa tarvitset apua? Kerro omin sanoin tai valitse."}]
        messages: list[dict[str, Any]] = [{"text": "Tähän saa apua. Ota yhteyttä heti, kun tulee vaikeaa."}]
        for need in slots["needs"]:
            found = self._catalogue.search(needs=[need["id"]], municipality=slots.get("municipality"), limit=4)
            cards = [card.model_dump(mode="json") for card in found.items]
            messages.append({"custom": {"type": "services", "need": need["id"], "services": cards}})
        return messages


def app_with_fake_rasa(
    catalogue: Catalogue, database_url: str, patch: pytest.MonkeyPatch, insight_url: str = ""
) -> FastAPI:
    """The real application over a built catalogue, with FakeRasa in Rasa's place; by default it counts nothing."""
    transport = httpx.MockTransport(FakeRasa(catalogue))
    make: Callable[..., RasaClient] = RasaClient
    patch.setenv("LUOTSI_DATABASE_URL", database_url)
    patch.setenv("LUOTSI_INSIGHT_URL", insight_url)
    patch.setattr(web.app, "RasaClient", lambda *given, **named: make(*given, **named, transport=transport))
    return web.app.create_app(WebSettings(secret="testi", cors_origins="http://kunta.test"))
