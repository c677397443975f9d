"""For whom the services in focus are: conditions beside what the person has told, and the law. Never a verdict."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.turn import Turn
from service_catalog.cards import Card, Why
from service_catalog.texts import say


class TellEligibility(LuotsiAction):
    """Lays the conditions out; the authority decides (design.md, question 2)."""

    action_name = "action_tell_eligibility"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Conditions, whom the service is not for, and the law, of each service in focus."""
        cards = reply.in_focus(turn)
        if not cards:
            reply.say("utter_ask_need")
            return
        reply.say("utter_eligibility", lines="\n\n".join(conditions_in_words(card) for card in cards))
        if turn.heard_needs:
            reply.show(cards, turn.need_ids[0] if turn.needs else None)
        reply.say("utter_authority_decides")


def conditions_in_words(card: Card) -> str:
    """The conditions of one service under what they mean for the person: fit, to be checked, not for; then the law."""
    conditions = [why for why in card.why if why.kind == "eligibility"]
    lines = [f"{card.name} – {card.provider.name}"]
    for heading, met in (("fits", True), ("to_be_checked", None), ("not_for", False)):
        lines += under(heading, [_line(why) for why in conditions if why.met is met])
    lines += under("others", [card.not_for] if card.not_for else [])
    lines += under("law", [law.text for law in card.legal_basis])
    return "\n".join(lines if len(lines) > 1 else [lines[0], say("eligibility.line", text=card.summary)])


def under(heading: str, texts: list[str]) -> list[str]:
    """The lines of a heading with its texts; nothing without texts."""
    return [say(f"eligibility.{heading}"), *(say("eligibility.line", text=text) for text in texts)] if texts else []


def _line(why: Why) -> str:
    return say("eligibility.with_law", text=why.text.rstrip("."), law=why.law) if why.law else why.text
