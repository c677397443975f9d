"""The training messages as the training reads them: counted features, the encoder's vectors, labels and weights."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.preprocessing import normalize

from finnish.encoder import open_encoder
from finnish.held_out import is_held_out
from web.crisis.classifier import BLOCKS, MARK_WEIGHT, Array, features
from web.crisis.data import Example, crisis_examples, ordinary_examples
from web.crisis.meaning import ENCODER, encoder_hash, vectors_of_many
from web.crisis.patterns import Patterns

FEWEST = {"letters": 4, "words": 2, "sounds": 2, "marks": 2}
DANGER_WEIGHT = 2.0
ORDINARY_WEIGHT = 1.0


@dataclass(frozen=True)
class Prepared:
    """The training messages, one row each in everything.

    `counts` has their features of each block, named by `names`; `vectors` is what the encoder of the hash `encoder`
    says, less its `middle` (zeros without one); `loud` tells in which a pattern counts, `afar` in which a context
    quietens.
    """

    def without_meaning(self) -> Prepared:
        """The same without what the encoder says."""
        return replace(self, vectors=np.zeros_like(self.vectors[:, :1]), middle=np.zeros(1, np.float32), encoder="")

    examples: list[Example]
    names: dict[str, list[str]]
    counts: dict[str, csr_matrix]
    loud: npt.NDArray[np.bool_]
    afar: npt.NDArray[np.bool_]
    labels: npt.NDArray[np.str_]
    weights: Array
    vectors: Array
    middle: Array
    encoder: str

    @property
    def hard(self) -> npt.NDArray[np.bool_]:
        """The messages without danger that were written to look like it."""
        return np.array([example.label == "none" and example.source != "ordinary" for example in self.examples])

    @property
    def unlearned(self) -> npt.NDArray[np.bool_]:
        """The messages that the encoder has not learned: it knows the danger in all others (`bot/training/encoder`)."""
        return np.array([is_held_out(example.text) for example in self.examples])


def prepare(patterns: Patterns) -> Prepared:
    """All training messages, read by the patterns. Ordinary ones in which a pattern is heard are left out."""
    examples: list[Example] = []
    counted: dict[str, list[Counter[str]]] = {block: [] for block in BLOCKS}
    loud: list[bool] = []
    afar: list[bool] = []
    for example in [*crisis_examples(), *ordinary_examples()]:
        reading = patterns.read(example.text)
        if example.source == "ordinary" and reading.hits:
            continue
        examples.append(example)
        loud.append(bool(reading.loud))
        afar.append(bool(reading.contexts))
        for block, counts in features(example.text, reading.marks).items():
            counted[block].append(counts)
    vectors = _vectors([example.text for example in examples])
    middle = vectors.mean(axis=0)
    names = {block: _names(counted[block], FEWEST[block]) for block in BLOCKS}
    return Prepared(
        examples,
        names,
        {block: _matrix(counted[block], names[block]) for block in BLOCKS},
        np.array(loud),
        np.array(afar),
        np.array([example.label for example in examples]),
        np.array([_weight(example) for example in examples], dtype=np.float32),
        vectors - middle,
        middle,
        encoder_hash(),
    )


def _vectors(texts: list[str]) -> Array:
    if not encoder_hash():
        return np.zeros((len(texts), 1), dtype=np.float32)
    return vectors_of_many(open_encoder(ENCODER, threads=os.cpu_count() or 1), texts)


def _weight(example: Example) -> float:
    if example.source == "ordinary":
        return ORDINARY_WEIGHT
    return 1.0 if example.label == "none" else DANGER_WEIGHT


def _names(counted: list[Counter[str]], fewest: int) -> list[str]:
    found: Counter[str] = Counter()
    for counts in counted:
        found.update(counts.keys())
    return sorted(name for name, count in found.items() if count >= fewest)


def _matrix(counted: list[Counter[str]], names: list[str]) -> csr_matrix:
    """How often each feature stands in each message, as 1 + log."""
    index = {name: number for number, name in enumerate(names)}
    pointers: list[int] = [0]
    numbers: list[int] = []
    values: list[int] = []
    for counts in counted:
        for name, count in counts.items():
            if (number := index.get(name)) is not None:
                numbers.append(number)
                values.append(count)
        pointers.append(len(numbers))
    logs = 1 + np.log(np.array(values, dtype=np.float32))
    matrix = csr_matrix((logs, numbers, pointers), shape=(len(counted), len(names)), dtype=np.float32)
    # Marks come from sets, whose order changes from one process to the next; sums, and so the model, would change too.
    matrix.sort_indices()
    return matrix


def scaled(counts: csr_matrix, block: str, rarity: Array) -> csr_matrix:
    """As `Classifier` weighs them: rare ones more, each message of one length, marks apart."""
    weighed = csr_matrix(counts @ diags(rarity))
    return weighed * MARK_WEIGHT if block == "marks" else normalize(weighed)
