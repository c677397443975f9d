"""Hears danger in a message. Needs no other process, no database and no network, and never raises.

Two halves. The patterns (`patterns.py`, data in `service_catalog/content/crisis/patterns.yaml`) are hand-written and
can be read by a social worker. The classifier (`classifier.py`) is trained on `data/crisis/` and hears what no pattern
foresaw.

The rule:
1. The classifier raises the alarm alone at its threshold `alone`, or `afar` where a context quietens (fiction, study,
   long past, grief, "ei hätää"). A long message is also judged sentence by sentence (`sentences.py`): the worst raises
   it at `sentence`, which is higher, since a letter has many chances of one odd sentence.
2. A pattern raises it where the classifier is at least at the lower threshold `with_pattern`, unless a context
   quietens the pattern: then only the classifier counts. Without a model the patterns decide.
3. The kind is the one with most behind it: the classifier's probability and a fixed weight for a pattern of the kind.
4. The level is the classifier's; without a model that of the patterns.
The thresholds are chosen on training messages that the models have not learned, and stand in the model's `model.json`.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from web.crisis.classifier import Classifier, NoModel, Scores
from web.crisis.patterns import Hit, Kind, Level, Patterns, Reading
from web.crisis.sentences import sentences_of

ROOT = Path(__file__).resolve().parent.parent.parent
PATTERNS = ROOT / "service_catalog" / "content" / "crisis" / "patterns.yaml"
MODEL = ROOT / "models" / "crisis"
MAX_TEXT = 20_000
PATTERN_WEIGHT = 0.3
# Of kinds with as much behind them the narrower one: "isä lyö mua, oon 10" is a child in danger, and violence too.
PRECEDENCE = ("child", "medical", "self_harm", "shelter", "violence")
FROM_AFAR = frozenset(["fiction", "study", "fine"])
MAX_CLASSIFIED = 3000

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """Danger that was heard. `evidence` is the id of the pattern, or "classifier"; `score` is between 0 and 1."""

    kind: Literal["self_harm", "violence", "child", "medical", "shelter"]
    level: Literal["acute", "worry"]
    evidence: str
    score: float


class CrisisDetector:
    """One for the process; holds no state of any conversation."""

    def __init__(self, patterns: Patterns, classifier: Classifier | None) -> None:
        self._patterns = patterns
        self._classifier = classifier

    @classmethod
    def load(cls, model: Path = MODEL, patterns: Path = PATTERNS) -> CrisisDetector:
        """The detector with its data; without the trained model it works by the patterns alone and says so."""
        classifier = None
        try:
            classifier = Classifier.load(model)
        except NoModel as missing:
            log.warning("crisis detection works by patterns alone, no trained model (run `make train`): %s", missing)
        return cls(Patterns.load(patterns), classifier)

    def detect(self, text: str) -> Finding | None:
        """The danger in a message, or None. Where the classifier fails, the patterns decide alone."""
        text = text[:MAX_TEXT]
        try:
            reading = self._patterns.read(text)
        except Exception:  # whatever happens here, the conversation goes on
            log.exception("crisis detection failed")
            return None
        try:
            return self._judge(reading, self._scores(text, reading))
        except Exception:
            log.exception("the classifier of crisis detection failed")
            return _finding(reading.loud, None)

    def denies_self_harm(self, text: str) -> bool:
        """Whether the person says that they are not in danger of hurting themselves: no alarm, but a soft line."""
        try:
            return self._patterns.read(text[:MAX_TEXT]).denial
        except Exception:
            log.exception("crisis detection failed")
            return False

    def speaks_from_afar(self, text: str) -> bool:
        """Whether a message names danger without being in it: fiction, study, or "all is well"."""
        try:
            return not FROM_AFAR.isdisjoint(self._patterns.read(text[:MAX_TEXT]).contexts)
        except Exception:
            log.exception("crisis detection failed")
            return False

    def _scores(self, text: str, reading: Reading) -> list[Scores]:
        """The classifier's scores: of the whole message first, then of the sentences of a long one."""
        if self._classifier is None:
            return []
        sentences = sentences_of(text) if len(text) <= MAX_CLASSIFIED else []
        parts = [(text, reading.marks), *((one, self._patterns.read(one).marks) for one in sentences)]
        return self._classifier.scores_of_all(parts)

    def _judge(self, reading: Reading, scores: list[Scores]) -> Finding | None:
        if not scores or self._classifier is None:
            return _finding(reading.loud, None)
        thresholds = self._classifier.thresholds
        whole, worst = scores[0], max(scores, key=lambda one: one.danger)
        if whole.danger >= thresholds["afar" if reading.contexts else "alone"]:
            return _finding(reading.hits, worst)
        if worst is not whole and worst.danger >= thresholds["sentence"]:
            return _finding(reading.hits, worst)
        if reading.loud and worst.danger >= thresholds["with_pattern"]:
            return _finding(reading.loud, worst)
        return None


def _finding(hits: list[Hit], scores: Scores | None) -> Finding | None:
    weight: dict[str, float] = dict(scores.kinds) if scores else {}
    for kind_heard in {hit.pattern.kind for hit in hits}:
        weight[kind_heard] = weight.get(kind_heard, 0.0) + PATTERN_WEIGHT
    if not weight:
        return None
    kind = max(weight, key=lambda name: (weight[name], -PRECEDENCE.index(name)))
    own = [hit for hit in hits if hit.pattern.kind == kind]
    acute = any(hit.pattern.level == "acute" for hit in own) if scores is None else scores.acute >= 0.5
    level: Level = "acute" if acute else "worry"
    evidence = own[0].pattern.id if own else "classifier"
    score = scores.danger if scores else 1.0
    return Finding(cast("Kind", kind), level, evidence, min(1.0, score))
