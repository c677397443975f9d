"""Tells the dialogue act of a message, as Rasa's intent: what is done with it, apart from the needs that it is about.

One logistic regression an act and view of the message (the encoder's vector, the character n-grams); how the views are
mixed is what is right most often on the utterances that neither the encoder nor these models were trained on.
"""

from __future__ import annotations

import json
import logging
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.two_views import Floats, TwoViews, views_of
from finnish.held_out import is_held_out

logger = logging.getLogger(__name__)

MODEL_FILE = "acts.npz"
LABEL_FILE = "acts.json"
RANKING = "intent_ranking"
SHARES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
USUAL_SHARE = 0.7
# With fewer held-out utterances than this nothing is chosen on them.
ENOUGH = 100


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(GraphComponent, IntentClassifier):
    """Sets `intent` and `intent_ranking`."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Sentence features must be there."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of the component."""
        return {
            # Inverse of the regularisation's strength, for the encoder's vector and for the n-grams.
            "C_dense": 20.0,
            "C_sparse": 10.0,
            # How far an act's share of the training data is discounted, from 0 (not) to 1 (wholly): the utterances with
            # a need are more than half of the data, and would draw short answers to themselves.
            "prior_discount": 0.5,
            # How many acts the ranking names.
            "ranking_length": 10,
            "random_state": 42,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self.labels: list[str] = []
        self._models = TwoViews({"dense": config["C_dense"], "sparse": config["C_sparse"]}, USUAL_SHARE)
        self._discount: Floats = np.zeros(0)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses settings that could not work."""
        if config.get("ranking_length", 10) < 1:
            raise ValueError("ActClassifier: ranking_length must be at least 1")

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from every example that has an intent."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        acts = np.array([example.get(INTENT) for example in examples])
        self.labels = sorted(set(acts))
        if len(self.labels) < 2:
            return self._resource
        views = views_of(examples)
        self._discount = self._config["prior_discount"] * np.log([np.mean(acts == label) for label in self.labels])
        targets = acts[:, None] == np.array(self.labels)[None]
        unseen = np.array([is_held_out(example.get(TEXT)) for example in examples])
        if unseen.sum() < ENOUGH:
            self._models.fit(views, targets, self._config["random_state"])
        else:
            self._models.fit(views.rows(~unseen), targets[~unseen], self._config["random_state"])
            self._models.dense_share = max(
                SHARES, key=lambda share: self._right(views.rows(unseen), acts[unseen], share)
            )
        logger.info("ActClassifier: %d acts, the vector's share %.1f", len(self.labels), self._models.dense_share)
        self.persist()
        return self._resource

    def _right(self, views: Any, acts: Any, share: float) -> float:
        self._models.dense_share = share
        return float(
            np.mean(np.array(self.labels)[(self._models.scores(views) - self._discount).argmax(axis=1)] == acts)
        )

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

    def persist(self) -> None:
        """Writes plain arrays: nothing that could run code when it is read."""
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / MODEL_FILE, discount=self._discount, **self._models.arrays())
            described = {"labels": self.labels, "dense_share": self._models.dense_share}
            (folder / LABEL_FILE).write_text(json.dumps(described), encoding="utf-8")

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ActClassifier:
        """The classifier as persisted; an error when it is missing."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            described = json.loads((folder / LABEL_FILE).read_text(encoding="utf-8"))
            with np.load(folder / MODEL_FILE) as arrays:
                component._models.take(arrays)
                component._discount = arrays["discount"]
        component.labels = described["labels"]
        component._models.dense_share = described["dense_share"]
        return component
