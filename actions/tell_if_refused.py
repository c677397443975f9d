"""What one may do when the services in focus say no."""

from __future__ import annotations

from actions.follow_up import FollowUp
from service_catalog.cards import Card


class TellIfRefused(FollowUp):
    """One line for each service in focus."""

    action_name = "action_tell_if_refused"
    said = "utter_if_refused"

    def line(self, card: Card) -> str | None:
        """What is asked, of one service; None when it is not known."""
        return card.if_refused
