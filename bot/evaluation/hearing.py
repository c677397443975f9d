"""Loads a trained Rasa model and lets it hear messages, as the server does but without HTTP."""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Scores = list[tuple[str, float]]
QUIET = {
    "LOG_LEVEL": "WARNING",
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "LUOTSI_ACTION_URL": "http://127.0.0.1:5055/webhook",
}


@dataclass
class Heard:
    """What was heard in a message."""

    needs: Scores
    act: str
    act_confidence: float
    acts: Scores = field(default_factory=list)
    # All needs that the classifier knows, by probability; None when only those heard are known.
    candidates: Scores | None = None
    seconds: float = 0.0


class Listener:
    """A loaded model. Making one takes as long as the server's start; `load_seconds` tells how long."""

    def __init__(self, model: Path) -> None:
        started = time.perf_counter()
        os.environ.update({name: os.environ.get(name, value) for name, value in QUIET.items()})
        # Here, and not above: the settings must stand before Rasa and its libraries are imported.
        from rasa.core.agent import Agent
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.WARNING)
        self._agent: Any = Agent.load(model)
        if not self._agent.is_ready():
            raise SystemExit(f"{model} could not be loaded")
        self.load_seconds = time.perf_counter() - started
        self._candidates: Scores | None = None

    async def parse(self, text: str) -> dict[str, Any]:
        """What Rasa's /model/parse would return."""
        parsed: dict[str, Any] = await self._agent.parse_message(text)
        return parsed

    async def hear(self, text: str) -> Heard:
        """The needs and the act of a message, and how long it took to hear them."""
        self._candidates = None
        started = time.perf_counter()
        parsed = await self.parse(text)
        seconds = time.perf_counter() - started
        intent = parsed.get("intent") or {}
        return Heard(
            needs=[(need["id"], float(need["confidence"])) for need in parsed.get("needs") or []],
            act=str(intent.get("name")),
            act_confidence=float(intent.get("confidence") or 0.0),
            acts=[(one["name"], float(one["confidence"])) for one in parsed.get("intent_ranking") or []],
            candidates=self._candidates,
            seconds=seconds,
        )

    def overhear_all_needs(self) -> bool:
        """From now on notes the probability of every need, which the component does not return; False if it cannot.

        The component's own working is called once more a message, so nothing is timed after this.
        """
        from bot.components.need_classifier import NeedClassifier

        nodes = getattr(self._agent.processor.graph_runner, "_instantiated_nodes", {})
        found = [node._component for node in nodes.values() if isinstance(node._component, NeedClassifier)]
        if not found or not hasattr(found[0], "_needs_in"):
            return False
        classifier: Any = found[0]
        original = classifier._needs_in

        def needs_in(message: Any) -> Any:
            if classifier.labels:
                scores = classifier._hear([message]).whole[0]
                ranked = zip(classifier.labels, map(float, scores), strict=True)
                self._candidates = sorted(ranked, key=lambda pair: -pair[1])
            return original(message)

        vars(classifier)["_needs_in"] = needs_in
        return True
