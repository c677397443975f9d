"""The graph component that makes entities of what is heard of the person. Runs in the bot's environment."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("rasa")

from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.person_extractor import PersonExtractor

EXTRACTOR = PersonExtractor.create({}, None, Resource("person"), None)


def entities(text: str, already: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    message = Message(data={"text": text, "entities": already or []})
    found: list[dict[str, Any]] = EXTRACTOR.process([message])[0].get("entities")
    return found


def values(text: str) -> dict[str, Any]:
    return {one["entity"]: one["value"] for one in entities(text)}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("poikani 17v", {"about_whom": "child", "age": 17, "has_children": True}),
        ("äiti on 82", {"about_whom": "parent", "age": 82}),
        ("meillä ei oo lapsia", {"has_children": False}),
        ("huomenna häätö", {"urgent": True}),
        ("as. 45v mies", {"about_whom": "client", "age": 45}),
        ("mistä haetaan asumistukea", {}),
        ("", {}),
    ],
)
def test_what_is_heard_is_an_entity(text: str, heard: dict[str, Any]) -> None:
    found = values(text)
    assert {name: found.get(name) for name in heard} == heard
    assert set(found) <= {*heard, "about_whom"}


def test_an_entity_has_all_that_rasa_needs() -> None:
    for one in entities("poikani 17v"):
        assert set(one) == {"entity", "value", "start", "end", "extractor"}
        assert (one["start"], one["end"], one["extractor"]) == (0, 11, "PersonExtractor")


def test_entities_of_others_stay() -> None:
    place = {"entity": "municipality", "value": "536", "start": 0, "end": 5, "extractor": "PlaceRecogniser"}
    assert entities("Nokia, poikani 17v", [place])[0] == place


def test_a_message_without_text_is_no_error() -> None:
    assert EXTRACTOR.process([Message(data={})])[0].get("entities", []) == []


def test_training_data_is_left_as_it_is() -> None:
    data = TrainingData([Message(data={"text": "poikani 17v"})])
    assert EXTRACTOR.process_training_data(data) is data
