"""The measures of rankings agree with values that are reckoned by hand."""

from __future__ import annotations

import math

import pytest

from service_catalog.evaluation.measures import measure


def test_best_order_has_full_marks() -> None:
    found = measure([3, 2, 1, 0], [0, 1, 2, 3])
    assert (found.ndcg, found.recall, found.reciprocal_rank, found.dead_end) == (1.0, 1.0, 1.0, False)


def test_ndcg_as_by_hand() -> None:
    found = measure([0, 3], [3, 0])
    assert found.ndcg == pytest.approx(1 / math.log2(3))
    assert found.reciprocal_rank == 0.5


def test_recall_counts_three_good_ones_at_most() -> None:
    assert measure([3, 0, 2, 2], [3, 2, 2, 2, 0]).recall == pytest.approx(2 / 3)
    assert measure([0, 0, 0, 2], [2, 0, 0, 0]).recall == 0.0


def test_nothing_of_any_grade_among_ten_is_a_dead_end() -> None:
    assert measure([], [3]).dead_end
    assert measure([0] * 10 + [3], [3]).dead_end
    assert not measure([0, 1], [3, 1]).dead_end
