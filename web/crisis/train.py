"""Trains the classifier of crisis detection: `python -m web.crisis.train`.

Reads `data/crisis/*.yml` and ordinary messages of `data/nlu/`, writes `models/crisis/` (not kept in the repository).
The view of letters and words and that of meaning are learned apart: the encoder knows the danger in most of these
messages, and a model of both at once would trust it far too much. How much each counts, and the thresholds, are chosen
on the messages that neither the encoder nor the models have learned. The evaluation sets are never read here.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from web.crisis.classifier import BLOCKS, PLAIN, Array, shares_of
from web.crisis.data import LABELS
from web.crisis.detector import MODEL, PATTERNS
from web.crisis.patterns import Patterns
from web.crisis.prepared import FEWEST, Prepared, prepare, scaled

STRENGTH = 3.0
MEANING_STRENGTH = 1.0
ITERATIONS = 100
# Of the hard negatives: a missed danger costs more than an alarm for nothing.
FALSE_ALARMS = 0.08
WITH_PATTERN_SHARE = 0.3
# A letter, as thresholds for its sentences are chosen: so many ordinary messages and one that looks like danger.
ORDINARY_SENTENCES = 5
LETTERS = 5000
LETTERS_SEED = 7
MEANING_SCALE = 1.5
# What counts of the meaning's view beside the letters'; the rest is tried on unlearned messages.
MEANING_SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
# With fewer unlearned messages without danger than this, nothing is chosen on them.
ENOUGH = 100
UNCHOSEN = {"alone": 0.5, "afar": 0.5, "with_pattern": 0.1, "sentence": 0.9}

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Fitted:
    """A trained model: which features are kept in each block, their rarity, and the weights of kinds and of level."""

    kept: dict[str, Rows]
    rarity: dict[str, Array]
    weights: dict[str, Array]
    offset: Array
    meaning: Array
    meaning_offset: Array

    def logits(self, prepared: Prepared, rows: Rows) -> Array:
        """What the model says of these messages: a column for each label and one for the level."""
        parts = [
            scaled(prepared.counts[block][rows][:, self.kept[block]], block, self.rarity[block]) @ self.weights[block]
            for block in BLOCKS
        ]
        meant = prepared.vectors[rows] @ self.meaning + self.meaning_offset
        return np.asarray(sum(parts) + meant + self.offset, dtype=np.float32)


def fit(prepared: Prepared, rows: Rows) -> Fitted:
    """A model trained on `rows`, both views of it counting alike."""
    kept: dict[str, Rows] = {}
    rarity: dict[str, Array] = {}
    parts = []
    for block in BLOCKS:
        counts = prepared.counts[block][rows]
        found = np.bincount(counts.indices, minlength=counts.shape[1])
        kept[block] = np.flatnonzero(found >= FEWEST[block])
        rare = np.log((1 + len(rows)) / (1 + found[kept[block]])) + 1
        rarity[block] = np.ones_like(rare, dtype=np.float32) if block == "marks" else rare.astype(np.float32)
        parts.append(scaled(counts[:, kept[block]], block, rarity[block]))
    said, offset = _learned(hstack(parts).tocsr(), prepared, rows, STRENGTH)
    of_blocks = np.split(said, np.cumsum([len(kept[block]) for block in BLOCKS])[:-1])
    weights = dict(zip(BLOCKS, of_blocks, strict=True))
    if not prepared.encoder:
        return Fitted(kept, rarity, weights, offset, np.zeros((1, said.shape[1]), np.float32), np.zeros_like(offset))
    meant, meant_offset = _learned(prepared.vectors[rows] * MEANING_SCALE, prepared, rows, MEANING_STRENGTH)
    return Fitted(kept, rarity, weights, offset, meant * MEANING_SCALE, meant_offset)


def _learned(matrix: csr_matrix | Array, prepared: Prepared, rows: Rows, strength: float) -> tuple[Array, Array]:
    """Weights and offset of one view: a column for each label and one for the level of what is dangerous."""
    kinds = LogisticRegression(C=strength, max_iter=ITERATIONS, tol=1e-3)
    kinds.fit(matrix, prepared.labels[rows], sample_weight=prepared.weights[rows])
    dangerous = np.flatnonzero(prepared.labels[rows] != "none")
    acute = np.array([prepared.examples[rows[row]].level == "acute" for row in dangerous])
    level = LogisticRegression(C=strength, max_iter=ITERATIONS, tol=1e-3).fit(matrix[dangerous], acute)
    order = [list(kinds.classes_).index(label) for label in LABELS]
    weights = np.vstack([kinds.coef_[order], level.coef_]).T.astype(np.float32)
    return weights, np.append(kinds.intercept_[order], level.intercept_).astype(np.float32)


def mixed(fitted: Fitted, share: float) -> Fitted:
    """The model in which meaning counts `share` and letters and words the rest; their sum stays as strong."""
    said, meant = 2 * (1 - share), 2 * share
    return replace(
        fitted,
        weights={block: weights * said for block, weights in fitted.weights.items()},
        offset=fitted.offset * said,
        meaning=fitted.meaning * meant,
        meaning_offset=fitted.meaning_offset * meant,
    )


def choose(prepared: Prepared, fitted: Fitted) -> tuple[Fitted, dict[str, float], list[str]]:
    """The mixture that tells danger from what looks like it best, its thresholds, and what was measured.

    `fitted` has not learned the unlearned messages: the mixture is best that puts the dangerous of them above the rest
    (area under the ROC curve).
    """
    rows = np.flatnonzero(prepared.unlearned)
    tried = [mixed(fitted, share) for share in MEANING_SHARES] if prepared.encoder else [fitted]
    if prepared.hard[rows].sum() < ENOUGH:
        return tried[len(tried) // 2], UNCHOSEN, []
    found = [shares_of(one.logits(prepared, rows)[:, :-1]) for one in tried]
    dangerous = prepared.labels[rows] != "none"
    best = max(range(len(tried)), key=lambda number: float(roc_auc_score(dangerous, 1 - found[number][:, 0])))
    danger = 1 - found[best][:, 0]
    thresholds = choose_thresholds(prepared, rows, danger)
    acute = danger[[prepared.examples[row].level == "acute" for row in rows]]
    heard = ", ".join(f"acute danger over `{name}` {(acute >= over).mean():.3f}" for name, over in thresholds.items())
    lines = [f"{thresholds}, mixture {best}; {heard}", *summary(prepared, rows, found[best], thresholds)]
    return tried[best], thresholds, lines


def choose_thresholds(prepared: Prepared, rows: Rows, danger: Array) -> dict[str, float]:
    """The lowest thresholds with at most FALSE_ALARMS among the hard negatives of `rows`, whose danger is given.

    `alone`, and `afar` for those in which a context quietens; `with_pattern`, a lower one where a pattern is heard;
    `sentence`, for the most dangerous sentence of a letter.
    """
    hard, far = prepared.hard[rows], prepared.afar[rows]
    alone = float(np.quantile(danger[hard & ~far], 1 - FALSE_ALARMS))
    afar = float(np.quantile(danger[hard & far], 1 - FALSE_ALARMS)) if (hard & far).any() else alone
    sentence = float(np.quantile(_worst_sentences(danger, hard, prepared.labels[rows]), 1 - FALSE_ALARMS))
    chosen = {
        "alone": alone,
        "afar": max(alone, afar),
        "with_pattern": alone * WITH_PATTERN_SHARE,
        "sentence": max(alone, sentence),
    }
    return {name: round(value, 3) for name, value in chosen.items()}


def _worst_sentences(danger: Array, hard: npt.NDArray[np.bool_], labels: npt.NDArray[np.str_]) -> Array:
    """The highest danger among the sentences of made-up calm letters: there are too few long messages to choose on."""
    random = np.random.default_rng(LETTERS_SEED)
    safe = labels == "none"
    ordinary = danger[safe & ~hard] if (safe & ~hard).any() else danger[safe]
    letters = random.choice(ordinary, (LETTERS, ORDINARY_SENTENCES))
    worst: Array = np.maximum(letters.max(axis=1), random.choice(danger[hard], LETTERS))
    return worst


def summary(prepared: Prepared, rows: Rows, shares: Array, thresholds: dict[str, float]) -> Iterator[str]:
    """What the unlearned messages say, as lines to print."""
    danger, labels = 1 - shares[:, 0], prepared.labels[rows]
    kinds = np.array(LABELS[1:])[shares[:, 1:].argmax(axis=1)]
    alone = np.where(prepared.afar[rows], thresholds["afar"], thresholds["alone"])
    alarm = (danger >= alone) | (prepared.loud[rows] & (danger >= thresholds["with_pattern"]))
    sources = np.array([prepared.examples[row].source for row in rows])
    for source in sorted(set(sources)):
        dangerous, safe = ((sources == source) & here for here in (labels != "none", labels == "none"))
        if dangerous.any():
            right = (kinds == labels)[dangerous].mean()
            yield f"{source}: recall {alarm[dangerous].mean():.3f}, right kind {right:.3f} of {dangerous.sum()}"
        if safe.any():
            yield f"{source}: false alarms {alarm[safe].mean():.4f} of {safe.sum()}"


def train(folder: Path = MODEL) -> list[str]:
    """Trains and writes the model into `folder`, and one without meaning beside it; what was measured."""
    prepared = prepare(Patterns.load(PATTERNS))
    lines = _train(prepared, folder)
    return [*lines, "without meaning:", *_train(prepared.without_meaning(), folder / PLAIN)]


def _train(prepared: Prepared, folder: Path) -> list[str]:
    model, thresholds, lines = choose(prepared, fit(prepared, np.flatnonzero(~prepared.unlearned)))
    write(prepared, model, thresholds, folder)
    return lines


def write(prepared: Prepared, fitted: Fitted, thresholds: dict[str, float], folder: Path) -> None:
    """Writes `weights.npz` and `model.json` as `Classifier.load` reads them."""
    arrays = {f"{block}_weights": fitted.weights[block] for block in BLOCKS}
    arrays |= {f"{block}_rarity": fitted.rarity[block] for block in BLOCKS}
    arrays |= {
        "offset": fitted.offset + fitted.meaning_offset,
        "meaning_weights": fitted.meaning,
        "meaning_middle": prepared.middle,
    }
    names = {block: [prepared.names[block][number] for number in fitted.kept[block]] for block in BLOCKS}
    model = {"labels": list(LABELS), "features": names, "thresholds": thresholds, "encoder": prepared.encoder}
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **arrays)
    (folder / "model.json").write_text(json.dumps(model, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """Trains and says what was measured."""
    started = time.perf_counter()
    lines = train()
    spent, worked = time.perf_counter() - started, time.process_time()
    sys.stdout.write("\n".join([*lines, f"trained in {spent:.0f} s ({worked:.0f} s of processor) -> {MODEL}", ""]))


if __name__ == "__main__":
    main()
