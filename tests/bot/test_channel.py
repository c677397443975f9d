"""The channel answers what was understood, and fails out loud without the person's words in the log."""

from __future__ import annotations

from bot.channel import LuotsiChannel, state_of, understanding_of


def test_understanding_names_act_needs_and_entities() -> None:
    parsed = {
        "intent": {"name": "hae_apua", "confidence": 0.9},
        "needs": [{"id": "velka", "confidence": 0.8}],
        "entities": [{"entity": "municipality", "value": "536", "start": 0, "end": 5}],
    }
    assert understanding_of(parsed) == {
        "intent": "hae_apua",
        "confidence": 0.9,
        "needs": [{"id": "velka", "confidence": 0.8}],
        "entities": [{"entity": "municipality", "value": "536"}],
    }


def test_no_conversation_is_no_understanding() -> None:
    assert state_of(None) == {"understanding": None, "slots": {}}


def test_its_address_is_its_name() -> None:
    assert LuotsiChannel.name() == "luotsi"
