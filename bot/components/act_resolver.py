"""Settles what the dialogue act, the needs and the place say together.

"Moi, vuokra on maksamatta" greets and asks: small talk that states a need is asking for help. A need that is only
faintly heard in "eiku asunkin Riihimäellä" is not one that the person stated; but who surely asks for help has some
need, and then the likeliest one is better than none. A message that is a place and nothing else tells the municipality.
An act that is hardly surer than the others is not acted on, nor is one that forgets the conversation unless it is
clear: the message is then taken as asking for help, which searches and asks back.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.need_classifier import CANDIDATES, NEEDS, NeedClassifier

ASKING = "hae_apua"
TELLING_PLACE = "kerro_kunta"
CORRECTING = "korjaa_tarve"
FEW_LETTERS = 4


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ActResolver(GraphComponent):
    """Changes the intent to `hae_apua`, or drops faint needs, by the acts and the probability of its configuration."""

    @classmethod
    def required_components(cls) -> list[type]:
        """The needs must have been heard."""
        return [NeedClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of the component."""
        return {
            # Acts that say nothing by themselves: a clear need beside them is what the person wants.
            "small_talk": [],
            # Acts beside which a need counts only when it is clear.
            "without_need": [],
            # From this probability on a need is clear.
            "clear": 0.6,
            # Who asks for help at least this surely has a need; the likeliest is taken from this probability on.
            "sure": 0.5,
            "likely": 0.15,
            # Where every other need is so many times less probable, a fainter one is taken of who asks less surely.
            "lead": 5.0,
            "faint": 0.1,
            "asking": 0.4,
            # Under this probability an act is not acted on.
            "unsure": 0.25,
            # Acts that forget what was told, and the probability from which they are acted on.
            "forgetting": [],
            "certain": 0.75,
            # Under this probability an act gives way to a clear need.
            "doubtful": 0.6,
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._small_talk = frozenset(config["small_talk"])
        self._without_need = frozenset(config["without_need"]) | self._small_talk
        self._clear = float(config["clear"])
        self._sure = float(config["sure"])
        self._likely = float(config["likely"])
        self._lead = float(config["lead"])
        self._faint = float(config["faint"])
        self._asking = float(config["asking"])
        self._unsure = float(config["unsure"])
        self._doubtful = float(config["doubtful"])
        self._forgetting = frozenset(config["forgetting"])
        self._certain = float(config["certain"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActResolver:
        """Made of its configuration alone."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Settles each message."""
        for message in messages:
            self._settle(message)
        return messages

    def _settle(self, message: Message) -> None:
        intent = message.get(INTENT) or {}
        act, confidence = intent.get("name"), float(intent.get("confidence") or 0.0)
        needs = message.get(NEEDS) or []
        asks = confidence if act == ASKING else 0.0
        if act in self._without_need:
            needs = [need for need in needs if need["confidence"] >= self._clear]
        if is_place_only(message) and not needs:
            act, confidence = TELLING_PLACE, 1.0
        elif (
            (act in self._small_talk and needs)
            or confidence < (self._certain if act in self._forgetting else self._unsure)
            or self._is_doubtful(act, confidence, needs)
        ):
            act, confidence = ASKING, max([confidence, *(need["confidence"] for need in needs)])
        if act == ASKING and not needs:
            needs = self._guessed(asks, message.get(CANDIDATES) or [])
        message.set(NEEDS, needs, add_to_output=True)
        message.set(INTENT, {"name": act, "confidence": confidence}, add_to_output=True)

    def _guessed(self, asks: float, candidates: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The likeliest need of a message that states none clearly, when it asks for help so surely."""
        if not candidates:
            return []
        first, second = (one["confidence"] for one in [*candidates, {"confidence": 0.0}][:2])
        likely = asks >= self._sure and first >= self._likely
        leads = asks >= self._asking and first >= max(self._faint, self._lead * second)
        return candidates[:1] if likely or leads else []

    def _is_doubtful(self, act: str | None, confidence: float, needs: list[dict[str, Any]]) -> bool:
        """Whether a clear need speaks louder than an act that is hardly heard ("joku tila minne voi vaan tulla")."""
        clear = any(need["confidence"] >= self._clear for need in needs)
        return act != CORRECTING and confidence < self._doubtful and clear


def is_place_only(message: Message) -> bool:
    """Whether the message is a municipality and at most a word or two of no weight ("Nokia", "no Nokialla")."""
    text = message.get(TEXT) or ""
    places = [entity for entity in message.get(ENTITIES) or [] if entity["entity"] == "municipality"]
    return bool(places) and len(text.strip()) - (places[0]["end"] - places[0]["start"]) <= FEW_LETTERS
