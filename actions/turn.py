"""One turn of a conversation as the actions see it: what was heard now, what is known, and what to remember."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.interfaces import Tracker

from service_catalog.cards import Person

FAMILY_CENTRE = "perhekeskus"
FRONT_DESK = "asiakaspalvelu"
# What a danger is about: when the message itself says none of these clearly, it is about the first.
CRISIS_NEEDS = {
    "self_harm": ("itsetuho",),
    "violence": ("lahisuhdevakivalta", "seksuaalivakivalta", "rikoksen_uhri"),
    "child": ("lapsen_huoli", "lahisuhdevakivalta", "seksuaalivakivalta", "vanhemmuus"),
    "medical": ("terveys", "paihteet"),
    "shelter": ("asunnottomuus", "lahisuhdevakivalta"),
}
# From this probability on a need is clear.
CLEAR = 0.35
# A need that was not heard but has at least this probability is worth asking back about.
WORTH_ASKING = 0.05
# One that is so probable, and so many times more than any other, is what a correction means when it names none clearly.
FAINT, LEADS = 0.02, 3.0


@dataclass
class Turn:
    """What an action needs of the tracker. Assign to the fields; `events` tells Rasa what changed."""

    text: str
    intent: str
    heard_needs: list[dict[str, Any]]
    heard_municipality: str | None
    crisis: str | None
    page: str | None
    boosts: dict[str, float] = field(default_factory=dict)
    rejected_need: str | None = None
    candidates: list[str] = field(default_factory=list)
    likeliest: str | None = None
    known_needs: list[dict[str, Any]] = field(default_factory=list)
    needs: list[dict[str, Any]] = field(default_factory=list)
    municipality: str | None = None
    municipality_declined: bool = False
    municipality_asked: bool = False
    shown_services: list[str] = field(default_factory=list)
    about_whom: str | None = None
    age: int | None = None
    has_children: bool = False
    urgent: bool = False
    misunderstood: int = 0
    start_weighs: str | None = None
    start_about: str | None = None
    start_when: str | None = None

    @property
    def need_ids(self) -> list[str]:
        """The needs that the conversation is about, most important first."""
        return [need["id"] for need in self.needs]

    def person(self, municipality_name: str | None) -> Person:
        """What conditions may be laid beside."""
        return Person(age=self.age, municipality=municipality_name, needs=self.need_ids)

    def events(self) -> list[EventType]:
        """The slots as they stand after the turn."""
        return [SlotSet(name, getattr(self, name)) for name in REMEMBERED]


REMEMBERED = (
    "needs",
    "municipality",
    "municipality_declined",
    "municipality_asked",
    "shown_services",
    "about_whom",
    "age",
    "has_children",
    "misunderstood",
)


def turn_of(tracker: Tracker) -> Turn:
    """Reads the tracker and takes in what the latest message added.

    New needs join the old ones in front of them. What the web remembers of the conversation (metadata `remembered`)
    fills slots that Rasa has lost, for example after a restart; the page may preset the municipality.
    """
    message = tracker.latest_message or {}
    metadata = message.get("metadata") or {}
    remembered = metadata.get("remembered") or {}

    def known(name: str) -> Any:
        value = tracker.get_slot(name)
        return remembered.get(name) if value is None else value

    entities = {entity["entity"]: entity["value"] for entity in message.get("entities") or []}
    heard_needs = list(message.get("needs") or [])
    if "wanted_need" in entities:
        heard_needs = [{"id": entities["wanted_need"], "confidence": 1.0}]
    heard_needs = of_danger(heard_needs, metadata.get("crisis"))
    candidates = message.get("need_candidates") or []
    return Turn(
        text=message.get("text") or "",
        intent=(message.get("intent") or {}).get("name") or "",
        heard_needs=heard_needs,
        heard_municipality=entities.get("municipality"),
        crisis=metadata.get("crisis"),
        page=metadata.get("page"),
        boosts=metadata.get("boosts") or {},
        rejected_need=entities.get("rejected_need"),
        candidates=[one["id"] for one in candidates if one["confidence"] >= WORTH_ASKING],
        likeliest=leading(candidates),
        known_needs=list(known("needs") or []),
        needs=joined(list(known("needs") or []), heard_needs),
        municipality=entities.get("municipality") or known("municipality") or metadata.get("municipality"),
        municipality_declined=bool(known("municipality_declined")),
        municipality_asked=bool(known("municipality_asked")),
        shown_services=list(known("shown_services") or []),
        about_whom=entities.get("about_whom") or known("about_whom"),
        age=_whole(entities.get("age")) or _whole(known("age")),
        has_children=bool(entities.get("has_children", known("has_children"))),
        urgent=bool(entities.get("urgent")),
        misunderstood=int(known("misunderstood") or 0),
        start_weighs=tracker.get_slot("start_weighs"),
        start_about=tracker.get_slot("start_about"),
        start_when=tracker.get_slot("start_when"),
    )


def leading(candidates: list[dict[str, Any]]) -> str | None:
    """The most probable need (they come in that order), when it leaves the others far behind."""
    if not candidates:
        return None
    first, second = [*candidates, {"confidence": 0.0}][:2]
    return str(first["id"]) if first["confidence"] >= max(FAINT, LEADS * second["confidence"]) else None


def of_danger(heard: list[dict[str, Any]], crisis: str | None) -> list[dict[str, Any]]:
    """The needs heard, and before them that of the danger that the web met; faint guesses give way to it."""
    about = CRISIS_NEEDS.get(crisis or "")
    if about is None:
        return heard
    clear = [one for one in heard if one["confidence"] >= CLEAR]
    said = any(one["id"] in about for one in clear)
    return clear if said else [{"id": about[0], "confidence": 1.0}, *clear]


def joined(known: list[dict[str, Any]], heard: list[dict[str, Any]], most: int = 5) -> list[dict[str, Any]]:
    """The needs heard now, then the earlier ones that were not said again; at most `most`."""
    ids = {need["id"] for need in heard}
    return [*heard, *(need for need in known if need["id"] not in ids)][:most]


def _whole(value: Any) -> int | None:
    return int(value) if value is not None else None
