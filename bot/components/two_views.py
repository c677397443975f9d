"""Linear models over two views of a message, its vector and its character n-grams, whose scores are mixed.

They are learned apart, since the fine-tuned encoder has seen the training utterances: learned together, the vectors
would explain everything and the n-grams nothing. How much each counts is chosen on utterances that it has not seen.
"""

from __future__ import annotations

import os
import warnings
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, vstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
VIEWS = ("dense", "sparse")
# Log-odds of what is always so in the training data.
CERTAIN = 6.0
MOST_STEPS = 100


class Views(NamedTuple):
    """The features of some messages, one row each; a view that the pipeline does not make is None."""

    dense: Floats | None
    sparse: csr_matrix | None

    def rows(self, wanted: Bools) -> Views:
        """The views of the messages where `wanted` is true."""
        return Views(*(None if view is None else view[wanted] for view in self))


def views_of(messages: list[Message]) -> Views:
    """The sentence features of messages that all went through the same featurizers."""
    dense = [message.get_dense_features(TEXT)[1] for message in messages]
    sparse = [message.get_sparse_features(TEXT)[1] for message in messages]
    return Views(
        np.vstack([one.features for one in dense]).astype(np.float64) if all(dense) else None,
        csr_matrix(vstack([one.features for one in sparse])) if all(sparse) else None,
    )


class TwoViews:
    """One logistic regression a column of the targets and a view; a score is the mix of the two log-odds."""

    def __init__(self, strengths: dict[str, float], dense_share: float) -> None:
        self._strengths = strengths
        self.dense_share = dense_share
        self._weights: dict[str, tuple[Floats, Floats]] = {}

    def fit(self, views: Views, targets: Bools, random_state: int) -> None:
        """Learns each view apart."""
        for name, view in zip(VIEWS, views, strict=True):
            if view is None:
                continue
            line = delayed(line_of)
            jobs = (line(name, self._strengths[name], view, column, random_state) for column in targets.T)
            fitted = Parallel(n_jobs=os.cpu_count())(jobs)
            self._weights[name] = np.vstack([w for w, _ in fitted]), np.array([bias for _, bias in fitted])

    def scores(self, views: Views) -> Floats:
        """Log-odds, a row a message and a column a target."""
        shares = {"dense": self.dense_share, "sparse": 1.0 - self.dense_share}
        parts = [
            (shares[name], view @ self._weights[name][0].T + self._weights[name][1])
            for name, view in zip(VIEWS, views, strict=True)
            if view is not None and name in self._weights
        ]
        whole = sum(share for share, _ in parts) or 1.0
        return np.asarray(sum(share * found for share, found in parts)) / whole

    def arrays(self) -> dict[str, Any]:
        """What is learned, for `numpy.savez`."""
        found: dict[str, Any] = {}
        for name, (weights, bias) in self._weights.items():
            found |= {f"{name}_weights": weights.astype(np.float32), f"{name}_bias": bias}
        return found

    def take(self, arrays: Any) -> None:
        """What `arrays` gave."""
        for name in VIEWS:
            if f"{name}_weights" in arrays:
                self._weights[name] = arrays[f"{name}_weights"].astype(np.float64), arrays[f"{name}_bias"]


def line_of(name: str, strength: float, view: Any, column: Bools, random_state: int) -> tuple[Floats, float]:
    """Weights and bias of one target; one that is always or never so has no line to draw."""
    if column.all() or not column.any():
        return np.zeros(view.shape[1]), CERTAIN if column.all() else -CERTAIN
    solver = "lbfgs" if name == "dense" else "liblinear"
    model = LogisticRegression(C=strength, solver=solver, max_iter=MOST_STEPS, tol=1e-3, random_state=random_state)
    with warnings.catch_warnings():
        # A line that is nearly found after MOST_STEPS serves as well: the scores no longer change what is heard.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(view, column)
    return model.coef_[0], float(model.intercept_[0])


def probabilities(scores: Floats) -> Floats:
    """Log-odds as probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-scores)))
