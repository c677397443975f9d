"""A tracker as Rasa sends it, and what an action says and remembers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pytest
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.patience import Patience
from service_catalog.catalogue import Catalogue


@dataclass
class Said:
    """What an action answered."""

    messages: list[dict[str, Any]]
    slots: dict[str, Any]

    @property
    def responses(self) -> list[str]:
        """The names of the domain's responses, in order."""
        return [message["response"] for message in self.messages if message.get("response")]

    @property
    def services(self) -> dict[str | None, list[dict[str, Any]]]:
        """The cards by need."""
        shown = [message["custom"] for message in self.messages if message.get("custom")]
        return {one["need"]: one["services"] for one in shown}


Run = Callable[..., Said]


@pytest.fixture
def run(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs an action on a turn: heard needs and municipality, slots, metadata."""
    monkeypatch.setattr("actions.base.catalogue", lambda: catalogue)
    # A busy test machine is not what is tested; the deadline has a test of its own.
    monkeypatch.setattr("actions.patience.DEADLINE_SECONDS", 20.0)
    monkeypatch.setattr("actions.base.patience", cache(Patience))

    def runner(
        action: Action,
        text: str = "",
        needs: tuple[str, ...] = (),
        municipality: str | None = None,
        intent: str = "hae_apua",
        slots: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
        rejected: str | None = None,
        candidates: dict[str, float] | None = None,
        confidence: float = 0.9,
    ) -> Said:
        entities = [{"entity": "rejected_need", "value": rejected}] if rejected else []
        entities += [{"entity": "municipality", "value": municipality}] if municipality else []
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "needs": [{"id": need, "confidence": confidence} for need in needs],
            "need_candidates": [{"id": need, "confidence": sure} for need, sure in (candidates or {}).items()],
            "entities": entities,
            "metadata": metadata or {},
        }
        tracker = Tracker("someone", slots or {}, message, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        events = asyncio.run(action.run(dispatcher, tracker, cast("DomainDict", {})))
        remembered = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        return Said(dispatcher.messages, remembered)

    return runner
