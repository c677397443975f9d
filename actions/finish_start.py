"""After the three questions of "where do I start": the assessment of needs, and services for what weighs most."""

from __future__ import annotations

from rasa_sdk.events import EventType, SlotSet

from actions.base import LuotsiAction, Reply
from actions.search_services import SOMEONE_ELSE, UNCLEAR, show_person
from actions.turn import Turn

CARDS = 2


class FinishStart(LuotsiAction):
    """Takes the answers in, and empties them so that the questions can be asked again."""

    action_name = "action_finish_start"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Urgent help first, then the assessment, then services for what weighs most."""
        turn.about_whom = turn.start_about or turn.about_whom
        turn.has_children = turn.has_children or turn.start_about == "child"
        weighs = turn.start_weighs or UNCLEAR
        turn.needs = [{"id": need, "confidence": 1.0} for need in dict.fromkeys((weighs, UNCLEAR))]
        if turn.start_when == "today":
            reply.say("utter_start_today")
            show_person(turn, reply)
        reply.say("utter_start_assessment")
        shown: list[str] = []
        for need in turn.need_ids:
            found = reply.find(turn, needs=[need], exclude=shown, limit=CARDS)
            reply.show(found.items, need)
            shown += [card.id for card in found.items]
        turn.shown_services = shown
        if turn.about_whom in SOMEONE_ELSE:
            reply.say("utter_for_someone_else")
        reply.say("utter_what_next")

    def more_events(self) -> list[EventType]:
        """The answers are forgotten: the conversation now holds what they mean."""
        return [SlotSet(name, None) for name in ("start_weighs", "start_about", "start_when")]
