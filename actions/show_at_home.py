"""The person cannot leave home: services that come there, and those that answer by phone or net."""

from __future__ import annotations

from actions.base import LuotsiAction, Reply
from actions.search_services import ONE_NEED_CARDS, open_new_need
from actions.show_nearer import has_remote_channel
from actions.turn import Turn
from service_catalog.cards import Card

# Service types that come home, and for which needs; empty: for any.
COMES_HOME: dict[str, frozenset[str]] = {
    "jalkautuva_sosiaalityo": frozenset(),
    "kotihoito": frozenset({"ikaantynyt", "omaishoito", "terveys", "vammaisuus"}),
    "asumissosiaalityo": frozenset({"asumisen_tuki", "vuokra_hata", "palvelutarve"}),
    "lapsiperheiden_palvelut": frozenset({"vanhemmuus", "lapsen_huoli"}),
    "etsiva_nuorisotyo": frozenset({"nuoret"}),
}


class ShowAtHome(LuotsiAction):
    """Outreach and home services first."""

    action_name = "action_show_at_home"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Shows what comes home for the needs of the conversation; outreach social work when no need is known."""
        needs = turn.need_ids or ["palvelutarve"]
        cards = reply.find(turn, needs=[*needs, "palvelutarve", "asumisen_tuki"], limit=80).items
        home = [card for card in cards if comes_home(card, needs)]
        remote = [card for card in cards if card not in home and has_remote_channel(card)]
        chosen = [*home, *remote][:ONE_NEED_CARDS]
        open_new_need(turn, reply)
        reply.say("utter_at_home")
        reply.show(chosen, need_at_home(home, needs))
        turn.shown_services = [card.id for card in chosen]


def need_at_home(home: list[Card], needs: list[str]) -> str:
    """The need that the shown services stand under: the first that one of them comes home for, else the first."""
    served = frozenset[str]().union(*(COMES_HOME[card.service_type] for card in home))
    return next((need for need in needs if need in served), needs[0])


def comes_home(card: Card, needs: list[str]) -> bool:
    """Whether the service comes home to someone with these needs."""
    wanted = COMES_HOME.get(card.service_type)
    return wanted is not None and (not wanted or bool(wanted & set(needs)))
