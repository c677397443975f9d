"""Conversations as files, filed by kind of behaviour: `tests/conversations/<kind>/*.yml`.

A file is a list of conversations, each with a `name` (what must hold) and `turns`. A turn has `user` (what is written)
or `tap` (the label of a ready answer of the turn before), optionally `context`, and any of these expectations:
`intent`, `needs` (of the conversation, in order), `has_needs` (at least these), `municipality` (a name, or null),
`crisis` (a kind, or null), `says` / `never_says` (parts of texts), `choices` (labels that are offered), `services`
(need -> one of these service types is among its cards; `words` for cards without a need), `never_services` (types
that no card may have), `no_services` (no card at all), `kinds` (all cards' provider kinds).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.conftest import Reached
from tests.running import RunningLuotsi

HERE = Path(__file__).parent
KNOWN = {
    *("user", "tap", "context", "intent", "needs", "has_needs", "municipality", "crisis", "says", "never_says"),
    *("choices", "services", "never_services", "no_services", "kinds"),
}


def conversations() -> list[Any]:
    """Every conversation of every file, named by kind, file and behaviour."""
    return [
        pytest.param(conversation, id=f"{path.parent.name}/{path.stem}: {conversation['name']}")
        for path in sorted(HERE.glob("*/*.yml"))
        for conversation in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("conversation", conversations())
def test_conversation(conversation: dict[str, Any], luotsi: RunningLuotsi, reached: Reached) -> None:
    reached.conversations.add(conversation["name"])
    answer: dict[str, Any] = {}
    for turn in conversation["turns"]:
        assert set(turn) <= KNOWN, f"unknown expectation in {conversation['name']}: {set(turn) - KNOWN}"
        text = turn["user"] if "user" in turn else tapped(answer, turn["tap"])
        answer = luotsi.say(text, answer.get("conversation_id"), turn.get("context"))
        reached.note(answer)
        check(turn, answer)


def tapped(answer: dict[str, Any], label: str) -> str:
    """What a tap on a ready answer sends."""
    choices = [choice for message in of_type(answer, "choices") for choice in message["choices"]]
    return str(next(choice["text"] for choice in choices if choice["label"] == label))


def of_type(answer: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The messages of one type."""
    return [message for message in answer["messages"] if message["type"] == kind]


def texts_of(answer: dict[str, Any]) -> str:
    """Everything that is said, as one text."""
    return "\n".join(message["text"] for message in answer["messages"] if "text" in message)


def check(turn: dict[str, Any], answer: dict[str, Any]) -> None:
    """Compares an answer with the expectations of its turn."""
    said, heard = texts_of(answer), answer["understanding"]
    needs = [need["id"] for need in heard["needs"]]
    where = f"after “{turn.get('user') or turn.get('tap')}”: {heard} {said}"
    assert answer["messages"], where
    if "intent" in turn:
        assert heard["intent"] == turn["intent"], where
    if "needs" in turn:
        assert needs == turn["needs"], where
    assert set(turn.get("has_needs", ())) <= set(needs), where
    if "municipality" in turn:
        assert (heard["municipality"] or {}).get("name") == turn["municipality"], where
    if "crisis" in turn:
        assert heard["crisis"] == turn["crisis"], where
        assert (answer["messages"][0]["type"] == "crisis") is (turn["crisis"] is not None), where
    for part in turn.get("says", ()):
        assert part in said, where
    for part in turn.get("never_says", ()):
        assert part not in said, where
    labels = [choice["label"] for message in of_type(answer, "choices") for choice in message["choices"]]
    assert set(turn.get("choices", ())) <= set(labels), f"{labels} {where}"
    check_services(turn, answer, where)


def check_services(turn: dict[str, Any], answer: dict[str, Any], where: str) -> None:
    """Compares the cards with the expectations of a turn."""
    shown = {message["need"] or "words": message["services"] for message in of_type(answer, "services")}
    for need, wanted in (turn.get("services") or {}).items():
        types = [card["service_type"] for card in shown.get(need, [])]
        assert set(types) & set(wanted), f"{need}: {types} {where}"
    all_types = {card["service_type"] for cards in shown.values() for card in cards}
    assert not all_types & set(turn.get("never_services", ())), f"{all_types} {where}"
    if turn.get("no_services"):
        assert not shown, where
    if "kinds" in turn:
        kinds = {card["provider"]["kind"] for cards in shown.values() for card in cards}
        assert kinds, where
        assert kinds <= set(turn["kinds"]), f"{kinds} {where}"
