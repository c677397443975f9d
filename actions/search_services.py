"""The main job: from the needs and the municipality to services, several needs each in turn, urgent ones first."""

from __future__ import annotations

from typing import Any

from actions.base import LuotsiAction, Reply
from actions.turn import CLEAR, FAMILY_CENTRE, FRONT_DESK, Turn
from service_catalog.cards import Card
from service_catalog.need_texts import need_text

ONE_NEED_CARDS = 3
MANY_NEEDS_CARDS = 2
MOST_NEEDS = 3
MOST_MISUNDERSTOOD = 2
UNCLEAR = "palvelutarve"
# A need less probable than this does not come before surer ones, unless it is about safety.
LEADING = 0.5
SAFETY = 1
SOMEONE_ELSE = {"parent", "partner", "child", "other"}


class SearchServices(LuotsiAction):
    """Shows services for what the conversation is about; asks the municipality once when it is not known."""

    action_name = "action_search_services"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Asks, clarifies or shows."""
        answer_with_services(turn, reply)


def answer_with_services(turn: Turn, reply: Reply) -> None:
    """What any action does when it has services to find: used wherever a turn ends in showing services."""
    if not turn.needs:
        answer_without_need(turn, reply)
        return
    turn.misunderstood = 0
    order_by_urgency(turn)
    if must_ask_municipality(turn):
        turn.municipality_asked = True
        say_understood(turn, reply)
        reply.say("utter_ask_municipality")
        return
    say_area(turn, reply)
    say_understood(turn, reply)
    show_needs(turn, reply)


def must_ask_municipality(turn: Turn) -> bool:
    """Once, before the first results; never again, and never when someone may be in danger."""
    return not (turn.municipality or turn.municipality_declined or turn.municipality_asked or turn.crisis)


def order_by_urgency(turn: Turn) -> None:
    """Urgent needs first, but none that was hardly heard, unless it is about safety; otherwise as heard."""

    def rank(need: dict[str, Any]) -> tuple[bool, int]:
        urgency = need_text(need["id"]).urgency
        return urgency > SAFETY and need["confidence"] < LEADING, urgency

    turn.needs = sorted(turn.needs, key=rank)


def open_new_need(turn: Turn, reply: Reply) -> None:
    """The opening line of a need that a follow-up question is the first to name ("joku tila minne voi vaan tulla")."""
    known = {need["id"] for need in turn.known_needs}
    new = [need["id"] for need in turn.heard_needs if need["id"] not in known]
    if new and turn.page != FRONT_DESK:
        reply.text(need_text(new[0]).opening)


def say_area(turn: Turn, reply: Reply) -> None:
    """Says so when the municipality is outside the area that is served."""
    if turn.municipality:
        found = reply.catalogue.municipality(turn.municipality)
        if found and not found.in_scope:
            reply.say("utter_outside_area", municipality=found.name)


def say_understood(turn: Turn, reply: Reply) -> None:
    """One need has an opening line of its own; several are named in the order in which they are answered."""
    if turn.page == FRONT_DESK:
        reply.say("utter_understood_desk", needs=_names(turn))
    elif len(turn.needs) == 1:
        reply.text(need_text(turn.needs[0]["id"]).opening)
    else:
        reply.say("utter_understood_many", needs=_names(turn))
        reply.text(need_text(turn.needs[0]["id"]).opening)


def show_needs(turn: Turn, reply: Reply) -> None:
    """The services of each need, none of them twice; family services join where children are in the family."""
    shown: list[str] = []
    answered = turn.need_ids[:MOST_NEEDS]
    for need in answered:
        limit = ONE_NEED_CARDS if len(answered) == 1 else MANY_NEEDS_CARDS
        found = reply.find(
            turn, needs=[need], text=turn.text, beside_needs=len(answered) == 1, exclude=shown, limit=limit
        )
        if any(meets_a_need(card) for card in found.items):
            reply.show(found.items, need)
            shown += [card.id for card in found.items]
        else:
            reply.say("utter_none_found", need=need_text(need).name)
    show_family_services(turn, reply, shown)
    turn.shown_services = shown
    say_way_on(turn, reply)


def meets_a_need(card: Card) -> bool:
    """Whether the card is for the need itself; what is only near to the words does not fill a gap in the services."""
    return any(why.kind == "need" and why.met for why in card.why)


def say_way_on(turn: Turn, reply: Reply) -> None:
    """The next step: for someone else what a close one can do, what people in this turn also need, and follow-ups."""
    if turn.page == FRONT_DESK:
        reply.say("utter_what_next_desk")
        return
    if turn.urgent and not turn.crisis:
        reply.say("utter_urgent")
        show_person(turn, reply)
    if turn.about_whom in SOMEONE_ELSE:
        reply.say("utter_for_someone_else")
    if UNCLEAR in turn.need_ids:
        reply.say("utter_offer_start")
    if offer_instead(turn, reply):
        return
    also = [need for need in need_text(turn.need_ids[0]).often_also if need not in turn.need_ids]
    if also and len(turn.needs) == 1 and UNCLEAR not in turn.need_ids:
        reply.offer("utter_often_also", also)
    reply.say("utter_what_next")


def offer_instead(turn: Turn, reply: Reply) -> bool:
    """After a guess the other likely needs are one tap away; tells whether it was a guess."""
    others = [need for need in turn.candidates if need not in turn.need_ids]
    guessed = len(turn.needs) == 1 and turn.heard_needs and turn.needs[0]["confidence"] < CLEAR
    if not (guessed and others):
        return False
    reply.offer("utter_did_you_mean", others)
    return True


def show_family_services(turn: Turn, reply: Reply, shown: list[str]) -> None:
    """An adult's answer also looks at the children of the family (design.md, question 4)."""
    family = {"vanhemmuus", "lapsen_huoli", "raskaus_nuorena"}
    if (turn.has_children or turn.page == FAMILY_CENTRE) and not family & set(turn.need_ids):
        found = reply.find(turn, needs=["vanhemmuus"], exclude=shown, limit=MANY_NEEDS_CARDS)
        if found.items:
            reply.say("utter_family_too" if turn.has_children else "utter_family_page")
            reply.show(found.items, "vanhemmuus")
            shown += [card.id for card in found.items]


def answer_without_need(turn: Turn, reply: Reply) -> None:
    """No need is known: a municipality alone is taken in, words that match services are searched, else a question."""
    if turn.heard_municipality and turn.intent in {"kerro_kunta", "korjaa_kunta"}:
        name = reply.municipality_name(turn)
        reply.say("utter_municipality_known", municipality=name)
        return
    if turn.intent == "kerro_itsesta":
        reply.say("utter_ask_need")
        return
    turn.misunderstood += 1
    if turn.misunderstood > MOST_MISUNDERSTOOD:
        reply.say("utter_person_may_help")
        show_person(turn, reply)
        return
    asking = turn.intent == "hae_apua" and turn.text
    found = reply.find(turn, text=turn.text, limit=ONE_NEED_CARDS) if asking else None
    if found and found.items:
        reply.say("utter_search_by_words")
        reply.show(found.items)
        turn.shown_services = [card.id for card in found.items]
    if asking and turn.candidates:
        reply.offer("utter_did_you_mean", turn.candidates)
    else:
        reply.say("utter_ask_need")


def show_person(turn: Turn, reply: Reply) -> None:
    """The way to a human: the advice service and the emergency line of the person's county."""
    cards = reply.catalogue.person_contacts(turn.municipality)
    if cards:
        reply.show(cards)


def _names(turn: Turn) -> str:
    return ", ".join(need_text(need).in_sentence for need in turn.need_ids[:MOST_NEEDS])
