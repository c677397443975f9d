"""Figures as people read them: shares, intervals, tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.evaluation.sets import NO_NEED


def percent(value: float) -> str:
    """A share for people."""
    return f"{100 * value:.1f}%"


def with_interval(figure: dict[str, Any], is_share: bool = True) -> tuple[str, str]:
    """A figure and its interval."""
    if is_share:
        return percent(figure["value"]), f"{100 * figure['low']:.1f}–{100 * figure['high']:.1f}"
    return f"{figure['value']:.3f}", f"{figure['low']:.3f}–{figure['high']:.3f}"


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A Markdown table; the first column is text, the others are figures."""
    names = list(head)
    lines = ["| " + " | ".join(names) + " |", "|---|" + "---:|" * (len(names) - 1)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [*lines, ""]


def mark(reached: bool) -> str:
    """Reached or not, plainly."""
    return "reached" if reached else "**not reached**"


def listed(pairs: Iterable[tuple[str, float]]) -> str:
    """Names with their shares."""
    return ", ".join(f"`{name}` ({percent(value)})" for name, value in pairs)


def names_of(right: list[str], also: list[str]) -> str:
    """The needs that are right, and those accepted beside them."""
    return (", ".join(right) or NO_NEED) + (f" (or {', '.join(also)})" if also else "")


def scores_of(pairs: list[list[Any]]) -> str:
    """Needs with their probabilities."""
    return ", ".join(f"{name} {confidence:.2f}" for name, confidence in pairs) or NO_NEED


def calibration_table(found: dict[str, Any]) -> list[str]:
    """Confidence beside the share right."""
    rows = [
        [f"{row['from']:.1f}–{row['to']:.1f}", row["of"]]
        + ([percent(row["confidence"]), *with_interval(row)] if row["of"] else ["–", "–", "–"])
        for row in found["bins"]
    ]
    lines = table(["confidence", "n", "mean confidence", "right", "95% interval"], rows)
    return [*lines, f"Mean distance of confidence and share right: {100 * found['error']:.1f} points.", ""]
