"""What to say on the phone: a two-sentence example made of what the person has told."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.turn import Turn
from service_catalog.need_texts import need_text


class SuggestWords(LuotsiAction):
    """Calling is hard: ready words help to begin."""

    action_name = "action_suggest_words"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """An example with the first need in it, and where to call."""
        if not turn.needs:
            reply.say("utter_words_general")
            return
        reply.say("utter_words", need=need_text(turn.need_ids[0]).in_sentence)
        cards = [card for card in reply.in_focus(turn) if any(c.kind == "phone" for c in card.contacts)]
        if cards:
            reply.show(cards[:1], turn.need_ids[0])
