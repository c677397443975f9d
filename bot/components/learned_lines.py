"""What the classifiers of needs and of acts share: linear models over two views, their settings, learning and files.

They learn from all utterances but the held-out ones, on which they then choose how the views are mixed.
"""

from __future__ import annotations

import json
import logging
from typing import Any, ClassVar

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from typing_extensions import Self

from bot.components.two_views import Bools, TwoViews, views_of
from finnish.held_out import is_held_out

logger = logging.getLogger(__name__)

# Shares of the encoder's view that are tried, and the one that is taken where nothing can be chosen.
SHARES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
USUAL_SHARE = 0.7
# With fewer held-out utterances than this nothing is chosen on them.
ENOUGH = 100
SETTINGS = {
    # Inverse of the regularisation's strength, for the encoder's vector and for the n-grams.
    "C_dense": 20.0,
    "C_sparse": 10.0,
    "random_state": 42,
}


class LearnedLines(GraphComponent):
    """A component with one line a label and view; a subclass says what the labels are and what it does with them."""

    kind: ClassVar[str]
    fewest_labels: ClassVar[int] = 1

    @classmethod
    def required_components(cls) -> list[type]:
        """Sentence features must be there."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["sklearn"]

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self.labels: list[str] = []
        self._models = TwoViews({"dense": config["C_dense"], "sparse": config["C_sparse"]}, USUAL_SHARE)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """An untrained component."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from every example that has an intent."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        targets = self._learn_labels(examples)
        if len(self.labels) < self.fewest_labels:
            return self._resource
        views = views_of(examples)
        unseen = np.array([is_held_out(example.get(TEXT)) for example in examples])
        if unseen.sum() < ENOUGH:
            self._models.fit(views, targets, self._config["random_state"])
        else:
            self._models.fit(views.rows(~unseen), targets[~unseen], self._config["random_state"])
            self._choose([example for example, one in zip(examples, unseen, strict=True) if one], targets[unseen])
        logger.info("%s: %s", type(self).__name__, {**self._described(), "labels": len(self.labels)})
        self.persist()
        return self._resource

    def _learn_labels(self, examples: list[Message]) -> Bools:
        """Sets `labels`; which of them each example has, a row an example and a column a label."""
        raise NotImplementedError

    def _choose(self, examples: list[Message], targets: Bools) -> None:
        """Sets what is best on these messages, which the models have not learned."""
        raise NotImplementedError

    def _described(self) -> dict[str, Any]:
        """What is kept beside the lines, as JSON can say it."""
        return {"labels": self.labels, "dense_share": self._models.dense_share}

    def _take(self, described: dict[str, Any]) -> None:
        """What `_described` gave."""
        self.labels, self._models.dense_share = described["labels"], described["dense_share"]

    def persist(self) -> None:
        """Writes plain arrays: nothing that could run code when it is read."""
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / f"{self.kind}.npz", **self._models.arrays())
            (folder / f"{self.kind}.json").write_text(json.dumps(self._described()), encoding="utf-8")

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """The component as persisted; an error when it is missing, since silence would hear nothing."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._take(json.loads((folder / f"{cls.kind}.json").read_text(encoding="utf-8")))
            with np.load(folder / f"{cls.kind}.npz") as arrays:
                component._models.take(arrays)
        return component
