"""The person wants something nearer: what their own municipality has, and what comes to them by phone or net."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import ONE_NEED_CARDS
from actions.turn import Turn
from service_catalog.cards import Card


class ShowNearer(LuotsiAction):
    """Places in the own municipality first, then services that need no journey."""

    action_name = "action_show_nearer"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Asks the municipality when it is not known."""
        if not turn.municipality:
            turn.municipality_asked = True
            reply.say("utter_ask_municipality")
            return
        if not turn.needs:
            reply.say("utter_ask_need")
            return
        name = reply.municipality_name(turn)
        cards = reply.find(turn, needs=turn.need_ids, limit=50).items
        near = [card for card in cards if any(place.municipality == name for place in card.places)]
        remote = [card for card in cards if card not in near and not card.places and has_remote_channel(card)]
        chosen = [*near, *remote][:ONE_NEED_CARDS]
        reply.say("utter_nearer" if near else "utter_nearer_remote", municipality=name)
        reply.show(chosen, turn.need_ids[0])
        turn.shown_services = [card.id for card in chosen]


def has_remote_channel(card: Card) -> bool:
    """Whether the service is reached without a journey."""
    return any(contact.kind in {"phone", "chat"} for contact in card.contacts)
