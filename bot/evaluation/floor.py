"""What CI holds: under these figures a change is refused.

They are floors a little under the figures that were last measured, so that no change makes the bot worse unnoticed.
They are NOT the targets: those are in `bot/evaluation/targets.py`, and docs/evaluation.md tells which are reached.
"""

from __future__ import annotations

from typing import Any

FIRST_NEED = 0.92
MICRO_F1 = 0.875
FALSE_NEED_ON_NONE = 0.07
ACT = 0.88


def below_floor(results: dict[str, Any]) -> list[str]:
    """A line for each figure that is worse than its floor."""
    needs, acts = results["needs"], results["acts"]
    checks = [
        ("first need is a right one", needs["first_right"]["value"], FIRST_NEED, 1),
        ("micro-F1 over all needs", needs["micro_f1"]["value"], MICRO_F1, 1),
        ("need heard where there is none", needs["false_on_none"]["value"], FALSE_NEED_ON_NONE, -1),
        ("dialogue act right", acts["right"]["value"], ACT, 1),
    ]
    return [
        f"{name}: {value:.3f}, the floor is {floor:.3f}"
        for name, value, floor, sign in checks
        if sign * value < sign * floor
    ]
