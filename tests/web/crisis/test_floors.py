"""Crisis detection is at least as good as it was: below the floors this fails (`make train` first)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from web.crisis.detector import MODEL, CrisisDetector
from web.crisis.evaluate import EVALUATION, SETS, below_floors, measure, read_cases

FLOORS = yaml.safe_load((EVALUATION / "crisis_floors.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_no_figure_is_below_its_floor(path: Path) -> None:
    assert (MODEL / "model.json").exists(), "run `make train`"
    figures = measure(read_cases(path, CrisisDetector.load()))
    assert set(FLOORS[path.stem]) == set(figures)
    assert below_floors(figures, FLOORS[path.stem]) == []
