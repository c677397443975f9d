"""The writer never makes a chat wait or fail: bounded, late things dropped and counted, outages outlived."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from web.insight import writer as writing
from web.insight.events import Cell, Event, monday_of, today
from web.insight.tables import Count
from web.insight.writer import Chore, InsightWriter

CELL = Cell(monday_of(today()), "536", "velka", "shown", "resident")


def times(engine: Engine) -> list[int]:
    with Session(engine) as session:
        return list(session.scalars(select(Count.times)))


def test_events_of_a_cell_are_added_up(database: Engine) -> None:
    writer = InsightWriter(lambda: database)
    for _ in range(3):
        writer.put(Event(CELL))
    writer.flush()
    writer.put(Event(CELL, -1))
    writer.flush()
    assert times(database) == [2]


def test_a_cell_never_goes_below_zero(database: Engine) -> None:
    writer = InsightWriter(lambda: database)
    writer.put(Event(CELL, -1))
    writer.flush()
    assert times(database) == [0]


def test_the_thread_writes_what_waits_when_it_stops(database: Engine) -> None:
    writer = InsightWriter(lambda: database, flush_seconds=60)
    writer.start()
    writer.put(Event(CELL))
    writer.stop()
    assert times(database) == [1]


def test_a_lost_database_loses_no_count_and_raises_nothing(database: Engine) -> None:
    away = create_engine("sqlite:////nowhere/at/all.db")
    engines = [away, away, database]
    writer = InsightWriter(lambda: engines.pop(0))
    for _ in range(3):
        writer.put(Event(CELL))
        writer.flush()
    assert times(database) == [3]
    assert (writer.waiting, writer.dropped) == (0, 0)
    away.dispose()


def test_a_full_queue_drops_and_counts_and_never_waits(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "QUEUE_LENGTH", 10)
    writer = InsightWriter(lambda: database)
    began = time.perf_counter()
    for _ in range(1000):
        writer.put(Event(CELL))
    assert time.perf_counter() - began < 1.0
    assert (writer.waiting, writer.dropped) == (10, 990)


def test_a_count_whose_week_is_published_comes_too_late(database: Engine) -> None:
    writer = InsightWriter(lambda: database)
    old = monday_of(today()) - dt.timedelta(weeks=2)
    writer.put(Event(Cell(old, "536", "velka", "shown", "resident")))
    writer.flush()
    assert (times(database), writer.dropped) == ([], 1)


def test_faulty_work_is_lost_alone_and_the_thread_lives(database: Engine) -> None:
    def faulty(_session: Session) -> None:
        raise ValueError

    writer = InsightWriter(lambda: database, flush_seconds=0.02)
    writer.start()
    writer.put(faulty)
    deadline = time.monotonic() + 10
    while not writer.dropped and time.monotonic() < deadline:
        time.sleep(0.02)
    writer.put(Event(CELL))
    writer.stop()
    assert (times(database), writer.dropped) == ([1], 1)


def test_work_that_the_database_refuses_does_not_hold_up_the_counts(database: Engine) -> None:
    def refused(_session: Session) -> None:
        raise OperationalError("no", {}, ValueError())

    writer = InsightWriter(lambda: database)
    writer.put(refused)
    for _ in range(writing.MOST_TRIES):
        writer.put(Event(CELL))
        writer.flush()
    writer.flush()
    assert times(database) == [writing.MOST_TRIES]
    assert writer.dropped == 1


def test_without_a_database_nothing_is_taken_in(database: Engine) -> None:
    writer = InsightWriter(lambda: database, off=True)
    writer.start()
    writer.put(Event(CELL))
    writer.stop()
    assert (writer.waiting, times(database)) == (0, [])


def test_a_chore_is_done_when_it_is_due(database: Engine) -> None:
    done: list[str] = []
    seldom = Chore(3600, lambda _session: done.append("seldom"))
    often = Chore(0, lambda _session: done.append("often"))
    writer = InsightWriter(lambda: database, chores=[seldom, often])
    writer.flush()
    writer.flush()
    assert done == ["seldom", "often", "often"]
