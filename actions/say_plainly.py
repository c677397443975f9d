"""The person asks for plainer words: the shorter text of the need, and the next step of the first service."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.turn import Turn
from service_catalog.need_texts import need_text


class SayPlainly(LuotsiAction):
    """Says the same shorter."""

    action_name = "action_say_plainly"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """The plain text of the first need; in general words when there is none."""
        if not turn.needs:
            reply.say("utter_plain_general")
            return
        reply.text(need_text(turn.need_ids[0]).plain)
        cards = reply.in_focus(turn, most=1)
        if cards:
            reply.say("utter_plain_next_step", service=cards[0].name, step=cards[0].how_to_apply)
