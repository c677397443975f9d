"""What every action shares: a deadline, no exception that escapes, and the same way to show services.

An action that raises makes Rasa log the whole conversation and answer nothing (shared/design/reliability.md 1.8).
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from functools import cache
from typing import Any

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from actions.catalogue import catalogue
from actions.patience import Patience
from actions.turn import Turn, turn_of
from service_catalog.cards import Card
from service_catalog.catalogue import Cards, Catalogue
from service_catalog.need_texts import need_text, not_this

logger = logging.getLogger(__name__)


@cache
def patience() -> Patience:
    """That of this process."""
    return Patience()


class LuotsiAction(Action, ABC):
    """An action that answers a turn. Subclasses say their name and implement `answer`."""

    action_name: str

    def name(self) -> str:
        """The name by which rules call the action."""
        return self.action_name

    @abstractmethod
    def answer(self, turn: Turn, reply: Reply) -> None:
        """Says and shows what the turn needs through `reply`; changes of `turn` are remembered."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Answers within the deadline; on a fault or delay says that search is out of order, and loses nothing."""
        reply = Reply()
        try:
            turn = turn_of(tracker)
            await asyncio.wait_for(asyncio.to_thread(self._answer, turn, reply), patience().seconds())
            patience().kept()
        except Exception as error:
            if isinstance(error, TimeoutError):
                patience().lost()
            logger.error("%s failed: %s", self.action_name, type(error).__name__)
            dispatcher.utter_message(response="utter_search_unavailable")
            return []
        for message in reply.messages:
            dispatcher.utter_message(**message)
        return [*turn.events(), *self.more_events()]

    def more_events(self) -> list[EventType]:
        """Slots to set besides those of the turn."""
        return []

    def _answer(self, turn: Turn, reply: Reply) -> None:
        reply.catalogue = catalogue()
        self.answer(turn, reply)


class Reply:
    """Collects an answer's messages, so that a late or failed action has said nothing half-way."""

    catalogue: Catalogue

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    def say(self, response: str, **values: Any) -> None:
        """Says a response of the domain, with its placeholders filled."""
        self.messages.append({"response": response, **values})

    def offer(self, response: str, needs: list[str]) -> None:
        """Says a response with a ready answer for each need."""
        self._with_buttons(response, {need_text(need).name: f'/hae_apua{{"wanted_need": "{need}"}}' for need in needs})

    def ask_which(self, response: str, needs: list[str]) -> None:
        """Says a response with a ready answer for each need that takes it away."""
        self._with_buttons(response, {not_this(need): f'/korjaa_tarve{{"rejected_need": "{need}"}}' for need in needs})

    def _with_buttons(self, response: str, payloads: dict[str, str]) -> None:
        buttons = [{"title": title, "payload": payload} for title, payload in payloads.items()]
        self.messages.append({"response": response, "buttons": buttons})

    def text(self, text: str) -> None:
        """Says a text of the content files."""
        self.messages.append({"text": text})

    def show(self, cards: list[Card], need: str | None = None) -> None:
        """Shows cards, under a need where they answer one."""
        shown = {"type": "services", "need": need, "services": [card.model_dump(mode="json") for card in cards]}
        self.messages.append({"json_message": shown})

    def municipality_name(self, turn: Turn) -> str | None:
        """The name of the municipality that the conversation holds."""
        found = self.catalogue.municipality(turn.municipality) if turn.municipality else None
        return found.name if found else None

    def find(self, turn: Turn, **query: Any) -> Cards:
        """Searches for the person's municipality, with the facts they have told and what votes weigh."""
        person = turn.person(self.municipality_name(turn))
        return self.catalogue.search(municipality=turn.municipality, person=person, boosts=turn.boosts, **query)

    def in_focus(self, turn: Turn, most: int = 3) -> list[Card]:
        """The services that a follow-up question is about: those of a need said just now, else those shown last."""
        if turn.heard_needs:
            needs = [need["id"] for need in turn.heard_needs]
            found = self.find(turn, needs=needs, text=turn.text, beside_needs=len(needs) == 1, limit=most)
            turn.shown_services = [card.id for card in found.items]
            return found.items
        person = turn.person(self.municipality_name(turn))
        if turn.shown_services:
            return self.catalogue.cards(turn.shown_services[:most], person)
        if turn.needs:
            return self.find(turn, needs=turn.need_ids, limit=most).items
        return []
