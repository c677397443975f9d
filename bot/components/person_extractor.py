"""Hears from a message who it is about, their age, children and urgency, and makes each of them an entity."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from finnish.person import PersonFacts, PersonReader


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PersonExtractor(GraphComponent):
    """Entities `about_whom`, `age`, `has_children` (true or false) and `urgent` (true); none for what was not heard."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No settings: the words are data of the package `finnish`."""
        return {}

    def __init__(self, reader: PersonReader) -> None:
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PersonExtractor:
        """Reads the words."""
        return cls(PersonReader.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds an entity for each thing heard; it covers the whole message."""
        for message in messages:
            text = message.get(TEXT) or ""
            heard = _heard(self._reader.read(text))
            if heard:
                entities = [
                    {
                        "entity": name,
                        "value": value,
                        "start": 0,
                        "end": len(text),
                        "extractor": self.__class__.__name__,
                    }
                    for name, value in heard.items()
                ]
                message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training data is left as it is: nothing is learned from persons."""
        return training_data


def _heard(facts: PersonFacts) -> dict[str, str | int | bool]:
    """The entities and their values."""
    values: dict[str, str | int | bool | None] = {
        "about_whom": facts.about_whom,
        "age": facts.age,
        "has_children": facts.has_children,
        "urgent": facts.urgent or None,
    }
    return {name: value for name, value in values.items() if value is not None}
