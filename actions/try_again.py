"""The answer was no help: the next services are shown at once, and a human is offered."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import show_person
from actions.show_more import show_others
from actions.turn import Turn


class TryAgain(LuotsiAction):
    """Feedback must change something that the person sees (shared/design/ux.md 6.9)."""

    action_name = "action_try_again"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Apologises, shows others and the way to a human."""
        reply.say("utter_sorry_no_help")
        if turn.needs:
            show_others(turn, reply, said="utter_more")
        show_person(turn, reply)
