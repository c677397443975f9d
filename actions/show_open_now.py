"""The person asks what is open at this moment."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import ONE_NEED_CARDS, open_new_need
from actions.turn import Turn


class ShowOpenNow(LuotsiAction):
    """Searches again with a narrower filter."""

    action_name = "action_show_open_now"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Shows what is open; when everything is closed says so and shows the lines that answer day and night."""
        if not turn.needs:
            reply.say("utter_ask_need")
            return
        found = reply.find(turn, needs=turn.need_ids, open_now=True, limit=ONE_NEED_CARDS)
        always = reply.find(turn, needs=["kriisi"], open_now=True, limit=ONE_NEED_CARDS)
        open_new_need(turn, reply)
        reply.say("utter_open_now" if found.items else "utter_all_closed")
        reply.show(found.items or always.items, turn.need_ids[0])
        turn.shown_services = [card.id for card in found.items or always.items]
