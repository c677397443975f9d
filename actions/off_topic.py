"""Something that Luotsi does not help with: one sentence and a public place; the third time a human is offered."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import MOST_MISUNDERSTOOD, show_person
from actions.turn import Turn


class OffTopic(LuotsiAction):
    """Off-topic messages may be needs that were not heard, so they count as misunderstood."""

    action_name = "action_off_topic"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Says what Luotsi is for, or offers a human."""
        turn.misunderstood += 1
        if turn.misunderstood > MOST_MISUNDERSTOOD:
            reply.say("utter_person_may_help")
            show_person(turn, reply)
        else:
            reply.say("utter_off_topic")
