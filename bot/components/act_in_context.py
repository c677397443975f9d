"""Weighs the acts by what Luotsi has just done: "no en" after a question is an answer, at the beginning it is neither.

The classifier hears one message without what came before it. The web tells with each message what it remembers of the
conversation (metadata `remembered`), and from it follows what the person answers to: nothing (`beginning`), the
question where they live (`municipality`), or services on show (no weights). The configuration says how many times
likelier each act is there. Without metadata, as in evaluation and training, nothing changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, METADATA, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.components.act_classifier import RANKING, ActClassifier

Stage = Literal["beginning", "municipality"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ActInContext(GraphComponent):
    """Sets `intent` and `intent_ranking` anew where the stage of the conversation has weights."""

    @classmethod
    def required_components(cls) -> list[type]:
        """The acts must have been heard."""
        return [ActClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """For each stage, how many times likelier an act is than the message alone tells; 1 where it is not named."""
        return {"beginning": {}, "municipality": {}}

    def __init__(self, config: dict[str, Any]) -> None:
        self._weights: dict[str, Mapping[str, float]] = {name: config[name] for name in ("beginning", "municipality")}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActInContext:
        """Made of its configuration alone."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Weighs each message's acts."""
        for message in messages:
            stage, ranking = stage_of(message.get(METADATA) or {}), message.get(RANKING)
            if stage and ranking:
                weighed = _weighed(ranking, self._weights[stage])
                message.set(INTENT, weighed[0], add_to_output=True)
                message.set(RANKING, weighed, add_to_output=True)
        return messages


def stage_of(metadata: Mapping[str, Any]) -> Stage | None:
    """What the person answers to, from what the web remembers; None where it is not told or services are on show."""
    remembered = metadata.get("remembered")
    if remembered is None or remembered.get("shown_services"):
        return None
    if not remembered.get("needs"):
        return "beginning"
    knows_place = remembered.get("municipality") or metadata.get("municipality")
    return None if knows_place or remembered.get("municipality_declined") else "municipality"


def _weighed(ranking: list[dict[str, Any]], weights: Mapping[str, float]) -> list[dict[str, Any]]:
    """The ranking with weighed probabilities that add up to what they did, the likeliest first."""
    scores = [one[PREDICTED_CONFIDENCE_KEY] * weights.get(one[INTENT_NAME_KEY], 1.0) for one in ranking]
    share = sum(one[PREDICTED_CONFIDENCE_KEY] for one in ranking) / (sum(scores) or 1.0)
    pairs = sorted(zip(ranking, scores, strict=True), key=lambda pair: -pair[1])
    return [{**one, PREDICTED_CONFIDENCE_KEY: score * share} for one, score in pairs]
