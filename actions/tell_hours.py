"""When the services in focus are open."""

from __future__ import annotations

from actions.follow_up import FollowUp
from service_catalog.cards import Card


class TellHours(FollowUp):
    """One line for each service in focus."""

    action_name = "action_tell_hours"
    said = "utter_hours"

    def line(self, card: Card) -> str | None:
        """What is asked, of one service; None when it is not known."""
        told = [contact.hours_text for contact in card.contacts if contact.hours_text]
        told += [place.hours_text for place in card.places if place.hours_text]
        return " ".join([card.open.text.rstrip(".") + ".", *dict.fromkeys(told)])
