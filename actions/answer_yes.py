"""The person says yes: to more choices when services are on show, else to telling more."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import answer_with_services, answer_without_need
from actions.turn import Turn


class AnswerYes(LuotsiAction):
    """A bare yes leads on."""

    action_name = "action_answer_yes"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Asks for what is still missing, or offers the follow-ups."""
        if turn.shown_services:
            reply.say("utter_what_next")
        elif turn.needs:
            answer_with_services(turn, reply)
        else:
            answer_without_need(turn, reply)
