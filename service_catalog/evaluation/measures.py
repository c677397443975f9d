"""Measures of a ranking against graded services (0: not helpful ... 3: just what is sought)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 10
FIRST = 3
GOOD = 2


@dataclass(frozen=True)
class Measured:
    """The measures of one query, each 0..1. `dead_end`: nothing of any grade is among the first ten."""

    ndcg: float
    recall: float
    reciprocal_rank: float
    dead_end: bool


def measure(ranked: Sequence[int], possible: Sequence[int]) -> Measured:
    """What `ranked` (the grades in the order shown) is worth when `possible` are the grades of all that may be shown.

    nDCG@10 has gains 2^grade-1. Recall@3 is the share of the good services (grade 2 or more, of which three count at
    most) among the first three. The reciprocal rank is that of the first good service.
    """
    ideal = _dcg(sorted(possible, reverse=True))
    good = sum(grade >= GOOD for grade in possible)
    first = sum(grade >= GOOD for grade in ranked[:FIRST])
    rank = next((place for place, grade in enumerate(ranked, 1) if grade >= GOOD), None)
    return Measured(
        ndcg=_dcg(ranked) / ideal if ideal else 0.0,
        recall=first / min(good, FIRST) if good else 0.0,
        reciprocal_rank=1 / rank if rank else 0.0,
        dead_end=not any(ranked[:SHOWN]),
    )


def _dcg(grades: Sequence[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:SHOWN], 1))
