"""Finds the municipality that a message names and makes it an entity `municipality` whose value is the code."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from finnish.places import PlaceRecogniser as Places


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceRecogniser(GraphComponent):
    """At most one entity a message: the place where the person lives, when several are named."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No settings: the places are data of the package `finnish`."""
        return {}

    def __init__(self, places: Places) -> None:
        self._places = places

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlaceRecogniser:
        """Reads the places."""
        return cls(Places.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entity where a place is named."""
        for message in messages:
            home = self._places.home(message.get(TEXT) or "")
            if home is not None:
                entity = {
                    "entity": "municipality",
                    "value": home.code,
                    "start": home.start,
                    "end": home.end,
                    "extractor": self.__class__.__name__,
                }
                message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training data is left as it is: nothing is learned from places."""
        return training_data
