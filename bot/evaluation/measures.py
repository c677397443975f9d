"""Figures from lists of right and wrong: shares with their intervals, F1, calibration, percentiles, confused pairs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

# Of the normal distribution, for 95% intervals.
Z = 1.959963984540054
RESAMPLES = 1000
SEED = 7
BINS = 5


class Counts(NamedTuple):
    """Decisions of one message or many: needs heard rightly, heard wrongly, and missed."""

    hit: int
    false: int
    missed: int

    @classmethod
    def of(cls, truth: Iterable[str], heard: Iterable[str]) -> Counts:
        """The counts of one message."""
        stated, found = set(truth), set(heard)
        return cls(len(stated & found), len(found - stated), len(stated - found))


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95% interval of a share by Wilson's score; the whole range when nothing was counted."""
    if count == 0:
        return 0.0, 1.0
    share, z2 = right / count, Z * Z
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = Z * math.sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(rights: Iterable[bool]) -> dict[str, Any]:
    """How many are right of how many, the share, and its interval."""
    listed = list(rights)
    right, count = sum(listed), len(listed)
    low, high = wilson(right, count)
    return {"right": right, "of": count, "value": right / count if count else 0.0, "low": low, "high": high}


def f1(counts: Iterable[Counts]) -> float:
    """Micro-F1: over all decisions together; 0 when there are none."""
    listed = list(counts)
    hit = sum(one.hit for one in listed)
    wrong = sum(one.false + one.missed for one in listed)
    return 2 * hit / (2 * hit + wrong) if hit + wrong else 0.0


def f1_with_interval(counts: Sequence[Counts]) -> dict[str, Any]:
    """Micro-F1 with the 95% interval of resampled messages: Wilson's is for shares, and F1 is none."""
    table = np.array(counts, dtype=np.int64).reshape(-1, 3)
    if not len(table):
        return {"value": 0.0, "low": 0.0, "high": 1.0, "of": 0}
    chosen = np.random.default_rng(SEED).integers(0, len(table), (RESAMPLES, len(table)))
    sums = table[chosen].sum(axis=1)
    values = 2 * sums[:, 0] / np.maximum(2 * sums[:, 0] + sums[:, 1] + sums[:, 2], 1)
    low, high = np.percentile(values, [2.5, 97.5])
    return {"value": f1(counts), "low": float(low), "high": float(high), "of": len(table)}


def precision_and_recall(counts: Iterable[Counts]) -> tuple[float, float]:
    """Of what was heard, how much is right; of what was stated, how much was heard."""
    listed = list(counts)
    hit = sum(one.hit for one in listed)
    heard = hit + sum(one.false for one in listed)
    stated = hit + sum(one.missed for one in listed)
    return hit / heard if heard else 0.0, hit / stated if stated else 0.0


def calibration(confidences: Sequence[float], rights: Sequence[bool], bins: int = BINS) -> dict[str, Any]:
    """For bins of equal width: how many, the mean confidence and the share right; and the mean distance of the two."""
    rows, error = [], 0.0
    places = [min(int(confidence * bins), bins - 1) for confidence in confidences]
    for number in range(bins):
        inside = [i for i, place in enumerate(places) if place == number]
        if not inside:
            rows.append({"from": number / bins, "to": (number + 1) / bins, "of": 0})
            continue
        mean = sum(confidences[i] for i in inside) / len(inside)
        right = sum(rights[i] for i in inside)
        low, high = wilson(right, len(inside))
        error += abs(mean - right / len(inside)) * len(inside) / len(places)
        rows.append(
            {
                "from": number / bins,
                "to": (number + 1) / bins,
                "of": len(inside),
                "confidence": mean,
                "value": right / len(inside),
                "low": low,
                "high": high,
            }
        )
    return {"bins": rows, "error": error}


def percentile(values: Sequence[float], which: float) -> float:
    """The value under which that many per cent of the values are; 0 for none."""
    return float(np.percentile(values, which)) if len(values) else 0.0


def confused_pairs(pairs: Iterable[tuple[str, str]], shown: int) -> list[dict[str, Any]]:
    """The pairs (right, heard) that differ, the most frequent first."""
    counted = Counter((right, heard) for right, heard in pairs if right != heard)
    listed = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:shown]
    return [{"right": right, "heard": heard, "count": count} for (right, heard), count in listed]
