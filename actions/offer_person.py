"""The person wants a human: the way to one always works, with its hours and what to do when it is closed."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import show_person
from actions.turn import Turn


class OfferPerson(LuotsiAction):
    """Shows the advice and the emergency line of the person's county."""

    action_name = "action_offer_person"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Says who answers; without a municipality, the numbers that serve everyone and the question."""
        if turn.municipality:
            reply.say("utter_person")
            show_person(turn, reply)
        else:
            turn.municipality_asked = True
            reply.say("utter_person_anywhere")
            reply.say("utter_ask_municipality")
