"""What the services in focus are."""

from __future__ import annotations

from actions.follow_up import FollowUp
from service_catalog.cards import Card


class DescribeService(FollowUp):
    """One line for each service in focus."""

    action_name = "action_describe_service"
    said = "utter_description"

    def line(self, card: Card) -> str | None:
        """What is asked, of one service; None when it is not known."""
        return card.description or card.summary
