"""In which languages the services in focus serve."""

from __future__ import annotations

from actions.follow_up import FollowUp
from service_catalog.cards import Card
from service_catalog.texts import language_name


class TellLanguages(FollowUp):
    """One line for each service in focus."""

    action_name = "action_tell_languages"
    said = "utter_languages"

    def line(self, card: Card) -> str | None:
        """What is asked, of one service; None when it is not known."""
        return ", ".join(language_name(language) for language in card.languages) or None
