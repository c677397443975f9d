"""Pictures as measures: bars that a template draws as SVG. Every picture stands beside the table that it shows."""

from __future__ import annotations

from dataclasses import dataclass

from web.insight.figures import Table

WIDTH = 640
LABEL = 250
ROW = 28
VALUE = 60
HEIGHT = 180
FOOT = 24
EDGE = 8


@dataclass(frozen=True)
class Bar:
    """A bar in the units of its picture; `text` is written beside it."""

    x: float
    y: float
    width: float
    height: float
    label: str
    text: str
    series: int = 0


@dataclass(frozen=True)
class Picture:
    """A picture of bars."""

    width: int
    height: int
    bars: list[Bar]
    legend: list[str]


def lying_bars(table: Table, column: int = 0) -> Picture:
    """A bar for each line of a table, as long as its number; a number that is not shown has its words only."""
    lines = [line for line in table.lines if not line.is_total]
    most = max((line.cells[column].value or 0 for line in lines), default=0) or 1
    room = WIDTH - LABEL - VALUE
    bars = [
        Bar(
            LABEL,
            4 + ROW * n,
            room * (line.cells[column].value or 0) / most,
            ROW - 10,
            line.head,
            line.cells[column].text,
        )
        for n, line in enumerate(lines)
    ]
    return Picture(WIDTH, ROW * len(lines) + 4, bars, [])


def standing_bars(table: Table, columns: list[int]) -> Picture:
    """Bars of some columns side by side for each line: the trend."""
    most = max((line.cells[c].value or 0 for line in table.lines for c in columns), default=0) or 1
    step = (WIDTH - EDGE) / max(len(table.lines), 1)
    thick = min(step / (len(columns) + 1), 36)
    bars = []
    for n, line in enumerate(table.lines):
        for series, column in enumerate(columns):
            tall = HEIGHT * (line.cells[column].value or 0) / most
            label = line.head if series == 0 else ""
            bars.append(
                Bar(
                    EDGE + n * step + series * thick,
                    20 + HEIGHT - tall,
                    thick - 2,
                    tall,
                    label,
                    line.cells[column].text,
                    series,
                )
            )
    return Picture(WIDTH, HEIGHT + 20 + FOOT, bars, [table.columns[column] for column in columns])
