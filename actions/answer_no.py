"""The person says no: the municipality is not asked again, and another way on is offered."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import answer_with_services
from actions.turn import Turn


class AnswerNo(LuotsiAction):
    """A bare no to the question of the municipality is a refusal; otherwise it offers other ways."""

    action_name = "action_answer_no"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Goes on without the municipality, or asks what would help."""
        if turn.municipality_asked and not turn.municipality and turn.needs and not turn.shown_services:
            turn.municipality_declined = True
            answer_with_services(turn, reply)
        else:
            reply.say("utter_no_problem")
