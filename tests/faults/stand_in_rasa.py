"""A process in Rasa's place: the same channel, conversations in memory, and the real actions asked over HTTP.

It hears needs by words, so that faults of processes can be tested without the trained model (`make test-faults` runs
the same tests with Rasa itself). Like Rasa it answers an empty list when the actions fail, and waits long for them.
"""

from __future__ import annotations

import sys
from typing import Any

import httpx
import uvicorn
import yaml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from deploy.local.paths import ROOT

HEARD = {"vuokra": "vuokra_hata", "ruoka": "ruoka_apu", "velka": "velka"}
ACTION_SECONDS = 300.0


class StandIn:
    """The channel of bot/channel.py over a dictionary of slots by sender."""

    def __init__(self, action_url: str) -> None:
        self._actions = httpx.AsyncClient(base_url=action_url, timeout=ACTION_SECONDS)
        domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
        self._texts = {name: said[0]["text"] for name, said in domain["responses"].items()}
        self._slots: dict[str, dict[str, Any]] = {}
        self.heard: list[str] = []

    async def message(self, request: Request) -> JSONResponse:
        """One turn."""
        body = await request.json()
        self.heard.append(body["text"])
        needs = [{"id": need, "confidence": 0.9} for word, need in HEARD.items() if word in body["text"]]
        known = body["sender"] in self._slots
        slots = self._slots.setdefault(body["sender"], {})
        place = [{"entity": "municipality", "value": "536"}] if "nokia" in body["text"].lower() else []
        latest = {
            "text": body["text"], "intent": {"name": "hae_apua"}, "entities": place, "needs": needs,
            "metadata": body["metadata"],
        }  # fmt: skip
        tracker = {
            "sender_id": body["sender"], "slots": slots, "latest_message": latest, "events": [], "paused": False,
            "followup_action": None, "active_loop": {}, "latest_action_name": None, "latest_event_time": 0.0,
        }  # fmt: skip
        call = {"next_action": "action_search_services", "tracker": tracker, "domain": {}, "version": "3.1"}
        try:
            answer = await self._actions.post("", json=call)
            answer.raise_for_status()
            said = answer.json()
            slots |= {event["name"]: event["value"] for event in said["events"] if event.get("event") == "slot"}
            messages = [self.message_of(one) for one in said["responses"]]
        except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError):
            messages = []
        understanding = {"intent": "hae_apua", "confidence": 0.9, "needs": needs, "entities": place}
        told = {"messages": messages, "understanding": understanding, "slots": slots, "known": known}
        return JSONResponse(told)

    def message_of(self, response: dict[str, Any]) -> dict[str, Any]:
        """A response of the actions as the channel gives it."""
        message: dict[str, Any] = {}
        text = response.get("text") or self._texts.get(response.get("response") or "")
        if text:
            message["text"] = text
        if response.get("custom"):
            message["custom"] = response["custom"]
        return message

    async def parse(self, _request: Request) -> JSONResponse:
        """What a text means."""
        return JSONResponse({"understanding": {"intent": "hae_apua", "confidence": 0.9, "needs": []}})

    async def health(self, _request: Request) -> JSONResponse:
        """A sign of life."""
        return JSONResponse({"status": "ok", "model": "stand-in"})

    async def told(self, _request: Request) -> JSONResponse:
        """The texts of all messages so far: what was acted on, and how often."""
        return JSONResponse(self.heard)


def main(port: int, action_url: str) -> None:
    """Serves until stopped."""
    rasa = StandIn(action_url)
    routes = [
        Route("/webhooks/luotsi/", rasa.health),
        Route("/webhooks/luotsi/message", rasa.message, methods=["POST"]),
        Route("/webhooks/luotsi/parse", rasa.parse, methods=["POST"]),
        Route("/told", rasa.told),
    ]
    uvicorn.run(Starlette(routes=routes), port=port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
