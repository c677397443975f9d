"""Makes a table of counts safe to publish: no cell under 5 can be worked out from what is shown beside it.

A cell under `THRESHOLD` (zero too) is hidden as "under 5". Then whoever knows all that is shown, the totals and the
grand total must still find every value from 0 to 4 possible for each such cell. Whether that holds is a question of
flow: raising a hidden cell means lowering others of its row and column, so a cell can take a value exactly when the
network of hidden cells carries the difference (the possible values of a table with given sums are those of a flow).
Where it does not hold, totals of rows or columns are withheld, and then larger cells. A hidden total is a flow too,
between its row and the node of all rows: what the hidden totals sum to is known from the grand total.

The grand total is taken as known to everybody: other tables of the same counts show it. So tables that share nothing
but that total cannot be combined (tests/web/insight/test_differencing.py attacks them together).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

THRESHOLD = 5
MOST_HIDDEN = THRESHOLD - 1
UNBOUNDED = 10**9

State = Literal["shown", "under", "withheld"]
Key = tuple[str, str]
Node = tuple[str, str]
ALL_ROWS: Node = ("all", "rows")
ALL_COLUMNS: Node = ("all", "columns")


@dataclass(frozen=True)
class Figure:
    """A number as it may be shown. `under`: it is 0 to 4; `withheld`: it is not told, so that others stay hidden."""

    state: State
    value: int | None = None

    @classmethod
    def shown(cls, value: int) -> Figure:
        """A number that may be told."""
        return cls("shown", value)


UNDER = Figure("under")
WITHHELD = Figure("withheld")


@dataclass(frozen=True)
class Protected:
    """A table as it may be published: cells, totals of rows and of columns, and the grand total."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[Key, Figure]
    row_totals: Mapping[str, Figure]
    column_totals: Mapping[str, Figure]
    total: Figure


@dataclass(frozen=True)
class _Arc:
    """A hidden number as a flow: a cell flows from its row to its column, a total to its row or from its column."""

    tail: Node
    head: Node
    value: int

    @property
    def up(self) -> int:
        """By how much it may grow for all that is told."""
        return MOST_HIDDEN - self.value if self.value < THRESHOLD else UNBOUNDED

    @property
    def down(self) -> int:
        """By how much it may shrink for all that is told."""
        return self.value if self.value < THRESHOLD else self.value - THRESHOLD


class _Table:
    """A table while it is being protected. `hidden`: cells that are not shown; `closed`: totals that are not."""

    def __init__(self, counts: Mapping[Key, int], rows: Sequence[str], columns: Sequence[str]) -> None:
        self.rows, self.columns = rows, columns
        self.keys = [(row, column) for row in rows for column in columns]
        self.counts = {key: counts.get(key, 0) for key in self.keys}
        self.totals: dict[Node, int] = {("row", name): 0 for name in rows} | {("column", name): 0 for name in columns}
        for (row, column), count in self.counts.items():
            self.totals["row", row] += count
            self.totals["column", column] += count
        self.hidden = {key for key in self.keys if self.counts[key] < THRESHOLD}
        self.closed = {node for node, total in self.totals.items() if total < THRESHOLD}

    @property
    def total(self) -> int:
        """The grand total."""
        return sum(self.counts.values())

    def arcs(self) -> list[_Arc]:
        """All hidden numbers."""
        cells = [_Arc(("row", key[0]), ("column", key[1]), self.counts[key]) for key in self.keys if key in self.hidden]
        totals = [
            _Arc(ALL_ROWS, node, total) if node[0] == "row" else _Arc(node, ALL_COLUMNS, total)
            for node, total in self.totals.items()
            if node in self.closed
        ]
        return cells + totals


