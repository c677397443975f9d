"""Where the services in focus are."""

from __future__ import annotations

from actions.follow_up import FollowUp
from service_catalog.cards import Card


class TellAddress(FollowUp):
    """One line for each service in focus."""

    action_name = "action_tell_address"
    said = "utter_address"

    def line(self, card: Card) -> str | None:
        """What is asked, of one service; None when it is not known."""
        return "; ".join(", ".join(filter(None, (p.name, p.street, p.municipality))) for p in card.places) or None
