"""The person would rather go to an association or a parish than to an authority."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.show_more import show_others
from actions.turn import Turn


class ShowNgos(LuotsiAction):
    """Searches again with a narrower filter."""

    action_name = "action_show_ngos"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Shows what passes the filter, or says that nothing does."""
        show_others(turn, reply, said="utter_ngos", provider_kinds=["ngo", "parish"])
