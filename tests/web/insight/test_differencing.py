"""Whoever puts published figures together learns of no cell under 5 more than that it is under 5.

The attacker here does not use the method of web/insight/protect.py: they write every published number as a sum of the
unknown counts, and ask an integer solver for the least and the greatest value that each hidden number may have.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from functools import partial
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from web.insight.events import FACES
from web.insight.protect import THRESHOLD, Figure, Protected, protect
from web.insight.publish import GROUPS, Block, Row, publish

MOST = 10_000
BLOCK = Block.of(dt.date(2026, 11, 2))
NEEDS = ["velka", "ruoka_apu"]
PLACES = ["536", "837"]


class Attacker:
    """Knows sums over unknown counts: exactly, or that they are under 5."""

    def __init__(self, unknowns: int) -> None:
        self._unknowns = unknowns
        self._rows: list[np.ndarray] = []
        self._low: list[int] = []
        self._high: list[int] = []
        self._hidden: list[np.ndarray] = []

    def learns(self, members: list[int], figure: Figure) -> None:
        """Takes in a published number that sums the unknowns `members`."""
        if figure.state == "withheld" or not members:
            return
        row = np.zeros(self._unknowns)
        row[members] = 1
        low, high = (figure.value, figure.value) if figure.state == "shown" else (0, THRESHOLD - 1)
        assert low is not None
        assert high is not None
        self._rows.append(row)
        self._low.append(low)
        self._high.append(high)
        if figure.state == "under":
            self._hidden.append(row)

    def ranges(self) -> list[tuple[int, int]]:
        """What each number under 5 may be, from all that was learnt."""
        known = LinearConstraint(np.array(self._rows), self._low, self._high)
        return [(self._solve(row, known, 1), self._solve(row, known, -1)) for row in self._hidden]

    def _solve(self, row: np.ndarray, known: LinearConstraint, sign: int) -> int:
        ones = np.ones(self._unknowns)
        solved = milp(sign * row, integrality=ones, bounds=Bounds(0, MOST), constraints=known)
        assert solved.success
        return round(float(sign * solved.fun))


def attack(table: Protected) -> list[tuple[int, int]]:
    keys = list(table.cells)
    attacker = Attacker(len(keys))
    for number, key in enumerate(keys):
        attacker.learns([number], table.cells[key])
    for place, totals in ((0, table.row_totals), (1, table.column_totals)):
        for name, figure in totals.items():
            attacker.learns([n for n, key in enumerate(keys) if key[place] == name], figure)
    attacker.learns(list(range(len(keys))), table.total)
    return attacker.ranges()


def table_of(values: list[list[int]]) -> Protected:
    rows, columns = [f"r{n}" for n in range(len(values))], [f"c{n}" for n in range(len(values[0]))]
    counts = {(rows[i], columns[j]): value for i, line in enumerate(values) for j, value in enumerate(line)}
    return protect(counts, rows, columns)


@pytest.mark.parametrize(
    "values",
    [
        [[9, 1], [7, 8]],
        [[4, 4], [4, 4]],
        [[9, 0, 30], [12, 7, 8], [50, 6, 11]],
        [[4, 4, 4, 4]],
        [[20, 3, 15, 40]],
        [[0, 0, 5]],
        [[1], [2], [60]],
        [[100, 0], [0, 100]],
    ],
)
def test_a_lone_small_cell_cannot_be_had_by_subtraction(values: list[list[int]]) -> None:
    assert set(attack(table_of(values))) <= {(0, THRESHOLD - 1)}


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 5).flatmap(lambda width: st.lists(
    st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 40]), min_size=width, max_size=width), min_size=1, max_size=5
)))  # fmt: skip
def test_no_table_tells_more_than_under_five(values: list[list[int]]) -> None:
    assert set(attack(table_of(values))) <= {(0, THRESHOLD - 1)}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=4, max_size=4), min_size=4, max_size=4))
def test_what_is_shown_is_true(values: list[list[int]]) -> None:
    table = table_of(values)
    for (row, column), figure in table.cells.items():
        true = values[int(row[1:])][int(column[1:])]
        assert figure.value in (None, true)
        if figure.state == "under":
            assert true < THRESHOLD
    assert table.total.value in (None, sum(map(sum, values)))


def test_large_counts_are_not_hidden_without_need() -> None:
    chance = random.Random(3)
    table = table_of([[chance.randint(5, 90) for _ in range(17)] for _ in range(39)])
    assert {figure.state for figure in table.cells.values()} == {"shown"}
    assert {figure.state for figure in [*table.row_totals.values(), *table.column_totals.values()]} == {"shown"}


def test_a_sparse_table_still_shows_its_large_cells_and_most_totals() -> None:
    chance = random.Random(5)
    values = [[chance.choice([0, 0, 1, 2]) for _ in range(17)] for _ in range(39)]
    for row, column in product((3, 8, 20), (0, 5)):
        values[row][column] = 25
    table = table_of(values)
    assert sum(figure.state == "shown" for figure in table.cells.values()) == 6
    assert sum(figure.state == "shown" for figure in table.row_totals.values()) >= 30


def micro_counts(chance: random.Random) -> list[Row]:
    """Counters of a block in a small world: 2 needs, 2 municipalities, 4 weeks, the met and unmet outcomes, 2 faces."""
    return [
        Row(week, place, need, outcome, face, chance.choice([0, 0, 0, 0, 0, 1, 1, 2, 3, 7]))
        for week in BLOCK.weeks
        for place, need, outcome, face in product(PLACES, NEEDS, ["shown", "nothing_found", "only_closed"], FACES[:2])
    ]


def line_key(group: str, of: str, row: Row) -> tuple[str, str]:
    return group, str(getattr(row, of))


@pytest.mark.parametrize("seed", range(4))
def test_all_tables_of_a_block_together_tell_no_more(seed: int) -> None:
    rows = micro_counts(random.Random(seed))
    published = publish(BLOCK, rows, NEEDS, PLACES)
    attacker = Attacker(len(rows))

    def learn(table: Protected, group: str, key: Callable[[Row], tuple[str, str]]) -> None:
        members = {n: key(row) for n, row in enumerate(rows) if row.outcome in GROUPS[group]}
        for cell, figure in table.cells.items():
            attacker.learns([n for n, found in members.items() if found == cell], figure)
        for place, totals in ((0, table.row_totals), (1, table.column_totals)):
            for name, figure in totals.items():
                attacker.learns([n for n, found in members.items() if found[place] == name], figure)
        attacker.learns(list(members), table.total)

    for group in ("met", "unmet"):
        learn(published.needs[group], group, lambda row: (row.need, row.municipality))
        for tables, of in ((published.weeks, "week"), (published.outcomes, "outcome"), (published.faces, "face")):
            learn(tables[group], group, partial(line_key, group, of))
    assert set(attacker.ranges()) <= {(0, THRESHOLD - 1)}


def test_nothing_is_published_of_weeks_that_have_not_ended() -> None:
    assert not BLOCK.has_ended(BLOCK.last)
    assert not BLOCK.has_ended(BLOCK.last + dt.timedelta(days=1))
    assert BLOCK.has_ended(BLOCK.last + dt.timedelta(days=2))
    assert Block.of(BLOCK.last) == Block.of(BLOCK.first) == BLOCK
    assert Block.of(BLOCK.last + dt.timedelta(days=1)).first == BLOCK.last + dt.timedelta(days=1)
