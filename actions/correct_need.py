"""The person corrects what Luotsi heard: a need that is not theirs leaves, one that they name now takes its place."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import answer_with_services
from actions.turn import WORTH_ASKING, Turn


class CorrectNeed(LuotsiAction):
    """Drops what is denied, takes in what is new; asks which one is wrong when several are known and none is named."""

    action_name = "action_correct_need"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Mends the needs of the conversation and answers those that stand."""
        if not (turn.rejected_need or turn.heard_needs or hinted(turn) or meant(turn)) and len(turn.known_needs) > 1:
            reply.ask_which("utter_which_is_wrong", turn.need_ids)
            return
        turn.needs = corrected(turn)
        turn.shown_services = []
        reply.say("utter_corrected")
        if turn.needs:
            answer_with_services(turn, reply)
        else:
            reply.say("utter_ask_need")


def corrected(turn: Turn) -> list[dict[str, object]]:
    """The needs after a correction.

    A need that is named and was known is the one denied ("en tarkoittanut velkaa"); one that is named and is new is
    the one meant ("ei vaan vuokrasta") and replaces the rest; with no name the only one was wrong.
    """
    if turn.rejected_need:
        return [need for need in turn.known_needs if need["id"] != turn.rejected_need]
    known = {need["id"] for need in turn.known_needs}
    new = [need for need in turn.heard_needs if need["id"] not in known] or meant(turn)
    if new or not (turn.heard_needs or hinted(turn)):
        return new
    denied = {need["id"] for need in turn.heard_needs} or {hinted(turn)}
    return [need for need in turn.known_needs if need["id"] not in denied]


def meant(turn: Turn) -> list[dict[str, object]]:
    """The need that is likeliest by far, where none was heard clearly and it is new ("eiku tarkotin rahapelejä")."""
    is_new = turn.likeliest and turn.likeliest not in {need["id"] for need in turn.known_needs}
    return [{"id": turn.likeliest, "confidence": WORTH_ASKING}] if is_new and not turn.heard_needs else []


def hinted(turn: Turn) -> str | None:
    """The known need that the correction most likely speaks of, when none was heard clearly."""
    known = {need["id"] for need in turn.known_needs}
    return next((need for need in turn.candidates if need in known), None)
