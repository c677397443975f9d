"""Cuts each message into its clauses, which the featurizers after it feature too.

A need that is told in passing is faint in the whole message and clear in its own clause. The clauses of a long message
are its parts of some fifty words. In training only the messages that nothing is learned from are cut: what is heard of
clauses is chosen on them (need_classifier.py).
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from finnish.held_out import is_held_out
from finnish.parts import clauses_of, is_long, parts_of

CLAUSES = "clauses"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ClauseSplitter(GraphComponent):
    """Puts a list of messages, one a clause, beside a message that has more than one."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ClauseSplitter:
        """It has no settings."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Cuts each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            clauses = parts_of(text) if is_long(text) else clauses_of(text)
            if clauses:
                message.set(CLAUSES, [Message(data={TEXT: clause}) for clause in clauses])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Cuts what is not learned from."""
        self.process([message for message in training_data.training_examples if is_held_out(message.get(TEXT) or "")])
        return training_data


def with_clauses(messages: list[Message]) -> list[Message]:
    """The messages and their clauses, those that have a text."""
    every = (one for message in messages for one in (message, *(message.get(CLAUSES) or [])))
    return [one for one in every if one.get(TEXT)]
