"""How the services in focus are asked for, and with what."""

from __future__ import annotations

from actions.follow_up import FollowUp
from service_catalog.cards import Card


class TellHowToApply(FollowUp):
    """One line for each service in focus."""

    action_name = "action_tell_how_to_apply"
    said = "utter_how_to_apply"

    def line(self, card: Card) -> str | None:
        """What is asked, of one service; None when it is not known."""
        return card.how_to_apply
