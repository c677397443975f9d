"""A made-up month for looking at the page: seeded, marked as made up in the database itself, of no one's real matters.

The sizes are invented too: they follow no statistics of these municipalities or needs.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from web.insight.events import CRISIS, Cell, Face, Outcome, monday_of
from web.insight.publish import LENGTH, Block
from web.insight.tables import MADE_UP, Count, Mark, is_made_up

CONVERSATIONS_A_WEEK = 900
FACE_WEIGHTS: dict[Face, int] = {"resident": 78, "desk": 15, "family": 7}
OUTCOME_WEIGHTS: dict[Outcome, int] = {
    "shown": 82,
    "only_closed": 7,
    "nothing_found": 5,
    "outside_area": 3,
    "not_eligible": 3,
}
NOT_UNDERSTOOD, HUMAN, CONTACT, HELPED, NOT_HELPED, CRISIS_SHARE = 0.09, 0.07, 0.31, 0.12, 0.04, 0.03


class RealFigures(Exception):
    """The database holds counts that are not made up."""


def fill(engine: Engine, needs: Sequence[str], municipalities: Sequence[str], today: dt.date, seed: int = 8) -> int:
    """Fills an empty (or already made-up) database with two ended blocks; returns the number of conversations.

    Raises RealFigures when there are real counts.
    """
    with Session(engine) as session:
        if session.scalar(select(func.count()).select_from(Count)) and not is_made_up(engine):
            raise RealFigures
    cells = made_up_cells(random.Random(seed), needs, municipalities, last_blocks(today))  # noqa: S311  # not a secret
    with Session(engine) as session, session.begin():
        session.query(Count).delete()
        session.merge(Mark(name=MADE_UP))
        session.add_all(Count(**dataclasses.asdict(cell), times=times) for cell, times in cells.items())
    return sum(times for cell, times in cells.items() if cell.outcome == "conversation")


def last_blocks(today: dt.date) -> list[Block]:
    """The two newest blocks that have ended."""
    newest = Block.of(today)
    while not newest.has_ended(today):
        newest = Block(newest.first - LENGTH)
    return [Block(newest.first - LENGTH), newest]


def made_up_cells(
    chance: random.Random, needs: Sequence[str], municipalities: Sequence[str], blocks: Sequence[Block]
) -> Counter[Cell]:
    """Counts of conversations with one or two needs each, in places and on needs of very different size."""
    cells: Counter[Cell] = Counter()
    place_weights = [1 / (1 + number) ** 0.9 for number in range(len(municipalities))]
    need_weights = [1 / (1 + number) ** 0.7 for number in range(len(needs))]
    places, topics = chance.sample(list(municipalities), len(municipalities)), chance.sample(list(needs), len(needs))
    for week in (week for block in blocks for week in block.weeks):
        for _ in range(int(CONVERSATIONS_A_WEEK * chance.uniform(0.85, 1.15))):
            place = chance.choices([*places, ""], [*place_weights, 0.4])[0]
            face = chance.choices(list(FACE_WEIGHTS), list(FACE_WEIGHTS.values()))[0]
            add_conversation(
                cells, chance, (week, place, face), chance.choices(topics, need_weights, k=chance.choice([1, 1, 2]))
            )
    return cells


def add_conversation(
    cells: Counter[Cell], chance: random.Random, where: tuple[dt.date, str, Face], needs: Sequence[str]
) -> None:
    """Adds what a conversation would have counted, each need once."""
    week, place, face = where

    def add(outcome: Outcome, need: str = "") -> None:
        cells[Cell(monday_of(week), place, need, outcome, face)] += 1

    add("conversation")
    if chance.random() < NOT_UNDERSTOOD:
        add("not_understood")
    if chance.random() < CRISIS_SHARE:
        add(chance.choice(CRISIS))
    for need in dict.fromkeys(needs):  # not a set, whose order changes from one process to the next
        outcome = chance.choices(list(OUTCOME_WEIGHTS), list(OUTCOME_WEIGHTS.values()))[0]
        add(outcome, need)
        if outcome == "shown" and chance.random() < CONTACT:
            add("contact", need)
        said = chance.random()
        if said < HELPED:
            add("helped", need)
        elif said < HELPED + NOT_HELPED:
            add("not_helped", need)
    if chance.random() < HUMAN:
        add("human", needs[0])
