"""The person starts over: everything that the conversation held is forgotten."""

from __future__ import annotations

from rasa_sdk.events import AllSlotsReset, EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict


class StartOver(Action):
    """Forgets and greets anew."""

    def name(self) -> str:
        """The name by which rules call the action."""
        return "action_start_over"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Empties every slot."""
        dispatcher.utter_message(response="utter_start_over")
        return [AllSlotsReset()]
