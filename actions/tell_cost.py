"""What the services in focus cost."""

from __future__ import annotations

from actions.follow_up import FollowUp
from service_catalog.cards import Card


class TellCost(FollowUp):
    """One line for each service in focus."""

    action_name = "action_tell_cost"
    said = "utter_cost"

    def line(self, card: Card) -> str | None:
        """What is asked, of one service; None when it is not known."""
        return card.cost.text
