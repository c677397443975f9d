"""The trained half of crisis detection: a linear classifier over letter groups, words, meaning and what patterns heard.

Reads two plain files that `python -m web.crisis.train` writes: `weights.npz` (numbers) and `model.json` (the features'
names, labels and thresholds). No pickle: a model file cannot run code.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from finnish.encoder import Encoder
from finnish.normalise import clean, fold
from web.crisis.meaning import open_if_same, vectors_of
from web.crisis.phrases import REPEATED, TOKEN
from web.crisis.sounds import sound_of

Array = npt.NDArray[np.float32]
SMALLEST, LARGEST = 2, 5
STEM = 5
MAX_LETTERS = 3000
MARK_WEIGHT = 0.5
MOST_MEANT = 4
PLAIN = "without_meaning"
THRESHOLDS = frozenset(["alone", "afar", "with_pattern", "sentence"])
BLOCKS = ("letters", "words", "sounds", "marks")
MARKS = ("list:", "context:", "idiom:")


class NoModel(Exception):
    """The trained model is not there or is not whole."""


@dataclass(frozen=True)
class Scores:
    """Probabilities: `kinds` of each kind of danger, `danger` of any, `acute` that it is acute when there is danger."""

    kinds: dict[str, float]
    danger: float
    acute: float


def plain_words(text: str) -> list[str]:
    """The folded words that features are made of; a long text is read from its beginning and its end."""
    if len(text) > MAX_LETTERS:
        text = text[: MAX_LETTERS // 2] + " " + text[-MAX_LETTERS // 2 :]
    folded = REPEATED.sub(r"\1\1", fold(clean(text)))
    return [part for part in TOKEN.findall(folded) if part[0].isalnum()]


def letter_groups(words: Iterable[str]) -> Counter[str]:
    """Groups of 2 to 5 letters within words, whose ends are marked with a space."""
    counts: Counter[str] = Counter()
    for word in words:
        padded = f" {word} "
        size = len(padded)
        for width in range(SMALLEST, LARGEST + 1):
            if width >= size:
                counts[padded] += 1
                break
            for start in range(size - width + 1):
                counts[padded[start : start + width]] += 1
    return counts


def word_groups(words: list[str]) -> Counter[str]:
    """Beginnings of words, alone and in pairs of neighbours with up to two words between."""
    stems = [word[:STEM] for word in words]
    counts = Counter(stems)
    for apart in (1, 2, 3):
        counts.update(f"{first} {apart} {second}" for first, second in zip(stems, stems[apart:], strict=False))
    return counts


def features(text: str, marks: Iterable[str]) -> dict[str, Counter[str]]:
    """The counted features of a message in each block.

    Of the patterns' marks only lists, contexts and idioms are kept: the patterns were tuned on the training messages,
    and a classifier that saw which of them match would trust them far too much.
    """
    words = plain_words(text)
    return {
        "letters": letter_groups(words),
        "words": word_groups(words),
        "sounds": word_groups([sound_of(word) for word in words]),
        "marks": Counter({mark for mark in marks if mark.startswith(MARKS)}),
    }


def shares_of(logits: Array) -> Array:
    """Probabilities that add up to 1, along the last axis."""
    powers: Array = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Array = powers / powers.sum(axis=-1, keepdims=True)
    return shares


class Classifier:
    """Scores messages. Made by `load`, or by the training for its own measuring."""

    def __init__(self, model: dict[str, Any], weights: dict[str, Array], encoder: Encoder | None = None) -> None:
        self.labels: list[str] = model["labels"]
        self.thresholds: dict[str, float] = model["thresholds"]
        self._encoder = encoder
        self._meaning = weights["meaning_weights"], weights["meaning_middle"]
        self._index: dict[str, dict[str, int]] = {
            block: {name: number for number, name in enumerate(model["features"][block])} for block in BLOCKS
        }
        self._weights = {block: weights[f"{block}_weights"] for block in BLOCKS}
        self._rarity = {block: weights[f"{block}_rarity"] for block in BLOCKS}
        self._offset = weights["offset"]

    @classmethod
    def load(cls, folder: Path) -> Classifier:
        """The model in `folder`, or the one without meaning where its encoder is not there.

        NoModel when it is missing or broken.
        """
        try:
            model = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            with np.load(folder / "weights.npz", allow_pickle=False) as stored:
                weights = {name: np.asarray(stored[name], dtype=np.float32) for name in stored.files}
            if not set(model["thresholds"]) >= THRESHOLDS:
                raise NoModel("a model of an earlier version: its thresholds are not all there")
            wanted = model["encoder"]
            encoder = open_if_same(wanted) if wanted else None
            return cls.load(folder / PLAIN) if wanted and encoder is None else cls(model, weights, encoder)
        except (OSError, ValueError, KeyError) as error:
            raise NoModel(str(error)) from error

    def scores(self, text: str, marks: Iterable[str]) -> Scores:
        """The probabilities of a message, whose patterns and lists left `marks`."""
        return self.scores_of_all([(text, marks)])[0]

    def scores_of_all(self, parts: Sequence[tuple[str, Iterable[str]]]) -> list[Scores]:
        """The probabilities of the first part (the whole message) and of the worst others, each with its marks.

        Reading for meaning takes time: only the MOST_MEANT parts with most danger by letters and words are read.
        """
        sums = np.array([self._sum(text, marks) for text, marks in parts], dtype=np.float32)
        danger = 1 - shares_of(sums[:, :-1])[:, 0]
        danger[0] = 2.0
        read = np.argsort(-danger, kind="stable")[:MOST_MEANT]
        sums = sums[read]
        if self._encoder:
            weights, middle = self._meaning
            vectors = vectors_of(self._encoder, [parts[number][0] for number in read])
            sums += (vectors - middle) @ weights
        return [self._scores(row) for row in sums]

    def _sum(self, text: str, marks: Iterable[str]) -> Array:
        total: Array = self._offset.copy()
        for block, counts in features(text, marks).items():
            total += self._block_sum(block, counts)
        return total

    def _scores(self, sums: Array) -> Scores:
        shares, level = shares_of(sums[:-1]), float(sums[-1])
        kinds = {label: float(share) for label, share in zip(self.labels, shares, strict=True) if label != "none"}
        return Scores(kinds, danger=sum(kinds.values()), acute=1 / (1 + math.exp(-max(-30.0, min(30.0, level)))))

    def _block_sum(self, block: str, counts: Counter[str]) -> Array:
        index, rarity = self._index[block], self._rarity[block]
        numbers: list[int] = []
        values: list[float] = []
        for name, count in counts.items():
            number = index.get(name)
            if number is not None:
                numbers.append(number)
                values.append(1.0 + math.log(count))
        if not numbers:
            return np.zeros_like(self._offset)
        row: Array = np.asarray(values, dtype=np.float32) * rarity[numbers]
        row = (row * MARK_WEIGHT if block == "marks" else row / np.linalg.norm(row)).astype(np.float32)
        summed: Array = row @ self._weights[block][numbers]
        return summed
