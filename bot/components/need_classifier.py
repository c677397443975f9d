"""Hears the needs in a message: 0-3 of the ids of `needs.yaml`, the most probable first, each with its probability.

One logistic regression a need and view of the message (the encoder's vector, the character n-grams). A need that is
stated in no block's `metadata: {needs: [...]}` is not learned. A need told in passing is faint in the whole message, so
its clauses are listened to as well. How the views are mixed, and from which probability on
the first need and a further one are heard, is not guessed: it is what has the best micro-F1 on the utterances that
neither the encoder nor these models were trained on, less what is lost by hearing needs where there are none.
"""

from __future__ import annotations

from itertools import product
from typing import Any, NamedTuple

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.clauses import CLAUSES
from bot.components.learned_lines import SETTINGS, SHARES, LearnedLines
from bot.components.two_views import Bools, Floats, probabilities, views_of
from finnish.parts import is_long

NEEDS = "needs"
CANDIDATES = "need_candidates"
METADATA = "metadata"
FIRST_THRESHOLDS = np.arange(0.3, 0.71, 0.04)
# Not higher: a need that is not heard costs the person more than one too many, which a tap removes.
FURTHER_THRESHOLDS = np.arange(0.2, 0.31, 0.05)
# What one percentage point of needs heard where there are none, above those allowed, costs in points of F1.
COST = 3.0


class Confidences(NamedTuple):
    """Probabilities, a row a message and a column a need: of the whole, and of its clearest clause (0 without any)."""

    whole: Floats
    inside: Floats


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NeedClassifier(LearnedLines):
    """Adds `needs`, a list of {"id", "confidence"}, to the message and to what Rasa returns of it.

    `need_candidates`: the most probable needs, also those under the threshold, for asking back.
    """

    kind = "needs"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of the component."""
        return {
            **SETTINGS,
            # Of the messages without a need, at most this share may be heard to have one.
            "false_share": 0.03,
            # A further need is heard that is this probable in a clause of the message and in the whole of it.
            "clause": 0.4,
            "clause_in_whole": 0.1,
            # No message has more needs than this.
            "max_needs": 3,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, model_storage, resource)
        self._first = 0.45
        self._further = 0.25

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuses settings that could not work."""
        if config.get("max_needs", 3) < 1:
            raise ValueError("NeedClassifier: max_needs must be at least 1")

    def _learn_labels(self, examples: list[Message]) -> Bools:
        """An example's needs are those of its metadata, none where absent."""
        stated = [needs_of(example) for example in examples]
        self.labels = sorted({need for needs in stated for need in needs})
        return np.array([[label in needs for label in self.labels] for needs in stated])

    def _choose(self, examples: list[Message], targets: Bools) -> None:
        """Sets the share of the dense view and the thresholds to the best on these messages."""
        without = ~targets.any(axis=1)
        tried = []
        for share in SHARES:
            self._models.dense_share = share
            confidences = self._hear(examples)
            for first, further in product(FIRST_THRESHOLDS, FURTHER_THRESHOLDS):
                heard = self._heard(confidences, first, further)
                false_share = float(heard[without].any(axis=1).mean()) if without.any() else 0.0
                excess = max(0.0, false_share - self._config["false_share"])
                tried.append((micro_f1(targets, heard) - COST * excess, share, float(first), float(further)))
        _, self._models.dense_share, self._first, self._further = max(tried)

    def _heard(self, confidences: Confidences, first: float, further: float) -> Bools:
        """Which needs are heard in each message: none unless the best reaches `first`, the others from `further`.

        One that is clear in a clause needs only not to be denied by the whole.
        """
        whole, inside = confidences
        some = whole.max(axis=1, keepdims=True) >= first
        in_clause = (inside >= self._config["clause"]) & (whole >= self._config["clause_in_whole"])
        enough = (whole == whole.max(axis=1, keepdims=True)) | (whole >= further) | in_clause
        places = np.argsort(np.argsort(-np.where(enough, whole, -1.0), axis=1), axis=1)
        return np.asarray(some & enough & (places < self._config["max_needs"]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the needs to each message."""
        for message in messages:
            candidates, heard = self._needs_in(message)
            message.set(NEEDS, heard, add_to_output=True)
            message.set(CANDIDATES, candidates, add_to_output=True)
        return messages

    def _needs_in(self, message: Message) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The most probable needs, and those that are probable enough to be heard.

        One that was heard in its clause is as sure as it is there, but no surer than the first.
        """
        if not self.labels or not message.get(TEXT):
            return [], []
        confidences = self._hear([message])
        heard = self._heard(confidences, self._first, self._further)[0]
        whole, inside = confidences.whole[0], confidences.inside[0]
        order = np.argsort(-whole)
        candidates = [self._named(i, whole[i]) for i in order[: self._config["max_needs"]]]
        clearest = np.minimum(np.maximum(whole, inside), whole.max())
        return candidates, [self._named(i, clearest[i]) for i in order if heard[i]]

    def _named(self, label: int, confidence: float) -> dict[str, Any]:
        return {"id": self.labels[label], "confidence": round(float(confidence), 3)}

    def _hear(self, messages: list[Message]) -> Confidences:
        """How probable each need is in each message, and in the clause of it that tells of the need most clearly."""
        whole = probabilities(self._models.scores(views_of(messages)))
        inside = np.zeros_like(whole)
        clauses = [(row, clause) for row, message in enumerate(messages) for clause in message.get(CLAUSES) or []]
        if clauses:
            rows = np.array([row for row, _ in clauses])
            np.maximum.at(inside, rows, probabilities(self._models.scores(views_of([one for _, one in clauses]))))
        # A long message says too much for any of it to be clear in the whole.
        long = np.array([is_long(message.get(TEXT)) for message in messages])
        whole[long] = np.maximum(whole[long], inside[long])
        return Confidences(whole, inside)

    def _described(self) -> dict[str, Any]:
        return {**super()._described(), "first": self._first, "further": self._further}

    def _take(self, described: dict[str, Any]) -> None:
        super()._take(described)
        self._first, self._further = described["first"], described["further"]


def needs_of(example: Message) -> list[str]:
    """The needs that the training data states for an example, from its own metadata or its block's."""
    metadata = example.get(METADATA) or {}
    for part in ("example", "intent"):
        stated = (metadata.get(part) or {}).get(NEEDS)
        if stated is not None:
            return list(stated)
    return []


def micro_f1(truth: Bools, found: Bools) -> float:
    """F1 over all decisions together."""
    hits = float((truth & found).sum())
    return 2 * hits / max(float(truth.sum() + found.sum()), 1.0)