class _Network:
    """What the hidden numbers can give to and take from each other."""

    def __init__(self, arcs: Sequence[_Arc]) -> None:
        self.room: defaultdict[Node, defaultdict[Node, int]] = defaultdict(lambda: defaultdict(int))
        for arc in arcs:
            self._add(arc, 1)

    def is_free(self, arc: _Arc) -> bool:
        """Whether every value from 0 to 4 is possible for a hidden number under 5."""
        self._add(arc, -1)
        free = self._carries(arc.head, arc.tail, arc.up) and self._carries(arc.tail, arc.head, arc.down)
        self._add(arc, 1)
        return free

    def _add(self, arc: _Arc, sign: int) -> None:
        self.room[arc.tail][arc.head] += sign * arc.up
        self.room[arc.head][arc.tail] += sign * arc.down

    def _carries(self, source: Node, target: Node, wanted: int) -> bool:
        """Whether `wanted` units flow from `source` to `target`; the network is left as it was."""
        used: list[tuple[Node, Node, int]] = []
        left = wanted
        while left > 0 and (path := self._path(source, target)):
            amount = min(left, *(self.room[a][b] for a, b in path))
            for a, b in path:
                self.room[a][b] -= amount
                self.room[b][a] += amount
                used.append((a, b, amount))
            left -= amount
        for a, b, amount in used:
            self.room[a][b] += amount
            self.room[b][a] -= amount
        return left == 0

    def _path(self, source: Node, target: Node) -> list[tuple[Node, Node]]:
        """A shortest path with room, as steps; empty when there is none."""
        came: dict[Node, Node] = {source: source}
        waiting = deque([source])
        while waiting:
            node = waiting.popleft()
            for after, room in self.room[node].items():
                if room > 0 and after not in came:
                    came[after] = node
                    waiting.append(after)
            if target in came:
                return _walk_back(came, source, target)
        return []


def _walk_back(came: Mapping[Node, Node], source: Node, target: Node) -> list[tuple[Node, Node]]:
    path = []
    node = target
    while node != source:
        path.append((came[node], node))
        node = came[node]
    return path


def protect(counts: Mapping[Key, int], rows: Sequence[str], columns: Sequence[str]) -> Protected:
    """The table of `counts` by (row, column), as it may be published; a missing cell is zero."""
    table = _Table(counts, rows, columns)
    if table.total < THRESHOLD:
        return _nothing(table, UNDER, UNDER)
    arcs = table.arcs()
    network = _Network(arcs)
    # What is free stays free when more is hidden, so each small number is looked at once.
    for arc in (one for one in arcs if one.value < THRESHOLD):
        while not network.is_free(arc):
            if not _give_way(table, arc):
                return _nothing(table, WITHHELD, Figure.shown(table.total))
            network = _Network(table.arcs())
    return _published(table)


def _give_way(table: _Table, pinned: _Arc) -> bool:
    """Hides one number more, near the pinned one where possible; False when nothing is left to hide."""
    ends = (pinned.tail, pinned.head)
    near = [node for node in ends if node in table.totals and node not in table.closed]
    kinds = {node[0] for node in ends}
    alike = [node for node in table.totals if node not in table.closed and node[0] in kinds]
    is_total = not near and bool(kinds & {"all"})
    if near or (is_total and alike):
        table.closed.add(min(near or alike, key=lambda node: (table.totals[node], node)))
        return True
    shown = [key for key in table.keys if key not in table.hidden]
    if shown:
        key = min(shown, key=lambda key: (not _beside(key, ends), table.counts[key], key))
        table.hidden.add(key)
        table.closed |= {("row", key[0]), ("column", key[1])}
        return True
    still_open = [node for node in table.totals if node not in table.closed]
    if still_open:
        table.closed.add(min(still_open, key=lambda node: (table.totals[node], node)))
    return bool(still_open)


def _beside(key: Key, ends: Sequence[Node]) -> bool:
    return ("row", key[0]) in ends or ("column", key[1]) in ends


def _published(table: _Table) -> Protected:
    def figure(value: int, *, hidden: bool) -> Figure:
        if not hidden:
            return Figure.shown(value)
        return UNDER if value < THRESHOLD else WITHHELD

    totals = {node: figure(total, hidden=node in table.closed) for node, total in table.totals.items()}
    return Protected(
        table.rows,
        table.columns,
        {key: figure(table.counts[key], hidden=key in table.hidden) for key in table.keys},
        {name: totals["row", name] for name in table.rows},
        {name: totals["column", name] for name in table.columns},
        Figure.shown(table.total),
    )


def _nothing(table: _Table, cell: Figure, total: Figure) -> Protected:
    return Protected(
        table.rows,
        table.columns,
        dict.fromkeys(table.keys, cell),
        dict.fromkeys(table.rows, cell),
        dict.fromkeys(table.columns, cell),
        total,
    )
