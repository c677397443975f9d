"""Needs that nobody stated are guessed by meaning, and only as surely as the text is near to them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from service_catalog.ranking.meaning import MeaningIndex

AXES = np.eye(4, dtype=np.float32)


def index(**needs: Any) -> MeaningIndex:
    encoder: Any = None
    return MeaningIndex(AXES, encoder, needs)


def test_the_nearest_need_has_most_of_the_share() -> None:
    found = index(velka=AXES[0], asuminen=AXES[1]).guessed_needs(AXES[0])
    assert max(found, key=lambda need: found[need]) == "velka"
    assert sum(found.values()) == pytest.approx(1.0)


def test_a_text_that_is_near_to_nothing_guesses_nothing() -> None:
    assert sum(index(velka=AXES[0]).guessed_needs(AXES[3]).values()) == 0.0
    assert index().guessed_needs(AXES[0]) == {}


def test_no_more_than_three_are_guessed() -> None:
    needs = {f"need_{number}": AXES[0] for number in range(9)}
    assert len(index(**needs).guessed_needs(AXES[0])) == 3
