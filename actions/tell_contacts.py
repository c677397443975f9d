"""How the services in focus are reached."""

from __future__ import annotations

from actions.follow_up import FollowUp
from service_catalog.cards import Card


class TellContacts(FollowUp):
    """One line for each service in focus."""

    action_name = "action_tell_contacts"
    said = "utter_contacts"

    def line(self, card: Card) -> str | None:
        """What is asked, of one service; None when it is not known."""
        return ", ".join(contact.value for contact in card.contacts) or None
