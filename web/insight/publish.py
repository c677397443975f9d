"""What is published of the counters: tables of a block of four ended weeks, each safe by itself and beside the others.

Only whole, ended blocks are published. So a figure never grows by one from a day to the next, and no two published
periods overlap. The tables of a block share no cell and no total but the grand total of a group of outcomes, which
protect() takes as known: met and unmet needs by need and municipality; each group by week, by outcome and by face.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from web.insight.events import CRISIS, FACES, MET, UNMET
from web.insight.protect import Key, Protected, protect
from web.insight.tables import Count
from web.insight.writer import LATE

EPOCH = dt.date(2024, 1, 1)
WEEKS = 4
LENGTH = dt.timedelta(weeks=WEEKS)
GROUPS: dict[str, tuple[str, ...]] = {
    "met": MET,
    "unmet": UNMET,
    "contact": ("contact",),
    "helped": ("helped",),
    "not_helped": ("not_helped",),
    "human": ("human",),
    "crisis": CRISIS,
    "conversation": ("conversation",),
    "not_understood": ("not_understood",),
}


@dataclass(frozen=True, order=True)
class Block:
    """Four whole weeks; `first` is their first Monday."""

    first: dt.date

    @classmethod
    def of(cls, day: dt.date) -> Block:
        """The block in which `day` is."""
        return cls(EPOCH + (day - EPOCH) // LENGTH * LENGTH)

    @property
    def last(self) -> dt.date:
        """The last Sunday."""
        return self.first + LENGTH - dt.timedelta(days=1)

    @property
    def weeks(self) -> list[dt.date]:
        """The Mondays."""
        return [self.first + dt.timedelta(weeks=number) for number in range(WEEKS)]

    def has_ended(self, today: dt.date) -> bool:
        """Whether the block is final: the writer adds nothing to it any more."""
        return today > self.last + LATE


@dataclass(frozen=True)
class Row:
    """One row of the counters."""

    week: dt.date
    municipality: str
    need: str
    outcome: str
    face: str
    times: int


@dataclass(frozen=True)
class Publication:
    """The published tables of a block. `needs` holds need × municipality for met and unmet; the others have one row."""

    block: Block
    needs: Mapping[str, Protected]
    weeks: Mapping[str, Protected]
    outcomes: Mapping[str, Protected]
    faces: Mapping[str, Protected]


def ended_blocks(engine: Engine, today: dt.date) -> list[Block]:
    """The blocks that have counts and have ended, the newest first."""
    with Session(engine) as session:
        weeks = session.scalars(select(Count.week).distinct()).all()
    return sorted({block for block in map(Block.of, weeks) if block.has_ended(today)}, reverse=True)


def rows_of(engine: Engine, block: Block) -> list[Row]:
    """The counters of a block."""
    columns = (Count.week, Count.municipality, Count.need, Count.outcome, Count.face, Count.times)
    with Session(engine) as session:
        found = session.execute(select(*columns).where(Count.week.in_(block.weeks)))
        return [Row(*row) for row in found]


def publish(block: Block, rows: Sequence[Row], needs: Sequence[str], municipalities: Sequence[str]) -> Publication:
    """The tables of a block. `municipalities` get a column each; all others are one column, "other"; "" is unknown."""
    columns = [*municipalities, "other", ""]
    known = set(columns)
    former = {row.need for row in rows if row.outcome in (*MET, *UNMET)} - set(needs)
    needs = [*needs, *sorted(former)]

    def place(row: Row) -> str:
        return row.municipality if row.municipality in known else "other"

    return Publication(
        block,
        {
            group: protect(_sums(rows, group, lambda row: (row.need, place(row))), needs, columns)
            for group in ("met", "unmet")
        },
        {
            group: _line(rows, group, lambda row: row.week.isoformat(), [week.isoformat() for week in block.weeks])
            for group in GROUPS
        },
        {group: _line(rows, group, lambda row: row.outcome, outcomes) for group, outcomes in GROUPS.items()},
        {group: _line(rows, group, lambda row: row.face, FACES) for group in GROUPS},
    )


def _line(rows: Sequence[Row], group: str, column: Callable[[Row], str], columns: Sequence[str]) -> Protected:
    return protect(_sums(rows, group, lambda row: (group, column(row))), [group], columns)


def _sums(rows: Sequence[Row], group: str, key: Callable[[Row], Key]) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for row in rows:
        if row.outcome in GROUPS[group]:
            found[key(row)] += row.times
    return found
