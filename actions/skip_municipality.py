"""The person does not want to say their municipality: Luotsi goes on without it and does not ask again."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import answer_with_services
from actions.turn import Turn


class SkipMunicipality(LuotsiAction):
    """Remembers the refusal and shows what serves the whole country."""

    action_name = "action_skip_municipality"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Goes on with what is known."""
        turn.municipality_declined = True
        answer_with_services(turn, reply)
