"""Character n-grams of the folded message, weighted by TF-IDF: they hold when a word is misspelt, clipped or split."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.components.clauses import with_clauses
from finnish.normalise import calm, fold

VOCABULARY_FILE = "char_ngrams.json"
WEIGHT_FILE = "char_ngrams.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class CharNgrams(SparseFeaturizer, GraphComponent):
    """Sparse sentence features of unit length. Messages without text get none."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Rasa orders featurizers after a tokenizer."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of the component."""
        return {
            **SparseFeaturizer.get_default_config(),
            # The shortest and the longest n-gram; none crosses a word's edges.
            "min_ngram": 1,
            "max_ngram": 4,
            # An n-gram of fewer examples than this is left out.
            "min_df": 2,
        }

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._vectorizer = self._new_vectorizer()

    def _new_vectorizer(self) -> TfidfVectorizer:
        return TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(self._config["min_ngram"], self._config["max_ngram"]),
            min_df=self._config["min_df"],
            sublinear_tf=True,
            preprocessor=_comparable,
            dtype=np.float32,
        )

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CharNgrams:
        """An untrained featurizer."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses settings that could not work."""
        if config.get("min_ngram", 1) > config.get("max_ngram", 4):
            raise ValueError("CharNgrams: min_ngram must not be above max_ngram")

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the n-grams and how rare each is."""
        self._vectorizer.fit([message.get(TEXT) for message in training_data.training_examples if message.get(TEXT)])
        self.persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the features to each message."""
        texted = with_clauses(messages)
        if not texted:
            return messages
        rows = csr_matrix(self._vectorizer.transform([message.get(TEXT) for message in texted]))
        for message, row in zip(texted, rows, strict=True):
            message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the features to the training examples."""
        self.process(training_data.training_examples)
        return training_data

    def persist(self) -> None:
        """Writes the vocabulary in order, and the weights beside it: no pickle."""
        vocabulary = self._vectorizer.vocabulary_
        with self._model_storage.write_to(self._resource) as folder:
            ordered = sorted(vocabulary, key=vocabulary.__getitem__)
            (folder / VOCABULARY_FILE).write_text(json.dumps(ordered, ensure_ascii=False), encoding="utf-8")
            np.savez_compressed(folder / WEIGHT_FILE, idf=self._vectorizer.idf_)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> CharNgrams:
        """The featurizer as persisted; an error when it is missing."""
        component = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            ordered = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
            with np.load(folder / WEIGHT_FILE) as arrays:
                component._vectorizer.vocabulary_ = {ngram: column for column, ngram in enumerate(ordered)}
                component._vectorizer.idf_ = arrays["idf"]
        return component


def _comparable(text: str) -> str:
    return fold(calm(text))
