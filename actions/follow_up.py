"""What the follow-up questions share: a sentence of the domain and one line for each service that they are about."""

from __future__ import annotations

from abc import abstractmethod

from actions.base import LuotsiAction, Reply
from actions.turn import Turn
from service_catalog.cards import Card


class FollowUp(LuotsiAction):
    """Answers about the services shown last, or about those of a need that the question itself names."""

    said: str

    @abstractmethod
    def line(self, card: Card) -> str | None:
        """What is asked, of one service; None when it is not known."""

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Says the lines; services that are named for the first time are also shown as cards."""
        cards = reply.in_focus(turn)
        if not cards:
            reply.say("utter_ask_need")
            return
        lines = [f"{card.name} – {card.provider.name}: {line}" for card in cards if (line := self.line(card))]
        reply.say(self.said if lines else "utter_not_known", lines="\n".join(lines))
        if turn.heard_needs or not lines:
            reply.show(cards, turn.need_ids[0] if turn.needs else None)
