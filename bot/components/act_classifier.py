"""Tells the dialogue act of a message, as Rasa's intent: what is done with it, apart from the needs that it is about.

One logistic regression an act and view of the message (the encoder's vector, the character n-grams); how the views are
mixed is what is right most often on the utterances that neither the encoder nor these models were trained on.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.learned_lines import SETTINGS, SHARES, LearnedLines
from bot.components.two_views import Bools, Floats, Views, views_of

RANKING = "intent_ranking"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(LearnedLines, IntentClassifier):
    """Sets `intent` and `intent_ranking`."""

    kind = "acts"
    fewest_labels = 2

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of the component."""
        return {
            **SETTINGS,
            # How far an act's share of the training data is discounted, from 0 (not) to 1 (wholly): the utterances with
            # a need are more than half of the data, and would draw short answers to themselves.
            "prior_discount": 0.5,
            # How many acts the ranking names.
            "ranking_length": 10,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, model_storage, resource)
        self._discount: Floats = np.zeros(0)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses settings that could not work."""
        if config.get("ranking_length", 10) < 1:
            raise ValueError("ActClassifier: ranking_length must be at least 1")

    def _learn_labels(self, examples: list[Message]) -> Bools:
        acts = np.array([example.get(INTENT) for example in examples])
        self.labels = sorted(set(acts))
        self._discount = self._config["prior_discount"] * np.log([np.mean(acts == label) for label in self.labels])
        return np.asarray(acts[:, None] == np.array(self.labels)[None])

    def _choose(self, examples: list[Message], targets: Bools) -> None:
        views, right = views_of(examples), targets.argmax(axis=1)
        self._models.dense_share = max(SHARES, key=lambda share: self._right(views, right, share))

    def _right(self, views: Views, right: Any, share: float) -> float:
        self._models.dense_share = share
        return float(np.mean((self._models.scores(views) - self._discount).argmax(axis=1) == right))

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the act of each message that has text."""
        for message in messages:
            if self.labels and message.get(TEXT):
                confidences = self._confidences(message)
                ranking = [
                    {INTENT_NAME_KEY: self.labels[i], PREDICTED_CONFIDENCE_KEY: float(confidences[i])}
                    for i in np.argsort(-confidences)[: self._config["ranking_length"]]
                ]
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(RANKING, ranking, add_to_output=True)
        return messages

    def _confidences(self, message: Message) -> Floats:
        """The probabilities of the acts, which add up to one."""
        scores = self._models.scores(views_of([message]))[0] - self._discount
        likely = np.exp(scores - scores.max())
        return np.asarray(likely / likely.sum())

    def _described(self) -> dict[str, Any]:
        return {**super()._described(), "discount": self._discount.tolist()}

    def _take(self, described: dict[str, Any]) -> None:
        super()._take(described)
        self._discount = np.array(described["discount"])
