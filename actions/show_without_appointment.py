"""The person asks where one may go without an appointment."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.show_more import show_others
from actions.turn import Turn


class ShowWithoutAppointment(LuotsiAction):
    """Searches again with a narrower filter."""

    action_name = "action_show_without_appointment"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Shows what passes the filter, or says that nothing does."""
        show_others(turn, reply, said="utter_without_appointment", thresholds=["open"])
