"""What happens after the first contact, and how long it takes, as far as the sources say."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.turn import Turn


class TellWhatNext(LuotsiAction):
    """The usual course: contact, conversation, assessment, decision; the time is for the service to say."""

    action_name = "action_tell_what_next"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """In general words, with the next step of each service in focus."""
        reply.say("utter_what_happens_next")
        cards = reply.in_focus(turn)
        if cards:
            lines = [f"{card.name} – {card.provider.name}: {card.how_to_apply}" for card in cards]
            reply.say("utter_how_to_apply", lines="\n".join(lines))
