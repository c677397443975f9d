"""The channel that the web talks to. Unlike Rasa's REST channel it says what was understood, and fails out loud.

Rasa's REST channel answers 200 `[]` to every fault (shared/design/reliability.md 1.2); this one answers 500 without the
person's words in the log. It listens on loopback only.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.model_hash import checked_hash
from bot.quiet_logs import quieten

logger = logging.getLogger(__name__)

SLOTS = (
    "needs",
    "municipality",
    "municipality_declined",
    "shown_services",
    "about_whom",
    "age",
    "has_children",
)


class LuotsiChannel(InputChannel):
    """`POST message` {sender, text, metadata} -> {messages, understanding, slots, known}; `POST parse` {text}.

    `known`: whether the conversation was remembered from before. `GET /` tells the hash of the model.
    """

    def __init__(self) -> None:
        quieten()
        self._model = checked_hash()

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> LuotsiChannel:
        """The channel; raises WrongModel, which stops Rasa before it has opened the model."""
        return cls()

    @classmethod
    def name(cls) -> str:
        """The part of the address after /webhooks/."""
        return "luotsi"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint("luotsi_channel")

        @routes.route("/", methods=["GET"])
        async def health(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok", "model": self._model})

        @routes.route("/message", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            body = request.json
            collected = CollectingOutputChannel()
            message = UserMessage(
                body["text"], collected, body["sender"], input_channel=self.name(), metadata=body.get("metadata") or {}
            )
            try:
                trackers = request.app.ctx.agent.tracker_store
                known = await trackers.retrieve(body["sender"]) is not None
                await on_new_message(message)
                tracker = await trackers.retrieve(body["sender"])
            except Exception as error:  # the web must see a failure, and the log must not see the person's words
                logger.error("message failed: %s", type(error).__name__)
                return response.json({"error": type(error).__name__}, status=500)
            return response.json({"messages": collected.messages, "known": known, **state_of(tracker)})

        @routes.route("/parse", methods=["POST"])
        async def parse(request: Request) -> HTTPResponse:
            try:
                parsed = await request.app.ctx.agent.parse_message(request.json["text"])
            except Exception as error:
                logger.error("parse failed: %s", type(error).__name__)
                return response.json({"error": type(error).__name__}, status=500)
            return response.json({"understanding": understanding_of(parsed)})

        return routes


def state_of(tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """What the last message was understood as, and what the conversation now holds."""
    # Not `latest_message`: inside a form Rasa takes the message before the form for the latest one.
    said = [event for event in tracker.events if isinstance(event, UserUttered)] if tracker else []
    if tracker is None or not said:
        return {"understanding": None, "slots": {}}
    return {
        "understanding": understanding_of(said[-1].parse_data),
        "slots": {name: tracker.get_slot(name) for name in SLOTS if name in tracker.slots},
    }


def understanding_of(parsed: dict[str, Any]) -> dict[str, Any]:
    """The dialogue act with its confidence, the needs and the entities of one message."""
    intent = parsed.get("intent") or {}
    entities: list[dict[str, Any]] = [
        {"entity": found.get("entity"), "value": found.get("value")} for found in parsed.get("entities") or []
    ]
    return {
        "intent": intent.get("name"),
        "confidence": intent.get("confidence", 0.0),
        "needs": parsed.get("needs") or [],
        "entities": entities,
    }
