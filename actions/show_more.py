"""The person wants more choices: the next services that have not been shown yet."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import ONE_NEED_CARDS, open_new_need
from actions.turn import Turn


class ShowMore(LuotsiAction):
    """Shows the next three."""

    action_name = "action_show_more"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Finds what has not been shown; says so when there is nothing more."""
        show_others(turn, reply, said="utter_more")


def show_others(turn: Turn, reply: Reply, said: str, **query: object) -> None:
    """Services for the needs that have not been shown and fit `query`, introduced by the response `said`."""
    if not turn.needs:
        reply.say("utter_ask_need")
        return
    exclude = [] if query else turn.shown_services
    found = reply.find(turn, needs=turn.need_ids, exclude=exclude, limit=ONE_NEED_CARDS, **query)
    if not found.items:
        reply.say("utter_no_more")
        return
    open_new_need(turn, reply)
    reply.say(said)
    reply.show(found.items, turn.need_ids[0])
    new = [card.id for card in found.items]
    turn.shown_services = new + [service for service in turn.shown_services if service not in new]
