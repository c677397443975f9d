"""Made-up figures: the same seed makes the same ones, in whatever process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import datetime as dt, hashlib, random
from web.insight.demo import last_blocks, made_up_cells

needs = [f"need {number}" for number in range(39)]
cells = made_up_cells(random.Random(8), needs, ["536", "837", "211"], last_blocks(dt.date(2026, 11, 24)))
print(hashlib.sha256(repr(sorted(cells.items(), key=repr)).encode()).hexdigest())
"""


def figures_of(hash_seed: str) -> str:
    """The digest of what a process with this hash seed makes up."""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.run(  # a program of ours
        [sys.executable, "-c", PROGRAM], env=environment, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("hash_seed", ["2", "3"])
def test_the_same_seed_makes_the_same_figures_in_every_process(hash_seed: str) -> None:
    assert figures_of(hash_seed) == figures_of("1")
